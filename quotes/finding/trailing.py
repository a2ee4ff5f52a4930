"""Who is named behind a sentence that ends in quotation marks: all of ``The plan sends a signal that the goal “is to
raise wages,” Roe said`` is Roe's, whatever else in it may say something."""

from __future__ import annotations

import bisect
import re

from quotes.finding.context import NAMED, Context, Voice
from quotes.finding.marks import Quotation
from quotes.finding.runs import Run
from quotes.types import Span

_CLOSES = re.compile(r"\s*(?:[.;,]|$|\n|(?:on|in|at|during|after|last|this|to)\s)")
"""What stands behind a speaker and a cue that close a sentence, and lead to no further content."""


def given_over(context: Context, run: Run) -> Run:
    """Reported speech that ends in a quotation with another speaker named behind it is, with the whole of its sentence,
    what that one says; else the run as it is."""
    quotation = _closing(context, run.spans[-1])
    voice = context.voice(quotation) if quotation and run.cue else None
    if quotation is None or voice is None or not _is_anothers(context, run, voice, quotation):
        return run
    whole = context.sentence_start(quotation.start), quotation.outer[-1][1]
    return Run([whole], voice.cue, voice.source, max(run.confidence, NAMED), False, voice.group)


def _closing(context: Context, span: Span) -> Quotation | None:
    """The quotation that the extent ends in, where it ends with a comma."""
    number = bisect.bisect_left(context.quotations, span[1], key=lambda quotation: quotation.start) - 1
    if number < 0 or span[1] > context.quotations[number].outer[-1][1]:
        return None
    quotation = context.quotations[number]
    return quotation if quotation.closed and context.text[quotation.end - 1] == "," else None


def _is_anothers(context: Context, run: Run, voice: Voice, quotation: Quotation) -> bool:
    text = context.text
    name = " ".join(text[slice(*span)] for span in voice.source)
    source = " ".join(text[slice(*span)] for span in run.source)
    behind = max(span[1] for span in (*voice.cue, *voice.source))
    return (
        voice.named
        and voice.cue != run.cue
        and (voice.group is None or not context.tagged[voice.group].content)
        and name[:1].isupper()
        and not set(name.split()) & set(source.split())
        and context.sentence_start(quotation.start) <= run.cue[0][0] < quotation.start
        and _CLOSES.match(text, behind) is not None
    )
