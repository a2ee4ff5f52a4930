"""Files and folders that are there as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from quotes.errors import QuotesError

if TYPE_CHECKING:
    from pathlib import Path

# What only a file or folder needs is loaded for it: most commands print.


@contextlib.contextmanager
def replacing(path: str) -> Iterator[TextIO]:
    """A stream whose text takes the place of the file at ``path`` once all is written; where that fails, the file
    stays as it was. What is no file, like a named pipe or ``/dev/stdout``, is written into as it stands. Raises
    QuotesError where it cannot be written."""
    # Lone surrogates become JSON's own escapes.
    with (
        replacing_bytes(path) as binary,
        open(binary.fileno(), "w", encoding="utf-8", errors="backslashreplace", newline="", closefd=False) as stream,
    ):
        yield stream


@contextlib.contextmanager
def replacing_bytes(path: str) -> Iterator[BinaryIO]:
    """Like ``replacing``, for bytes."""
    if os.path.exists(path) and not os.path.isfile(path):
        with _into(path) as stream:
            yield stream
        return
    import tempfile

    # A link goes on leading to where it leads.
    given, path = path, os.path.realpath(path)
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".quotes-")
        with open(handle, "wb") as stream:
            yield cast("BinaryIO", stream)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        raise _unwritable(given, error) from error
    finally:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)


@contextlib.contextmanager
def _into(path: str) -> Iterator[BinaryIO]:
    # Whoever reads a pipe may have enough of it: BrokenPipeError is no fault of the file, and the command knows it.
    try:
        with open(path, "wb") as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from error


@contextlib.contextmanager
def new_folder(path: str) -> Iterator[Path]:
    """An empty folder that is put at ``path`` once it is filled; where that fails, nothing is left. Raises QuotesError
    where it cannot be made, or there are files already."""
    import shutil
    import tempfile
    from pathlib import Path

    path = path.rstrip("/" + os.sep) or path
    if os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path)):
        raise QuotesError(path, "is there already, and not empty", "Name a new folder.")
    beside = None
    try:
        beside = tempfile.mkdtemp(dir=os.path.dirname(path) or ".", prefix=".quotes-")
        yield Path(beside)
        os.chmod(beside, 0o777 & ~_umask())
        if os.path.isdir(path):
            os.rmdir(path)
        os.rename(beside, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def _unwritable(path: str, error: OSError) -> QuotesError:
    reason = error.strerror or str(error)
    return QuotesError(path, f"cannot be written ({reason})", "Check the folder, or name another file.")


def _umask() -> int:
    # Python can only read it by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
