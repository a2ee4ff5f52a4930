"""Collections of one person's remarks: which words are theirs, on which occasion, and what is not theirs."""

import pytest

from quotes import reading
from quotes.layout import blocks


@pytest.fixture
def excerpts():
    """The excerpts of a text as (speaker, words, occasion)."""

    def found(text):
        return [
            (block.speaker, text[block.start : block.end], text[slice(*block.occasion)] if block.occasion else None)
            for block in blocks(reading.document(text))
            if block.kind == "excerpt"
        ]

    return found


WELL_FORMED = """President Ilmari Koskela on the sea

President Ilmari Koskela has spoken on the sea for ten years. The following are some of his remarks.

The sea belongs to nobody. It is in our keeping.

Speech at the Harbour Conference, May 5, 2019

Whoever fishes today must leave fish for tomorrow.

My father was a fisherman, and I know what it costs.

Letter to the Union of Fishermen, June 11, 2019

We have no second sea.

Interview with Radio Saimaa, January 2, 2020
"""


def test_each_remark_is_closed_by_its_occasion_line(excerpts):
    assert excerpts(WELL_FORMED) == [
        (
            "Ilmari Koskela",
            "The sea belongs to nobody. It is in our keeping.",
            "Speech at the Harbour Conference, May 5, 2019",
        ),
        (
            "Ilmari Koskela",
            "Whoever fishes today must leave fish for tomorrow.\n\n"
            "My father was a fisherman, and I know what it costs.",
            "Letter to the Union of Fishermen, June 11, 2019",
        ),
        ("Ilmari Koskela", "We have no second sea.", "Interview with Radio Saimaa, January 2, 2020"),
    ]


def test_the_lead_is_no_remark(rows):
    assert ("caption", None) in [(kind, who) for kind, who, words in rows(WELL_FORMED) if words.startswith("President")]


def test_occasions_after_a_dash_and_remarks_in_marks(excerpts):
    text = (
        "What Premier Adaeze Nwosu said about schools\n\n“A school is a promise.”\n— Speech at Enugu, March 3, 2021\n"
        "\n“We keep our promises.”\n— Remarks to teachers, 4 April 2021\n\n“I taught for nine years.”\n"
        "— Town hall in Awka\n"
    )
    assert excerpts(text) == [
        ("Adaeze Nwosu", "A school is a promise.", "Speech at Enugu, March 3, 2021"),
        ("Adaeze Nwosu", "We keep our promises.", "Remarks to teachers, 4 April 2021"),
        ("Adaeze Nwosu", "I taught for nine years.", "Town hall in Awka"),
    ]


def test_occasions_above_their_remarks(excerpts):
    text = (
        "Quotes from Senator Bram de Wolf\n\nSpeech in the Senate, May 5, 2019\n\nI oppose this bill.\n\n"
        "Letter to voters, June 1, 2019\n\nI have not changed my mind.\n\nInterview with the Evening Post, July 7, 2019"
        "\n\nAsk me again next year.\n"
    )
    assert excerpts(text) == [
        ("Bram de Wolf", "I oppose this bill.", "Speech in the Senate, May 5, 2019"),
        ("Bram de Wolf", "I have not changed my mind.", "Letter to voters, June 1, 2019"),
        ("Bram de Wolf", "Ask me again next year.", "Interview with the Evening Post, July 7, 2019"),
    ]


ONE_LINE = (
    "Water is a common good\n\n"
    "President Rosalba Quintero opened the Andes Forum and gave a speech titled Water for All.  I.?Water has "
    "no borders. We must share it. Phone call with Governor Luca Brandao, March ,  Rivers join us. Message of "
    "sympathy to Mayor St. John Price regarding the flood, April  I thank you for the tents. Speech at the "
    "May Dam, April 3, 2020  Chancellor Ottilie Brandt visited the dam. She praised the engineers.  II. "
    "Nobody may be left dry. Letter of reply to DirectorGeneral Amadou Keita, June ,"
)


def test_one_endless_line_that_lost_its_digits(excerpts):
    assert excerpts(ONE_LINE) == [
        (
            "Rosalba Quintero",
            "Water has no borders. We must share it.",
            "Phone call with Governor Luca Brandao, March",
        ),
        (
            "Rosalba Quintero",
            "Rivers join us.",
            "Message of sympathy to Mayor St. John Price regarding the flood, April",
        ),
        ("Rosalba Quintero", "I thank you for the tents.", "Speech at the May Dam, April 3, 2020"),
        ("Rosalba Quintero", "Nobody may be left dry.", "Letter of reply to DirectorGeneral Amadou Keita, June"),
    ]


def test_captions_between_excerpts_are_nobodys_words(rows):
    assert [words for kind, _, words in rows(ONE_LINE) if kind == "caption"] == [
        "President Rosalba Quintero opened the Andes Forum and gave a speech titled Water for All.",
        "Chancellor Ottilie Brandt visited the dam. She praised the engineers.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Nobody is named whose remarks these could be.
        "On water\n\nWater is life.\n\nSpeech, May 5, 2019\n\nShare it.\n\nLetter, June 6, 2019\n\nSave it.\n\n"
        "Interview with a paper, July 7, 2019\n",
        # News that tells of speeches and letters.
        "President Lund's spring\n\nSpeeches were given in May. Letters came in June, and talks followed. President "
        "Lund gave an interview in July. Remarks by others were few. Phone calls went on until August.\n",
        # Two people's remarks in one list.
        "Remarks by Minister Ana Reis and remarks by Minister Ola Berg\n\nMinister Ana Reis spoke. Minister Ola Berg "
        "spoke.\n\nYes.\n\nSpeech in Rome, May 5, 2019\n\nNo.\n\nSpeech in Oslo, May 6, 2019\n\nPerhaps.\n\n"
        "Speech in Bonn, May 7, 2019\n",
    ],
    ids=["nobody named", "news of speeches", "two people"],
)
def test_no_excerpts_without_one_person_and_their_occasions(excerpts, text):
    assert excerpts(text) == []


def test_a_list_of_one_persons_quotations(excerpts):
    text = 'Quotes by Ines Falk\n\n1. "The sea is free."\n\n2. "We have no second sea."\n\n3. "I have time."\n'
    assert excerpts(text) == [
        ("Ines Falk", "The sea is free.", None),
        ("Ines Falk", "We have no second sea.", None),
        ("Ines Falk", "I have time.", None),
    ]


def test_a_list_of_several_peoples_quotations_is_left_to_its_marks(excerpts):
    text = 'Quotes by Ines Falk\n\n"The sea is free."\n\n"I have time." -- Tom Lund\n\n"No." -- Ana Berg\n'
    assert excerpts(text) == []


def test_a_caption_in_the_present_tense_with_a_quotation_in_it(excerpts):
    text = WELL_FORMED.replace(
        "We have no second sea.",
        "President Koskela opens the quay with Mayor Ana Berg. At the opening the mayor said, “We waited for you.”\n\n"
        "We have no second sea.",
    )
    assert excerpts(text)[-1] == (
        "Ilmari Koskela",
        "We have no second sea.",
        "Interview with Radio Saimaa, January 2, 2020",
    )
