"""Quotes to files: JSON lines, CSV, Parquet, brat standoff, Web Annotations. Written as they come: memory stays
constant, and a file is there as a whole or not at all."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TextIO

from quotes.errors import QuotesError
from quotes.export import rows
from quotes.export.files import new_folder, replacing, replacing_bytes
from quotes.export.rows import Found
from quotes.types import Quote

__all__ = ["FORMATS", "WRITERS", "Found", "Writer", "comma_separated", "format_of", "jsonl", "replacing",
           "replacing_bytes", "to_file", "write_file"]  # fmt: skip


class Writer(NamedTuple):
    """How a format is written: by which module, into what ``opened`` gives for a path. ``suffix`` is that of its files,
    "/" for a folder. ``texts`` says that the documents' texts are wanted too."""

    module: str
    opened: Callable[[str], Any]
    suffix: str
    texts: bool = False

    def write(self, found: Iterable[Found], opened: Any) -> int:
        """Puts quotes into what ``opened`` gives. Returns how many."""
        # A look-up prints in one format: the others need not be loaded.
        count: int = importlib.import_module(f"quotes.export.{self.module}").write(found, opened)
        return count


WRITERS = {
    "jsonl": Writer("lines", replacing_bytes, ".jsonl"),
    "csv": Writer("tables", replacing, ".csv"),
    "parquet": Writer("parquet", replacing_bytes, ".parquet"),
    "jsonld": Writer("webannotations", replacing, ".jsonld", texts=True),
    "brat": Writer("standoff", new_folder, "/", texts=True),
}
"""What the formats are called."""


def jsonl(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    count = 0
    for count, quote in enumerate(quotes, 1):  # noqa: B007
        stream.write(rows.line(rows.row(quote)).decode())
    return count


def comma_separated(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Writes CSV (RFC 4180) with a header; lists are JSON. A cell that a spreadsheet would take for a formula gets a
    leading apostrophe. Returns how many quotes."""
    return WRITERS["csv"].write(rows.found(quotes), stream)


FORMATS: dict[str, Callable[[Iterable[Quote], TextIO], int]] = {"jsonl": jsonl, "csv": comma_separated}
"""The formats that go to any stream of text, and what writes quotes so."""


def format_of(path: str) -> str:
    """The format that a file's suffix names. Raises QuotesError where it names none."""
    for name, writer in WRITERS.items():
        if path.lower().endswith(writer.suffix):
            return name
    known = ", ".join(writer.suffix for writer in WRITERS.values() if writer.suffix != "/")
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    raise QuotesError(path, f"no format goes by the suffix '{suffix}'", f"Known: {known}; or give --format.")


def to_file(quotes: Iterable[Quote], path: str, *, format: str | None = None) -> int:
    """Writes quotes to a file, in the format that its suffix names or ``format``. Returns how many.

    What was there is replaced once all is written; where that fails, it stays. Raises QuotesError.
    """
    return write_file(rows.found(quotes), path, format=format)


def write_file(found: Iterable[Found], path: str, *, format: str | None = None) -> int:
    """Like ``to_file``, for rows of quotes, with their documents where the format wants them."""
    writer = WRITERS[format or format_of(path)]
    with writer.opened(path) as opened:
        return writer.write(found, opened)
