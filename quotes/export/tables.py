"""CSV (RFC 4180) that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from quotes.export.rows import Found, Row
from quotes.types import CONTRACT_KEYS

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = frozenset(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def write(found: Iterable[Found], stream: TextIO) -> int:
    """Writes a header and a line a quote; lists are JSON. Returns how many quotes."""
    writer = csv.writer(stream)
    writer.writerow(CONTRACT_KEYS)
    count = 0
    for _, rows in found:
        writer.writerows([_cells(row) for row in rows])
        count += len(rows)
    return count


def _cells(row: Row) -> list[Any]:
    return [cell(_text(value)) if value.startswith(b'"') else None if value == b"null" else value.decode()
            for value in row]  # fmt: skip


def _text(value: bytes) -> str:
    # Most texts stand in JSON as they are.
    text: str = json.loads(value) if b"\\" in value else value[1:-1].decode()
    return text


def cell(value: Any) -> Any:
    """A value as it stands in a cell: what a spreadsheet would take for a formula gets a leading apostrophe."""
    return "'" + value if type(value) is str and value[:1] in _FORMULA else value
