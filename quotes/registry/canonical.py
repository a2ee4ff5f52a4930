"""What a canonical speaker is called, its id, and the evidence for each of its forms."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from quotes import names
from quotes.names import chinese
from quotes.names.normal import token
from quotes.names.remembered import remembered
from quotes.registry.authorities import is_entry
from quotes.registry.blocks import NAMED, body_name, forms, normal
from quotes.types import Authority, Decision, Evidence, Occurrence, Speaker, SpeakerType

Ref = tuple[str, str]


def speakers(
    sets: Sequence[Sequence[Occurrence]],
    merged: Mapping[Ref, int],
    decisions: Sequence[Decision],
    entries: Sequence[Authority] = (),
) -> list[Speaker]:
    """A Speaker for each set of occurrences, sorted by id. ``merged`` maps those that a decision joined to its
    number. Sets of an authority entry's own occurrences alone are left out."""
    known = {entry.id: entry for entry in entries}
    found: list[Speaker] = []
    # The id of an entry is nobody else's.
    taken: Counter[str] = Counter(dict.fromkeys(known, 1))
    for everyone in sorted(sets, key=_age):
        members = [item for item in everyone if not is_entry(item.ref)]
        if not members:
            continue
        entry = next((known[item.speaker.key] for item in everyone if is_entry(item.ref)), None)
        if entry is not None:
            found.append(_of_entry(entry, members, merged, decisions))
            continue
        told = _told(members)
        name = _name(_told(_first_named(members, decisions)))
        slug = _id(name, told)
        taken[slug] += 1
        # The oldest keeps the plain id, so that a later namesake does not take it over.
        identity = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
        found.append(
            Speaker(
                id=identity,
                name=_renamed(name, members, decisions),
                type=_type(told),
                members=tuple(item.ref for item in members),
                evidence=_evidence(name, members, merged),
                roles=_roles(members),
            )
        )
    return sorted(found, key=lambda speaker: speaker.id)


def _of_entry(
    entry: Authority, members: Sequence[Occurrence], merged: Mapping[Ref, int], decisions: Sequence[Decision]
) -> Speaker:
    """The speaker that an authority entry is: its id and name, its forms beside those of the documents."""
    own = tuple(Evidence(form, None, 0, "authority") for form in entry.forms)
    listed = {normal(form) for form in entry.forms}
    found = [
        # A form that the entry lists needs no rule.
        dataclasses.replace(item, rule="authority") if _explained(item, listed) else item
        for item in _evidence(entry.name, members, merged)
    ]
    titles = dict.fromkeys(office.title for office in entry.offices)
    return Speaker(
        id=entry.id,
        name=_renamed(entry.name, members, decisions),
        type=entry.type,
        members=tuple(item.ref for item in members),
        evidence=(*own, *found),
        roles=tuple(dict.fromkeys((*_roles(members), *titles))),
        authority=entry.id,
    )


def _explained(item: Evidence, listed: set[str]) -> bool:
    return item.rule.startswith("variant:") and normal(item.form) in listed


def _type(members: Sequence[Occurrence]) -> SpeakerType:
    """The type of the named among them: whom a decision gives a name is a person, not unnamed."""
    return next((item.speaker.type for item in members if item.speaker.type in NAMED), members[0].speaker.type)


