"""Viterbi decoding: only legal sequences come out, and spans are read off them."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.finding.decoding import LABELS, best_labels, label_spans, legal_transitions, role_probabilities


def number(label: str) -> int:
    return LABELS.index(label)


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("O", "B-cue", True),
        ("O", "I-cue", False),
        ("B-cue", "O", False),
        ("B-cue", "E-cue", True),
        ("B-cue", "E-source", False),
        ("E-source", "S-cue", True),
        ("S-content", "B-content", True),
        ("I-content", "S-content", False),
    ],
)
def test_a_span_goes_on_in_its_role_until_its_end(before: str, after: str, legal: bool) -> None:
    assert (legal_transitions()[number(before), number(after)] == 0) == legal


def test_the_best_legal_sequence_wins_over_the_best_single_labels() -> None:
    scores = np.zeros((4, len(LABELS)), np.float32)
    wanted = ["O", "B-content", "E-content", "O"]
    for row, label in enumerate(wanted):
        scores[row, number(label)] = 2
    scores[2, number("E-cue")] = 3  # the best on its own, but no cue has begun
    labels = best_labels(scores, legal_transitions())
    assert [LABELS[label] for label in labels] == wanted
    assert label_spans(labels) == {"source": [], "cue": [], "content": [(1, 3)]}


def test_spans_neither_begin_nor_end_outside_of_the_text() -> None:
    scores = np.zeros((3, len(LABELS)), np.float32)
    scores[:, number("I-content")] = 5
    labels = best_labels(scores, legal_transitions())
    assert [LABELS[label] for label in labels] == ["B-content", "I-content", "E-content"]


def test_no_pieces_no_labels() -> None:
    assert best_labels(np.zeros((0, len(LABELS)), np.float32), legal_transitions()).size == 0


def test_role_probabilities_add_begin_and_inside() -> None:
    scores = np.log(np.array([[0.1, 0.1, 0.1, 0.2, 0.1, 0.3, 0.1]], np.float32))
    found = role_probabilities(scores)
    assert [round(float(found[role][0]), 3) for role in ("source", "cue", "content")] == [0.2, 0.3, 0.4]
