"""What a split sets apart and what it leaves: what the user has named moves, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quotes import names, registry
from quotes.database import Database, blocks, speakers
from quotes.database.speakers import SpeakerRow
from quotes.errors import QueryError
from quotes.registry.blocks import forms as forms_of
from quotes.registry.blocks import normal
from quotes.types import Occurrence

DOCUMENTS = "set documents apart (--document ID)"


class Plan(NamedTuple):
    """A split before it is decided: the names and documents of its decision, the first name that of what stays; the
    local speakers that are to move, and those that are to stay, by number."""

    names: tuple[str, ...]
    documents: tuple[str, ...]
    moving: Mapping[int, Occurrence]
    staying: Mapping[int, Occurrence]


def plan(db: Database, who: SpeakerRow, forms: Sequence[str], documents: Sequence[str]) -> Plan:
    """What moves where these forms of a speaker are set apart, in these documents if there are any: the local speakers
    that go by them. Raises QueryError where they do not go by them alone, or none would be left."""
    everyone = dict(blocks.occurrences(db, blocks.of_speaker(db, who.id)))
    within = {number: item for number, item in everyone.items() if not documents or item.document in documents}
    wanted = {normal(form) for form in forms}
    moving = {number: item for number, item in within.items() if not forms or normal(item.speaker.name) in wanted}
    for form in forms:
        _only_named(form, within.values(), wanted)
    staying = {number: item for number, item in everyone.items() if number not in moving}
    listed = ", ".join(forms or documents)
    if not moving:
        raise QueryError(listed, f"{who.name} does not occur there", "Name documents in which the speaker occurs.")
    if not staying:
        raise QueryError(listed, f"nobody would be left as {who.name}", "Name a part of its forms or documents.")
    anchor = _anchor(staying.values(), who)
    gone = {normal(item.speaker.name): item.speaker.name for item in moving.values()}
    alone = documents and gone.keys() == {normal(anchor)}
    chosen = (anchor,) if alone else (anchor, *sorted(gone.values()))
    return Plan(chosen, tuple(documents) or _narrowing(db, who, anchor, gone.values()), moving, staying)


def check(db: Database, plan: Plan, who: SpeakerRow) -> None:
    """Makes sure that a split that has been decided moved what it was to move and left the rest where it was. Bare
    surnames and offices without a name are whose they fit, by the rules. Raises QueryError."""
    now = blocks.speakers_of(db, (*plan.moving, *plan.staying))
    anchor = normal(plan.names[0])
    home = Counter(now[number] for number, item in plan.staying.items() if normal(item.speaker.name) == anchor)
    left = home.most_common(1)[0][0]
    for number, item in plan.moving.items():
        if now[number] == left:
            raise QueryError(
                item.speaker.name, f"cannot be set apart from {plan.names[0]}", f"Name other forms, or {DOCUMENTS}."
            )
    for number, item in plan.staying.items():
        if now[number] != left and (_is_firm(item) or normal(item.speaker.name) == anchor):
            reason = f"would not stay with {plan.names[0]}"
            raise QueryError(item.speaker.name, reason, f"Set it apart too, or {DOCUMENTS}.")
    kept = speakers.by_number(db, left) if left is not None else None
    if kept is None or kept.authority != who.authority:
        reason = f"the entry {who.authority} of an authority file would go with what is set apart"
        raise QueryError(plan.names[0], reason, "Take that file's import back first.")


def _only_named(form: str, within: Iterable[Occurrence], wanted: Iterable[str]) -> None:
    """Makes sure that a form is the name of local speakers, and not one of other names that they go by as well: a
    local speaker moves as a whole."""
    key, wanted = normal(form), set(wanted)
    bearers = [item for item in within if key in {normal(other) for other in forms_of(item)}]
    if not bearers:
        raise QueryError(form, "no document that is meant has this name form", f"Name another, or {DOCUMENTS}.")
    if any(normal(item.speaker.name) == key for item in bearers):
        return
    for item in bearers:
        if normal(item.speaker.name) not in wanted:
            reason = f"is what {item.document} calls {item.speaker.name} as well: they cannot be set apart there"
            raise QueryError(form, reason, f"Set {item.speaker.name} apart too, or {DOCUMENTS}.")


def _anchor(staying: Iterable[Occurrence], who: SpeakerRow) -> str:
    """The name by which a decision holds what stays: the canonical one, or else a full one, the most usual."""
    count = Counter(item.speaker.name for item in staying)
    return max(count, key=lambda name: (name == who.name, not _is_short(name), count[name], len(name), name))


def _narrowing(db: Database, who: SpeakerRow, anchor: str, gone: Iterable[str]) -> tuple[str, ...]:
    """The documents of a speaker of whose names a namesake bears several too: it is not meant."""
    staying = {other.id for other in speakers.with_form(db, anchor)}
    leaving = {other.id for name in gone for other in speakers.with_form(db, name)}
    return tuple(sorted(blocks.documents_of(db, who.id))) if (staying & leaving) - {who.id} else ()


def _is_firm(item: Occurrence) -> bool:
    return item.speaker.type in registry.blocks.NAMED and not _is_short(item.speaker.name)


def _is_short(name: str) -> bool:
    return registry.is_short(names.parse(name))
