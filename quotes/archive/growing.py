"""One more document whose speakers are nearly all known already: they are added to what is there.

``resolving`` works anew on everybody whom a document's speakers hang together with: for those who stand in thousands
of documents that is much, and mostly comes to what it was. Here are told those who change nothing but the counts of
the speaker that they are; what is added is what ``resolving`` would come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quotes import names, registry
from quotes.database import Database, assigning, blocks, speakers
from quotes.database.speakers import SpeakerRow
from quotes.registry.blocks import JOINS, SHORT, is_short, normal
from quotes.registry.holders import denoted, held_offices
from quotes.registry.offices import offices
from quotes.registry.surnames import OFTEN
from quotes.types import Occurrence


def grow(db: Database, document: str) -> set[str]:
    """Adds the local speakers of a new document to the canonical ones that they surely are. Returns the keys of those
    that have to be worked out. The caller holds the transaction."""
    occurrences = dict(blocks.occurrences(db, blocks.of_document(db, document)))
    keys = {number: registry.block_keys(item) for number, item in occurrences.items()}
    shared = Counter(key for found in keys.values() for key in found if key.startswith(JOINS))
    alone = [number for number, found in keys.items() if all(shared[key] == 1 for key in found & shared.keys())]
    tied = blocks.tied(db, alone)
    left = set(occurrences)
    # Full names first: a short one is not theirs in the same document.
    for number in sorted(set(alone) - tied, key=lambda number: (looks_up(occurrences[number]), number)):
        item = occurrences[number]
        who = _bare(db, item, keys[number]) if looks_up(item) else _known(db, item, keys[number])
        if who is not None and who.authority is None and not blocks.tied(db, blocks.of_speaker(db, who.id)):
            _add(db, who, number, item)
            left.discard(number)
    return {key for number in left for key in keys[number]}


def looks_up(item: Occurrence) -> bool:
    """Whether a local speaker is a person under a family name alone, or an office without a name: whoever that is
    depends on the full names, and no other on it."""
    return bool(denoted(item)) or (item.speaker.type == "person" and not names.parse(item.speaker.name).given)


def _known(db: Database, item: Occurrence, keys: frozenset[str]) -> SpeakerRow | None:
    """The speaker whom all others of the very same name are, where this one tells nothing new of it: no other office,
    no other year, no other spelling; None where there is none."""
    if item.speaker.type == "person":
        if is_short(names.parse(item.speaker.name)):
            return None
        same = [key for key in keys if key.startswith("=id:")]
    elif item.speaker.type in ("organization", "document"):
        same = [key for key in keys if key.startswith("=body:")]
    else:
        return None
    form, year = normal(item.speaker.name), (item.date or "")[:4]
    found: set[int] = set()
    held, years = set[str](), set[str]()
    times = 0
    for key in same:
        others = [
            other
            for other in blocks.summed(db, key)
            if other.type == item.speaker.type and (item.speaker.type != "person" or normal(other.name) == form)
        ]
        if not others:
            return None
        found |= {other.speaker for other in others}
        # In fewer documents one more could make the office theirs alone.
        held |= {office for other in others if other.documents >= OFTEN for office in offices(other.roles)}
        years |= {other.year for other in others}
        times = max(times, sum(other.documents for other in others))
    if len(found) != 1 or (year and year not in years) or not offices(item.speaker.roles) <= held:
        return None
    phrases = [f"{SHORT}office:{title}" for title in held_offices(item)]
    if phrases and blocks.others_near(db, phrases, item.date, *found):
        # Who shows to hold an office may decide whom it denotes without a name.
        return None
    who = speakers.by_number(db, found.pop())
    if who is not None and who.roles and times < OFTEN:
        # Known from so few documents, a bare surname under another office may be another's.
        return None
    shown = registry.shown(item.speaker.name, item.speaker.type)
    return who if who is not None and who.name == shown and who.id == registry.plain_id(who.name, who.type) else None


def _bare(db: Database, item: Occurrence, keys: frozenset[str]) -> SpeakerRow | None:
    """The settled person to whom a bare surname or an office belongs; None where there is none."""
    families = {"+" + key.removeprefix(SHORT) for key in keys if key.startswith(SHORT)}
    part = registry.resolve_part([item], settled=blocks.settled(db, families, without=()))
    number = part.settled.get(item.ref)
    who = speakers.by_number(db, number) if number is not None else None
    return who if who is not None and who.id == registry.plain_id(who.name, who.type) else None


def _add(db: Database, who: SpeakerRow, number: int, item: Occurrence) -> None:
    roles: Mapping[tuple[str, ...], int] = Counter(blocks.roles_of(db, who.id)) + Counter([item.speaker.roles])
    assigning.add(db, who.id, number, registry.evidence(who.name, [item]), registry.usual_roles(roles))
