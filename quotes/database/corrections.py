"""Corrections of single quotes: the decisions that speak of a document, and what had been found in it before them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.database.connection import Database
from quotes.types import Corrected, Decision


class Found(NamedTuple):
    """What had been found in a document and is no more as it was: (place among all, id, line of JSON) of quotes, and
    (place among all, record in JSON, number that it had) of local speakers."""

    quotes: Sequence[tuple[int, str, str]] = ()
    speakers: Sequence[tuple[int, str, int | None]] = ()


def record(db: Database, decision: Decision) -> None:
    """Keeps which quotes a decision corrects. The caller holds the transaction."""
    rows = [(each.document, each.id, decision.number, each.text) for each in decision.quotes]
    db.executemany("INSERT INTO corrections (document, quote, decision, text) VALUES (?, ?, ?, ?)", rows)


def quotes_of(db: Database, decision: int) -> tuple[Corrected, ...]:
    """The quotes that a decision corrects, by document and id."""
    statement = "SELECT document, quote, text FROM corrections WHERE decision = ? ORDER BY document, quote"
    return tuple(Corrected(*row) for row in db.all(statement, (decision,)))


def every(db: Database) -> dict[int, tuple[Corrected, ...]]:
    """The quotes of all decisions that correct some, by number."""
    found: dict[int, list[Corrected]] = {}
    for decision, *row in db.all("SELECT decision, document, quote, text FROM corrections ORDER BY 1, 2, 3"):
        found.setdefault(decision, []).append(Corrected(*row))
    return {decision: tuple(quotes) for decision, quotes in found.items()}


def of_document(db: Database, document: str) -> list[Decision]:
    """The decisions that hold and correct quotes of a document, by its id, oldest first; each with these quotes
    alone."""
    return _held(db, "corrections.document = ?", document)


def of_quotes(db: Database, quotes: Iterable[str]) -> list[Decision]:
    """The decisions that hold and correct one of these quotes, oldest first; each with these quotes alone."""
    return _held(db, "quote IN (SELECT value FROM json_each(?))", json.dumps(list(quotes)))


def _held(db: Database, which: str, value: str) -> list[Decision]:
    statement = f"""
        SELECT decisions.*, corrections.document, quote, text FROM corrections
        JOIN decisions ON decisions.number = corrections.decision
        WHERE {which} AND undone IS NULL ORDER BY decisions.number, corrections.document, quote
    """
    found: dict[int, Decision] = {}
    for row in db.all(statement, (value,)):
        before = found.get(row["number"])
        quotes = (*(before.quotes if before else ()), Corrected(row["document"], row["quote"], row["text"]))
        found[row["number"]] = Decision(
            row["number"], row["kind"], tuple(json.loads(row["names"])), tuple(json.loads(row["documents"])),
            row["at"], row["reason"], quotes, tuple(json.loads(row["types"])),
        )  # fmt: skip
    return list(found.values())


def documents_of(db: Database, decision: int) -> list[str]:
    """The ids of the documents that are there and have quotes which a decision speaks of, sorted."""
    statement = """
        SELECT DISTINCT documents.id FROM corrections JOIN documents ON documents.id = corrections.document
        WHERE decision = ? ORDER BY documents.id
    """
    return [id for (id,) in db.all(statement, (decision,))]


def keep(db: Database, document: str, found: Found) -> None:
    """Keeps what had been found in a document. The caller holds the transaction."""
    (number,) = db.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
    quotes = [(number, *each) for each in found.quotes]
    db.executemany("INSERT INTO found_quotes (document, place, quote, line) VALUES (?, ?, ?, ?)", quotes)
    speakers = [(number, *each) for each in found.speakers]
    db.executemany("INSERT INTO found_speakers (document, place, record, number) VALUES (?, ?, ?, ?)", speakers)


def kept(db: Database, document: int) -> Found:
    """What had been found in a document, by its number, in the order of the places."""
    quotes = "SELECT place, quote, line FROM found_quotes WHERE document = ? ORDER BY place"
    speakers = "SELECT place, record, number FROM found_speakers WHERE document = ? ORDER BY place"
    return Found(*([tuple(row) for row in db.all(statement, (document,))] for statement in (quotes, speakers)))


def numbers(db: Database, document: str) -> dict[str, int]:
    """The numbers that the speakers had who are not there any more in a document, by its id, by their keys; of those
    whom nobody else has got."""
    statement = """
        SELECT json_extract(record, '$.key'), found_speakers.number FROM found_speakers
        JOIN documents ON documents.number = found_speakers.document
        WHERE id = ? AND NOT EXISTS (SELECT 1 FROM local_speakers WHERE number = found_speakers.number)
        AND found_speakers.number IS NOT NULL
    """
    return dict(map(tuple, db.all(statement, (document,))))


def forget(db: Database, document: int) -> None:
    """Takes out what had been found in a document, by its number. The caller holds the transaction."""
    db.execute("DELETE FROM found_quotes WHERE document = ?", (document,))
    db.execute("DELETE FROM found_speakers WHERE document = ?", (document,))


def lines(db: Database, quotes: Iterable[str]) -> dict[str, str]:
    """What had been found of quotes that are corrected, by id, as lines of JSON."""
    statement = "SELECT quote, line FROM found_quotes WHERE quote IN (SELECT value FROM json_each(?))"
    return dict(map(tuple, db.all(statement, (json.dumps(list(quotes)),))))


def discarded(db: Database, prefix: str, *, limit: int) -> list[str]:
    """The ids that begin so of quotes that decisions have discarded, sorted."""
    statement = """
        SELECT DISTINCT quote FROM found_quotes WHERE quote >= :prefix AND quote < :end
        AND NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.id = quote) ORDER BY quote LIMIT :limit
    """
    values = {"prefix": prefix, "end": prefix + "\U0010ffff", "limit": limit}
    return [id for (id,) in db.all(statement, values)]