def _told(members: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """Those of whom documents tell; where there are none, those to whom decisions gave quotes."""
    return [item for item in members if item.speaker.decision is None] or members


def _age(members: Sequence[Occurrence]) -> tuple[str, str, str]:
    return min(age(item) for item in _told(members))


def age(item: Occurrence) -> tuple[str, str, str]:
    """The older sorts first; one without a date last."""
    return (item.date or "9999", *item.ref)


def plain_id(name: str, type: SpeakerType) -> str:
    """The id of the only named speaker of this name, as a readable slug."""
    return names.slug(name if type == "person" else body_name(name))


def _id(name: str, members: Sequence[Occurrence]) -> str:
    """A readable slug. Many bear the same bare surname, and what is never joined across documents many call so too:
    there the oldest place that it occurs in is part of it, so that no other one ever changes it."""
    type = _type(members)
    slug = plain_id(name, type)
    if type in NAMED and (type != "person" or names.parse(name).given):
        return slug
    oldest = min(members, key=age)
    where = hashlib.sha256("\0".join(oldest.ref).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug[:60]}-{where}"


def _name(members: Sequence[Occurrence]) -> str:
    """The fullest usual form: of the names that the documents give, the one in most documents among those of two
    words or more; the longer where that is equal. The reading of a surname as a surname goes before the other, and a
    whole form before what a bad conversion has left of it."""
    named = [item for item in members if item.speaker.type in NAMED] or members
    given = Counter((item.speaker.name, item.speaker.type) for item in named)
    count: Counter[str] = Counter()
    for (form, type), times in given.items():
        count[shown(form, type)] += times
    full = [form for form in count if names.parse(form).given] or list(count)
    tails = {
        tokens[start:] for tokens in (names.parse(form).tokens for form in full) for start in range(1, len(tokens))
    }
    full = [form for form in full if names.parse(form).tokens not in tails]
    whole = [form for form in full if not form.isascii()]
    full = [form for form in full if not any(_is_rest(form, other) for other in whole)]
    return max(full, key=lambda form: (not _misread(form), count[form], not _loud(form), len(form), form))


def _is_rest(form: str, whole: str) -> bool:
    """Whether a form is what a bad conversion has left of another: "Antnio" of "António"."""
    return form.isascii() and names.compare(form, whole).rule == "lost letters"


def _first_named(members: Sequence[Occurrence], decisions: Sequence[Decision]) -> Sequence[Occurrence]:
    """The occurrences that name the speaker: under a merge those of the first of its names, if that is a full one."""
    for decision in sorted(decisions, key=lambda decision: -decision.number):
        if decision.kind != "merge" or len(normal(decision.names[0]).split()) < 2:
            continue
        named = [item for item in members if normal(item.speaker.name) == normal(decision.names[0])]
        if named:
            return named
    return members


@remembered
def shown(form: str, type: SpeakerType) -> str:
    """A name form as a canonical name shows it: a person's without titles and capitals throughout."""
    if type != "person":
        return form
    return names.display(names.parse(form).text or form)


def _loud(form: str) -> bool:
    """Whether a word stands in capitals: "LI Keqiang"."""
    return any(word.isupper() and len(word) > 2 for word in form.split())


def _misread(form: str) -> bool:
    """Whether a surname stands in the everyday reading of its character."""
    return any(token(word) in chinese.surname_readings() for word in names.parse(form).family)


def _renamed(name: str, members: Sequence[Occurrence], decisions: Sequence[Decision]) -> str:
    """The name that the latest rename gives a speaker with this form, else the name itself. Of whom a later split has
    parted, those who stayed keep it."""
    for decision in sorted(decisions, key=lambda decision: -decision.number):
        if decision.kind != "rename" or len(decision.names) != 2:
            continue
        anchors, left = {normal(decision.names[0])}, members
        for split in decisions:
            if split.kind != "split" or split.number < decision.number or len(split.names) < 2:
                continue
            gone = {normal(form) for form in split.names[1:]} - {normal(split.names[0])}
            if anchors & gone:
                anchors.add(normal(split.names[0]))
                left = [item for item in left if not _is_named(item, gone, split)]
        known = {normal(form) for item in left for form in forms(item)}
        if known & anchors and (not decision.documents or {item.document for item in left} & set(decision.documents)):
            return decision.names[1]
    return name


def _is_named(item: Occurrence, names: set[str], decision: Decision) -> bool:
    return normal(item.speaker.name) in names and (not decision.documents or item.document in decision.documents)


def _evidence(name: str, members: Sequence[Occurrence], merged: Mapping[Ref, int]) -> tuple[Evidence, ...]:
    """Every form in every document, by the rule that made it this speaker's."""
    given = [item for item in members if item.speaker.decision is not None]
    members = [item for item in members if item.speaker.decision is None]
    found = evidence(name, [item for item in members if item.ref not in merged or _bears(item, name)])
    for item in members:
        if item.ref in merged and not _bears(item, name):
            found += _forms(item, f"decision {merged[item.ref]}")
    # What the document itself says of a form goes before what a decision does.
    known = {(item.document, item.form) for item in found}
    for each in evidence(name, given):
        if (each.document, each.form) not in known:
            known.add((each.document, each.form))
            found.append(each)
    return tuple(sorted(found, key=lambda evidence: (evidence.document or "", evidence.form, evidence.rule)))


def _bears(item: Occurrence, name: str) -> bool:
    return normal(item.speaker.name) == normal(name)


def evidence(name: str, members: Sequence[Occurrence]) -> list[Evidence]:
    """Every form of these local speakers, by the rule that makes it that of the speaker called ``name``."""
    found: list[Evidence] = []
    rules: dict[tuple[str, SpeakerType], str] = {}
    for item in members:
        if item.speaker.decision is not None:
            found += _forms(item, f"decision {item.speaker.decision}")
            continue
        bearer = item.speaker.name, item.speaker.type
        found += _forms(item, rules.get(bearer) or rules.setdefault(bearer, _rule(name, *bearer)))
    return found


def _forms(item: Occurrence, rule: str) -> list[Evidence]:
    aliases = item.speaker.aliases
    found = [
        Evidence(alias.form, item.document, alias.count, rule if alias.rule == "name" else alias.rule)
        for alias in aliases
    ]
    if not any(alias.form == item.speaker.name for alias in aliases):
        found.append(Evidence(item.speaker.name, item.document, 0, rule))
    return found


def _rule(name: str, form: str, type: SpeakerType) -> str:
    """The rule by which a local speaker's name is the canonical one's."""
    if type == "unnamed" and form != name:
        return "variant:office"
    if type != "person" or normal(form) == normal(name):
        return "name"
    verdict = names.compare(form, name)
    if verdict.rule in ("name", "surname"):
        return verdict.rule
    return "variant:" + verdict.rule.replace(" ", "-")


def _roles(members: Sequence[Occurrence]) -> tuple[str, ...]:
    return usual_roles(Counter(item.speaker.roles for item in members))


def usual_roles(roles: Mapping[tuple[str, ...], int]) -> tuple[str, ...]:
    """All roles, the most usual first. ``roles`` counts those that local speakers have together."""
    count: Counter[str] = Counter()
    for together, times in roles.items():
        for role in dict.fromkeys(together):
            count[role] += times
    return tuple(sorted(count, key=lambda role: (-count[role], role)))
