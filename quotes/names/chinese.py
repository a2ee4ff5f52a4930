"""Pinyin: its syllables, surnames, and surnames with two readings."""

from __future__ import annotations

import functools
import re

from quotes import lexicon
from quotes.names.remembered import remembered

# The syllables of Hanyu Pinyin without tones (ISO 7098), as initial and finals.
_FINALS = {
    "": "a o e ai ei ao ou an en ang eng er yi ya yo ye yao you yan yin yang ying yong wu wa wo wai wei wan wen wang"
    " weng yu yue yuan yun",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "i e ao ou an en ang eng ong u ua uo ui uan un",
    "z": "i a e ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "s": "i a e ai ao ou an en ang eng ong u uo ui uan un",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


@remembered
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a token in pinyin, as few as will do; empty where it is none.

    >>> syllables("xiaoping"), syllables("smith")
    (('xiao', 'ping'), ())
    """
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and word[start:end] in SYLLABLES:
                candidate = (*before, word[start:end])
                known = best[end]
                # A vowel begins no syllable inside a word (that is what pinyin's apostrophe is for).
                if known is None or len(candidate) < len(known):
                    best[end] = candidate
    return best[-1] or ()


def given_syllables(words: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables of a given name in one or two tokens, hyphenated or not; empty where it is not pinyin."""
    parts: list[str] = []
    for word in words:
        for piece in re.split("-", word):
            found = syllables(piece)
            if not found:
                return ()
            parts.extend(found)
    return tuple(parts)


@functools.cache
def surnames() -> dict[str, float]:
    """Surnames in pinyin without tones and their share of the population in per mille."""
    return {name: float(share[0]) for name, share in lexicon.pairs("surnames", "zh").items()}


def is_surname(word: str) -> bool:
    """Whether a token is a Chinese surname, also in the everyday reading of its character."""
    return word in surnames() or word in surname_readings()


@functools.cache
def _readings() -> dict[str, dict[str, bool]]:
    """Surname reading and everyday reading of one character, both ways; True where the everyday one is hardly a
    surname in its own right."""
    table: dict[str, dict[str, bool]] = {}
    for proper, everyday, other in lexicon.pairs("polyphones", "zh").values():
        table.setdefault(proper, {})[everyday] = other == "rare"
        table.setdefault(everyday, {})[proper] = other == "rare"
    return table


def same_character(one: str, other: str) -> bool | None:
    """Whether two surnames are readings of one character: True where nothing else is likely, False where the
    everyday reading is a usual surname too, None where they are not.

    >>> same_character("jie", "xie"), same_character("tan", "qin"), same_character("wang", "li")
    (True, False, None)
    """
    return _readings().get(one, {}).get(other)


# Without its points, ü is written u, yu (in passports) or v (as it is typed).
UMLAUTS = {"lyu": "lu", "lv": "lu", "nyu": "nu", "nv": "nu"}


@functools.cache
def surname_readings() -> dict[str, str]:
    """Everyday reading -> the reading as a surname, where nothing else is likely; spellings of ü -> u."""
    table = lexicon.pairs("polyphones", "zh").values()
    return {everyday: proper for proper, everyday, other in table if other == "rare"} | UMLAUTS
