"""Collections of one person's remarks: excerpts, each closed by its occasion."""

from __future__ import annotations

from quotes.layout.paragraphs import Paragraph
from quotes.types import Block, BlockKind, Document


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a collection of remarks, or None if the document is none."""
    return None
