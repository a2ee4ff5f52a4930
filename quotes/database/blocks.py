"""Local speakers block by block: which may be the same speaker as those of a document, and who they came out as."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.database.connection import Database
from quotes.database.text import stored_keys
from quotes.types import Alias, LocalSpeaker, Occurrence

Keys = Callable[[Occurrence], Iterable[str]]

JOINS, NAME = "=", "name:"
"""How the keys begin that chain local speakers: those of the rules, and those of the names that decisions speak of."""


def of_document(db: Database, id: str) -> list[int]:
    """The numbers of a document's local speakers."""
    statement = "SELECT number FROM local_speakers WHERE document = (SELECT number FROM documents WHERE id = ?)"
    return [row["number"] for row in db.rows(statement, (id,))]


def of_speaker(db: Database, id: str, *, documents: Sequence[str] = ()) -> list[int]:
    """The numbers of a canonical speaker's local speakers; those in these documents, if any are given."""
    statement = """
        SELECT local_speakers.number FROM local_speakers JOIN documents ON documents.number = local_speakers.document
        WHERE speaker = (SELECT number FROM speakers WHERE id = :id)
        AND (:documents = '[]' OR documents.id IN (SELECT value FROM json_each(:documents)))
    """
    return [row["number"] for row in db.rows(statement, {"id": id, "documents": json.dumps(documents)})]


def documents_of(db: Database, id: str, *, limit: int = -1) -> tuple[str, ...]:
    """The ids of the documents that a canonical speaker occurs in, sorted."""
    statement = """
        SELECT DISTINCT documents.id FROM local_speakers JOIN documents ON documents.number = local_speakers.document
        WHERE speaker = (SELECT number FROM speakers WHERE id = ?) ORDER BY documents.id LIMIT ?
    """
    return tuple(row["id"] for row in db.rows(statement, (id, limit)))


def of_ids(db: Database, ids: Iterable[str]) -> set[int]:
    """The numbers of all local speakers of the canonical speakers with these ids."""
    statement = """
        SELECT local_speakers.number FROM local_speakers JOIN speakers ON speakers.number = local_speakers.speaker
        WHERE speakers.id IN (SELECT value FROM json_each(?))
    """
    return {row["number"] for row in db.rows(statement, (json.dumps(sorted(ids), ensure_ascii=False),))}


def of_numbers(db: Database, speakers: Iterable[int]) -> set[int]:
    """The numbers of all local speakers of the canonical speakers with these numbers."""
    statement = "SELECT number FROM local_speakers WHERE speaker IN (SELECT value FROM json_each(?))"
    return {row["number"] for row in db.rows(statement, (json.dumps(sorted(speakers)),))}


def index(db: Database, locals_: Sequence[int], keys: Keys) -> None:
    """Files these local speakers under the keys of their blocks, in place of what was there."""
    db.execute("DELETE FROM block_keys WHERE local IN (SELECT value FROM json_each(?))", (json.dumps(locals_),))
    for number, occurrence in occurrences(db, locals_):
        rows = [(key, number) for key in stored_keys(keys(occurrence))]
        db.executemany("INSERT INTO block_keys (key, local) VALUES (?, ?)", rows)


def keys_of(db: Database, locals_: Collection[int]) -> set[str]:
    statement = "SELECT DISTINCT key FROM block_keys WHERE local IN (SELECT value FROM json_each(?))"
    return {key for (key,) in db.all(statement, (json.dumps(list(locals_)),))}


def mark_stale(db: Database, id: str) -> None:
    """Notes that the speakers of a document's blocks have to be worked out anew, also those it may leave."""
    locals_ = of_document(db, id)
    db.executemany("INSERT OR IGNORE INTO stale_keys VALUES (?)", [(key,) for key in keys_of(db, locals_)])
    left = {number for number in speakers_of(db, locals_).values() if number is not None}
    db.executemany("INSERT OR IGNORE INTO stale_speakers VALUES (?)", [(number,) for number in left])


def mark_added(db: Database, id: str) -> None:
    """Notes that the speakers of a new document have to be worked out."""
    db.execute("INSERT OR IGNORE INTO stale_documents SELECT number FROM documents WHERE id = ?", (id,))


def take_added(db: Database) -> list[str]:
    """The ids of the new documents whose speakers have to be worked out; they count as done."""
    found = db.all("SELECT documents.id FROM stale_documents JOIN documents ON documents.number = document")
    db.execute("DELETE FROM stale_documents")
    return [id for (id,) in found]


def mark_key(db: Database, key: str) -> None:
    """Notes that the speakers of the blocks of this key have to be worked out anew."""
    db.execute("INSERT OR IGNORE INTO stale_keys VALUES (?)", (key,))


