"""Merges the tagger's attributions with the quotation marks.

The tagger knows what is reported, by which cue and whom; the marks know where a direct content begins and ends. A piece
that the tagger found inside a quotation becomes the whole quotation; one that reaches beyond it stays reported speech
with a quoted part (mixed); a quotation without any piece is taken in where it plainly goes on with the last one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Protocol

from quotes.finding import act
from quotes.finding.marks import Quotation
from quotes.finding.spans import index_at, inside, overlap, subtract, trim, trim_clause, words
from quotes.finding.utterances import goes_on_as_speech, is_sentence, is_utterance
from quotes.types import Attribution, Span

NEAR = 3
"""A cue stands beside a quotation where at most so many words part them."""
RUN_ON = 4
"""An unclosed quotation is carried on over at most so many paragraphs."""
UNSURE = 0.5
"""Confidence of a quotation whose speaker is only carried on from the last one."""


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
class _Piece:
    """A piece of a content as the tagger found it; ``group`` is the index of its attribution."""

    span: Span
    group: int
    confidence: float


@dataclasses.dataclass(slots=True)
class _Run:
    """Quotations, or pieces of reported speech, that make up one content."""

    spans: list[Span]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    direct: bool
    follows: _Run | None = None


def merge(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
) -> list[Attribution]:
    """Attributions of running text, sorted by where their content starts.

    ``paragraphs`` are sorted extents apart from each other; ``quotations`` are the outermost ones within them;
    ``tagged`` is what the tagger found there. ``Attribution.continues`` is an index into the returned list.
    """
    return _Merger(text, paragraphs, quotations, tagged).merge()


class _Merger:
    """One call's working state."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotations = sorted(quotations, key=lambda quotation: quotation.start)
        self.outer = [span for quotation in self.quotations for span in quotation.outer]
        self.tagged = tagged
        self.pieces = [
            _Piece(span, group, confidence)
            for group, each in enumerate(tagged)
            for span, confidence in zip(each.content, each.piece_confidence, strict=True)
        ]

    def merge(self) -> list[Attribution]:
        direct, rest = self._quoted()
        runs = [run for group in range(len(self.tagged)) for run in self._direct_runs(group, direct)]
        runs += [run for group in range(len(self.tagged)) for run in self._reported(group, rest)]
        taken = {index for members in direct.values() for index in members}
        runs.sort(key=lambda run: run.spans[0])
        self._take_in(runs, [index for index in range(len(self.quotations)) if index not in taken])
        self._run_on(runs)
        return self._attributions(runs)

    # -- quotations and the pieces inside them ----------------------------------------------------------------------

    def _quoted(self) -> tuple[dict[int, list[int]], list[_Piece]]:
        """The quotations (indices) that are direct contents of each group, and the pieces that are not absorbed."""
        direct: dict[int, list[int]] = {}
        rest: list[_Piece] = []
        absorbed: dict[int, list[_Piece]] = {}
        self.mixed: set[int] = set()
        for piece in self.pieces:
            kept = piece.span
            for index, quotation in enumerate(self.quotations):
                if quotation.start > kept[1]:
                    break
                for outer in quotation.outer:
                    if not overlap(outer, piece.span):
                        continue
                    if self._within(piece.span, outer):
                        absorbed.setdefault(index, []).append(piece)
                        kept = (0, 0)
                    elif is_sentence(self.text, quotation) and self._is_large(piece.span, quotation):
                        absorbed.setdefault(index, []).append(piece)
                    else:
                        self.mixed.add(index)
                        kept = (min(kept[0], outer[0]), max(kept[1], outer[1])) if kept[1] else kept
            if kept[1]:
                rest.append(dataclasses.replace(piece, span=kept))
        for index, pieces in absorbed.items():
            group = self._group_of(self.quotations[index], pieces)
            if group is None or index in self.mixed:
                continue
            direct.setdefault(group, []).append(index)
        self.direct_indices = {index for members in direct.values() for index in members}
        return direct, [piece for piece in self._split(rest) if words(self.text, piece.span)]

    def _within(self, piece: Span, outer: Span) -> bool:
        """Does the piece lie in the quotation, but for a word or two?"""
        if inside(piece, outer):
            return True
        left, right = (piece[0], outer[0]), (outer[1], piece[1])
        beyond = sum(words(self.text, side) for side in (left, right) if side[0] < side[1])
        return beyond <= 1

    def _is_large(self, piece: Span, quotation: Quotation) -> bool:
        """Is the quotation, not what the piece holds beside it, the substance of the piece?"""
        return words(self.text, (quotation.start, quotation.end)) >= 4

    def _split(self, pieces: list[_Piece]) -> list[_Piece]:
        """Reported pieces without the quotations that are contents of their own."""
        holes = sorted(outer for index in self.direct_indices for outer in self.quotations[index].outer)
        found = []
        for piece in pieces:
            for left in subtract(piece.span, holes):
                trimmed = trim_clause(self.text, left) if left != piece.span else left
                if trimmed and (left == piece.span or words(self.text, trimmed) >= 4):
                    found.append(dataclasses.replace(piece, span=trimmed))
        return found

    def _group_of(self, quotation: Quotation, pieces: list[_Piece]) -> int | None:
        """The attribution that the quotation as a whole belongs to: of those whose cue or source stands outside of it,
        the one with most of its words. None where all are nested inside."""
        weight: dict[int, int] = {}
        for piece in pieces:
            each = self.tagged[piece.group]
            around = (*each.cue, *each.source)
            if around and all(any(inside(span, outer) for outer in quotation.outer) for span in around):
                continue
            shared = sum(overlap(piece.span, outer) for outer in quotation.outer)
            weight[piece.group] = weight.get(piece.group, 0) + shared
        return max(weight, key=lambda group: (weight[group], -group)) if weight else None

    # -- direct contents --------------------------------------------------------------------------------------------

    def _direct_runs(self, group: int, direct: dict[int, list[int]]) -> list[_Run]:
        """The group's quotations as contents: those of one paragraph are one; one in another paragraph is its own
        unless it goes on there without any cue."""
        tagged = self.tagged[group]
        runs: list[tuple[_Run, int]] = []
        anchor = (tagged.cue or tagged.source or tagged.content)[0][0]
        for index in sorted(direct.get(group, [])):
            quotation = self.quotations[index]
            if runs:
                run, last = runs[-1]
                before = self.quotations[last]
                if self._paragraph(before.end) == self._paragraph(quotation.start) or self._carries_on(
                    before, quotation
                ):
                    run.spans += quotation.pieces
                    runs[-1] = (run, index)
                    continue
            confidence = max((p.confidence for p in self.pieces if p.group == group), default=tagged.confidence)
            runs.append((_Run(list(quotation.pieces), tagged.cue, tagged.source, confidence, True), index))
        if len(runs) > 1 or (runs and self._paragraph(anchor) != self._paragraph(runs[0][0].spans[0][0])):
            for run, _ in runs:
                self._relink(run, group)
        return [run for run, _ in runs]

    def _carries_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Does a quotation at the head of the next paragraph go on with the last one, with no cue of its own?"""
        first, second = self._paragraph(before.end), self._paragraph(quotation.start)
        if first is None or second != first + 1:
            return False
        ends = not words(self.text, (before.outer[-1][1], self.paragraphs[first][1]))
        starts = not words(self.text, (self.paragraphs[second][0], quotation.outer[0][0]))
        return ends and starts and self._beside(quotation) is None

    def _relink(self, run: _Run, group: int) -> None:
        """A run away from its group's cue takes the cue that stands beside it, if there is one."""
        for index, quotation in enumerate(self.quotations):
            if quotation.start == run.spans[0][0] and index in self.direct_indices:
                near = self._beside(quotation)
                if near is not None and near != group:
                    run.cue, run.source = self.tagged[near].cue, self.tagged[near].source

    def _beside(self, quotation: Quotation) -> int | None:
        """The attribution whose cue and source stand right before or after the quotation in its paragraph."""
        best: tuple[int, int] | None = None
        for group, each in enumerate(self.tagged):
            around = sorted((*each.cue, *each.source))
            if not each.cue or self._paragraph(around[0][0]) not in (
                self._paragraph(quotation.start),
                self._paragraph(quotation.end),
            ):
                continue
            after = (quotation.outer[-1][1], around[0][0])
            before = (around[-1][1], quotation.outer[0][0])
            for gap in (after, before):
                if gap[0] <= gap[1] and (distance := words(self.text, gap)) <= NEAR:
                    best = min(best or (99, 0), (distance, group))
        return best[1] if best else None

    # -- reported speech --------------------------------------------------------------------------------------------

    def _reported(self, group: int, rest: list[_Piece]) -> list[_Run]:
        """The group's pieces of reported speech, without fragments, as one content; pieces in other paragraphs than
        the cue belong to no content that can be told."""
        tagged = self.tagged[group]
        pieces = [piece for piece in rest if piece.group == group]
        if not pieces:
            return []
        home = self._paragraph((tagged.cue or tagged.source or (pieces[0].span,))[0][0])
        near = [piece for piece in pieces if self._paragraph(piece.span[0]) == home] or pieces[:1]
        largest = max(words(self.text, piece.span) for piece in near)
        near = [piece for piece in near if words(self.text, piece.span) > 2 or largest <= 2 or piece.confidence > 0.8]
        if not near:
            return []
        spans = [trimmed for piece in near if (trimmed := trim_clause(self.text, self._whole(piece.span)))]
        if not spans:
            return []
        confidence = sum(piece.confidence for piece in near) / len(near)
        return [_Run(_joined(self.text, sorted(spans)), tagged.cue, tagged.source, confidence, False)]

    def _whole(self, span: Span) -> Span:
        """The extent with its closing or opening quotation mark, where it holds the rest of the quotation."""
        return span

    # -- quotations that no piece fell into --------------------------------------------------------------------------

    def _take_in(self, runs: list[_Run], free: list[int]) -> None:
        """Adds the quotations without an attribution that are utterances: to the run that they go on with, or as runs
        of their own."""
        for index in free:
            quotation = self.quotations[index]
            if index in self.mixed or self._inside_reported(quotation, runs):
                continue
            where = self._paragraph(quotation.start)
            if where is None or not is_utterance(self.text, quotation, self.paragraphs[where]):
                continue
            before = self._run_before(quotation, runs)
            near = self._beside(quotation)
            if near is not None:
                each = self.tagged[near]
                runs.append(_Run(list(quotation.pieces), each.cue, each.source, each.confidence, True))
            elif before is not None and self._same_breath(before, quotation):
                before.spans += quotation.pieces
            else:
                runs.append(_Run(list(quotation.pieces), (), (), UNSURE, True, follows=before))
            runs.sort(key=lambda run: run.spans[0])

    def _inside_reported(self, quotation: Quotation, runs: list[_Run]) -> bool:
        span = quotation.start, quotation.end
        return any(not run.direct and any(overlap(span, each) for each in run.spans) for run in runs)

    def _run_before(self, quotation: Quotation, runs: list[_Run]) -> _Run | None:
        """The last direct run that ends before the quotation, in its paragraph or the one before."""
        here = self._paragraph(quotation.start)
        for run in reversed([run for run in runs if run.direct and run.spans[-1][1] <= quotation.start]):
            there = self._paragraph(run.spans[-1][0])
            if here is not None and there is not None and here - there <= 1:
                return run
            return None
        return None

    def _same_breath(self, run: _Run, quotation: Quotation) -> bool:
        """Do the run and the quotation stand in one paragraph, or end and begin neighbouring ones?"""
        here, there = self._paragraph(quotation.start), self._paragraph(run.spans[-1][0])
        if here == there:
            return True
        if here is None or there is None:
            return False
        tail = words(self.text, (run.spans[-1][1], self.paragraphs[there][1]))
        head = words(self.text, (self.paragraphs[here][0], quotation.start))
        return tail == 0 and head == 0

    def _run_on(self, runs: list[_Run]) -> None:
        """Carries an unclosed quotation on over the next paragraphs that hold no mark and no report of their own."""
        by_end = {run.spans[-1][1]: run for run in runs if run.direct}
        for quotation in self.quotations:
            run = by_end.get(quotation.end)
            where = self._paragraph(quotation.start if len(quotation.pieces) == 1 else quotation.pieces[-1][0])
            if quotation.closed or run is None or where is None:
                continue
            for paragraph in self.paragraphs[where + 1 : where + 1 + RUN_ON]:
                if self._has_own_voice(paragraph) or not goes_on_as_speech(self.text, paragraph):
                    break
                run.spans.append(paragraph)
                runs[:] = [each for each in runs if each is run or not all(inside(s, paragraph) for s in each.spans)]

    def _has_own_voice(self, paragraph: Span) -> bool:
        """Does a paragraph hold a quotation, or speech reported of somebody?"""
        if any(overlap(outer, paragraph) for outer in self.outer):
            return True
        for each in self.tagged:
            if any(overlap(span, paragraph) for span in each.cue) and each.source and each.confidence > UNSURE:
                cue = " ".join(self.text[slice(*span)] for span in each.cue)
                if act.classify(cue) == "speech":
                    return True
        return False

    # -- the result -------------------------------------------------------------------------------------------------

    def _attributions(self, runs: list[_Run]) -> list[Attribution]:
        runs.sort(key=lambda run: run.spans[0])
        found: list[Attribution] = []
        place = {id(run): position for position, run in enumerate(runs)}
        for run in runs:
            spans = sorted({trimmed for span in run.spans if (trimmed := trim(self.text, span))})
            if not spans:
                spans = sorted(run.spans)
            said = " ".join(self.text[slice(*span)] for span in spans)
            cue = " ".join(self.text[slice(*span)] for span in run.cue) or None
            source = " ".join(self.text[slice(*span)] for span in run.source)
            quoted = run.direct or any(overlap(span, outer) for span in spans for outer in self.outer)
            found.append(
                Attribution(
                    content=tuple(spans),
                    cue=run.cue,
                    source=run.source,
                    kind="direct" if run.direct else "mixed" if quoted else "indirect",
                    act=act.classify(cue, direct=run.direct, content=said, source=source),
                    confidence=round(min(1.0, run.confidence), 4),
                    origin="tagger" if run.cue or run.source else "marks",
                    continues=place.get(id(run.follows)) if run.follows is not None else None,
                )
            )
        return found

    def _paragraph(self, position: int) -> int | None:
        return index_at(self.paragraphs, position)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Sorted pieces, with neighbours joined that only white space or marks part."""
    joined = spans[:1]
    for span in spans[1:]:
        last = joined[-1]
        if span[0] <= last[1] or not any(character.isalnum() for character in text[last[1] : span[0]]):
            joined[-1] = (last[0], max(last[1], span[1]))
        else:
            joined.append(span)
    return joined
