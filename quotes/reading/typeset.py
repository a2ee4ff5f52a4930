"""Lines of set pages put together to paragraphs: furniture left out, hyphenated words joined, by the lines' geometry.

A paragraph begins after more space than lines have between them, with an indented line, in another size, and after
a short line that ends a sentence.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.reading.pieces import Piece


class Line(NamedTuple):
    """A line: where it begins, in points from the lower left corner, its font's size, its text, and how many of its
    first code points are bold."""

    x: float
    y: float
    size: float
    text: str
    bold: int = 0


CHARACTER = 0.5
"""A character's usual width in parts of the font's size."""
GAP = 3.0
"""The space within a line, in parts of the font's size, from which it is another column's line."""
EDGE = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
SHORT = 0.8
"""Parts of the usual length below which a line is short."""
ROOM = 0.7
"""Parts of the usual length up to which another word would have fitted, counted in code points."""
LARGER = 1.12
"""A size that is larger than the text's by this factor is a heading's."""

_NUMBER = re.compile(r"\W*(?:[Pp]age\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*")
_ENDS = re.compile(r"[.!?…:][\"”’')\]]*$")
_BREAK = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_OPEN_DASH = re.compile(r"[^\s–—-][–—-]$")
_ITEM = re.compile(r"[•▪◦‣●–—-]\s|\(?\d{1,2}[.)]\s")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def pieces(pages: Sequence[Sequence[Line]]) -> tuple[list[Piece], int]:
    """The paragraphs of the pages, and how many lines were left out as furniture."""
    pages = [_whole_lines(page) for page in pages]
    size = _usual_size(pages)
    kept = _without_furniture(pages, size)
    removed = sum(map(len, pages)) - sum(map(len, kept))
    words = Counter(word for page in kept for line in page for word in re.findall(r"[\w’'-]+", line.text.lower()))
    made: list[Piece] = []
    for lines in _paragraphs(kept):
        text, bold = _joined(lines, words)
        larger = lines[0].size > size * LARGER and len(text) <= 300
        first = not made and lines[0].size > size * LARGER
        made.append(Piece(text.translate(_LIGATURES), bold, 1 if first else 2 if larger else 0))
    return made, removed


def _whole_lines(page: Sequence[Line]) -> list[Line]:
    """The lines with the pieces that were set one by one at the same height put together."""
    result: list[Line] = []
    start = end = 0.0
    for line in page:
        before = result[-1] if result else None
        level = before is not None and abs(line.y - before.y) < 0.3 * line.size
        if before is not None and level and line.x > start and line.x - end < GAP * line.size:
            bold = len(before.text) + 1 + line.bold if before.bold == len(before.text) and line.bold else before.bold
            result[-1] = before._replace(text=f"{before.text} {line.text}", bold=bold)
        else:
            result.append(line)
        start, end = line.x, line.x + CHARACTER * line.size * len(line.text)
    return result


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _without_furniture(pages: Sequence[Sequence[Line]], size: float) -> list[list[Line]]:
    """The pages without page numbers, running heads and feet."""
    edges = [_edges(page) for page in pages]
    # A running head may stand on the left or the right pages only.
    repeated = Counter(key for page in edges for key in {_key(line) for rows in page for row in rows for line in row})
    often = max(2, len(pages) // 4)
    result = []
    for page, ends in zip(pages, edges, strict=True):
        furniture: set[Line] = set()
        for rows in ends:
            # From the edge inwards, up to the first row of text.
            for row in rows:
                if not all(
                    _NUMBER.fullmatch(line.text) or repeated[_key(line)] >= often or _stands_apart(line, page, size)
                    for line in row
                ):
                    break
                furniture.update(row)
        result.append([line for line in page if line not in furniture])
    return result


def _edges(page: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The rows at the top and those at the bottom of a page, the outermost first."""
    rows: dict[int, list[Line]] = {}
    for line in page:
        rows.setdefault(round(line.y), []).append(line)
    heights = sorted(rows)
    reach = EDGE if len(heights) > 2 * EDGE else 1
    return [rows[y] for y in reversed(heights[-reach:])], [rows[y] for y in heights[:reach]]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.casefold()).strip(), round(line.y / 4)


