"""Persons who stay as they are, as short names and offices without a name see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quotes import names, registry
from quotes.database import Database, blocks
from quotes.registry.blocks import FULL, SHORT
from quotes.registry.holders import denoted
from quotes.types import Occurrence

_OFFICE = "office:"


def settled(
    db: Database, keys: Iterable[str], items: Collection[Occurrence], *, without: Collection[int] = ()
) -> dict[int, registry.Settled]:
    """The canonical persons whom the short names and offices among ``items`` may be, by number. ``keys`` are those of
    the families and offices that are looked for (``-``); ``without`` are persons who are worked out anew themselves."""
    wanted = {key.removeprefix(SHORT) for key in keys if key.startswith(SHORT)}
    offices = {FULL + key for key in wanted if key.startswith(_OFFICE)}
    families = {FULL + key for key in wanted if not key.startswith(_OFFICE)}
    showing: dict[int, list[Occurrence]] = {}
    if offices:
        dates = {item.date for item in items if denoted(item) and item.date}
        for number, item in blocks.in_office(db, offices, dates):
            showing.setdefault(number, []).append(item)
    numbers = ({*blocks.of_families(db, families)} | showing.keys()) - set(without)
    groups: dict[int, list[registry.Group]] = {}
    for one in blocks.summed(db, numbers):
        if one.type == "person" and names.parse(one.name).given:
            groups.setdefault(one.speaker, []).append(registry.Group(one.name, one.roles, one.year, one.times))
    named: dict[int, set[tuple[str, str]]] = {}
    asked = {item.document for item in items if looks_up(item)}
    for number, document, name in blocks.in_documents(db, asked, groups):
        if names.parse(name).given:
            named.setdefault(number, set()).add((document, name))
    return {
        number: registry.Settled(tuple(found), frozenset(named.get(number, ())), tuple(showing.get(number, ())))
        for number, found in groups.items()
    }


def looks_up(item: Occurrence) -> bool:
    """Whether a local speaker is a person under a name that may be short, or an office without a name: whoever that is
    depends on the full names, and no other on it."""
    return bool(denoted(item)) or (item.speaker.type == "person" and registry.is_short(names.parse(item.speaker.name)))
