"""Local speakers given to canonical ones: rows written as far as they are not there already."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.database.blocks import speakers_of
from quotes.database.connection import Database
from quotes.database.text import folded
from quotes.types import Evidence, Speaker

OFFICE, OFFICE_WEIGHT = "variant:office", 0.8
"""The rule by which an office without a name is somebody's, and how much less sure that makes a quote."""


def assign(
    db: Database, numbers: dict[tuple[str, str], int], speakers: Sequence[Speaker], *, left: Iterable[int] = ()
) -> None:
    """Makes these the canonical speakers of the local speakers in ``numbers`` (reference to number).

    ``left`` are the numbers of canonical speakers that lost local speakers before. Whoever has none any more is taken
    out. The caller holds the transaction.
    """
    old = speakers_of(db, numbers.values())
    known = _known(db, [speaker.id for speaker in speakers])
    touched = set(left)
    for speaker in speakers:
        number = _put(db, speaker, known.get(speaker.id))
        moved = [(number, local) for ref in speaker.members if old[local := numbers[ref]] != number]
        if moved:
            touched |= {before for _, local in moved if (before := old[local]) is not None} | {number}
            db.executemany("UPDATE local_speakers SET speaker = ? WHERE number = ?", moved)
            # An old local speaker gets no new quote: a document is written as a whole.
            db.executemany("UPDATE said SET speaker = ? WHERE local = ?", moved)
            weigh(db, [local for _, local in moved], speaker.evidence)
    count(db, touched)


def add(db: Database, id: str, local: int, evidence: Sequence[Evidence], roles: Sequence[str]) -> set[int]:
    """Adds one local speaker, which has no canonical one yet, to the canonical speaker of this id: its evidence, and
    what its roles are now. Returns the canonical speaker's number if the caller, who holds the transaction, has to
    count its quotes anew."""
    (number,) = db.execute("SELECT number FROM speakers WHERE id = ?", (id,)).fetchone()
    listed = json.dumps(roles, ensure_ascii=False)
    db.execute("UPDATE speakers SET roles = ? WHERE number = ? AND roles <> ?", (listed, number, listed))
    db.execute("UPDATE local_speakers SET speaker = ? WHERE number = ?", (number, local))
    db.execute("UPDATE said SET speaker = ? WHERE local = ?", (number, local))
    own = [each for each in evidence if not each.rule.startswith("decision ")]
    rows = [(number, e.form, folded(e.form), e.document, e.count, e.rule) for e in own]
    db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", rows)
    tell(db, number, (each for each in evidence if each not in own))
    weigh(db, [local], evidence)
    return set() if _count_one(db, number, local) else {number}


def give(db: Database, local: int, number: int) -> None:
    """Gives one local speaker to a canonical one, by number, of whom it changes nothing but what is counted. The caller
    holds the transaction, counts, and tells the evidence."""
    db.execute("UPDATE local_speakers SET speaker = ? WHERE number = ?", (number, local))
    db.execute("UPDATE said SET speaker = ? WHERE local = ?", (number, local))


def tell(db: Database, number: int, evidence: Iterable[Evidence]) -> None:
    """Adds evidence to a canonical speaker, by number, for those forms in a document for which it has none."""
    statement = """
        INSERT INTO evidence SELECT :speaker, :form, :folded, :document, :count, :rule WHERE NOT EXISTS (
            SELECT 1 FROM evidence WHERE speaker = :speaker AND document = :document AND form = :form
        )
    """
    for each in evidence:
        db.execute(statement, dataclasses.asdict(each) | {"speaker": number, "folded": folded(each.form)})


def untell(db: Database, document: str, speakers: Iterable[int], rules: Iterable[str]) -> None:
    """Takes out the evidence in a document, by its id, that these canonical speakers have by these rules."""
    statement = """
        DELETE FROM evidence WHERE speaker IN (SELECT value FROM json_each(?)) AND document = ?
        AND rule IN (SELECT value FROM json_each(?))
    """
    db.execute(statement, (json.dumps(sorted(speakers)), document, json.dumps(sorted(rules))))


def evidence_in(db: Database, document: str, speakers: Iterable[int]) -> list[Evidence]:
    """The evidence in a document, by its id, of these canonical speakers."""
    statement = """
        SELECT form, document, count, rule FROM evidence
        WHERE speaker IN (SELECT value FROM json_each(?)) AND document = ?
    """
    return [Evidence(*row) for row in db.all(statement, (json.dumps(sorted(speakers)), document))]


def take(db: Database, id: str, evidence: Sequence[Evidence], roles: Sequence[str]) -> None:
    """Takes the evidence of a local speaker that has left the canonical speaker of this id out, and says what its roles
    are now. The caller holds the transaction, and counts."""
    (number,) = db.execute("SELECT number FROM speakers WHERE id = ?", (id,)).fetchone()
    db.execute("UPDATE speakers SET roles = ? WHERE number = ?", (json.dumps(roles, ensure_ascii=False), number))
    statement = """
        DELETE FROM evidence WHERE rowid IN (
            SELECT rowid FROM evidence
            WHERE speaker = ? AND form = ? AND document = ? AND count = ? AND rule = ? LIMIT 1
        )
    """
    db.executemany(statement, [(number, e.form, e.document, e.count, e.rule) for e in evidence])


