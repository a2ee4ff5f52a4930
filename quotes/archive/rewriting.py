"""A document written anew with other corrections of its quotes, and nobody worked out again who need not be.

The speakers of whom the document tells stay as they are, except those who say nothing any more, or something again.
Its quotes are written, and whoever a correction gives a quote to goes straight to the speaker who alone bears the name.
The result is the same as if the document had just been read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from quotes import registry
from quotes.archive import growing, records, resolving
from quotes.archive.amending import amended
from quotes.archive.settling import looks_up
from quotes.database import Database, assigning, blocks, corrections, documents, speakers, stale
from quotes.database.speakers import SpeakerRow
from quotes.registry.blocks import NAMED, exact_keys, normal
from quotes.registry.following import typed
from quotes.types import Decision, Occurrence, SpeakerType


def rewrite(db: Database, id: str) -> None:
    """Writes a document that is there with the corrections that hold. Those whose canonical speakers have to be worked
    out are noted. The caller holds the transaction."""
    found, extractor = records.as_found(db, id)
    decided = {decision.number: decision for decision in corrections.of_document(db, id)}
    extraction, before = amended(found, list(decided.values()))
    stored = dict(blocks.occurrences(db, blocks.of_document(db, id)))
    numbers = corrections.numbers(db, id)
    there = {item.speaker.key for item in stored.values()}
    if any(each.key not in there and each.key not in numbers for each in extraction.speakers if each.decision is None):
        # In their order they could not be put among the others.
        resolving.store(db, found, extractor)
        return
    touched = _canonical(db, stored)
    now = {speaker.key: speaker for speaker in extraction.speakers}
    left = {number: item for number, item in stored.items() if now.get(item.speaker.key) != item.speaker}
    leaving = _leave(db, left)
    new = documents.store_quotes(db, extraction, without=left, numbers=numbers)
    numbers |= {item.speaker.key: number for number, item in left.items()}
    corrections.keep(db, id, records.kept(before, numbers))
    blocks.index(db, new, registry.block_keys)
    for who, item in leaving:
        growing.take(db, who, item)
    touched |= _join(db, id, new, decided) | _canonical(db, new)
    _tell(db, id, touched, {f"decision {item.speaker.decision}" for item in left.values()})
    assigning.weigh(db, list(stored.keys() - left), assigning.evidence_in(db, id, touched))
    assigning.count(db, touched)


def _canonical(db: Database, locals_: Iterable[int]) -> set[int]:
    return {who for who in blocks.speakers_of(db, locals_).values() if who is not None}


def _leave(db: Database, left: dict[int, Occurrence]) -> list[tuple[SpeakerRow, Occurrence]]:
    """Notes whom local speakers who are about to go leave to be worked out again: nobody where a decision made them and
    documents tell of the speaker by the same name, nor where they leave a speaker of whom documents tell the same.
    Returns these last, with their canonical speakers."""
    leaving = []
    now = blocks.speakers_of(db, left)
    times = Counter(now.values())
    for number, item in left.items():
        who = speakers.by_number(db, now[number] or 0)
        alone = who is not None and times[now[number]] == 1 and item.speaker.decision is None
        if who is not None and alone and growing.may_leave(db, number, item):
            leaving.append((who, item))
        elif who is None or item.speaker.decision is None or _bearer(db, item.speaker.name, who.type) != now[number]:
            stale.note(db, [number])
    return leaving


def _join(db: Database, document: str, new: Collection[int], decided: dict[int, Decision]) -> set[int]:
    """Gives local speakers whom decisions made to the only speakers kept under their names, and those who come back to
    whom they surely are; of all others notes that it has to be worked out. Returns canonical speakers to be counted."""
    rest, back = set(new), False
    for number, item in blocks.occurrences(db, new):
        decision = decided.get(item.speaker.decision or 0)
        given = typed(item, decision).speaker
        who = _bearer(db, given.name, given.type) if decision is not None and not decision.documents else None
        if who is not None:
            assigning.give(db, number, who)
            rest.discard(number)
        back = back or decision is None
    # Whom a document calls by less than a full name may be another one, now that somebody is back.
    here = blocks.occurrences(db, blocks.of_document(db, document)) if back else ()
    if stale.is_noted(db) or any(looks_up(item) for _, item in here):
        stale.note(db, rest)
        return set()
    if not rest:
        return set()
    keys, recount = growing.grow(db, document)
    stale.note_keys(db, keys)
    return recount


def _bearer(db: Database, name: str, type: SpeakerType) -> int | None:
    """The only canonical speaker whom documents keep under a name, by number; None where there is none, or several."""
    form = normal(name)
    known = blocks.summed(db, blocks.looked_up(db, exact_keys([name])))
    bearers = {one.speaker for one in known if one.type == type and normal(one.name) == form}
    return bearers.pop() if type in NAMED and len(bearers) == 1 else None


def _tell(db: Database, document: str, touched: set[int], gone: set[str]) -> None:
    """Brings the evidence that decisions give for name forms in a document up to date. ``gone`` are the rules of those
    who have left it."""
    items = [(number, item) for number, item in blocks.occurrences(db, blocks.of_document(db, document))]
    decided = {number: item for number, item in items if item.speaker.decision is not None}
    assigning.untell(db, document, touched, gone | {f"decision {item.speaker.decision}" for item in decided.values()})
    who = blocks.speakers_of(db, decided)
    for number, item in decided.items():
        if (speaker := who[number]) is not None:
            assigning.tell(db, speaker, registry.evidence("", [item]))
