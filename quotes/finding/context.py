"""What a merge reads: a text with its paragraphs, quotations and tagged attributions, and who is named beside what."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Sequence
from typing import Protocol

from quotes.finding.beside import named_beside
from quotes.finding.marks import Quotation
from quotes.finding.spans import index_at, overlap, words
from quotes.finding.utterances import is_title
from quotes.layout import sentences
from quotes.types import Span

NEAR = 3
"""A cue stands beside a quotation where at most so many words part them."""
FAR = 120
"""More code points than this hold more than ``NEAR`` words, or no plain ones."""
NAMED = 0.85
"""Confidence of a quotation that the tagger passed over, with a name and a reporting verb right behind it."""
_SENTENCE_END = re.compile(r"(?<![.])[.!?](?![.])(?=\W*(?:\s|$))")


class TaggedLike(Protocol):
    """What the merger needs of a tagged attribution: see ``Tagged``."""

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


@dataclasses.dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the model sees it. Extents are code points of the text, snapped to whole words, sorted;
    ``cue`` and ``source`` may be empty. ``piece_confidence`` has one value for each piece of the content."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    piece_confidence: tuple[float, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Voice:
    """Who is named beside a quotation, and by which cue; ``group`` is the attribution of the tagger that says so."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    group: int | None
    named: bool
    """Does a name with a reporting verb stand right behind the quotation?"""


class Context:
    """Read-only once made, but for what it remembers. ``paragraphs`` are sorted and apart from each other;
    ``quotations`` are the outermost ones within them, sorted; a group is an index into ``tagged``."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.tagged = tagged
        self.groups: dict[int, list[int]] = {}
        """The attributions whose cue stands in a paragraph, by the paragraph's index."""
        self._voices: dict[Span, Voice | None] = {}
        for group, each in enumerate(tagged):
            for span in each.cue:
                where = self.paragraph(span[0])
                if where is not None and group not in self.groups.setdefault(where, []):
                    self.groups[where].append(group)
        ordered = sorted(quotations, key=lambda quotation: quotation.start)
        self.quotations = [part for quotation in ordered for part in self._parted(quotation)]
        self.outer = sorted(span for quotation in ordered for span in quotation.outer)
        """The quotations' extents with their marks."""
        self.marked = {piece: outer for each in ordered for piece, outer in zip(each.pieces, each.outer, strict=True)}
        """The same by the extents without marks."""

    def paragraph(self, position: int) -> int | None:
        """The index of the paragraph that holds the position."""
        return index_at(self.paragraphs, position)

    def sentence_start(self, position: int) -> int:
        """Where the sentence begins that goes on at the position."""
        where = self.paragraph(position)
        if where is None:
            return position
        ends = sentences.ends(self.text, self.paragraphs[where][0], position)[:-1]
        start = ends[-1] if ends else self.paragraphs[where][0]
        return position - len(self.text[start:position].lstrip())

    def quoted(self, span: Span) -> bool:
        """Does the extent share anything with a quotation?"""
        return bool(self.quotations_in(span))

    def quotations_in(self, span: Span) -> list[Span]:
        """The extents, with their marks, of the quotations that share a code point with this one."""
        place = max(0, bisect.bisect_left(self.outer, span) - 1)
        return [outer for outer in self.outer[place : bisect.bisect_left(self.outer, span[1:])] if overlap(outer, span)]

    def quotation_at(self, position: int) -> Span | None:
        """The extent, with its marks, of the quotation that holds the position."""
        place = index_at(self.outer, position)
        return None if place is None else self.outer[place]

    def voice(self, quotation: Quotation) -> Voice | None:
        """Who is named right beside the quotation: behind it by name and reporting verb, else by a cue of the tagger's
        that stands before or after it in its sentence."""
        key = quotation.start, quotation.end
        if key not in self._voices:
            self._voices[key] = self._named(quotation) or self._tagged_beside(quotation)
        return self._voices[key]

    def _named(self, quotation: Quotation) -> Voice | None:
        where = self.paragraph(quotation.end - 1)
        named = named_beside(self.text, quotation, self.paragraphs[where][1]) if where is not None else None
        if named is None or where is None:
            return None
        if is_title(self.text[quotation.start : quotation.end], self.text[slice(*self.paragraphs[where])]):
            return None
        cue, source = named
        for group in self.groups.get(where, ()):
            each = self.tagged[group]
            if any(overlap(cue, span) for span in each.cue):
                return Voice(each.cue, each.source or (source,), each.confidence, group, True)
        return Voice((cue,), (source,), NAMED, None, True)

    def _tagged_beside(self, quotation: Quotation) -> Voice | None:
        best: tuple[int, int] | None = None
        places = {self.paragraph(quotation.start), self.paragraph(quotation.end)}
        for group in sorted({group for place in places if place is not None for group in self.groups.get(place, [])}):
            around = sorted((*self.tagged[group].cue, *self.tagged[group].source))
            if self.paragraph(around[0][0]) not in places:
                continue
            for gap in ((quotation.outer[-1][1], around[0][0]), (around[-1][1], quotation.outer[0][0])):
                if 0 <= gap[1] - gap[0] <= FAR and self._in_one_sentence(quotation, gap):
                    distance = words(self.text, gap)
                    if distance <= NEAR:
                        best = min(best or (distance, group), (distance, group))
        if best is None:
            return None
        each = self.tagged[best[1]]
        return Voice(each.cue, each.source, each.confidence, best[1], False)

    def _in_one_sentence(self, quotation: Quotation, gap: Span) -> bool:
        """Does no sentence end between the quotation and a cue at the other end of the gap? An end mark inside the
        marks ends the sentence unless a small letter follows: ``“Go!” he said``."""
        between = self.text[slice(*gap)]
        if gap[0] == quotation.outer[-1][1] and quotation.closed:
            if self.text[gap[0] : gap[0] + 9].lstrip()[:1].islower():
                return True
            between = self.text[quotation.end - 1] + between
        return _SENTENCE_END.search(between) is None

    def _parted(self, quotation: Quotation) -> list[Quotation]:
        """The quotation, cut before each paragraph of it that names a speaker of its own: there the closing mark was
        lost, and what follows may be somebody else's."""
        parts = []
        first = 0
        for number in range(1, len(quotation.pieces)):
            voice = self.voice(_slice(quotation, number, number + 1))
            if voice is not None and voice.source:
                parts.append(_slice(quotation, first, number))
                first = number
        parts.append(_slice(quotation, first, len(quotation.pieces)) if first else quotation)
        return parts


def _slice(quotation: Quotation, start: int, end: int) -> Quotation:
    """Some of a quotation's pieces as a quotation. Only the last ones may be unclosed: the others end where the next
    one begins."""
    last = end == len(quotation.pieces)
    return dataclasses.replace(
        quotation,
        pieces=quotation.pieces[start:end],
        outer=quotation.outer[start:end],
        closed=quotation.closed or not last,
    )
