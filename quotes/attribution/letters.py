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


class Signatures:
    """The lines of a text that are a name alone and end a piece, with the name that each gives."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._spans: list[Span] = []
        self._names: list[str] = []
        for number, span in enumerate(paragraphs):
            if number == 0 or span[1] - span[0] > LONGEST or not _ends(text, paragraphs, number):
                continue
            match = _NAME.fullmatch(text, *span)
            name = names.parse(match["name"]) if match else None
            if name and len(name.tokens) > 1 and not is_bodyish(name.text) and not is_place(name.text):
                self._spans.append(span)
                self._names.append(names.display(name.text))

    def after(self, position: int) -> tuple[str, Span] | None:
        """The first signature behind the position."""
        index = bisect.bisect_left(self._spans, (position, position))
        return (self._names[index], self._spans[index]) if index < len(self._spans) else None


def _ends(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Is this the last line but for a line that names a place, or is such a line next?"""
    if number + 1 == len(paragraphs):
        return True
    start, end = paragraphs[number + 1]
    return end - start <= LONGEST and "," in text[start:end] and bool(_PLACE.fullmatch(text, start, end))