def is_stale(db: Database) -> bool:
    tables = ("stale_keys", "stale_speakers", "stale_documents", "unlinked_documents", "left_marks")
    return any(db.row(f"SELECT 1 FROM {table} LIMIT 1") is not None for table in tables)


def take_stale(db: Database) -> tuple[set[str], set[int]]:
    """The keys and the canonical speakers to be worked out anew; they count as done."""
    keys = {row["key"] for row in db.rows("SELECT key FROM stale_keys")}
    left = {row["speaker"] for row in db.rows("SELECT speaker FROM stale_speakers")}
    db.execute("DELETE FROM stale_keys")
    db.execute("DELETE FROM stale_speakers")
    return keys, left


def connected(db: Database, keys: Iterable[str], locals_: Iterable[int] = ()) -> set[int]:
    """The numbers of all local speakers that these keys and local speakers reach: over joining keys that local
    speakers share, and over decisions that tie names."""
    stored = stored_keys(keys)
    decided = db.row("SELECT 1 FROM decision_keys LIMIT 1") is not None
    reached, seen = set(locals_), set[str]()
    named = {key for key in stored if key.startswith(NAME)}
    new = {key for key in stored if key.startswith(JOINS)} | _chaining(db, reached, decided=decided)
    new |= _tied(db, named) if decided else set()
    while new:
        seen |= new
        found = with_keys(db, new) - reached
        reached |= found
        new = _chaining(db, found, decided=decided) - seen
    return reached


def settled(db: Database, families: Iterable[str], *, without: Collection[int]) -> dict[int, list[Occurrence]]:
    """The canonical persons of whom a local speaker has one of these keys of full family names (``+``): by number,
    the local speakers under a full name, without forms and quotes. Persons with a local speaker in ``without``, and
    those not worked out yet, are left out."""
    statement = """
        WITH chosen AS (
            SELECT DISTINCT speaker FROM local_speakers WHERE number IN (
                SELECT local FROM block_keys WHERE key IN (SELECT value FROM json_each(:families))
            ) AND speaker IS NOT NULL
        )
        SELECT local_speakers.*, documents.id AS document_id, documents.date FROM chosen
        JOIN local_speakers USING (speaker) JOIN documents ON documents.number = local_speakers.document
        WHERE EXISTS (
            SELECT 1 FROM block_keys WHERE local = local_speakers.number AND key >= '+' AND key < ','
        ) ORDER BY documents.id, local_speakers.key
    """
    people: dict[int, list[Occurrence]] = {}
    out: set[int] = set()
    for row in db.all(statement, {"families": json.dumps(sorted(families))}):
        if row["number"] in without:
            out.add(row["speaker"])
        speaker = LocalSpeaker(row["key"], row["name"], row["type"], tuple(json.loads(row["roles"])))
        people.setdefault(row["speaker"], []).append(Occurrence(row["document_id"], row["date"], speaker))
    return {number: members for number, members in people.items() if number not in out}


class Summed(NamedTuple):
    """Local speakers that are alike: of one name, type, year ("" for none), roles and canonical speaker; and in how
    many documents they are."""

    name: str
    type: str
    roles: tuple[str, ...]
    year: str
    speaker: int
    documents: int


def summed(db: Database, key: str) -> list[Summed]:
    """The local speakers that have a key, and a canonical speaker already, summed up."""
    statement = """
        SELECT name, type, roles, substr(ifnull(documents.date, ''), 1, 4) AS year, speaker,
            count(DISTINCT document) AS documents
        FROM block_keys JOIN local_speakers ON local_speakers.number = block_keys.local
        JOIN documents ON documents.number = local_speakers.document WHERE block_keys.key = ? AND speaker IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5
    """
    found = db.all(statement, tuple(stored_keys([key])))
    return [Summed(name, type, tuple(json.loads(roles)), *rest) for name, type, roles, *rest in found]


def tied(db: Database, locals_: Collection[int]) -> set[int]:
    """Those of the local speakers of whom a decision or an authority entry may speak."""
    found: set[int] = set()
    for table in ("decision_keys", "authority_keys"):
        if db.row(f"SELECT 1 FROM {table} LIMIT 1") is not None:
            statement = f"""
                SELECT DISTINCT local FROM block_keys JOIN {table} USING (key)
                WHERE local IN (SELECT value FROM json_each(?))
            """
            found |= {number for (number,) in db.all(statement, (json.dumps(list(locals_)),))}
    return found


