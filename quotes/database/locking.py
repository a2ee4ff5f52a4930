"""Waiting for another writer: in short turns, so that the wait can be broken off (Ctrl-C)."""

from __future__ import annotations

import sqlite3
import time

TURN = 2.0
"""Seconds that SQLite waits by itself before it hands back."""


def begin(connection: sqlite3.Connection, *, timeout: float) -> None:
    """Begins a transaction that writes. Waits for other writers; after ``timeout`` seconds raises SQLite's error."""
    execute(connection, "BEGIN IMMEDIATE", timeout=timeout)


def execute(connection: sqlite3.Connection, statement: str, *, timeout: float) -> None:
    last = time.monotonic() + timeout
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= last:
                raise
            # Some locks make SQLite return at once.
            time.sleep(0.01)
