"""Letters to the editor and other signed pieces: whose "I" it is."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from quotes import names
from quotes.attribution.sourcenames import is_bodyish, is_place
from quotes.types import Span

_NAME = re.compile(r"[—–-]*\s*(?P<name>(?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]+)(?:,\s[^.;:!?]{3,40})?\.?")
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,4}(?:,\s(?:[A-Z][\w.’'-]*\s?){1,3})?")
LONGEST = 60


CUSTOM = 3
"""Where the last line is a name and so many lines are, each under a longer one, every piece is signed."""


class Signatures:
    """The lines of a text that are a name alone and end a piece, with the name that each gives."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        found = {number: name for number, span in enumerate(paragraphs) if number and (name := _name(text, span))}
        under = [number for number in found if _length(paragraphs[number - 1]) > LONGEST]
        if len(under) < CUSTOM or len(paragraphs) - 1 not in under:
            under = [number for number in found if _ends(text, paragraphs, number)]
        self._spans = [paragraphs[number] for number in under]
        self._names = [found[number] for number in under]

    def after(self, position: int) -> tuple[str, Span] | None:
        """The first signature behind the position."""
        index = bisect.bisect_left(self._spans, (position, position))
        return (self._names[index], self._spans[index]) if index < len(self._spans) else None


def _length(span: Span) -> int:
    return span[1] - span[0]


def _name(text: str, span: Span) -> str | None:
    """The name that the line is; None where it is none, or one of a body or place."""
    match = _NAME.fullmatch(text, *span) if _length(span) <= LONGEST else None
    name = names.parse(match["name"]) if match else None
    if name and len(name.tokens) > 1 and not is_bodyish(name.text) and not is_place(name.text):
        return names.display(name.text)
    return None


def _ends(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Is this the last line but for a line that names a place, or is such a line next?"""
    if number + 1 == len(paragraphs):
        return True
    start, end = paragraphs[number + 1]
    return end - start <= LONGEST and "," in text[start:end] and bool(_PLACE.fullmatch(text, start, end))
