"""One more document whose speakers are nearly all known already: they are added to what is there.

``resolving`` works anew on everybody whom a document's speakers hang together with: for those who stand in thousands
of documents that is much, and mostly comes to what it was. Here are told those who change nothing but the counts of
the speaker that they are; what is added is what ``resolving`` would come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from quotes import names, registry
from quotes.archive.settling import looks_up, settled
from quotes.database import Database, assigning, blocks, speakers
from quotes.database.blocks import Summed
from quotes.database.speakers import SpeakerRow
from quotes.names.classes import family_classes
from quotes.registry.blocks import FULL, JOINS, SHORT, is_short, nicknamed, normal
from quotes.registry.fullnames import may_be_in_office
from quotes.registry.holders import denoted, held_offices
from quotes.registry.offices import kinds, offices
from quotes.registry.surnames import OFTEN, is_near
from quotes.types import Occurrence


def grow(db: Database, document: str) -> tuple[set[str], set[int]]:
    """Adds the local speakers of a new document to the canonical ones that they surely are. Returns the keys of those
    that have to be worked out, and the canonical speakers whose quotes have to be counted anew. The caller holds the
    transaction."""
    occurrences = dict(blocks.occurrences(db, blocks.of_document(db, document)))
    keys = {number: registry.block_keys(item) for number, item in occurrences.items()}
    shared = Counter(key for found in keys.values() for key in found if key.startswith(JOINS))
    alone = [
        number
        for number, found in keys.items()
        if all(shared[key] == 1 for key in found & shared.keys()) and occurrences[number].speaker.decision is None
    ]
    tied = blocks.tied(db, alone)
    # Those that others have drawn in are worked out already.
    left = {number for number, speaker in blocks.speakers_of(db, list(occurrences)).items() if speaker is None}
    recount: set[int] = set()
    # Full names first: a short one is not theirs in the same document.
    for number in sorted(left.intersection(alone) - tied, key=lambda number: (_is_bare(occurrences[number]), number)):
        item = occurrences[number]
        who = _bare(db, item, keys[number]) if _is_bare(item) else _known(db, item, keys[number])
        if who is not None and is_adjustable(db, who):
            recount |= add(db, who, number, item)
            left.discard(number)
    return {key for number in left for key in keys[number]}, recount


def _is_bare(item: Occurrence) -> bool:
    """Whether a local speaker is a person under a family name alone, or an office without a name."""
    return bool(denoted(item)) or (item.speaker.type == "person" and not names.parse(item.speaker.name).given)


def may_leave(db: Database, number: int, item: Occurrence) -> bool:
    """Whether a local speaker can leave its canonical one, and nothing else changes but what is counted: a person by
    the full name of whom many other documents tell the same, in a document that calls nobody by less than a full name
    and keeps nobody apart from this one who else may be the same."""
    who = speakers.by_number(db, blocks.speakers_of(db, [number])[number] or 0)
    if item.speaker.type != "person" or is_short(names.parse(item.speaker.name)) or held_offices(item) or who is None:
        return False
    here = [other for _, other in blocks.occurrences(db, blocks.of_document(db, item.document))]
    others, keys = [other for other in here if other.ref != item.ref], registry.block_keys(item)
    shared = any(key.startswith(JOINS) for other in others for key in keys & registry.block_keys(other))
    if shared or any(map(looks_up, others)) or not is_adjustable(db, who):
        return False
    form, shown, year = normal(item.speaker.name), registry.shown(item.speaker.name, "person"), (item.date or "")[:4]
    theirs = [one for one in blocks.summed(db, [_number(db, who)]) if one.type == "person"]
    same = [one for one in theirs if normal(one.name) == form]
    times, count, in_year = Counter[str](), Counter[str](), 0
    for one in theirs:
        count[registry.shown(one.name, "person")] += one.times
    for one in same:
        in_year += one.times if one.year == year else 0
        for role in offices(one.roles):
            times[role] += one.times
    left = sum(one.times for one in same) - 1
    most = max((times for name, times in count.items() if name != who.name), default=0)
    keeps = count[who.name] - (shown == who.name) > most and count[shown] > 1
    return keeps and left >= OFTEN and in_year > 1 and all(times[role] > OFTEN for role in offices(item.speaker.roles))


def is_adjustable(db: Database, who: SpeakerRow) -> bool:
    """Whether local speakers can come to a canonical one and leave it without another change: no namesake, decision or
    authority entry has to do with it."""
    plain = who.authority is None and who.id == registry.plain_id(who.name, who.type)
    return plain and speakers.by_id(db, f"{who.id}-2") is None and not blocks.is_tied(db, _number(db, who))


def add(db: Database, who: SpeakerRow, number: int, item: Occurrence) -> set[int]:
    """Gives a local speaker to a canonical one that it changes nothing else of. Returns those to be counted anew."""
    return assigning.add(db, who.id, number, registry.evidence(who.name, [item]), _roles(db, who, [item.speaker.roles]))


def take(db: Database, who: SpeakerRow, item: Occurrence) -> None:
    """Takes the evidence of a local speaker that has left it away from a canonical one."""
    assigning.take(db, who.id, registry.evidence(who.name, [item]), _roles(db, who, []))


def _roles(db: Database, who: SpeakerRow, further: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    roles = Counter(further)
    for one in blocks.summed(db, [_number(db, who)]):
        roles[one.roles] += one.times
    return registry.usual_roles(roles)


def _number(db: Database, who: SpeakerRow) -> int:
    (number,) = db.execute("SELECT number FROM speakers WHERE id = ?", (who.id,)).fetchone()
    return int(number)


def _bare(db: Database, item: Occurrence, keys: frozenset[str]) -> SpeakerRow | None:
    """The settled person to whom a bare surname or an office belongs; None where there is none."""
    part = registry.resolve_part([item], settled=settled(db, keys, [item]))
    number = part.settled.get(item.ref)
    return speakers.by_number(db, number) if number is not None else None


def _known(db: Database, item: Occurrence, keys: frozenset[str]) -> SpeakerRow | None:
    """The speaker whom all others of the very same name are, where this one tells nothing of it that matters to others;
    None where there is none."""
    if item.speaker.type == "person":
        return None if is_short(names.parse(item.speaker.name)) else _known_person(db, item, keys)
    if item.speaker.type not in ("organization", "document"):
        return None
    found = {
        number for key in keys if key.startswith("=body:") for number in blocks.sharing(db, key, item.speaker.type)
    }
    who = speakers.by_number(db, found.pop()) if len(found) == 1 else None
    shown = registry.shown(item.speaker.name, item.speaker.type)
    every = all(blocks.sharing(db, key, item.speaker.type) for key in keys if key.startswith("=body:"))
    return who if who is not None and every and who.name == shown else None


def _known_person(db: Database, item: Occurrence, keys: frozenset[str]) -> SpeakerRow | None:
    form = normal(item.speaker.name)
    if nicknamed(item):
        # A nickname may tie the name to others.
        return None
    every = blocks.summed(db, blocks.looked_up(db, [f"name:{form}"]))
    same = [one for one in every if one.type == "person" and normal(one.name) == form]
    found = {one.speaker for one in same}
    if len(found) != 1:
        return None
    (number,) = found
    who = speakers.by_number(db, number)
    theirs = [one for one in every if one.speaker == number]
    if who is None or not _keeps_name(who, item, theirs):
        return None
    phrases = [f"{SHORT}office:{title}" for title in held_offices(item)]
    if phrases and blocks.others_near(db, phrases, item.date, number):
        # Who shows to hold an office may decide whom it denotes without a name.
        return None
    return None if _matters(db, number, item, keys, same, theirs) else who


def _keeps_name(who: SpeakerRow, item: Occurrence, theirs: Sequence[Summed]) -> bool:
    """Whether one more occurrence under this form leaves the canonical name as it is: it is that form, or another one
    stays far more usual."""
    shown = registry.shown(item.speaker.name, "person")
    count: Counter[str] = Counter()
    for one in theirs:
        if one.type == "person":
            count[registry.shown(one.name, "person")] += one.times
    return shown == who.name or (shown in count and count[shown] + 1 < count[who.name])


def _matters(
    db: Database, number: int, item: Occurrence, keys: Collection[str], same: Sequence[Summed], theirs: Sequence[Summed]
) -> bool:
    """Whether an office or a year that is new of a person, or being known from some documents now, may decide who
    others are: full names that one office may tie, and bare surnames."""
    times: Counter[str] = Counter()
    for one in same:
        for role in offices(one.roles):
            times[role] += one.times
    new = {role for role in offices(item.speaker.roles) if times[role] < OFTEN}
    year = (item.date or "")[:4]
    later = "" if year in {one.year for one in same} else year
    few = sum(one.times for one in theirs if one.type == "person" and names.parse(one.name).given) < OFTEN
    if not (new or later or few):
        return False
    short_ones = [one for one in theirs if one.type == "person" and is_short(names.parse(one.name))]
    dated = any(one.year for one in theirs if one.type == "person" and not is_short(names.parse(one.name)))
    if (few and new and any(offices(one.roles) for one in short_ones)) or (later and not dated and short_ones):
        # Who becomes known in an office, or in a year, may lose short names under another one.
        return True
    full = [names.parse(one.name) for one in theirs if one.type == "person" and names.parse(one.name).given]
    families = {FULL + key.removeprefix(FULL) for key in keys if key.startswith(FULL) and ":" not in key}
    families |= {FULL + family for name in full for family in family_classes(name)}
    people = blocks.summed(db, blocks.of_families(db, families))
    # An office ties two full names only where both are given it.
    held = offices(item.speaker.roles) | times.keys()
    others = {one.name for one in people if one.type == "person" and kinds(held) & kinds(offices(one.roles))}
    if new:
        others |= set(blocks.names_with(db, [key for key in keys if key.startswith("=held:")]))
    name = names.parse(item.speaker.name)
    parsed = {normal(other): names.parse(other) for other in others}
    if any(may_be_in_office(name, other) for form, other in parsed.items() if form != normal(item.speaker.name)):
        return True
    short = blocks.short_names(db, {SHORT + key.removeprefix(FULL) for key in families}, besides=number)
    return any(
        kinds(new) & kinds(offices(roles)) or (few and offices(roles)) or is_near(later, other)
        for roles, other in short
    )
