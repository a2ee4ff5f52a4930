"""Short forms of documents and their blocks."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from quotes import reading
from quotes.layout import blocks
from quotes.types import Block, Document

Rows = list[tuple[str, str | None, str]]


def rows_of(text: str) -> Rows:
    """Each block as (kind, who speaks, words): the words of all its spans, the speaker as label or name."""
    document = reading.document(text)

    def row(block: Block) -> tuple[str, str | None, str]:
        label = text[slice(*block.label)] if block.label else None
        return block.kind, block.speaker or label, " ... ".join(text[start:end] for start, end in block.spans)

    return [row(block) for block in blocks(document)]


@pytest.fixture
def rows() -> Callable[[str], Rows]:
    return rows_of


@pytest.fixture
def turns() -> Callable[[str], list[tuple[str | None, str]]]:
    """The turns of a text as (label or speaker, words)."""
    return lambda text: [(who, words) for kind, who, words in rows_of(text) if kind == "turn"]


@pytest.fixture
def check_whole() -> Callable[[Document], None]:
    """Fails where a letter of the document is in no block or in two."""
    return whole


def whole(document: Document) -> None:
    text, found = document.text, blocks(document)
    assert [block.start for block in found] == sorted(block.start for block in found)
    spans = sorted(span for block in found for span in block.spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    covered = bytearray(len(text))
    for block in found:
        for start, end in [*block.spans, *filter(None, (block.label, block.occasion))]:
            covered[start:end] = b"\1" * (end - start)
        if block.kind == "turn":
            # A label's brackets and clock, and the "A" of somebody named elsewhere, stand on the lines that it opens.
            first = block.start if block.label is None else min(block.start, block.label[0])
            first = first if text.count("\n", first, block.start) < 3 else block.start
            start = text.rfind("\n", 0, first) + 1
            covered[start : block.start] = b"\1" * (block.start - start)
    # The number of a list's item is nobody's word.
    loose = "".join(text[place] for place in range(len(text)) if not covered[place] and text[place].isalpha())
    assert not loose


@pytest.fixture
def seeds_folder() -> Path:
    return Path(__file__).resolve().parents[2] / "seeds"
