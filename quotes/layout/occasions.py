"""Occasion lines: the noun phrases that tell where and when collected remarks were made.

"Phone call with the President of Ruritania, March 3" - the phrase starts with a kind of occasion, holds no finite verb
and ends with its date. Conversion may have cost the date its digits ("March ,"); the month is enough.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from quotes import lexicon
from quotes.layout.sentences import is_abbreviation
from quotes.types import Span

REACH = 400
"""Code points in which an occasion must end."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
# The month follows a comma, a bracket or a preposition, or the day; after it what is left of day and year.
_DATE = re.compile(
    rf"(?:[,(–—-]\s?|\b(?:on|in|of)\s|\b\d{{1,2}}\s){_MONTH}(?![\w’'-])(?:\s?\d{{1,2}}(?!\d)(?:st|nd|rd|th)?)?"
    r"(?:\s?[-–]\s?\d{1,2}(?!\d))?(?:\s?,(?=\s|$))?(?:\s?(?:19|20)\d\d)?(?:,(?=\s|$))?\)?"
)
_ISO_DATE = re.compile(r"[,(–—-]\s?(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|(?:19|20)\d\d)\)?(?=\s*$)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|must|should|shall|do|does|did|said|says|shows?)\b"
)
_AFTER = re.compile(
    r"\s+(?:addressed|after|ahead|aired|among|as|at|before|between|broadcast|by|concerning|delivered|during|following"
    r"|for|from|given|in|made|of|on|posted|published|regarding|released|sent|titled|entitled|to|via|while|with"
    r"|[A-Z“\"‘'(])|\s*[,:]\s|(?=[A-Z“\"])"
)
_STOP = re.compile(r"[.!?](?=[\"”’')\]]*\s+\S)")
_CAPITALISED = re.compile(r"[A-Z][a-z]+")
_DASH = re.compile(r"[—–―\-~•*(\[]+\s*")


class Occasion(NamedTuple):
    """``span`` is the occasion's words; ``outer`` covers the dash, brackets or comma around them too."""

    span: Span
    outer: Span

    @property
    def start(self) -> int:
        return self.outer[0]

    @property
    def end(self) -> int:
        return self.outer[1]


def find(text: str, start: int, end: int) -> list[Occasion]:
    """The occasions in the paragraph ``text[start:end]``, sorted, without overlap."""
    line = _whole_line(text, start, end)
    if line is not None:
        return [line]
    found: list[Occasion] = []
    firsts = _first_words()
    for word in _CAPITALISED.finditer(text, start, end):
        if word.group() not in firsts or not _at_sentence_start(text, word.start(), start):
            continue
        kind = _kinds().match(text, word.start(), end)
        if kind is None or (found and kind.start() < found[-1].end):
            continue
        stop = _date_end(text, kind, end)
        if stop is not None and _in_brackets(text, kind.start(), stop):
            found.append(Occasion((kind.start(), stop - 1), (kind.start() - 1, stop)))
        elif stop is not None:
            # The comma after a date that lost its digits is no part of the occasion's name.
            shown = len(text[kind.start() : stop].rstrip(" ,"))
            found.append(Occasion((kind.start(), kind.start() + shown), (kind.start(), stop)))
    return found


@functools.cache
def _first_words() -> frozenset[str]:
    firsts = (_CAPITALISED.match(term[0].upper() + term[1:]) for term in lexicon.lines("occasions"))
    return frozenset(match.group() for match in firsts if match)


@functools.cache
def _kinds() -> re.Pattern[str]:
    """The kinds of occasions, capitalised; a capital may be glued on where conversion lost a mark between."""
    longest_first = sorted(lexicon.lines("occasions"), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(_any_case(term) for term in longest_first) + r")(?![a-z’'-])")


def _any_case(term: str) -> str:
    """A pattern for the term with its first letter, or every word's first letter, in upper case."""
    first, *rest = term.split(" ")
    words = [first[0].upper() + re.escape(first[1:])]
    words += [f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in rest]
    return " ".join(words)


def _at_sentence_start(text: str, place: int, start: int) -> bool:
    before = text[max(start, place - 8) : place]
    bare = before.rstrip()
    if before.endswith("("):
        # "... who pays. (Speech in Rome, May 5, 2013)"
        return bool(before[:-1].strip()) and before[:-1].rstrip()[-1] in ".!?…\"”’'"
    return place == start or (len(bare) < len(before) and (not bare or bare[-1] in ".!?…\"”’')]"))


def _in_brackets(text: str, start: int, stop: int) -> bool:
    return text[start - 1 : start] == "(" and text[stop - 1 : stop] == ")"


def _date_end(text: str, kind: re.Match[str], end: int) -> int | None:
    """Where the occasion that begins with ``kind`` ends, None if it is no occasion."""
    if not _AFTER.match(text, kind.end(), end):
        return None
    limit = min(end, kind.start() + REACH)
    for date in _DATE.finditer(text, kind.end(), limit):
        if not _ends_here(text, date.end(), end):
            continue
        inside = text[kind.start() : date.start()]
        return None if _FINITE.search(inside) or _has_stop(inside) else date.end()
    return None


def _ends_here(text: str, place: int, end: int) -> bool:
    """Whether a new sentence, or nothing, follows."""
    rest = text[place : min(end, place + 12)]
    bare = rest.lstrip()
    return not bare or bare == "." or (len(bare) < len(rest) and (bare[0].isupper() or bare[0] in "“\"‘'(["))


def _has_stop(inside: str) -> bool:
    return any(not is_abbreviation(inside, match.start()) for match in _STOP.finditer(inside))


def _whole_line(text: str, start: int, end: int) -> Occasion | None:
    """An occasion that is a paragraph of its own: after a dash or in brackets, or with a date at its end."""
    if end - start > REACH:
        return None
    dash = _DASH.match(text, start, end)
    begin = dash.end() if dash else start
    line = text[begin:end].rstrip(")] .,")
    if not line:
        return None
    kind = _kinds().match(line[0].upper() + line[1:])
    if kind is None or not _AFTER.match(line, kind.end()) or _FINITE.search(line) or _has_stop(line):
        return None
    dated = _ISO_DATE.search(line) or any(not line[date.end() :].strip() for date in _DATE.finditer(line))
    if not dated and dash is None:
        return None
    return Occasion((begin, begin + len(line)), (start, end))
