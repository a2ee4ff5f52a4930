"""Entries of authority files among the local speakers: what they are called everywhere, and under which keys.

An entry takes part as occurrences of its own, one a name form, which stand before the rules and after people's
decisions: the speakers under exactly one of its forms are it, two entries are never one, and the rules compare the
others with its forms as with any name.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes import names
from quotes.registry.blocks import NAMED, SHORT, block_keys, body_name, exact_keys, normal
from quotes.registry.holders import held_office
from quotes.registry.offices import offices
from quotes.types import Authority, LocalSpeaker, Occurrence

Ref = tuple[str, str]

_ENTRY = "\0authority"
"""Begins the documents of entries' own occurrences: no document has such an id."""


def is_entry(ref: Ref) -> bool:
    """Whether a reference is to an occurrence of an authority entry, not of a document."""
    return ref[0].startswith(_ENTRY)


def entry_occurrences(entry: Authority) -> list[Occurrence]:
    """One occurrence for each form of an entry."""
    roles = tuple(dict.fromkeys(office.title for office in entry.offices))
    return [
        Occurrence(f"{_ENTRY} {number}", None, LocalSpeaker(entry.id, form, entry.type, roles))
        for number, form in enumerate(entry.forms)
    ]


def authority_keys(entry: Authority) -> frozenset[str]:
    """The keys of the local speakers that an entry may be, or that want its id."""
    found = {f"=id:{names.slug(entry.id)}", *exact_keys(entry.forms)}
    for item in entry_occurrences(entry):
        keys = {key for key in block_keys(item) if not key.startswith(("=only:", "family:", "name:"))}
        # A short name looks at the full names of its family.
        found |= {SHORT + key[1:] if key.startswith("+") else key for key in keys}
    # An entry of one word, too, says who holds an office.
    held = {held_office(office.title) for office in entry.offices}
    return frozenset(found | {f"{SHORT}office:{title}" for title in held if title})


def years(entry: Authority) -> frozenset[int]:
    """The years in which an entry holds its offices, where it tells both ends of them."""
    found: set[int] = set()
    for office in entry.offices:
        if office.since and office.until:
            found.update(range(int(office.since[:4]), int(office.until[:4]) + 1))
    return frozenset(found)


def by_form(entries: Sequence[Authority]) -> dict[tuple[bool, str], list[int]]:
    """The indices of the entries that have a form, by whether they are persons and the form as it is compared."""
    found: dict[tuple[bool, str], list[int]] = {}
    for index, entry in enumerate(entries):
        for form in dict.fromkeys(_form(entry.type == "person", form) for form in entry.forms):
            found.setdefault(form, []).append(index)
    return found


def belonging(entries: Sequence[Authority], occurrences: Sequence[Occurrence]) -> tuple[dict[Ref, int], frozenset[Ref]]:
    """The index of the entry that each occurrence is by its name; and the references of those whose name several
    entries bear, of whom neither office nor time says which it is."""
    bearers = by_form(entries)
    found: dict[Ref, int] = {}
    torn: set[Ref] = set()
    for item in occurrences:
        if item.speaker.type not in NAMED:
            continue
        chosen = bearers.get(_form(item.speaker.type == "person", item.speaker.name), [])
        if len(chosen) > 1:
            chosen = [index for index in chosen if _holds(entries[index], item)]
            if len(chosen) != 1:
                torn.add(item.ref)
        if len(chosen) == 1:
            found[item.ref] = chosen[0]
    return found, frozenset(torn)


def _form(person: bool, form: str) -> tuple[bool, str]:
    return person, normal(form) if person else body_name(form)


def _holds(entry: Authority, item: Occurrence) -> bool:
    """Whether an entry holds an office of a local speaker at the document's date."""
    held = offices(item.speaker.roles)
    date = item.date or ""
    return any(
        held & offices([office.title])
        and (not date or ((office.since or "") <= date and date[: len(office.until or "9")] <= (office.until or "9")))
        for office in entry.offices
    )


def shared_forms(entries: Sequence[Authority]) -> frozenset[tuple[bool, str]]:
    """The forms that several entries bear."""
    return frozenset(form for form, found in by_form(entries).items() if len(found) > 1)


def own_occurrences(entries: Sequence[Authority]) -> dict[int, list[Occurrence]]:
    """The occurrences of each entry under the forms that it alone bears, by its index."""
    shared = shared_forms(entries)
    return {
        index: [
            item for item in entry_occurrences(entry) if _form(entry.type == "person", item.speaker.name) not in shared
        ]
        or entry_occurrences(entry)[:1]
        for index, entry in enumerate(entries)
    }
