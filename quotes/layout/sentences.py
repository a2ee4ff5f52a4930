"""Where a sentence ends, as far as layout needs it: cheap, in linear time, without a model."""

from __future__ import annotations

import re

from quotes import lexicon

_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s)")


def ends(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The places right after each sentence of ``text[start:end]``, sorted; ``end`` itself where the last is open."""
    stop = len(text) if end is None else end
    found = []
    for match in _END.finditer(text, start, stop):
        if not is_abbreviation(text, match.start(), start) and _opens(text, match.end(), stop):
            found.append(match.end())
    if not found or text[found[-1] : stop].strip():
        found.append(stop)
    return found


def is_abbreviation(text: str, stop: int, start: int = 0) -> bool:
    """Whether the full stop at ``stop`` belongs to an initial or an abbreviation rather than to a sentence."""
    if text[stop] != ".":
        return False
    begin = stop
    while begin > start and stop - begin < 12 and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:stop]
    return (len(word) == 1 and word.isupper() and word != "I") or "." in word or word.casefold() in _abbreviations()


def _abbreviations() -> frozenset[str]:
    return lexicon.terms("abbreviations")


def _opens(text: str, place: int, stop: int) -> bool:
    while place < stop and text[place].isspace():
        place += 1
    return place >= stop or not text[place].islower()
