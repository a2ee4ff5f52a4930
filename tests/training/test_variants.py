"""Variants of training articles: words exchanged for their neighbours, everything else as it was."""

from __future__ import annotations

import random

import numpy as np

from training.tagger.vary import neighbours, vary

NEAR = {"obama": ["reagan"], "said": ["told"], "tax": ["taxes"]}


def test_neighbours_are_whole_words_that_point_the_same_way() -> None:
    vocabulary = {"[MASK]": 0, "said": 1, "told": 2, "##ing": 3, "tax": 4, "the": 5}
    vectors = np.array([[0, 0], [3, 0.1], [3, 0], [3, 0], [-3, 3], [3, 0.2]], np.float32)
    found = neighbours(vocabulary, vectors - vectors.mean(0))
    assert found["said"][:1] == ["told"]
    assert "the" not in found, "stop words stay as they are"
    assert not {"##ing", "[MASK]"} & {word for words in found.values() for word in words}


def test_a_name_is_exchanged_throughout_and_letter_case_is_kept() -> None:
    text = "Obama said: “OBAMA's tax.” Obama-era taxes, Obama said."
    drawn = {vary(text, NEAR, random.Random(seed)) for seed in range(60)}
    assert "Reagan told: “OBAMA's taxes.” Obama-era taxes, Reagan said." in drawn
    assert all(("Obama " in each) != ("Reagan " in each) for each in drawn), "one name throughout"
    assert vary("Nobody knows.", NEAR, random.Random(0)) == "Nobody knows."


def test_capitals_stay_capitals() -> None:
    assert "REAGAN" in {vary("OBAMA", NEAR, random.Random(seed)) for seed in range(20)}
