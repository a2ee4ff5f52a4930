"""The speakers of one document, as they are found: who each is, and the keys that tell them apart."""

from __future__ import annotations

import dataclasses
import hashlib
import re

from quotes import names
from quotes.attribution.people import Person
from quotes.types import Alias, LocalSpeaker, SpeakerType, Step

_MIDDLE_INITIAL = re.compile(r"(?<=\w)\s[A-Z](?:\.\s?|\s)(?=[^\W\d_]{2})")
_DAY = re.compile(r"\s(?:on|late on|early on|last|this)\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_ARTICLE = re.compile(r"^(?:the|an?|this|that|these|those)\s+", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source means. ``persons`` has one person or several; a source that means no person has a ``name`` alone.
    ``probability`` is how sure the resolution is, 0 to 1."""

    type: SpeakerType
    name: str | None
    steps: tuple[Step, ...]
    persons: tuple[Person, ...] = ()
    role: str | None = None
    probability: float = 1.0

    @property
    def person(self) -> Person | None:
        return self.persons[0] if self.persons else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(person.name for person in self.persons) or ((self.name,) if self.name else ())


def body_name(phrase: str) -> str:
    """The name of a body without its article, and without a day behind it: "the committee on Tuesday"."""
    return _DAY.sub("", _ARTICLE.sub("", " ".join(phrase.split()))) or phrase


def key(resolved: Resolved, document: str, *, initials: bool = False) -> str | None:
    """The speaker's key within the document, the same on every run; None where there is no name. Persons, bodies and
    documents of one name share it in all documents; those without a name of their own get the document's mark.
    A middle initial, which one document gives and the next does not, is left out unless ``initials``: to be set where
    two persons of a document would share a key. Two of them are meant to tell somebody apart, and stay."""
    if not resolved.name:
        return None
    name = resolved.name if initials or resolved.type != "person" else _MIDDLE_INITIAL.sub(" ", resolved.name)
    base = names.key(name) or re.sub(r"\W+", "-", resolved.name.casefold()).strip("-") or "-"
    if resolved.type == "person":
        return base
    if resolved.type in ("organization", "document"):
        return f"{resolved.type}/{base}"
    return f"{resolved.type}/{base}@{hashlib.sha256(document.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def speaker(resolved: Resolved, speaker_key: str) -> LocalSpeaker:
    """The document's record of a speaker: for a person with every form of the name and the roles given."""
    person = resolved.person
    if person is None:
        alias = Alias(resolved.name or "", 1, resolved.steps[0].span if resolved.steps else None)
        return LocalSpeaker(speaker_key, resolved.name or "", resolved.type, (), (alias,))
    counted: dict[str, list[int]] = {}
    for position, mention in enumerate(person.mentions):
        counted.setdefault(mention.written or mention.form, []).append(position)
    aliases = []
    for form, positions in counted.items():
        first = person.mentions[positions[0]]
        rule = (
            "name" if form == person.name or first.rule in ("name", "surname", "shorter") else f"variant:{first.rule}"
        )
        aliases.append(Alias(form, len(positions), first.span, rule))
    return LocalSpeaker(speaker_key, person.name, "person", tuple(role for role, _ in person.roles), tuple(aliases))
