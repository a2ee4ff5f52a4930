"""Small arithmetic on extents of a text. All extents are half-open, in code points."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from quotes.types import Span

_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_PARAGRAPH = re.compile(r"[^\r\n]+")
_QUOTES = "\"'“”‘’«»„‟「」『』‹›`"
_MARK = re.compile("[\"“”„«»]|''|``")
_SINGLE, _SINGLE_CLOSING = frozenset("'‘"), frozenset("'’")
_CLOSING = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_EDGE = _QUOTES + " \t\r\n\u00a0\u3000,;:"
_STRIP = _QUOTES + " \t\r\n\u00a0\u3000"


def words(text: str, span: Span) -> int:
    """How many words the extent holds."""
    return len(_WORD.findall(text, *span))


def has_words(text: str, span: Span) -> bool:
    """Does the extent hold any word? Faster than counting them."""
    return _WORD.search(text, *span) is not None


def overlap(one: Span, other: Span) -> int:
    """Shared code points, 0 where apart."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def inside(one: Span, other: Span) -> bool:
    """Does ``other`` hold the whole of ``one``?"""
    return other[0] <= one[0] and one[1] <= other[1]


def paragraphs(text: str, span: Span) -> list[Span]:
    """The lines of an extent that hold anything, without outer white space."""
    found = []
    for match in _PARAGRAPH.finditer(text, *span):
        trimmed = trim(text, match.span(), " \t\u00a0\u3000\ufeff")
        if trimmed:
            found.append(trimmed)
    return found


def trim(text: str, span: Span, characters: str = _STRIP) -> Span | None:
    """The extent without these characters at its edges (quotation marks and white space by default), None if nothing
    stays. A single quotation mark that ends a plural possessive goes too: edges are not words."""
    start, end = span
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return (start, end) if start < end else None


def trim_clause(text: str, span: Span) -> Span | None:
    """As ``trim``, and without commas, semicolons and colons at the edges."""
    return trim(text, span, _EDGE)


def trim_reported(text: str, span: Span) -> Span | None:
    """As ``trim_clause``, but a quotation mark at an edge stays where its partner stands inside: reported speech that
    begins or ends with a quoted part; a single one, as headlines have them, at the start only."""
    trimmed = trim_clause(text, span)
    if trimmed is None:
        return None
    start, end = trimmed
    marks = list(_MARK.finditer(text, start, end))
    if marks and not _opens(text, marks[0]):
        mark = _MARK.search(text, max(span[0], start - 2), start)
        start = mark.start() if mark and mark.end() == start else start
    if marks and _opens(text, marks[-1]):
        mark = _MARK.search(text, end, min(span[1], end + 3))
        end = mark.end() if mark else end
    closed = text[end : end + 1] in _SINGLE_CLOSING
    if start and text[start - 1] in _SINGLE and not (marks or closed) and _CLOSING.search(text, start, end):
        start -= 1
    return start, end


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Does a quotation mark open what follows, by the space around it?"""
    if mark[0] in "“„«":
        return True
    return mark[0] not in "”»" and not text[mark.start() - 1 : mark.start()].strip(" \t\u00a0([—–-")


def subtract(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of the extent without the holes (sorted, apart from each other)."""
    left = []
    position = span[0]
    for start, end in holes:
        if end <= position or start >= span[1]:
            continue
        if start > position:
            left.append((position, start))
        position = max(position, end)
    if position < span[1]:
        left.append((position, span[1]))
    return left


def index_at(spans: Sequence[Span], position: int) -> int | None:
    """Index of the extent that holds the position, in a sorted sequence of extents apart from each other."""
    index = bisect.bisect_right(spans, (position, 1 << 60)) - 1
    return index if index >= 0 and spans[index][0] <= position < spans[index][1] else None


def reach(text: str, segments: Sequence[Span], span: Span) -> int:
    """Where the extent ends at the latest if it is to stay within the segments (sorted) and the space between them; its
    own end where it starts in none."""
    number = index_at(segments, span[0])
    if number is None:
        return span[1]
    while segments[number][1] < span[1] and number + 1 < len(segments):
        if text[segments[number][1] : segments[number + 1][0]].strip():
            break
        number += 1
    return min(span[1], segments[number][1])
