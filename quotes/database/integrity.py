"""Whether a database holds what it should: each check yields the faults that it finds, in words."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

from quotes.database.connection import Database, was_interrupted
from quotes.errors import DatabaseError
from quotes.types import content_text

INDEXED = ("quotes_text", "forms_text", "names_text")
"""The full-text indexes that have a table of their own to be in step with."""

UNTRUE = {
    "a quote's speaker is not that of its document's speaker": """
        SELECT quotes.id FROM said JOIN local_speakers ON local_speakers.number = said.local
        JOIN quotes ON quotes.number = said.quote WHERE said.speaker IS NOT local_speakers.speaker
    """,
    "a quote is filed under another day or act than its own": """
        SELECT quotes.id FROM said JOIN quotes ON quotes.number = said.quote
        WHERE said.day <> quotes.day OR said.act <> quotes.act
    """,
    "a name form has no evidence": """
        SELECT aliases.form FROM aliases JOIN local_speakers ON local_speakers.number = aliases.local
        JOIN documents ON documents.number = local_speakers.document
        WHERE local_speakers.speaker IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM evidence WHERE evidence.speaker = local_speakers.speaker
            AND evidence.document = documents.id AND evidence.form = aliases.form
        )
    """,
    "evidence speaks of a document that does not know the speaker": """
        SELECT evidence.form FROM evidence WHERE document IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM documents JOIN local_speakers ON local_speakers.document = documents.number
            WHERE documents.id = evidence.document AND local_speakers.speaker = evidence.speaker
        )
    """,
    "a speaker's quotes are counted wrongly": """
        SELECT speakers.name FROM speakers LEFT JOIN (
            SELECT speaker, count(DISTINCT iif(act <> 'attitude', ifnull(one, -said.quote), NULL)) AS quotes,
            count(DISTINCT ifnull(one, -said.quote)) AS sayings
            FROM said LEFT JOIN copies ON copies.quote = said.quote GROUP BY speaker
        ) AS counted ON counted.speaker = speakers.number
        WHERE speakers.quotes <> ifnull(counted.quotes, 0) OR speakers.sayings <> ifnull(counted.sayings, 0)
    """,
    "name forms are counted wrongly": """
        SELECT forms.form FROM forms LEFT JOIN (
            SELECT speaker, form, count(*) AS times FROM (
                SELECT speaker, form FROM evidence UNION ALL SELECT number, name FROM speakers
            ) GROUP BY speaker, form
        ) AS counted USING (speaker, form) WHERE forms.times IS NOT counted.times
    """,
    "a speaker occurs nowhere": """
        SELECT name FROM speakers WHERE NOT EXISTS (
            SELECT 1 FROM local_speakers WHERE local_speakers.speaker = speakers.number
        )
    """,
}
"""What is derived and does not agree with what it is derived from: a fault, and what finds the things that have it."""


def of_the_file(db: Database) -> Iterator[str]:
    """SQLite's own checks: pages and indexes, and rows that refer to others that are not there."""
    try:
        for (line,) in db.rows("PRAGMA integrity_check(10)"):
            if line != "ok":
                yield " ".join(line.split())
        for row in db.all("PRAGMA foreign_key_check"):
            which = "a row" if row[1] is None else f"row {row[1]}"
            yield f"{which} of {row[0]} refers to a row of {row[2]} that is not there"
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if was_interrupted(error):
            raise
        yield error.reason if isinstance(error, DatabaseError) else str(error)


def of_documents(db: Database) -> Iterator[tuple[str, str]]:
    """Documents whose text is not what was read, and quotes whose words do not stand in their document: its id and the
    fault."""
    for document in db.rows("SELECT number, id, sha256, text FROM documents ORDER BY number"):
        text = document["text"]
        if hashlib.sha256(text.encode()).hexdigest() != document["sha256"]:
            yield document["id"], "the text has changed since it was read"
        statement = "SELECT * FROM quotes WHERE document = ? ORDER BY number"
        for row in db.all(statement, (document["number"],)):
            if content_text(text, json.loads(row["spans"])) != row["text"]:
                yield document["id"], f"quote {row['id']} does not stand in it"


