"""News archives as JSON: one record a line (.jsonl), or one object or a list of objects (.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import jsonlines

from quotes.errors import ReadingError
from quotes.reading.decoding import BinaryError, clean, decode
from quotes.reading.head import document
from quotes.types import Document

TEXT_FIELDS = ("text", "body", "content", "article")
REMEDY = 'Each record needs a "text"; "id", "title", "date", "url", "publisher" are taken where present.'


def documents(lines: Iterable[bytes], *, source: str) -> Iterator[Document]:
    """The documents of JSON lines. Bad records are left out and named in one ReadingError after the last good one."""
    reader = jsonlines.Reader(lines)
    number, faults = 0, _Faults(source)
    while True:
        number += 1
        try:
            record = reader.read(allow_none=True, skip_empty=False)
        except EOFError:
            break
        except jsonlines.InvalidLineError as error:
            if error.line.strip():
                faults.add(number, "no JSON")
            continue
        yield from _one(record, number, source, faults)
    faults.settle(number - 1)


def whole(data: bytes, *, source: str) -> Iterator[Document]:
    """The documents of a JSON file that is one object or a list of objects. Bad records as in ``documents``."""
    try:
        value = json.loads(decode(data)[0])
    except BinaryError as error:
        raise ReadingError(source, f"no text but {error}", "Give a JSON file.") from error
    except (ValueError, RecursionError):
        # Archives are often JSON lines under a .json name.
        yield from documents(data.splitlines(), source=source)
        return
    records = value if isinstance(value, list) else [value]
    faults = _Faults(source)
    for number, record in enumerate(records, 1):
        # One article a file is named by the file, as a text file is.
        yield from _one(record, number, source, faults, fallback=source if len(records) == 1 else None)
    faults.settle(len(records))


class _Faults:
    """Counts the bad records of one input and says so once at its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.count = 0
        self.first = ""

    def add(self, number: int, reason: str) -> None:
        self.first = self.first or f"record {number}: {reason}"
        self.count += 1

    def settle(self, total: int) -> None:
        if self.count:
            raise ReadingError(self.source, f"{self.count} of {total} records left out ({self.first})", REMEDY)
        if not total:
            raise ReadingError(self.source, "empty", REMEDY)


def _one(record: Any, number: int, source: str, faults: _Faults, fallback: str | None = None) -> Iterator[Document]:
    """The record's document, or nothing and a fault counted."""
    if not isinstance(record, dict):
        faults.add(number, "no object")
        return
    text = next((record[key] for key in TEXT_FIELDS if isinstance(record.get(key), str)), None)
    if text is None:
        faults.add(number, "no text field")
        return
    text, notes = clean(text.removeprefix("\ufeff"))
    if not text.strip():
        faults.add(number, "empty text")
        return
    key = record.get("id")
    yield document(
        text,
        id=str(key) if isinstance(key, (str, int)) and str(key) else fallback or f"{source}#{number}",
        title=_string(record.get("title")),
        date=_string(record.get("date")),
        publisher=_string(record.get("publisher")),
        url=_string(record.get("url")),
        notes=notes,
    )


def _string(value: object) -> str | None:
    return clean(value)[0].strip() or None if isinstance(value, str) else None
