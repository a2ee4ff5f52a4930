"""Offices that stand behind names."""

from __future__ import annotations

import pytest

from quotes.attribution.roles import clean_role


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("the chairman of the panel", "chairman of the panel"),
        ("who is now the chairman", "chairman"),
        ("Commissioner for Transport - 09/06/2021", "Commissioner for Transport"),
        ("thanked the Governor for his candour", None),
        ("met her predecessor, the mayor", None),
        ("and the chairman", None),
        ("Dr. Merkel", None),
        ("a friend of hers", "friend of hers"),
    ],
)
def test_the_office_in_an_apposition(words: str, role: str | None) -> None:
    assert clean_role(words) == role
