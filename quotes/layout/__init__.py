"""A document's blocks: headings, paragraphs, turns, excerpts with their occasions, captions, bylines, boilerplate.

``blocks`` splits a text into paragraphs, sets furniture apart, and then asks each kind of layout in turn whether the
document is one of its own: collections of remarks, transcripts, letters, interviews and addresses without labels. What
none of them claims stays a paragraph, save for block quotations, lists of quotations and posts.
"""

from __future__ import annotations

from quotes.layout import (
    blockquotes,
    datelines,
    furniture,
    interviews,
    letters,
    posts,
    quotelists,
    remarks,
    runin,
    transcripts,
)
from quotes.layout.paragraphs import split, unwrapped
from quotes.types import Block, Document

__all__ = ["blocks", "unwrapped"]


def blocks(document: Document) -> list[Block]:
    """The blocks of a document, sorted by start; every non-blank stretch of the text is in exactly one of them.

    A block reaches from its label or first span to its last span or occasion. Empty for a blank text.
    """
    paragraphs = runin.split(document.text, split(document.text))
    kinds = furniture.classify(paragraphs, document)
    for layout in (remarks, transcripts, letters, interviews):
        found = layout.find(document, paragraphs, kinds)
        if found is not None:
            return sorted(
                (furniture.without_marks(document.text, block) for block in found), key=lambda block: block.start
            )
    plain = [Block(kind, (paragraph.span,)) for paragraph, kind in zip(paragraphs, kinds, strict=True)]
    plain = quotelists.claim(document.text, paragraphs, kinds, plain)
    plain = posts.claim(document.text, paragraphs, kinds, plain)
    claimed = blockquotes.claim(document.text, paragraphs, kinds, plain)
    opening = next((block for block in claimed if block.kind == "paragraph"), None)
    return [
        part
        for block in claimed
        for part in datelines.without_dateline(
            document.text, furniture.without_marks(document.text, block), opens=block is opening
        )
    ]
