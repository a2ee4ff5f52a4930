"""The spaCy component ``quotes``: ``nlp.add_pipe("quotes")``.

It puts extents into ``doc.spans``: "quotes" (labelled with the kind), "cues" (with the act) and "sources" (with the
speaker's type). Every span's ``id_`` is its quote's id, which ties the three together and the pieces of a discontinuous
quote; the ``kb_id_`` of quotes and sources is the speaker's name. Plain values go into ``doc._.quotes_data``, so that a
Doc goes through ``DocBin`` and processes unharmed (with ``store_user_data=True``); ``doc._.quotes`` builds the quotes
from these on access.

``nlp.evaluate`` and ``spacy evaluate`` report the figures of ``quotes.evaluation`` by way of the component's scorer.
"""

from __future__ import annotations

import collections
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from quotes import evaluation
from quotes.evaluation import Attributed, Said, Who
from quotes.extraction import extract
from quotes.types import Document, Quote

KEYS = ("quotes", "cues", "sources")
SCORES: dict[str, float | None] = {"quotes_attributed_f": 1.0, "quotes_speaker_f": 0.0, "quotes_content_f": 0.0}
LANGUAGES = ("en", "xx")
COLOURS = {"DIRECT": "#bfdbf7", "MIXED": "#cbe8d1", "INDIRECT": "#f3e3b3"}
"""By which displaCy tells kinds apart, which it knows in capitals."""
registry.displacy_colors.register("quotes", func=COLOURS)


@registry.scorers("quotes.scorer.v1")  # type: ignore[untyped-decorator]
def make_scorer() -> Callable[..., dict[str, Any]]:
    """The scorer of the component, for its configuration."""
    return score


@Language.factory(
    "quotes",
    assigns=["doc._.quotes", "doc.spans"],
    default_config={"min_confidence": 0.0, "reuse": True, "scorer": {"@scorers": "quotes.scorer.v1"}},
    default_score_weights=SCORES,
)
def make_quotes(
    nlp: Language, name: str, min_confidence: float, reuse: bool, scorer: Callable[..., dict[str, Any]] | None
) -> Quotes:
    """The component, for any English pipeline.

    Quotes with less confidence than ``min_confidence`` (0 to 1) are left out. ``reuse``: read the tags, lemmas,
    dependencies and names that the pipeline has put on the Doc; where it has not, or without ``reuse``, the component
    parses the text by itself. A pipeline for another language gets a warning.
    """
    if nlp.lang not in LANGUAGES:
        warnings.warn(f"{name}: quotes are found in English text, this pipeline is for {nlp.lang!r}", stacklevel=2)
    return Quotes(min_confidence=min_confidence, reuse=reuse, scorer=scorer)


class Quotes:
    """Finds the quotes of a Doc's text. Holds nothing but its settings, which are saved with the pipeline's."""

    def __init__(
        self, *, min_confidence: float = 0.0, reuse: bool = True, scorer: Callable[..., dict[str, Any]] | None = None
    ) -> None:
        """Raises ValueError where ``min_confidence`` is not from 0 to 1."""
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"quotes: min_confidence {min_confidence} is not from 0 to 1")
        self._least = min_confidence
        self._reuse = reuse
        self.scorer = scorer
        register()

    def __call__(self, doc: Doc) -> Doc:
        found = extract(Document("", doc.text), doc=doc if self._reuse else None).confident(self._least).quotes
        doc._.quotes_data = [quote.as_dict() for quote in found]
        doc.spans["quotes"] = list(_spans(doc, ((q.id, q.spans, q.kind, q.speaker) for q in found)))
        doc.spans["cues"] = list(_spans(doc, ((q.id, q.cue_spans, q.act, None) for q in found)))
        doc.spans["sources"] = list(_spans(doc, ((q.id, q.source_spans, q.speaker_type, q.speaker) for q in found)))
        return doc

    def score(self, examples: Iterable[Example], **config: Any) -> dict[str, Any]:
        """The scorer's figures; {} without one."""
        return self.scorer(examples, **config) if self.scorer else {}


