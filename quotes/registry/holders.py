"""Offices without a name: "the Foreign Ministry spokesperson" is whoever holds the office at the document's date.

Only what the other documents show counts: one person, and no other, is given the same office within half a year. It
is for a person to decide all the same, as the corpus may not know the deputy.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from quotes.registry.blocks import body_name
from quotes.registry.offices import is_single, office, offices
from quotes.types import Occurrence

Ref = tuple[str, str]

_DAYS = 183


def holders(unnamed: Iterable[Occurrence], named: Iterable[tuple[str, Occurrence]]) -> list[tuple[Ref, str, str]]:
    """(reference, speaker id, reason) for each unnamed speaker whose phrase is an office that one speaker alone holds
    at the time. ``named`` are the occurrences of named persons with the ids of their speakers."""
    held: dict[str, list[tuple[str, Occurrence]]] = {}
    for id, item in named:
        for role in offices(item.speaker.roles):
            if is_single(role):
                held.setdefault(role, []).append((id, item))
    found = []
    for item in unnamed:
        role = office(body_name(item.speaker.name))
        near = {id: other for id, other in held.get(role, ()) if _near(item.date, other.date)}
        if len(near) == 1:
            ((id, other),) = near.items()
            found.append((item.ref, id, f"{role} in {other.document}"))
    return sorted(found)


def _near(one: str | None, other: str | None) -> bool:
    """Whether two documents are within half a year; undated ones are of no time."""
    try:
        days = [datetime.date.fromisoformat((day or "")[:10]) for day in (one, other)]
    except ValueError:
        return False
    return abs((days[0] - days[1]).days) <= _DAYS
