"""A marked document for displaCy, which draws spans over tokens."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import Any

from quotes.types import Document, Quote, Span

_TOKEN = re.compile(r"\w+|[^\w\s]+")


def displacy_spans(document: Document, quotes: Sequence[Quote]) -> dict[str, Any]:
    """What ``spacy.displacy.render(..., style="span", manual=True)`` takes: quotes by speaker, cues and sources."""
    tokens = [match.span() for match in _TOKEN.finditer(document.text)]
    starts = [start for start, _ in tokens]
    spans: list[dict[str, Any]] = []
    for quote in quotes:
        for label, extents in (
            (quote.speaker or "unknown", quote.spans),
            ("cue", quote.cue_spans),
            ("source", quote.source_spans),
        ):
            spans += [
                {"start_token": first, "end_token": last, "label": label}
                for extent in extents
                for first, last in [_covered(tokens, starts, extent)]
                if first < last
            ]
    words = [document.text[start:end] for start, end in tokens]
    return {"text": document.text, "tokens": words, "spans": sorted(spans, key=lambda span: int(span["start_token"]))}


def _covered(tokens: Sequence[Span], starts: Sequence[int], extent: Span) -> Span:
    """The tokens that share a character with an extent, half-open."""
    first = bisect.bisect_right(starts, extent[0]) - 1
    if first < 0 or tokens[first][1] <= extent[0]:
        first += 1
    return first, bisect.bisect_left(starts, extent[1])
