"""Keeps the canonical speakers in step with the documents and the decisions, block by block."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Iterable

from quotes import names, registry
from quotes.archive import growing, linking, records, settling
from quotes.archive.amending import amended
from quotes.database import Database, assigning, authorities, blocks, corrections, documents, speakers, stale
from quotes.registry.blocks import FULL, SHORT
from quotes.registry.fullnames import may_be_in_office
from quotes.types import Authority, Extraction, Occurrence

Ref = tuple[str, str]

FEW = 100
"""Documents that are added one by one in one transaction; many more than are there already are worked out together."""
PART = 10
"""So many times the documents that are new must be there, if more are to be added one by one."""
LINKED, SPREAD, TOGETHER = 100, 1_000, 5_000
"""In one transaction so many documents are compared with others, the keys of so many noted, and so many local speakers
worked out, or a block of more."""


def store(db: Database, extraction: Extraction, extractor: str) -> bool:
    """Writes a document, with people's corrections of its quotes, in place of what was there under its id. Says whether
    something was.

    The speakers of the blocks that it touches wait for ``settle``: many documents are settled at one go. The caller
    holds the transaction.
    """
    id = extraction.document.id
    stale.note_touched(db, id)
    decided = corrections.of_document(db, id)
    if decided:
        extraction = dataclasses.replace(extraction, quotes=tuple(documents.in_order(extraction.quotes)))
        extraction, before = amended(extraction, decided)
    replaced = documents.store(db, extraction, extractor)
    if decided:
        corrections.keep(db, id, records.kept(before))
    blocks.index(db, blocks.of_document(db, id), registry.block_keys)
    if replaced:
        stale.note_touched(db, id)
    else:
        stale.note_added(db, id)
    return replaced


def remove(db: Database, id: str) -> None:
    """Takes a document out, in one transaction with its share in the canonical speakers."""
    with db.transaction():
        stale.note_touched(db, id)
        documents.remove(db, id)
        settle_within(db)


def settle(db: Database, *, timeout: float | None = None) -> None:
    """Works out the canonical speakers of all blocks that documents have touched since the last time. That is done in
    portions, each in a transaction of its own: others can read and write in between, and stopped at any moment it goes
    on from there."""
    last = documents.last(db)
    more = True
    while more:
        with db.transaction(timeout=timeout):
            more = _step(db, last)


def settle_within(db: Database) -> None:
    """Like ``settle``, as a part of the caller's transaction."""
    last = documents.last(db)
    while _step(db, last):
        pass


