"""The pages, and where they are."""

from __future__ import annotations

from typing import Any

from quotes.web.pages import documents, downloads, editing, searching, speakers, start

ROUTES: list[tuple[str, Any]] = [
    (r"/$", start.page),
    (r"/search$", searching.page),
    (r"/speakers$", speakers.everyone),
    (r"/speaker$", speakers.page),
    (r"/documents$", documents.every),
    (r"/document$", documents.page),
    (r"/quote$", documents.quote),
    (r"/quotes\.(?P<format>jsonl|csv)$", downloads.quotes),
    (r"/edit$", editing.enter),
    (r"/edit/leave$", editing.leave),
    (r"/edit/quote$", editing.quote),
    (r"/edit/(?P<what>merge|split|rename|never|correct|discard|undo)$", editing.decide),
    (r"/decisions$", editing.decisions),
]
"""Patterns of addresses and what answers them."""
