"""Local speakers block by block: which may be the same speaker as those of a document, and who they came out as."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.database.connection import Database
from quotes.database.text import stored_keys
from quotes.types import Alias, LocalSpeaker, Occurrence

Keys = Callable[[Occurrence], Iterable[str]]

JOINS, NAME = "=", "name:"
"""How the keys begin that chain local speakers: those of the rules, and those of the names that decisions speak of."""

HELD = "=held:"
"""How those joining keys begin that only tell who holds an office beside whom: some of them may be one."""

FULL, LOOKED_UP = "+", "family:"
"""How the keys begin of the families of full names, and those by which a look-up finds them."""

OCCURRENCE = """
    local_speakers.key, local_speakers.name, local_speakers.type, local_speakers.roles, documents.id AS document_id,
    documents.date
"""


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


def named(db: Database, id: str) -> list[tuple[tuple[str, str], str]]:
    """(reference, name) of a canonical speaker's local speakers, by document and key."""
    statement = """
        SELECT documents.id, key, name FROM local_speakers JOIN documents ON documents.number = local_speakers.document
        WHERE speaker = (SELECT number FROM speakers WHERE id = ?) ORDER BY documents.id, key
    """
    return [((document, key), name) for document, key, name in db.all(statement, (id,))]


def bearing(db: Database, keys: Iterable[str]) -> list[tuple[str, str]]:
    """(canonical speaker's id, name) of the local speakers that have one of these keys, each once."""
    statement = """
        SELECT DISTINCT speakers.id, local_speakers.name FROM block_keys
        CROSS JOIN local_speakers ON local_speakers.number = local
        JOIN speakers ON speakers.number = local_speakers.speaker
        WHERE block_keys.key IN (SELECT value FROM json_each(?))
    """
    return [(id, name) for id, name in db.all(statement, (json.dumps(sorted(stored_keys(keys))),))]


def speakers_with(db: Database, refs: Iterable[tuple[str, str]]) -> list[int]:
    """The numbers of the canonical speakers of the local ones with these references, as far as they are there."""
    statement = """
        SELECT speaker FROM json_each(?) AS wanted
        CROSS JOIN documents ON documents.id = json_extract(wanted.value, '$[0]')
        CROSS JOIN local_speakers ON local_speakers.document = documents.number
        WHERE local_speakers.key = json_extract(wanted.value, '$[1]') AND speaker IS NOT NULL
    """
    return [number for (number,) in db.all(statement, (json.dumps(list(refs), ensure_ascii=False),))]


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


def connected(
    db: Database, keys: Iterable[str], locals_: Iterable[int] = (), *, alike: Callable[[str, str], bool] | None = None
) -> set[int]:
    """The numbers of all local speakers that these keys and local speakers reach: over joining keys that local
    speakers share, and over decisions that tie names. Where ``alike`` is given, a key of an office that is not among
    ``keys`` leads on to those alone whose names it lets pass: very many hold some offices."""
    stored = stored_keys(keys)
    decided = db.row("SELECT 1 FROM decision_keys LIMIT 1") is not None
    named = {key for key in stored if key.startswith(NAME)}
    seen = {key for key in stored if key.startswith(JOINS)} | (_tied(db, named) if decided else set())
    fresh = set(locals_) | with_keys(db, seen)
    reached, held = set(fresh), set[tuple[str, str]]()
    while fresh:
        new = _chaining(db, fresh, decided=decided) - seen
        if alike is not None:
            new = {key for key in new if not key.startswith(HELD)}
        seen |= new
        found = with_keys(db, new)
        if alike is not None:
            found |= _in_office_alike(db, fresh, held, alike)
        fresh = found - reached
        reached |= fresh
    return reached


