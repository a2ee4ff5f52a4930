"""Links: who is reached, how several views of one choice are mixed, what a pair of spans looks like in the tables."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.finding.encoding import Pieces
from quotes.finding.linker import FAR, REACH, Choice, features, mixed, within_reach


def pieces(paragraphs: list[int], *, quoted: range = range(0)) -> Pieces:
    """Pieces of one letter each, with these paragraph numbers; ``quoted`` ones stand within quotation marks."""
    length = len(paragraphs)
    numbers = np.array(paragraphs)
    state = np.array([int(index in quoted) for index in range(length)])
    where = np.arange(length)
    return Pieces(np.full(length, 7), where, where + 1, np.ones(length, int), state, numbers, numbers)


@pytest.mark.parametrize(
    ("scores", "best"),
    [((-0.1, -3.0, -4.0), 5), ((-3.0, -0.1, -4.0), 6), ((-3.0, -3.0, -0.1), -1), ((0.0,), -1)],
)
def test_the_last_score_is_for_none(scores: tuple[float, ...], best: int) -> None:
    assert Choice(5, np.array(scores, np.float32)).best[0] == best


def test_mixed_choices_agree_on_a_key_that_both_reach() -> None:
    one = Choice(2, np.array([-0.5, -1.2, -3.0], np.float32))  # keys 2 and 3
    other = Choice(3, np.array([-0.7, -0.9, -2.0], np.float32))  # keys 3 and 4
    assert mixed([(0.5, one), (0.5, other)]).best[0] == 3
    assert mixed([(1.0, one), (0.0, other)]).best[0] == 2


def test_a_view_that_reaches_nothing_leaves_none() -> None:
    nothing = Choice(4, np.zeros(1, np.float32))
    far = Choice(0, np.array([FAR, 0.0], np.float32))
    assert mixed([(0.5, nothing), (0.5, far)]).best[0] == -1


def test_spans_far_apart_are_out_of_reach() -> None:
    assert within_reach([(0, 5)], [(5 + REACH, 260 + REACH), (6 + REACH, 260 + REACH)]).tolist() == [[True, False]]


def test_tables_tell_direction_order_and_place() -> None:
    spans = {"content": [(4, 8)], "cue": [(2, 3), (9, 10)], "source": [(0, 1)]}
    text = pieces([0] * 8 + [1] * 4, quoted=range(4, 8))
    before, after = features("content", "cue", spans["content"], spans["cue"], spans, text)[0]
    assert before[0] // 10 == 0  # the cue stands before the content,
    assert after[0] // 10 == 1  # or after it
    assert before[0] == 1  # one piece between them
    assert (before[4] % 9, after[4] % 9) == (0, 4)  # the second cue is in the next paragraph and sentence
    assert before[5] // 2 == 2  # the content is quoted, the cue is not
