"""Full names that are one person's: the edges between the names of a block.

A rule that rests on a shorter or another form (a middle name left out, a nickname) is dropped where the form fits two
people: "George Bush" is neither "George H. W. Bush" nor "George W. Bush" for sure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from quotes.names import Verdict, compare
from quotes.names.classes import pair_classes
from quotes.names.model import Name

Edge = tuple[str, str, Verdict]

# Rules that hold even where one document keeps both forms: they explain every letter.
_EXACT = frozenset({"name", "spacing", "lost letters", "order"})


def edges(forms: Mapping[str, Name], documents: Mapping[str, frozenset[str]]) -> list[Edge]:
    """The sure pairs among full names, best first. ``forms`` maps a normal form to its name, ``documents`` to where
    it stands as a speaker of its own: two names that one document keeps apart are two people."""
    found = [
        (one, other, verdict)
        for one, other in _candidates(forms)
        if (verdict := compare(forms[one], forms[other])).relation == "same"
        and (verdict.rule in _EXACT or not documents[one] & documents[other])
    ]
    kept = _consistent(_unambiguous(found, forms), forms)
    return sorted(kept, key=lambda edge: (-edge[2].score, edge[0], edge[1]))


def _candidates(forms: Mapping[str, Name]) -> list[tuple[str, str]]:
    """Pairs of names that share a class, each once, sorted."""
    buckets: dict[tuple[str, str], list[str]] = {}
    for form in sorted(forms):
        for pair in pair_classes(forms[form]):
            buckets.setdefault(pair, []).append(form)
    return sorted({pair for bucket in buckets.values() for pair in itertools.combinations(bucket, 2)})


def _unambiguous(found: Iterable[Edge], forms: Mapping[str, Name]) -> list[Edge]:
    """Without the edges of a form that fits two different people."""
    found = list(found)
    neighbours: dict[str, set[str]] = {}
    for one, other, _ in found:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    torn = {
        (form, neighbour)
        for form, near in neighbours.items()
        for pair in itertools.combinations(sorted(near), 2)
        if _different(forms[pair[0]], forms[pair[1]])
        for neighbour in pair
    }
    return [edge for edge in found if edge[2].rule in _EXACT or not {(edge[0], edge[1]), (edge[1], edge[0])} & torn]


def _different(one: Name, other: Name) -> bool:
    return compare(one, other).relation == "different"


def _consistent(found: list[Edge], forms: Mapping[str, Name]) -> list[Edge]:
    """In a group where a chain of rules would tie two different people, only the exact edges stay."""
    groups = _groups(found)
    bad = {
        number
        for number, members in enumerate(groups)
        if any(_different(forms[one], forms[other]) for one, other in itertools.combinations(members, 2))
    }
    number_of = {form: number for number, members in enumerate(groups) for form in members}
    return [edge for edge in found if edge[2].rule in _EXACT or number_of[edge[0]] not in bad]


def _groups(found: list[Edge]) -> list[list[str]]:
    """The connected groups of names."""
    near: dict[str, set[str]] = {}
    for one, other, _ in found:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        group, frontier = {start}, [start]
        while frontier:
            new = near[frontier.pop()] - group
            group |= new
            frontier.extend(new)
        seen |= group
        groups.append(sorted(group))
    return groups
