"""Extents: how much they share, which belong together, what is left of them without punctuation."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from quotes.types import Span

Extents = tuple[Span, ...]


def merged(extents: Extents) -> Extents:
    """The same code points, sorted, without overlaps."""
    found: list[Span] = []
    for start, end in sorted(extents):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def shared(one: Extents, other: Extents) -> int:
    """How many code points both hold."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a, b in itertools.product(one, other))


def length(extents: Extents) -> int:
    return sum(end - start for start, end in extents)


def overlaps(gold: Sequence[Extents], predicted: Sequence[Extents]) -> list[tuple[float, int, int]]:
    """(shared over joint code points, gold index, predicted index) of all pairs that share any, the best first."""
    found = []
    gold, predicted = list(map(merged, gold)), list(map(merged, predicted))
    order = sorted((extents[0][0], j) for j, extents in enumerate(predicted) if extents)
    longest = max((extents[-1][1] - extents[0][0] for extents in predicted if extents), default=0)
    starts = [start for start, _ in order]
    for i, wanted in enumerate(gold):
        if not wanted:
            continue
        low = bisect.bisect_left(starts, wanted[0][0] - longest)
        for start, j in order[low:]:
            if start >= wanted[-1][1]:
                break
            if common := shared(wanted, predicted[j]):
                found.append((common / (length(wanted) + length(predicted[j]) - common), i, j))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def match(pairs: Sequence[tuple[float, int, int]], least: float) -> dict[int, int]:
    """Gold index to predicted index, one to one, the best overlap first, none below ``least``."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in pairs:
        if overlap >= least and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def trimmed(text: str, extents: Extents) -> Extents:
    """Without punctuation and space at the edges; neighbours that only such parts are joined."""
    found: list[Span] = []
    for start, end in sorted(extents):
        while start < end and not _counts(text[start]):
            start += 1
        while end > start and not _counts(text[end - 1]):
            end -= 1
        if end > start and found and not any(c.isalnum() for c in text[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return tuple(found)


def _counts(character: str) -> bool:
    return character.isalnum() or character in "$£€#@%"
