"""Spellings of one name that come from another script: Cyrillic, Arabic, Korean.

Each fold maps the usual transliterations of a sound to one spelling, and is used only where a name shows by an ending
or a known part that it comes from that script: "Smith" and "Smyth" are two names, "Zelensky" and "Zelenskyy" one.
The folds follow the tables in common use (BGN/PCGN, ISO 9, ALA-LC, and what newspapers make of them).
"""

from __future__ import annotations

import functools
import re

from quotes import lexicon

Words = tuple[str, ...]

_SLAVIC = re.compile(
    r"(?:sk(?:y|yy|iy|yi|ij|i|yj|aya|aia|aja)|(?:[^aeiou]ov|ev|yov)a?|[^aeiou]off|enk[oa]|.{4}[^aeiou][iy]an|ch[uy]k|v[iy]ch|vna|lny[iy]?)$"
)
_SLAVIC_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tch", "ch"),
        (r"off$", "ov"),
        (r"shch|sch", "sh"),
        (r"kh", "h"),
        (r"ts|tz", "c"),
        (r"ks", "x"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"j(?=[aeou])", "y"),
        (r"(?:iy|yi|yy|ij|yj|ii|iyi)\b", "i"),
        (r"(?<=[aeo])[iyj]\b", "i"),
        (r"(?:ii|iy)(?=[aou])", "y"),
        (r"(?<=[aeo])i(?=[aeou])", "y"),
        (r"^(?:ye|je)", "e"),
        (r"(?<=.)ye", "e"),
        (r"(?<=[^aeiou])(?:iy|i|y)(?=[aou])", "y"),
        (r"^(?:iu|ju|yu)", "yu"),
        (r"^(?:ia|ja|ya)", "ya"),
        (r"yo(?=v)|io(?=v)|(?<=[csz]h)o(?=v)", "e"),
        (r"enka\b", "enko"),
        (r"y(?![aou])", "i"),
        (r"(.)\1+", r"\1"),
    )
)

# An article, or a "servant of" with what follows.
_ARABIC = re.compile(r"(?:al|el)-.|abd(?:el|ul|al|ur|er|ar)[a-z]{3}")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul)-")
_ARABIC_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^abd(?:el|ul|al|ol|our|ur|er|ar|or)?(?=.{2})", "abdal"),
        (r"(?:iyy?|y)[ae]h?$", "ya"),
        (r"dj", "j"),
        (r"dh|th(?=a)", "d"),
        (r"kh(?=ad)", "k"),
        (r"gh|q|^g(?=[aeu]d)", "k"),
        (r"ck", "k"),
        (r"ou|oo|o|w(?=u)", "u"),
        (r"ee|ii|iy|yi", "i"),
        (r"(?<=[^aeiou])y(?![aeiou])", "i"),
        (r"ei|ey|ay|ai", "y"),
        (r"ph", "f"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)h$", ""),
        (r"med$", "mad"),
        # A short vowel before a last r is written either way after two consonants: Haidar, Anwer; not in Naser, Nassar.
        (r"(?<=[^aeiou]{2})er$", "ar"),
        # Egyptians say g for j.
        (r"gu?(?=[aei])|j", "j"),
    )
)
# A short "e" often stands for i, as the ear has it: Khaled, Khalid.
_NEAR_VOWELS = frozenset({("e", "i"), ("i", "e")})


def is_slavic(word: str) -> bool:
    """Whether a token looks like a Russian or Ukrainian name."""
    return bool(_SLAVIC.search(word)) or slavic(word) in _slavic_given()


@functools.cache
def _slavic_given() -> frozenset[str]:
    return frozenset(slavic(word) for word in lexicon.terms("given_names", "ru"))


@functools.lru_cache(maxsize=16384)
def slavic(word: str) -> str:
    """One spelling for the transliterations of a Cyrillic name.

    >>> slavic("zelenskyy") == slavic("zelensky"), slavic("aleksei") == slavic("alexey")
    (True, True)
    """
    return _steps(word, _SLAVIC_STEPS)


def is_arabic(word: str) -> bool:
    """Whether a token has an Arabic article or is a given name of the Islamic world."""
    return bool(_ARABIC.match(word)) or arabic(word) in _arabic_given()


@functools.cache
def _arabic_given() -> frozenset[str]:
    return frozenset(arabic(word) for word in lexicon.terms("given_names", "ar"))


@functools.lru_cache(maxsize=16384)
def arabic(word: str) -> str:
    """An Arabic name without its article, its letters in one spelling; vowels that vary stay, see `same_arabic`."""
    return _steps(_ARTICLE.sub("", word).replace("-", ""), _ARABIC_STEPS)


def same_arabic(one: str, other: str) -> bool:
    """Whether two tokens transliterate one Arabic name.

    >>> same_arabic("gaddafi", "qadhafi"), same_arabic("al-sisi", "el-sissi"), same_arabic("hassan", "hussein")
    (True, True, False)
    """
    left, right = arabic(one), arabic(other)
    return len(left) == len(right) and all(a == b or (a, b) in _NEAR_VOWELS for a, b in zip(left, right, strict=True))


def consonants(word: str) -> str:
    """The consonants of an Arabic name: names that `same_arabic` takes for one share them."""
    return re.sub("[aeiuy]", "", arabic(word))


def _steps(word: str, steps: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in steps:
        word = pattern.sub(replacement, word)
    return word


def korean_surname(word: str) -> str | None:
    """The Revised or usual spelling that stands for a Korean surname: "Rhee" and "Yi" are "lee"; None for others."""
    row = lexicon.pairs("surnames", "ko").get(word)
    return row[0] if row else None


_KOREAN_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"oo|ou|eo|eu", "u"),
        (r"ee|ea", "i"),
        (r"^ch|^j", "j"),
        (r"^p(?!h)|^b", "b"),
        (r"^t|^d", "d"),
        (r"^k|^g", "g"),
        (r"^r|^l", "r"),
        (r"^sh", "s"),
        (r"ck|g$", "k"),
        (r"nk$", "ng"),
    )
)


def korean_given(words: Words) -> str:
    """One spelling for the romanisations of a Korean given name, for comparison inside one surname only."""
    pieces = [piece for word in words for piece in word.split("-")]
    return "".join(_steps(piece, _KOREAN_STEPS) for piece in pieces)
