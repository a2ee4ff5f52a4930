"""Pages that were set row by row although their text stands in columns: as text recognition and some converters do.

A column begins where many rows have a piece that starts at one place, with the white space of a gutter before it, and
where both sides hold running text. A table, whose left side holds a word or two, is left as it is.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple


class Chunk(NamedTuple):
    """A piece of text as a page sets it: its start and its font's size in points, its text, whether it is bold."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


NARROW = 0.4
"""A character's least usual width, in parts of the font's size."""
ROWS = 6
"""Rows that each column must have."""
SHARE = 0.6
"""Share of all rows that must keep to their columns."""
RUNNING = 15
"""Code points from which a side of a row is running text, in the median."""

Row = list[Chunk]


def by_columns(chunks: Sequence[Chunk]) -> list[Row]:
    """The rows of the left column, then those of the right one, between each two rows that run over both; empty where
    the page has no columns, or has them in order already."""
    rows = _rows(chunks)
    edge = _edge(rows)
    if edge is None or not _in_rows(chunks, edge):
        return []
    ordered: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        if _crosses(row, edge):
            ordered += sides[0] + sides[1] + [row]
            sides = ([], [])
            continue
        for side, part in zip(sides, _parted(row, edge), strict=True):
            if part:
                side.append(part)
    return ordered + sides[0] + sides[1]


def _rows(chunks: Sequence[Chunk]) -> list[Row]:
    """The chunks by rows from top to bottom, each from left to right."""
    found: dict[int, Row] = defaultdict(list)
    for chunk in chunks:
        if chunk.text.strip():
            found[round(chunk.y)].append(chunk)
    return [sorted(found[y], key=lambda chunk: chunk.x) for y in sorted(found, reverse=True)]


def _edge(rows: Sequence[Row]) -> float | None:
    """Where the right column begins; None where there is none."""
    starts = Counter(x for row in rows for x in {round(chunk.x) for chunk in row})
    left = min((chunk.x for row in rows for chunk in row), default=0.0)
    for x, count in starts.most_common(5):
        edge = x - 1.0
        if count < ROWS or edge < left + 60:
            continue
        parted = [_parted(row, edge) for row in rows if not _crosses(row, edge)]
        if len(parted) >= SHARE * len(rows) and all(_is_running(parted, side) for side in (0, 1)):
            return edge
    return None


def _parted(row: Row, edge: float) -> tuple[Row, Row]:
    return [chunk for chunk in row if chunk.x < edge], [chunk for chunk in row if chunk.x >= edge]


def _crosses(row: Row, edge: float) -> bool:
    """Whether the row runs over both columns: a piece of the left side reaches over the edge, or the right side goes on
    beyond it instead of beginning there."""
    before, after = _parted(row, edge)
    if not before:
        return False
    last = before[-1]
    return last.x + NARROW * last.size * len(last.text.strip()) > edge or (bool(after) and after[0].x > edge + 2.5)


def _is_running(parted: Sequence[tuple[Row, Row]], side: int) -> bool:
    """Whether one side of the rows, where it holds anything, holds running text."""
    sizes = [sum(len(chunk.text) for chunk in parts[side]) for parts in parted if parts[side]]
    return len(sizes) >= ROWS and statistics.median(sizes) >= RUNNING


def _in_rows(chunks: Sequence[Chunk], edge: float) -> bool:
    """Whether the page was set row by row: again and again from one side to the other."""
    places = [chunk.x < edge for chunk in chunks if chunk.text.strip()]
    return sum(one != two for one, two in itertools.pairwise(places)) >= ROWS