def _stands_apart(line: Line, page: Sequence[Line], size: float) -> bool:
    """Whether the line is small print away from the text, at the page's very top or bottom."""
    others = [other.y for other in page if abs(other.y - line.y) > size / 2]
    if line.size > 0.85 * size or not others:
        return False
    outermost = line.y > max(others) or line.y < min(others)
    return outermost and min(abs(line.y - y) for y in others) > 2 * size


def _paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The lines of each paragraph; one may go on in the next column or on the next page."""
    paragraph: list[Line] = []
    for page in pages:
        leading, edges = _leading(page), _left_edges(page)
        length = statistics.quantiles([len(line.text) for line in page], n=4)[2] if len(page) > 3 else 0.0
        for number, line in enumerate(page):
            before = paragraph[-1] if paragraph else None
            if before is not None and _begins(line, before, leading, edges, length, same=number > 0):
                yield paragraph
                paragraph = []
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: Line, before: Line, leading: float, edges: Sequence[float], length: float, *, same: bool) -> bool:
    """Whether a paragraph begins with ``line``; ``same`` says that ``before`` stands on the same page."""
    if abs(line.size - before.size) > 0.08 * max(line.size, before.size) or _ITEM.match(line.text):
        return True
    ended = bool(_ENDS.search(before.text))
    step = before.y - line.y
    indented = any(0.7 * line.size < line.x - edge < 5 * line.size for edge in edges) and line.x not in edges
    if not same or step < -line.size:
        # In another column or on another page: only the words tell, and the indent.
        return ended and (indented or len(before.text) < SHORT * length or line.text[0].isupper())
    if step > 1.25 * leading * line.size:
        return True
    if abs(step) < 0.3 * line.size:
        return False
    # A line that had room for the next word ends a paragraph, unless text flows around a picture.
    if len(before.text) + len(line.text.split(None, 1)[0]) < ROOM * length and not line.text[0].islower():
        return True
    if indented and abs(before.x - line.x) > 0.7 * line.size and ended:
        return True
    is_bold = bool(line.bold) and before.bold != len(before.text)
    return ended and (len(before.text) < SHORT * length or is_bold)


def _leading(page: Sequence[Line]) -> float:
    """The step from a line to the next in parts of the font's size: the smallest that is not rare."""
    steps = Counter(
        round((before.y - line.y) / line.size, 1)
        for before, line in itertools.pairwise(page)
        if 0.7 * line.size < before.y - line.y < 2.6 * line.size
    )
    often = [step for step, count in steps.items() if count * 7 >= max(steps.values())]
    return min(often, default=1.3)


def _left_edges(page: Sequence[Line]) -> list[float]:
    """Where the lines of each column begin: places at which at least a sixth of all lines do."""
    counts = Counter(round(line.x) for line in page)
    often = {place for place, count in counts.items() if count * 6 >= len(page)}
    return [line.x for place in often for line in page if round(line.x) == place]


def _joined(lines: Sequence[Line], words: Counter[str]) -> tuple[str, int]:
    """The text of a paragraph, and how many of its first code points are bold."""
    text, bold = "", 0
    for line in lines:
        match = _BREAK.search(text)
        if match is None or not line.text[0].isalpha():
            text += ("" if not text or _OPEN_DASH.search(text) else " ") + line.text
        elif _keeps_hyphen(match.group(1), re.match(r"[^\W\d_]*", line.text).group(), words):  # type: ignore[union-attr]
            text = text[:-1] + "-" + line.text
        else:
            text = text[:-1] + line.text
        if bold == len(text) - len(line.text) - (1 if bold else 0):
            bold = len(text) - len(line.text) + line.bold if line.bold else bold
    return text, bold


def _keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: "Anglo-American", and what the document writes so."""
    if second[:1].isupper():
        return True
    together, apart = (first + second).lower(), f"{first}-{second}".lower()
    if words[together] or words[apart]:
        return words[apart] > words[together]
    return words[first.lower()] > 0 and words[second.lower()] > 0 and len(first) > 2 < len(second)
