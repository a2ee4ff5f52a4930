"""Headings, bylines, captions, boilerplate and paragraphs; what holds of the blocks of any text."""

import time

import pytest

from quotes import reading
from quotes.layout import blocks
from quotes.types import Document

ARTICLE = """Home News Harbour to open again in spring
Ten recipes with rhubarb that nobody has tried
Harbour to open again in spring
by Coast Press

www.coastpress.example April 22, 2020

Harbour master Ines Falk [Photo provided to the Coast Press]

The harbour will open again in spring, harbour master Ines Falk said.

What about the ferries? Four routes are planned

The ferries will follow in May.

Print E-mail Bookmark and Share
< 1 2 3 4 >
精品一区二区| 国产老妇一性一交一乱| 免费高清| 在线观看视频
"""


def test_an_article_with_everything_around_it(rows):
    assert [(kind, words[:24]) for kind, _, words in rows(ARTICLE)] == [
        ("boilerplate", "Home News Harbour to ope"),
        ("boilerplate", "Ten recipes with rhubarb"),
        ("heading", "Harbour to open again in"),
        ("byline", "by Coast Press"),
        ("byline", "www.coastpress.example A"),
        ("caption", "Harbour master Ines Falk"),
        ("paragraph", "The harbour will open ag"),
        ("heading", "What about the ferries? "),
        ("paragraph", "The ferries will follow "),
        ("boilerplate", "Print E-mail Bookmark an"),
        ("boilerplate", "< 1 2 3 4 >"),
        ("boilerplate", "精品一区二区| 国产老妇一性一交一乱| 免费高清"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Subscribe to our newsletter", "boilerplate"),
        ("We use cookies to improve your experience.", "boilerplate"),
        ("© 2020 The Coast Press. All rights reserved.", "boilerplate"),
        ("Page 3 of 12", "boilerplate"),
        ("https://coast.example/harbour", "boilerplate"),
        ("Follow Ines Falk on Twitter @inesfalk.", "boilerplate"),
        ("This interview has been edited for length and clarity.", "boilerplate"),
        ("Correction: The ferry “Lady Perrin” is 40 metres long, not 40 feet.", "boilerplate"),
        ("This story has been updated with comments from the harbour master.", "boilerplate"),
        ("An earlier version of this article misstated Ms Falk’s title.", "boilerplate"),
        ("An earlier version of this bill was opposed by the mayor.", "paragraph"),
        ("Reporting by Ana Berg and Tom Lund", "byline"),
        ("By Ana Berg, Coast Press", "byline"),
        ("01:14:07", "boilerplate"),
        ("Translated from German by Ana Berg", "boilerplate"),
        ("Question (translated from German): Who pays?", "paragraph"),
        ("Coast News Agency, Oslo, March 26th Question: Who pays for the harbour?", "byline"),
        ("The harbour at dawn. (Photo by Ana Berg)", "caption"),
        ("Share this burden with us, the harbour master said.", "paragraph"),
        ("Subscribe to the plan or leave it, she told the council.", "paragraph"),
        ("By noon the harbour was full of ships.", "paragraph"),
        ("On July 6, 2015, Falk made the following comment:", "paragraph"),
        ("“We keep the sea,” she said.", "paragraph"),
    ],
)
def test_the_kind_of_a_line(rows, line, kind):
    before = "The harbour opened on Monday after a long winter.\n\nThe council met on Tuesday."
    text = f"{before}\n\n{line}\n\nNobody knew what would come next, and the boats stayed in the harbour for a week.\n"
    assert {words: found for found, _, words in rows(text)}[line] == kind


def test_readers_comments_are_furniture(rows):
    text = "Harbour opens\n\nThe harbour opened, Falk said.\n\nComments (2)\n\nbob: I agree.\n\njane: You would.\n"
    assert [kind for kind, _, _ in rows(text)] == ["heading", "paragraph"] + ["boilerplate"] * 3


def test_a_lead_after_its_dateline_is_no_heading(rows):
    text = (
        "OSLO, March 3, 2021 (CP) — The harbour will open in spring.\n\nThe ferries will follow in May.\n\nSo it is.\n"
    )
    assert {kind for kind, _, _ in rows(text)} == {"byline", "paragraph"}


def test_wrapped_lines_are_one_paragraph(rows):
    text = (
        "The harbour will open again in spring, the harbour master said on\n"
        "Tuesday, after a winter in which no ship came in and the quay lay\n"
        "empty from one end to the other for more than four months.\n\n"
        "The ferries will follow in May, if the ice is gone by then and the\n"
        "crews have come back from the south, where most of them spend the\n"
        "winter with their families.\n"
    )
    assert len(rows(text)) == 2


