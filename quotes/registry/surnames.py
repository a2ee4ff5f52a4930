"""Short names across documents: a bare surname, an initial with a surname.

A short name joins the only full name that it fits, within some years; a usual surname only under the same office.
Else it stays apart.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from quotes.lexicon import terms
from quotes.names import chinese, compare, parse
from quotes.names.classes import family_classes
from quotes.names.model import Name
from quotes.registry.blocks import normal
from quotes.registry.offices import offices
from quotes.types import Occurrence

Ref = tuple[str, str]

_USUAL = 5.0  # per mille of the population
_YEARS = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """A cluster of full names, as a short name sees it: a member, its names, offices and documents."""

    ref: Ref
    names: tuple[Name, ...]
    offices: frozenset[str]
    documents: frozenset[str]
    years: frozenset[int]


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

        Of several, the only one of the same office is it. A person whom the document keeps as a speaker beside the
        short name is not.
        """
        fits, by_office = self._fitting(short)
        held = offices(occurrence.speaker.roles)
        colleagues = {person.ref: person for role in held for person in by_office.get(role, ())}
        found = list(colleagues.values()) or fits
        if len(found) != 1 or occurrence.document in found[0].documents:
            return None
        if not colleagues and (is_usual(short) or not _near_in_time(occurrence, found[0])):
            return None
        return found[0]

    def _fitting(self, short: Name) -> tuple[list[Person], dict[str, list[Person]]]:
        if short not in self._fits:
            people = {person.ref: person for key in family_classes(short) for person in self._by_family.get(key, ())}
            fits = [person for _, person in sorted(people.items()) if _fits(short, person)]
            by_office: dict[str, list[Person]] = {}
            for person in fits:
                for role in person.offices:
                    by_office.setdefault(role, []).append(person)
            self._fits[short] = fits, by_office
        return self._fits[short]


def is_usual(short: Name) -> bool:
    """Whether a bare surname is borne by so many that being the only one in the corpus tells little."""
    word = short.tokens[-1]
    return chinese.surnames().get(word, 0.0) >= _USUAL or word in terms("common_surnames")


def _near_in_time(occurrence: Occurrence, person: Person) -> bool:
    """Whether the document is of a time when the person speaks elsewhere; undated ones may be of any."""
    year = (occurrence.date or "")[:4]
    if not year.isdigit() or not person.years:
        return True
    return min(abs(int(year) - other) for other in person.years) <= _YEARS


def _fits(short: Name, person: Person) -> bool:
    verdicts = [compare(short, name) for name in person.names]
    return any(verdict.relation == "compatible" and verdict.rule != "given" for verdict in verdicts) and not any(
        verdict.rule == "gender" for verdict in verdicts
    )


def person(ref: Ref, members: Sequence[Occurrence], years: frozenset[int] = frozenset()) -> Person:
    """What short names see of a cluster of full names. ``years`` are known beside those of the documents."""
    forms = {normal(item.speaker.name): item.speaker.name for item in members}
    return Person(
        ref,
        tuple(parse(forms[form]) for form in sorted(forms)),
        offices(role for item in members for role in item.speaker.roles),
        frozenset(item.document for item in members),
        years | {int(item.date[:4]) for item in members if item.date and item.date[:4].isdigit()},
    )
