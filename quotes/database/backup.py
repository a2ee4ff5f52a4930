"""A copy of a database that is in use: of one moment, whole or not there at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from quotes.database import migrations
from quotes.database.connection import Database, translated
from quotes.errors import DatabaseError

PAGES = 10_000
"""Pages that are copied at a time."""


def copy(db: Database, path: str) -> None:
    """Copies the database to ``path``, in place of an older copy. Raises DatabaseError, and leaves what was there,
    where it is another kind of file or in use, the disk is full, or the copy is found faulty."""
    _check_target(db, path)
    part = f"{path}.part"
    try:
        with contextlib.suppress(FileNotFoundError):
            os.remove(part)
        with translated(path), contextlib.closing(sqlite3.connect(part, isolation_level=None)) as made:
            db.copy_into(made, pages=PAGES)
            (verdict,) = made.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseError(db.path, f"its copy is damaged ({verdict})", "Run 'quotes check'; check the disk.")
        _synchronise(part)
        os.replace(part, path)
        _synchronise(os.path.dirname(path) or ".")
    except OSError as error:
        raise DatabaseError(path, f"cannot be written ({error.strerror})", "Choose another file.") from error
    finally:
        for rest in (part, f"{part}-wal", f"{part}-shm", f"{part}-journal"):
            with contextlib.suppress(OSError):
                os.remove(rest)


def _check_target(db: Database, path: str) -> None:
    if os.path.isdir(path):
        raise DatabaseError(path, "is a folder", "Name a file inside it.")
    if not os.path.lexists(path):
        return
    if os.path.exists(path) and os.path.samefile(path, db.path):
        raise DatabaseError(path, "is the database itself", "Name another file.")
    if not _is_ours(path):
        raise DatabaseError(path, "is there already and is no quote database", "Name another file.")
    if os.path.exists(f"{path}-wal") and os.path.getsize(f"{path}-wal"):
        raise DatabaseError(path, "is in use by another program", "Name another file.")


def _is_ours(path: str) -> bool:
    # The header of a SQLite file ("Database File Format", 1.3): its own mark, and at 68 that of the application.
    if not os.path.isfile(path):
        return False
    with contextlib.suppress(OSError), open(path, "rb") as file:
        head = file.read(100)
        mark = migrations.APPLICATION_ID.to_bytes(4, "big")
        return head.startswith(b"SQLite format 3\0") and head[68:72] == mark
    return False


def _synchronise(path: str) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    with contextlib.suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
