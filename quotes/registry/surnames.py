"""Short names across documents: a bare surname, an initial with a surname.

A short name joins the only full name that it fits, within some years; a usual surname only under the same office.
Else it stays apart.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quotes.names import compare, parse
from quotes.names.classes import family_classes
from quotes.names.model import Name
from quotes.registry.authorities import is_entry
from quotes.registry.blocks import normal
from quotes.registry.offices import kinds, offices, shared_offices
from quotes.registry.rare import is_usual
from quotes.types import Occurrence

Ref = tuple[str, str]

_YEARS = 5
OFTEN = 3
"""In how many documents an office is somebody's for sure, though others are given it in one."""


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """A cluster of full names, as a short name sees it: a member, its names, offices and documents."""

    ref: Ref
    names: tuple[Name, ...]
    offices: Mapping[str, int]
    """How often each office is theirs, once a local speaker."""
    documents: frozenset[str]
    """Documents that keep them as speakers: of a settled person only those that are asked about."""
    times: int
    """How many local speakers they are under full names."""
    years: frozenset[int]


class Group(NamedTuple):
    """Local speakers that are alike: of one name, roles and year ("" for none), and how many they are."""

    name: str
    roles: tuple[str, ...]
    year: str
    times: int


@dataclasses.dataclass(frozen=True, slots=True)
class Settled:
    """A person who stays as they are: all local speakers of the person, summed up; (document, name) for each of them
    in the documents that are asked about, under names of several words; and those that show who holds an office that
    is asked about."""

    groups: tuple[Group, ...]
    named: frozenset[tuple[str, str]] = frozenset()
    showing: tuple[Occurrence, ...] = ()


class People:
    """People whom short names may fit. Each short form is compared with each person of its family once."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_family: dict[str, list[Person]] = {}
        for person in sorted(people, key=lambda person: person.ref):
            for found in {found for name in person.names for found in family_classes(name)}:
                self._by_family.setdefault(found, []).append(person)
        self._fits: dict[Name, tuple[list[Person], dict[str, list[Person]]]] = {}

    def fitting(self, short: Name, occurrence: Occurrence) -> Person | None:
        """The one person whom a short name of a document fits; None where none or several do.

        Of several, the only one of the same office is it (that of a land, where no other land is told), or the only one
        who is given it in more than a document or two: a single one may be an error. A person whom the document keeps
        as a speaker beside the short name is not.
        """
        fits, by_office = self._fitting(short)
        held = offices(occurrence.speaker.roles)
        near = {person.ref: person for role in kinds(held) for person in by_office.get(role, ())}
        colleagues = [person for person in near.values() if shared_offices(held, person.offices)]
        found = (_often(colleagues, held) if len(colleagues) > 1 else colleagues) or fits
        if len(found) != 1 or occurrence.document in found[0].documents:
            return None
        if len(colleagues) != 1 and not _near_in_time(occurrence, found[0]):
            return None
        if not colleagues and (is_usual(short) or (held and _known_as_another(found[0]))):
            return None
        return found[0]

    def _fitting(self, short: Name) -> tuple[list[Person], dict[str, list[Person]]]:
        if short not in self._fits:
            people = {person.ref: person for key in family_classes(short) for person in self._by_family.get(key, ())}
            fits = [person for _, person in sorted(people.items()) if _fits(short, person)]
            by_office: dict[str, list[Person]] = {}
            for person in fits:
                for role in kinds(person.offices):
                    by_office.setdefault(role, []).append(person)
            self._fits[short] = fits, by_office
        return self._fits[short]


def _known_as_another(person: Person) -> bool:
    """Whether a person stands in few documents, and under offices: a bare surname under another one may be somebody
    whose full name the corpus does not know."""
    return bool(person.offices) and person.times < OFTEN


def _often(people: Sequence[Person], held: Iterable[str]) -> list[Person]:
    """Whoever is given one of the offices in some documents, where all others are given it in one at most."""
    times = {person.ref: max(person.offices.get(role, 0) for role in held) for person in people}
    often = [person for person in people if times[person.ref] > 1]
    return [person for person in often if times[person.ref] >= OFTEN] if len(often) == 1 else list(people)


def is_near(year: str, other: str) -> bool:
    """Whether what is shown of a person in one year may decide about a short name of another; "" is none, and of any
    time where it is the short name's."""
    if not year.isdigit():
        return False
    return not other.isdigit() or abs(int(year) - int(other)) <= _YEARS


def _near_in_time(occurrence: Occurrence, person: Person) -> bool:
    """Whether the document is of a time when the person speaks elsewhere; undated ones may be of any."""
    year = (occurrence.date or "")[:4]
    if not year.isdigit() or not person.years:
        return True
    return min(abs(int(year) - other) for other in person.years) <= _YEARS


def _fits(short: Name, person: Person) -> bool:
    verdicts = [compare(short, name) for name in person.names]
    # "Hamilton Mourão" is the same as "Antônio Hamilton Mourão", if a double family name as well.
    return any(verdict.relation != "different" and verdict.rule != "given" for verdict in verdicts) and not any(
        verdict.rule == "gender" for verdict in verdicts
    )


def person(ref: Ref, members: Sequence[Occurrence], years: frozenset[int] = frozenset()) -> Person:
    """What short names see of a cluster of full names. ``years`` are known beside those of the documents."""
    groups = [
        Group(
            item.speaker.name, item.speaker.roles, (item.date or "")[:4], OFTEN if is_entry((item.document, "")) else 1
        )
        for item in members
    ]
    return _person(ref, groups, frozenset(item.document for item in members), len(members), years)


def settled_person(ref: Ref, groups: Sequence[Group], documents: frozenset[str]) -> Person:
    """The same of a person who is settled, from the groups under full names."""
    return _person(ref, groups, documents, sum(group.times for group in groups), frozenset())


def _person(ref: Ref, groups: Sequence[Group], documents: frozenset[str], times: int, years: frozenset[int]) -> Person:
    forms: dict[str, str] = {}
    held: Counter[str] = Counter()
    for group in groups:
        form = normal(group.name)
        forms[form] = min(group.name, forms.get(form, group.name))
        for role in offices(group.roles):
            # What an authority entry says counts for enough.
            held[role] += group.times
    known = years | {int(group.year) for group in groups if group.year.isdigit()}
    return Person(ref, tuple(parse(forms[form]) for form in sorted(forms)), held, documents, times, known)
