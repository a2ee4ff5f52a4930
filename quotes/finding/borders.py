"""Mends the borders of reported contents where the tagger cut them off amid a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import lexicon
from quotes.finding.spans import trim_clause, words
from quotes.types import Span

_LAST_WORD = re.compile(r"([\w'’]+)-?$")
_CLAUSE_END = re.compile(r"[.!?…;](?=[\s\"”’)]|$)|[,:](?=\s)|\s[–—-]\s|[\"“”]")
_SENTENCE_END = re.compile(r"[.!?…](?=[\s\"”’)]|$)|[;\"“”]")
_INTRODUCED = re.compile(r"(?:that|whether)\b", re.IGNORECASE)
SHORT = 6
"""A clause with "that" of at most so many words, with no mark after it, has lost its verb."""


def mend(text: str, spans: Sequence[Span], cue: Sequence[Span], paragraph: Span, stops: Sequence[int]) -> list[Span]:
    """The spans of a reported content, the last one carried on where it plainly was cut off.

    After a colon a content runs to the end of its paragraph; a stump ("that the", "international anti-") runs to the
    end of its clause, a clause without room for a verb to the end of its sentence; never past one of ``stops``: sorted
    positions where the cue or source of some attribution begins. [] where nothing but pronouns and articles is left.
    """
    start, end = spans[-1]
    if _after_colon(text, cue, spans[0][0]) and len(spans) == 1:
        return [(start, _before(text, (start, paragraph[1])))]
    stops = [stop for stop in stops if stop >= end]
    if _cut_in_word(text, end) or _last_word(text, (start, end)) in lexicon.terms("open_words"):
        end = _to(_CLAUSE_END, text, (start, end), paragraph, stops)
    elif _INTRODUCED.match(text, start) and words(text, (start, end)) <= SHORT and _goes_on(text, end):
        end = _to(_SENTENCE_END, text, (start, end), paragraph, stops)
    mended = [*spans[:-1], (start, end)]
    said = {word for s, e in mended for word in re.findall(r"[\w'’]+", text[s:e].casefold())}
    return [] if said <= lexicon.terms("empty_words") else mended


def _after_colon(text: str, cue: Sequence[Span], start: int) -> bool:
    if not cue or cue[-1][1] > start:
        return False
    between = text[cue[-1][1] : start].strip()
    return between == ":" or (not between and text[cue[-1][0] : cue[-1][1]].endswith(":"))


def _cut_in_word(text: str, end: int) -> bool:
    return end < len(text) and (text[end] == "-" or (text[end - 1] == "-" and text[end].isalnum()))


def _last_word(text: str, span: Span) -> str:
    match = _LAST_WORD.search(text, max(span[0], span[1] - 30), span[1])
    return match[1].casefold() if match else ""


def _goes_on(text: str, end: int) -> bool:
    """Does a lower-case word follow?"""
    following = text[end : end + 2]
    return len(following) == 2 and following[0] in " \u00a0" and following[1].islower()


def _to(boundary: re.Pattern[str], text: str, span: Span, paragraph: Span, stops: Sequence[int]) -> int:
    """Where the extent ends if it is carried on to the boundary."""
    match = boundary.search(text, span[1], paragraph[1])
    stop = min([match.start() if match else paragraph[1], *stops])
    return max(span[1], _before(text, (span[0], stop)))


def _before(text: str, span: Span) -> int:
    """The end of the extent without marks and commas."""
    trimmed = trim_clause(text, span)
    return trimmed[1] if trimmed else span[1]
