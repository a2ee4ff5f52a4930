"""Addresses of files elsewhere (s3://, gs://, hdfs://, ...), for which fsspec knows the way. Only what the user names
is opened: no address in a document ever is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from quotes.errors import ReadingError
from quotes.reading.extras import need

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z0-9+.:/-]+)?://", re.IGNORECASE)
REMEDY = "Check the address, and that the library for it is installed (s3fs for s3://, gcsfs for gs://)."


def is_address(source: str) -> bool:
    return bool(_ADDRESS.match(source))


def opened(address: str) -> Any:
    """The file as a stream of bytes. Raises ReadingError."""
    files, path = _filesystem(address)
    try:
        return files.open(path, "rb")
    except Exception as error:  # Each library has its own.
        raise _unreadable(address, error) from error


def inputs(address: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The files that an address names: itself, those of a folder that ``is_known`` takes by their names, or those of a
    pattern; sorted. Raises ReadingError."""
    files, path = _filesystem(address)
    try:
        if "*" in path:
            found = sorted(files.glob(path))
        elif files.isdir(path):
            found = [each for each in sorted(files.find(path)) if is_known(each.rsplit("/", 1)[-1])]
        else:
            found = []
    except Exception as error:
        raise _unreadable(address, error) from error
    # What names nothing is for ``opened`` to report.
    yield from [str(files.unstrip_protocol(each)) for each in found] or [address]


def _filesystem(address: str) -> tuple[Any, str]:
    fsspec = need("fsspec.core", extra="url", source=address, what="addresses")
    try:
        found: tuple[Any, str] = fsspec.url_to_fs(address)
    except Exception as error:
        raise _unreadable(address, error) from error
    return found


def _unreadable(address: str, error: Exception) -> ReadingError:
    if isinstance(error, FileNotFoundError):
        return ReadingError(address, "no such file", REMEDY)
    return ReadingError(address, f"cannot be opened ({type(error).__name__}: {error})"[:200], REMEDY)
