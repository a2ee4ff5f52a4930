"""A text as paragraphs: one a line, or lines joined where the text is hard-wrapped."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from quotes.types import Span

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
"""Characters that print nothing and that ``str.strip`` keeps. A line of them alone is blank."""
FEWEST = 3
"""Indented lines with a line at the margin below that make the indent a paragraph's sign."""
_BREAKS = {ord(mark): " " for mark in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
WRAP_WIDTHS = range(30, 101)
"""Widths in code points at which people, mail programs and the columns of newspapers wrap lines."""


_ITEM = re.compile(r"[•*·▪‣◦–-] ?(?=[^\W\d_a-z]|[“\"‘'])")
"""What an item of a list begins with; of several lines that do, none goes on with the one above."""


class Paragraph(NamedTuple):
    """A paragraph without outer white space. ``blank`` counts the blank lines before it."""

    start: int
    end: int
    text: str
    blank: int = 0

    @property
    def span(self) -> Span:
        return self.start, self.end


def split(text: str) -> list[Paragraph]:
    """The paragraphs of ``text``, in order; none of them is blank."""
    lines = list(_lines(text))
    # The times of subtitles part their lines.
    width = None if any("-->" in line.text for line in lines[:4]) else _wrap_width(lines)
    if width is None:
        return lines
    items = sum(_ITEM.match(line.text) is not None for line in lines) > 1
    indent = _first_line_indent(text, lines)
    joined: list[Paragraph] = []
    for line in lines:
        apart = line.blank or (items and _ITEM.match(line.text)) or line.start in indent
        if joined and not apart and _fills(joined[-1], line, width):
            start = joined[-1].start
            joined[-1] = Paragraph(start, line.end, text[start : line.end], joined[-1].blank)
        else:
            joined.append(line)
    return joined


def unwrapped(text: str) -> str:
    """The text with the line breaks inside its paragraphs as spaces, for whoever reads sentences: of the same length,
    so that all extents hold. The text itself where it is not hard-wrapped."""
    kept: list[str] = []
    place = 0
    for paragraph in split(text):
        if "\n" in paragraph.text or "\r" in paragraph.text:
            kept += [text[place : paragraph.start], paragraph.text.translate(_BREAKS)]
            place = paragraph.end
    return "".join([*kept, text[place:]]) if kept else text


def trimmed(text: str, start: int, end: int) -> Span:
    """The extent without outer white space; empty at ``start`` if there is nothing else."""
    piece = text[start:end]
    kept = piece.lstrip()
    begin = end - len(kept)
    kept = kept.rstrip()
    return (begin, begin + len(kept)) if kept.strip(INVISIBLE) else (start, start)


def _lines(text: str) -> Iterator[Paragraph]:
    position = blank = 0
    for line in text.splitlines(keepends=True):
        start, end = trimmed(text, position, position + len(line))
        position += len(line)
        if start == end:
            blank += 1
        else:
            yield Paragraph(start, end, text[start:end], blank)
            blank = 0


def _wrap_width(lines: list[Paragraph]) -> int | None:
    """The width at which the text is wrapped, None if it is not: most lines inside a run of lines are nearly full and
    break off in mid-sentence."""
    if len(lines) < 4:
        return None
    longest = sorted(len(line.text) for line in lines)[-max(1, len(lines) // 50)]
    if longest not in WRAP_WIDTHS:
        return None
    inner = [line.text for line, after in itertools.pairwise(lines) if not after.blank]
    full = sum(len(line) > longest * 0.75 and line[-1] not in '.!?:”"' for line in inner)
    return longest if len(inner) >= 3 and full * 2 > len(inner) else None


def _first_line_indent(text: str, lines: list[Paragraph]) -> frozenset[int]:
    """The starts of the lines that open paragraphs by their indent, where the text sets it so: always the same white
    space, above lines that have none."""
    widths = [line.start - text.rfind("\n", 0, line.start) - 1 for line in lines]
    opening = [
        index
        for index in range(len(lines) - 1)
        if widths[index] > 0 and not widths[index + 1] and not lines[index + 1].blank
    ]
    usual = Counter(widths[index] for index in opening).most_common(1)
    if not usual or usual[0][1] < FEWEST or widths.count(0) * 5 < len(lines):
        return frozenset()
    return frozenset(line.start for line, width in zip(lines, widths, strict=True) if width == usual[0][0])


def _fills(before: Paragraph, line: Paragraph, width: int) -> bool:
    """Whether ``before`` ends where the first word of ``line`` had no more room."""
    last = before.text.rfind("\n") + 1
    room = width - (len(before.text) - last)
    return room <= len(line.text.split(None, 1)[0]) + width // 10
