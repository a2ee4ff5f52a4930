"""Rows straight from the database are what ``Quote.as_dict`` gives, to the letter."""

from __future__ import annotations

import dataclasses
import io
import json

import pytest
from marked import extract_marked

from quotes import archive
from quotes.export import lines, rows
from quotes.types import Alias, Document, LocalSpeaker, Quote, Step, quote_id

ODD = 'a “b” \\ "c"\t\x00\x1f\u2028\u0085 é 😀'
SPAN = ((1, 2), (3, 5))
FULL = Quote(
    id=quote_id("a.txt", SPAN), document="a.txt", kind="mixed", act="thought", form="turn", text="b … de", spans=SPAN,
    cue=ODD, cue_spans=((5, 6),), source="he", source_spans=((6, 7),), speaker="Maria Keller", speaker_id="keller",
    speaker_type="person", speakers=("Maria Keller",), role=ODD,
    steps=(Step("pronoun", "he", (6, 7), ODD), Step("name", None, None, '], ["x", null, null, null]'), Step("", "")),
    occasion=ODD, said_on="2020-04", confidence=0.1 + 0.2, parent="0123456789abcdef", title=ODD, date="2020",
    publisher="", url=None,
)  # fmt: skip
BARE = Quote(quote_id("a.txt", ((8, 9),)), "a.txt", "direct", "speech", "sentence", "i", ((8, 9),), title=ODD,
             date="2020", publisher="")  # fmt: skip


def written(found):
    return b"".join(map(rows.line, found)).decode().removesuffix("\n").split("\n")


@pytest.mark.parametrize("quote", [FULL, BARE])
def test_a_row_is_the_quote_without_the_object(quote):
    row = rows.row(quote)
    assert written([row]) == [json.dumps(quote.as_dict(), ensure_ascii=False)]
    assert rows.values(row) == json.loads(json.dumps(quote.as_dict()))


def test_lines_of_several_documents_tell_them_apart():
    quotes = [FULL, BARE, dataclasses.replace(BARE, document="b.txt"), dataclasses.replace(BARE, url="x"), FULL]
    expected = [json.dumps(quote.as_dict(), ensure_ascii=False) for quote in quotes]
    assert written(list(map(rows.row, quotes))) == expected


@pytest.fixture
def opened(tmp_path):
    """Everything that a row can hold: variants, several speakers, merged and renamed ones, groups, nobody."""
    maria = LocalSpeaker("keller", "Maria Keller", "person", ("mayor",), (Alias("Maria Keller", 2),))
    lone = LocalSpeaker("x@1", 'some, "others"', "unnamed")
    together = dataclasses.replace(
        BARE, id=quote_id("a.txt", ((9, 10),)), spans=((9, 10),), text="j", speaker="Maria Keller", speaker_id="keller",
        speaker_type="person", speakers=("Maria Keller", "Tom Adeyemi"),
    )  # fmt: skip
    by_nobody = dataclasses.replace(
        BARE, id=quote_id("a.txt", ((10, 11),)), spans=((10, 11),), text="k", speaker=lone.name, speaker_id=lone.key,
        speaker_type="unnamed", speakers=(lone.name,),
    )  # fmt: skip
    tom = LocalSpeaker("adeyemi", "Tom Adeyemi", "person")
    found = extract_marked(Document("a.txt", "abcdefghijklmnop", ODD, "2020", ""))
    found = dataclasses.replace(found, quotes=(FULL, BARE, together, by_nobody), speakers=(maria, tom, lone))
    with archive.open(tmp_path / "quotes.db") as opened:
        opened.store(found)
        texts = {"b": "María Keller", "c": "Thomas Adeyemi", "d": "Keller", "e": "Ines Calder"}
        opened.add(
            (
                Document(f"{id}.txt", f"“Go,” said {name}. “No,” wanted {name}.", date="2021")
                for id, name in texts.items()
            ),
            extract=extract_marked,
        )
        wall = "“We will build the new harbour wall next spring with our own hands,” said Maria Keller."
        rest = " The town council meets again on Friday to hear what the engineers of the harbour have to say about it."
        other = " It rained all day, the boats stayed in, and nobody was seen on the quay until the evening ferry came."
        for id, text in (("f", wall + rest), ("g", wall + rest), ("h", wall + other), ("i", other + " " + wall)):
            opened.store(extract_marked(Document(f"{id}.txt", text, date="2021")))
        opened.merge("Ines Calder", "Tom Adeyemi")
        opened.rename("Maria Keller", "Maria Keller-Ost")
        yield opened


def exported(opened, **narrowing):
    return [line for _, each in opened.export(**narrowing) for line in written(each)]


def test_the_rows_of_a_database_are_those_of_its_quotes(opened):
    quotes = list(opened.quotes())
    rules = {rule for quote in quotes for rule in quote.resolution}
    assert "decision" in rules
    assert any(len(quote.speakers) > 1 for quote in quotes)
    assert any(quote.also_in for quote in quotes)
    assert any(len(quote.same_as) > 1 for quote in quotes)
    assert exported(opened) == [json.dumps(quote.as_dict(), ensure_ascii=False) for quote in quotes]


@pytest.mark.parametrize(
    "narrowing",
    [
        {"kind": ["mixed"]}, {"act": ["attitude"]}, {"since": "2021"}, {"until": "2020"}, {"document": "b.t"},
        {"by": "Keller-Ost"}, {"by": "Ines Calder", "act": ["speech"]}, {"min_confidence": 0.9},
    ],
)  # fmt: skip
def test_narrowed_as_a_look_up(opened, narrowing):
    options = {"act": (), "duplicates": True} | {key: value for key, value in narrowing.items() if key != "by"}
    looked_up = [opened.by(name, **options) for name in ([narrowing["by"]] if "by" in narrowing else [])]
    if not looked_up:
        looked_up = [opened.by(who.id, **options) for who in opened.speakers(types=(), quoted=False)]
    known = {quote.id for quotes in looked_up for quote in quotes}
    found = [json.loads(line) for line in exported(opened, **narrowing)]
    assert {row["id"] for row in found if row["speaker_id"]} == known
    assert found == sorted(found, key=lambda row: row["document"])


def test_an_export_is_the_state_of_one_moment(opened):
    running = opened.export()
    first, _ = next(running)
    opened.remove("e.txt")
    later = [document.id for document, _ in running]
    assert [first.id, *later][:6] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"]


def test_texts_come_when_they_are_asked_for(opened):
    assert {document.text for document, _ in opened.export()} == {""}
    documents = [document for document, _ in opened.export(texts=True)]
    assert [document.text for document in documents] == [opened.document(each.id).text for each in documents]


def test_steps_that_another_program_stored_are_read_too(opened):
    opened._db.execute("UPDATE quotes SET steps = '[[\"name\",\"x\",[1,2],null]]' WHERE text = 'Stay,'")
    assert exported(opened) == [json.dumps(quote.as_dict(), ensure_ascii=False) for quote in opened.quotes()]


def test_documents_without_quotes_leave_no_empty_line():
    stream = io.BytesIO()
    assert lines.write([(None, ()), *rows.found([BARE]), (None, ())], stream) == 1
    assert stream.getvalue().decode() == json.dumps(BARE.as_dict(), ensure_ascii=False) + "\n"


def test_a_stream_gets_each_quote_as_it_comes():
    stream = io.BytesIO()
    seen = []

    def coming():
        for quote in (FULL, BARE):
            seen.append(stream.getvalue().count(b"\n"))
            yield quote

    assert lines.write(rows.found(coming()), stream) == 2
    assert seen == [0, 1]
