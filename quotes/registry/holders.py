"""Offices without a name: "the Foreign Ministry spokesperson" is whoever holds the office at the document's date.

Only what is shown counts: authority entries, and other documents that give the office to a person by the full name. A
second holder within a year, a single document, or a document in which the holder speaks by name as well, leave the
phrase unnamed.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from quotes import names
from quotes.lexicon import terms
from quotes.names.normal import token
from quotes.names.remembered import remembered
from quotes.registry.offices import is_single, office
from quotes.types import Authority, Occurrence

Ref = tuple[str, str]
Key = tuple[str, str]
"""Stands for a person: a reference of its cluster."""

_NEAR = 183
"""How many days a document that shows the holder may be away."""
_APART = 366
"""Within how many days nobody else may be shown to hold it."""
_LEAST = 2
"""In how many documents a holder must be shown."""


@remembered
def held_office(role: str) -> str:
    """The office, in a comparable form, that a role says somebody holds and hardly anybody else; empty where it says
    less.

    >>> held_office("White House press secretary"), held_office("former Treasury Secretary"), held_office("senator")
    ('white house press secretary', '', '')
    """
    words = {token(word) for word in re.split(r"[\s-]+", role)}
    name = office(role)
    return name if is_single(name) and not words & terms("not_holding") else ""


def held_offices(item: Occurrence) -> frozenset[str]:
    """The offices that a document gives to a person by the full name."""
    if item.speaker.type != "person" or not names.parse(item.speaker.name).given:
        return frozenset()
    return frozenset(found for role in item.speaker.roles if (found := held_office(role)))


def denoted(item: Occurrence) -> str:
    """The office by which alone a document calls a speaker; empty where it is none."""
    return held_office(item.speaker.name) if item.speaker.type == "unnamed" else ""


@dataclasses.dataclass(frozen=True, slots=True)
class Showing:
    """One place where a person is given an office: the person, the document and its day."""

    person: Key
    document: str
    day: int


class Holders:
    """Who holds which office when, by what documents and authority entries show.

    ``showings`` are by office. ``entries`` are authority entries with the person that each is.
    """

    def __init__(
        self, showings: Mapping[str, Sequence[Showing]], entries: Sequence[tuple[Key, Authority]] = ()
    ) -> None:
        self._showings = showings
        self._terms = [
            (held_office(held.title), held.since or "", held.until or "9", person)
            for person, entry in entries
            for held in entry.offices
            if held.since or held.until
        ]

    def of(self, item: Occurrence) -> Key | None:
        """The one person whom an office without a name denotes; None where none or several may be meant."""
        title, at = denoted(item), day(item.date)
        if not title or at is None:
            return None
        shown = self._showings.get(title, ())
        named = {
            person
            for held, since, until, person in self._terms
            if held == title and since <= (item.date or "") and (item.date or "")[: len(until)] <= until
        }
        known = {each.person for each in shown if abs(each.day - at) <= _APART} | named
        near = {each.document for each in shown if abs(each.day - at) <= _NEAR}
        if len(known) != 1 or not (named or len(near) >= _LEAST) or item.document in near:
            return None
        return known.pop()


def showings(items: Iterable[tuple[Key, Occurrence]]) -> dict[str, list[Showing]]:
    """The places that show holders, by office, for persons' local speakers with the person that each is."""
    found: dict[str, list[Showing]] = {}
    for person, item in items:
        at = day(item.date)
        if at is not None:
            for title in held_offices(item):
                found.setdefault(title, []).append(Showing(person, item.document, at))
    return found


def holders(unnamed: Iterable[Occurrence], named: Iterable[tuple[str, Occurrence]]) -> list[tuple[Ref, str, str]]:
    """(reference, speaker id, reason) for each unnamed speaker whose phrase is an office that one speaker alone is
    given within half a year, if only in one document: for a person to decide. ``named`` are the occurrences of named
    persons with the ids of their speakers."""
    held: dict[str, list[tuple[str, Occurrence]]] = {}
    for id, item in named:
        for role in held_offices(item):
            held.setdefault(role, []).append((id, item))
    found = []
    for item in unnamed:
        at = day(item.date)
        role = held_office(item.speaker.name)
        near = {id: other for id, other in held.get(role, ()) if _near(at, day(other.date))}
        if len(near) == 1:
            ((id, other),) = near.items()
            found.append((item.ref, id, f"{role} in {other.document}"))
    return sorted(found)


def _near(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _NEAR


@remembered
def day(date: str | None) -> int | None:
    """A day as a number; None for years, months and what is no date."""
    try:
        return datetime.date.fromisoformat((date or "")[:10]).toordinal()
    except ValueError:
        return None
