"""Canonical speakers, their evidence and people's decisions on them."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from quotes.database import corrections
from quotes.database.connection import Database
from quotes.database.text import folded, stored_keys
from quotes.types import (
    Decision,
    DecisionKind,
    Evidence,
    LocalSpeaker,
    Occurrence,
    Speaker,
    SpeakerType,
)

MANY = 3_000
"""Names that are no longer gathered and sorted, but looked for among all, the most quoted first."""


@dataclasses.dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A canonical speaker and how often it is quoted. ``quotes`` counts speech and thought, ``sayings`` attitudes
    too; ``first`` and ``last`` are ISO 8601 days, None where no date is known."""

    id: str
    name: str
    type: SpeakerType
    roles: tuple[str, ...]
    quotes: int
    sayings: int
    documents: int
    first: str | None
    last: str | None
    authority: str | None = None
    """The id of the entry of an authority file that this speaker is."""


def select(
    db: Database,
    *,
    prefix: str = "",
    types: Iterable[str] = (),
    quoted: bool = False,
    limit: int | None = None,
    after: str | None = None,
) -> Iterator[SpeakerRow]:
    """The most quoted first; with ``quoted`` only those with a quote of speech or thought.

    ``prefix``: only those whose name begins so, or has a word that does, in any case and with or without diacritics.
    ``after`` is the id of the last one of the page before.
    """
    origin, where, values = "speakers", ["1"], dict[str, object]()
    if prefix:
        start = folded(prefix)
        where.append("(speakers.folded >= :start AND speakers.folded < :end OR instr(speakers.folded, :inner))")
        values |= {"start": start, "end": start + "\U0010ffff", "inner": " " + start}
        words = _beginning(db, start)
        if words is not None:
            where.append("names_text MATCH :words")
            values["words"] = words
            origin = "names_text CROSS JOIN speakers ON speakers.number = names_text.rowid"
    if quoted:
        where.append("quotes > 0")
    if types := tuple(types):
        where.append("type IN (SELECT value FROM json_each(:types))")
        values["types"] = json.dumps(types)
    last = db.row("SELECT * FROM speakers WHERE id = ?", (after,)) if after is not None else None
    if last is not None:
        later = "quotes < :quotes OR quotes = :quotes AND (speakers.folded, id) > (:folded, :id)"
        where.append(f"quotes <= :quotes AND ({later})")
        values |= {name: last[name] for name in ("quotes", "folded", "id")}
    order = "quotes DESC, speakers.folded, id LIMIT :limit"
    statement = f"SELECT speakers.* FROM {origin} WHERE {' AND '.join(where)} ORDER BY {order}"
    for row in db.rows(statement, values | {"limit": -1 if limit is None else limit}):
        yield _speaker(row)


def _beginning(db: Database, start: str) -> str | None:
    """The full-text expression for names with a word that begins so; None where it would find very many, which are come
    upon soon from the most quoted on, or where there is no word to look for."""
    if not any(character.isalnum() for character in start):
        return None
    words = '"' + start.replace('"', " ").replace("\0", " ") + '"*'
    statement = "SELECT count(*) FROM (SELECT 1 FROM names_text WHERE names_text MATCH ? LIMIT ?)"
    return words if db.execute(statement, (words, MANY)).fetchone()[0] < MANY else None


def by_id(db: Database, id: str) -> SpeakerRow | None:
    row = db.row("SELECT * FROM speakers WHERE id = ?", (id,))
    return _speaker(row) if row is not None else None


def by_ids(db: Database, ids: Iterable[str]) -> list[SpeakerRow]:
    """Those of these ids who are there, most quoted first."""
    statement = """
        SELECT * FROM speakers WHERE id IN (SELECT value FROM json_each(?)) ORDER BY quotes DESC, folded, id
    """
    return [_speaker(row) for row in db.rows(statement, (json.dumps(list(ids), ensure_ascii=False),))]


