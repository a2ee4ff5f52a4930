"""Inputs as people name them: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.errors import ReadingError
from quotes.reading import records
from quotes.reading.decoding import BinaryError, decode
from quotes.reading.head import document
from quotes.types import Document

STDIN = "-"
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ""})
LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = TEXT_SUFFIXES | LINE_SUFFIXES | {".json"}
"""Suffixes that ``read`` knows, lower case, with the dot; "" is a name without one."""

KNOWN = ", ".join(sorted(suffix for suffix in SUFFIXES if suffix))


def read(source: str) -> Iterator[Document]:
    """The documents of one input: a path, or "-" for standard input.

    A text file is one document whose id is the path as given; JSON gives one for each record. Raises ReadingError for
    what is missing, a folder, unreadable, binary, empty or of an unknown kind.
    """
    if source == STDIN:
        yield from _stdin()
        return
    path = Path(source)
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise ReadingError(source, f"a folder without files to read ({KNOWN})", "Name a file or another folder.")
        if suffix not in SUFFIXES and path.exists():
            raise ReadingError(source, f"no reader for '{suffix}'", f"Known: {KNOWN}.")
        if suffix in LINE_SUFFIXES:
            with path.open("rb") as lines:
                yield from records.documents(lines, source=source)
            return
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadingError(source, _reason(error), "Check the path and your permission to read it.") from error
    if suffix == ".json":
        yield from records.whole(data, source=source)
    else:
        yield _plain(data, source)


def inputs(paths: Sequence[str]) -> Iterator[str]:
    """Every input that ``paths`` name, each once: files as given, folders with all files below them that can be read
    (hidden ones left out), globs, "-". Folders and globs are sorted. What is missing is yielded as given, for ``read``
    to report.
    """
    seen = set()
    for path in paths:
        for found in _expand(path):
            if found not in seen:
                seen.add(found)
                yield found


def _expand(path: str) -> Iterator[str]:
    if path != STDIN and os.path.isdir(path):
        below = _walk(path)
        first = next(below, None)
        # A folder with nothing in it is for read to report.
        yield path if first is None else first
        yield from below
    elif path != STDIN and glob.has_magic(path) and not os.path.lexists(path):
        matches = sorted(glob.glob(path, recursive=True))
        for match in matches:
            if not os.path.isdir(match):
                yield match
        if not matches:
            yield path
    else:
        yield path


def _walk(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES:
                yield os.path.join(where, name)


def _stdin() -> Iterator[Document]:
    data = sys.stdin.buffer.read()
    first = data.lstrip()[:1]
    if first == b"{":
        yield from records.documents(data.splitlines(), source=STDIN)
    else:
        yield _plain(data, STDIN)


def _plain(data: bytes, source: str) -> Document:
    try:
        text, notes = decode(data)
    except BinaryError as error:
        raise ReadingError(source, f"no text but {error}", "Convert it to plain text first.") from error
    if not text.strip():
        raise ReadingError(source, "empty", "Leave it out, or check how it was saved.")
    return document(text, id=source, notes=notes)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "cannot be read"
