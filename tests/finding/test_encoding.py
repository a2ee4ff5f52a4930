"""Word pieces, quotation state and windows: what the tagger gets to see."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.finding.encoding import MARK, normalise, windows


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("«Oui», dit-il.", "“Oui”, dit-il."),
        ("„Ja“, sagte er. „Nein“", "“Ja”, sagte er. “Nein”"),
        ("「是」他说", "“是”他说"),
        ("``Yes,'' he said.", '" Yes,"  he said.'),
        ("It's the O'Neills' house.", "It's the O'Neills' house."),
    ],
)
def test_double_quotation_marks_become_one_kind(text: str, normal: str) -> None:
    assert normalise(text)[0] == normal


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('a "b" c', "0021300"),
        ("“a\nb” c", "2100300"),
        ('"a "b" c', "21121300"),
    ],
)
def test_quotation_state_ends_with_the_paragraph(text: str, states: str) -> None:
    """0 outside, 1 inside, 2 an opening mark, 3 a closing one; one state a code point."""
    assert "".join(map(str, normalise(text)[1])) == states


@pytest.mark.parametrize("length", [0, 1, 19, 20, 21, 57, 300])
@pytest.mark.parametrize("paragraph", [3, 13, 1000])
def test_each_piece_is_kept_once_with_context_around_it(length: int, paragraph: int) -> None:
    ids = np.full(length, 7)
    ids[paragraph::paragraph] = MARK
    found = list(windows(ids, size=20, overlap=3))
    assert [index for each in found for index in range(each.keep_start, each.keep_end)] == list(range(length))
    for each in found:
        assert each.end - each.start <= 20
        assert each.keep_start - each.start >= min(3, each.keep_start)
        assert each.end - each.keep_end >= min(3, length - each.keep_end)
