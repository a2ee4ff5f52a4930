"""``quotes show``, laid out: the text with its quotes marked, the speaker after each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from quotes.cli.listing import ID_LENGTH, shown
from quotes.types import Document, Quote

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = ("yellow", "cyan", "green", "magenta", "blue", "red")


def show(console: Console, document: Document, quotes: Sequence[Quote]) -> None:
    """Prints the document. Each speaker has a colour; without colours, ``[`` and ``]`` bound a quote's extents."""
    title = " · ".join(part for part in (document.title, document.date, document.publisher, document.url) if part)
    console.print(Text(shown(title or document.id), style="bold"))
    console.print(Text(shown(document.id), style="dim"))
    console.print()
    speakers = dict.fromkeys(quote.speaker_id or quote.speaker for quote in quotes)
    colours = {who: COLOURS[place % len(COLOURS)] for place, who in enumerate(speakers)}
    marks = _marks(quotes)
    text, at, open_quotes = Text(), 0, list[Quote]()
    for position in sorted({*marks, len(document.text)}):
        text.append(shown(document.text[at:position]), style=_style(open_quotes, colours))
        at = position
        for opening, quote, last in marks.get(position, ()):
            colour = colours[quote.speaker_id or quote.speaker]
            text.append("[" if opening else "]", style=f"dim {colour}")
            if opening:
                open_quotes.append(quote)
            else:
                open_quotes.remove(quote)
            if last:
                text.append(f"‹{shown(quote.speaker or 'unknown')} {quote.id[:ID_LENGTH]}›", style=f"bold {colour}")
    console.print(text)


def _marks(quotes: Sequence[Quote]) -> dict[int, list[tuple[bool, Quote, bool]]]:
    """What happens where: (opens rather than closes, the quote, whether it ends here for good). What closes comes
    first; the inner closes before the outer and opens after it."""
    marks: dict[int, list[tuple[bool, Quote, bool]]] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1])):
        for start, end in quote.spans:
            marks.setdefault(start, []).append((True, quote, False))
            marks.setdefault(end, []).insert(0, (False, quote, end == quote.spans[-1][1]))
    return {position: sorted(there, key=lambda mark: mark[0]) for position, there in marks.items()}


def _style(open_quotes: Sequence[Quote], colours: dict[str | None, str]) -> str:
    if not open_quotes:
        return ""
    inner = open_quotes[-1]
    return colours[inner.speaker_id or inner.speaker]
