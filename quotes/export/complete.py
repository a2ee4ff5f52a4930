"""JSON lines that hold everything: each document's record with its text, the lines of its quotes, the decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from quotes.export.rows import Row, line


def write(records: Iterable[tuple[dict[str, Any], Sequence[Row]]], stream: TextIO) -> int:
    """Writes each record, which has a ``type``, and after it the lines of its quotes. Returns how many quotes."""
    count = 0
    for record, rows in records:
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        stream.write(b"".join([line(row) for row in rows]).decode())
        count += len(rows)
    return count
