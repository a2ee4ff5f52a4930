"""Files that the project wrote, on their way back: checked as a whole, then given out document by document.

JSON lines come in any order. Where the lines of each document stand is kept, eight bytes a line; the lines are read
again when their document's turn has come.
"""

from __future__ import annotations

import array
import contextlib
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, NamedTuple

from quotes.archive import checking
from quotes.archive.checking import LineError
from quotes.archive.records import DECISION, DOCUMENT
from quotes.database.text import storable
from quotes.errors import ReadingError

LISTED = 10
"""How many of the wrong lines a message names."""
OURS = "Give a file that 'quotes export' or 'quotes extract' wrote."
NO_JSON = "no JSON"
REMEDY = "Nothing of it went in. Correct it, or export it again."


class Incoming(NamedTuple):
    """A document as it comes in: its record, if there is one, and the lines of its quotes. ``at`` has the numbers of
    the lines, that of the record last."""

    record: dict[str, Any] | None
    lines: list[dict[str, Any]]
    at: Sequence[int]


Group = tuple[list[int], list[dict[str, Any]]]


class Faults:
    """The wrong lines of a file. ``settle`` raises ReadingError if there are any."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.total = 0
        self._count = self._alien = 0
        self._first: list[str] = []

    def add(self, number: int, reason: str) -> None:
        self._count += 1
        self._alien += reason == NO_JSON
        if len(self._first) < LISTED:
            self._first.append(f"line {number:,}: {reason}")

    def settle(self) -> None:
        if not self.total:
            raise ReadingError(self.source, "empty", OURS)
        if self._alien == self.total > 1:
            raise ReadingError(self.source, "no JSON lines and no Parquet", OURS)
        if self._count:
            more = f"; and {self._count - LISTED:,} more" if self._count > LISTED else ""
            wrong = f"{self._count:,} of {self.total:,} lines are wrong ({'; '.join(self._first)}{more})"
            raise ReadingError(self.source, wrong, REMEDY)


class Lines:
    """A file of JSON lines, with records or without. ``check`` comes first. Close it, or use it in a ``with``
    statement."""

    def __init__(self, source: str) -> None:
        from quotes.reading.opening import opened

        self.source = source
        self._numbers: dict[str, array.array[int]] = {}
        self._records: dict[str, int] = {}
        self.decisions: list[dict[str, Any]] = []
        with contextlib.ExitStack() as stack:
            found = stack.enter_context(opened(source))
            self._file: IO[bytes]
            if found.file:
                self._file = open(source, "rb")  # noqa: SIM115
            else:
                # What is packed or piped cannot be gone back in.
                self._file = tempfile.TemporaryFile()  # noqa: SIM115
                shutil.copyfileobj(found.stream, self._file)
        self._starts: array.array[int] = array.array("Q")

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def begins_well(self) -> bool:
        """Whether the first line that is not blank is JSON. Raises LineError where it is not."""
        self._file.seek(0)
        first = next((line for line in self._file if line.strip()), b"")
        return bool(_parsed(first))

    def check(self) -> None:
        """Raises ReadingError where a line is wrong, naming the first ones."""
        faults = Faults(self.source)
        self._file.seek(0)
        at = 0
        for number, line in enumerate(self._file, 1):
            self._starts.append(at)
            at += len(line)
            if not line.strip():
                continue
            faults.total += 1
            try:
                self._file_under(number, _parsed(line))
            except LineError as error:
                faults.add(number, error.reason)
        for id in self._records:
            self._numbers.setdefault(id, array.array("Q"))
        for incoming in self:
            _check_together(incoming, faults)
        faults.settle()

    def __iter__(self) -> Iterator[Incoming]:
        """The documents, in the order in which they first occur."""
        for id, numbers in self._numbers.items():
            record = self._records.get(id)
            lines = [checking.line(self._line(number)) for number in numbers]
            at = [*numbers, *([record] if record else [])]
            yield Incoming(self._line(record) if record else None, lines, at)

    def _file_under(self, number: int, value: dict[str, Any]) -> None:
        kind = value.get("type")
        if kind == DECISION:
            self.decisions.append(checking.decision(value))
        elif kind == DOCUMENT:
            checking.checked(value, checking.DOCUMENT, free=checking.SELDOM)
            if value["id"] in self._records:
                raise LineError("a second record of its document")
            self._records[value["id"]] = number
        else:
            line = checking.line(value)
            self._numbers.setdefault(line["document"], array.array("Q")).append(number)

    def _line(self, number: int) -> dict[str, Any]:
        self._file.seek(self._starts[number - 1])
        return _parsed(self._file.readline())


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise LineError(NO_JSON) from None
    if not isinstance(value, dict):
        raise LineError("no object")
    return _storable(value) if b"\\ud" in line.lower() else value


def _storable(value: Any) -> Any:
    """The value with lone surrogates replaced, as the extractor does, but for the id of a document, which has to stay
    distinct and is cleaned later."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        own = "id" if value.get("type") == DOCUMENT else "document"
        return {storable(key): each if key == own else _storable(each) for key, each in value.items()}
    return value


