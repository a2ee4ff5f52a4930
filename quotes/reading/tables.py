"""Articles in a table of text: separated by commas, semicolons, bars or tabs, one a row, the first row for names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.decoding import BinaryError, detect
from quotes.reading.fields import NAMES, Fields, found, listed
from quotes.reading.opening import Input
from quotes.reading.records import Faults
from quotes.types import Document

DELIMITERS = ",;\t|"
REMEDY = "The first row names the fields; --text-field, --title-field, ... say which is which."
SAMPLE = 65_536
_RETURN = re.compile(r"(?<=\r)(?!\n)")


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The documents of a table. Bad rows are left out and named in one ReadingError after the last good one."""
    # The default would refuse longer articles; the setting is the module's, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.TEXT))
    try:
        # Old spreadsheets end lines with a carriage return alone.
        lines = (part for line in _lines(opened) for part in _RETURN.split(line) if part)
        first = next(lines, "")
        rows = csv.reader(_chained(first, lines), delimiter=delimiter(first))
        names = [name.strip() for name in _next(rows) or ()]
        if not any(names):
            raise ReadingError(opened.name, "empty", REMEDY)
        if not found(names, fields)["text"] or (fields.text is not None and fields.text not in names):
            wanted = f"no field '{fields.text}'" if fields.text else "no text field"
            raise ReadingError(opened.name, f"{wanted}; there are: {listed(names)}", REMEDY)
        yield from _documents(rows, names, opened.name, fields)
    except BinaryError as error:
        raise ReadingError(opened.name, f"no text but {error}", "Save it as CSV in UTF-8.") from error


def delimiter(header: str) -> str:
    """The delimiter of a table by its first row: the one that divides it most."""
    return max(DELIMITERS, key=header.count)


def is_table(head: bytes) -> bool:
    """Whether the first line names conventional fields only, one of them the text's."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\ufeff\r ")
    names = [name.strip(' "') for name in line.split(delimiter(line))]
    if len(names) < 2:
        return False
    known = found(names, Fields())
    return bool(known["text"]) and {name for part in NAMES for name in known[part]} == set(names)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """The first row; None where there is none."""
    try:
        return next(rows, None)
    except csv.Error:
        return None


def _documents(rows: Iterator[list[str]], names: list[str], source: str, fields: Fields) -> Iterator[Document]:
    faults = Faults(source, "row")
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            faults.total += 1
            faults.add(str(error))
            continue
        if not any(row):
            continue
        faults.total += 1
        yield from faults.checked(dict(zip(names, row, strict=False)), fields, local_ids=True)
    faults.settle(REMEDY)


def _lines(opened: Input) -> Iterator[str]:
    """The lines with their ends. A line that is no UTF-8 is taken for Windows-1252, as spreadsheets write it."""
    sample = opened.head(SAMPLE)
    encoding = detect(sample)[0]
    if encoding.startswith(("utf-16", "utf-32")):
        yield from io.TextIOWrapper(opened.stream, encoding=encoding, errors="replace", newline="")
        return
    legacy = encoding if encoding not in ("utf-8", "utf-8-sig") else "cp1252"
    first, blank = True, 0
    while line := opened.stream.readline(limits.TEXT + 1):
        if len(line) > limits.TEXT:
            raise limits.too_large(opened.name, limits.TEXT, "one row")
        blank = blank + 1 if len(line) <= 2 and line.isspace() else 0
        if blank > limits.BLANK:
            raise limits.too_blank(opened.name)
        try:
            text = line.decode("utf-8-sig" if first else "utf-8")
        except UnicodeDecodeError:
            text = line.decode(legacy, "replace")
        first = False
        yield text.replace("\0", " ")


def _chained(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