def by_number(db: Database, number: int) -> SpeakerRow | None:
    row = db.row("SELECT * FROM speakers WHERE number = ?", (number,))
    return _speaker(row) if row is not None else None


def with_form(db: Database, name: str, *, exactly: bool = False) -> list[SpeakerRow]:
    """Who occurs under this name form or bears it as canonical name, most quoted first; in any case and with or
    without diacritics, unless ``exactly`` is set."""
    statement = """
        SELECT * FROM speakers WHERE number IN (
            SELECT speaker FROM forms WHERE folded = :folded AND (form = :name OR NOT :exactly)
        ) ORDER BY quotes DESC, folded, id
    """
    values = {"folded": folded(name), "name": name, "exactly": exactly}
    return [_speaker(row) for row in db.rows(statement, values)]


def of_locals(db: Database, locals_: Iterable[int]) -> list[SpeakerRow]:
    """The canonical speakers of these local speakers, most quoted first."""
    statement = """
        SELECT * FROM speakers WHERE number IN (
            SELECT speaker FROM local_speakers WHERE number IN (SELECT value FROM json_each(?))
        ) ORDER BY quotes DESC, folded, id
    """
    return [_speaker(row) for row in db.rows(statement, (json.dumps(sorted(locals_)),))]


def forms_in_blocks(db: Database, keys: Iterable[str]) -> list[tuple[str, str]]:
    """(speaker id, name form) of all speakers with a local speaker in one of these blocks."""
    statement = """
        WITH chosen AS (
            SELECT DISTINCT speaker AS number FROM speaker_keys WHERE key IN (SELECT value FROM json_each(?))
        )
        SELECT speakers.id, forms.form FROM chosen JOIN speakers USING (number)
        JOIN forms ON forms.speaker = chosen.number ORDER BY 1, 2
    """
    return [(row["id"], row["form"]) for row in db.rows(statement, (json.dumps(sorted(stored_keys(keys))),))]


def unnamed(db: Database) -> Iterator[tuple[str, Occurrence]]:
    """The unnamed local speakers that say something, with the ids of their canonical speakers."""
    yield from _with_ids(db, "type = 'unnamed' AND quotes > 0")


def in_office(db: Database) -> Iterator[tuple[str, Occurrence]]:
    """The local speakers of persons that have a role, with the ids of their canonical speakers."""
    yield from _with_ids(db, "type = 'person'", "local_speakers.roles <> '[]' AND local_speakers.type = 'person'")


def _with_ids(db: Database, whom: str, which: str = "1") -> Iterator[tuple[str, Occurrence]]:
    statement = f"""
        SELECT chosen.id AS speaker_id, local_speakers.*, documents.id AS document_id, documents.date
        FROM (SELECT number, id FROM speakers WHERE {whom}) AS chosen
        JOIN local_speakers ON local_speakers.speaker = chosen.number
        JOIN documents ON documents.number = local_speakers.document WHERE {which}
    """
    for row in db.rows(statement):
        local = LocalSpeaker(row["key"], row["name"], row["type"], tuple(json.loads(row["roles"])))
        yield row["speaker_id"], Occurrence(row["document_id"], row["date"], local)


def members(db: Database) -> list[Speaker]:
    """All canonical persons with their local speakers, without evidence, by id."""
    statement = """
        SELECT speakers.*, json_group_array(json_array(documents.id, local_speakers.key)) AS members FROM speakers
        JOIN local_speakers ON local_speakers.speaker = speakers.number
        JOIN documents ON documents.number = local_speakers.document
        WHERE speakers.type = 'person' GROUP BY speakers.number ORDER BY speakers.id
    """
    return [
        Speaker(
            row["id"], row["name"], row["type"], tuple((document, key) for document, key in json.loads(row["members"])),
            roles=tuple(json.loads(row["roles"])), authority=row["authority"],
        )
        for row in db.rows(statement)
    ]  # fmt: skip


