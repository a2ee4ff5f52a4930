"""Classes of family and given names: spellings that `compare` can take for one share a class.

The classes are wider than the comparison, so that only names within one need comparing.
"""

from __future__ import annotations

import functools
import itertools
import re

from quotes.names import chinese, order, romanisation
from quotes.names.model import Name
from quotes.names.nicknames import full_forms
from quotes.names.normal import ascii_only, is_initial, joined, token

_VOWELS = re.compile(r"(?<=.)[aeiouwyh]")
_DOUBLE = re.compile(r"(.)\1+")
_ARTICLE = re.compile("^(?:al|el)-")


@functools.lru_cache(maxsize=65536)
def word_classes(word: str) -> frozenset[str]:
    """The classes of one token of a name: its consonants, and those of what it may transliterate."""
    plain, bare = word.replace("-", ""), _ARTICLE.sub("", word).replace("-", "")
    spellings = {plain, bare, romanisation.slavic(plain), chinese.surname_readings().get(plain, plain)}
    if korean := romanisation.korean_surname(plain):
        spellings.add(korean)
    found = {_skeleton(spelling) for spelling in spellings if spelling}
    if len(bare) > 3:
        found.add("~" + romanisation.consonants(word))
    return frozenset(found)


def _skeleton(word: str) -> str:
    """A word without the vowels after its first letter; short words stay whole, for they differ by vowels."""
    return word if len(word) <= 4 else _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


@functools.lru_cache(maxsize=65536)
def family_classes(name: Name) -> frozenset[str]:
    """The classes of every word of a name that may stand alone as its family name.

    That is the family name itself, the parts of a double one, and the first word where it is no usual given name
    (so that a name written in the other order is found). Empty for a name without words.
    """
    tokens = name.tokens
    family = tuple(token(word) for word in name.family)
    words = {*family, joined(family)} if family else set()
    if order.eastern(tokens) is None:
        words |= {word for word in tokens if not order.is_given(word)}
    words |= {piece for word in words for piece in word.split("-") if len(piece) > 2}
    if len(tokens) == 2:
        words.add(joined(tokens))
    return frozenset(found for word in words if len(word) > 1 or len(tokens) == 1 for found in word_classes(word))


@functools.lru_cache(maxsize=65536)
def pair_classes(name: Name) -> frozenset[tuple[str, str]]:
    """Unordered pairs of a given name's and a family name's class: two names of two words or more share a pair if
    `compare` calls them the same. Empty for a name of one word."""
    tokens = name.tokens
    if len(tokens) < 2:
        return frozenset()
    pairs = {("", joined(tokens))}
    if not name.text.isascii():
        pairs.add(("", ascii_only(name.text)))
    given, family = (tuple(token(word) for word in words) for words in (name.given, name.family))
    eastern = order.eastern(tokens) is not None
    first = joined(given) if eastern or _is_servant(given) else (given or tokens)[0]
    lasts = {joined(family)}
    if not eastern:
        lasts |= {word for word in tokens[1:] if not is_initial(word)}
        lasts |= {piece for word in tuple(lasts) for piece in word.split("-") if len(piece) > 2}
    starts = _given_classes(first, given, eastern)
    for one, other in itertools.product(starts, frozenset(found for word in lasts for found in word_classes(word))):
        pairs.add((min(one, other), max(one, other)))
    return frozenset(pairs)


def _is_servant(given: tuple[str, ...]) -> bool:
    return len(given) == 2


def _given_classes(word: str, given: tuple[str, ...], eastern: bool) -> frozenset[str]:
    if eastern:
        korean = {romanisation.korean_given(given)} if order.is_korean_given(given) else set()
        return frozenset(korean | word_classes(word))
    return frozenset(found for form in full_forms(word) for found in word_classes(form))
