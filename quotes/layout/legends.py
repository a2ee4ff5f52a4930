"""Keys of speakers: a list of initials with the names they stand for, and the turns that begin with these initials.

Transcription services set them so ("Speaker key: AB Ana Berg"): no colon tells a turn, only that its first word is in
the list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes.layout.labels import Label, initials, shape_of
from quotes.layout.paragraphs import Paragraph
from quotes.types import Span

FEWEST = 2
"""Entries that make a key."""
_ENTRY = re.compile(
    r"(?P<short>[A-Z]{1,5})\s*[:=–—-]?\s+(?P<name>[^\W\d_][^:\n=;?!\"“(]{2,60}?)(?:\s*[,(][^\n?!]{2,90})?"
)
_SAYS = re.compile(r"(?P<short>[A-Z]{1,5})(?:\s?:)?\s+(?=[^\W\d_a-z]|[\d“\"‘'(\[])")


class Legend(NamedTuple):
    """The extent of each name by the initials that stand for it, and the places of the paragraphs that say so."""

    names: dict[str, Span]
    places: frozenset[int]

    def label(self, text: str) -> Label | None:
        """The label with which a paragraph begins, if it is one of the key's."""
        match = _SAYS.match(text) if self.names else None
        if match is None or match["short"] not in self.names:
            return None
        short = match["short"]
        return Label(match.span("short"), match.end(), "name", short.casefold(), "key", True, False)


def find(paragraphs: list[Paragraph]) -> Legend:
    """The key of a document's speakers; empty where it has none, or where hardly anybody of it speaks."""
    entries: dict[int, tuple[str, Span]] = {}
    for index, paragraph in enumerate(paragraphs):
        match = _ENTRY.fullmatch(paragraph.text) if len(paragraph.text) <= 160 else None
        if match is None or shape_of(match["name"]) not in ("name", "titled"):
            continue
        if match["short"] in initials(match["name"]) and (not entries or index <= max(entries) + 2):
            span = paragraph.start + match.start("name"), paragraph.start + match.end("name")
            entries[index] = match["short"], span
    legend = Legend(dict(entries.values()), frozenset(entries))
    speak = [p for i, p in enumerate(paragraphs) if i not in entries and legend.label(p.text)]
    return legend if len(entries) >= FEWEST and len(speak) > len(entries) // 2 else Legend({}, frozenset())
