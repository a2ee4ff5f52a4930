"""Datelines: where, when and by which agency a story was filed, before its first words.

"GENEVA, March 4 (Reuters) - The talks ...", "MELBOURNE, Tuesday.-The Minister ...", "New Delhi, Mar 12 (PTI) The
Minister ...", "GENEVA: The talks ...". They are no part of the sentence, and name nobody who speaks.
"""

from __future__ import annotations

import functools
import re

from quotes import lexicon
from quotes.layout.labels import shape_of
from quotes.types import Block

REACH = 120
"""Code points in which a dateline must end."""

_WORD = r"[^\W\d_a-z][\w.’'-]*"
_PLACE = rf"(?P<place>{_WORD}(?:(?: |/){_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD})?){{0,2}}?)"
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our)\b")
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_DASH = re.compile(r"\s(?:—|–|--|-)\s|—")
_SMALL = re.compile(r"[a-z]{3,}")


def without_dateline(text: str, block: Block, *, opens: bool = False) -> list[Block]:
    """A paragraph apart from the dateline before it; else the block as it is. ``opens`` says that it is the first one
    of the text: there a place need not be known by its capitals, an agency, a day, or its name."""
    if block.kind != "paragraph":
        return [block]
    match = _dateline().match(text, block.start, min(block.end, block.start + REACH))
    if match is None:
        return [block]
    if not (_by_colon(text, block, match) if match["dash"] == ":" else _by_dash(text, block, match, opens)):
        return [block]
    return [Block("byline", (match.span("line"),)), Block("paragraph", ((match.end(), block.end), *block.spans[1:]))]


def _by_dash(text: str, block: Block, match: re.Match[str], opens: bool) -> bool:
    if not match["dash"]:
        return bool(match["agency"] and match["day"])
    capitals = match["place"].split(",")[0].isupper()
    if match["day"] or _is_known(match["place"]) or (match["agency"] and capitals):
        return True
    # What somebody says in person follows a speaker's label; what stands between two dashes belongs to the name before.
    rest = text[match.end() : block.end]
    named = not capitals and (_DASH.search(rest) or any(word in rest for word in match["place"].split()))
    return (capitals or opens) and not named and not _FIRST.search(_QUOTED.sub(" ", rest))


def _by_colon(text: str, block: Block, match: re.Match[str]) -> bool:
    """A known place, or one in capitals before words that nobody speaks in person; and somebody reports something."""
    place = match["place"]
    if not place.split(",")[0].isupper() or match["agency"]:
        return False
    if not _is_known(place) and (
        shape_of(place.title()) not in ("single", "name") or _FIRST.search(text, match.end(), block.end)
    ):
        return False
    reporting = lexicon.terms("reporting")
    return any(word in reporting for word in _SMALL.findall(text[match.end() : block.end]))


def _is_known(place: str) -> bool:
    known = lexicon.terms("places")
    return any(part.strip().casefold() in known for part in place.split(","))


@functools.cache
def _dateline() -> re.Pattern[str]:
    months, weekdays = ("|".join(lexicon.pairs(name)) for name in ("months", "weekdays"))
    day = rf"(?:(?i:{months})\.? \d{{1,2}}|\d{{1,2}} (?i:{months})\.?)(?:,? (?:19|20)\d\d)?|(?i:{weekdays})"
    return re.compile(
        rf"(?P<line>{_PLACE}(?:,? ?\(?(?P<day>{day})\)?)?"
        r"(?:[.,]? ?(?P<agency>\([A-Z][\w&.,/ -]{1,30}\)|/[A-Z][\w-]{2,20}/))?)"
        r"\.?\s{0,2}(?P<dash>—|–|--+|-(?=\s)|:(?=\s))?\s{0,2}(?=[^\W\d_a-z]|[“\"‘'\d])"
    )
