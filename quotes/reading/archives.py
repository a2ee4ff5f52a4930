"""Archives of files, ZIP and tar: each file in them is read as if it lay in a folder; nothing is written to disk."""

from __future__ import annotations

import contextlib
import functools
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.fields import Fields
from quotes.reading.opening import BUFFER, Input, inner_suffix, layered
from quotes.reading.records import Faults
from quotes.types import Document

Entry = tuple[str, Callable[[], io.RawIOBase]]
"""A file's name within the archive, and what opens it."""
SUFFIXES = frozenset({".zip", ".tar", ".tgz", ".tbz2", ".txz"})
REMEDY = "Unpack it yourself and name the files."

_DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The documents of an archive's files, named ARCHIVE/FILE. Files of unknown kinds are passed over, as in a folder;
    archives within it and what cannot be read are named in one ReadingError after the last good one."""
    faults = Faults(opened.name, "file")
    entries = _zip(opened) if opened.head(4).startswith(b"PK") else _tar(opened)
    while True:
        try:
            name, open_entry = next(entries, ("", None))
        except _DAMAGED as error:
            raise ReadingError(
                opened.name, f"damaged or cut off after file {faults.total}", "Fetch it again."
            ) from error
        if open_entry is None:
            break
        if _is_passed_over(name):
            continue
        faults.total += 1
        try:
            with contextlib.ExitStack() as stack:
                stream: io.BufferedReader = io.BufferedReader(stack.enter_context(open_entry()), BUFFER)
                yield from _documents(layered(f"{opened.name}/{name}", stream, stack), fields)
        except ReadingError as error:
            faults.add(f"{name[-60:]}: {error.reason}")
        except _DAMAGED as error:
            faults.add(f"{name[-60:]}: {'protected by a password' if 'encrypted' in str(error) else 'damaged'}")
    if not faults.total:
        raise ReadingError(opened.name, "holds no file that can be read", REMEDY)
    faults.settle(REMEDY)


def _documents(inner: Input, fields: Fields) -> Iterator[Document]:
    from quotes.reading import formats

    reader = formats.reader(inner)
    if reader is read:
        raise ReadingError(inner.name, "an archive within an archive", REMEDY)
    yield from reader(inner, fields)


def _is_passed_over(name: str) -> bool:
    """Whether a folder's file of this name would be left out, too."""
    from quotes.reading import formats

    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return hidden or inner_suffix(path.name) not in formats.SUFFIXES


def _zip(opened: Input) -> Iterator[Entry]:
    stream = opened.stream if opened.file else io.BytesIO(opened.whole(what="an archive from a pipe"))
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        _check(opened.name, len(members))
        for member in members:
            if not member.is_dir():
                yield member.filename, functools.partial(_sized, archive, member)


def _sized(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.RawIOBase:
    """The file, which gives no more than the size that it states."""
    if member.file_size > max(limits.FREE, limits.EXPANSION * member.compress_size):
        grown = f"unpacks to more than {limits.EXPANSION} times its size"
        raise ReadingError(member.filename, grown, REMEDY)
    return _Forward(archive.open(member))


def _tar(opened: Input) -> Iterator[Entry]:
    # As a stream, so that a packed one is unpacked once; how far it may grow is bounded there.
    with tarfile.open(fileobj=opened.stream, mode="r|") as archive:
        for number, member in enumerate(archive):
            _check(opened.name, number)
            if member.isreg() and (stream := archive.extractfile(member)) is not None:
                yield member.name, functools.partial(_Forward, stream)


class _Forward(io.RawIOBase):
    """A file of an archive that is read from its start to its end, once."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _check(source: str, count: int) -> None:
    if count > limits.PARTS:
        raise ReadingError(source, f"more than {limits.PARTS:,} files", REMEDY)
