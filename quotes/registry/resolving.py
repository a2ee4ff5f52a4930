"""Local speakers of all documents joined to canonical ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quotes.names import order, parse
from quotes.names.model import Name
from quotes.registry import following, surnames
from quotes.registry.authorities import belonging, is_entry, own_occurrences, years
from quotes.registry.blocks import NAMED, body_forms, double_tails, nicknamed, normal
from quotes.registry.canonical import age, speakers
from quotes.registry.clusters import Clusters
from quotes.registry.decisions import links
from quotes.registry.fullnames import edges
from quotes.registry.holders import Holders, denoted, showings
from quotes.registry.offices import offices
from quotes.types import CORRECTING, Authority, Decision, Occurrence, Speaker

Ref = tuple[str, str]
Tails = set[tuple[str, ...]]


class Part(NamedTuple):
    """What came of a part of all local speakers: its canonical speakers, and the short names among it that belong to a
    settled person, by reference; those are members of none of the speakers."""

    speakers: list[Speaker]
    settled: dict[Ref, int]


def resolve(
    occurrences: Iterable[Occurrence], decisions: Sequence[Decision] = (), authorities: Sequence[Authority] = ()
) -> list[Speaker]:
    """The canonical speakers of these local ones, sorted by id; each occurrence is a member of exactly one.

    The order of ``occurrences`` and ``authorities`` makes no difference. Later ``decisions`` (by number) stand over
    earlier ones; decisions over authority entries, and those over rules. Two entries are never one speaker.
    """
    return resolve_part(occurrences, decisions, authorities).speakers


def resolve_part(
    occurrences: Iterable[Occurrence],
    decisions: Sequence[Decision] = (),
    authorities: Sequence[Authority] = (),
    *,
    settled: Mapping[int, surnames.Settled] | None = None,
) -> Part:
    """Like ``resolve``, for the local speakers that a change reaches.

    Reached are all that share a joining key, even through others, and the short names of their families. ``settled``
    are persons that stay as they are, by any number: those of the families of the short names, and those who hold the
    offices without a name. Short names and offices may turn out to be theirs.
    """
    ordered = sorted({occurrence.ref: occurrence for occurrence in occurrences}.values(), key=lambda item: item.ref)
    entries = sorted({entry.id: entry for entry in authorities}.values(), key=lambda entry: entry.id)
    told, followers, alone = following.parted(ordered, decisions)
    nodes = sorted((*told, *alone), key=lambda item: item.ref) if alone else told
    decided = links(nodes, decisions)
    own = own_occurrences(entries)
    everyone = [*(item for index in own for item in own[index]), *nodes]
    apart = decided.apart | {item.ref: {_ENTRIES: index} for index, items in own.items() for item in items}
    clusters = Clusters((item.ref for item in everyone), apart)
    merged = _merged(clusters, decided.together)
    following.join_alike(clusters, alone, decisions)
    known, torn = _entries(clusters, entries, own, nodes)
    ruled = [item for item in everyone if item.ref not in torn and item.speaker.decision is None]
    _bodies(clusters, [item for item in ruled if item.speaker.type in NAMED - {"person"}])
    persons = [item for item in ruled if item.speaker.type == "person"]
    held = {items[0].ref: years(entries[index]) for index, items in own.items()}
    outside = _people(clusters, persons, known | set(merged), settled or {}, held)
    nameless = [item for item in told if denoted(item) and item.ref not in merged]
    # Also somebody of whom entries leave open who it is holds an office beside others.
    shown = [item for item in everyone if item.speaker.type == "person" and item.speaker.decision is None]
    outside |= _offices(clusters, nameless, shown, settled or {}, [(own[i][0].ref, entries[i]) for i in own])
    by_ref = {item.ref: item for item in everyone if item.ref not in outside}
    sets = {clusters.root(members[0]): members for members in clusters.sets() if members[0] in by_ref}
    given = [[by_ref[ref] for ref in members] for members in sets.values()]
    if followers:
        place = {root: index for index, root in enumerate(sets)}
        home = {item.ref: outside.get(item.ref, clusters.root(item.ref)) for item in told}
        for ref, other in following.places(followers, home.__getitem__, {item.ref: age(item) for item in told}).items():
            if other in outside:
                outside[ref] = outside[other]
            else:
                given[place[clusters.root(other)]].append(followers[ref][0])
    return Part(speakers(given, merged, [d for d in decisions if d.kind not in CORRECTING], entries), outside)


def _merged(clusters: Clusters, together: Iterable[tuple[int, Sequence[Ref]]]) -> dict[Ref, int]:
    """Joins what decisions, by number, say is one. By which each was joined. A later split may have parted some: each
    joins the first that it may."""
    merged: dict[Ref, int] = {}
    for number, refs in together:
        firsts: list[Ref] = []
        for ref in refs:
            joined = next((first for first in firsts if clusters.join(first, ref)), None)
            if joined is None:
                firsts.append(ref)
            else:
                merged.setdefault(joined, number)
                merged.setdefault(ref, number)
    return merged


_ENTRIES = -1
"""Stands for the number of a decision that keeps all authority entries apart."""


def _entries(
    clusters: Clusters,
    entries: Sequence[Authority],
    own: Mapping[int, Sequence[Occurrence]],
    occurrences: Sequence[Occurrence],
) -> tuple[set[Ref], frozenset[Ref]]:
    """Authority entries take the local speakers under their names. Returns those taken, and those whose name several
    entries bear."""
    for items in own.values():
        for one, other in itertools.pairwise(items):
            clusters.join(one.ref, other.ref)
    found, torn = belonging(entries, occurrences)
    for ref in sorted(found, key=lambda ref: (clusters.is_set_apart(ref), ref)):
        clusters.join(own[found[ref]][0].ref, ref)
    return {*found, *(item.ref for items in own.values() for item in items)}, torn


def _bodies(clusters: Clusters, occurrences: Sequence[Occurrence]) -> None:
    """Organizations join organizations, and documents documents, of an equal name or spelt-out acronym."""
    by_name: dict[tuple[str, str], list[Ref]] = {}
    for occurrence in occurrences:
        for form in body_forms(occurrence):
            by_name.setdefault((occurrence.speaker.type, form), []).append(occurrence.ref)
    for name in sorted(by_name):
        for one, other in itertools.pairwise(by_name[name]):
            clusters.join(one, other)


def _people(
    clusters: Clusters,
    occurrences: Sequence[Occurrence],
    decided: set[Ref],
    settled: Mapping[int, surnames.Settled],
    held: Mapping[Ref, frozenset[int]],
) -> dict[Ref, int]:
    """Persons: equal names first, then variants of full names, then short names. Returns the short names that belong
    to settled persons."""
    named: dict[str, list[Occurrence]] = {}
    parsed: dict[str, Name] = {}
    for occurrence in occurrences:
        form = normal(occurrence.speaker.name)
        named.setdefault(form, []).append(occurrence)
        parsed.setdefault(form, parse(occurrence.speaker.name))
        for written in nicknamed(occurrence):
            name = parse(written)
            if (name.nickname or "") > (parsed[form].nickname or ""):
                parsed[form] = name
    elsewhere = {parse(name) for name in {group.name for person in settled.values() for group in person.groups}}
    tails = {tail for name in (*parsed.values(), *elsewhere) for tail in double_tails(name)}
    full = {form: name for form, name in parsed.items() if _is_full(name, tails)}
    for form in sorted(full):
        _join_all(clusters, named[form], named[form])
    for one, other, _ in edges(full, named):
        _join_all(clusters, named[one], named[other])
    short = [item for form in sorted(named) if form not in full for item in named[form] if item.ref not in decided]
    people = _persons(clusters, [item for form in sorted(full) for item in named[form]], held)
    return _short_names(clusters, short, [*people, *_settled(settled, tails)])


def _is_full(name: Name, tails: Tails) -> bool:
    """Whether a name is a full one, and not the double family name of a longer one: "López Obrador" is short where
    somebody is called "Andrés Manuel López Obrador"."""
    if not name.given:
        return False
    return name.tokens not in tails or order.is_given(name.tokens[0]) or order.is_eastern(name)


def _join_all(clusters: Clusters, left: Sequence[Occurrence], right: Sequence[Occurrence]) -> None:
    """Join the sets of two forms as far as decisions allow: each set of the one with the first of the other that it
    may join. What decisions set apart comes last: whom they do not name stays where the others are."""
    firsts: dict[Ref, Ref] = {}
    for item in (*left, *right):
        firsts.setdefault(clusters.root(item.ref), item.ref)
    refs = sorted(firsts.values(), key=lambda ref: (clusters.is_set_apart(ref), ref))
    for index, ref in enumerate(refs):
        for other in refs[:index]:
            if clusters.join(other, ref):
                break


def _short_names(clusters: Clusters, short: Sequence[Occurrence], persons: Sequence[surnames.Person]) -> dict[Ref, int]:
    """Bare surnames join the one full name that they fit, or another bare one under the same office. Returns those
    that fit a settled person."""
    people = surnames.People(persons)
    left: list[tuple[Occurrence, Name]] = []
    joins: list[tuple[Ref, Ref]] = []
    outside: dict[Ref, int] = {}
    for item in short:
        name = parse(_longest(item))
        fit = people.fitting(name, item) if name.tokens else None
        if fit and fit.ref[0] == _SETTLED:
            outside[item.ref] = int(fit.ref[1])
        elif fit:
            joins.append((fit.ref, item.ref))
        elif name.tokens:
            left.append((item, name))
    for one, other in joins:
        clusters.join(one, other)
    by_office: dict[tuple[str, str], list[Ref]] = {}
    for item, name in left:
        for role in sorted(offices(item.speaker.roles)):
            by_office.setdefault((normal(name.text), role), []).append(item.ref)
    for key in sorted(by_office):
        for one, other in itertools.pairwise(by_office[key]):
            clusters.join(one, other)
    return outside


def _offices(
    clusters: Clusters,
    nameless: Sequence[Occurrence],
    persons: Sequence[Occurrence],
    settled: Mapping[int, surnames.Settled],
    entries: Sequence[tuple[Ref, Authority]],
) -> dict[Ref, int]:
    """Offices without a name join the one person who holds them. Returns those of settled persons."""
    if not nameless:
        return {}
    known = [(clusters.root(item.ref), item) for item in persons if not is_entry(item.ref)]
    known += [((_SETTLED, str(number)), item) for number, person in settled.items() for item in person.showing]
    found = Holders(showings(known), [(clusters.root(ref), entry) for ref, entry in entries])
    # Whoever speaks by name in the document as well would not be called by the office alone.
    present = {(person, item.document) for person, item in known if parse(item.speaker.name).given}
    present |= {
        ((_SETTLED, str(number)), document) for number, person in settled.items() for document, _ in person.named
    }
    outside: dict[Ref, int] = {}
    joins: list[tuple[Ref, Ref]] = []
    for item in nameless:
        person = found.of(item)
        if person is None or (person, item.document) in present:
            continue
        if person[0] == _SETTLED:
            outside[item.ref] = int(person[1])
        else:
            joins.append((person, item.ref))
    for person, ref in joins:
        clusters.join(person, ref)
    return outside


def _longest(item: Occurrence) -> str:
    """The short name with the form of address that the document gives it, if any: "Mr. Clinton" says more."""
    titled = [alias.form for alias in item.speaker.aliases if normal(alias.form) == normal(item.speaker.name)]
    return max((item.speaker.name, *titled), key=lambda form: (len(form), form))


def _persons(
    clusters: Clusters, full: Sequence[Occurrence], held: Mapping[Ref, frozenset[int]]
) -> list[surnames.Person]:
    """The clusters of full names. ``held`` gives the years of office that authority entries tell."""
    grouped: dict[Ref, list[Occurrence]] = {}
    for item in full:
        grouped.setdefault(clusters.root(item.ref), []).append(item)
    return [
        surnames.person(
            min(item.ref for item in members),
            members,
            frozenset(year for item in members for year in held.get(item.ref, ())),
        )
        for members in grouped.values()
    ]


_SETTLED = "\0settled"
"""Stands for the document in the references of settled persons: no document has such an id."""


def _settled(settled: Mapping[int, surnames.Settled], tails: Tails) -> list[surnames.Person]:
    found = []
    for number, person in sorted(settled.items()):
        full = [group for group in person.groups if _is_full(parse(group.name), tails)]
        if full:
            documents = frozenset(document for document, name in person.named if _is_full(parse(name), tails))
            found.append(surnames.settled_person((_SETTLED, str(number)), full, documents))
    return found
