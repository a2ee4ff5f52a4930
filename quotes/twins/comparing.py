"""Whether two texts that share keys are the same but for small differences."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence

from quotes import lexicon

SHARE = 1 / 2
"""Two documents are one article where so much of all their runs of words is in both (Jaccard's index)."""
PER_WORD = 10
"""One word in so many may differ between two quotes that say the same, and always one."""
_DIGIT = re.compile(r"\d")


def same_article(one: Collection[int], other: Collection[int]) -> bool:
    """Are two documents, given by their runs (``keys.runs``), copies of one article?"""
    fewer, more = sorted((one, other), key=len)
    if len(fewer) < SHARE * len(more):
        return False
    both = len(frozenset(fewer) & frozenset(more))
    return both >= SHARE * (len(one) + len(other) - both)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do two quotes say the same, but for a word in ten? Numbers and negations must agree: they make it another
    statement."""
    from rapidfuzz.distance import Levenshtein

    most = max(1, min(len(one), len(other)) // PER_WORD)
    if abs(len(one) - len(other)) > most or _decisive(one) != _decisive(other):
        return False
    return Levenshtein.distance(one, other, score_cutoff=most) <= most


def _decisive(words: Sequence[str]) -> list[str]:
    negations = _negations()
    return [word for word in words if word in negations or (not word.isalpha() and _DIGIT.search(word))]


@functools.cache
def _negations() -> frozenset[str]:
    return lexicon.terms("negations")