def _in_office_alike(
    db: Database, locals_: Collection[int], held: set[tuple[str, str]], alike: Callable[[str, str], bool]
) -> set[int]:
    """The local speakers that share the key of an office with one of these, and whose names may be one with its name.
    ``held`` are the keys and names that have been asked for, to which those of these are added."""
    statement = f"""
        SELECT DISTINCT block_keys.key, name FROM block_keys
        CROSS JOIN local_speakers ON local_speakers.number = local
        WHERE local IN (SELECT value FROM json_each(?)) AND block_keys.key >= '{HELD}' AND block_keys.key < '=held;'
    """
    new = {(key, name) for key, name in db.all(statement, (json.dumps(list(locals_)),))} - held
    held |= new
    names: dict[str, set[str]] = {}
    for key, name in new:
        names.setdefault(key, set()).add(name)
    statement = """
        SELECT DISTINCT block_keys.key, name FROM block_keys
        CROSS JOIN local_speakers ON local_speakers.number = local
        WHERE block_keys.key IN (SELECT value FROM json_each(?))
    """
    others = [(key, name) for key, name in db.all(statement, (json.dumps(sorted(names)),)) if (key, name) not in held]
    wanted = [(key, other) for key, other in others if any(alike(name, other) for name in sorted(names[key]))]
    statement = """
        SELECT local FROM json_each(?) AS wanted
        CROSS JOIN block_keys ON block_keys.key = json_extract(wanted.value, '$[0]')
        CROSS JOIN local_speakers ON local_speakers.number = local AND name = json_extract(wanted.value, '$[1]')
    """
    return {number for (number,) in db.all(statement, (json.dumps(wanted, ensure_ascii=False),))}


class Summed(NamedTuple):
    """Local speakers that are alike: of one canonical speaker, name, type, roles and year ("" for none); and how many
    they are."""

    speaker: int
    name: str
    type: str
    roles: tuple[str, ...]
    year: str
    times: int


def of_families(db: Database, families: Collection[str]) -> list[int]:
    """The canonical speakers under a full name who have one of these keys of full family names (``+``): persons, also
    those that a decision made one with a body."""
    # The keys by which a look-up finds a person are those of the families, too.
    keys = [LOOKED_UP + key.removeprefix(FULL) for key in families]
    statement = """
        SELECT DISTINCT speaker FROM speaker_keys JOIN speakers ON speakers.number = speaker
        WHERE key IN (SELECT value FROM json_each(?)) AND (
            instr(name, ' ') OR EXISTS (SELECT 1 FROM forms WHERE forms.speaker = speakers.number AND instr(form, ' '))
        )
    """
    return [number for (number,) in db.all(statement, (json.dumps(sorted(keys)),))]


def in_office(db: Database, offices: Iterable[str], dates: Collection[str]) -> list[tuple[int, Occurrence]]:
    """The local speakers with one of these keys of offices (``+office:``) in documents within some 400 days of one of
    these dates, with their canonical speakers; those not worked out yet are left out."""
    near = [_days(date) for date in dates]
    statement = f"""
        SELECT speaker, {OCCURRENCE} FROM block_keys JOIN local_speakers ON local_speakers.number = block_keys.local
        JOIN documents ON documents.number = local_speakers.document
        WHERE block_keys.key IN (SELECT value FROM json_each(:keys)) AND speaker IS NOT NULL
        AND EXISTS (SELECT 1 FROM json_each(:near) WHERE abs(julianday(documents.date) - value) <= 400)
    """
    known = [days for days in near if days is not None]
    found = db.all(statement, {"keys": json.dumps(sorted(stored_keys(offices))), "near": json.dumps(known)})
    return [(row["speaker"], _occurrence(row)) for row in found]


def _days(date: str) -> float | None:
    """A day as SQLite's julianday gives it."""
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() + 1721424.5
    except ValueError:
        return None


def in_documents(db: Database, documents: Collection[str], persons: Collection[int]) -> list[tuple[int, str, str]]:
    """(canonical speaker, document, name) for the persons of these documents that are one of these canonical ones."""
    statement = """
        SELECT speaker, documents.id, local_speakers.name FROM json_each(:documents)
        CROSS JOIN documents ON documents.id = json_each.value
        CROSS JOIN local_speakers ON local_speakers.document = documents.number
        WHERE speaker IN (SELECT value FROM json_each(:persons)) AND local_speakers.type = 'person'
    """
    values = {"documents": json.dumps(sorted(documents)), "persons": json.dumps(sorted(persons))}
    return [(speaker, document, name) for speaker, document, name in db.all(statement, values)]


