"""JSON lines and CSV: all keys, nothing that a spreadsheet would run, files replaced as a whole."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest
from marked import extract_marked

from quotes import export
from quotes.errors import QuotesError
from quotes.types import CONTRACT_KEYS, Document


def found(text="“Go,” said Maria Keller. “It’s 5 °C,” said Tom Adeyemi.", **known):
    return extract_marked(Document("a.txt", text, **known)).quotes


def written(format, quotes):
    stream = io.StringIO(newline="")
    assert export.FORMATS[format](iter(quotes), stream) == len(quotes)
    return stream.getvalue()


def test_a_line_of_json_holds_every_key_of_the_quote():
    quotes = found(title="T", date="2020-04-22")
    rows = [json.loads(line) for line in written("jsonl", quotes).splitlines()]
    assert rows == [json.loads(json.dumps(quote.as_dict())) for quote in quotes]
    assert all(tuple(row) == CONTRACT_KEYS for row in rows)
    assert "5 °C" in written("jsonl", quotes)


@pytest.mark.parametrize("text", ["a\u2028b\u0085c\x0bd", "line\nbreak\r\n", "\0", '"\\', "é" * 3])
def test_odd_text_stays_on_one_line_of_json(text):
    out = written("jsonl", found(f"“{text}” said Maria Keller."))
    assert out.endswith("\n")
    assert json.loads(out.rstrip("\n").split("\n")[0])["text"] == text
    assert out.count("\n") == 1


def test_csv_has_a_header_and_lists_as_json():
    quotes = found()
    rows = list(csv.DictReader(io.StringIO(written("csv", quotes), newline="")))
    assert tuple(rows[0]) == CONTRACT_KEYS
    assert [row["text"] for row in rows] == ["Go,", "It’s 5 °C,"]
    assert json.loads(rows[0]["spans"]) == [list(span) for span in quotes[0].spans]
    assert rows[0]["title"] == ""


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("1 = 1, he said", "1 = 1, he said"),
        ('a, “b”\n"c"', 'a, “b”\n"c"'),
        (r"C:\temp", r"C:\temp"),
    ],
)
def test_no_cell_is_a_formula(text, cell):
    quote = type(found()[0])("1", text, "direct", "speech", "sentence", text, ())
    (row,) = csv.DictReader(io.StringIO(written("csv", [quote]), newline=""))
    assert (row["document"], row["text"]) == (cell, cell)


@pytest.mark.parametrize("name", ["all.jsonl", "all.CSV"])
def test_the_suffix_names_the_format(tmp_path, name):
    path = tmp_path / name
    assert export.to_file(found(), str(path)) == 2
    assert path.read_bytes().decode() == written(path.suffix[1:].lower(), found())


def test_a_suffix_that_names_none_is_an_error_and_makes_no_file(tmp_path):
    with pytest.raises(QuotesError, match=r"Known: \.jsonl, \.csv"):
        export.to_file(found(), str(tmp_path / "all.xls"))
    assert os.listdir(tmp_path) == []


def test_a_failure_leaves_the_file_that_was_there(tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text("before")

    def failing():
        yield from found()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export.to_file(failing(), str(path))
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["all.jsonl"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(QuotesError, match="cannot be written"):
        export.to_file(found(), str(tmp_path / "nowhere" / "all.jsonl"))


def test_lone_surrogates_become_escapes(tmp_path):
    path = tmp_path / "all.jsonl"
    export.to_file(found("“Go\ud800,” said Maria Keller."), str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["text"] == "Go\ud800,"
