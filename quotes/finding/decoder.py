"""From the encoder's output to attributions on pieces: spans, links, and how sure each attribution is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from quotes.finding.decoding import best_labels, label_spans, legal_transitions, role_probabilities
from quotes.finding.encoding import Pieces, snap
from quotes.finding.linker import Floats, Linker, Spans, mixed
from quotes.types import Span

BIO_SCORES = 7
"""The first score columns, outside and begin and inside of each role, give probabilities; the rest are for Viterbi."""

EVIDENCE = (
    "content log odds", "least content log odds", "edge log odds", "cue log odds", "source log odds", "cue link",
    "source link", "no cue", "no source", "log length", "quoted", "pieces",
)  # fmt: skip
"""What the confidence is computed from, in the order of its weights."""


@dataclasses.dataclass(frozen=True, slots=True)
class Linked:
    """An attribution on pieces; ``evidence`` holds one row for each piece of the content, (contents, evidence)."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    evidence: Floats


@dataclasses.dataclass(frozen=True, slots=True)
class Decoder:
    """The learned parts after the encoder. ``weight`` (evidence,) and ``bias`` are a logistic regression of being
    right; an attribution below ``threshold`` is not given. ``link_share`` weighs a content's own view of its source
    against its cue's."""

    linker: Linker
    transitions: Floats
    weight: Floats
    bias: float
    threshold: float
    link_share: float

    def attributions(self, text: str, pieces: Pieces, hidden: Floats, scores: Floats) -> list[Linked]:
        """All attributions of a document, before the threshold; ``hidden`` is (pieces, width), ``scores`` (pieces,
        labels)."""
        found = label_spans(best_labels(scores[:, BIO_SCORES:], self.transitions))
        spans = {role: [s for s in (snap(pieces, text, *span) for span in found[role]) if s] for role in found}
        return link(self.linker, spans, pieces, hidden, scores, self.link_share)

    def confidences(self, linked: Linked) -> tuple[float, tuple[float, ...]]:
        """Of the whole and of each piece of the content: the share of such finds that are right, 0 to 1."""
        each = 1 / (1 + np.exp(-(linked.evidence @ self.weight + self.bias)))
        return float(each.mean()), tuple(float(value) for value in each)


def from_arrays(arrays: Mapping[str, NDArray[np.float32]]) -> Decoder:
    """The decoder out of its file's arrays."""
    prefix = "linker."
    return Decoder(
        linker=Linker({name[len(prefix) :]: value for name, value in arrays.items() if name.startswith(prefix)}),
        transitions=np.asarray(arrays["transitions"], np.float32) + legal_transitions(),
        weight=np.asarray(arrays["confidence.weight"], np.float32),
        bias=float(arrays["confidence.bias"]),
        threshold=float(arrays["threshold"]),
        link_share=float(arrays["link_share"]),
    )


def link(linker: Linker, spans: Spans, pieces: Pieces, hidden: Floats, scores: Floats, share: float) -> list[Linked]:
    """Contents of one cue are one attribution; its source is the one that cue and contents together prefer."""
    to_cue = linker.choices("content", "cue", spans, pieces, hidden)
    by_cue = linker.choices("cue", "source", spans, pieces, hidden)
    by_content = linker.choices("content", "source", spans, pieces, hidden)
    probabilities = role_probabilities(scores[:, :BIO_SCORES])
    groups: dict[tuple[int, int], list[int]] = {}
    for index, choice in enumerate(to_cue):
        cue, _ = choice.best
        groups.setdefault((0, cue) if cue >= 0 else (1, index), []).append(index)
    linked = []
    for (kind, number), members in groups.items():
        own = share if kind == 0 else 1.0
        views = [(own / len(members), by_content[member]) for member in members]
        source, source_link = mixed(views if kind else [(1 - share, by_cue[number]), *views]).best
        cue_span = spans["cue"][number] if kind == 0 else None
        source_span = spans["source"][source] if source >= 0 else None
        rows = [
            _evidence(spans["content"][member], cue_span, source_span, to_cue[member].best[1], source_link,
                      len(members), pieces, probabilities)
            for member in members
        ]  # fmt: skip
        contents = tuple(spans["content"][member] for member in members)
        linked.append(Linked(contents, cue_span, source_span, np.array(rows, np.float32)))
    return linked


def _evidence(
    content: Span, cue: Span | None, source: Span | None, cue_link: float, source_link: float, members: int,
    pieces: Pieces, probabilities: Mapping[str, Floats],
) -> list[float]:  # fmt: skip
    own = probabilities["content"][content[0] : content[1]]
    quoted = float((pieces.state[content[0] : content[1]] > 0).mean())
    return [
        _log_odds(own.mean()),
        _log_odds(own.min()),
        _log_odds((own[0] + own[-1]) / 2),
        _log_odds(probabilities["cue"][cue[0] : cue[1]].mean()) if cue else 0.0,
        _log_odds(probabilities["source"][source[0] : source[1]].mean()) if source else 0.0,
        cue_link,
        source_link,
        float(cue is None),
        float(source is None),
        float(np.log(content[1] - content[0])),
        quoted,
        float(members > 1),
    ]


def _log_odds(probability: float | np.floating) -> float:
    bounded = min(max(float(probability), 1e-3), 1 - 1e-3)
    return float(np.log(bounded / (1 - bounded)))
