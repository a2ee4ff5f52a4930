"""What has to be worked out anew since documents came, changed or went: noted as it happens, taken in portions.

The notes are rows of the database, made in the transaction that calls for them and taken out in the one that does what
they say: whatever stops the work, it goes on from there. Keys are those of ``registry.blocks``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from quotes.database import blocks
from quotes.database.connection import Database
from quotes.database.text import stored_keys

EVERYTHING = "*"
"""Among the keys: all of them, after all local speakers are filed anew."""


def note_touched(db: Database, id: str) -> None:
    """Notes that the speakers of a document's blocks have to be worked out anew, also those it may leave."""
    note(db, blocks.of_document(db, id))


def note(db: Database, locals_: Collection[int]) -> None:
    """Notes that the speakers of these local ones' blocks have to be worked out anew, also those they may leave."""
    note_keys(db, blocks.keys_of(db, locals_))
    left = {number for number in blocks.speakers_of(db, locals_).values() if number is not None}
    db.executemany("INSERT OR IGNORE INTO stale_speakers VALUES (?)", [(number,) for number in left])


def note_keys(db: Database, keys: Iterable[str]) -> None:
    """Notes that the speakers of these blocks have to be worked out anew."""
    db.executemany("INSERT OR IGNORE INTO stale_keys VALUES (?)", [(key,) for key in stored_keys(keys)])


def is_noted(db: Database) -> bool:
    """Whether speakers have to be worked out anew."""
    return _has(db, "stale_keys") or _has(db, "stale_speakers")


def note_added(db: Database, id: str) -> None:
    """Notes that the speakers of a new document have to be worked out."""
    db.execute("INSERT OR IGNORE INTO stale_documents SELECT number FROM documents WHERE id = ?", (id,))


def note_everything(db: Database) -> None:
    """Notes that all speakers have to be worked out anew."""
    db.execute("INSERT OR IGNORE INTO stale_keys VALUES (?)", (EVERYTHING,))


def is_stale(db: Database) -> bool:
    """Whether there is anything to be worked out."""
    tables = ("stale_keys", "stale_speakers", "stale_documents", "unlinked_documents", "left_marks")
    return any(_has(db, table) for table in tables)


def _has(db: Database, table: str) -> bool:
    return db.row(f"SELECT 1 FROM {table} LIMIT 1") is not None


def only_added(db: Database, last: int) -> int | None:
    """How many documents with numbers up to ``last`` are new, where nothing else has changed; None where it has."""
    if is_noted(db):
        return None
    (count,) = db.execute("SELECT count(*) FROM stale_documents WHERE document <= ?", (last,)).fetchone()
    return int(count)


def take_added(db: Database, last: int, most: int) -> list[str]:
    """The ids of so many new documents at most, with numbers up to ``last``; they count as done."""
    statement = """
        SELECT document, id FROM stale_documents JOIN documents ON documents.number = document
        WHERE document <= ? ORDER BY document LIMIT ?
    """
    found = db.all(statement, (last, most))
    db.executemany("DELETE FROM stale_documents WHERE document = ?", [(number,) for number, _ in found])
    return [id for _, id in found]


def spread(db: Database, last: int, most: int) -> bool:
    """Notes the keys of so many new documents at most, with numbers up to ``last``, in place of these. Says whether
    there were any."""
    statement = "SELECT document FROM stale_documents WHERE document <= ? ORDER BY document LIMIT ?"
    found = [number for (number,) in db.all(statement, (last, most))]
    chosen = (json.dumps(found),)
    keys = """
        INSERT OR IGNORE INTO stale_keys SELECT key FROM block_keys WHERE local IN (
            SELECT number FROM local_speakers WHERE document IN (SELECT value FROM json_each(?))
        )
    """
    db.execute(keys, chosen)
    db.execute("DELETE FROM stale_documents WHERE document IN (SELECT value FROM json_each(?))", chosen)
    return bool(found)


def take_everything(db: Database) -> bool:
    """Whether all speakers are to be worked out anew; it counts as done, with all that was noted beside it."""
    if db.row("SELECT 1 FROM stale_keys WHERE key = ?", (EVERYTHING,)) is None:
        return False
    db.execute("DELETE FROM stale_keys")
    db.execute("DELETE FROM stale_documents")
    return True


def take_speakers(db: Database, most: int | None = None) -> set[int]:
    """Canonical speakers that lost a local one, whose local speakers are so many together, or one of them if he has
    more; all, if None. They count as done."""
    found: set[int] = set()
    size = 0
    for (number,) in db.all("SELECT speaker FROM stale_speakers ORDER BY speaker"):
        size += len(blocks.of_numbers(db, [number])) if most is not None else 0
        if found and most is not None and size > most:
            break
        found.add(number)
    db.executemany("DELETE FROM stale_speakers WHERE speaker = ?", [(number,) for number in found])
    return found


def keys(db: Database, most: int) -> set[str]:
    """Keys to be worked out together, of some ``most`` local speakers; none where there is nothing left to do.

    Families come first, each with all the keys that its full names have, so that no short name has to be worked out
    time and again; then what joins the others; then what is tied by decisions.
    """
    families = "SELECT key FROM stale_keys WHERE key >= '+' AND key < ',' ORDER BY key LIKE '+office:%', key"
    if chosen := _some(db, families, most):
        return chosen | _with(db, chosen)
    if chosen := _some(db, "SELECT key FROM stale_keys WHERE key >= '=' AND key < '>' ORDER BY key", most):
        return chosen
    named = "SELECT key FROM stale_keys WHERE key IN (SELECT key FROM decision_keys)"
    return {key for (key,) in db.all(named)}


def _some(db: Database, statement: str, most: int) -> set[str]:
    """Keys from the front of those that a statement gives."""
    chosen: set[str] = set()
    size = 0
    for (key,) in db.execute(statement):
        (count,) = db.execute("SELECT count(*) FROM block_keys WHERE key = ?", (key,)).fetchone()
        size += count + 1
        if chosen and size > most:
            break
        chosen.add(key)
    return chosen


def _with(db: Database, keys: Collection[str]) -> set[str]:
    """The noted keys of all local speakers that have one of these."""
    # The plus sign keeps SQLite from going through all that is noted.
    statement = """
        SELECT DISTINCT key FROM block_keys
        WHERE local IN (SELECT value FROM json_each(?)) AND +key IN (SELECT key FROM stale_keys)
    """
    return {key for (key,) in db.all(statement, (json.dumps(sorted(blocks.with_keys(db, keys))),))}


def done(db: Database, keys: Iterable[str], locals_: Collection[int]) -> None:
    """These keys, and all over which these local speakers have been worked out with others, count as done. Over keys
    of offices they have been with some."""
    db.executemany("DELETE FROM stale_keys WHERE key = ?", [(key,) for key in keys])
    statement = """
        DELETE FROM stale_keys WHERE key IN (
            SELECT key FROM block_keys WHERE local IN (SELECT value FROM json_each(?))
            AND (key >= '=' AND key < '>' OR key >= '+' AND key < ',')
            AND NOT (key >= '=held:' AND key < '=held;')
        )
    """
    db.execute(statement, (json.dumps(list(locals_)),))


def clear_keys(db: Database) -> None:
    """What is left says nothing of who is who."""
    db.execute("DELETE FROM stale_keys")
