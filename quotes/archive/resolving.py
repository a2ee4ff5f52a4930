"""Keeps the canonical speakers in step with the documents and the decisions, block by block."""

from __future__ import annotations

from collections.abc import Iterable

from quotes import registry
from quotes.database import Database, blocks, documents, speakers
from quotes.types import Extraction, LocalSpeaker, Occurrence, SpeakerType


def store(db: Database, extraction: Extraction, extractor: str) -> bool:
    """Writes a document in place of what was there under its id, in one transaction. Says whether something was.

    The speakers of the blocks that it touches wait for ``settle``: many documents are settled at one go.
    """
    id = extraction.document.id
    with db.transaction():
        blocks.mark_stale(db, id)
        replaced = documents.store(db, extraction, extractor)
        blocks.index(db, blocks.of_document(db, id), registry.block_keys)
        blocks.mark_stale(db, id)
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
    keys, left = blocks.take_stale(db)
    resolve(db, keys, left=left)


def resolve(db: Database, keys: Iterable[str], locals_: Iterable[int] = (), *, left: Iterable[int] = ()) -> None:
    """Works out anew who is who among all local speakers that these block keys and local speakers reach. ``left``
    are canonical speakers that lost a local one. The caller holds the transaction."""
    decisions = tuple(speakers.decisions(db))
    reached = blocks.connected(db, keys, locals_)
    while True:
        occurrences = dict(blocks.occurrences(db, reached))
        canonical = registry.resolve(tuple(occurrences.values()), decisions)
        # Whoever holds one of the ids outside these blocks has to have a say: no id may ever come to mean two.
        further = blocks.of_ids(db, [speaker.id for speaker in canonical]) - reached
        if not further:
            break
        reached |= blocks.connected(db, (), further)
    numbers = {occurrence.ref: number for number, occurrence in occurrences.items()}
    blocks.assign(db, numbers, canonical, left=left)


def resolve_all(db: Database) -> None:
    """Files every local speaker under its blocks and works out all canonical speakers anew, in one transaction: for
    rules that have changed since."""
    with db.transaction():
        everyone = [number for number, _ in blocks.occurrences(db)]
        blocks.index(db, everyone, registry.block_keys)
        resolve(db, (), everyone)


def name_keys(name: str) -> frozenset[str]:
    """The keys of the blocks that a bare name, of a person or a body, belongs to."""
    types: tuple[SpeakerType, ...] = ("person", "organization")
    return frozenset(
        key for type in types for key in registry.block_keys(Occurrence("", None, LocalSpeaker("", name, type)))
    )
