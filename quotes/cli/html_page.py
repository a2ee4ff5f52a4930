"""``quotes show --html``: one page that needs no other file and runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from quotes.cli.marking import described, numbered, pieces
from quotes.cli.output import ID_LENGTH, shown
from quotes.types import Document, Quote

STYLE = """
:root { color-scheme: light dark }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif }
header { color: GrayText; font: .9rem sans-serif }
article { white-space: pre-wrap; overflow-wrap: anywhere }
mark { color: inherit; background: hsl(calc(var(--s) * 67) 70% 50% / .22); padding: .1em 0 }
mark.nested { text-decoration: underline 2px }
cite { font: bold .75rem sans-serif; margin-left: .3em; color: hsl(calc(var(--s) * 67) 60% 45%) }
"""


def page(document: Document, quotes: Sequence[Quote]) -> str:
    """The document as HTML: its quotes marked, each with its speaker after it and the rest on hovering."""
    numbers = numbered(quotes)
    parts = []
    for piece in pieces(document, quotes):
        text = escape(shown(piece.text))
        if piece.inside:
            inner = piece.inside[-1]
            nested = ' class="nested"' if len(piece.inside) > 1 else ""
            style = f'style="--s:{numbers[inner.speaker_id or inner.speaker]}"'
            text = f'<mark{nested} {style} title="{_about(inner)}">{text}</mark>'
        parts.append(text)
        for quote in piece.ends:
            style = f'style="--s:{numbers[quote.speaker_id or quote.speaker]}"'
            parts.append(f'<cite id="{escape(quote.id)}" {style}>{escape(shown(quote.speaker or "unknown"))}</cite>')
    title = escape(shown(described(document)))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body><header><h1>{title}</h1><p>{escape(shown(document.id))}</p></header>\n"
        f"<article>{''.join(parts)}</article></body></html>\n"
    )


def _about(quote: Quote) -> str:
    facts = (quote.speaker or "unknown", quote.role, quote.kind, quote.act, quote.occasion)
    steps = " → ".join(quote.resolution)
    said = f"{', '.join(fact for fact in facts if fact)}; {steps}; confidence {quote.confidence:.2f}"
    return escape(shown(f"{said}; {quote.id[:ID_LENGTH]}"), quote=True)
