"""Quotations that no piece of the tagger's fell into: whose words they are, if they are anybody's."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from quotes.finding import act
from quotes.finding.context import Context, Voice
from quotes.finding.marks import Quotation
from quotes.finding.runs import Run
from quotes.finding.spans import has_words, overlap
from quotes.finding.utterances import is_utterance

_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")
UNSURE = 0.5
"""Confidence of a quotation whose speaker is only carried on from the last one."""


def take_in(context: Context, runs: list[Run], free: Iterable[int]) -> None:
    """Adds the quotations without an attribution (indices) that are utterances: to the run that they go on with, or as
    runs of their own."""
    reported = sorted(span for run in runs if not run.direct for span in run.spans)
    direct = sorted((run for run in runs if run.direct), key=lambda run: run.spans[-1])
    ends = [run.spans[-1][1] for run in direct]
    tellers = sorted((run for run in runs if not run.direct and _says(context, run)), key=_end)
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
            follows = before if before is not None and _is_near(context, before, where) else None
            told = bisect.bisect_right(tellers, quotation.start, key=_end)
            if told and (before is None or _end(tellers[told - 1]) > _end(before)):
                follows = tellers[told - 1] if _leads_to(context, tellers[told - 1], quotation, where) else None
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


def _leads_to(context: Context, run: Run, quotation: Quotation, where: int) -> bool:
    """Does reported speech end the paragraph before a quoted one, in a sentence that reports nobody else, and of one
    whom the quotation does not name: ``Roe went on. ¶ “We are late.”``"""
    text, there = context.text, context.paragraph(run.spans[0][0])
    if there is None or there != where - 1 or not _is_alone(context, quotation, where):
        return False
    end = context.paragraphs[there][1]
    last = max(span[1] for span in (*run.spans, *run.cue, *run.source))
    if has_words(text, (last, end)):
        return False
    begins = context.sentence_start(end - 1)
    voices = [group for group in context.groups.get(there, ()) if context.tagged[group].cue[0][0] >= begins]
    names = {name for span in run.source for name in _NAME.findall(text[slice(*span)])}
    return voices == [run.group] and names.isdisjoint(_NAME.findall(text[quotation.start : quotation.end]))


def _is_alone(context: Context, quotation: Quotation, where: int) -> bool:
    """Is the quotation the whole of its paragraph?"""
    start, end = context.paragraphs[where]
    outside = (start, quotation.outer[0][0]), (min(quotation.outer[-1][1], end), end)
    return not any(has_words(context.text, span) for span in outside)


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
