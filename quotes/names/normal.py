"""Letters and words of names in a comparable form."""

from __future__ import annotations

import itertools
import re
import unicodedata

from quotes.names.remembered import remembered

# Letters that Unicode does not decompose, in their usual ASCII spelling.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ə": "a"}
)
_APOSTROPHES = re.compile("['’‘`´ʼʻʹ′ʾʿ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=[sSzZxX])['’]$|(?<=[A-Z])['’]S$")
_ELIDED = re.compile("^[a-z]{1,4}['’](?=[^\\W\\d_a-z])")
_HYPHENS = re.compile("[‐‑‒–—−]")


@remembered
def fold(text: str) -> str:
    """Case-folded, diacritics and apostrophes removed, every dash a hyphen; white space and points stay.

    >>> fold("Erdoğan"), fold("O’Brien"), fold("Jun’ichirō")
    ('erdogan', 'obrien', 'junichiro')
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = _APOSTROPHES.sub("", text.casefold()).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _HYPHENS.sub("-", plain)


def token(word: str) -> str:
    """One word folded, without points and outer punctuation: "J.D." is "jd", "Jae-in," is "jae-in"."""
    return fold(word).replace(".", "").strip('-,;:!?"“”«»()[]{}*_@#&/\\ ')


def joined(words: tuple[str, ...]) -> str:
    """Tokens as one string without hyphens: what stays when a conversion loses spaces and hyphens."""
    return "".join(words).replace("-", "")


def without_possessive(text: str) -> str:
    """ "Zelenskyy's" is "Zelenskyy", "Sanders’" is "Sanders"."""
    return _POSSESSIVE.sub("", text)


@remembered
def ascii_only(text: str) -> str:
    """The ASCII letters alone, case-folded: what a bad conversion leaves of "José" ("jos")."""
    return "".join(char for char in text.casefold() if "a" <= char <= "z")


_MOST = 5


@remembered
def remains(text: str) -> frozenset[str]:
    """What bad conversions may leave of the letters of a text, each that is not ASCII left out or folded: "wasa",
    "walsa", "waesa", "walesa" of "Wałęsa"; of many all at once. Nothing of a text that has none."""
    letters = [char for char in text.casefold() if char.isalpha()]
    count = sum(not char.isascii() for char in letters)
    if not 0 < count <= _MOST:
        return frozenset({ascii_only(text)} if count else ())
    choices = ((char,) if char.isascii() else ("", fold(char)) for char in letters)
    return frozenset(map("".join, itertools.product(*choices)))


# How letters are written out where they are missing: German, Nordic and Serbian ones, and Japanese long vowels in three
# ways.
_WRITTEN_OUT = tuple(
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "ō": long, "ū": "uu"})
    for long in ("ou", "oo", "oh")
)


@remembered
def written_out(text: str) -> frozenset[str]:
    """A name in ASCII letters alone, its umlauts and long vowels written out; empty where it has none.

    >>> sorted(written_out("Jörg Müller"))
    ['joergmueller']
    """
    folded = unicodedata.normalize("NFC", text.casefold())
    found = {folded.translate(table) for table in _WRITTEN_OUT} - {folded}
    return frozenset(re.sub("[^a-z]", "", fold(each)) for each in found)


def is_initial(word: str) -> bool:
    """Whether a token is a single letter."""
    return len(word) == 1 and word.isalpha()


def is_capital(word: str) -> bool:
    """Whether the first letter of a word is a capital, or of a script without case; an elided particle does not count
    ("d'Estaing")."""
    word = _ELIDED.sub("", word)
    for char in word:
        if char.isalpha():
            return not char.islower()
    return False
