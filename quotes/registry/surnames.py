"""Short names across documents: a bare surname, an initial with a surname.

A short name joins the only full name that it fits, within some years; a usual surname only under the same office.
Else it stays apart.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from quotes.lexicon import pairs, terms
from quotes.names import chinese, compare
from quotes.names.classes import family_classes
from quotes.names.model import Name
from quotes.names.normal import token
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


def office(role: str) -> str:
    """A role in a comparable form, without forms of address; empty where nothing else is in it.

    >>> office("U.S. Secretary of State"), office("Mr.")
    ('us secretary of state', '')
    """
    words = (token(word) for word in role.split())
    return " ".join(word for word in words if word and word not in pairs("honorifics") and word != "the")


def offices(occurrences: Iterable[Occurrence]) -> frozenset[str]:
    """All offices of these occurrences, normalised."""
    found = (office(role) for occurrence in occurrences for role in occurrence.speaker.roles)
    return frozenset(role for role in found if role)


def fitting(short: Name, occurrence: Occurrence, people: Sequence[Person]) -> Person | None:
    """The one person whom a short name of a document fits; None where none or several do.

    Of several, the only one of the same office is it. A person whom the document keeps as a speaker beside the short
    name is not.
    """
    held = offices([occurrence])
    colleagues = _first_two(short, (person for person in people if held & person.offices))
    fits = colleagues or _first_two(short, people)
    if len(fits) != 1 or occurrence.document in fits[0].documents:
        return None
    if not colleagues and (is_usual(short) or not _near_in_time(occurrence, fits[0])):
        return None
    return fits[0]


def _first_two(short: Name, people: Iterable[Person]) -> list[Person]:
    """The first two whom a name fits: two are one too many, and with a usual surname there may be thousands."""
    return list(itertools.islice((person for person in people if _fits(short, person)), 2))


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


def by_family(people: Iterable[Person]) -> dict[str, list[Person]]:
    """People by the classes of their family names."""
    index: dict[str, list[Person]] = {}
    for person in people:
        for found in sorted({found for name in person.names for found in family_classes(name)}):
            index.setdefault(found, []).append(person)
    return index


def candidates(short: Name, index: dict[str, list[Person]]) -> list[Person]:
    """The people who share a family class with a short name, each once."""
    found = {person.ref: person for key in family_classes(short) for person in index.get(key, ())}
    return [found[ref] for ref in sorted(found)]