def _count_one(db: Database, number: int, local: int) -> bool:
    """Counts what one more local speaker says. Returns False where it has to be counted with all the others', since
    copies count once."""
    copied = "SELECT 1 FROM said JOIN copies ON copies.quote = said.quote WHERE local = ? LIMIT 1"
    if db.row(copied, (local,)) is not None:
        return False
    statement = """
        UPDATE speakers SET
            quotes = quotes + (SELECT count(*) FROM said WHERE local = :local AND act <> 'attitude'),
            sayings = sayings + (SELECT count(*) FROM said WHERE local = :local),
            documents = documents + NOT EXISTS (
                SELECT 1 FROM local_speakers AS own JOIN local_speakers AS other USING (document)
                WHERE own.number = :local AND other.number <> :local AND other.speaker = :number
            ),
            first = ifnull((SELECT min(day) FROM (
                SELECT day FROM said WHERE local = :local AND day <> '' UNION ALL SELECT first WHERE first <> ''
            )), ''),
            last = max(last, ifnull((SELECT max(day) FROM said WHERE local = :local), ''))
        WHERE number = :number
    """
    db.execute(statement, {"local": local, "number": number})
    return True


def weigh(db: Database, locals_: Sequence[int], evidence: Iterable[Evidence]) -> None:
    """Lowers the confidence of what these local speakers say where they are named by an office alone, and gives it back
    where they are no more."""
    nameless = {
        number: (document, name)
        for number, document, name in db.all(
            """
            SELECT local_speakers.number, documents.id, name FROM local_speakers
            JOIN documents ON documents.number = local_speakers.document
            WHERE local_speakers.number IN (SELECT value FROM json_each(?)) AND type = 'unnamed'
            """,
            (json.dumps(list(locals_)),),
        )
    }
    if not nameless:
        return
    holding = {(item.document, item.form) for item in evidence if item.rule == OFFICE}
    theirs = "IN (SELECT quote FROM said WHERE rank = 0 AND local IN (SELECT value FROM json_each(?)))"
    chosen = (json.dumps(sorted(nameless)),)
    given = "(SELECT confidence FROM lowered WHERE quote = quotes.number)"
    db.execute(f"UPDATE quotes SET confidence = ifnull({given}, confidence) WHERE number {theirs}", chosen)
    db.execute(f"DELETE FROM lowered WHERE quote {theirs}", chosen)
    held = (json.dumps(sorted(number for number, place in nameless.items() if place in holding)),)
    db.execute(f"INSERT INTO lowered SELECT number, confidence FROM quotes WHERE number {theirs}", held)
    statement = f"UPDATE quotes SET confidence = round(confidence * {OFFICE_WEIGHT}, 3) WHERE number {theirs}"
    db.execute(statement, held)


def _known(db: Database, ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """The rows of the canonical speakers with these ids."""
    statement = "SELECT * FROM speakers WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: row for row in db.rows(statement, (json.dumps(sorted(ids), ensure_ascii=False),))}


def _put(db: Database, speaker: Speaker, known: sqlite3.Row | None) -> int:
    """Writes a canonical speaker and its evidence, as far as they are not there already. Returns its number."""
    roles = json.dumps(speaker.roles, ensure_ascii=False)
    values = (speaker.name, folded(speaker.name), speaker.type, roles, speaker.authority)
    if known is None:
        statement = "INSERT INTO speakers (name, folded, type, roles, authority, id) VALUES (?, ?, ?, ?, ?, ?)"
        number = int(db.execute(statement, (*values, speaker.id)).lastrowid or 0)
    else:
        number = known["number"]
        if tuple(known[name] for name in ("name", "folded", "type", "roles", "authority")) != values:
            statement = "UPDATE speakers SET name = ?, folded = ?, type = ?, roles = ?, authority = ? WHERE number = ?"
            db.execute(statement, (*values, number))
    _put_evidence(db, number, speaker, new=known is None)
    return number


def _put_evidence(db: Database, number: int, speaker: Speaker, *, new: bool) -> None:
    rows = Counter((e.form, folded(e.form), e.document, e.count, e.rule) for e in speaker.evidence)
    if not new:
        old = db.all("SELECT rowid, form, folded, document, count, rule FROM evidence WHERE speaker = ?", (number,))
        gone = []
        for row in old:
            values = tuple(row)[1:]
            if rows[values] > 0:
                rows[values] -= 1
            else:
                gone.append((row["rowid"],))
        db.executemany("DELETE FROM evidence WHERE rowid = ?", gone)
    db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", [(number, *row) for row in rows.elements()])


def count(db: Database, speakers: Iterable[int]) -> None:
    """Counts the quotes of these speakers anew, one in several copies of a document once, and takes out those who have
    no local speaker left."""
    chosen = (json.dumps(sorted(speakers)),)
    unused = "NOT EXISTS (SELECT 1 FROM local_speakers WHERE local_speakers.speaker = speakers.number)"
    db.execute(f"DELETE FROM speakers WHERE number IN (SELECT value FROM json_each(?)) AND {unused}", chosen)
    once = "count(DISTINCT ifnull(one, -said.quote)) FROM said LEFT JOIN copies ON copies.quote = said.quote"
    statement = f"""
        UPDATE speakers SET
            quotes = (SELECT {once} WHERE speaker = speakers.number AND act <> 'attitude'),
            sayings = (SELECT {once} WHERE speaker = speakers.number),
            documents = (SELECT count(DISTINCT document) FROM local_speakers WHERE speaker = speakers.number),
            first = ifnull((SELECT min(day) FROM said WHERE speaker = speakers.number AND day <> ''), ''),
            last = ifnull((SELECT max(day) FROM said WHERE speaker = speakers.number), '')
        WHERE number IN (SELECT value FROM json_each(?))
    """
    db.execute(statement, chosen)
