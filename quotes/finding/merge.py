"""Merges the tagger's attributions with the quotation marks.

The tagger knows what is reported, by which cue and whom; the marks know where a direct content begins and ends. A piece
that the tagger found inside a quotation becomes the whole quotation; one that reaches beyond it stays reported speech
with a quoted part (mixed); a quotation without any piece is taken in where it plainly goes on with the last one.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from quotes.finding import act, pieces
from quotes.finding.beside import named_beside
from quotes.finding.borders import mend
from quotes.finding.marks import Quotation
from quotes.finding.pieces import Piece, TaggedLike
from quotes.finding.signatures import signatures
from quotes.finding.spans import index_at, inside, overlap, trim, trim_reported, words
from quotes.finding.utterances import goes_on_as_speech, is_title, is_utterance
from quotes.types import Attribution, Span

NEAR = 3
"""A cue stands beside a quotation where at most so many words part them."""
RUN_ON = 4
"""An unclosed quotation is carried on over at most so many paragraphs."""
SIGNED = 0.97
"""Confidence of a quotation with a name under it."""
NAMED = 0.85
"""Confidence of a quotation that the tagger passed over, with a name and a reporting verb right behind it."""
UNSURE = 0.5
"""Confidence of a quotation whose speaker is only carried on from the last one."""
LEAST = 0.3
"""Reported speech with less confidence is more often none than some."""
_TITLED = ("titled", "entitled", "headlined", "nicknamed")
"""A cue that ends so gives a work's title or somebody's nickname."""


@dataclasses.dataclass(slots=True, eq=False)
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
    return _Merger(text, paragraphs, sorted(quotations, key=lambda q: q.start), tagged).merge()


class _Merger:
    """One call's working state."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotations = quotations
        self.tagged = tagged
        self.outer = sorted(span for quotation in quotations for span in quotation.outer)
        self._groups: dict[int, list[int]] = {}  # the attributions whose cue stands in a paragraph
        self._stops: dict[int, list[int]] = {}  # where cues and sources begin in a paragraph
        for group, each in enumerate(tagged):
            for span in (*each.cue, *each.source):
                where = self._paragraph(span[0])
                if where is not None:
                    self._stops.setdefault(where, []).append(span[0])
                    if span in each.cue and group not in self._groups.setdefault(where, []):
                        self._groups[where].append(group)
        for stops in self._stops.values():
            stops.sort()

    def merge(self) -> list[Attribution]:
        self._part_speakers()
        found = pieces.sort(self.text, self.quotations, self.tagged)
        runs = [run for group, members in found.direct.items() for run in self._direct_runs(group, members)]
        runs += [run for group, rest in found.reported.items() for run in self._reported(group, rest)]
        taken = found.mixed.union(*found.direct.values())
        self._take_in(runs, [number for number in range(len(self.quotations)) if number not in taken])
        runs = self._signed(runs)
        runs.sort(key=lambda run: run.spans[0])
        return self._attributions(self._run_on(runs))

    def _signed(self, runs: list[_Run]) -> list[_Run]:
        """Quotations signed with a name are that person's, whatever else stands near."""
        signed = signatures(self.text, self.paragraphs, self.quotations)
        for number, signature in signed.items():
            quotation = self.quotations[number]
            mine = [run for run in runs if run.direct and set(quotation.pieces) & set(run.spans)]
            for run in mine:
                run.spans = [span for span in run.spans if span not in quotation.pieces]
            runs = [run for run in runs if run.spans]
            mark = (signature.mark,) if signature.mark else ()
            runs.append(_Run(list(quotation.pieces), mark, (signature.source,), SIGNED, True))
        return runs

    def _paragraph(self, position: int) -> int | None:
        return index_at(self.paragraphs, position)

    def _part_speakers(self) -> None:
        """Cuts quotations that run over paragraphs before each one that names a speaker of its own: there the closing
        mark was lost, and what follows may be somebody else's."""
        parted: list[Quotation] = []
        for quotation in self.quotations:
            first = 0
            for number in range(1, len(quotation.pieces)):
                near = self._beside(_slice(quotation, number, number + 1))
                if near is not None and self.tagged[near].source:
                    parted.append(_slice(quotation, first, number))
                    first = number
            parted.append(_slice(quotation, first, len(quotation.pieces)) if first else quotation)
        self.quotations = parted

    # -- direct contents --------------------------------------------------------------------------------------------

    def _direct_runs(self, group: int, members: Sequence[int]) -> list[_Run]:
        """The group's quotations as contents: those of one paragraph are one; one in another paragraph is its own
        unless it goes on there without any cue."""
        tagged = self.tagged[group]
        confidence = max(tagged.piece_confidence, default=tagged.confidence)
        runs: list[_Run] = []
        before: Quotation | None = None
        for number in members:
            quotation = self.quotations[number]
            if before is not None and self._carries_on(before, quotation):
                runs[-1].spans += quotation.pieces
            else:
                runs.append(_Run(list(quotation.pieces), tagged.cue, tagged.source, confidence, True))
            if not runs[-1].source and (named := self._named(quotation)):
                runs[-1].cue, runs[-1].source = (named[0],), (named[1],)
            before = quotation
        home = self._paragraph((tagged.cue or tagged.source)[0][0])
        if len(runs) > 1 or home != self._paragraph(runs[0].spans[0][0]):
            self._relink(runs, [self.quotations[number] for number in members], group)
        return [run for run in runs if self._is_said(run, home)]

    def _named(self, quotation: Quotation) -> tuple[Span, Span] | None:
        where = self._paragraph(quotation.end - 1)
        if where is None or is_title(
            self.text[quotation.start : quotation.end], self.text[slice(*self.paragraphs[where])]
        ):
            return None
        return named_beside(self.text, quotation, self.paragraphs[where][1])

    def _is_said(self, run: _Run, home: int | None) -> bool:
        """A few words in marks are no quotation where nobody is named for them, or in another paragraph than the
        cue."""
        where = self._paragraph(run.spans[0][0])
        if len(run.spans) > 1 or words(self.text, run.spans[0]) > NEAR:
            return True
        if not run.source:
            return words(self.text, run.spans[0]) > 2
        return home == where or self._paragraph((run.cue or run.source)[0][0]) == where

    def _carries_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Does a quotation go on with the last one: in its paragraph, or at the head of the next one without a cue of
        its own?"""
        first, second = self._paragraph(before.end), self._paragraph(quotation.start)
        if first == second:
            return True
        if first is None or second != first + 1:
            return False
        ends = not words(self.text, (before.outer[-1][1], self.paragraphs[first][1]))
        starts = not words(self.text, (self.paragraphs[second][0], quotation.outer[0][0]))
        return ends and starts and self._beside(quotation) is None

    def _relink(self, runs: Sequence[_Run], quotations: Sequence[Quotation], group: int) -> None:
        """A run away from its group's cue takes the cue that stands beside it, if there is one."""
        starts = {quotation.start: quotation for quotation in quotations}
        for run in runs:
            near = self._beside(starts[run.spans[0][0]])
            if near is not None and near != group:
                run.cue, run.source = self.tagged[near].cue, self.tagged[near].source

    def _beside(self, quotation: Quotation) -> int | None:
        """The attribution whose cue and source stand right before or after the quotation in its paragraph."""
        best: tuple[int, int] | None = None
        places = {self._paragraph(quotation.start), self._paragraph(quotation.end)}
        for group in sorted({group for place in places if place is not None for group in self._groups.get(place, [])}):
            around = sorted((*self.tagged[group].cue, *self.tagged[group].source))
            if self._paragraph(around[0][0]) not in places:
                continue
            for gap in ((quotation.outer[-1][1], around[0][0]), (around[-1][1], quotation.outer[0][0])):
                if gap[0] <= gap[1] and (distance := words(self.text, gap)) <= NEAR:
                    best = min(best or (99, 0), (distance, group))
        return best[1] if best else None

    # -- reported speech --------------------------------------------------------------------------------------------

    def _reported(self, group: int, rest: Sequence[Piece]) -> list[_Run]:
        """The group's pieces of reported speech, without fragments, as one content; pieces in other paragraphs than
        the cue belong to no content that can be told."""
        tagged = self.tagged[group]
        if not tagged.cue or self.text[slice(*tagged.cue[-1])].casefold().endswith(_TITLED):
            return []
        home = self._paragraph(tagged.cue[0][0])
        near = [piece for piece in rest if self._paragraph(piece.span[0]) == home] or rest[:1]
        largest = max(words(self.text, piece.span) for piece in near)
        near = [piece for piece in near if words(self.text, piece.span) > 2 or largest <= 2 or piece.confidence > 0.8]
        spans = sorted(trimmed for piece in near if (trimmed := trim_reported(self.text, piece.span)))
        where = self._paragraph(spans[0][0]) if spans else None
        if where is None:
            return []
        mended = mend(
            self.text, _joined(self.text, spans), tagged.cue, self.paragraphs[where], self._stops.get(where, [])
        )
        confidence = sum(piece.confidence for piece in near) / len(near)
        if not mended or confidence < LEAST:
            return []
        return [_Run(mended, tagged.cue, tagged.source, confidence, False)]

    # -- quotations that no piece fell into --------------------------------------------------------------------------

    def _take_in(self, runs: list[_Run], free: Sequence[int]) -> None:
        """Adds the quotations without an attribution that are utterances: to the run that they go on with, or as runs
        of their own."""
        reported = sorted(span for run in runs if not run.direct for span in run.spans)
        direct = sorted((run for run in runs if run.direct), key=lambda run: run.spans[-1])
        ends = [run.spans[-1][1] for run in direct]
        for number in free:
            quotation = self.quotations[number]
            where = self._paragraph(quotation.start)
            named = self._named(quotation)
            if where is None or not (named or is_utterance(self.text, quotation, self.paragraphs[where])):
                continue
            after = bisect.bisect_left(reported, (quotation.start, quotation.start))
            if any(overlap((quotation.start, quotation.end), span) for span in reported[max(0, after - 1) : after + 1]):
                continue
            place = bisect.bisect_right(ends, quotation.start)
            before = direct[place - 1] if place else None
            near = self._beside(quotation)
            own = (near is None and named is None) or (
                near is not None and before is not None and self.tagged[near].cue == before.cue
            )
            if own and before is not None and self._same_breath(before, quotation, where):
                before.spans += quotation.pieces
                ends[place - 1] = before.spans[-1][1]
                continue
            if near is not None:
                each = self.tagged[near]
                run = _Run(list(quotation.pieces), each.cue, each.source, each.confidence, True)
            elif named is not None:
                run = _Run(list(quotation.pieces), (named[0],), (named[1],), NAMED, True)
            else:
                follows = before if before is not None and self._is_near(before, where) else None
                run = _Run(list(quotation.pieces), (), (), UNSURE, True, follows)
            runs.append(run)
            direct.insert(place, run)
            ends.insert(place, run.spans[-1][1])

    def _is_near(self, run: _Run, where: int) -> bool:
        there = self._paragraph(run.spans[-1][0])
        return there is not None and where - there <= 1

    def _same_breath(self, run: _Run, quotation: Quotation, where: int) -> bool:
        """Do the run and the quotation stand in one paragraph, or end and begin neighbouring ones?"""
        there = self._paragraph(run.spans[-1][0])
        if there is None or there == where:
            return there == where
        tail = words(self.text, (run.spans[-1][1], self.paragraphs[there][1]))
        head = words(self.text, (self.paragraphs[where][0], quotation.start))
        return where == there + 1 and tail == 0 and head == 0

    def _run_on(self, runs: list[_Run]) -> list[_Run]:
        """Carries an unclosed quotation on over the next paragraphs that hold no mark and no report of their own, and
        drops what was found inside them."""
        by_end = {run.spans[-1][1]: run for run in runs if run.direct}
        covered: list[tuple[Span, _Run]] = []
        for quotation in self.quotations:
            run = by_end.get(quotation.end)
            where = self._paragraph(quotation.pieces[-1][0])
            if quotation.closed or run is None or where is None:
                continue
            for number in range(where + 1, min(where + 1 + RUN_ON, len(self.paragraphs))):
                paragraph = self.paragraphs[number]
                if self._has_own_voice(number) or not goes_on_as_speech(self.text, paragraph):
                    break
                run.spans.append(paragraph)
                covered.append((paragraph, run))
        return [
            run for run in runs if not any(all(inside(s, c) for s in run.spans) and run is not r for c, r in covered)
        ]

    def _has_own_voice(self, number: int) -> bool:
        """Does a paragraph hold a quotation, or speech reported of somebody?"""
        paragraph = self.paragraphs[number]
        place = bisect.bisect_left(self.outer, paragraph)
        if any(overlap(outer, paragraph) for outer in self.outer[max(0, place - 1) : place + 1]):
            return True
        for group in self._groups.get(number, ()):
            each = self.tagged[group]
            cue = " ".join(self.text[slice(*span)] for span in each.cue)
            if each.source and each.confidence > UNSURE and act.classify(cue) == "speech":
                return True
        return False

    # -- the result -------------------------------------------------------------------------------------------------

    def _attributions(self, runs: Sequence[_Run]) -> list[Attribution]:
        place = {id(run): position for position, run in enumerate(runs)}
        return [self._attribution(run, place.get(id(run.follows))) for run in runs]

    def _attribution(self, run: _Run, continues: int | None) -> Attribution:
        cut = trim if run.direct else trim_reported
        spans = sorted({trimmed for span in run.spans if (trimmed := cut(self.text, span))}) or sorted(run.spans)
        said = " ".join(self.text[slice(*span)] for span in spans)
        cue = " ".join(self.text[slice(*span)] for span in run.cue) or None
        source = " ".join(self.text[slice(*span)] for span in run.source)
        return Attribution(
            content=tuple(spans),
            cue=run.cue,
            source=run.source,
            kind="direct" if run.direct else "mixed" if self._quotes(spans) else "indirect",
            act=act.classify(cue, direct=run.direct, content=said[:200], source=source),
            confidence=round(min(1.0, run.confidence), 4),
            origin="tagger" if run.cue or run.source else "marks",
            continues=continues,
        )

    def _quotes(self, spans: Sequence[Span]) -> bool:
        """Do the spans hold anything in quotation marks?"""
        for span in spans:
            place = bisect.bisect_left(self.outer, span)
            if any(overlap(span, outer) for outer in self.outer[max(0, place - 1) : place + 1]):
                return True
        return False


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


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sorted pieces, with neighbours joined that only white space or marks part."""
    joined = list(spans[:1])
    for span in spans[1:]:
        last = joined[-1]
        if span[0] <= last[1] or not any(character.isalnum() for character in text[last[1] : span[0]]):
            joined[-1] = (last[0], max(last[1], span[1]))
        else:
            joined.append(span)
    return joined
