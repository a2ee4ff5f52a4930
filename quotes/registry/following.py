"""Speakers to whom decisions gave single quotes: they follow whoever the decision named, and take part in no rule.

That a quote is somebody's tells nothing of what the document calls whom: no bare surname, office or variant may come to
mean somebody else by it. Who occurs nowhere but in such quotes is a speaker by the name that the decision gives.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from quotes.registry.blocks import normal
from quotes.registry.clusters import Clusters
from quotes.types import Decision, Occurrence

Ref = tuple[str, str]


class Parted(NamedTuple):
    """Local speakers parted by what they go by: those that documents tell of; for each that follows others, these; and
    those who follow nobody, with their types."""

    told: list[Occurrence]
    following: dict[Ref, tuple[Occurrence, tuple[Ref, ...]]]
    alone: list[Occurrence]


def parted(occurrences: Sequence[Occurrence], decisions: Sequence[Decision]) -> Parted:
    """Parts the occurrences. One that a decision made follows those of the name and type that the decision gives, in
    its documents if it is narrowed to some."""
    told = [item for item in occurrences if item.speaker.decision is None]
    if len(told) == len(occurrences):
        return Parted(told, {}, [])
    by_number = {decision.number: decision for decision in decisions if decision.kind == "attribute"}
    named: dict[str, list[Occurrence]] = {}
    for item in told:
        named.setdefault(normal(item.speaker.name), []).append(item)
    following: dict[Ref, tuple[Occurrence, tuple[Ref, ...]]] = {}
    alone = []
    for item in occurrences:
        if item.speaker.decision is None:
            continue
        decision = by_number.get(item.speaker.decision)
        given = typed(item, decision)
        documents = decision.documents if decision is not None else ()
        bearers = [other for other in named.get(normal(item.speaker.name), ()) if _within(other, documents)]
        same = [other.ref for other in bearers if other.speaker.type == given.speaker.type]
        if refs := same or [other.ref for other in bearers]:
            following[item.ref] = given, tuple(refs)
        else:
            alone.append(given)
    return Parted(told, following, alone)


def join_alike(clusters: Clusters, alone: Iterable[Occurrence], decisions: Sequence[Decision]) -> None:
    """Makes those one who follow nobody and have one name, unless decisions narrow them to different documents."""
    narrowed = {decision.number: decision.documents for decision in decisions}
    firsts: dict[object, Ref] = {}
    for documents, item in sorted(((narrowed.get(item.speaker.decision or 0, ()), item) for item in alone), key=_first):
        name = normal(item.speaker.name), item.speaker.type
        for place in documents or ("",):
            clusters.join(firsts.setdefault((name, place), item.ref), item.ref)
        if (name, "") in firsts:
            clusters.join(firsts[name, ""], item.ref)


def _first(narrowed: tuple[Sequence[str], Occurrence]) -> tuple[bool, Ref]:
    documents, item = narrowed
    return bool(documents), item.ref


def places(
    following: Mapping[Ref, tuple[Occurrence, tuple[Ref, ...]]],
    home: Callable[[Ref], object],
    ages: Mapping[Ref, tuple[str, ...]],
) -> dict[Ref, Ref]:
    """For each that follows others, the one of them with whom it goes: where they have come to be several speakers
    (``home`` tells them apart), one of the speaker that most of them are, or else of the oldest."""
    found = {}
    for ref, (_, refs) in following.items():
        times = Counter(home(other) for other in refs)
        found[ref] = min(refs, key=lambda other: (-times[home(other)], ages[other]))
    return found


def typed(item: Occurrence, decision: Decision | None) -> Occurrence:
    """The occurrence with the type that the decision gives its speaker."""
    _, _, rank = item.speaker.key.partition("/")[2].partition("/")
    place = int(rank) if rank.isascii() and rank.isdigit() else 0
    types = decision.types if decision is not None else ()
    if place >= len(types):
        return item
    return dataclasses.replace(item, speaker=dataclasses.replace(item.speaker, type=types[place]))


def _within(item: Occurrence, documents: Sequence[str]) -> bool:
    return not documents or item.document in documents
