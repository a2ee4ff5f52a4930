"""Where the quotes of a document begin and end, and which words report them."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from quotes.types import Document, Quote, Span


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside the same quotes: ``inside`` lists them, the outer before the inner. ``opens`` and
    ``closes`` are those of which an extent begins before it or ends after it, ``ends`` those that end for good.
    ``cues`` and ``sources`` are the quotes of whose cue or source it is a part."""

    text: str
    start: int
    inside: tuple[Quote, ...]
    opens: tuple[Quote, ...]
    closes: tuple[Quote, ...]
    ends: tuple[Quote, ...]
    cues: tuple[Quote, ...]
    sources: tuple[Quote, ...]


def pieces(document: Document, quotes: Sequence[Quote]) -> Iterator[Piece]:
    """The whole text in order, cut wherever a quote's extent, a cue or a source begins or ends."""
    ordered = sorted(quotes, key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1]))
    rank = {quote.id: place for place, quote in enumerate(ordered)}
    starting, ending = _borders([(span, quote) for quote in ordered for span in quote.spans])
    cues = _Beside([(span, quote) for quote in ordered for span in quote.cue_spans])
    sources = _Beside([(span, quote) for quote in ordered for span in quote.source_spans])
    cuts = sorted({0, len(document.text), *starting, *ending, *cues.cuts, *sources.cuts})
    inside: list[Quote] = []
    for start, end in itertools.pairwise(cuts):
        opens = tuple(starting.get(start, ()))
        inside = sorted([*inside, *opens], key=lambda quote: rank[quote.id])
        closes = tuple(reversed(ending.get(end, ())))
        ends = tuple(quote for quote in closes if quote.spans[-1][1] == end)
        text = document.text[start:end]
        yield Piece(text, start, tuple(inside), opens, closes, ends, cues.at(start), sources.at(start))
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


def _borders(extents: Sequence[tuple[Span, Quote]]) -> tuple[dict[int, list[Quote]], dict[int, list[Quote]]]:
    starting: dict[int, list[Quote]] = {}
    ending: dict[int, list[Quote]] = {}
    for (start, end), quote in extents:
        starting.setdefault(start, []).append(quote)
        ending.setdefault(end, []).append(quote)
    return starting, ending


class _Beside:
    """The words beside quotes of one sort, given out in the order of the text."""

    def __init__(self, extents: Sequence[tuple[Span, Quote]]) -> None:
        self._starting, self._ending = _borders(extents)
        self._open: list[Quote] = []

    @property
    def cuts(self) -> set[int]:
        return {*self._starting, *self._ending}

    def at(self, place: int) -> tuple[Quote, ...]:
        """The quotes whose words the piece that begins here belongs to. Called for each cut in order."""
        for quote in self._ending.get(place, ()):
            self._open.remove(quote)
        self._open += self._starting.get(place, ())
        return tuple(self._open)
