"""Records: all that a database holds beside the lines of its quotes, so that it can be made anew from a file.

A line of a quote gives the canonical speaker. The record of its document gives the text, the speakers as the document
knows them, and which of them each quote belongs to; the canonical ones are worked out from these again. Decisions and
the entries of authority files have records of their own.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.archive.amending import Before, restored
from quotes.database import Database, corrections, streaming
from quotes.database.quotes import Filter
from quotes.database.streaming import Stored
from quotes.export.rows import values
from quotes.types import CORRECTING, Alias, Document, Extraction, LocalSpeaker, Quote

DOCUMENT, DECISION = "document", "decision"
"""What ``type`` says in a record; the lines of quotes have none."""
KNOWN = ("title", "date", "publisher", "url")


def decisions(db: Database) -> Iterator[dict[str, Any]]:
    """All decisions, those undone too, each with the entries of the authority file that it has brought in."""
    for row in db.all("SELECT * FROM decisions ORDER BY number"):
        entries = db.all("SELECT * FROM authorities WHERE decision = ? ORDER BY number", (row["number"],))
        yield {
            "type": DECISION, "number": row["number"], "kind": row["kind"], "names": json.loads(row["names"]),
            "documents": json.loads(row["documents"]), "at": row["at"], "reason": row["reason"],
            "undone": row["undone"], **_corrected(db, row),
            "authorities": [
                {"id": entry["id"], "name": entry["name"], "type": entry["type"]}
                | {key: json.loads(entry[key]) for key in ("aliases", "offices", "identifiers")}
                for entry in entries
            ],
        }  # fmt: skip


def document(db: Database, stored: Stored) -> dict[str, Any]:
    """The record of a document. ``said`` lists for each quote, in their order, its id, the key of its local speaker,
    the speaker's name and type, all names, whether the last of its steps leads to the canonical speaker, and its
    confidence where that has been lowered since. ``found`` has what corrections have changed, as it had been found,
    each with its place among all."""
    known = {key: getattr(stored.document, key) for key in KNOWN}
    (extractor,) = db.execute("SELECT extractor FROM documents WHERE number = ?", (stored.number,)).fetchone()
    kept = corrections.kept(db, stored.number)
    found = {
        "quotes": [[place, json.loads(line)] for place, _, line in kept.quotes],
        "speakers": [[place, json.loads(each)] for place, each, _ in kept.speakers],
    }
    return {
        "type": DOCUMENT, "id": stored.document.id, **known, "notes": list(stored.document.notes),
        "extractor": extractor, "text": stored.document.text, "speakers": list(_speakers(db, stored.number)),
        "said": list(_said(db, stored)), **({"found": found} if kept.quotes or kept.speakers else {}),
    }  # fmt: skip


def kept(before: Before, numbers: Mapping[str, int] | None = None) -> corrections.Found:
    """What corrections have changed, as the database keeps it. ``numbers`` are those that speakers had, by key."""
    known = numbers or {}
    return corrections.Found(
        [(place, quote.id, json.dumps(quote.as_dict(), ensure_ascii=False)) for place, quote in before.quotes],
        [
            (place, json.dumps(_speaker(each), ensure_ascii=False), known.get(each.key))
            for place, each in before.speakers
        ],
    )


def as_found(db: Database, id: str) -> tuple[Extraction, str]:
    """What had been found in a document, by its id, before all corrections of its quotes, and by which extractor."""
    (stored,) = streaming.stored(db, Filter(document=id), texts=True, all=True)
    told = document(db, stored)
    return extraction(told, [values(row) for row in stored.rows]), told["extractor"]


def _corrected(db: Database, row: sqlite3.Row) -> dict[str, Any]:
    """What only decisions on single quotes have."""
    if row["kind"] not in CORRECTING:
        return {}
    quotes = [dataclasses.asdict(each) for each in corrections.quotes_of(db, row["number"])]
    return {"quotes": quotes, "types": json.loads(row["types"])}


def _speaker(each: LocalSpeaker) -> dict[str, Any]:
    """The record of a local speaker."""
    return {
        "key": each.key, "name": each.name, "type": each.type, "roles": list(each.roles),
        "aliases": [dataclasses.asdict(alias) for alias in each.aliases],
    }  # fmt: skip


def _speakers(db: Database, number: int) -> Iterator[dict[str, Any]]:
    statement = """
        SELECT number, key, name, type, roles FROM local_speakers WHERE document = ?
        ORDER BY CASE WHEN key >= 'decision/' AND key < 'decision0' THEN key ELSE '' END, number
    """
    for row in db.all(statement, (number,)):
        aliases = db.all("SELECT form, count, start, end, rule FROM aliases WHERE local = ? ORDER BY rowid", (row[0],))
        yield {
            "key": row["key"], "name": row["name"], "type": row["type"], "roles": json.loads(row["roles"]),
            "aliases": [
                {"form": form, "count": count, "span": [start, end] if start is not None else None, "rule": rule}
                for form, count, start, end, rule in aliases
            ],
        }  # fmt: skip


def _said(db: Database, stored: Stored) -> Iterator[list[Any]]:
    statement = """
        SELECT quotes.id, said.local, key, speaker_type, quotes.speaker, speakers, lowered.confidence
        FROM quotes LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
        LEFT JOIN lowered ON lowered.quote = quotes.number
        LEFT JOIN local_speakers ON local_speakers.number = said.local
        WHERE quotes.document = ? ORDER BY quotes.number
    """
    for id, local, key, type, name, names, confidence in db.all(statement, (stored.number,)):
        lowered = [confidence] if confidence is not None else []
        yield [id, key, name, type, json.loads(names), local in stored.links, *lowered]


def speaker(record: dict[str, Any]) -> LocalSpeaker:
    """A local speaker from its record."""
    aliases = tuple(Alias(each["form"], each["count"], _span(each["span"]), each["rule"]) for each in record["aliases"])
    return LocalSpeaker(record["key"], record["name"], record["type"], tuple(record["roles"]), aliases)


def extraction(record: dict[str, Any], lines: Sequence[dict[str, Any]]) -> Extraction:
    """What was found in a document, from its record and the lines of its quotes, both checked. Without ``said``, the
    quotes are given by local speakers already. What corrections have changed is as it had been found."""
    found = tuple(quote(line) for line in lines)
    if "said" in record:
        said = {each[0]: each[1:] for each in record["said"]}
        found = tuple(_as_said(each, *said[each.id]) for each in found)
    known = {key: record[key] for key in KNOWN}
    document = Document(record["id"], record["text"], **known, notes=tuple(record["notes"]))
    stands = Extraction(document, found, tuple(speaker(each) for each in record["speakers"]))
    return restored(stands, _before(record["found"])) if "found" in record else stands


def _before(found: dict[str, Any]) -> Before:
    return Before(
        tuple((place, quote(line)) for place, line in found["quotes"]),
        tuple((place, speaker(each)) for place, each in found["speakers"]),
    )


def _as_said(
    quote: Quote, key: str | None, name: str | None, type: Any, names: list[str], linked: bool, *lowered: float
) -> Quote:
    """The quote with its speaker as the document tells it."""
    steps = quote.steps[:-1] if linked else quote.steps
    (confidence,) = lowered or (quote.confidence,)
    return dataclasses.replace(
        quote, speaker_id=key, speaker=name, speaker_type=type, speakers=tuple(names), steps=steps,
        confidence=confidence,
    )  # fmt: skip


def quote(line: dict[str, Any]) -> Quote:
    """A quote from its line, which has been checked. What follows from the other documents is left out."""
    own = {key: value for key, value in line.items() if key != "type"}
    return Quote.from_dict({**own, "also_in": (), "same_as": ()})


def _span(pair: Sequence[int] | None) -> tuple[int, int] | None:
    return (pair[0], pair[1]) if pair is not None else None
