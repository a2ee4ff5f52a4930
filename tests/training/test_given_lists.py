"""What the lists of given names are made from: counts of bearers, and lists of usual names where counts are unsure."""

from __future__ import annotations

from training.given_names import told


def test_counts_tell_where_nearly_all_bearers_are_of_one_gender() -> None:
    counts = {"jacinda": (16, 4_379, 1.0), "kim": (32, 280_613, 0.66), "rare": (3, 4, 1.0), "local": (2, 50, 1.0)}
    assert told(counts, {}) == {"jacinda": "f"}


def test_a_list_is_believed_unless_the_counts_contradict_it() -> None:
    counts = {"lauren": (30, 900, 0.85), "saeed": (22, 2_734, 0.01), "kim": (32, 280_613, 0.66), "cody": (9, 800, 0.2)}
    found = told(counts, {"lauren": "f", "saeed": "f", "kim": "f", "cody": "f", "tidde": "m"})
    assert found == {"lauren": "f", "saeed": "m", "tidde": "m"}


def test_offices_and_lands_are_no_names_unless_they_are_listed() -> None:
    counts = {"general": (9, 300, 0.0), "china": (9, 300, 1.0)}
    assert told(counts, {}) == {}
    assert told(counts, {"china": "f"}) == {"china": "f"}
