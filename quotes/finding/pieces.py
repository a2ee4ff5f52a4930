"""The tagger's pieces set against the quotations: which quotations are direct contents of which attribution, and which
pieces stay reported speech."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence

from quotes.finding import act
from quotes.finding.context import Context, TaggedLike
from quotes.finding.interrupted import goes_on
from quotes.finding.marks import Quotation
from quotes.finding.spans import has_words, inside, overlap, subtract, trim_clause, words
from quotes.finding.utterances import is_sentence, is_title
from quotes.types import Span

_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[^\W\d_a-z])")
SMALL = 5
"""Quotations of fewer words are no contents of their own where a piece goes beyond them."""


@dataclasses.dataclass(slots=True)
class Piece:
    """A piece of a content as the tagger found it; ``group`` is the index of its attribution."""

    span: Span
    group: int
    confidence: float


@dataclasses.dataclass(slots=True)
class Sorted:
    """``direct``: the quotations (indices) that are direct contents, each with its attribution. ``mixed``: those that
    are parts of reported speech. ``reported``: for each attribution its other pieces."""

    direct: dict[int, int]
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


def sort(context: Context) -> Sorted:
    """Sets the pieces of the tagged attributions against the quotations."""
    text, quotations = context.text, context.quotations
    index = Index(quotations)
    tagged = _without_stumps(text, context.tagged)
    absorbed: dict[int, list[Piece]] = {}
    mixed: set[int] = set()
    rest: list[Piece] = []
    for group, each in enumerate(tagged):
        for span, confidence in zip(each.content, each.piece_confidence, strict=True):
            piece = Piece(span, group, confidence)
            touched = list(index.touching(span))
            listed = _listed(context, span, touched)
            kept: Span | None = span
            for number, outer in touched:
                if _is_within(text, span, outer):
                    absorbed.setdefault(number, []).append(piece)
                    kept = None
                elif number in listed or _is_others(context, number, each):
                    absorbed.setdefault(number, []).append(piece)
                elif _runs_on(context, number, span):
                    absorbed.setdefault(number, []).append(piece)
                    kept = None
                else:
                    mixed.add(number)
                    kept = (min(kept[0], outer[0]), max(kept[1], outer[1])) if kept else None
            if kept:
                rest.append(dataclasses.replace(piece, span=kept))
    direct: dict[int, int] = {}
    for number in sorted(absorbed):
        owner = _owner(quotations[number], absorbed[number], tagged)
        if owner is not None and number not in mixed and not _is_work(context, number, owner):
            direct[number] = owner
    for number in sorted(mixed):
        if number - 1 in direct and goes_on(context, number, tagged[direct[number - 1]]):
            direct[number] = direct[number - 1]
            mixed.discard(number)
    reported: dict[int, list[Piece]] = {}
    own: dict[int, list[int]] = {}
    for number, group in direct.items():
        own.setdefault(group, []).append(number)
    for piece in rest:
        if _is_apart(context, piece, own.get(piece.group, ())):
            continue
        holes = sorted(outer for number, outer in index.touching(piece.span) if number in direct)
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


def _is_within(text: str, piece: Span, outer: Span) -> bool:
    """Does no word of the piece stand outside of the quotation?"""
    sides = (piece[0], outer[0]), (outer[1], piece[1])
    return not any(has_words(text, side) for side in sides if side[0] < side[1])


def _listed(context: Context, piece: Span, touched: Sequence[tuple[int, Span]]) -> set[int]:
    """The quotations that a piece begins with if it lists several: ``“Go home” and “never come back” on the walls``."""
    listed: list[int] = []
    position = piece[0]
    for number, outer in touched:
        quotation = context.quotations[number]
        between = context.text[position : max(position, outer[0])].strip(" ,;\"“”'‘’«»")
        if between not in (("and", "or", "") if listed else ("",)) or _is_short(context, quotation):
            break
        listed.append(number)
        position = outer[1]
    return set(listed) if len(listed) > 1 else set()


def _is_others(context: Context, number: int, tagged: TaggedLike) -> bool:
    """Is a quotation that a piece reaches into a sentence with a speaker of its own beside it?"""
    quotation = context.quotations[number]
    if _is_short(context, quotation) or not is_sentence(context.text, quotation):
        return False
    voice = context.voice(quotation)
    return voice is not None and voice.cue != tagged.cue


def _runs_on(context: Context, number: int, piece: Span) -> bool:
    """Does a piece begin with a quotation that is a sentence, and run on into the next one: ``"Go." They did``?"""
    quotation, text = context.quotations[number], context.text
    if not quotation.closed or text[quotation.end - 1] not in ".!?" or has_words(text, (piece[0], quotation.start)):
        return False
    behind = text[quotation.outer[-1][1] : piece[1]]
    return behind[:1].isspace() and behind.lstrip()[:1].isupper()


def _is_apart(context: Context, piece: Piece, own: Sequence[int]) -> bool:
    """Does reported speech stand in a sentence before that of its cue, which has quotations of its own (indices), or in
    the one right behind such a quotation: ``They were late. He said: "It is a shame." They were late again``?"""
    text, each = context.text, context.tagged[piece.group]
    if not own or not each.cue:
        return False
    begins = min(span[0] for span in (*each.cue, *each.source))
    if _SENTENCE_END.search(text, piece.span[1] - 1, begins + 1):
        return True
    return any(
        (quotation := context.quotations[number]).closed
        and text[quotation.end - 1] in ".!?"
        and begins < quotation.outer[-1][1] <= piece.span[0]
        and not has_words(text, (quotation.outer[-1][1], piece.span[0]))
        for number in own
    )


def _is_short(context: Context, quotation: Quotation) -> bool:
    return words(context.text, (quotation.start, quotation.end)) < SMALL


def _is_work(context: Context, number: int, owner: int) -> bool:
    """Is the quotation the title of a work? Looked at within its line. Not where it is all that somebody says: ``“We
    Shall Overcome,” she said``."""
    text, quotation, tagged = context.text, context.quotations[number], context.tagged[owner]
    start, end = quotation.outer[0][0], quotation.outer[-1][1]
    line = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 200].partition("\n")[0]
    if not is_title(text[quotation.start : quotation.end], " ".join(line)):
        return False
    voice = context.voice(quotation)
    alone = all(inside(span, (start, end)) for span in tagged.content)
    cue = " ".join(text[slice(*span)] for span in tagged.cue)
    return voice is None or voice.cue != tagged.cue or not alone or act.classify(cue) != "speech"


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
        if trimmed and has_words(text, trimmed) and (left == piece.span or _is_clause(text, trimmed)):
            yield dataclasses.replace(piece, span=trimmed)


def _is_clause(text: str, span: Span) -> bool:
    """A clause with "that", or a sentence of its own?"""
    said = text[slice(*span)]
    return words(text, span) >= SMALL and (said[0].isupper() or said.startswith(("that ", "and that ")))