def _step(db: Database, last: int) -> bool:
    """One portion, of documents with numbers up to ``last``: what others go on to add is theirs. Says whether there may
    be more."""
    if (recount := linking.link(db, last=last, most=LINKED)) is not None:
        assigning.count(db, recount)
        return True
    added = stale.only_added(db, last)
    if added is not None and added <= max(FEW, last // PART):
        # Whoever is left to be worked out reaches all those for whom it matters.
        new = stale.take_added(db, last, FEW)
        grown = [growing.grow(db, id) for id in new]
        if keys := {key for left, _ in grown for key in left}:
            # The other holders of an office are found by their names.
            resolve(db, {key for key in keys if not key.startswith(blocks.HELD)})
        assigning.count(db, {number for _, recount in grown for number in recount})
        return added > len(new)
    if stale.spread(db, last, SPREAD):
        return True
    if stale.take_everything(db):
        everyone = [number for number, _ in blocks.occurrences(db)]
        blocks.index(db, everyone, registry.block_keys)
        resolve(db, (), everyone, left=stale.take_speakers(db))
    elif left := stale.take_speakers(db, TOGETHER):
        resolve(db, (), left=left)
    elif keys := stale.keys(db, TOGETHER):
        stale.done(db, keys, resolve(db, keys))
    else:
        stale.clear_keys(db)
        return False
    return True


def resolve(db: Database, keys: Iterable[str], locals_: Iterable[int] = (), *, left: Iterable[int] = ()) -> set[int]:
    """Works out anew who is who among all local speakers that these block keys and local speakers reach. ``left``
    are canonical speakers that lost a local one. Returns the local speakers. The caller holds the transaction."""
    keys, left = set(keys), set(left)
    decisions = tuple(speakers.decisions(db, quotes=False))
    reached = _connected(db, keys, blocks.of_numbers(db, left).union(locals_))
    while True:
        entries = _reach(db, reached, keys)
        occurrences = dict(blocks.occurrences(db, reached))
        numbers = {occurrence.ref: number for number, occurrence in occurrences.items()}
        before = blocks.speakers_of(db, numbers.values())
        anew = {before[number] for number, item in occurrences.items() if _is_full(item)}
        known = {number for number in anew if number is not None}
        settled = settling.settled(db, blocks.families_of(db, reached), occurrences.values(), without=known)
        part = registry.resolve_part(tuple(occurrences.values()), decisions, entries, settled=settled)
        moved = [
            (ref, before[local], part.settled.get(ref))
            for ref, local in numbers.items()
            if before[local] != part.settled.get(ref)
        ]
        further = _drawn_in(db, part, moved, settled) - reached
        if not further:
            break
        reached |= _connected(db, (), further)
    staying = {ref: number for ref, number in numbers.items() if ref not in part.settled}
    assigning.assign(db, staying, part.speakers, left=left - settled.keys())
    by_ref = {item.ref: item for item in occurrences.values()}
    # What a document tells of a form goes before what a decision does.
    moved.sort(key=lambda move: by_ref[move[0]].speaker.decision is not None)
    # Whoever has lost a short name only now, too.
    recount = {then for _, then, _ in moved if then is not None}
    for ref, then, now in moved:
        if then in settled and (who := speakers.by_number(db, then)) is not None:
            growing.take(db, who, by_ref[ref])
        if now is not None and (who := speakers.by_number(db, now)) is not None:
            recount |= growing.add(db, who, numbers[ref], by_ref[ref])
    assigning.count(db, recount)
    return reached


def _reach(db: Database, reached: set[int], keys: set[str]) -> list[Authority]:
    """Adds to the local speakers the short names whose families they and the keys touch, since full names may have
    come or gone; the authority entries that any of them may be; and all that these reach. Returns the entries."""
    entries: dict[int, Authority] = {}
    touched = set(keys)
    # Of a full name that is gone there may be nothing but the key.
    reached |= _connected(db, (), blocks.with_keys(db, _families(touched, FULL, SHORT)))
    new = set(reached)
    while new:
        touched |= blocks.families_of(db, new)
        found = blocks.with_keys(db, _families(touched, FULL, SHORT))
        known = authorities.of_locals(db, new, without=entries)
        entries |= known
        found |= blocks.with_keys(db, {key for key in authorities.keys_of(db, known) if not key.startswith(SHORT)})
        new = _connected(db, (), found - reached) - reached
        reached |= new
    return list(entries.values())


def _connected(db: Database, keys: Iterable[str], locals_: Iterable[int]) -> set[int]:
    return blocks.connected(db, keys, locals_, alike=_may_be_one)


@functools.lru_cache(maxsize=65536)
def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's, if not by themselves then under one office."""
    first, second = names.parse(one), names.parse(other)
    return names.compare(first, second).relation != "different" or may_be_in_office(first, second)


def _families(keys: Iterable[str], kind: str, other: str) -> set[str]:
    """The keys of the other kind for the families of these keys of one kind."""
    return {other + key.removeprefix(kind) for key in keys if key.startswith(kind)}


def _is_full(item: Occurrence) -> bool:
    return item.speaker.type == "person" and bool(names.parse(item.speaker.name).given)


def _drawn_in(
    db: Database, part: registry.Part, moved: Iterable[tuple[Ref, int | None, int | None]], settled: Collection[int]
) -> set[int]:
    """The local speakers that have to be worked out too: of settled persons who gain or lose a short name, unless that
    changes nothing else of them; and of whoever holds one of the new ids elsewhere: no id may ever come to mean two."""
    changed = {number for _, *both in moved for number in both if number in settled}
    rows = {number: speakers.by_number(db, number) for number in changed if number is not None}
    drawn = {number for number, who in rows.items() if who is None or not growing.is_adjustable(db, who)}
    return blocks.of_numbers(db, drawn) | blocks.of_ids(db, [speaker.id for speaker in part.speakers])


def resolve_all(db: Database) -> None:
    """Files every local speaker, decision and entry of an authority file under its blocks and works out all canonical
    speakers anew, in one transaction: for rules that have changed since."""
    with db.transaction():
        speakers.refile(db, registry.decision_keys)
        authorities.refile(db, registry.authority_keys)
        stale.note_everything(db)
        settle_within(db)
