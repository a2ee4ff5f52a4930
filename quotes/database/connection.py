"""A connection to the SQLite file: opening, transactions, and SQLite's errors in the project's words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from quotes.database import locking, migrations
from quotes.errors import DatabaseError

Parameters = Sequence[Any] | Mapping[str, Any]

IN_USE = "is in use by another program"
# A sign in SQLite's own message, the reason and the way out. Python 3.10 has no error codes to go by.
REASONS = (
    ("not a database", "is not a quote database", "Name another file with --db, or move this one away."),
    ("malformed", "is damaged", "Restore a copy of it, or ingest the documents again into a new file."),
    ("no such table", "is damaged", "Restore a copy of it, or ingest the documents again into a new file."),
    ("locked", IN_USE, "Try again when that has finished."),
    ("readonly", "cannot be written", "Check the permissions of the file and its folder, or choose another with --db."),
    ("unable to open", "cannot be opened", "Check that its folder exists and may be written to, or choose another."),
    ("closed database", "is closed", "Take the rows while it is open."),
    ("is full", "cannot grow: the disk is full", "Make room and run the same command again; nothing is half-done."),
    ("interrupted", "takes too long to answer that", "Narrow the question down."),
    ("disk i/o", "cannot be read or written", "Check the disk and the permissions of the file's folder."),
)

CACHE = 65_536
"""KiB of the file that are kept in memory, at most: indexes are written all over, and would be read again and again."""
INSTRUCTIONS = 10_000
"""How many steps SQLite takes between two looks at the clock, where time is limited: about a millisecond."""


class Database:
    """An open quote database. Statements go through ``execute`` and ``rows``, which raise DatabaseError.

    ``path`` names the file. With ``create`` a missing file is made, and an older schema brought up to date; without,
    a missing file is an error, and the file is opened for reading where it may not be written: ``writable`` tells.
    ``readonly`` opens it for reading whatever the permissions. ``timeout`` is how long to wait for another writer, in
    seconds. Close it, or use it in a ``with`` statement.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False, timeout: float = 30.0
    ) -> None:
        self.path, self._timeout = os.fspath(path), timeout
        create = create and not readonly
        self._connection, self.writable = _open(self.path, create=create, readonly=readonly, timeout=timeout)

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; once closed, again is harmless."""
        with translated(self.path):
            self._connection.close()

    def execute(self, statement: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        with translated(self.path):
            return self._connection.execute(statement, parameters)

    def executemany(self, statement: str, rows: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> None:
        with translated(self.path):
            self._connection.executemany(statement, rows)

    def rows(self, statement: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query, one by one: they are read as they are taken."""
        with translated(self.path):
            # Not "yield from": it would close the cursor, which may outlive the connection.
            for row in self._connection.execute(statement, parameters):  # noqa: UP028
                yield row

    def all(self, statement: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """The rows of a query, all at once: quicker than ``rows`` where there are many and all are wanted."""
        with translated(self.path):
            return self._connection.execute(statement, parameters).fetchall()

    def row(self, statement: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with translated(self.path):
            row: sqlite3.Row | None = self._connection.execute(statement, parameters).fetchone()
            return row

    def state(self) -> tuple[int, int]:
        """What is another once this or another connection has written to the file (SQLite, PRAGMA data_version)."""
        with translated(self.path):
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes

    def copy_into(self, other: sqlite3.Connection, *, pages: int) -> None:
        """Copies all pages into an empty database, so many at a time: as they are at the beginning, whoever writes."""
        self.execute("BEGIN")
        try:
            # Holds the moment: a transaction that only reads sees nothing that is written later.
            self.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            with translated(self.path):
                # Called between two portions: Python looks there whether Ctrl-C was pressed.
                self._connection.backup(other, pages=pages, progress=lambda *counts: None)
        finally:
            self.execute("ROLLBACK")

    @contextlib.contextmanager
    def cached(self, kib: int) -> Iterator[None]:
        """Keeps at most so many KiB of the file in memory meanwhile, not ``CACHE``."""
        self.execute(f"PRAGMA cache_size = -{kib:d}")
        try:
            yield
        finally:
            with contextlib.suppress(DatabaseError):  # it may be closed by now
                self.execute(f"PRAGMA cache_size = -{CACHE}")

    @contextlib.contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Raises DatabaseError where what is asked inside takes longer than so many seconds."""
        last = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > last, INSTRUCTIONS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def stoppable(self) -> Iterator[None]:
        """Lets Ctrl-C stop a long statement inside, which SQLite would finish first. Raises KeyboardInterrupt."""
        # Python looks for it where its own code runs. What is raised there is lost, but SQLite stops.
        self._connection.set_progress_handler(lambda: None, INSTRUCTIONS)
        try:
            yield
        except DatabaseError as error:
            if was_interrupted(error):
                raise KeyboardInterrupt from error
            raise
        finally:
            with contextlib.suppress(sqlite3.ProgrammingError):  # it may be closed by now
                self._connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = False, timeout: float | None = None) -> Iterator[None]:
        """All that happens inside is kept, or, where an exception leaves it, nothing. A ``durable`` one outlasts a
        loss of power the moment it is over; the others at the next checkpoint, in their order. ``timeout`` is how
        long to wait for another writer, if not as long as usual, in seconds."""
        self.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        with translated(self.path):
            locking.begin(self._connection, timeout=self._timeout if timeout is None else timeout)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself.
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise


def was_interrupted(error: BaseException) -> bool:
    """Whether SQLite was told to stop."""
    return "interrupted" in str(error.__cause__)


@contextlib.contextmanager
def translated(path: str) -> Iterator[None]:
    """Raises SQLite's errors as DatabaseError. Faults of a statement itself, which no user can mend, pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        words = str(error).lower()
        for sign, reason, remedy in REASONS:
            if sign in words:
                raise DatabaseError(path, reason, remedy) from error
        raise


def _open(path: str, *, create: bool, readonly: bool, timeout: float) -> tuple[sqlite3.Connection, bool]:
    if "\0" in path or not path:
        raise DatabaseError(
            path.replace("\0", "\N{REPLACEMENT CHARACTER}") or "''", "is no file name", "Choose another."
        )
    if os.path.isdir(path):
        raise DatabaseError(path, "is a folder", "Name a file inside it with --db.")
    if not create and not os.path.exists(path):
        raise DatabaseError(path, "no such database", "'quotes ingest PATH' makes it; --db names another.")
    allowed = create or (os.access(path, os.W_OK) and os.access(os.path.dirname(path) or ".", os.W_OK))
    writable = allowed and not readonly
    connection = None
    try:
        with translated(path):
            # A file that may not be written, in WAL mode and without its -wal file, can only be read as immutable.
            immutable = not allowed and not os.path.exists(path + "-wal")
            connection = _connect(path, "rwc" if create else "rw" if writable else "ro", immutable, timeout)
            migrations.migrate(connection, path, create=create, writable=writable, timeout=timeout)
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection, writable


def _connect(path: str, mode: str, immutable: bool, timeout: float) -> sqlite3.Connection:
    # As bytes: a name that is no UTF-8 is a name.
    uri = f"file:{quote(os.fsencode(Path(path).absolute()))}?mode={mode}{'&immutable=1' if immutable else ''}"
    turn = min(timeout, locking.TURN)
    connection = sqlite3.connect(uri, uri=True, timeout=turn, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection
