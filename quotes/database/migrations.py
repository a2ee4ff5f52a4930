"""Brings a database to the newest schema: its ``user_version`` counts the steps that it has seen."""

from __future__ import annotations

import sqlite3

from quotes.database import locking
from quotes.database.schema import STEPS
from quotes.errors import DatabaseError

APPLICATION_ID = 0x51554F54
"""Marks a SQLite file as ours ("QUOT"), in its header."""


def migrate(
    connection: sqlite3.Connection, path: str, *, create: bool = True, writable: bool = True, timeout: float = 30.0
) -> None:
    """Brings the database to the newest schema, one transaction a step. ``timeout`` is how long to wait for another
    writer, in seconds.

    An empty file becomes a database where ``create`` is set. Raises DatabaseError where the file belongs to another
    program, was written by a newer version, or needs steps and may not be written.
    """
    ours, version = _identity(connection)
    if version > len(STEPS) and ours == APPLICATION_ID:
        raise DatabaseError(
            path,
            f"was written by a newer version (schema {version}, this one knows {len(STEPS)})",
            "Upgrade: python -m pip install --upgrade quote-attribution",
        )
    if ours != APPLICATION_ID and (ours or version or _tables(connection) or not create):
        raise DatabaseError(path, "is not a quote database", "Name another file with --db.")
    if version == len(STEPS):
        return
    if not writable:
        raise DatabaseError(path, "has an older schema and cannot be written", "Make it writable and try again.")
    locking.execute(connection, "PRAGMA journal_mode = WAL", timeout=timeout)
    for number, script in enumerate(STEPS[version:], version + 1):
        _step(connection, number, script, timeout)


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return ours, version


def _tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _step(connection: sqlite3.Connection, number: int, script: str, timeout: float) -> None:
    # Another process may be at the same step: whoever comes second finds it done.
    locking.begin(connection, timeout=timeout)
    try:
        if _identity(connection)[1] < number:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The statements of a script. ``executescript`` would commit in between."""
    statements, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            statements.append(part)
            part = ""
    return statements
