"""Statements of several: "We, the ministers of Kenya and Uganda, ...", "Joint statement by Jane Roe and John Doe"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.layout.collected import Person
from quotes.types import Span

OPENING = 4
"""Paragraphs from the first one in which those who speak may name themselves."""

# The comma behind the last of them stands before a verb in small letters.
_WE = re.compile(r"We, (?P<who>(?:the )?[^\s,;:.][^;:.\n]{4,300}?), (?=(?!and\b|of\b|the\b|both\b)[a-z])")
_TITLE = re.compile(
    r"\bjoint (?:[\w-]+ ){0,2}(?:statement|communiqu[eé]|declaration|letter|appeal|message|remarks)"
    r"(?: (?:issued|made|released))? (?:by|of|from|between) (?P<who>[^\n]{5,250})",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:,? (?:on|at|in|following|after|regarding|concerning|about|to|ahead|marking)\b|,? \(?\d| [–—-] ).*"
)


def signers(text: str, title: Span | None, opening: Iterable[Span]) -> Person | None:
    """Those whose joint words the text is, as they or the title call them; None where nobody is named. The mention is
    the extent of that phrase, the name its words."""
    for start, end in list(opening)[:OPENING]:
        match = _WE.match(text, start, end)
        if match:
            return Person(match["who"], match.span("who"))
    match = _TITLE.search(text, *title) if title else None
    if match is None:
        return None
    who = _ABOUT.sub("", match["who"])
    return Person(who, (match.start("who"), match.start("who") + len(who))) if " and " in who else None
