"""Local speakers of all documents joined to canonical ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from quotes.names import order, parse
from quotes.names.model import Name
from quotes.registry import surnames
from quotes.registry.blocks import NAMED, body_name
from quotes.registry.canonical import speakers
from quotes.registry.clusters import Clusters
from quotes.registry.decisions import links, normal
from quotes.registry.fullnames import edges
from quotes.types import Decision, Occurrence, Speaker

Ref = tuple[str, str]


def resolve(occurrences: Iterable[Occurrence], decisions: Sequence[Decision] = ()) -> list[Speaker]:
    """The canonical speakers of these local ones, sorted by id; each occurrence is a member of exactly one.

    The order of ``occurrences`` makes no difference. Occurrences that share no block key never meet, so a block can
    be resolved by itself. Later ``decisions`` (by number) stand over earlier ones; decisions over rules.
    """
    ordered = sorted({occurrence.ref: occurrence for occurrence in occurrences}.values(), key=lambda item: item.ref)
    decided = links(ordered, decisions)
    clusters = Clusters((occurrence.ref for occurrence in ordered), decided.apart)
    merged: dict[Ref, int] = {}
    for number, refs in decided.together:
        for one, other in itertools.pairwise(refs):
            if clusters.join(one, other):
                merged.setdefault(one, number)
                merged.setdefault(other, number)
    _bodies(clusters, [occurrence for occurrence in ordered if occurrence.speaker.type in NAMED - {"person"}])
    _people(clusters, [occurrence for occurrence in ordered if occurrence.speaker.type == "person"], set(merged))
    by_ref = {occurrence.ref: occurrence for occurrence in ordered}
    sets = [[by_ref[ref] for ref in members] for members in clusters.sets()]
    return speakers(sets, merged, decisions)


def _bodies(clusters: Clusters, occurrences: Sequence[Occurrence]) -> None:
    """Organizations join organizations, and documents documents, of an equal name or spelt-out acronym."""
    by_name: dict[tuple[str, str], list[Ref]] = {}
    for occurrence in occurrences:
        speaker = occurrence.speaker
        for form in {body_name(speaker.name), *_acronyms(occurrence)}:
            by_name.setdefault((speaker.type, form), []).append(occurrence.ref)
    for name in sorted(by_name):
        for one, other in itertools.pairwise(by_name[name]):
            clusters.join(one, other)


def _acronyms(occurrence: Occurrence) -> set[str]:
    """Aliases that spell the initials of the name: "IAEA" of "International Atomic Energy Agency"."""
    words = [word for word in occurrence.speaker.name.replace("-", " ").split() if word[:1].isupper()]
    letters = "".join(word[0] for word in words).casefold()
    forms = {body_name(alias.form).replace(".", "") for alias in occurrence.speaker.aliases}
    return {form for form in forms if len(form) > 2 and form == letters}


def _people(clusters: Clusters, occurrences: Sequence[Occurrence], decided: set[Ref]) -> None:
    """Persons: equal names first, then variants of full names, then short names."""
    named: dict[str, list[Occurrence]] = {}
    parsed: dict[str, Name] = {}
    for occurrence in occurrences:
        form = normal(occurrence.speaker.name)
        named.setdefault(form, []).append(occurrence)
        parsed.setdefault(form, parse(occurrence.speaker.name))
    tails = {name.tokens[start:] for name in parsed.values() for start in range(1, len(name.tokens))}
    # "López Obrador" is short where somebody is called "Andrés Manuel López Obrador".
    full = {form: name for form, name in parsed.items() if name.given and not _is_tail(name, tails)}
    for form in sorted(full):
        _join_all(clusters, named[form], named[form])
    documents = {form: frozenset(item.document for item in named[form]) for form in full}
    for one, other, _ in edges(full, documents):
        _join_all(clusters, named[one], named[other])
    short = [item for form in sorted(named) if form not in full for item in named[form] if item.ref not in decided]
    _short_names(clusters, short, [item for form in sorted(full) for item in named[form]])


def _is_tail(name: Name, tails: set[tuple[str, ...]]) -> bool:
    """Whether a name of two words can be the double family name of a longer one."""
    return name.tokens in tails and not order.is_given(name.tokens[0]) and not order.is_eastern(name)


def _join_all(clusters: Clusters, left: Sequence[Occurrence], right: Sequence[Occurrence]) -> None:
    """Join the sets of two forms as far as decisions allow: each set of the one with the first of the other that it
    may join."""
    firsts: dict[Ref, Ref] = {}
    for item in (*left, *right):
        firsts.setdefault(clusters.root(item.ref), item.ref)
    refs = sorted(firsts.values())
    for index, ref in enumerate(refs):
        for other in refs[:index]:
            if clusters.join(other, ref):
                break


def _short_names(clusters: Clusters, short: Sequence[Occurrence], full: Sequence[Occurrence]) -> None:
    """Bare surnames join the one full name that they fit, or another bare one under the same office."""
    index = surnames.by_family(_persons(clusters, full))
    left: list[tuple[Occurrence, Name]] = []
    joins: list[tuple[Ref, Ref]] = []
    for item in short:
        name = parse(_longest(item))
        fit = surnames.fitting(name, item, surnames.candidates(name, index)) if name.tokens else None
        if fit:
            joins.append((fit.ref, item.ref))
        elif name.tokens:
            left.append((item, name))
    for one, other in joins:
        clusters.join(one, other)
    by_office: dict[tuple[str, str], list[Ref]] = {}
    for item, name in left:
        for role in sorted(surnames.offices([item])):
            by_office.setdefault((normal(name.text), role), []).append(item.ref)
    for key in sorted(by_office):
        for one, other in itertools.pairwise(by_office[key]):
            clusters.join(one, other)


def _longest(item: Occurrence) -> str:
    """The short name with the form of address that the document gives it, if any: "Mr. Clinton" says more."""
    titled = [alias.form for alias in item.speaker.aliases if normal(alias.form) == normal(item.speaker.name)]
    return max((item.speaker.name, *titled), key=lambda form: (len(form), form))


def _persons(clusters: Clusters, full: Sequence[Occurrence]) -> list[surnames.Person]:
    """The clusters of full names."""
    grouped: dict[Ref, list[Occurrence]] = {}
    for item in full:
        grouped.setdefault(clusters.root(item.ref), []).append(item)
    people = []
    for members in grouped.values():
        names = {normal(item.speaker.name): parse(item.speaker.name) for item in members}
        people.append(
            surnames.Person(
                min(item.ref for item in members),
                tuple(names[form] for form in sorted(names)),
                surnames.offices(members),
                frozenset(item.document for item in members),
                frozenset(int(item.date[:4]) for item in members if item.date and item.date[:4].isdigit()),
            )
        )
    return sorted(people, key=lambda person: person.ref)
