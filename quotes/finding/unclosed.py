"""Quotations that nobody closed: carried on over the paragraphs that still read like the same speech."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finding import act
from quotes.finding.context import Context
from quotes.finding.runs import Run
from quotes.finding.spans import inside
from quotes.finding.utterances import goes_on_as_speech
from quotes.types import Span

LONGEST = 4
"""An unclosed quotation is carried on over at most so many paragraphs."""
SURE = 0.5
"""What the tagger reports with more confidence is speech of its own."""


def carry_on(context: Context, runs: Sequence[Run]) -> list[Run]:
    """Carries unclosed quotations on over the next paragraphs that hold no mark and no report of their own; the runs
    without what was found inside them."""
    by_end = {run.spans[-1][1]: run for run in runs if run.direct}
    covered: list[tuple[Span, Run]] = []
    for quotation in context.quotations:
        run = by_end.get(quotation.end)
        where = context.paragraph(quotation.pieces[-1][0])
        if quotation.closed or run is None or where is None:
            continue
        for number in range(where + 1, min(where + 1 + LONGEST, len(context.paragraphs))):
            paragraph = context.paragraphs[number]
            if _has_own_voice(context, number) or not goes_on_as_speech(context.text, paragraph):
                break
            run.spans.append(paragraph)
            covered.append((paragraph, run))
    return [run for run in runs if not any(all(inside(s, c) for s in run.spans) and run is not r for c, r in covered)]


def _has_own_voice(context: Context, number: int) -> bool:
    """Does a paragraph hold a quotation, or speech reported of somebody?"""
    if context.quoted(context.paragraphs[number]):
        return True
    for group in context.groups.get(number, ()):
        each = context.tagged[group]
        cue = " ".join(context.text[slice(*span)] for span in each.cue)
        if each.source and each.confidence > SURE and act.classify(cue) == "speech":
            return True
    return False