UNCORRECTED = {
    "a quote that a decision discards is there": """
        SELECT documents.id, quotes.id FROM latest JOIN quotes ON quotes.id = latest.quote AND quotes.text = latest.text
        JOIN documents ON documents.number = quotes.document WHERE latest.kind = 'discard'
    """,
    "a quote is not whose it is by a decision": """
        SELECT documents.id, quotes.id FROM latest JOIN quotes ON quotes.id = latest.quote AND quotes.text = latest.text
        JOIN documents ON documents.number = quotes.document
        LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
        LEFT JOIN local_speakers ON local_speakers.number = said.local
        WHERE latest.kind = 'attribute'
        AND local_speakers.key IS NOT iif(latest.names = '[]', NULL, 'decision/' || latest.decision)
    """,
    "a quote is given to a speaker by no decision that holds": """
        SELECT documents.id, quotes.id FROM local_speakers JOIN said ON said.local = local_speakers.number
        JOIN quotes ON quotes.number = said.quote JOIN documents ON documents.number = quotes.document
        WHERE local_speakers.type = 'unknown' AND local_speakers.key >= 'decision/' AND local_speakers.key < 'decision0'
        AND NOT EXISTS (SELECT 1 FROM latest WHERE latest.quote = quotes.id AND latest.text = quotes.text)
    """,
    "what had been found of a corrected quote is not kept": """
        SELECT documents.id, latest.quote FROM latest JOIN documents ON documents.id = latest.document
        JOIN quotes ON quotes.id = latest.quote AND quotes.text = latest.text AND quotes.document = documents.number
        WHERE latest.kind = 'attribute'
        AND NOT EXISTS (SELECT 1 FROM found_quotes WHERE found_quotes.quote = latest.quote)
    """,
    "what had been found is kept of a quote that nothing corrects": """
        SELECT documents.id, found_quotes.quote FROM found_quotes
        JOIN documents ON documents.number = found_quotes.document
        WHERE NOT EXISTS (SELECT 1 FROM latest WHERE latest.document = documents.id)
    """,
}
"""Where decisions on single quotes and the quotes do not agree: a fault, and what finds the quotes that have it."""
LATEST = """
    WITH latest AS (
        SELECT corrections.*, kind, names, max(corrections.decision) FROM corrections
        JOIN decisions ON decisions.number = corrections.decision AND undone IS NULL
        GROUP BY corrections.document, quote, text
    )
"""


def of_corrections(db: Database) -> Iterator[tuple[str, str]]:
    """Documents whose quotes are not as the decisions on them say: the id and the fault."""
    for fault, statement in UNCORRECTED.items():
        for document, quote in db.all(f"{LATEST} {statement}"):
            yield document, f"quote {quote}: {fault}"


def of_indexes(db: Database) -> Iterator[str]:
    """Full-text indexes that are out of step. They can be checked only where the file may be written."""
    for name in INDEXED if db.writable else ():
        try:
            with db.transaction():
                db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        except (DatabaseError, sqlite3.DatabaseError):
            yield name


def of_speakers(db: Database) -> Iterator[tuple[str, int, str]]:
    """What is derived and untrue: the fault, how often, and an example."""
    for fault, statement in UNTRUE.items():
        found = db.row(f"SELECT count(*), * FROM ({statement})")
        if found is not None and found[0]:
            yield fault, found[0], str(found[1])


def reindex(db: Database) -> None:
    """Makes the full-text indexes anew. The caller holds the transaction."""
    for name in INDEXED:
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def forget(db: Database) -> None:
    """Takes out what is derived and may be untrue, for the canonical speakers to be worked out anew. The caller holds
    the transaction."""
    db.execute("DELETE FROM evidence")
    db.execute("UPDATE local_speakers SET speaker = NULL")
    db.execute("DELETE FROM speakers")
    db.execute(
        "UPDATE said SET day = (SELECT day FROM quotes WHERE number = quote), "
        "act = (SELECT act FROM quotes WHERE number = quote), speaker = NULL"
    )
