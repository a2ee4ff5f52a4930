"""What an answer rests on: the words of the steps, and the evidence form by form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from quotes.archive.results import Form, Reason, SpeakerDetail
from quotes.database import Database, corrections
from quotes.types import Decision, Evidence, Quote, Span

CONTEXT = 60
"""How many code points of the document stand before and after the words of a reason, at most."""


def reasons(quote: Quote, text: str) -> tuple[Reason, ...]:
    """The steps from a quote's words to its speaker, each with the words around it. ``text`` is the document's."""
    return tuple(Reason(step, *_around(text, step.span)) for step in quote.steps)


def evidence(quote: Quote, detail: SpeakerDetail) -> tuple[Evidence, ...]:
    """The evidence that ties the speaker of the quote's document to the canonical one, ``detail``."""
    here = [item for item in detail.evidence if item.document == quote.document]
    named = {item.form for item in here}
    # Where the canonical name stands only elsewhere, one place that gives it.
    elsewhere = [item for item in detail.evidence if item.form == quote.speaker and item.form not in named]
    return (*here, *elsewhere[:1])


def corrected(db: Database, quotes: Iterable[Quote]) -> Callable[[Quote], tuple[tuple[Decision, ...], Quote | None]]:
    """Gives for each of these quotes the decisions that correct it, and what it was before them, if there are any."""
    texts = {quote.id: quote.text for quote in quotes}
    decided: dict[str, tuple[Decision, ...]] = {}
    for decision in corrections.of_quotes(db, texts):
        for each in decision.quotes:
            if texts.get(each.id) == each.text:
                decided[each.id] = (*decided.get(each.id, ()), decision)
    lines = corrections.lines(db, decided) if decided else {}

    def found(quote: Quote) -> tuple[tuple[Decision, ...], Quote | None]:
        line = lines.get(quote.id)
        return decided.get(quote.id, ()), Quote.from_dict(json.loads(line)) if line is not None else None

    return found


def forms(evidence: Sequence[Evidence]) -> tuple[Form, ...]:
    """The evidence form by form, most frequent first."""
    by_form: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_form.setdefault(item.form, []).append(item)
    counted = [
        Form(
            form,
            sum(item.count for item in items),
            tuple(dict.fromkeys(item.document for item in items if item.document is not None)),
            tuple(dict.fromkeys(item.rule for item in items)),
        )
        for form, items in by_form.items()
    ]
    return tuple(sorted(counted, key=lambda form: (-form.count, form.form)))


def _around(text: str, span: Span | None) -> tuple[str, str]:
    """The whole words before and after an extent."""
    if span is None:
        return "", ""
    start, end = max(0, span[0] - CONTEXT), min(len(text), span[1] + CONTEXT)
    before, after = text[start : span[0]], text[span[1] : end]
    before = before.partition(" ")[2] if start else before
    return before, after.rpartition(" ")[0] if end < len(text) else after
