"""Full names that are one person's: the edges between the names of a block.

A rule that rests on a shorter or another form (a middle name left out, a nickname) is dropped where the form fits two
people: "George Bush" is neither "George H. W. Bush" nor "George W. Bush" for sure. What is only likely by the words
(a slip, a first name left out) counts where both hold one office at one time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from quotes.lexicon import terms
from quotes.names import Verdict, compare
from quotes.names.classes import pair_classes
from quotes.names.model import Name
from quotes.names.normal import joined, token
from quotes.registry.offices import is_single, offices, shared_offices, without_land
from quotes.types import Occurrence

Edge = tuple[str, str, Verdict]
Documents = Mapping[str, frozenset[str]]

# Rules that hold even where one document keeps both forms: they explain every letter.
_EXACT = frozenset({"name", "spacing", "lost letters", "order"})
_YEARS = 5


def edges(forms: Mapping[str, Name], named: Mapping[str, Sequence[Occurrence]]) -> list[Edge]:
    """The sure pairs among full names, best first. ``forms`` maps a normal form to its name, ``named`` to the
    occurrences of it: two names that one document keeps apart are two people."""
    documents = {form: frozenset(item.document for item in named[form]) for form in forms}
    held = {form: offices(role for item in named[form] for role in item.speaker.roles) for form in forms}
    years = {form: _years(named[form]) for form in forms}
    found = []
    for one, other in _candidates(forms, held):
        verdict = compare(forms[one], forms[other])
        apart = not documents[one] & documents[other]
        if verdict.relation != "same" and apart and _near(years[one], years[other]):
            verdict = _in_office(forms[one], forms[other], verdict, shared_offices(held[one], held[other]))
        if verdict.relation == "same" and (verdict.rule in _EXACT or apart):
            found.append((one, other, verdict))
    plain: list[Edge] = []
    crossing: list[Edge] = []
    for edge in found:
        marks = {forms[form].suffix is None for form in edge[:2]}
        (plain if len(marks) == 1 else crossing).append(edge)
    kept = _consistent(_unambiguous(plain, forms), forms)
    crossing = _generations(crossing, kept, forms, documents)
    return sorted((*kept, *crossing), key=lambda edge: (-edge[2].score, edge[0], edge[1]))


def office_keys(name: Name, held: Iterable[str]) -> frozenset[str]:
    """What two full names that may be one under one office share: the office, the family or the given name, and how
    the other begins."""
    if not name.given:
        return frozenset()
    family, given = (joined(tuple(token(word) for word in words)) for words in (name.family, name.given))
    parts = (f"{given[:1]} {family}", f"{given} {family[:1]}", *(f"{word} {family}" for word in name.tokens[1:2]))
    plain = {office for name in held for office in (name, without_land(name)) if is_single(office)}
    return frozenset(f"{office}|{part}" for part in parts for office in plain)


def _in_office(one: Name, other: Name, verdict: Verdict, shared: frozenset[str]) -> Verdict:
    """The verdict on two names whose bearers hold the same offices."""
    if not shared or verdict.rule == "gender":
        return verdict
    if verdict.rule == "suffix" and any(not terms("many_holders").intersection(office.split()) for office in shared):
        # A father and a son in one office at one time are too rare to think of.
        return Verdict("same", "office", 0.8)
    if any(map(is_single, shared)):
        supported = compare(one, other, same_document=True, shared_role=True)
        if supported.relation == "same":
            return supported
        if supported.relation == "compatible" and supported.rule in ("double name", "middle", "initial", "order"):
            return Verdict("same", "office", 0.8)
    return verdict


def may_be_in_office(one: Name, other: Name) -> bool:
    """Whether two full names that are not one by themselves can be so under one office."""
    verdict = compare(one, other)
    if verdict.relation == "same":
        return verdict.rule not in _EXACT and (one.suffix is None) != (other.suffix is None)
    supported = compare(one, other, same_document=True, shared_role=True)
    return verdict.rule == "suffix" or supported.relation != "different"


def _years(occurrences: Iterable[Occurrence]) -> frozenset[int]:
    return frozenset(int(item.date[:4]) for item in occurrences if item.date and item.date[:4].isdigit())


def _near(one: frozenset[int], other: frozenset[int]) -> bool:
    return not one or not other or min(abs(a - b) for a in one for b in other) <= _YEARS


def _candidates(forms: Mapping[str, Name], held: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Pairs of names that share a class, or an office and a part, each once, sorted."""
    buckets: dict[object, list[str]] = {}
    for form in sorted(forms):
        for key in (*pair_classes(forms[form]), *office_keys(forms[form], held[form])):
            buckets.setdefault(key, []).append(form)
    return sorted({pair for bucket in buckets.values() for pair in itertools.combinations(bucket, 2)})


def _unambiguous(found: Iterable[Edge], forms: Mapping[str, Name]) -> list[Edge]:
    """Without the edges of a form that fits two different people."""
    found = list(found)
    torn = {
        (form, neighbour)
        for form, near in _neighbours(found).items()
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
    near = {edge[:2] for edge in found}
    bad = {
        number
        for number, members in enumerate(groups)
        if any(
            pair not in near and _different(forms[pair[0]], forms[pair[1]])
            for pair in itertools.combinations(members, 2)
        )
    }
    number_of = {form: number for number, members in enumerate(groups) for form in members}
    return [edge for edge in found if edge[2].rule in _EXACT or number_of[edge[0]] not in bad]


def _generations(
    crossing: Iterable[Edge], kept: list[Edge], forms: Mapping[str, Name], documents: Documents
) -> list[Edge]:
    """The edges from a name with a mark of generation to one without that hold.

    They join two groups of names if each fits no other, no document knows both, and no form occurs both with and
    without the mark but for one office: that is what father and son look like.
    """
    group_of = {form: tuple(group) for group in _groups(kept) for form in group}
    pairs: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Edge]] = {}
    for edge in crossing:
        one, other = (group_of.get(form, (form,)) for form in edge[:2])
        pairs.setdefault((min(one, other), max(one, other)), []).append(edge)
    often: dict[tuple[str, ...], int] = {}
    for pair in pairs:
        for group in pair:
            often[group] = often.get(group, 0) + 1
    result = []
    for (one, other), found in sorted(pairs.items()):
        shared = frozenset[str]().union(*(documents[form] for form in one)) & frozenset[str]().union(
            *(documents[form] for form in other)
        )
        twins = {forms[form].tokens for form in one} & {forms[form].tokens for form in other}
        in_office = any(edge[2].rule == "office" for edge in found)
        if often[one] == often[other] == 1 and not shared and (in_office or not twins):
            result += found
    return result


def _neighbours(found: Iterable[Edge]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for one, other, _ in found:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def _groups(found: Iterable[Edge]) -> list[list[str]]:
    """The connected groups of names."""
    near = _neighbours(found)
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
