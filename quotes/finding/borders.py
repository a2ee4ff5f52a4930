"""Where the contents of reported speech end if the text's own marks tell better than the tagger."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finding.spans import trim_clause
from quotes.types import Span


def to_end_of_paragraph(text: str, spans: list[Span], cue: Sequence[Span], paragraph: Span) -> list[Span]:
    """The spans of a reported content; after a colon, a single one runs to the end of its paragraph."""
    if len(spans) != 1 or not _after_colon(text, cue, spans[0][0]):
        return spans
    return [trim_clause(text, (spans[0][0], paragraph[1])) or spans[0]]


def _after_colon(text: str, cue: Sequence[Span], start: int) -> bool:
    if not cue or cue[-1][1] > start:
        return False
    between = text[cue[-1][1] : start].strip()
    return between == ":" or (not between and text[cue[-1][0] : cue[-1][1]].endswith(":"))