def evidence(db: Database, id: str, *, document: str | None = None) -> list[Evidence]:
    """Why each name form is this speaker's, by form and document; that of one document, where it is given."""
    statement = """
        SELECT evidence.* FROM evidence JOIN speakers ON speakers.number = evidence.speaker
        WHERE speakers.id = :id AND (:document IS NULL OR evidence.document IS NULL OR evidence.document = :document)
        ORDER BY evidence.form, evidence.document, evidence.rule, evidence.count
    """
    found = db.rows(statement, {"id": id, "document": document})
    return [Evidence(row["form"], row["document"], row["count"], row["rule"]) for row in found]


def decide(db: Database, decision: Decision, keys: Iterable[str]) -> Decision:
    """Records a decision, with the keys of the blocks that its names belong to, under its own number, or, where that
    is 0, under the next."""
    lists = (json.dumps(decision.names, ensure_ascii=False), json.dumps(decision.documents, ensure_ascii=False))
    statement = "INSERT INTO decisions (number, kind, names, documents, at, reason, types) VALUES (?, ?, ?, ?, ?, ?, ?)"
    row = (decision.number or None, decision.kind, *lists, decision.at, decision.reason, json.dumps(decision.types))
    number = db.execute(statement, row).lastrowid
    assert number is not None
    _file(db, number, keys)
    decided = dataclasses.replace(decision, number=number)
    corrections.record(db, decided)
    return decided


def refile(db: Database, keys_of: Callable[[Decision], Iterable[str]]) -> None:
    """Files every decision that holds, but imports, under the keys that its names have by the rules of today."""
    for decision in decisions(db, quotes=False):
        if decision.kind != "import":
            db.execute("DELETE FROM decision_keys WHERE decision = ?", (decision.number,))
            _file(db, decision.number, keys_of(decision))


def _file(db: Database, number: int, keys: Iterable[str]) -> None:
    rows = [(key, number) for key in stored_keys(keys)]
    db.executemany("INSERT INTO decision_keys (key, decision) VALUES (?, ?)", rows)


def undo(db: Database, number: int, at: str) -> None:
    """Marks a decision as undone."""
    db.execute("UPDATE decisions SET undone = ? WHERE number = ?", (at, number))


def decisions(db: Database, *, quotes: bool = True) -> list[Decision]:
    """The decisions that hold, oldest first; without the quotes that they correct unless ``quotes`` is set."""
    found = db.all("SELECT * FROM decisions WHERE undone IS NULL ORDER BY number")
    corrected = corrections.every(db) if quotes else {}
    return [
        Decision(row["number"], _kind(row), tuple(json.loads(row["names"])), tuple(json.loads(row["documents"])),
                 row["at"], row["reason"], corrected.get(row["number"], ()), tuple(json.loads(row["types"])))
        for row in found
    ]  # fmt: skip


def same_decisions(db: Database, decision: Decision) -> int:
    """How often this very decision has been recorded, under any number, even if it has been undone."""
    statement = "SELECT number FROM decisions WHERE (kind, names, documents) = (?, ?, ?) AND at IS ? AND reason IS ?"
    lists = (json.dumps(decision.names, ensure_ascii=False), json.dumps(decision.documents, ensure_ascii=False))
    alike = db.all(statement, (decision.kind, *lists, decision.at, decision.reason))
    return sum(set(corrections.quotes_of(db, number)) == set(decision.quotes) for (number,) in alike)


def keys_of_decision(db: Database, number: int) -> set[str]:
    return {row["key"] for row in db.rows("SELECT key FROM decision_keys WHERE decision = ?", (number,))}


def _kind(row: sqlite3.Row) -> DecisionKind:
    kind: DecisionKind = row["kind"]
    return kind


def _speaker(row: sqlite3.Row) -> SpeakerRow:
    known = {name: row[name] for name in ("id", "name", "type", "quotes", "sayings", "documents", "authority")}
    return SpeakerRow(
        roles=tuple(json.loads(row["roles"])), first=row["first"] or None, last=row["last"] or None, **known
    )