def _check_together(incoming: Incoming, faults: Faults) -> None:
    from quotes.archive import guessing

    try:
        record, lines = incoming.record, incoming.lines
        if record is None:
            record, lines = guessing.record(lines)
        checking.together(record, lines)
    except LineError as error:
        faults.add(incoming.at[error.place], error.reason)


class Tables:
    """Parquet: one file of quotes, or the folder that ``extract --output`` writes, whose documents have records."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.decisions: list[dict[str, Any]] = []

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def begins_well(self) -> bool:
        """Whether it is a file of Parquet or a finished folder."""
        from quotes.export import folders

        return os.path.isfile(self.source) or folders.is_folder(self.source)

    def check(self) -> None:
        """Raises ReadingError where a row is wrong, naming the first ones."""
        faults = Faults(self.source)
        seen = set[str]()
        for incoming in self._documents(faults):
            _check_together(incoming, faults)
            id = incoming.record["id"] if incoming.record is not None else incoming.lines[0]["document"]
            if id in seen:
                faults.add(incoming.at[0], "its document stands elsewhere in the file, too")
            seen.add(id)
        faults.settle()

    def __iter__(self) -> Iterator[Incoming]:
        return self._documents(Faults(self.source))

    def _documents(self, faults: Faults) -> Iterator[Incoming]:
        from quotes.export import folders

        if os.path.isdir(self.source):
            for part in folders.parts(self.source):
                yield from _part(part, faults)
        else:
            groups = _grouped(_checked_rows(folders.rows(self.source), faults))
            yield from (Incoming(None, lines, at) for at, lines in groups)


def _part(part: Any, faults: Faults) -> Iterator[Incoming]:
    """A part of the folder: its documents, with the quotes, which stand in the same order."""
    from quotes.export import folders

    groups = _grouped(_checked_rows(folders.rows(part.quotes), faults))
    nothing: Group = ([], [])
    at, lines = next(groups, nothing)
    for number, record in enumerate(folders.rows(part.documents), 1):
        faults.total += 1
        numbers, own = nothing
        if lines and lines[0]["document"] == record["id"]:
            (numbers, own), (at, lines) = (at, lines), next(groups, nothing)
        try:
            checking.checked({"type": DOCUMENT, **record}, checking.DOCUMENT, free=("said", *checking.SELDOM))
        except LineError as error:
            faults.add(number, error.reason)
        else:
            yield Incoming(record, own, [*numbers, number])
    if lines:
        faults.add(at[0], "its document is not there")


def _checked_rows(rows: Iterable[dict[str, Any]], faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, row in enumerate(rows, 1):
        faults.total += 1
        try:
            yield number, checking.line(row)
        except LineError as error:
            faults.add(number, error.reason)


def _grouped(lines: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Group]:
    """Lines that follow each other and belong to one document, with their numbers."""
    for _, group in itertools.groupby(lines, key=lambda each: each[1]["document"]):
        numbers, found = zip(*group, strict=True)
        yield list(numbers), list(found)


def opened(source: str) -> Lines | Tables:
    """The file or folder. Raises ReadingError where it cannot be opened."""
    if os.path.isdir(source):
        return Tables(source)
    if source != "-":
        try:
            with open(source, "rb") as file:
                if file.read(4) == b"PAR1":
                    return Tables(source)
        except OSError as error:
            from quotes.reading.opening import reason

            raise ReadingError(source, reason(error), "Check the path and your permission to read it.") from error
    return Lines(source)


def begins_well(source: str) -> bool:
    """Whether there is a file or folder at all, and, of lines, whether the first one is JSON."""
    try:
        with opened(source) as found:
            return found.begins_well()
    except (ReadingError, LineError):
        return False
