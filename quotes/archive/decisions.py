"""People's corrections: recorded, applied at once and checked for their effect.

Each is one transaction, and on the disk when it is over: unlike a document, nothing can bring a decision back.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence

from quotes import registry
from quotes.archive import naming, resolving, splitting
from quotes.database import Database, blocks, speakers
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, storable
from quotes.errors import QueryError
from quotes.registry.blocks import NAMED
from quotes.registry.holders import holders
from quotes.types import Decision, DecisionKind


def merge(db: Database, names: Sequence[str], *, documents: Sequence[str], reason: str | None) -> SpeakerRow:
    with db.transaction(durable=True):
        chosen = _distinct(db, names)
        members = {number for who in chosen for number in blocks.of_speaker(db, who.id, documents=documents)}
        anchors = tuple(_anchor(db, who) for who in chosen)
        documents = documents or _narrowing(db, anchors, chosen)
        _decide(db, "merge", tuple(dict.fromkeys(anchors)), documents, reason)
        # A bare surname may leave: in the larger circle of names and documents it need not fit any more.
        merged = [
            who
            for who in speakers.of_locals(db, members)
            if all(who.id in {other.id for other in speakers.with_form(db, anchor)} for anchor in anchors)
        ]
        if len(merged) != 1:
            listed = ", ".join(who.name for who in chosen)
            raise QueryError(listed, "cannot be made one", "'quotes speakers decisions' lists what keeps them apart.")
        return merged[0]


def split(
    db: Database, name: str, forms: Sequence[str], *, documents: Sequence[str], reason: str | None
) -> tuple[SpeakerRow, ...]:
    if not forms and not documents:
        raise QueryError(name, "nothing to set apart", "Give name forms, or documents, that are someone else's.")
    with db.transaction(durable=True):
        who = naming.identify(db, name)
        known = {item.form for item in speakers.evidence(db, who.id)}
        plan = splitting.plan(db, who, [_known(form, known, who) for form in forms], documents)
        _decide(db, "split", plan.names, plan.documents, reason)
        splitting.check(db, plan, who)
        return tuple(speakers.of_locals(db, (*plan.moving, *plan.staying)))


def rename(db: Database, name: str, new: str, *, reason: str | None) -> SpeakerRow:
    new = " ".join(storable(new).split())
    if not folded(new):
        raise QueryError("''", "is no name", "Give the name that the speaker is to have.")
    with db.transaction(durable=True):
        who = naming.identify(db, name)
        members, anchor = blocks.of_speaker(db, who.id), _anchor(db, who)
        _decide(db, "rename", (anchor, new), _narrowing(db, (anchor,), [who]), reason)
        renamed = speakers.of_locals(db, members)
        if [who.name for who in renamed] != [new]:
            raise QueryError(name, "cannot be renamed", "Its name forms are others' too: split or merge them first.")
        return renamed[0]


def never(db: Database, names: Sequence[str], *, reason: str | None) -> tuple[SpeakerRow, ...]:
    with db.transaction(durable=True):
        chosen = _distinct(db, names)
        members = {number for who in chosen for number in blocks.of_speaker(db, who.id)}
        anchors = tuple(_anchor(db, who) for who in chosen)
        if len({folded(anchor) for anchor in anchors}) == len(chosen):
            _decide(db, "never", anchors, _narrowing(db, anchors, chosen), reason)
        else:
            # Namesakes are told apart by their documents alone.
            for who, anchor in zip(chosen, anchors, strict=True):
                _decide(db, "split", (anchor,), blocks.documents_of(db, who.id), reason)
        apart = speakers.of_locals(db, members)
        if len(apart) < len(chosen):
            raise QueryError(", ".join(anchors), "cannot be kept apart", "Split them first.")
        return tuple(apart)


def suggest(db: Database) -> list[tuple[SpeakerRow, SpeakerRow, str]]:
    settled = set()
    for decision in speakers.decisions(db, quotes=False):
        if decision.kind in ("never", "split"):
            groups = [{who.id for who in speakers.with_form(db, name)} for name in decision.names]
            settled |= {
                frozenset(pair)
                for one, two in _kept_apart(decision.kind, groups)
                for pair in itertools.product(one, two)
            }
    likely = [(one.id, other.id, reason) for one, other, reason in registry.suggest(speakers.members(db))]
    nameless = {occurrence.ref: id for id, occurrence in speakers.unnamed(db)}
    in_office = holders((occurrence for _, occurrence in speakers.unnamed(db)), speakers.in_office(db))
    found = []
    for one, other, reason in (*likely, *((id, nameless[ref], reason) for ref, id, reason in in_office)):
        left, right = speakers.by_id(db, one), speakers.by_id(db, other)
        if left is not None and right is not None and frozenset((one, other)) not in settled:
            found.append((left, right, reason))
    return found


def _kept_apart(kind: DecisionKind, groups: Sequence[set[str]]) -> Iterable[tuple[set[str], set[str]]]:
    """What a decision keeps apart: any two, or in a split the first and each of the others."""
    return itertools.combinations(groups, 2) if kind == "never" else ((groups[0], other) for other in groups[1:])


def _decide(
    db: Database, kind: DecisionKind, names: tuple[str, ...], documents: Sequence[str], reason: str | None
) -> None:
    decision = Decision(0, kind, names, tuple(documents), now(), reason and storable(reason))
    keys = registry.decision_keys(decision)
    speakers.decide(db, decision, keys)
    resolving.resolve(db, keys)


def _distinct(db: Database, names: Sequence[str]) -> list[SpeakerRow]:
    chosen = {who.id: who for who in (naming.identify(db, name) for name in names)}
    if len(chosen) < 2:
        reason = "is one speaker already" if len(names) > 1 else "is only one name"
        raise QueryError(", ".join(names) or "''", reason, "Name two speakers or more.")
    return list(chosen.values())


def _anchor(db: Database, who: SpeakerRow) -> str:
    """A name form that occurs and is this speaker's alone, the fullest: what a decision can hold on to, also when
    the canonical name changes."""
    forms = {item.form for item in speakers.evidence(db, who.id)}
    own = {form for form in forms if len(speakers.with_form(db, form)) == 1}
    return _fullest(own or forms, who)


def _narrowing(db: Database, anchors: Sequence[str], chosen: Sequence[SpeakerRow]) -> tuple[str, ...]:
    """The documents that a decision on these speakers is narrowed to where namesakes, who are not meant, bear the same
    name forms, and where a phrase like "the minister" will mean others in other documents; none where the forms say
    it all."""
    ids = {who.id for who in chosen}
    if all(who.type in NAMED for who in chosen) and all(
        who.id in ids for anchor in anchors for who in speakers.with_form(db, anchor)
    ):
        return ()
    return tuple(sorted({document for who in chosen for document in blocks.documents_of(db, who.id)}))


def _fullest(forms: Iterable[str], who: SpeakerRow) -> str:
    return max(forms, key=lambda form: (form == who.name, len(form), form), default=who.name)


def _known(form: str, forms: Iterable[str], who: SpeakerRow) -> str:
    """The speaker's form that is meant: as typed, or else but for case and diacritics."""
    meant = sorted(known for known in forms if folded(known) == folded(form))
    if not meant:
        raise QueryError(form, f"is no name form of {who.name}", f"Say one of: {', '.join(sorted(forms))}.")
    return form if form in meant else meant[0]


def now() -> str:
    """This moment, ISO 8601, in UTC."""
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
