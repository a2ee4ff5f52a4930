"""Entries of imported authority files. Of several with one id, that of the latest import that holds counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from quotes.database.connection import Database
from quotes.database.text import stored_keys
from quotes.types import Authority, Office

_HOLDING = """
    FROM authorities JOIN decisions ON decisions.number = authorities.decision AND decisions.undone IS NULL
    WHERE NOT EXISTS (
        SELECT 1 FROM authorities AS later JOIN decisions AS last ON last.number = later.decision
        WHERE later.id = authorities.id AND later.decision > authorities.decision AND last.undone IS NULL
    )
"""


def store(db: Database, decision: int, entries: Sequence[tuple[Authority, Iterable[str]]]) -> None:
    """Keeps the entries of an import, each with the keys of the local speakers that it may be."""
    for entry, keys in entries:
        row = (decision, entry.id, entry.name, entry.type, _text(entry.aliases), _offices(entry), _identifiers(entry))
        statement = """
            INSERT INTO authorities (decision, id, name, type, aliases, offices, identifiers)
            VALUES (?, ?, ?, ?, ?, ?, ?)
        """
        number = db.execute(statement, row).lastrowid
        assert number is not None
        _file(db, number, keys)


def refile(db: Database, keys_of: Callable[[Authority], Iterable[str]]) -> None:
    """Files every entry, holding or not, under the keys that it has by the rules of today."""
    for row in db.all("SELECT * FROM authorities"):
        db.execute("DELETE FROM authority_keys WHERE authority = ?", (row["number"],))
        _file(db, row["number"], keys_of(_entry(row)))


def _file(db: Database, number: int, keys: Iterable[str]) -> None:
    db.executemany("INSERT INTO authority_keys VALUES (?, ?)", [(key, number) for key in stored_keys(keys)])


def every(db: Database) -> list[Authority]:
    """The entries that hold, by id."""
    return [_entry(row) for row in db.all(f"SELECT authorities.* {_HOLDING} ORDER BY id")]


def by_id(db: Database, id: str) -> Authority | None:
    row = db.row(f"SELECT authorities.* {_HOLDING} AND authorities.id = ?", (id,))
    return _entry(row) if row is not None else None


def with_identifier(db: Database, identifier: str) -> list[str]:
    """The ids of the entries with this identifier, in any scheme."""
    statement = f"""
        SELECT authorities.id {_HOLDING}
        AND EXISTS (SELECT 1 FROM json_each(authorities.identifiers) WHERE value = ?) ORDER BY authorities.id
    """
    return [id for (id,) in db.all(statement, (identifier,))]


def of_locals(db: Database, locals_: Collection[int], *, without: Collection[int] = ()) -> dict[int, Authority]:
    """The entries that hold and share a key with one of these local speakers, by number."""
    if db.row("SELECT 1 FROM authorities LIMIT 1") is None:
        return {}
    statement = f"""
        SELECT authorities.* {_HOLDING} AND authorities.number IN (
            SELECT authority FROM authority_keys JOIN block_keys USING (key)
            WHERE local IN (SELECT value FROM json_each(?))
        ) AND authorities.number NOT IN (SELECT value FROM json_each(?)) ORDER BY authorities.id
    """
    rows = db.all(statement, (json.dumps(list(locals_)), json.dumps(list(without))))
    return {row["number"]: _entry(row) for row in rows}


def keys_of(db: Database, numbers: Iterable[int]) -> set[str]:
    """The keys of these entries."""
    statement = "SELECT DISTINCT key FROM authority_keys WHERE authority IN (SELECT value FROM json_each(?))"
    return {key for (key,) in db.all(statement, (json.dumps(list(numbers)),))}


def of_import(db: Database, decision: int) -> set[int]:
    """The numbers of all entries with the ids that an import brought in: they change when it comes or goes."""
    statement = "SELECT number FROM authorities WHERE id IN (SELECT id FROM authorities WHERE decision = ?)"
    return {number for (number,) in db.all(statement, (decision,))}


def _entry(row: sqlite3.Row) -> Authority:
    offices = tuple(Office(*office) for office in json.loads(row["offices"]))
    identifiers = tuple(sorted(json.loads(row["identifiers"]).items()))
    return Authority(row["id"], row["name"], row["type"], tuple(json.loads(row["aliases"])), offices, identifiers)


def _offices(entry: Authority) -> str:
    return _text([(office.title, office.since, office.until) for office in entry.offices])


def _identifiers(entry: Authority) -> str:
    return _text(dict(entry.identifiers))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
