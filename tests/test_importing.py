"""What an export holds comes back: all of it with the documents, the lines as they are without; nothing half-done."""

from __future__ import annotations

import gzip
import json
import sqlite3

import pytest
from marked import extract_marked

from quotes import archive, export
from quotes.archive.checking import LINE
from quotes.errors import ReadingError
from quotes.export import complete
from quotes.types import CONTRACT_KEYS, Authority, Document, Office

DOCUMENTS = [
    Document("in/a.txt", "“Go,” said Maria Keller. “It rains?” believed Maria Keller.", "T", "2020-04-22", "P", "u"),
    Document("in/b.txt", "“Stay,” said Tom Adeyemi. “Peace,” wanted María Keller.", notes=("two “notes”", "é")),
    Document("in/c.txt", "“Yes,” said Keller. “No,” said Thomas Adeyemi. “Perhaps,” said Ines Calder.", date="2021"),
    Document("in/empty.txt", "Nothing is said here."),
]


@pytest.fixture
def opened(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        opened.add(DOCUMENTS, extract=extract_marked)
        yield opened


@pytest.fixture
def corrected(opened):
    opened.merge("Ines Calder", "Tom Adeyemi", reason="one “person”")
    opened.never("Maria Keller", "Tom Adeyemi")
    opened.undo()
    opened.rename("Maria Keller", "Maria Keller-Ost")
    entry = Authority("q1", "Thomas B. Adeyemi", aliases=("Tom Adeyemi",), offices=(Office("mayor", "2020"),),
                      identifiers=(("wikidata", "Q1"),))  # fmt: skip
    opened.take_in([entry], source="people.csv")
    return opened


def lines(opened, path):
    export.write_file(opened.export(), str(path), format="jsonl")
    return path


def whole(opened, path):
    with open(path, "w", encoding="utf-8") as stream:
        complete.write(opened.records(), stream)
    return path


def outcomes(opened, path):
    return [added.outcome for added in opened.bring(str(path))]


def content(path):
    """Everything in a database but the numbers of its rows, which depend on the order in which they came."""
    tables = {
        "documents": "id, sha256, extractor, title, date, publisher, url, notes, text",
        "quotes": "id, kind, act, form, text, spans, cue, cue_spans, source, source_spans, speaker, speaker_type, "
        "speakers, role, steps, occasion, said_on, confidence, parent, day",
        "local_speakers": "key, name, type, roles",
        "aliases": "form, count, start, end, rule",
        "speakers": "id, name, type, roles, quotes, sayings, documents, first, last, authority",
        "evidence": "form, document, count, rule",
        "decisions": "number, kind, names, documents, at, reason, undone",
        "authorities": "decision, id, name, type, aliases, offices, identifiers",
    }
    connection = sqlite3.connect(path)
    return {name: sorted(connection.execute(f"SELECT {keys} FROM {name}"), key=repr) for name, keys in tables.items()}


def test_with_its_documents_a_database_comes_back_as_it_was(corrected, tmp_path):
    first = whole(corrected, tmp_path / "all.jsonl")
    with archive.open(tmp_path / "other.db") as other:
        assert outcomes(other, first) == ["added"] * 4
        assert whole(other, tmp_path / "again.jsonl").read_bytes() == first.read_bytes()
        assert lines(other, tmp_path / "b.jsonl").read_bytes() == lines(corrected, tmp_path / "a.jsonl").read_bytes()
        assert outcomes(other, first) == ["unchanged"] * 4
    assert content(tmp_path / "other.db") == content(tmp_path / "quotes.db")


def test_an_ingest_after_it_has_nothing_to_do(corrected, tmp_path, extract):
    first = whole(corrected, tmp_path / "all.jsonl")
    with archive.open(tmp_path / "other.db") as other:
        assert outcomes(other, first) == ["added"] * 4
        assert other.add(DOCUMENTS, extract=extract).unchanged == 4
    assert extract.read == []


@pytest.mark.parametrize("packed", [False, True])
def test_lines_alone_come_back_as_they_were(opened, tmp_path, packed):
    first = lines(opened, tmp_path / "all.jsonl")
    if packed:
        data, first = first.read_bytes(), tmp_path / "all.jsonl.gz"
        first.write_bytes(gzip.compress(data))
    with archive.open(tmp_path / "other.db") as other:
        assert outcomes(other, first) == ["added"] * 3
        assert other.differing(str(first)) == 0
        assert lines(other, tmp_path / "b.jsonl").read_bytes() == lines(opened, tmp_path / "a.jsonl").read_bytes()
        assert outcomes(other, first) == ["unchanged"] * 3


def test_lines_alone_hold_the_words_where_they_stood(opened, tmp_path):
    with archive.open(tmp_path / "other.db") as other:
        list(other.bring(str(lines(opened, tmp_path / "all.jsonl"))))
        document = other.document("in/b.txt")
        assert document.text == " Stay,  said Tom Adeyemi.  Peace,  wanted María Keller".replace(".", " ")
        assert "only the words of its quotes are known" in document.notes[0]
        assert other.identify("María Keller").id == opened.identify("María Keller").id
        # When the document comes in itself, it is read.
        assert other.add(DOCUMENTS[1:2], extract=extract_marked).replaced == 1


def test_a_document_that_is_there_keeps_its_text(opened, tmp_path):
    path = lines(opened, tmp_path / "all.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[0]["role"] = "mayor"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert outcomes(opened, path) == ["replaced", "unchanged", "unchanged"]
    assert opened.document("in/a.txt") == DOCUMENTS[0]
    assert opened.quote(rows[0]["id"]).role == "mayor"


def test_what_lines_alone_cannot_tell_is_counted(opened, tmp_path):
    opened.split("Maria Keller", documents=["in/b.txt"])
    opened.rename("Tom Adeyemi", "T. Adeyemi")
    path = lines(opened, tmp_path / "all.jsonl")
    with archive.open(tmp_path / "other.db") as other:
        list(other.bring(str(path)))
        assert other.differing(str(path)) > 0
        list(other.bring(str(whole(opened, tmp_path / "whole.jsonl"))))
        assert other.differing(str(path)) == 0


def test_lines_in_any_order_and_of_an_earlier_version(opened, tmp_path):
    path = lines(opened, tmp_path / "all.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        del row["also_in"], row["same_as"]
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text("\n\n".join(json.dumps(row) for row in (*rows[1::2], *rows[::2])), encoding="utf-8")
    with archive.open(tmp_path / "other.db") as other:
        list(other.bring(str(mixed)))
        assert lines(other, tmp_path / "b.jsonl").read_bytes() == path.read_bytes()


def test_parquet_comes_back(opened, tmp_path):
    pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    path = tmp_path / "all.parquet"
    export.write_file(opened.export(), str(path))
    with archive.open(tmp_path / "other.db") as other:
        assert outcomes(other, path) == ["added"] * 3
        assert lines(other, tmp_path / "b.jsonl").read_bytes() == lines(opened, tmp_path / "a.jsonl").read_bytes()


def test_half_characters_are_replaced_as_they_are_on_reading(opened, tmp_path):
    path = tmp_path / "all.jsonl"
    text = lines(opened, path).read_text(encoding="utf-8")
    path.write_text(text.replace("Stay,", "Sta\\udc80,").replace("in/c.txt", "in/\\udce9.txt"), encoding="utf-8")
    with archive.open(tmp_path / "other.db") as other:
        list(other.bring(str(path)))
        assert next(quote.text for quote in other.quotes("in/b.txt")) == "Sta\ufffd,"
        assert other.document("in/\\udce9.txt").id == "in/\\udce9.txt"


def broken(key, value):
    def change(rows):
        rows[2][key] = value

    return change


def without(key):
    def change(rows):
        del rows[2][key]

    return change


def twice(rows):
    rows.append(rows[0])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        *[(without(key), f"line 3: no '{key}'") for key in ("id", "document", "spans", "steps")],
        (broken("kind", "loud"), "line 3: 'kind' has a wrong value"),
        (broken("id", "x' OR 1"), "line 3: 'id' has a wrong value"),
        (broken("spans", [[5, 2]]), "line 3: 'spans' has a wrong value"),
        (broken("spans", [[0, 2], [1, 4]]), "line 3: 'spans' has a wrong value"),
        (broken("spans", [[0, 10**12]]), "line 3: 'spans' has a wrong value"),
        (broken("spans", []), "line 3: 'spans' has a wrong value"),
        (broken("confidence", 2), "line 3: 'confidence' has a wrong value"),
        (broken("confidence", True), "line 3: 'confidence' has a wrong value"),
        (broken("steps", [{"rule": "name"}]), "line 3: 'steps' has a wrong value"),
        (broken("resolution", ["magic"]), "line 3: 'resolution' and 'steps' do not agree"),
        (broken("text", "Stay here,"), "line 3: 'text' is not as long as 'spans' says"),
        (broken("title", "Another"), "line 4: another 'title' than the rest of its document"),
        (broken("note", "mine"), "line 3: unknown key 'note'"),
        (twice, "line 8: the same quote stands in another line"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_goes_in(opened, tmp_path, change, reason):
    path = lines(opened, tmp_path / "all.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with archive.open(tmp_path / "other.db") as other:
        with pytest.raises(ReadingError) as caught:
            list(other.bring(str(path)))
        assert reason in caught.value.reason
        assert list(other.quotes()) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (
            '{"id": 1}\nnonsense\n[1]\n',
            r"3 of 3 lines are wrong \(line 1: no '.*'; line 2: no JSON; line 3: no object\)",
        ),
        ("[" * 100_000, "line 1: no JSON"),
        ("[]\n" * 30, r"30 of 30 lines are wrong \(line 1: .*; line 10: no object; and 20 more\)"),
        ("x\n" * 30, "no JSON lines and no Parquet"),
    ],
)
def test_what_is_no_export_is_an_error(opened, tmp_path, text, reason):
    (tmp_path / "bad.jsonl").write_text(text)
    with pytest.raises(ReadingError, match=reason):
        list(opened.bring(str(tmp_path / "bad.jsonl")))


def test_a_record_that_does_not_fit_its_quotes_is_an_error(opened, tmp_path):
    path = whole(opened, tmp_path / "all.jsonl")
    text = path.read_text(encoding="utf-8")
    for change, reason in (
        (("“Go,” said", "“No,” said"), "'text' is not what its document says there"),
        (('"said": [["', '"said": [["0'), "tells of other quotes than there are"),
        (('"key": "Tom Adeyemi"', '"key": "x"'), "lacks a speaker"),
    ):
        path.write_text(text.replace(*change), encoding="utf-8")
        with archive.open(tmp_path / "other.db") as other, pytest.raises(ReadingError, match=reason):
            list(other.bring(str(path)))


def test_the_checks_know_every_key():
    assert tuple(LINE) == CONTRACT_KEYS
