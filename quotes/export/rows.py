"""Quotes as plain rows: the form in which they go from the database to a file, without objects on the way.

A row is a tuple with a value for each of ``CONTRACT_KEYS``, in their order: texts, None, a number, and lists as the
JSON text that stands for them in a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes.types import CONTRACT_KEYS, Document, Quote

Row = tuple[Any, ...]
Found = tuple["Document | None", Sequence[Row]]
"""A document, where its text is wanted, and the rows of some or all of its quotes."""

LISTS = ("spans", "cue_spans", "source_spans", "speakers", "resolution", "also_in", "same_as", "steps")
"""The keys whose values are lists."""
_PLACES = tuple(CONTRACT_KEYS.index(key) for key in LISTS)


def row(quote: Quote) -> Row:
    """The row of a quote."""
    values = quote.as_dict()
    for key in LISTS:
        values[key] = json.dumps(values[key], ensure_ascii=False)
    return tuple(values.values())


def values(row: Row) -> dict[str, Any]:
    """The row's values by key: what ``Quote.as_dict`` gives."""
    found = dict(zip(CONTRACT_KEYS, row, strict=True))
    # One call of the parser for all lists: most of its time goes into being called.
    lists = json.loads(f"[{','.join([row[place] for place in _PLACES])}]")
    found.update(zip(LISTS, lists, strict=True))
    return found


def found(quotes: Iterable[Quote]) -> Iterator[Found]:
    """Quotes as they come, each by itself: none waits for the next."""
    for quote in quotes:
        yield None, (row(quote),)
