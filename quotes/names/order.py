"""Which words of a name are the given name and which the family name."""

from __future__ import annotations

import functools
import re

from quotes import lexicon
from quotes.given_names import coreferee_words
from quotes.names import chinese, wadegiles
from quotes.names.model import Name, Order
from quotes.names.normal import fold
from quotes.names.remembered import remembered

Words = tuple[str, ...]
Parts = tuple[Words, Words, Words, Order]

# A syllable of Korean in the romanisations in use (Revised, McCune-Reischauer, personal).
_KOREAN = re.compile(
    r"(?:[gkndtrlmbpsjh]|kk|tt|pp|ss|jj|ch|sh|y|w)?y?w?(?:eui|eo|eu|ae|oe|oi|ui|wi|oo|ou|ee|ia|a|e|i|o|u)(?:ng|ck|h?[nmklpthgc])?"
)


# "Chun-ying", "Chee-hwa": the second syllable of an Eastern given name is written small, a European one is not.
_SECOND_SMALL = re.compile(r"[A-Z][a-z]{0,5}['’]?-[a-z]['’a-z]{1,5}")

_SERVANT = re.compile("abd(?:el|ul|al|ol|ur|er|ar)?|abu|abou")


def is_particle(word: str) -> bool:
    """Whether a token in front of a name is a particle and no given name ("van", but "Ben")."""
    return word in lexicon.terms("particles") and len(word) > 1 and not is_given(word)


@functools.cache
def _given() -> frozenset[str]:
    lists = (coreferee_words(f"{gender}_names", "common") for gender in ("male", "female"))
    formal = lexicon.pairs("nicknames")
    short = (name for names in formal.values() for name in names)
    return frozenset({fold(word) for words in lists for word in words} | set(formal) | set(short))


def is_given(word: str) -> bool:
    """Whether a token is a known given name of a Western language."""
    return word in _given()


def is_korean_given(words: Words) -> bool:
    """Whether tokens are a Korean given name of two syllables, hyphenated or in two words."""
    pieces = [piece for word in words for piece in word.split("-")]
    return len(pieces) == 2 and all(_KOREAN.fullmatch(piece) for piece in pieces)


def is_korean_syllable(word: str) -> bool:
    """Whether a token is a syllable of Korean in a romanisation in use."""
    return bool(_KOREAN.fullmatch(word))


def is_chinese_given(words: Words) -> bool:
    """Whether tokens are a Chinese given name: one or two syllables of pinyin."""
    return 1 <= len(chinese.given_syllables(words)) <= 2


@remembered
def eastern(tokens: Words) -> Order | None:
    """The order of a name that looks Chinese, Korean or Vietnamese; None for any other."""
    if len(tokens) < 2:
        return None
    first, rest = tokens[0], tokens[1:]
    if first == "bin":
        # The Arabic "son of" is far more usual than the Chinese surname.
        return None
    if len(tokens) <= 3 and chinese.is_surname(first) and is_chinese_given(rest):
        if _turned_chinese(tokens):
            return "given-first"
        return "family-first"
    if _turned_chinese(tokens):
        return "given-first"
    if wadegiles.from_wade_giles(tokens):
        return "family-first"
    korean = lexicon.pairs("surnames", "ko")
    if first in korean and is_korean_given(rest) and (len(rest) == 2 or "-" in rest[0]):
        return "family-first"
    if tokens[-1] in korean and is_korean_given(tokens[:-1]) and "-" in tokens[0]:
        return "given-first"
    vietnamese = lexicon.terms("surnames", "vi")
    if first in vietnamese and len(tokens) >= 3 and not is_given(tokens[-1]):
        return "family-first"
    return None


def is_eastern(name: Name) -> bool:
    """Whether a parsed name is Chinese, Korean or Vietnamese by its words or by the way its given name is written."""
    return eastern(name.tokens) is not None or any(map(is_eastern_given, name.text.split()))


def is_eastern_given(word: str) -> bool:
    """Whether a word is written as an Eastern given name of two syllables: "Chun-ying"."""
    return bool(_SECOND_SMALL.fullmatch(word))


def has_both_given(name: Name) -> bool:
    """Whether a name holds a Western given name and an Eastern one about the family name: "Eric Chu Li-luan"."""
    tokens = name.tokens
    return len(tokens) > 2 and is_given(tokens[0]) and is_eastern_given(name.text.split()[-1])


def _turned_chinese(tokens: Words) -> bool:
    """ "Keqiang Li": two syllables that are no surname, then a surname of one syllable."""
    return (
        len(tokens) == 2
        and chinese.is_surname(tokens[1])
        and not chinese.is_surname(tokens[0])
        and len(chinese.given_syllables(tokens[:1])) == 2
        and not is_given(tokens[0])
    )


def parts(words: Words, tokens: Words) -> Parts:
    """Given, middle and family words, and the order that they stand in. A single word counts as a family name."""
    if len(words) == 1:
        return (), (), words, "given-first"
    capitals = _capitals(words)
    how = capitals or eastern(tokens) or _hyphenated(words)
    if how == "family-first":
        count = 1 if not capitals else max(1, _capital_particles(words, _upper(words)))
        return words[count:], (), words[:count], how
    if capitals or how == "given-first":
        return words[:-1], (), words[-1:], "given-first"
    if is_particle(tokens[0]):
        # "von der Leyen", "bin Salman": a family name alone.
        return (), (), words, "given-first"
    start = len(words) - 1
    if len(words) > 2 and _SERVANT.fullmatch(tokens[0]):
        # "Abdul Rahman", "Abd al-Rahman": one given name in two words.
        return words[:2], words[2:start], words[start:], "given-first"
    for index in range(1, len(words) - 1):
        if tokens[index] in lexicon.terms("particles") and len(tokens[index]) > 1:
            start = index
            break
    return words[:1], words[1:start], words[start:], "given-first"


def _hyphenated(words: Words) -> Order | None:
    if len(words) == 2 and _SECOND_SMALL.fullmatch(words[1]):
        return "family-first"
    if len(words) == 2 and _SECOND_SMALL.fullmatch(words[0]):
        return "given-first"
    return None


def _capitals(words: Words) -> Order | None:
    """The order told by a family name in capitals: "LI Keqiang", "Olaf SCHOLZ" (as in the UN's lists)."""
    upper = _upper(words)
    if _capital_particles(words, upper):
        return "family-first"
    if upper[0] and not any(upper[1:]):
        # Initials in front are no family name: "JD Vance".
        return "family-first" if len(words[0]) > 2 or (not is_given(fold(words[-1])) and _vowels(words[0])) else None
    return "given-first" if upper[-1] and not any(upper[:-1]) else None


def _upper(words: Words) -> list[bool]:
    return [word.isupper() and sum(map(str.isalpha, word)) > 1 and "." not in word for word in words]


def _capital_particles(words: Words, upper: list[bool]) -> int:
    """How many words in front are a family name with particles in capitals: "VAN DER BELLEN Alexander"; 0 for none."""
    count = upper.index(False) if False in upper else 0
    particles = all(fold(word) in lexicon.terms("particles") for word in words[: count - 1])
    return count if count > 1 and particles and not any(upper[count:]) else 0


def _vowels(word: str) -> bool:
    return bool(re.search("[aeiouy]", fold(word)))
