"""The letters and tones of Vietnamese names, where both of two spellings show them."""

from __future__ import annotations

import unicodedata

from quotes import lexicon
from quotes.names.model import Name
from quotes.names.remembered import remembered

# Grave, acute, tilde, hook above, dot below: the tone of a syllable. The other marks make another letter.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def tones_differ(one: Name, other: Name) -> bool:
    """Whether two Vietnamese names that are one without diacritics are two with them: "Hùng", "Hưng". A word without
    diacritics tells nothing, and on which vowel the tone is written makes no difference ("Hòa", "Hoà")."""
    if one.text == other.text or one.tokens != other.tokens or one.text.isascii() or other.text.isascii():
        return False
    if one.tokens[0] not in lexicon.terms("surnames", "vi"):
        return False
    left, right = one.text.split(), other.text.split()
    # Who writes two words with diacritics writes them all.
    whole = all(sum(not word.isascii() for word in words) > 1 for words in (left, right))
    told = [(a, b) for a, b in zip(left, right, strict=False) if whole or not (a.isascii() or b.isascii())]
    return any(_syllable(a) != _syllable(b) for a, b in told)


@remembered
def _syllable(word: str) -> tuple[str, str]:
    """The letters of a word, and its tone."""
    marks = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(char for char in marks if char not in _TONES)
    return letters, "".join(char for char in marks if char in _TONES)
