"""Quotations that no piece of the tagger's fell into: whose words they are, if they are anybody's."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from quotes.finding import act
from quotes.finding.context import Context, Voice
from quotes.finding.marks import Quotation
from quotes.finding.runs import Run
from quotes.finding.spans import has_words, overlap
from quotes.finding.utterances import is_utterance

UNSURE = 0.5
"""Confidence of a quotation whose speaker is only carried on from the last one."""


def take_in(context: Context, runs: list[Run], free: Iterable[int]) -> None:
    """Adds the quotations without an attribution (indices) that are utterances: to the run that they go on with, or as
    runs of their own."""
    reported = sorted(span for run in runs if not run.direct for span in run.spans)
    direct = sorted((run for run in runs if run.direct), key=lambda run: run.spans[-1])
    ends = [run.spans[-1][1] for run in direct]
    tellers = sorted((run for run in runs if not run.direct and _says(context, run)), key=lambda run: run.spans[-1])
    for number in free:
        quotation = context.quotations[number]
        where = context.paragraph(quotation.start)
        voice = context.voice(quotation)
        named = voice is not None and voice.named and not _says_else(context, voice)
        if where is None or not (named or is_utterance(context.text, quotation, context.paragraphs[where])):
            continue
        after = bisect.bisect_left(reported, (quotation.start, quotation.start))
        if any(overlap((quotation.start, quotation.end), span) for span in reported[max(0, after - 1) : after + 1]):
            continue
        place = bisect.bisect_right(ends, quotation.start)
        before = direct[place - 1] if place else None
        unclaimed = voice is None or (before is not None and voice.cue == before.cue)
        if unclaimed and before is not None and _is_same_breath(context, before, quotation, where):
            before.spans += quotation.pieces
            ends[place - 1] = before.spans[-1][1]
            continue
        if voice is not None:
            run = Run(list(quotation.pieces), voice.cue, voice.source, voice.confidence, True)
        else:
            told = bisect.bisect_right(tellers, quotation.start, key=lambda run: run.spans[-1][1])
            last = max((run for run in (before, *tellers[told - 1 : told]) if run), key=_end, default=None)
            follows = last if last is not None and _is_near(context, last, where) else None
            run = Run(list(quotation.pieces), (), (), UNSURE, True, follows=follows)
        runs.append(run)
        direct.insert(place, run)
        ends.insert(place, run.spans[-1][1])


def _says_else(context: Context, voice: Voice) -> bool:
    """Does the tagger know what this cue reports, so that a few words in marks before it are rather a name: ``On the
    “Late Show,” Roe said that ...``?"""
    return voice.group is not None and bool(context.tagged[voice.group].content)


def _says(context: Context, run: Run) -> bool:
    """Does the run tell what somebody said, so that a quotation behind it may be in the same words?"""
    return bool(run.source) and act.classify(" ".join(context.text[slice(*span)] for span in run.cue)) == "speech"


def _end(run: Run) -> int:
    return run.spans[-1][1]


def _is_near(context: Context, run: Run, where: int) -> bool:
    there = context.paragraph(run.spans[-1][0])
    return there is not None and where - there <= 1


def _is_same_breath(context: Context, run: Run, quotation: Quotation, where: int) -> bool:
    """Do the run and the quotation stand in one paragraph, or end and begin neighbouring ones?"""
    there = context.paragraph(run.spans[-1][0])
    if there is None or there == where:
        return there == where
    tail = run.spans[-1][1], context.paragraphs[there][1]
    head = context.paragraphs[where][0], quotation.start
    return where == there + 1 and not has_words(context.text, tail) and not has_words(context.text, head)
