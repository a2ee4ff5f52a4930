"""Chinese names as Hong Kong and Taiwan spell them, against pinyin.

Hong Kong's spellings follow the sound in Cantonese, by habit rather than by one table; Taiwan's are of Wade-Giles,
MPS II, Tongyong and pinyin, often of several in one name. One syllable so stands for several of pinyin, but three of
them hardly ever for two people. Cantonese readings after Unihan; the tables of Taiwan after those published by its
Ministry of Education.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable

from quotes import lexicon
from quotes.names import chinese, wadegiles
from quotes.names.folding import folded, steps
from quotes.names.remembered import remembered

Words = tuple[str, ...]
Table = dict[str, frozenset[str]]

_INITIAL = re.compile("gw|kw|ng|[bpmfdtnlgkhwzcsj]?")
_INITIALS = {
    "gw": "kw", "b": "p", "d": "t", "g": "k", "z": "ts ch tz", "c": "ts ch tz", "s": "s sh", "j": "y",
}  # fmt: skip
_FINALS = {
    "aa": "a ah", "am": "am um", "an": "an un", "ak": "ak uk", "ap": "ap up", "at": "at ut", "e": "e eh",
    "ei": "ei ee i ay", "eng": "eng ing", "ek": "ek ik", "i": "i ee ze z e", "o": "o oh or aw", "oi": "oi oy",
    "ou": "o ou ow", "u": "u oo", "ui": "ui oi", "un": "un oon", "ut": "ut oot", "oe": "oe eu euh",
    "oeng": "eung", "oek": "euk eok", "eoi": "ui", "eon": "un eun", "eot": "ut eut", "yu": "yu ue u",
    "yun": "uen un", "yut": "uet ut",
}  # fmt: skip
_TONGYONG = steps(
    (r"^([zcs]h?|r)i$", r"\1ih"),
    (r"^zh", "jh"),
    (r"^([jqx])u", r"\1yu"),
    (r"^([jqx])iong$", r"\1yong"),
    (r"^q", "c"),
    (r"^x", "s"),
    (r"iu$", "iou"),
    (r"ui$", "uei"),
    (r"^wen$", "wun"),
    (r"^weng$", "wong"),
    (r"^feng$", "fong"),
)
_MPS = steps(
    (r"^([jqx])u", r"\1iu"),
    (r"^(?:zh|j)(?=i.|[^i])", "j"),
    (r"^zhi$", "jr"),
    (r"^chi$", "chr"),
    (r"^shi$", "shr"),
    (r"^zi$", "tz"),
    (r"^ci$", "tsz"),
    (r"^si$", "sz"),
    (r"^z(?!h)", "tz"),
    (r"^c(?!h)", "ts"),
    (r"^q", "ch"),
    (r"^x", "sh"),
    (r"ong$", "ung"),
    (r"ao$", "au"),
    (r"iu$", "iou"),
    (r"ui$", "uei"),
)
_MOST = 400
"""Readings in pinyin beyond which a name tells too little."""


@functools.cache
def _cantonese() -> Table:
    rows = lexicon.pairs("cantonese", "zh").items()
    return _table(
        (spelling, reading) for sound, readings in rows for spelling in _hong_kong(sound) for reading in readings
    )


def _hong_kong(sound: str) -> set[str]:
    """The usual spellings of a syllable of Jyutping."""
    initial = _INITIAL.match(sound)
    start = initial[0] if initial else ""
    final = sound.removeprefix(start)
    if not final:
        return {sound}
    starts, finals = _INITIALS.get(start, start).split() or [""], _FINALS.get(final, final.replace("aa", "a")).split()
    if start == "ng" or sound.startswith("ji"):
        starts.append("")
    return {(a + b).replace("yyu", "yu") for a in starts for b in finals}


@functools.cache
def _taiwan() -> Table:
    return _table(
        (spelling, syllable)
        for syllable in chinese.SYLLABLES
        for spelling in (
            syllable,
            wadegiles.spelling(syllable),
            folded(syllable, _TONGYONG),
            folded(syllable, _MPS),
        )
    )


def _table(rows: Iterable[tuple[str, str]]) -> Table:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for spelling, reading in rows:
        found[spelling].add(reading)
    return {spelling: frozenset(readings) for spelling, readings in found.items()}


@remembered
def pinyin_forms(tokens: Words, *, sure: bool = False) -> frozenset[str]:
    """What a name of a family name and two syllables, spelt in the way of Hong Kong or Taiwan, can be in pinyin; empty
    where it is pinyin itself, unless a Western name before it makes ``sure`` that it is not, or none of these.

    >>> "liang zhen ying" in pinyin_forms(("leung", "chun-ying")), pinyin_forms(("liang", "zhenying"))
    (True, frozenset())
    """
    pieces = [piece for token in tokens[1:] for piece in token.split("-")]
    if len(pieces) != 2 or len(tokens) == 1:
        return frozenset()
    words = (tokens[0], *pieces)
    if not sure and chinese.is_surname(words[0]) and all(word in chinese.SYLLABLES for word in words):
        return frozenset()
    return _forms(words, _cantonese()) | _forms(tuple(map(wadegiles.usual, words)), _taiwan())


def _forms(words: Words, table: Table) -> frozenset[str]:
    family, *given = (table.get(word, frozenset()) for word in words)
    rows = list(itertools.product(filter(chinese.is_surname, family), *given))
    return frozenset(map(" ".join, rows)) if len(rows) <= _MOST else frozenset()


@remembered
def pinyin_form(surname: str, given: Words) -> str | None:
    """The syllables of a name of a surname and two syllables in pinyin; None for other names."""
    syllables = chinese.given_syllables(given)
    return " ".join((surname, *syllables)) if len(syllables) == 2 and chinese.is_surname(surname) else None
