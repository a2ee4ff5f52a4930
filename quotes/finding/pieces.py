"""The tagger's pieces set against the quotations: which quotations are direct contents of which attribution, and which
pieces stay reported speech."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator, Sequence
from typing import Protocol

from quotes.finding.marks import Quotation
from quotes.finding.spans import inside, overlap, subtract, trim_clause, words
from quotes.finding.utterances import is_sentence, is_title
from quotes.types import Span

SMALL = 5
"""Quotations of fewer words are no contents of their own where a piece goes beyond them."""


class TaggedLike(Protocol):
    """What the merger needs of a tagged attribution: see ``tagger.Tagged``."""

    @property
    def content(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def piece_confidence(self) -> tuple[float, ...]: ...


@dataclasses.dataclass(slots=True)
class Piece:
    """A piece of a content as the tagger found it; ``group`` is the index of its attribution."""

    span: Span
    group: int
    confidence: float


@dataclasses.dataclass(slots=True)
class Sorted:
    """``direct``: for each attribution the quotations (indices, sorted) that are its direct contents. ``mixed``: the
    quotations that are parts of reported speech. ``reported``: for each attribution its other pieces."""

    direct: dict[int, list[int]]
    mixed: set[int]
    reported: dict[int, list[Piece]]


class Index:
    """Outermost quotations by where they stand; their extents are apart from each other."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._outer = sorted((outer, number) for number, each in enumerate(quotations) for outer in each.outer)

    def touching(self, span: Span) -> Iterator[tuple[int, Span]]:
        """(index of the quotation, extent with its marks) of each that shares a code point with the extent."""
        place = bisect.bisect_left(self._outer, ((span[0], span[0]), -1))
        for at in range(max(0, place - 1), len(self._outer)):
            outer, number = self._outer[at]
            if outer[0] >= span[1]:
                return
            if overlap(outer, span):
                yield number, outer


def sort(text: str, quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]) -> Sorted:
    """Sets the pieces of ``tagged`` against the outermost ``quotations``."""
    index = Index(quotations)
    tagged = _without_stumps(text, tagged)
    absorbed: dict[int, list[Piece]] = {}
    mixed: set[int] = set()
    rest: list[Piece] = []
    for group, each in enumerate(tagged):
        for span, confidence in zip(each.content, each.piece_confidence, strict=True):
            piece = Piece(span, group, confidence)
            kept: Span | None = span
            begun = span[0]  # where the piece goes on after the quotations that stand alone
            for number, outer in index.touching(span):
                if _within(text, span, outer):
                    absorbed.setdefault(number, []).append(piece)
                    kept = None
                elif _stands_alone(text, begun, quotations[number], outer):
                    absorbed.setdefault(number, []).append(piece)
                    begun = outer[1]
                else:
                    mixed.add(number)
                    kept = (min(kept[0], outer[0]), max(kept[1], outer[1])) if kept else None
            if kept:
                rest.append(dataclasses.replace(piece, span=kept))
    direct: dict[int, list[int]] = {}
    for number in sorted(absorbed):
        owner = _owner(quotations[number], absorbed[number], tagged)
        if owner is not None and number not in mixed and not _is_work(text, quotations[number]):
            direct.setdefault(owner, []).append(number)
    taken = {number for members in direct.values() for number in members}
    reported: dict[int, list[Piece]] = {}
    for piece in rest:
        holes = sorted(outer for number, outer in index.touching(piece.span) if number in taken)
        for left in _remaining(text, piece, holes):
            reported.setdefault(piece.group, []).append(left)
    return Sorted(direct, mixed, reported)


@dataclasses.dataclass(frozen=True, slots=True)
class _Joined:
    """Two tagged attributions as one; see ``TaggedLike``."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    piece_confidence: tuple[float, ...]


def _without_stumps(text: str, tagged: Sequence[TaggedLike]) -> list[TaggedLike]:
    """Where a content breaks off at "that" because a cue follows ("said that, according to ..."), it goes on to the end
    of that cue's content. The list keeps its length: the attribution that is taken in has no content left."""
    beginning = {each.cue[0][0]: number for number, each in enumerate(tagged) if each.cue and each.content}
    found = list(tagged)
    for number, each in enumerate(tagged):
        if not each.content or not each.cue or words(text, each.content[-1]) > 1:
            continue
        start, end = each.content[-1]
        gap = len(text[end : end + 3]) - len(text[end : end + 3].lstrip(" ,"))
        other = beginning.get(end + gap)
        if text[start:end].casefold() != "that" or other is None or found[other].content[-1][1] <= end:
            continue
        content = (*each.content[:-1], (start, found[other].content[-1][1]))
        confidence = min(each.confidence, found[other].confidence)
        found[number] = _Joined(content, each.cue, each.source, confidence, (confidence,) * len(content))
        found[other] = _Joined((), (), (), confidence, ())
    return found


def _within(text: str, piece: Span, outer: Span) -> bool:
    """Does the piece lie in the quotation, but for a word?"""
    if inside(piece, outer):
        return True
    sides = (piece[0], outer[0]), (outer[1], piece[1])
    return sum(words(text, side) for side in sides if side[0] < side[1]) <= 1


def _stands_alone(text: str, begun: int, quotation: Quotation, outer: Span) -> bool:
    """Is the quotation a content of its own though the piece goes beyond it: a sentence, or some words that the piece
    begins with, or goes on with after such a one?"""
    if words(text, (quotation.start, quotation.end)) < SMALL:
        return False
    between = text[begun : max(begun, outer[0])].strip(" ,;\"“”'‘’«»")
    return is_sentence(text, quotation) or between in ("", "and", "or")


def _is_work(text: str, quotation: Quotation) -> bool:
    """Is the quotation the title of a work? Looked at within its line."""
    start, end = quotation.outer[0][0], quotation.outer[-1][1]
    line = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 200].partition("\n")[0]
    return is_title(text[quotation.start : quotation.end], " ".join(line))


def _owner(quotation: Quotation, pieces: Sequence[Piece], tagged: Sequence[TaggedLike]) -> int | None:
    """The attribution that the quotation as a whole belongs to: of those whose cue or source stands outside of it, the
    one with most of its words. None where all are nested inside or have neither."""
    weight: dict[int, int] = {}
    for piece in pieces:
        around = (*tagged[piece.group].cue, *tagged[piece.group].source)
        if all(any(inside(span, outer) for outer in quotation.outer) for span in around):
            continue
        shared = sum(overlap(piece.span, outer) for outer in quotation.outer)
        weight[piece.group] = weight.get(piece.group, 0) + shared
    return max(weight, key=lambda group: (weight[group], -group)) if weight else None


def _remaining(text: str, piece: Piece, holes: Sequence[Span]) -> Iterator[Piece]:
    """What of a piece is reported speech beside the quotations that are contents of their own."""
    for left in subtract(piece.span, holes):
        trimmed = left if left == piece.span else trim_clause(text, left)
        if trimmed and words(text, trimmed) and (left == piece.span or _is_clause(text, trimmed)):
            yield dataclasses.replace(piece, span=trimmed)


def _is_clause(text: str, span: Span) -> bool:
    """A clause with "that", or a sentence of its own?"""
    said = text[slice(*span)]
    return words(text, span) >= SMALL and (said[0].isupper() or said.startswith(("that ", "and that ")))
