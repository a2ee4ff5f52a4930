"""Wade-Giles and its kin (Taiwan's usual spellings) against pinyin.

Newspapers drop the apostrophes of Wade-Giles, so one spelling stands for several syllables; the comparison therefore
goes from pinyin, where each syllable has one spelling. Rules after the tables of the Library of Congress.
"""

from __future__ import annotations

import functools
import re

from quotes.names import chinese
from quotes.names.remembered import remembered

_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k"), ("k", "k"),
    ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
    "yi": "i", "you": "yu", "ye": "yeh", "yan": "yen", "yong": "yung", "yue": "yueh", "ge": "ko", "ke": "ko",
    "he": "ho", "e": "o", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "kuei",
}  # fmt: skip
_FINALS = (
    (r"ian$", "ien"), (r"ie$", "ieh"), (r"iong$", "iung"), (r"ong$", "ung"), (r"uo$", "o"),
    (r"(?<=[^aeiou])ue$", "ueh"),
)  # fmt: skip
# Other habits of spelling, brought to the table's.
_HABITS = tuple((re.compile(pattern), written) for pattern, written in (
    (r"^lee$", "li"), (r"^ing$", "ying"), (r"^(t|k|ch|s)eh$", r"\1e"), (r"^tze$", "tse"),
    (r"^(?:ssu|sze|see)$", "szu"),
    (r"^tz(?=[^u])", "ts"), (r"^yee$|^yi$", "i"), (r"^kwo$", "kuo"), (r"^hwa$", "hua"), (r"^kwang$", "kuang"),
    (r"^shi$", "shih"), (r"oo", "u"), (r"^ee$", "i"), (r"^teh$", "te"), (r"^([kgh])er$", r"\1e"),
    (r"^shy(?=[iu])", "hs"), (r"(?<=[pmnl])y(?=ng?$)", "i"),
))  # fmt: skip


@functools.lru_cache(maxsize=1024)
def spelling(syllable: str) -> str:
    """The Wade-Giles spelling of a syllable of pinyin, without apostrophes and diacritics.

    >>> spelling("xiao"), spelling("zhou"), spelling("deng")
    ('hsiao', 'chou', 'teng')
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    for initial, written in _INITIALS:
        if syllable.startswith(initial):
            syllable = written + syllable.removeprefix(initial)
            break
    for pattern, written in _FINALS:
        syllable = re.sub(pattern, written, syllable)
    return syllable


@functools.cache
def _spellings() -> frozenset[str]:
    return frozenset(spelling(syllable) for syllable in chinese.SYLLABLES)


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(spelling(name) for name in chinese.surnames() if name in chinese.SYLLABLES)


def is_surname(word: str) -> bool:
    """Whether a token is a Chinese surname in Wade-Giles, and none in pinyin."""
    return word in _surnames() and word not in chinese.surnames()


def usual(syllable: str) -> str:
    """A syllable in one of the usual spellings, in that of the table."""
    for pattern, written in _HABITS:
        syllable = pattern.sub(written, syllable)
    return syllable


@remembered
def from_wade_giles(tokens: tuple[str, ...]) -> str | None:
    """A name of a surname and two syllables in Wade-Giles, in one spelling; None where it is none.

    The syllables of the given name must be hyphenated, or one of them be no pinyin.

    >>> from_wade_giles(("mao", "tse-tung")), from_wade_giles(("mao", "zedong"))
    ('mao tse tung', None)
    """
    if len(tokens) not in (2, 3):
        return None
    pieces = [piece for token in tokens[1:] for piece in token.split("-")]
    if len(pieces) != 2 or (len(tokens) == 2 and "-" not in tokens[1]):
        return None
    surname = usual(tokens[0])
    # Few names go on from here.
    if surname not in _surnames():
        return None
    syllables = [surname, *(usual(piece) for piece in pieces)]
    if not all(syllable in _spellings() for syllable in syllables):
        return None
    if "-" not in tokens[1] and all(piece in chinese.SYLLABLES for piece in pieces):
        return None
    return " ".join(syllables)


@remembered
def short_from_wade_giles(tokens: tuple[str, ...]) -> str | None:
    """The same of a surname and one syllable, where one of them can be no pinyin.

    >>> short_from_wade_giles(("chu", "teh")), short_from_wade_giles(("zhu", "de"))
    ('chu te', None)
    """
    if len(tokens) != 2 or all(word in chinese.SYLLABLES for word in tokens):
        return None
    surname, given = map(usual, tokens)
    return f"{surname} {given}" if surname in _surnames() and given in _spellings() else None


@remembered
def from_pinyin(surname: str, given: tuple[str, ...]) -> str | None:
    """The same spelling of a surname and a given name of one or two syllables in pinyin; None for other names."""
    syllables = chinese.given_syllables(given)
    if surname not in chinese.SYLLABLES or not 1 <= len(syllables) <= 2:
        return None
    return " ".join(usual(spelling(syllable)) for syllable in (surname, *syllables))
