"""The text of a document with its quotes marked: for the terminal, a page, a file of its own, a notebook."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from quotes.marking.visible import one_line, shown

if TYPE_CHECKING:
    from quotes.marking.cutting import Piece, described, numbered, pieces
    from quotes.marking.notebook import Marked, marked
    from quotes.marking.reasons import Links, Noted, Reasoned
    from quotes.marking.spans import displacy_spans
    from quotes.marking.standalone import frame, page
    from quotes.marking.wording import citation, decided, told, where

__all__ = [
    "Links", "Marked", "Noted", "Piece", "Reasoned", "citation", "decided", "described", "displacy_spans", "frame",
    "marked", "numbered", "one_line", "page", "pieces", "shown", "told", "where",
]  # fmt: skip

_MODULES = {
    "cutting": ("Piece", "described", "numbered", "pieces"), "notebook": ("Marked", "marked"),
    "reasons": ("Links", "Noted", "Reasoned"), "spans": ("displacy_spans",), "standalone": ("frame", "page"),
    "wording": ("citation", "decided", "told", "where"),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """What makes pages is loaded when it is called for (PEP 562): every command prints, few make a page."""
    module = next((module for module, names in _MODULES.items() if name in names), None)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
