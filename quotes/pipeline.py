"""The spaCy component ``quotes``: ``nlp.add_pipe("quotes")``.

It puts extents into ``doc.spans`` ("quotes", "cues", "sources"; a quote's span is labelled with its kind, its
``kb_id_`` is the speaker's name) and plain values into ``doc._.quotes_data``, so that a Doc goes through ``DocBin`` and
processes unharmed (with ``store_user_data=True``); ``doc._.quotes`` builds the quotes from these on access.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.extraction import extract
from quotes.types import Document, Quote, Step

KEYS = ("quotes", "cues", "sources")


@Language.factory("quotes", assigns=["doc._.quotes", "doc.spans"], default_config={"min_confidence": 0.0})
def make_quotes(nlp: Language, name: str, min_confidence: float) -> Quotes:
    """The component. Quotes with less confidence than ``min_confidence`` (0 to 1) are left out."""
    return Quotes(min_confidence)


class Quotes:
    """Finds the quotes of a Doc's text. It needs no other component of the pipeline: it parses with its own."""

    def __init__(self, min_confidence: float) -> None:
        self._least = min_confidence
        register()

    def __call__(self, doc: Doc) -> Doc:
        found = [quote for quote in extract(Document("", doc.text)).quotes if quote.confidence >= self._least]
        doc._.quotes_data = [quote.as_dict() for quote in found]
        doc.spans["quotes"] = list(_spans(doc, ((q.spans, q.kind, q.speaker) for q in found)))
        doc.spans["cues"] = list(_spans(doc, ((q.cue_spans, q.act, None) for q in found)))
        doc.spans["sources"] = list(_spans(doc, ((q.source_spans, q.speaker_type, q.speaker) for q in found)))
        return doc


def register() -> None:
    """Registers the Doc's extensions; harmless when done before."""
    if not Doc.has_extension("quotes_data"):
        Doc.set_extension("quotes_data", default=None)
        Doc.set_extension("quotes", getter=_quotes)


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    return tuple(quote(row) for row in doc._.quotes_data or ())


def quote(row: dict[str, Any]) -> Quote:
    """The quote that ``Quote.as_dict`` gave as a row."""
    values = {key: value for key, value in row.items() if key != "resolution"}
    for key in ("spans", "cue_spans", "source_spans"):
        values[key] = tuple((start, end) for start, end in values[key])
    values["speakers"] = tuple(values["speakers"])
    values["also_in"] = tuple((copy["document"], copy["id"]) for copy in values["also_in"])
    values["same_as"] = tuple(values["same_as"])
    values["steps"] = tuple(
        Step(**{**step, "span": tuple(step["span"]) if step["span"] else None}) for step in values["steps"]
    )
    return Quote(**values)


def _spans(doc: Doc, found: Iterator[tuple[Sequence[tuple[int, int]], str, str | None]]) -> Iterator[Span]:
    for extents, label, speaker in found:
        for start, end in extents:
            span = doc.char_span(start, end, label=label, kb_id=speaker or "", alignment_mode="expand")
            if span is not None:
                yield span


register()
