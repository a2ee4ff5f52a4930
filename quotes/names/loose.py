"""Spellings of names from languages that are not written in Latin letters, and have no one table in use: Hebrew, Thai,
the languages of India, Persian, Greek.

The fold is wide: breaths behind a consonant ("Gotabaya", "Gotabhaya"), double letters, long vowels ("Jayalalitha",
"Jayalalithaa"). So it counts only in longer words of names whose other words agree, and where no usual Western given
name says that the spelling is the bearer's own: "Smith" and "Smit" are two names.
"""

from __future__ import annotations

import re

from quotes.names.folding import folded, steps
from quotes.names.remembered import remembered

LEAST = 5
SCHWA = 7
"""In folded words of so many letters a short vowel may be written a or e: Wickremesinghe, Wickramasinghe."""

_STEPS = steps(
    (r"tz|ts", "z"),
    (r"(?<=[aeiou])ch(?=[aeiou])", "h"),
    (r"dj", "j"),
    (r"au|ow(?=[^aeiou])", "u"),
    (r"(?<=[tdkgbp])h", ""),
    (r"ck|q|c(?!h)", "k"),
    (r"ks", "x"),
    (r"x(?=[aeiou])", "s"),
    (r"ee|ie|ii|iy|yi|y", "i"),
    (r"oo|ou|uu|oe", "u"),
    (r"w", "v"),
    (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])h$", ""),
)

# Endings of Greek family names in the nominative, and of those of women in -ou.
_GREEK = re.compile(
    r"(?:[aei]kis|poulo[su]|[ai]d[ie]s|ides|akos|atos|elos|[aenm]lis|ellis|oglou|eas|iannis|menos|[rtl]itis|oulias|ndis|[nr]eou|otis|poulou)$"
)
_GREEK_STEPS = steps(
    (r"^(?:gi|hi|yi|i|j)(?=[aeo])|[gy]i(?=[aeo])", "y"),
    (r"ph", "f"),
    (r"nt", "nd"),
    (r"mp", "b"),
    (r"ai", "e"),
    (r"[eo]i", "i"),
    (r"es$", "is"),
)


@remembered
def loose(word: str) -> str:
    """One spelling for what varies most in such words.

    >>> loose("srettha") == loose("sretta"), loose("menachem") == loose("menahem"), loose("banerjee"), loose("banerji")
    (True, True, 'banerji', 'banerji')
    """
    return folded(word, _STEPS)


def same_loosely(one: str, other: str) -> bool:
    """Whether two tokens without hyphens may transliterate one word.

    >>> same_loosely("rajapaksa", "rajapakse"), same_loosely("naidu", "nadu")
    (True, False)
    """
    if min(len(one), len(other)) < LEAST or one[0] != other[0]:
        return False
    return spelling(one) == spelling(other)


@remembered
def spelling(word: str) -> str:
    """A word folded, in a long one a and e alike, and s and sh."""
    folded = loose(word)
    if len(folded) > SCHWA:
        # The Thai r that only makes a vowel long: Charnvirakul, Chanvirakul.
        folded = re.sub("(?<=[ao])r(?=[^aeiou])", "", folded)
        folded = re.sub("d$", "t", folded)
    return folded.replace("sh", "s").replace("e", "a") if len(folded) >= SCHWA else folded


@remembered
def is_greek(word: str) -> bool:
    """Whether a token is a Greek family name by its ending."""
    return len(word) > 5 and bool(_GREEK.search(word))


@remembered
def greek(word: str) -> str:
    """One spelling for the transliterations of a Greek name.

    >>> greek("kyriakos") == greek("kiriakos"), greek("giannis") == greek("yannis"), greek("anastasiades")
    (True, True, 'anastasiadis')
    """
    return loose(folded(word, _GREEK_STEPS))
