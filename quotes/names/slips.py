"""Slips of the pen, of recognition and of machine translation: a letter or two lost or mistaken.

Two people are often a letter apart too. So a slip counts only with support: one document, or one document and one
title; without it the pair is at most worth a person's look.
"""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler, Levenshtein

from quotes.names import chinese, order
from quotes.names.model import Verdict
from quotes.names.normal import joined
from quotes.names.readings import Parts, Words

DIFFERENT = Verdict("different", "name", 0.0)
_LENGTH = 6
VERY_LONG = 9
_LIKENESS = 0.88


def near(one: str, other: str) -> bool:
    """Whether two long words differ by one letter."""
    return min(len(one), len(other)) >= _LENGTH and Levenshtein.distance(one, other) == 1


def long_vowel(left: Parts, right: Parts) -> bool:
    """Whether two long family names under one given name differ in one vowel only, not in an ending that tells two
    names apart ("-sen", "-son", "-ini", "-ino"): Wickremesinghe, Wickremasinghe."""
    one, other = joined(left.family), joined(right.family)
    western = not (left.eastern or right.eastern)
    if not western or left.given != right.given or len(one) != len(other) or len(one) < VERY_LONG:
        return False
    differing = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 1 or not {one[differing[0]], other[differing[0]]} <= set("aeiou"):
        return False
    (index,) = differing
    return index < len(one) - 3 or (index == len(one) - 1 and {one[-1], other[-1]} == {"a", "e"})


def given_slip(left: Parts, right: Parts, family_rule: str, *, same_document: bool, shared_role: bool) -> Verdict:
    """One family name, given names that differ by a slip of the pen or the machine."""
    one, other = joined(left.given), joined(right.given)
    if family_rule != "name" or not one or not other:
        return DIFFERENT
    distance = Levenshtein.distance(one, other)
    if left.eastern or right.eastern:
        if not _syllables_near(left.given, right.given):
            return DIFFERENT
        if same_document and not shared_role:
            return Verdict("compatible", "slip", 0.6)
    elif distance > 1 or min(len(one), len(other)) < 4 or (order.is_given(one) and order.is_given(other)):
        return DIFFERENT
    if same_document and shared_role:
        return Verdict("same", "slip", 0.85)
    if same_document and distance == 1 and min(len(one), len(other)) >= _LENGTH:
        return Verdict("compatible", "slip", 0.7)
    return Verdict("different", "slip", 0.5)


def _syllables_near(one: Words, other: Words) -> bool:
    """Whether two given names in pinyin differ in the end of one syllable only, of two: a letter or two lost or
    mistaken. Given names of one syllable are never near: each letter tells two people apart."""
    left, right = chinese.given_syllables(one), chinese.given_syllables(other)
    if len(left) != 2 or len(right) != 2:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return a[0] == b[0] and JaroWinkler.similarity(joined(one), joined(other)) >= _LIKENESS


def family_slip(left: Parts, right: Parts, *, same_document: bool, shared_role: bool) -> Verdict:
    """One given name, family names that differ by a letter."""
    if (
        left.given != right.given
        or left.eastern
        or right.eastern
        or not near(joined(left.family), joined(right.family))
    ):
        return DIFFERENT
    if same_document and shared_role:
        return Verdict("same", "slip", 0.85)
    return Verdict("compatible", "slip", 0.6) if same_document else Verdict("different", "slip", 0.5)
