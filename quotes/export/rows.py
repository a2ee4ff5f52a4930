"""Quotes as plain rows: the form in which they go from the database to a file, without objects on the way.

A row is a tuple: the JSON of each of the ``CONTRACT_KEYS``' values, in their order, as it stands in a line of JSONL, in
UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes.types import CONTRACT_KEYS, Document, Quote

Row = tuple[bytes, ...]
Found = tuple["Document | None", Sequence[Row]]
"""A document, where its text is wanted, and the rows of some or all of its quotes."""

_LINE = b"{%b}\n" % b", ".join([b'"%b": %%b' % key.encode() for key in CONTRACT_KEYS])
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def row(quote: Quote) -> Row:
    """The row of a quote."""
    # Lone surrogates become JSON's own escapes.
    return tuple([_encoded(value).encode(errors="backslashreplace") for value in quote.as_dict().values()])


def line(row: Row) -> bytes:
    """The row as a line of JSON, with a line break: to the letter what ``json.dumps`` makes of ``Quote.as_dict``."""
    return _LINE % row


def values(row: Row) -> dict[str, Any]:
    """The row's values by key: what ``Quote.as_dict`` gives."""
    found: dict[str, Any] = json.loads(line(row))
    return found


def found(quotes: Iterable[Quote]) -> Iterator[Found]:
    """Quotes as they come, each by itself: none waits for the next."""
    for quote in quotes:
        yield None, (row(quote),)
