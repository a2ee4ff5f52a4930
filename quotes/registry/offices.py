"""Roles in a comparable form, and which of them one person holds at a time."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable

from quotes.lexicon import lines, pairs, terms
from quotes.names.normal import token, without_possessive
from quotes.names.remembered import remembered

_FORMER = re.compile(r"^(?:then|former|ex|the|acting|retired|late|outgoing|incoming|current)\b[- ]?")
_SPOKEN = re.compile(r"(?:men|women|man|woman|people|persons)$")


@remembered
def office(role: str) -> str:
    """A role in a comparable form, without forms of address; empty where nothing else is in it.

    >>> office("U.S. Secretary of State"), office("Mr."), office("the then Foreign Ministry spokeswoman")
    ('us secretary of state', '', 'foreign ministry spokesperson')
    >>> office("India's finance minister"), office("Indian Finance Minister"), office("president of South Korea")
    ('india finance minister', 'india finance minister', 'south korea president')
    """
    words = (_land(word) for word in role.split())
    kept = [word for word in words if word and word not in pairs("honorifics") and word != "the"]
    text = " ".join(kept)
    while (shorter := _FORMER.sub("", text)) != text:
        text = shorter
    return " ".join(
        _SPOKEN.sub("person", word) if word.startswith(("spokes", "chair")) else word
        for word in _land_first(text).split()
    )


def _land(word: str) -> str:
    """A word folded, and the one of several for a land that stands for all: "Indian" and "India's" are "india"."""
    plain = token(without_possessive(word))
    return _lands().get(plain) or token(word)


def _land_first(text: str) -> str:
    """ "president of france" as "france president"; "secretary of state" stays."""
    held, _, land = text.rpartition(" of ")
    whole = {"united states": "us", "united kingdom": "uk"}.get(land, land)
    words = whole.split()
    told = 0 < len(words) <= 2 and words[-1] in _lands().values() and (len(words) == 1 or words[0] in _POINTS)
    return f"{whole} {held}" if told and held and " of " not in held else text


_POINTS = frozenset({"north", "south", "east", "west", "new", "saudi"})


@remembered
def without_land(name: str) -> str:
    """An office, normalised, without the land in front of it.

    >>> without_land("south korea finance minister"), without_land("finance minister")
    ('finance minister', 'finance minister')
    """
    words = name.split()
    if len(words) > 2 and words[0] in _POINTS and words[1] in _lands().values():
        return " ".join(words[2:])
    return " ".join(words[1:]) if len(words) > 1 and words[0] in _lands().values() else name


@functools.cache
def _lands() -> dict[str, str]:
    """Every word for a land with the shortest of them; parties are none."""
    rows = [line.casefold().split() for line in lines("peoples")]
    places = {word for place in terms("places") for word in place.split()}
    return {word: min(row, key=len) for row in reversed(rows) if places.intersection(row) for word in row}


def kinds(held: Iterable[str]) -> frozenset[str]:
    """Offices, normalised, whatever the land."""
    return frozenset(map(without_land, held))


def shared_offices(one: Collection[str], other: Collection[str]) -> frozenset[str]:
    """The offices that two sets of them share. "Finance minister" may be the one of India, where no other land is told.

    >>> sorted(shared_offices({"finance minister"}, {"india finance minister"}))
    ['finance minister']
    >>> sorted(shared_offices({"finance minister", "japan finance minister"}, {"india finance minister"}))
    []
    """
    shared = {name for name in one if name in other}
    for kind in kinds(one) & kinds(other):
        lands = [any(name != kind == without_land(name) for name in held) for held in (one, other)]
        if not all(lands):
            shared.add(kind)
    return frozenset(shared)


def offices(roles: Iterable[str]) -> frozenset[str]:
    """All offices among these roles, normalised."""
    return frozenset(found for role in roles if (found := office(role)))


def is_single(name: str) -> bool:
    """Whether an office, normalised, is one that few people hold at a time: more than one word, and not of those that
    many hold at once.

    >>> is_single("foreign ministry spokesperson"), is_single("republican senator"), is_single("president")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and not terms("many_holders").intersection(words)
