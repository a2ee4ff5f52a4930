"""Where the quotes of a document begin and end, for ``quotes show`` in the terminal and as HTML."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from quotes.types import Document, Quote


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside the same quotes: ``inside`` lists them, the outer before the inner. ``opens`` and
    ``closes`` are those of which an extent begins before it or ends after it, ``ends`` those that end for good."""

    text: str
    inside: tuple[Quote, ...]
    opens: tuple[Quote, ...]
    closes: tuple[Quote, ...]
    ends: tuple[Quote, ...]


def pieces(document: Document, quotes: Sequence[Quote]) -> Iterator[Piece]:
    """The whole text in order, cut wherever a quote's extent begins or ends."""
    ordered = sorted(quotes, key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1]))
    rank = {quote.id: place for place, quote in enumerate(ordered)}
    extents = [(start, end, quote) for quote in ordered for start, end in quote.spans]
    starting: dict[int, list[Quote]] = {}
    ending: dict[int, list[Quote]] = {}
    for start, end, quote in extents:
        starting.setdefault(start, []).append(quote)
        ending.setdefault(end, []).insert(0, quote)
    cuts = sorted({0, len(document.text), *starting, *ending})
    inside: list[Quote] = []
    for start, end in itertools.pairwise(cuts):
        opens = tuple(starting.get(start, ()))
        inside = sorted([*inside, *opens], key=lambda quote: rank[quote.id])
        closes = tuple(ending.get(end, ()))
        ends = tuple(quote for quote in closes if quote.spans[-1][1] == end)
        yield Piece(document.text[start:end], tuple(inside), opens, closes, ends)
        inside = [quote for quote in inside if quote not in closes]


def described(document: Document) -> str:
    """Title, date, publisher and address of a document, as far as known."""
    known = (document.title, document.date, document.publisher, document.url)
    return " · ".join(part for part in known if part) or document.id


def numbered(quotes: Sequence[Quote]) -> dict[str | None, int]:
    """A number for each speaker, in the order of their quotes."""
    return {
        who: number for number, who in enumerate(dict.fromkeys(quote.speaker_id or quote.speaker for quote in quotes))
    }
