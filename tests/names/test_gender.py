"""The gender that a title, a role or a given name tells."""

import pytest

from quotes.names import gender


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("Ms. Psaki", None, "f"),
        ("MR. KIRBY", None, "m"),
        ("Hua Chunying", "Foreign Ministry spokeswoman", "f"),
        ("Joan Smith", "chairman", "m"),
        ("King Charles III", None, "m"),
        ("Angela Merkel", None, "f"),
        ("Hua Chunying", None, None),
        ("Merkel", None, None),
        ("Smith", "congressional press officer", None),
        ("Smith", "German ambassador", None),
    ],
)
def test_gender(name: str, role: str | None, expected: str | None) -> None:
    assert gender(name, role) == expected
