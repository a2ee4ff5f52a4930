"""Parquet: typed columns, the same values as a line of JSON."""

from __future__ import annotations

import dataclasses
import json

import pytest
from marked import extract_marked

from quotes import export
from quotes.errors import QuotesError
from quotes.types import CONTRACT_KEYS, Document

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")

QUOTES = extract_marked(
    Document("a.txt", "“Go,” said Maria Keller. “It’s 5 °C?” said Tom Adeyemi.", date="2020")
).quotes


def test_rows_are_those_of_json(tmp_path):
    path = tmp_path / "all.parquet"
    assert export.to_file(QUOTES, str(path)) == 2
    table = parquet.read_table(path)
    assert table.to_pylist() == [json.loads(json.dumps(quote.as_dict())) for quote in QUOTES]
    assert tuple(table.column_names) == CONTRACT_KEYS


def test_odd_text_and_numbers_come_back(tmp_path):
    (one, two) = QUOTES
    odd = dataclasses.replace(
        one, text='a “b” \\ "c"\t\x00\x1f\u2028\u0085 é 😀', cue="2020-01-01", title="null",
        said_on="2020-01-01T00:00:00Z", confidence=0.1 + 0.2, steps=(), spans=(),
        also_in=(("b.txt", "x"),), same_as=("y", "z"),
    )  # fmt: skip
    export.to_file([odd, two], str(tmp_path / "all.parquet"))
    rows = parquet.read_table(tmp_path / "all.parquet").to_pylist()
    assert rows == [json.loads(json.dumps(quote.as_dict())) for quote in (odd, two)]


def test_the_types_do_not_depend_on_the_rows(tmp_path):
    for name, quotes in (("none.parquet", []), ("all.parquet", QUOTES)):
        export.to_file(quotes, str(tmp_path / name))
    assert parquet.read_schema(tmp_path / "none.parquet") == parquet.read_schema(tmp_path / "all.parquet")
    types = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "none.parquet")}
    assert (types["confidence"], types["url"]) == ("double", "string")
    assert types["spans"] == "list<element: list<element: int32>>"


def test_row_groups_are_written_as_they_come(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.export.parquet.ROWS", 2)
    export.to_file(QUOTES * 3, str(tmp_path / "all.parquet"))
    assert parquet.ParquetFile(tmp_path / "all.parquet").num_row_groups == 3


def test_without_the_library_the_message_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(QuotesError, match=r"quote-attribution\[parquet\]"):
        export.to_file(QUOTES, str(tmp_path / "all.parquet"))
    assert list(tmp_path.iterdir()) == []
