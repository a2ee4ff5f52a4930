"""Datelines: the tagger reads them, and nothing that is found there holds them."""

from __future__ import annotations

import dataclasses

import pytest

from quotes.finding.headed import datelines, with_datelines, without_datelines
from quotes.layout import blocks
from quotes.types import Document, Span

TEXT = "OSLO, March 3 (AP) — The ferry will sail in May, the council said.\n\nBERGEN — Nobody knew."


@dataclasses.dataclass
class Tagged:
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    confidence: float = 0.9
    piece_confidence: tuple[float, ...] = (0.9,)


def extent(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def test_datelines_are_read_with_their_paragraphs():
    found = blocks(Document("a", TEXT))
    headed = datelines(TEXT, found)
    assert [TEXT[slice(*span)] for span in headed] == ["OSLO, March 3 (AP) — ", "BERGEN — "]
    segments = [span for block in found if block.kind == "paragraph" for span in block.spans]
    assert [TEXT[start:end] for start, end in with_datelines(segments, headed)] == TEXT.split("\n\n")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("OSLO, March 3 (AP) — The ferry will sail in May", ["The ferry will sail in May"]),
        ("The ferry will sail in May", ["The ferry will sail in May"]),
        ("OSLO, March 3", None),
    ],
)
def test_contents_begin_behind_their_dateline(content, kept):
    headed = datelines(TEXT, blocks(Document("a", TEXT)))
    found = without_datelines(TEXT, [Tagged(extent(content), extent("said"))], headed)
    assert [[TEXT[slice(*span)] for span in each.content] for each in found] == ([kept] if kept else [])
    assert [each.cue for each in found] == ([extent("said")] if kept else [])


def test_sources_begin_behind_their_dateline():
    headed = datelines(TEXT, blocks(Document("a", TEXT)))
    (found,) = without_datelines(TEXT, [Tagged(extent("knew"), (), extent("BERGEN — Nobody"))], headed)
    assert found.source == extent("Nobody")
