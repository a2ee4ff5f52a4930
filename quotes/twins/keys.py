"""Keys of texts: near copies share some of them, other texts hardly any.

A quote has its first and its last words, so that one that lacks, adds or changes a word shares one or the other; longer
ones also the least hashes of their runs of words (bottom-k sketches: Broder, "On the resemblance and containment of
documents", 1997). A document has the least hashes of its runs of four words: of two documents that share half of their
runs, about half of these are the same.
"""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Sequence

FEWEST = 8
"""Quotes of fewer words are said again and again by anybody: they have no keys, and no twins."""
FEWEST_RUNS = 10
"""A document of fewer runs is too short to be told from others."""
MOST, MOST_RUNS = 2_000, 50_000
"""Quotes of more words, and documents of more runs, would take too long to compare: they have no keys either."""
ARTICLE_RUN, ARTICLE_KEYS = 4, 12
QUOTE_RUN, QUOTE_KEYS = 5, 2
_EDGES = ((8, 10, 4), (10, 12, 5), (12, 1 << 30, 6))
"""(from, to, words): a quote of so many words, both included, is filed under so many of its first and last words."""
_MIX, _BITS = 0x9E3779B1, 0xFFFFFFFF
LARGEST_QUOTE_KEY = _BITS


def quote_keys(words: Sequence[str]) -> tuple[int, ...]:
    """The keys of a quote, sorted, 0 to 2**32 - 1; none for a short or a very long one."""
    if not FEWEST <= len(words) <= MOST:
        return ()
    keys = set()
    for least, most, size in _EDGES:
        if least <= len(words) <= most:
            keys.add(_hash("first", words[:size]))
            keys.add(_hash("last", words[-size:]))
    if len(words) > 2 * QUOTE_RUN:
        keys.update(heapq.nsmallest(QUOTE_KEYS, runs(words, QUOTE_RUN)))
    return tuple(sorted(keys))


def article_keys(words: Sequence[str]) -> tuple[int, ...]:
    """The keys of a document, sorted, 2**32 to 2**33 - 1, so that none is a quote's; none for a very short or a
    very long one."""
    found = runs(words, ARTICLE_RUN)
    if not FEWEST_RUNS <= len(found) <= MOST_RUNS:
        return ()
    return tuple([_BITS + 1 + run for run in heapq.nsmallest(ARTICLE_KEYS, found)])


def runs(words: Sequence[str], size: int) -> set[int]:
    """The hashes of all runs of so many words."""
    crc = zlib.crc32
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    # CRC-32 alone keeps an order among like strings; the multiplication (Knuth's) scatters it.
    return {(crc(b" ".join(encoded[i : i + size])) * _MIX) & _BITS for i in range(len(encoded) - size + 1)}


def _hash(kind: str, words: Sequence[str]) -> int:
    return (zlib.crc32(" ".join((kind, *words)).encode("utf-8", "surrogatepass")) * _MIX) & _BITS
