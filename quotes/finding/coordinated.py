"""What is asked of somebody in two verbs: all of ``Roe called on the town to “act now” and consider a bridge`` is what
Roe called for; Roe considers nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.finding import act
from quotes.finding.context import Context
from quotes.finding.runs import Run
from quotes.types import Span

_JOIN = re.compile(r"[”\"’]?,?\s+(?:and|or)\s+")
_ASKED = re.compile(r"\bto\s+[“\"‘]?[a-z]+")
_ONE = re.compile(r"(?:he|she|it)|(?:.*\s)?[A-Z][\w.’'-]*[^s\W]|(?:an?|one|the)\s(?:.*\s)?[a-z]+[^s\W]", re.DOTALL)


def joined(context: Context, runs: Sequence[Run]) -> list[Run]:
    """The runs, those whose cue goes on with what the one before asks for taken into that."""
    kept: list[Run] = []
    asking = {(run.source, run.spans[-1][1]): run for run in runs if not run.direct and run.source and run.cue}
    for run in runs:
        before = _asking(context, run, asking)
        if before is None:
            kept.append(run)
        else:
            before.spans[-1] = before.spans[-1][0], run.spans[-1][1]
    return kept


def _asking(context: Context, run: Run, asking: dict[tuple[tuple[Span, ...], int], Run]) -> Run | None:
    """The run that asks for what this one's cue says: an infinitive, as the form of the verb cannot be the source's."""
    text = context.text
    if run.direct or len(run.cue) != 1 or len(run.source) != 1:
        return None
    start, end = run.cue[0]
    if not act.is_base_form(text[start:end].split()[0]) or _ONE.fullmatch(text[slice(*run.source[0])]) is None:
        return None
    for back in range(5, 10):
        before = asking.get((run.source, start - back))
        if before is None or before is run or not _JOIN.fullmatch(text, before.spans[-1][1], start):
            continue
        if run.spans[0][0] >= end and _ASKED.search(text, *before.spans[-1]):
            return before
    return None