def others_near(db: Database, keys: Iterable[str], date: str | None, speaker: int) -> bool:
    """Whether a local speaker with one of these keys, of a document within a year or so of a date, is not (yet) this
    canonical speaker."""
    statement = """
        SELECT 1 FROM block_keys JOIN local_speakers ON local_speakers.number = block_keys.local
        JOIN documents ON documents.number = local_speakers.document
        WHERE block_keys.key IN (SELECT value FROM json_each(:keys)) AND speaker IS NOT :speaker
        AND abs(julianday(documents.date) - julianday(:date)) <= 400 LIMIT 1
    """
    values = {"keys": json.dumps(sorted(stored_keys(keys))), "speaker": speaker, "date": date}
    return db.row(statement, values) is not None


def roles_of(db: Database, id: str) -> Iterator[tuple[str, ...]]:
    """The roles of each local speaker of a canonical one."""
    statement = """
        SELECT roles, count(*) FROM local_speakers WHERE speaker = (SELECT number FROM speakers WHERE id = ?)
        GROUP BY roles
    """
    for roles, times in db.all(statement, (id,)):
        yield from [tuple(json.loads(roles))] * times


def _chaining(db: Database, locals_: Collection[int], *, decided: bool) -> set[str]:
    """The keys over which these local speakers reach others. A name chains only where a decision speaks of it."""
    listed = json.dumps(list(locals_))
    # The joining keys are those from "=" up to, not with, ">".
    joins = """
        SELECT DISTINCT key FROM block_keys
        WHERE local IN (SELECT value FROM json_each(?)) AND key >= '=' AND key < '>'
    """
    found = {key for (key,) in db.all(joins, (listed,))}
    if decided:
        names = """
            SELECT DISTINCT block_keys.key FROM block_keys JOIN decision_keys ON decision_keys.key = block_keys.key
            WHERE local IN (SELECT value FROM json_each(?))
        """
        found |= _tied(db, {key for (key,) in db.all(names, (listed,))})
    return found


def families_of(db: Database, locals_: Collection[int]) -> set[str]:
    """The keys of the family names of these local speakers, full (``+``) and short (``-``)."""
    statement = "SELECT DISTINCT key FROM block_keys WHERE local IN (SELECT value FROM json_each(?)) AND key < '.'"
    return {key for (key,) in db.all(statement, (json.dumps(list(locals_)),))}


def with_keys(db: Database, keys: Collection[str]) -> set[int]:
    """The numbers of the local speakers that have one of these keys."""
    statement = "SELECT local FROM block_keys WHERE key IN (SELECT value FROM json_each(?))"
    return {number for (number,) in db.all(statement, (json.dumps(sorted(keys)),))}


def _tied(db: Database, keys: Collection[str]) -> set[str]:
    """The keys of all names of the decisions that speak of one of these."""
    statement = """
        SELECT DISTINCT other.key FROM decision_keys AS one JOIN decision_keys AS other USING (decision)
        JOIN decisions ON decisions.number = decision AND decisions.undone IS NULL
        WHERE one.key IN (SELECT value FROM json_each(?))
    """
    return {key for (key,) in db.all(statement, (json.dumps(sorted(keys)),))}


def occurrences(db: Database, locals_: Iterable[int] | None = None) -> Iterator[tuple[int, Occurrence]]:
    """The local speakers with these numbers (all, if None), with their numbers, by document and key."""
    chosen, values = "", {}
    if locals_ is not None:
        chosen = "WHERE local_speakers.number IN (SELECT value FROM json_each(:locals))"
        values = {"locals": json.dumps(sorted(locals_))}
    statement = f"""
        SELECT local_speakers.*, documents.id AS document_id, documents.date,
            (SELECT count(*) FROM said WHERE said.local = local_speakers.number) AS quotes,
            (SELECT json_group_array(json_array(form, count, start, end, rule))
                FROM (SELECT * FROM aliases WHERE aliases.local = local_speakers.number ORDER BY rowid)) AS aliases
        FROM local_speakers JOIN documents ON documents.number = local_speakers.document {chosen}
        ORDER BY documents.id, local_speakers.key
    """
    for row in db.rows(statement, values):
        aliases = tuple(
            Alias(form, count, None if start is None else (start, end), rule)
            for form, count, start, end, rule in json.loads(row["aliases"])
        )
        roles = tuple(json.loads(row["roles"]))
        speaker = LocalSpeaker(row["key"], row["name"], row["type"], roles, aliases)
        yield row["number"], Occurrence(row["document_id"], row["date"], speaker, row["quotes"])


def speakers_of(db: Database, locals_: Iterable[int]) -> dict[int, int | None]:
    """The canonical speaker's number for each of these local speakers; None where it has none yet."""
    statement = "SELECT number, speaker FROM local_speakers WHERE number IN (SELECT value FROM json_each(?))"
    return dict(map(tuple, db.all(statement, (json.dumps(list(locals_)),))))