def register() -> None:
    """Registers the Doc's extensions; harmless when done before."""
    if not Doc.has_extension("quotes_data"):
        Doc.set_extension("quotes_data", default=None)
        Doc.set_extension("quotes", getter=_quotes)


def score(examples: Iterable[Example], **config: Any) -> dict[str, Any]:
    """The figures over examples whose reference has ``doc.spans["quotes"]``: None where there is nothing to count.

    ``quotes_content_p``, ``_r`` and ``_f`` at an overlap of .3, ``quotes_exact_f``, ``quotes_attributed_f`` and so on
    (see ``quotes.evaluation``), and spaCy's own ``spans_quotes_p``, ``_r`` and ``_f`` of equal tokens.
    """
    examples = [each for each in examples if "quotes" in each.reference.spans]
    counts = [evaluation.count(attributed(each.reference), attributed(each.predicted).said) for each in examples]
    found: dict[str, Any] = {
        f"quotes_{key}": figure.value for figure in evaluation.figures(counts) if (key := _NAMES.get(figure.name))
    }
    spans = Scorer.score_spans(
        examples, "spans_quotes", getter=lambda doc, _: doc.spans.get("quotes", ()), labeled=False, allow_overlap=True
    )
    return found | {key: value for key, value in spans.items() if not key.endswith("per_type")}


_NAMES = {
    "content@0.3 P": "content_p",
    "content@0.3 R": "content_r",
    "content@0.3 F1": "content_f",
    "content@0.8 F1": "content_strict_f",
    "exact F1": "exact_f",
    "direct F1": "direct_f",
    "indirect R": "indirect_r",
    "source": "source_acc",
    "attributed F1": "attributed_f",
    "speaker F1": "speaker_f",
    "speaker": "speaker_acc",
}


def attributed(doc: Doc) -> Attributed:
    """What ``doc.spans`` says was said there. Spans without an ``id_`` are quotes of their own."""
    parts: dict[str, dict[str, list[Span]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    for key in KEYS:
        for number, span in enumerate(doc.spans.get(key, ())):
            parts[span.id_ or f"{key} {number}"][key].append(span)
    nested = {row["id"] for row in doc._.quotes_data or () if row["parent"]}
    return Attributed(
        "", tuple(_said(key, each, key in nested) for key, each in parts.items() if each["quotes"]), doc.text
    )


def gold_doc(nlp: Language, gold: Attributed) -> Doc:
    """A Doc that holds gold as ``evaluation.read_gold`` gives it, for a ``DocBin`` that ``spacy evaluate`` takes.

    Raises ValueError where the gold has no text.
    """
    if gold.text is None:
        raise ValueError(f"{gold.name}: the gold has no text")
    doc = nlp.make_doc(gold.text)
    who = [each.speakers[0] if each.speakers else Who(None, "unknown") for each in gold.said]
    both = list(zip(gold.said, who, strict=True))
    doc.spans["quotes"] = list(_spans(doc, ((said.id, said.content, said.kind or "", w.name) for said, w in both)))
    doc.spans["cues"] = list(_spans(doc, ((said.id, said.cue, "", None) for said, w in both)))
    doc.spans["sources"] = list(_spans(doc, ((said.id, said.source, w.type, w.name) for said, w in both)))
    return doc


def _said(key: str, parts: dict[str, list[Span]], nested: bool) -> Said:
    content, sources, cue = (
        tuple((span.start_char, span.end_char) for span in parts[name]) for name in ("quotes", "sources", "cues")
    )
    source = next(iter(parts["sources"]), None)
    name = parts["quotes"][0].kb_id_ or (source.kb_id_ if source else "") or None
    who = (Who(name, source.label_ or "person", identity=name),) if source is not None and name else ()
    return Said(key, content, sources, cue, who, parts["quotes"][0].label_ or None, nested=nested)


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    return tuple(Quote.from_dict(row) for row in doc._.quotes_data or ())


def _spans(doc: Doc, found: Iterable[tuple[str, Sequence[tuple[int, int]], str, str | None]]) -> Iterator[Span]:
    for key, extents, label, speaker in found:
        for start, end in extents:
            span = doc.char_span(start, end, label=label, kb_id=speaker or "", span_id=key, alignment_mode="expand")
            if span is not None:
                yield span


register()
