"""A marked document as HTML: its text, who speaks in it, and the notes. Everything from outside is escaped."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Sequence

from quotes.marking.cutting import Piece, pieces
from quotes.marking.reasons import Links, Reasoned, html, note
from quotes.types import Document, Quote

COLOURS = 10
"""So many colours the style sheet has, c0 to c9; cx is that of unknown speakers."""

LABEL = 40
"""Characters of the name after a quote, about."""

WHY = "Why: how one knows who said this"


@dataclasses.dataclass(frozen=True, slots=True)
class Heard:
    """A speaker of a document: the class of the colour, the name, the id if there is one, how many quotes."""

    colour: str
    name: str
    id: str | None
    quotes: int


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """The parts of a page: the marked text, the notes, the speakers by number of quotes."""

    text: str
    notes: str
    heard: tuple[Heard, ...]


def article(document: Document, whys: Sequence[Reasoned], links: Links | None = None) -> Article:
    """The parts of a marked document. Marks have the ids ``q-`` and the quote's, notes ``why-`` and the quote's."""
    links = links or Links()
    quotes = [why.quote for why in whys]
    colours = _colours(quotes)
    text = "".join(_piece(piece, colours) for piece in pieces(document, quotes))
    notes = "".join(note(why, colours[_speaker(why.quote)], links) for why in whys)
    counts: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        counts.setdefault(_speaker(quote), []).append(quote)
    heard = [
        Heard(colours[who], said[0].speaker or "unknown", said[0].speaker_id, len(said)) for who, said in counts.items()
    ]
    return Article(text, notes, tuple(sorted(heard, key=lambda one: -one.quotes)))


def _colours(quotes: Sequence[Quote]) -> dict[str | None, str]:
    # The most quoted have colours of their own; where there are too few, the others share the last ones.
    times = collections.Counter(_speaker(quote) for quote in quotes if _speaker(quote))
    half = COLOURS // 2
    places = [place if place < COLOURS else half + place % half for place in range(len(times))]
    return {None: "cx"} | {who: f"c{place}" for place, (who, _) in zip(places, times.most_common(), strict=True)}


def _speaker(quote: Quote) -> str | None:
    return quote.speaker_id or quote.speaker


def _piece(piece: Piece, colours: dict[str | None, str]) -> str:
    text = html(piece.text)
    for sort, found in (("cue", piece.cues), ("source", piece.sources)):
        for quote in found[:1]:
            text = f'<span class="{sort} {colours[_speaker(quote)]}" data-quote="{html(quote.id)}">{text}</span>'
    for quote in reversed(piece.inside):
        # The first mark of a quote is where links to it lead.
        place = f' id="q-{html(quote.id)}" tabindex="-1"' if quote.spans[0][0] == piece.start else ""
        classes = f"{colours[_speaker(quote)]} {quote.kind}" + (" nested" if quote.parent else "")
        text = f'<mark{place} class="{classes}" data-quote="{html(quote.id)}">{text}</mark>'
    return text + "".join(_label(quote, colours) for quote in piece.ends)


def _label(quote: Quote, colours: dict[str | None, str]) -> str:
    key, who = html(quote.id), quote.speaker or "unknown"
    who = html(who if len(who) <= LABEL else who[:LABEL].rsplit(" ", 1)[0] + " …")
    opening = f'<a class="label {colours[_speaker(quote)]}" href="#why-{key}" data-quote="{key}" title="{WHY}">'
    return f"{opening}{who}</a>"
