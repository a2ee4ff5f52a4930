"""Given names and who bears them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quotes.given_names import given_name_gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Jacinda", "f"),
        ("Volodymyr", "m"),
        ("Xqzt", None),  # not in the lists
        ("Margaret", "f"),
        ("margaret ", "f"),
        ("Boris", "m"),
        ("Kim", None),  # given to both
        ("Saeed", "m"),
        ("Grzegorz", "m"),
        ("", None),
        ("习", None),
    ],
)
def test_a_given_name_has_the_gender_of_those_who_bear_it(name, gender):
    assert given_name_gender(name) == gender


def test_names_are_looked_up_without_spacy():
    script = "import sys, quotes.given_names as g; g.given_name_gender('Ann'); print('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parent.parent
    )
    assert done.stdout == "False\n", done.stderr
