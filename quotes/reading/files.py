"""Inputs as people name them: files, folders, globs, standard input; which reader each goes to."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from quotes.errors import ReadingError
from quotes.reading import formats, remote
from quotes.reading.fields import Fields
from quotes.reading.opening import STDIN, inner_suffix, opened
from quotes.types import Document

__all__ = ["STDIN", "SUFFIXES", "inputs", "read"]

SUFFIXES = formats.SUFFIXES
"""Suffixes that ``read`` knows, lower case, with the dot; "" is a name without one."""


def read(
    source: str,
    *,
    text_field: str | None = None,
    title_field: str | None = None,
    date_field: str | None = None,
    url_field: str | None = None,
    publisher_field: str | None = None,
    id_field: str | None = None,
) -> Iterator[Document]:
    """The documents of one input: a path, an address that fsspec knows, or "-" for standard input.

    A text, a page, a PDF or Word file is one document whose id is the path as given; JSON, tables and web archives give
    one for each record. The format is told by content and suffix; gzip, bzip2, xz and Zstandard are unpacked. The
    ``..._field`` options name the fields of records that do not go by convention.

    Raises ReadingError for what is missing, a folder, unreadable, binary, empty, too large, not in English or of an
    unknown kind; where only some records are at fault, after the last good one.
    """
    fields = Fields(text_field, title_field, date_field, url_field, publisher_field, id_field)
    if source != STDIN and os.path.isdir(source):
        raise ReadingError(
            source, f"a folder without files to read ({formats.KNOWN})", "Name a file or another folder."
        )
    with opened(source) as found:
        reader: Callable[..., Iterator[Document]] = formats.reader(found)
        yield from reader(found, fields)


def inputs(paths: Sequence[str]) -> Iterator[str]:
    """Every input that ``paths`` name, each once: files as given, folders with all files below them that can be read
    (hidden ones left out), globs, addresses that fsspec knows, "-". Folders and globs are sorted. What is missing is
    yielded as given, for ``read`` to report. Of "./a.txt" and "folder//b.txt" the parts that mean nothing go, so that
    a file has one name: its id.
    """
    seen = set()
    for path in paths:
        for found in map(_plain, _expand(path)):
            if found not in seen:
                seen.add(found)
                yield found


def _plain(path: str) -> str:
    # What ".." leads to depends on links: it stays. So does "./-", which is no standard input.
    if remote.is_address(path):
        return path
    plain = str(PurePath(path)) if path else path
    return path if plain == STDIN else plain


def _expand(path: str) -> Iterator[str]:
    if remote.is_address(path):
        yield from remote.inputs(path, lambda name: not name.startswith((".", "_")) and _is_known(name))
    elif path != STDIN and os.path.isdir(path):
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
            if not name.startswith(".") and _is_known(name):
                yield os.path.join(where, name)


def _is_known(name: str) -> bool:
    return inner_suffix(name) in SUFFIXES
