"""Local speakers in blocks that have nothing to do with each other: each can be resolved by itself, anywhere.

The registry's keys say what belongs together (see ``registry.blocks``): whoever shares a joining key, and short names
with the full names of their families. Keys are compared by their hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from quotes import registry
from quotes.registry.blocks import FULL, JOINS, SHORT
from quotes.types import Occurrence

Keys = tuple[int, ...]
"""Hashes of the keys that tie a local speaker to others, sorted: 63 bits. The key of a family is negative for a full
name, and the same number positive for a short one."""


def keys(occurrence: Occurrence) -> Keys:
    """What ties a local speaker to others; never empty."""
    found = set[int]()
    for key in registry.block_keys(occurrence):
        if key.startswith((JOINS, SHORT)):
            found.add(_hash(key))
        elif key.startswith(FULL):
            found.add(-_hash(SHORT + key.removeprefix(FULL)))
    return tuple(sorted(found))


def _hash(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) or 1


def numbered(every: Collection[Keys]) -> dict[Keys, int]:
    """The block of each of these, which are those of all local speakers: a number that its members share."""
    short = {key for each in every for key in each if key > 0}
    above: dict[int, int] = {}
    for each in every:
        first, *others = _ties(each, short)
        root = _root(above, first)
        for key in others:
            above[_root(above, key)] = root
    return {each: _root(above, _ties(each, short)[0]) for each in every}


def _ties(each: Keys, short: Collection[int]) -> list[int]:
    # A full name is tied to its family only where somebody goes by the family name alone.
    return [key for key in each if key > 0] + [-key for key in each if key < 0 and -key in short]


def _root(above: dict[int, int], key: int) -> int:
    root = key
    while (next := above.get(root, root)) != root:
        root = next
    while key != root:
        # The way is made short for the next time.
        above[key], key = root, above[key]
    return root


def together(occurrences: Iterable[tuple[int, Occurrence]]) -> Iterable[list[Occurrence]]:
    """The local speakers block by block; each comes with the number of its block."""
    found: dict[int, list[Occurrence]] = {}
    for number, occurrence in occurrences:
        found.setdefault(number, []).append(occurrence)
    return found.values()
