"""From label scores to spans: the best legal sequence of begin, inside, end and single labels (Viterbi, 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.types import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
ILLEGAL = -1e4

_OPEN = np.array([label[0] in "BI" for label in LABELS])
"""After these labels the span goes on."""
_CONTINUES = np.array([label[0] in "IE" for label in LABELS])
"""These labels go on with a span."""


def legal_transitions() -> Floats:
    """Scores of label to label, (from, to): 0 where legal. A span that began goes on, in its role, until its end."""
    role = np.array([-1, *(number for number in range(len(ROLES)) for _ in "BIES")])
    legal = np.where(_OPEN[:, None], _CONTINUES & (role[:, None] == role), ~_CONTINUES)
    return np.where(legal, 0.0, ILLEGAL).astype(np.float32)


def best_labels(scores: Floats, transitions: Floats) -> Ints:
    """The label sequence with the highest sum of scores (pieces, labels) and transitions; (pieces,)."""
    length, width = scores.shape
    best = np.zeros(length, np.int64)
    if not length:
        return best
    into = np.ascontiguousarray(transitions.T)
    back = np.empty((length, width), np.int64)
    rows = np.arange(width)
    total = scores[0] + np.where(_CONTINUES, ILLEGAL, 0.0).astype(np.float32)
    for step in range(1, length):
        candidates = into + total
        back[step] = candidates.argmax(1)
        total = candidates[rows, back[step]] + scores[step]
    best[-1] = (total + np.where(_OPEN, ILLEGAL, 0.0)).argmax()
    for step in range(length - 1, 0, -1):
        best[step - 1] = back[step, best[step]]
    return best


def label_spans(labels: Ints) -> dict[str, list[Span]]:
    """Piece extents of each role, sorted; ``labels`` is a legal sequence."""
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    (begins,) = np.nonzero((labels > 0) & ~_CONTINUES[labels])
    (ends,) = np.nonzero((labels > 0) & ~_OPEN[labels])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        spans[LABELS[labels[begin]][2:]].append((begin, end + 1))
    return spans


def role_probabilities(scores: Floats) -> dict[str, Floats]:
    """Probability of each role at each piece, (pieces,), from begin and inside scores (pieces, 1 + 2 x roles)."""
    shifted = np.exp(scores - scores.max(1, keepdims=True))
    shares = shifted / shifted.sum(1, keepdims=True)
    return {role: shares[:, 1 + 2 * number : 3 + 2 * number].sum(1) for number, role in enumerate(ROLES)}
