"""Text as the tagger reads it: word pieces with letter shape, quotation state, paragraph and sentence, and windows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

PAD, START, MARK = 0, 101, 102
"""Piece ids of BERT's vocabulary: padding, start of a window, paragraph mark and end of a window."""

SHAPES = 7
STATES = 4
OUTSIDE, INSIDE, OPENING, CLOSING = range(STATES)

_PARAGRAPH_BREAK = re.compile(r"\n\s*")
_MARKS = re.compile(r"[\"“”„«»「」\n]")
# Half a character, as damaged JSON has it: the tokeniser refuses it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# A stop, perhaps with a closing mark, then space and a capital or an opening mark.
_SENTENCE_BREAK = re.compile(r"[.!?][\"”'’)]?\s+(?=[A-ZÀ-ÞЀ-Я\"“‘'])")


@dataclasses.dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a document, all arrays of shape (n,).

    ``starts`` and ``ends`` are code points of the text; a paragraph mark is empty (start equals end). ``paragraph``
    and ``sentence`` are running numbers.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    shape: Ints
    state: Ints
    paragraph: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.ids)


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` are read at once; what is found for ``keep_start`` to ``keep_end`` counts."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def normalise(text: str) -> tuple[str, bytearray]:
    """The text with every kind of double quotation mark as a curly or straight one, and the quotation state of each
    code point. Both have the length of the text. A paragraph's end closes what it left open."""
    text = _SURROGATE.sub("\ufffd", text.replace("``", '" ').replace("''", '" '))
    states = bytearray(len(text))
    replaced: list[tuple[int, str]] = []
    inside, low, last = False, False, 0
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        if inside:
            states[last:at] = b"\x01" * (at - last)
        last = at + 1
        if mark == "\n":
            inside = low = False
            continue
        opens = _opens(text, at, mark, inside, low)
        low = mark == "„" or (low and opens)
        if mark in "„«「" or (mark in "»」“" and not opens):
            replaced.append((at, "“" if opens else "”"))
        states[at] = OPENING if opens else CLOSING
        inside = opens
    if inside:
        states[last:] = b"\x01" * (len(text) - last)
    if replaced:
        characters = list(text)
        for at, mark in replaced:
            characters[at] = mark
        text = "".join(characters)
    return text, states


def encode(tokenizer: Tokenizer, text: str, segments: Sequence[Span]) -> Pieces:
    """The pieces of the segments (sorted, apart); a segment's border and a line break within it are paragraph marks."""
    normal, states = normalise(text)
    paragraphs = [span for segment in segments for span in _paragraphs(normal, segment)]
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    counts: list[int] = []
    for number, (start, end) in enumerate(paragraphs):
        # One by one: encode_batch starts threads, which a process pool's workers must not inherit.
        encoding = tokenizer.encode(normal[start:end], add_special_tokens=False)
        if number:
            ids.append(MARK)
            starts.append(start)
            ends.append(start)
        ids.extend(encoding.ids)
        for a, b in encoding.offsets:
            starts.append(start + a)
            ends.append(start + b)
        counts.append(len(encoding.ids) + (number > 0))
    first = np.array(starts, np.int64)
    shapes = [_shape(text[a:b]) if b > a else 0 for a, b in zip(starts, ends, strict=True)]
    state = np.array([states[a] if b > a else OUTSIDE for a, b in zip(starts, ends, strict=True)], np.int64)
    paragraph = np.repeat(np.arange(len(paragraphs)), counts)
    return Pieces(
        ids=np.array(ids, np.int64),
        starts=first,
        ends=np.array(ends, np.int64),
        shape=np.array(shapes, np.int64),
        state=state,
        paragraph=paragraph,
        sentence=_sentences(normal, first, paragraph),
    )


def windows(ids: Ints, *, size: int, overlap: int) -> Iterator[Window]:
    """Windows of at most ``size`` pieces that cover all of them, of about one length. Each piece is kept in exactly one
    window, with at least ``overlap`` pieces of context to either side wherever the document has them. What a window
    keeps ends with a paragraph if one ends in the second half of what it could keep: there the context to come
    matters least."""
    length = len(ids)
    (marks,) = np.nonzero(ids == MARK)
    start = keep = 0
    while start + size < length:
        rest, step = length - start - 2 * overlap, size - 2 * overlap
        number = -(-rest // step)
        limit = start + -(-rest // number) + overlap
        last = int(np.searchsorted(marks, limit, side="right")) - 1
        border = int(marks[last]) if last >= 0 and marks[last] > (keep + limit) // 2 else limit
        yield Window(start, border + overlap, keep, border)
        keep = border
        start = keep - overlap
    if length:
        yield Window(start, length, keep, length)


def snap(pieces: Pieces, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Piece extent without paragraph marks at its edges, widened to whole words; None where only marks are in it."""
    starts, ends = pieces.starts, pieces.ends
    while start < end and starts[start] == ends[start]:
        start += 1
    while end > start and starts[end - 1] == ends[end - 1]:
        end -= 1
    if start >= end:
        return None
    while start > 0 and _joined(pieces, text, start):
        start -= 1
    while end < len(pieces) and _joined(pieces, text, end):
        end += 1
    return start, end


def _joined(pieces: Pieces, text: str, index: int) -> bool:
    """Is the piece before this one part of the same word?"""
    border = pieces.starts[index]
    if pieces.ends[index - 1] != border or pieces.starts[index - 1] == border or pieces.ends[index] == border:
        return False
    return text[border].isalnum() and text[border - 1].isalnum()


def _opens(text: str, at: int, mark: str, inside: bool, low: bool) -> bool:
    if mark == '"':
        before = text[at - 1] if at else "\n"
        after = text[at + 1] if at + 1 < len(text) else "\n"
        return not inside or (before.isspace() and not after.isspace())
    if mark == "“":
        return not low  # „…“ in German and in several Slavic languages
    return mark in "„«「"


def _paragraphs(text: str, segment: Span) -> Iterator[Span]:
    position, end = segment
    for match in _PARAGRAPH_BREAK.finditer(text, position, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if end > position:
        yield position, end


def _sentences(text: str, starts: Ints, paragraph: Ints) -> Ints:
    breaks = np.array([match.end() for match in _SENTENCE_BREAK.finditer(text)], np.int64)
    return np.searchsorted(breaks, starts, side="right") + paragraph


def _shape(piece: str) -> int:
    """1 lower case, 2 title case or a single capital, 3 capitals, 4 digits, 5 other letters, 6 anything else."""
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    if piece[:1].isupper():
        return 2
    if piece[:1].isdigit():
        return 4
    return 5 if piece.isalpha() else 6
