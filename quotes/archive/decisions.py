"""People's corrections: recorded, applied at once, and checked for their effect. Each is one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from quotes.archive import naming, resolving
from quotes.database import Database, blocks, speakers
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded
from quotes.errors import NotFoundError, QueryError
from quotes.types import Decision, DecisionKind


def merge(db: Database, names: Sequence[str], *, documents: Sequence[str], reason: str | None) -> SpeakerRow:
    with db.transaction():
        chosen = _distinct(db, names)
        anchors = tuple(_anchor(db, who) for who in chosen)
        _decide(db, "merge", anchors, documents, reason)
        merged = {who.id: who for name in anchors for who in _bearers(db, name, documents)}
        if len(merged) != 1:
            listed = ", ".join(who.name for who in chosen)
            raise QueryError(listed, "stay apart: another decision says so", "'quotes speakers decisions' lists them.")
        return next(iter(merged.values()))


def split(
    db: Database, name: str, forms: Sequence[str], *, documents: Sequence[str], reason: str | None
) -> tuple[SpeakerRow, ...]:
    with db.transaction():
        who = naming.identify(db, name)
        known = {folded(item.form): item.form for item in speakers.evidence(db, who.id)}
        for form in forms:
            if folded(form) not in known:
                listed = ", ".join(sorted(known.values()))
                raise QueryError(form, f"is no name form of {who.name}", f"Say one of: {listed}.")
        apart = tuple(known[folded(form)] for form in forms)
        rest = [form for key, form in known.items() if key not in {folded(form) for form in apart}]
        anchor = max(rest, key=lambda form: (form == who.name, len(form), form), default=who.name)
        _decide(db, "split", (anchor, *apart), documents, reason)
        parts = {part.id: part for form in (anchor, *apart) for part in speakers.with_form(db, form)}
        if len(parts) < 2:
            raise QueryError(
                name, "cannot be split so", "'quotes speakers aliases' lists the forms with their documents."
            )
        return tuple(parts.values())


def rename(db: Database, name: str, new: str, *, reason: str | None) -> SpeakerRow:
    if not folded(new):
        raise QueryError("''", "is no name", "Give the name that the speaker is to have.")
    with db.transaction():
        who = naming.identify(db, name)
        anchor = _anchor(db, who)
        _decide(db, "rename", (anchor, " ".join(new.split())), (), reason)
        renamed = _bearers(db, anchor, ())
        if len(renamed) != 1:
            raise QueryError(name, "several speakers bear this name", "Split or merge them first.")
        return renamed[0]


def never(db: Database, names: Sequence[str], *, reason: str | None) -> tuple[SpeakerRow, ...]:
    with db.transaction():
        chosen = _distinct(db, names)
        anchors = tuple(_anchor(db, who) for who in chosen)
        _decide(db, "never", anchors, (), reason)
        return tuple(who for name in anchors for who in _bearers(db, name, ()))


def undo(db: Database, number: int | None) -> Decision:
    with db.transaction():
        held = {decision.number: decision for decision in speakers.decisions(db)}
        chosen = max(held, default=None) if number is None else number
        if chosen is None or chosen not in held:
            thing = "undo" if number is None else f"decision {number}"
            raise NotFoundError(thing, "no such decision", "'quotes speakers decisions' lists those that hold.")
        # While it still holds, it ties the blocks of all its names.
        reached = blocks.connected(db, speakers.keys_of_decision(db, chosen))
        speakers.undo(db, chosen, _now())
        resolving.resolve(db, (), reached)
        return held[chosen]


def _decide(
    db: Database, kind: DecisionKind, names: tuple[str, ...], documents: Sequence[str], reason: str | None
) -> None:
    keys = {key for name in names for key in resolving.name_keys(name)}
    keys |= {key for name in names for key in _keys_of_form(db, name)}
    speakers.decide(db, Decision(0, kind, names, tuple(documents), _now(), reason), keys)
    resolving.resolve(db, keys)


def _keys_of_form(db: Database, form: str) -> set[str]:
    """The keys of all local speakers who are among the bearers of a form: a form alone may lie in other blocks than
    the full names beside it."""
    locals_ = [number for who in speakers.with_form(db, form) for number in blocks.of_speaker(db, who.id)]
    return blocks.keys_of(db, locals_)


def _distinct(db: Database, names: Sequence[str]) -> list[SpeakerRow]:
    chosen = {who.id: who for who in (naming.identify(db, name) for name in names)}
    if len(chosen) < 2:
        reason = "is one speaker already" if len(names) > 1 else "is only one name"
        raise QueryError(", ".join(names) or "''", reason, "Name two speakers or more.")
    return list(chosen.values())


def _anchor(db: Database, who: SpeakerRow) -> str:
    """A name form that occurs and belongs to this speaker alone, the fullest: what a decision can hold on to, also
    when the canonical name changes."""
    forms = {item.form for item in speakers.evidence(db, who.id)}
    own = {form for form in forms if len(speakers.with_form(db, form)) == 1} or forms
    return max(own, key=lambda form: (form == who.name, len(form), form), default=who.name)


def _bearers(db: Database, form: str, documents: Sequence[str]) -> list[SpeakerRow]:
    found = speakers.with_form(db, form)
    if not documents:
        return found
    return [who for who in found if any(item.document in documents for item in speakers.evidence(db, who.id))]


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
