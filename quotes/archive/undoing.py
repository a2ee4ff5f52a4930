"""Decisions taken back: whatever they did is worked out anew without them."""

from __future__ import annotations

from quotes.archive import attributing, resolving
from quotes.archive.decisions import now
from quotes.database import Database, authorities, blocks, speakers
from quotes.errors import NotFoundError
from quotes.types import CORRECTING, Decision


def undo(db: Database, number: int | None) -> Decision:
    with db.transaction(durable=True):
        held = {decision.number: decision for decision in speakers.decisions(db)}
        chosen = max(held, default=None) if number is None else number
        if chosen is None or chosen not in held:
            thing = "undo" if number is None else f"decision {number}"
            raise NotFoundError(thing, "no such decision", "'quotes speakers decisions' lists those that hold.")
        if held[chosen].kind in CORRECTING:
            speakers.undo(db, chosen, now())
            attributing.apply(db, chosen)
            return held[chosen]
        # While it still holds, it ties the blocks of all its names.
        reached = blocks.connected(db, speakers.keys_of_decision(db, chosen))
        if held[chosen].kind == "import":
            reached |= blocks.with_keys(db, authorities.keys_of(db, authorities.of_import(db, chosen)))
        # What it did to somebody by a short name is theirs under the full one, too.
        reached |= blocks.of_numbers(db, {who for who in blocks.speakers_of(db, reached).values() if who is not None})
        speakers.undo(db, chosen, now())
        resolving.resolve(db, (), reached)
        return held[chosen]
