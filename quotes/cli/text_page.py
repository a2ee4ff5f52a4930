"""``quotes show`` in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from quotes.cli.output import ID_LENGTH, shown
from quotes.marking import described, numbered, pieces
from quotes.types import Document, Quote

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = ("yellow", "cyan", "green", "magenta", "blue", "red")


def show(console: Console, document: Document, quotes: Sequence[Quote]) -> None:
    """Prints the document. Each speaker has a colour; ``[`` and ``]`` bound a quote's extents, its speaker and the
    beginning of its id stand after it."""
    numbers = numbered(quotes)

    def colour(quote: Quote) -> str:
        return COLOURS[numbers[quote.speaker_id or quote.speaker] % len(COLOURS)]

    console.print(Text(shown(described(document)), style="bold"))
    console.print(Text(shown(document.id), style="dim"))
    if document.notes:
        console.print(Text(shown(f"When it was read: {'; '.join(document.notes)}."), style="dim"))
    console.print()
    text = Text()
    for piece in pieces(document, quotes):
        for quote in piece.opens:
            text.append("[", style=f"dim {colour(quote)}")
        text.append(shown(piece.text), style=colour(piece.inside[-1]) if piece.inside else "")
        for quote in piece.closes:
            text.append("]", style=f"dim {colour(quote)}")
            if quote in piece.ends:
                label = f"‹{shown(quote.speaker or 'unknown')} {quote.id[:ID_LENGTH]}›"
                text.append(label, style=f"bold {colour(quote)}")
    console.print(text)
