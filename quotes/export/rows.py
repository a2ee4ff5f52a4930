"""Quotes as plain rows: the form in which they go from the database to a file, without objects on the way.

A row is a tuple: what its document says (``OF_DOCUMENT``), what its speaker says (``OF_SPEAKER``), each a tuple that
many rows may share, and a value for each of the other ``CONTRACT_KEYS`` (``OWN``), in their order. Values are texts,
None or a number; lists are the JSON text that stands for them in a line.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes.types import CONTRACT_KEYS, Document, Quote

Row = tuple[Any, ...]
Found = tuple["Document | None", Sequence[Row]]
"""A document, where its text is wanted, and the rows of some or all of its quotes."""

OF_DOCUMENT = ("document", "title", "date", "publisher", "url")
OF_SPEAKER = ("speaker", "speaker_id", "speaker_type", "speakers")
OWN = tuple(key for key in CONTRACT_KEYS if key not in (*OF_DOCUMENT, *OF_SPEAKER))
LISTS = ("spans", "cue_spans", "source_spans", "speakers", "resolution", "also_in", "same_as", "steps")
"""The keys whose values are lists."""

_ORDER = (*OF_DOCUMENT, *OF_SPEAKER, *OWN)
_PLACES = tuple(_ORDER.index(key) for key in CONTRACT_KEYS)
_in_order = operator.itemgetter(*_PLACES)
_LISTS = tuple(_ORDER.index(key) for key in LISTS)


def row(quote: Quote) -> Row:
    """The row of a quote."""
    values = quote.as_dict()
    for key in LISTS:
        values[key] = json.dumps(values[key], ensure_ascii=False)
    document, speaker, own = ([values[key] for key in keys] for keys in (OF_DOCUMENT, OF_SPEAKER, OWN))
    return tuple(document), tuple(speaker), *own


def flat(row: Row) -> tuple[Any, ...]:
    """The row's values in the order of ``CONTRACT_KEYS``, lists as JSON text."""
    every: tuple[Any, ...] = _in_order((*row[0], *row[1], *row[2:]))
    return every


def values(row: Row) -> dict[str, Any]:
    """The row's values by key: what ``Quote.as_dict`` gives."""
    every = (*row[0], *row[1], *row[2:])
    found = dict(zip(CONTRACT_KEYS, [every[place] for place in _PLACES], strict=True))
    # One call of the parser for all lists: most of its time goes into being called.
    lists = json.loads(f"[{','.join([every[place] for place in _LISTS])}]")
    found.update(zip(LISTS, lists, strict=True))
    return found


def found(quotes: Iterable[Quote]) -> Iterator[Found]:
    """Quotes as they come, each by itself: none waits for the next."""
    for quote in quotes:
        yield None, (row(quote),)
