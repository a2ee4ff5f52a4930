"""Keeps the canonical speakers in step with the documents and the decisions, block by block."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quotes import names, registry
from quotes.archive import growing, linking, settling
from quotes.database import Database, assigning, authorities, blocks, documents, speakers
from quotes.registry.blocks import FULL, SHORT
from quotes.types import Authority, Extraction, Occurrence

Ref = tuple[str, str]

FEW = 100
"""Documents that are added one by one; more are worked out together."""
EVERYTHING = "*"
"""Among the keys to be worked out anew: all of them, after all local speakers are filed anew."""


def store(db: Database, extraction: Extraction, extractor: str) -> bool:
    """Writes a document in place of what was there under its id. Says whether something was.

    The speakers of the blocks that it touches wait for ``settle``: many documents are settled at one go. The caller
    holds the transaction.
    """
    id = extraction.document.id
    blocks.mark_stale(db, id)
    replaced = documents.store(db, extraction, extractor)
    blocks.index(db, blocks.of_document(db, id), registry.block_keys)
    if replaced:
        blocks.mark_stale(db, id)
    else:
        blocks.mark_added(db, id)
    return replaced


def remove(db: Database, id: str) -> None:
    """Takes a document out, in one transaction with its share in the canonical speakers."""
    with db.transaction():
        blocks.mark_stale(db, id)
        documents.remove(db, id)
        _settle(db)


def settle(db: Database) -> None:
    """Works out the canonical speakers of all blocks that documents have touched since the last time, in one
    transaction."""
    with db.transaction():
        _settle(db)


def _settle(db: Database) -> None:
    recount = linking.link(db)
    keys, left = blocks.take_stale(db)
    added = blocks.take_added(db)
    if len(added) <= FEW and not keys and not left:
        # Whoever is left to be worked out reaches all those for whom it matters.
        keys = {key for id in added for key in growing.grow(db, id)}
    else:
        keys |= blocks.keys_of(db, [number for id in added for number in blocks.of_document(db, id)])
    if EVERYTHING in keys:
        everyone = [number for number, _ in blocks.occurrences(db)]
        blocks.index(db, everyone, registry.block_keys)
        resolve(db, (), everyone, left=left)
    else:
        resolve(db, keys, left=left)
    assigning.count(db, recount)


def resolve(db: Database, keys: Iterable[str], locals_: Iterable[int] = (), *, left: Iterable[int] = ()) -> None:
    """Works out anew who is who among all local speakers that these block keys and local speakers reach. ``left``
    are canonical speakers that lost a local one. The caller holds the transaction."""
    keys, left = set(keys), set(left)
    decisions = tuple(speakers.decisions(db))
    reached = blocks.connected(db, keys, blocks.of_numbers(db, left).union(locals_))
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
        reached |= blocks.connected(db, (), further)
    staying = {ref: number for ref, number in numbers.items() if ref not in part.settled}
    left |= {then for _, then, now in moved if then is not None and now is not None}
    assigning.assign(db, staying, part.speakers, left=left - settled.keys())
    by_ref = {item.ref: item for item in occurrences.values()}
    for ref, then, now in moved:
        if then in settled and (who := speakers.by_number(db, then)) is not None:
            growing.take(db, who, by_ref[ref])
        if now is not None and (who := speakers.by_number(db, now)) is not None:
            growing.add(db, who, numbers[ref], by_ref[ref])
    assigning.count(db, {then for _, then, _ in moved if then in settled})


def _reach(db: Database, reached: set[int], keys: set[str]) -> list[Authority]:
    """Adds to the local speakers the short names whose families they and the keys touch, since full names may have
    come or gone; the authority entries that any of them may be; and all that these reach. Returns the entries."""
    new = set(reached)
    entries: dict[int, Authority] = {}
    touched = set(keys)
    while new:
        touched |= blocks.families_of(db, new)
        found = blocks.with_keys(db, _families(touched, FULL, SHORT))
        known = authorities.of_locals(db, new, without=entries)
        entries |= known
        found |= blocks.with_keys(db, {key for key in authorities.keys_of(db, known) if not key.startswith(SHORT)})
        new = blocks.connected(db, (), found - reached) - reached
        reached |= new
    return list(entries.values())


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
    """Files every local speaker under its blocks and works out all canonical speakers anew, in one transaction: for
    rules that have changed since."""
    with db.transaction():
        blocks.mark_key(db, EVERYTHING)
        _settle(db)