def test_lines_that_are_not_full_are_paragraphs_of_their_own(rows):
    assert len(rows("The harbour opened.\nThe ferries came.\nThe council met.\nNobody knew why.\n")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "\ufeff\u200b\n",
        "a",
        "A:",
        "Q",
        "Q:\nA:\nQ:\nA:\n",
        ":\n\n:\n",
        "[]:\n<>\n**:**",
        "\r\n\r\nOne\r\nTwo\rThree\u2028Four\x0bFive\x0cSix\x85Seven",
        "Name:\n\n" * 5,
        'Quotes by Ines Falk\n\n""\n\n"a"\n\n"b"\n\n"c"',
        "Q: Who is it?\n\nThe Minister (Ana Berg):\n\nQ: Who are you?\n\nA: I am.\n\nQ: Why?",
        "“" * 50 + "\n" + "(" * 200,
        "Speech at X, May " * 40,
        "I. II. III. " * 30,
    ],
)
def test_odd_texts_have_whole_blocks(check_whole, text):
    check_whole(Document("odd", text))


def test_every_letter_of_the_seeds_is_in_one_block(check_whole, seeds_folder):
    for path in reading.inputs([str(seeds_folder)]):
        for document in reading.read(path):
            check_whole(document)


@pytest.mark.parametrize(
    "text",
    [
        "The council will meet again on Tuesday, and nobody knows what it will decide then. " * 60_000,
        "word " * 1_000_000,
        "x" * 5_000_000,
        "Speech at " * 500_000,
        "Q: " * 1_000_000,
        "“" * 3_000_000,
        ". " * 2_000_000,
        "\n" * 5_000_000,
        "Ana Berg: yes\n" * 40_000,
        "(" * 3_000_000,
    ],
    ids=["prose", "words", "one word", "occasions", "labels", "marks", "stops", "line ends", "turns", "brackets"],
)
def test_millions_of_characters_take_seconds(text):
    started = time.process_time()
    blocks(Document("long", text))
    assert time.process_time() - started < 20


def test_an_empty_text_has_no_blocks():
    assert blocks(Document("empty", " \n")) == []


def test_paragraphs_in_another_language_are_set_apart(rows):
    english = "The council will meet again on Tuesday, said the mayor, and nobody knows what it will decide."
    french = "Le conseil se réunira de nouveau mardi, a dit le maire, et personne ne sait ce qu'il va décider alors."
    kinds = [kind for kind, _, _ in rows(f"{english}\n\n{french}\n\n{french}\n\n{english}")]
    assert kinds[1:] == ["boilerplate", "boilerplate", "paragraph"]


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("GENEVA, March 4 (Reuters) - The talks failed, the envoy said.", "GENEVA, March 4 (Reuters)"),
        ("PORT CALDER (AP) — We are late, the mayor said.", "PORT CALDER (AP)"),
        ("BEIJING, May 14 (Xinhua) -- Trade will grow, said the minister.", "BEIJING, May 14 (Xinhua)"),
        ("BUENA PARK, Calif. - Workers said they would stay.", "BUENA PARK, Calif."),
        ("FERNHILL – The old mill will be torn down, said Hannah Priddy.", "FERNHILL"),
        ("MELBOURNE, Tuesday.—The Minister said to-day that no trains ran.", "MELBOURNE, Tuesday"),
        ("HARLOW, Ohio (August 16, 2012) – The county announced a shelter.", "HARLOW, Ohio (August 16, 2012)"),
        ("New Delhi, Mar 12 (PTI) Farmers said they would march.", "New Delhi, Mar 12 (PTI)"),
        ("MOSCOW, January 12. /TASS/. Exports fell, the ministry said.", "MOSCOW, January 12. /TASS/"),
        ("Brasília – The senator said that he would vote.", "Brasília"),
        ("GENEVA: The talks failed, the envoy said.", "GENEVA"),
        ("Mina Oz — Harvard-trained surgeon and TV star — said that she would stay.", None),
        ("ANA BERG - We will go on, whatever it takes.", None),
        ("SEN. ROE (D-Va.): The bill is dead, he said.", None),
        ("NATO said that it would go on.", None),
        ("“Go on,” the envoy said in Geneva — The talks had failed.", None),
    ],
)
def test_a_dateline_is_no_part_of_the_words(paragraph, dateline):
    text = f"Talks fail\n\n{paragraph}\n\nNobody else spoke to the press in the evening."
    found = blocks(Document("a", text))
    bylines = [text[block.start : block.end] for block in found if block.kind == "byline"]
    assert bylines == ([dateline] if dateline else [])
