"""The text of a document with its quotes marked: for the terminal, a page, a file of its own, a notebook."""

from __future__ import annotations

from quotes.marking.notebook import Marked, marked
from quotes.marking.page import frame, page
from quotes.marking.pieces import Piece, described, numbered, pieces
from quotes.marking.reasons import Links, Noted, Reasoned, told
from quotes.marking.spans import displacy_spans
from quotes.marking.visible import one_line, shown

__all__ = [
    "Links", "Marked", "Noted", "Piece", "Reasoned", "described", "displacy_spans", "frame", "marked", "numbered",
    "one_line", "page", "pieces", "shown", "told",
]  # fmt: skip
