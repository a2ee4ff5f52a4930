"""Results as data frames."""

from __future__ import annotations

import sys

import pytest

import quotes
from quotes.frames import FrameError
from quotes.types import CONTRACT_KEYS, Alias, Quote

QUOTE = Quote("1", "a.txt", "direct", "speech", "sentence", "Go,", ((1, 4),), speaker="Ada Quill", date="2020-04")


def test_a_row_is_a_quote_and_a_column_a_key() -> None:
    pytest.importorskip("pandas", reason="pip install pandas")
    frame = quotes.frame([QUOTE, QUOTE], library="pandas")
    assert list(frame.columns) == list(CONTRACT_KEYS)
    assert list(frame["speaker"]) == ["Ada Quill"] * 2
    assert frame["date"][0] == "2020-04"


def test_polars_serves_too() -> None:
    pytest.importorskip("polars", reason="pip install polars")
    assert quotes.frame([QUOTE], library="polars")["text"].to_list() == ["Go,"]


def test_other_results_are_rows_too() -> None:
    pytest.importorskip("pandas", reason="pip install pandas")
    assert quotes.frame([Alias("Ada", 3)], library="pandas").to_dict("records") == [
        {"form": "Ada", "count": 3, "span": None, "rule": "name"}
    ]


def test_nothing_found_has_the_columns_all_the_same() -> None:
    pytest.importorskip("pandas", reason="pip install pandas")
    assert list(quotes.frame([], library="pandas").columns) == list(CONTRACT_KEYS)


def test_without_a_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(FrameError, match="pip install pandas"):
        quotes.frame([QUOTE])
