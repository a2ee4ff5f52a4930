"""People's decisions as links between nodes: which must be one, which must not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from quotes.registry.blocks import forms, normal
from quotes.types import CORRECTING, Decision, Occurrence

Ref = tuple[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Links:
    """What decisions say about occurrences, by reference. A later decision stands over an earlier.

    ``together`` are the merges, (number, references), latest first; ``apart`` gives for each reference its group
    under each decision that separates: two groups of one number are never one speaker.
    """

    together: tuple[tuple[int, tuple[Ref, ...]], ...]
    apart: dict[Ref, dict[int, int]]


def links(occurrences: Sequence[Occurrence], decisions: Sequence[Decision]) -> Links:
    """The links that decisions ask for among these occurrences; those on names that do not occur ask for none."""
    if not decisions:
        return Links((), {})
    main, any_form = _index(occurrences)
    together: list[tuple[int, tuple[Ref, ...]]] = []
    apart: dict[Ref, dict[int, int]] = {}
    for decision in sorted(decisions, key=lambda decision: decision.number):
        if decision.kind in ("rename", "import", *CORRECTING):
            continue
        groups = [_named(name, decision.documents, main, any_form) for name in decision.names]
        if decision.kind == "merge":
            refs = tuple(sorted({ref for group in groups for ref in group}))
            together.append((decision.number, refs))
            _reconcile(apart, refs)
            continue
        if decision.kind == "split":
            groups = _staying_and_gone(decision, [refs for _, refs in together], main, any_form)
        for group, refs_apart in enumerate(_disjoint(groups)):
            for ref in refs_apart:
                apart.setdefault(ref, {})[decision.number] = group
    return Links(tuple(reversed(together)), apart)


def _reconcile(apart: dict[Ref, dict[int, int]], refs: tuple[Ref, ...]) -> None:
    """A merge takes back the earlier separations between those that it merges."""
    for number in {number for ref in refs for number in apart.get(ref, {})}:
        if len({apart[ref][number] for ref in refs if number in apart.get(ref, {})}) > 1:
            for ref in refs:
                apart.get(ref, {}).pop(number, None)


def _index(occurrences: Iterable[Occurrence]) -> tuple[dict[str, list[Ref]], dict[str, list[Ref]]]:
    """References by the normal form of the name, and of any form."""
    main: dict[str, list[Ref]] = {}
    any_form: dict[str, list[Ref]] = {}
    for occurrence in occurrences:
        main.setdefault(normal(occurrence.speaker.name), []).append(occurrence.ref)
        for form in {normal(form) for form in forms(occurrence)}:
            any_form.setdefault(form, []).append(occurrence.ref)
    return main, any_form


def _staying_and_gone(
    decision: Decision, merged: Sequence[Sequence[Ref]], main: dict[str, list[Ref]], any_form: dict[str, list[Ref]]
) -> list[list[Ref]]:
    """The two groups of a split: its first name stays, the others are set apart, or in its documents the one that it
    has. Its documents narrow what is set apart: elsewhere the same names stay. Of whom earlier merges have joined,
    stay all that it does not name."""
    apart = decision.names[1:] or decision.names
    gone = {ref for name in apart for ref in _named(name, decision.documents, main, any_form)}
    if normal(decision.names[0]) in {normal(name) for name in apart}:
        stay = set(main.get(normal(decision.names[0]), ())) - gone
    else:
        stay = set(_named(decision.names[0], (), main, any_form))
        gone -= stay
    if decision.documents:
        stay |= {ref for name in apart for ref in main.get(normal(name), ())} - gone
    for refs in merged:
        if not stay.isdisjoint(refs) and not gone.isdisjoint(refs):
            stay |= set(refs) - gone
    return [sorted(stay), sorted(gone)]


def _named(
    name: str, documents: Sequence[str], main: dict[str, list[Ref]], any_form: dict[str, list[Ref]]
) -> list[Ref]:
    """The occurrences that a decision's name speaks of, in these documents if there are any: those of that name, or
    else with that alias."""
    form = normal(name)
    refs = main.get(form) or any_form.get(form, [])
    return [ref for ref in refs if not documents or ref[0] in documents]


def _disjoint(groups: list[list[Ref]]) -> list[list[Ref]]:
    """An occurrence under two of the names belongs to the first."""
    seen: set[Ref] = set()
    result = []
    for group in groups:
        result.append([ref for ref in group if ref not in seen])
        seen.update(group)
    return result
