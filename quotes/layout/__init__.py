"""A document's blocks: headings, paragraphs, turns, excerpts with their occasions, captions, bylines, boilerplate.

``blocks`` splits a text into paragraphs, sets furniture apart, and then asks each kind of layout in turn whether the
document is one of its own: collections of remarks, then transcripts. What none of them claims stays a paragraph.
"""

from __future__ import annotations

from quotes.layout import furniture, remarks, transcripts
from quotes.layout.paragraphs import split
from quotes.types import Block, Document

__all__ = ["blocks"]


def blocks(document: Document) -> list[Block]:
    """The blocks of a document, sorted by start; every non-blank stretch of the text is in exactly one of them.

    A block reaches from its label or first span to its last span or occasion. Empty for a blank text.
    """
    paragraphs = split(document.text)
    kinds = furniture.classify(paragraphs, document)
    found = remarks.find(document, paragraphs, kinds) or transcripts.find(document, paragraphs, kinds)
    if found is None:
        found = [Block(kind, (paragraph.span,)) for paragraph, kind in zip(paragraphs, kinds, strict=True)]
    return sorted(found, key=lambda block: block.start)
