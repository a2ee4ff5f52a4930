"""Quotes and speakers as data frames, where pandas or polars is installed."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterable
from typing import Any, Literal

from quotes.errors import QuotesError
from quotes.types import CONTRACT_KEYS, Quote

LIBRARIES = ("pandas", "polars")


class FrameError(QuotesError):
    """No library for data frames is installed."""


def frame(rows: Iterable[Any], *, library: Literal["pandas", "polars"] | None = None) -> Any:
    """A data frame of quotes, speakers or any other results: one row each, a column for each key of the JSONL.

    ``library``: the first of pandas and polars that is installed, unless given. Dates stay text, as they may be a year
    or a month alone. Without rows the columns are those of quotes. Raises FrameError.
    """
    records = [row.as_dict() if isinstance(row, Quote) else dataclasses.asdict(row) for row in rows]
    module = _library(library)
    values: Any = records or {key: [] for key in CONTRACT_KEYS}
    if module.__name__ == "polars":
        return module.DataFrame(values, infer_schema_length=None, strict=False)
    return module.DataFrame(values)


def _library(name: str | None) -> Any:
    for each in (name,) if name else LIBRARIES:
        try:
            return importlib.import_module(each)
        except ImportError:
            continue
    wanted = name or " or ".join(LIBRARIES)
    raise FrameError("data frame", f"{wanted} is not installed", f"pip install {name or LIBRARIES[0]}")
