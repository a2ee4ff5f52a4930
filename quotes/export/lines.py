"""Lines of JSON: one quote a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from quotes.export.rows import Found, line


def write(found: Iterable[Found], stream: BinaryIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    count = 0
    for _, rows in found:
        stream.write(b"".join([line(row) for row in rows]))
        count += len(rows)
    return count
