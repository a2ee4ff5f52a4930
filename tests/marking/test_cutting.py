"""Where marks go in the text of a document."""

from __future__ import annotations

import pytest

from quotes.marking import pieces
from quotes.types import Document, Quote


def quote(id, *spans):
    return Quote(id, "d", "direct", "speech", "sentence", "", spans)


@pytest.mark.parametrize(
    ("quotes", "marked"),
    [
        ([], "abcdefgh"),
        ([quote("1", (0, 2))], "[ab]1cdefgh"),
        ([quote("1", (0, 2), (4, 6))], "[ab]cd[ef]1gh"),
        ([quote("1", (0, 2)), quote("2", (2, 4))], "[ab]1[cd]2efgh"),
        ([quote("2", (3, 5)), quote("1", (2, 8))], "ab[c[de]2fgh]1"),
        ([quote("1", (0, 8)), quote("2", (0, 8))], "[[abcdefgh]2]1"),
        ([quote("1", (0, 4)), quote("2", (2, 6))], "[ab[cd]1ef]2gh"),
    ],
)
def test_pieces(quotes, marked):
    out = ""
    for piece in pieces(Document("d", "abcdefgh"), quotes):
        out += "[" * len(piece.opens) + piece.text
        for closed in piece.closes:
            out += "]" + (closed.id if closed in piece.ends else "")
    assert out == marked
