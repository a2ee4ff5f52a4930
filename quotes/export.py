"""Quotes as lines of JSON and as CSV, written as they come: memory stays constant."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from quotes.errors import QuotesError
from quotes.types import CONTRACT_KEYS, Quote

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def jsonl(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    import jsonlines

    count = 0
    with jsonlines.Writer(stream) as writer:
        for quote in quotes:
            writer.write(quote.as_dict())
            count += 1
    return count


def comma_separated(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Writes CSV (RFC 4180) with a header; lists are JSON. A cell that a spreadsheet would take for a formula gets a
    leading apostrophe. Returns how many quotes."""
    writer = csv.writer(stream)
    writer.writerow(CONTRACT_KEYS)
    count = 0
    for quote in quotes:
        writer.writerow([cell(value) for value in quote.as_dict().values()])
        count += 1
    return count


FORMATS: dict[str, Callable[[Iterable[Quote], TextIO], int]] = {"jsonl": jsonl, "csv": comma_separated}
"""What a format is called, which is also its file suffix, and what writes it."""


def cell(value: Any) -> Any:
    """A value as it stands in a cell of CSV."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def format_of(path: str) -> str:
    """The format that a file's suffix names. Raises QuotesError where it names none."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise QuotesError(path, f"no format goes by the suffix '{suffix}'", f"Known: {known}; or give --format.")
    return suffix


def to_file(quotes: Iterable[Quote], path: str, *, format: str | None = None) -> int:
    """Writes the quotes to a file, in the format that its suffix names or ``format``. Returns how many.

    What was there is replaced once all is written; where that fails, it stays. Raises QuotesError.
    """
    write = FORMATS[format or format_of(path)]
    with replacing(path) as stream:
        return write(quotes, stream)


@contextlib.contextmanager
def replacing(path: str) -> Iterator[TextIO]:
    """A stream whose text takes the place of the file at ``path`` once all is written; where that fails, the file
    stays as it was. Raises QuotesError where it cannot be written."""
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".quotes-")
        # Lone surrogates become JSON's own escapes.
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuotesError(path, f"cannot be written ({reason})", "Check the folder, or name another file.") from error
    finally:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)


def _umask() -> int:
    # Python can only read it by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
