"""Lines of JSON: one quote a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring
from typing import TextIO

from quotes.export.rows import LISTS, Found, Row
from quotes.types import CONTRACT_KEYS

_DOCUMENT = slice(CONTRACT_KEYS.index("document"), CONTRACT_KEYS.index("url") + 1)
"""Where a row says from which document it is."""
_START = _DOCUMENT.start
_REST = tuple(key for key in CONTRACT_KEYS if key not in CONTRACT_KEYS[_DOCUMENT])
_TEMPLATE = ", ".join([f'"{_REST[0]}": %s, %s', *(f'"{key}": %s' for key in _REST[1:])])
_TEXTS = tuple(
    place
    for place, key in enumerate((*CONTRACT_KEYS[:_START], "document", *CONTRACT_KEYS[_DOCUMENT.stop :]))
    if key not in (*LISTS, "document", "confidence")
)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The JSON of each row, to the letter what ``json.dumps`` makes of ``Quote.as_dict``, without line break."""
    # Put together from parts, since lists are JSON already and a document is mostly that of the row before: several
    # times as fast as building it anew.
    known: Row | None = None
    document = ""
    for row in rows:
        if row[_DOCUMENT] != known:
            known = row[_DOCUMENT]
            given = zip(CONTRACT_KEYS[_DOCUMENT], known, strict=True)
            document = ", ".join([f'"{key}": {_text(value)}' for key, value in given])
        values = [*row[:_START], document, *row[_DOCUMENT.stop :]]
        for place in _TEXTS:
            value = values[place]
            values[place] = "null" if value is None else encode_basestring(value)
        yield "{" + _TEMPLATE % tuple(values) + "}"


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def write(found: Iterable[Found], stream: TextIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    count = 0
    for _, rows in found:
        stream.write("".join([line + "\n" for line in lines(rows)]))
        count += len(rows)
    return count
