"""From label scores to spans: the best legal sequence of begin, inside and outside labels (Viterbi)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.types import Span

Floats = NDArray[np.float32]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ILLEGAL = -1e9


def legal_transitions() -> Floats:
    """Scores of label to label, (labels, labels): 0 where legal; an inside label continues its own role only."""
    scores = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for column, label in enumerate(LABELS):
        if label.startswith("I-"):
            for row, before in enumerate(LABELS):
                if before not in (label, "B" + label[1:]):
                    scores[row, column] = ILLEGAL
    return scores


def log_softmax(scores: Floats) -> Floats:
    """Natural logarithm of the label probabilities; ``scores`` is (pieces, labels)."""
    shifted = scores - scores.max(1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)), np.float32)


def best_labels(log_probabilities: Floats, transitions: Floats) -> NDArray[np.int64]:
    """The label sequence with the highest sum of (pieces, labels) scores and transitions, (pieces,)."""
    length, width = log_probabilities.shape
    best = np.zeros(length, np.int64)
    if not length:
        return best
    into = np.ascontiguousarray(transitions.T)
    back = np.empty((length, width), np.int64)
    columns = np.arange(width)
    score = log_probabilities[0] + np.array([ILLEGAL if label.startswith("I-") else 0.0 for label in LABELS])
    for step in range(1, length):
        candidates = into + score
        back[step] = candidates.argmax(1)
        score = candidates[columns, back[step]] + log_probabilities[step]
    best[-1] = score.argmax()
    for step in range(length - 1, 0, -1):
        best[step - 1] = back[step, best[step]]
    return best


def label_spans(labels: NDArray[np.int64]) -> dict[str, list[Span]]:
    """Piece extents of each role, sorted."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    (begins,) = np.nonzero(labels % 2)
    (outside,) = np.nonzero(labels % 2 + (labels == 0))
    for begin in begins.tolist():
        position = int(np.searchsorted(outside, begin, side="right"))
        end = int(outside[position]) if position < len(outside) else len(labels)
        spans[LABELS[labels[begin]][2:]].append((begin, end))
    return spans
