"""Merges the tagger's attributions with the quotation marks.

The tagger knows what is reported, by which cue and whom; the marks know where a direct content begins and ends. A piece
that the tagger found inside a quotation becomes the whole quotation; one that reaches beyond it stays reported speech
with a quoted part (mixed); a quotation without any piece is taken in where it plainly goes on with the last one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from quotes.finding import act, pieces
from quotes.finding.context import Context, TaggedLike
from quotes.finding.coordinated import joined
from quotes.finding.loose import take_in
from quotes.finding.marks import Quotation
from quotes.finding.runs import Run, direct_runs, lead_in, reported_run, unite
from quotes.finding.signatures import sign
from quotes.finding.spans import trim, trim_reported, words
from quotes.finding.trailing import given_over
from quotes.finding.unclosed import carry_on
from quotes.finding.utterances import is_title
from quotes.types import Attribution, Span

MENDED = 0.35
"""What merging adds to the log odds of an attribution; learned on 40 articles that the tagger did not learn from."""
_PASSIVE = re.compile(r"(?:is|are|was|were|been|being)\s", re.IGNORECASE)
_SUPPOSED = re.compile(r"be\s+(?:\w+ly\s+)?\w+(?:ed|en|own|ught)\b", re.IGNORECASE)


def merge(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
) -> list[Attribution]:
    """Attributions of running text, sorted by where their content starts.

    ``paragraphs`` are sorted extents apart from each other; ``quotations`` are the outermost ones within them;
    ``tagged`` is what the tagger found there. ``Attribution.continues`` is an index into the returned list.
    """
    context = Context(text, paragraphs, quotations, tagged)
    found = pieces.sort(context)
    runs = direct_runs(context, found.direct)
    for group, rest in found.reported.items():
        run = reported_run(context, group, rest)
        if run is not None and unite(context, runs, run) is None:
            runs.append(given_over(context, run))
    runs = joined(context, runs)
    for each in runs:
        lead_in(context, each)
    runs = [run for run in runs if not _is_work(context, run) and not _is_supposed(context, run)]
    taken = found.mixed.union(found.direct)
    take_in(context, runs, [number for number in range(len(context.quotations)) if number not in taken])
    runs = sorted(sign(context, runs), key=lambda run: run.spans[0])
    runs = carry_on(context, runs)
    place = {id(run): position for position, run in enumerate(runs)}
    return [_attribution(context, run, place.get(id(run.follows))) for run in runs]


def _is_work(context: Context, run: Run) -> bool:
    """Is it the title of a work of which the text tells something: "“Blue Boats on the Bay” was written in 1971"?"""
    if not run.direct or run.source or not run.cue or not _PASSIVE.match(context.text, *run.cue[0]):
        return False
    where = context.paragraph(run.spans[0][0])
    around = context.text[slice(*context.paragraphs[where])] if where is not None else ""
    return is_title(context.text[run.spans[0][0] : run.spans[-1][1]], around)


def _is_supposed(context: Context, run: Run) -> bool:
    """Does it say what could be thought, by nobody: "can be regarded as a success"?"""
    if run.direct or run.source or not run.cue:
        return False
    return _SUPPOSED.match(context.text, *run.cue[0]) is not None


def _attribution(context: Context, run: Run, continues: int | None) -> Attribution:
    spans = _trimmed(context, run)
    said = _words(context.text, spans)
    cue = _words(context.text, run.cue) or None
    source = _words(context.text, run.source)
    utterance = run.direct or _begins_with_utterance(context, spans[0])
    return Attribution(
        content=tuple(spans),
        cue=run.cue,
        source=run.source,
        kind="direct" if run.direct else "mixed" if any(map(context.quoted, spans)) else "indirect",
        act=act.classify(cue, direct=utterance, content=said[:200], source=source),
        confidence=round(_merged(run), 4),
        origin="tagger" if run.cue or run.source else "marks",
        continues=continues,
    )


def _merged(run: Run) -> float:
    """The run's confidence, of which the marks and the rules here make more: they mend what the tagger gets wrong."""
    if not (run.cue or run.source):
        return run.confidence
    odds = math.exp(MENDED) * run.confidence
    return odds / (1 - min(1.0, run.confidence) + odds)


def _trimmed(context: Context, run: Run) -> list[Span]:
    """The run's extents as they are given: without the marks of what is quoted as a whole, with those of the quoted
    parts of what is not."""
    spans: set[Span]
    if run.direct:
        spans = {trimmed for span in run.spans if (trimmed := trim(context.text, span))}
    else:
        cut = ((span, trim_reported(context.text, span)) for span in run.spans)
        spans = {context.marked.get(span, trimmed) for span, trimmed in cut if trimmed}
    return sorted(spans or run.spans)


def _begins_with_utterance(context: Context, span: Span) -> bool:
    """Does reported speech begin with a quotation of more than a few words? Such a one was said."""
    outer = context.quotation_at(span[0])
    return outer is not None and words(context.text, outer) >= pieces.SMALL


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(text[slice(*span)] for span in spans)
