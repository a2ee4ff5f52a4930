"""A marked document as a value: what a notebook shows where a cell ends with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from quotes.marking.reasons import Noted, Reasoned
from quotes.marking.standalone import frame, page
from quotes.types import Document, Extraction, Quote


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """A document with its quotes, each with the reasons for its speaker, in the order of the text."""

    document: Document
    reasons: Sequence[Reasoned]

    @property
    def quotes(self) -> list[Quote]:
        return [reason.quote for reason in self.reasons]

    @property
    def html(self) -> str:
        """A page that needs no other file."""
        return page(self.document, self.reasons)

    def _repr_html_(self) -> str:
        return frame(self.document, self.reasons)


def marked(document: Document | Extraction, quotes: Sequence[Quote] | None = None) -> Marked:
    """An extraction, or a document with these quotes, to be shown; the reasons are the quotes' own steps."""
    if isinstance(document, Extraction):
        quotes = document.quotes if quotes is None else quotes
        document = document.document
    return Marked(document, [Noted(quote, document.text) for quote in quotes or ()])
