"""Datelines: read with the paragraph that they head, as the tagger learned it, and no part of what is found there."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from quotes.finding.context import Tagged, TaggedLike
from quotes.finding.spans import overlap, subtract, trim
from quotes.types import Block, Span

_EDGE = " \t\u00a0-–—:"


def datelines(text: str, blocks: Sequence[Block]) -> list[Span]:
    """The extents from each dateline's start to that of the paragraph that goes on in its line, sorted."""
    return [
        (one.start, two.start)
        for one, two in itertools.pairwise(blocks)
        if one.kind == "byline" and two.kind == "paragraph" and "\n" not in text[one.end : two.start]
    ]


def with_datelines(segments: Sequence[Span], headed: Sequence[Span]) -> list[Span]:
    """The segments, each from its dateline's start."""
    starts = {end: start for start, end in headed}
    return [(starts.get(start, start), end) for start, end in segments]


def without_datelines(text: str, tagged: Sequence[TaggedLike], headed: Sequence[Span]) -> list[TaggedLike]:
    """What was tagged, without the words of datelines; a content that is nothing else goes."""
    return [kept for each in tagged if (kept := _without(text, each, headed))] if headed else list(tagged)


def _without(text: str, each: TaggedLike, headed: Sequence[Span]) -> TaggedLike | None:
    around = (*each.content, *each.cue, *each.source)
    first = bisect.bisect_left(headed, (min(span[0] for span in around), 0)) - 1
    last = bisect.bisect_right(headed, (max(span[1] for span in around), 0))
    holes = [hole for hole in headed[max(0, first) : last] if any(overlap(hole, span) for span in around)]
    if not holes:
        return each
    content = [(_cut(text, span, holes), sure) for span, sure in zip(each.content, each.piece_confidence, strict=True)]
    left = [(span, sure) for span, sure in content if span]
    if not left:
        return None
    cue, source = (
        tuple(found for span in spans if (found := _cut(text, span, holes))) for spans in (each.cue, each.source)
    )
    return Tagged(tuple(span for span, _ in left), cue, source, each.confidence, tuple(sure for _, sure in left))


def _cut(text: str, span: Span, holes: Sequence[Span]) -> Span | None:
    """The extent behind the dateline in it."""
    left = subtract(span, holes)
    return trim(text, left[-1], _EDGE) if left else None