def summed(db: Database, persons: Iterable[int]) -> list[Summed]:
    """The local speakers of these canonical ones, summed up."""
    statement = """
        SELECT speaker, name, type, roles, year, count(*) FROM local_speakers
        WHERE speaker IN (SELECT value FROM json_each(?)) GROUP BY speaker, type, name, roles, year
    """
    found = db.all(statement, (json.dumps(sorted(persons)),))
    return [Summed(speaker, name, type, tuple(json.loads(roles)), *rest) for speaker, name, type, roles, *rest in found]


# Whoever follows the bearers of a name goes with them however many there are: that ties none of them.
_TYING = "NOT (decisions.kind = 'attribute' AND decisions.documents = '[]')"


def tied(db: Database, locals_: Collection[int]) -> set[int]:
    """Those of the local speakers of whom a decision or an authority entry may speak."""
    found: set[int] = set()
    decided = f"decision_keys JOIN decisions ON decisions.number = decision AND {_TYING}"
    for table, origin in (("decision_keys", decided), ("authority_keys", "authority_keys")):
        if db.row(f"SELECT 1 FROM {table} LIMIT 1") is not None:
            statement = f"""
                SELECT DISTINCT local FROM block_keys CROSS JOIN {origin}
                WHERE {table}.key = block_keys.key AND local IN (SELECT value FROM json_each(?))
            """
            found |= {number for (number,) in db.all(statement, (json.dumps(list(locals_)),))}
    return found


def sharing(db: Database, key: str, type: str) -> set[int]:
    """The canonical speakers of the local ones of a type that have a key."""
    statement = """
        SELECT DISTINCT speaker FROM block_keys CROSS JOIN local_speakers ON local_speakers.number = local
        WHERE block_keys.key = ? AND type = ? AND speaker IS NOT NULL
    """
    return {number for (number,) in db.all(statement, (*stored_keys([key]), type))}


def looked_up(db: Database, keys: Iterable[str]) -> list[int]:
    """The canonical speakers that a look-up by one of these keys finds."""
    statement = "SELECT DISTINCT speaker FROM speaker_keys WHERE key IN (SELECT value FROM json_each(?))"
    return [number for (number,) in db.all(statement, (json.dumps(sorted(stored_keys(keys))),))]


def names_with(db: Database, keys: Iterable[str]) -> list[str]:
    """The names of the local speakers that have one of these keys, each once."""
    statement = """
        SELECT DISTINCT name FROM block_keys CROSS JOIN local_speakers ON local_speakers.number = local
        WHERE block_keys.key IN (SELECT value FROM json_each(?))
    """
    return [name for (name,) in db.all(statement, (json.dumps(sorted(stored_keys(keys))),))]


def short_names(db: Database, families: Iterable[str], *, besides: int) -> list[tuple[tuple[str, ...], str]]:
    """(roles, year) of the short names with one of these keys of families (``-``), each once; without those that are
    this canonical speaker already."""
    statement = """
        SELECT DISTINCT roles, year FROM block_keys CROSS JOIN local_speakers ON local_speakers.number = local
        WHERE block_keys.key IN (SELECT value FROM json_each(:keys)) AND speaker IS NOT NULL AND speaker <> :besides
    """
    found = db.all(statement, {"keys": json.dumps(sorted(stored_keys(families))), "besides": besides})
    return [(tuple(json.loads(roles)), year) for roles, year in found]


def is_tied(db: Database, speaker: int) -> bool:
    """Whether a decision or an authority entry may speak of a local speaker of this canonical one."""
    decided = f"""
        SELECT 1 FROM decision_keys JOIN decisions ON decisions.number = decision AND undone IS NULL AND {_TYING}
        CROSS JOIN block_keys ON block_keys.key = decision_keys.key
        CROSS JOIN local_speakers ON local_speakers.number = local WHERE speaker = ? LIMIT 1
    """
    listed = """
        SELECT 1 FROM local_speakers CROSS JOIN block_keys ON local = local_speakers.number
        JOIN authority_keys ON authority_keys.key = block_keys.key WHERE speaker = ? LIMIT 1
    """
    if db.row("SELECT 1 FROM authority_keys LIMIT 1") is not None and db.row(listed, (speaker,)) is not None:
        return True
    return db.row(decided, (speaker,)) is not None


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


def _occurrence(row: sqlite3.Row) -> Occurrence:
    speaker = LocalSpeaker(row["key"], row["name"], row["type"], tuple(json.loads(row["roles"])))
    return Occurrence(row["document_id"], row["date"], speaker)


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
