"""Files that the project wrote come back: decisions first, then the documents, in batches."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes import registry
from quotes.archive import attributing, guessing, incoming, records, resolving
from quotes.archive import authorities as authority_files
from quotes.archive.checking import LATER, LineError, together
from quotes.archive.incoming import Incoming
from quotes.archive.results import Added
from quotes.database import Database, authorities, documents, speakers, stale, streaming
from quotes.database.quotes import Filter
from quotes.errors import ReadingError
from quotes.export.rows import values
from quotes.types import CORRECTING, Authority, Corrected, Decision, Document, Extraction, Office

BATCH = 200
"""Documents that are written in one transaction."""


def bring(db: Database, source: str) -> Iterator[Added]:
    """See ``Importing.bring``."""
    with incoming.opened(source) as opened:
        opened.check()
        _settle(db)
        seen = Counter[Decision]()
        for record in opened.decisions:
            _bring_decision(db, record, seen)
        waiting = iter(opened)
        while batch := list(itertools.islice(waiting, BATCH)):
            with db.transaction():
                done = [_bring(db, source, each) for each in batch]
            yield from done
        _settle(db)


def differing(db: Database, source: str) -> int:
    """See ``Importing.differing``."""
    with incoming.opened(source) as opened:
        opened.check()
        return sum(_differing(db, each.lines) for each in opened if each.record is None)


def _settle(db: Database) -> None:
    if stale.is_stale(db):
        resolving.settle(db)


def _bring(db: Database, source: str, each: Incoming) -> Added:
    id = _id(each.record["id"] if each.record is not None else each.lines[0]["document"])
    there = next(streaming.stored(db, Filter(document=id), texts=True, all=True), None)
    if each.record is None and there is not None and _same(each.lines, there.rows):
        return Added(id, "unchanged", 0)
    record, lines = (each.record, each.lines) if each.record is not None else _guessed(source, each, there)
    found = records.extraction(record, lines)
    found = dataclasses.replace(found, document=documents.clean(found.document))
    if there is not None and _as_found(db, there) == (found, record["extractor"]):
        return Added(id, "unchanged", 0)
    replaced = resolving.store(db, found, record["extractor"])
    return Added(id, "replaced" if replaced else "added", len(found.quotes))


def _guessed(
    source: str, each: Incoming, there: streaming.Stored | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The record of a document that came in as lines alone, with the text that the database has of it."""
    known = there.document if there is not None and guessing.NOTE not in there.document.notes else None
    try:
        text, notes = (known.text, known.notes) if known is not None else (None, ())
        record, lines = guessing.record(each.lines, text, notes)
        together(record, lines)
    except LineError as error:
        reason = f"line {each.at[error.place]:,}: {error.reason}; the database has another text of it"
        remedy = "What stood before went in. Import it into another database, or with its documents."
        raise ReadingError(source, reason, remedy) from error
    return record, lines


def _id(id: str) -> str:
    return documents.clean(Document(id, "")).id


def _as_found(db: Database, stored: streaming.Stored) -> tuple[Extraction, str]:
    """What the database has of a document, as it was when it was found, and by which extractor."""
    record = records.document(db, stored)
    return records.extraction(record, [values(row) for row in stored.rows]), record["extractor"]


def _differing(db: Database, lines: Sequence[dict[str, Any]]) -> int:
    there = next(streaming.stored(db, Filter(document=_id(lines[0]["document"]))), None)
    now = {row["id"]: row for row in map(values, there.rows)} if there is not None else {}
    return sum(_who(line) != _who(now[line["id"]]) for line in lines if line["id"] in now)


def _bring_decision(db: Database, record: dict[str, Any], seen: Counter[Decision]) -> None:
    """Records a decision that is not there yet, under its own number where that is free. ``seen`` counts those of the
    file: what somebody has undone and decided again within a second is there twice."""
    names, narrowed = tuple(record["names"]), tuple(record["documents"])
    quotes = [Corrected(_id(each["document"]), each["id"], each["text"]) for each in record["quotes"]]
    given = record["number"], record["kind"], names, narrowed, record["at"], record["reason"]
    decision = Decision(*given, tuple(sorted(quotes, key=attributing.by_place)), tuple(record["types"]))
    same = dataclasses.replace(decision, number=0)
    seen[same] += 1
    with db.transaction(durable=True):
        if speakers.same_decisions(db, decision) >= seen[same]:
            return
        if db.row("SELECT 1 FROM decisions WHERE number = ?", (decision.number,)) is not None:
            decision = dataclasses.replace(decision, number=0)
        keys = registry.decision_keys(decision) if decision.kind != "import" else frozenset[str]()
        number = speakers.decide(db, decision, keys).number
        entries = [_entry(each) for each in record["authorities"]]
        authorities.store(db, number, [(entry, registry.authority_keys(entry)) for entry in entries])
        if record["undone"] is not None:
            speakers.undo(db, number, record["undone"])
        elif decision.kind in CORRECTING:
            attributing.apply(db, number)
        elif entries:
            authority_files.resolve(db, number)
        else:
            resolving.resolve(db, keys)


def _same(lines: Iterable[dict[str, Any]], rows: Iterable[streaming.Row]) -> bool:
    """Whether the lines are those that the rows would be exported as, but for what follows from other documents."""
    ours = sorted((_kept(values(row)) for row in rows), key=lambda line: str(line["id"]))
    return ours == sorted((_kept(line) for line in lines), key=lambda line: str(line["id"]))


def _kept(line: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key not in LATER and key != "type"}


def _who(line: dict[str, Any]) -> tuple[Any, ...]:
    # A key within a document, as "extract" writes it, is nobody's id.
    id = line["speaker_id"]
    return line["speaker"], line["speaker_type"], line["speakers"], id if id is None or "/" not in id else None


def _entry(record: dict[str, Any]) -> Authority:
    offices = tuple(Office(*office) for office in record["offices"])
    identifiers = tuple(sorted(record["identifiers"].items()))
    return Authority(record["id"], record["name"], record["type"], tuple(record["aliases"]), offices, identifiers)
