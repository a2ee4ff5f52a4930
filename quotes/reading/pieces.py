"""Paragraphs of a converted document, put together to one text that the layout reads as it reads any other.

The title stands by itself, as in a text file; headings below it as "## Heading", block quotations as "> words". Where
paragraphs begin with a name in bold, as some transcripts set their speakers, the bold is kept as "**Name**"; other
emphasis is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST_LABEL = 80
_LABEL = re.compile(r"[^\W\d_][\w .,'’()/-]*")
_BEGINS = re.compile(r"\s*[A-Z“\"(\[]|\s*$")
LONGEST_ENTRY = 60
"""Code points of a cell that holds a name, an office or a figure."""
LABELS = 2
"""Paragraphs that must begin with a name in bold before any of them keeps it."""


class Piece(NamedTuple):
    """A paragraph: its text, how many of its first code points are bold, the level of a heading (0 is none), whether it
    is a block quotation."""

    text: str
    bold: int = 0
    level: int = 0
    quoted: bool = False


def joined(pieces: Sequence[Piece]) -> str:
    """The text of all pieces that are not blank, a blank line between them."""
    labelled = sum(map(_is_labelled, pieces)) >= LABELS
    lines: list[str] = []
    introduced = False
    for piece in pieces:
        if piece.text.strip():
            line = _line(piece, labelled)
            introduced = introduced if piece.quoted else line.endswith(":")
            # Without marks and without a line above that names the speaker, it is set apart for other reasons.
            lines.append(f"> {line}" if piece.quoted and introduced else line)
    return "\n\n".join(lines)


def tabled(rows: Sequence[Sequence[Sequence[Piece]]]) -> list[Piece]:
    """The paragraphs of a table, given as rows of cells: those of each cell in their order. But where rows hold a few
    words and a sentence ("Jane Roe", "I will go."), each is a line "Jane Roe: I will go."; and a row with a few words
    in each cell is a line of them all. What stands in a row belongs together."""
    made: list[Piece] = []
    lines = [[cell[0] for cell in cells if cell] if all(len(cell) < 2 for cell in cells) else None for cells in rows]
    said = sum(line is not None and _is_said(line) for line in lines)
    for cells, line in zip(rows, lines, strict=True):
        if line is not None and said > 1 and _is_said(line):
            made.append(Piece(f"{line[0].text.strip()}: {line[1].text.strip()}"))
        elif line is not None and len(line) > 1 and all(map(_is_entry, line)):
            made.append(Piece(", ".join(piece.text.strip() for piece in line)))
        else:
            made += [piece for cell in cells for piece in cell]
    return made


def _is_said(line: Sequence[Piece]) -> bool:
    return (
        len(line) == 2 and _is_entry(line[0]) and line[1].text.strip().rstrip("\"”’')").endswith((".", "?", "!", "…"))
    )


def _is_entry(piece: Piece) -> bool:
    """Whether a cell holds a few words and no sentence."""
    text = piece.text.strip()
    return (
        len(text) <= LONGEST_ENTRY
        and "\n" not in text
        and not text.endswith((".", "?", "!", ":", "…"))
        and len(text) > 1
    )


def titled(pieces: Sequence[Piece], title: str | None) -> list[Piece]:
    """The pieces with the title before them, unless one of the first ones says it already."""
    if title is None or any(_key(title) == _key(piece.text) for piece in pieces[:4]):
        return list(pieces)
    return [Piece(title, level=1), *pieces]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _line(piece: Piece, labelled: bool) -> str:
    text = piece.text.strip()
    if piece.level:
        # A heading is one line, whatever the page made of it.
        return ("#" * min(piece.level, 6) + " " if piece.level > 1 else "") + " ".join(text.split())
    if labelled and _is_labelled(piece):
        skipped = len(piece.text) - len(piece.text.lstrip())
        label, rest = text[: piece.bold - skipped], text[piece.bold - skipped :]
        return f"**{label.strip()}** {rest.strip()}".rstrip()
    return text


def _is_labelled(piece: Piece) -> bool:
    """Whether the paragraph begins with a bold name and goes on with a sentence; a colon says enough without bold."""
    label = piece.text[: piece.bold].strip()
    return bool(
        0 < len(label) <= LONGEST_LABEL
        and not piece.level
        and _LABEL.fullmatch(label)
        and not label.endswith((".", ","))
        and _BEGINS.match(piece.text[piece.bold :])
    )
