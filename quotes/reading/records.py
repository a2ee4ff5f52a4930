"""News archives as JSON: one record a line (.jsonl), or one object, a list of objects, or a list within one (.json)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import jsonlines

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.decoding import BinaryError, decode
from quotes.reading.fields import FaultError, Fields, from_record
from quotes.reading.language import ForeignError
from quotes.types import Document

REMEDY = "Each record needs a text in English; --text-field, --title-field, ... say which field is which."


def documents(lines: Iterable[bytes], *, source: str, fields: Fields = Fields()) -> Iterator[Document]:  # noqa: B008
    """The documents of JSON lines. Bad records are left out and named in one ReadingError after the last good one."""
    faults = Faults(source)
    reader = jsonlines.Reader(_bounded(lines, faults))
    while True:
        faults.total += 1
        try:
            record = reader.read(allow_none=True, skip_empty=False)
        except EOFError:
            break
        except jsonlines.InvalidLineError as error:
            if error.line.strip():
                faults.add("no JSON")
            continue
        except (RecursionError, ValueError):
            faults.add("no JSON")
            continue
        yield from faults.checked(record, fields)
    faults.total -= 1
    faults.settle()


def whole(data: bytes, *, source: str, fields: Fields = Fields()) -> Iterator[Document]:  # noqa: B008
    """The documents of a JSON file that is one object or a list of objects. Bad records as in ``documents``."""
    try:
        value = json.loads(decode(data)[0])
    except BinaryError as error:
        raise ReadingError(source, f"no text but {error}", "Give a JSON file.") from error
    except (ValueError, RecursionError):
        # Archives are often JSON lines under a .json name.
        yield from documents(io.BytesIO(data), source=source, fields=fields)
        return
    records = value if isinstance(value, list) else _listed(value, limits.DEPTH) or [value]
    faults = Faults(source)
    for record in records:
        faults.total += 1
        # One article a file is named by the file, as a text file is.
        yield from faults.checked(record, fields, fallback=source if len(records) == 1 else None)
    faults.settle()


class Faults:
    """Counts the records of one input and its bad ones, and says so once at its end."""

    def __init__(self, source: str, what: str = "record") -> None:
        self.source, self.what = source, what
        self.total = 0
        self._first: dict[str, int] = {}
        self._count = 0

    def add(self, reason: str) -> None:
        """The record just counted in ``total`` is left out."""
        self._first.setdefault(reason, self.total)
        self._count += 1
        if self._count == self.total == limits.FAULTS:
            self.settle()

    def checked(
        self, record: Any, fields: Fields, *, fallback: str | None = None, local_ids: bool = False
    ) -> Iterator[Document]:
        """The record's document, or nothing and a fault counted."""
        try:
            yield from_record(
                record,
                fields=fields,
                source=self.source,
                fallback=fallback or f"{self.source}#{self.total}",
                local_ids=local_ids,
            )
        except (FaultError, ForeignError) as error:
            self.add(str(error))

    def settle(self, remedy: str = REMEDY) -> None:
        """Raises ReadingError if there was a fault, or no record at all."""
        if self._count:
            first = "; ".join(f"{self.what} {number}: {reason}" for reason, number in list(self._first.items())[:3])
            raise ReadingError(
                self.source, f"{self._count:,} of {self.total:,} {self.what}s left out ({first})", remedy
            )
        if not self.total:
            raise ReadingError(self.source, "empty", remedy)


def _bounded(lines: Iterable[bytes], faults: Faults) -> Iterator[bytes]:
    """The lines, an endless one replaced by nothing and counted as a fault."""
    if not isinstance(lines, io.BufferedIOBase):
        yield from lines
        return
    blank = 0
    while line := lines.readline(limits.TEXT + 1):
        if line == b"\n":
            # Without a detour: there may be very many.
            faults.total += 1
            blank += 1
            if blank > limits.BLANK:
                raise limits.too_blank(faults.source)
            continue
        blank = 0
        if len(line) > limits.TEXT:
            faults.add(f"longer than {limits.megabytes(limits.TEXT)}")
            while line and not line.endswith(b"\n"):
                line = lines.readline(limits.TEXT)
            line = b"\n"
        yield line


def _listed(value: Any, depth: int) -> list[Any] | None:
    """The list of objects within an object that has no text of its own: {"articles": [...]}."""
    if not isinstance(value, dict) or not depth:
        return None
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(record, dict) for record in inner):
            has_text = any(isinstance(value.get(name), str) for name in ("text", "body", "content"))
            return None if has_text else inner
    for inner in value.values():
        found = _listed(inner, depth - 1)
        if found is not None:
            return found
    return None
