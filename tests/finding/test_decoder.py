"""Attributions out of spans: contents of one cue belong together, cue and content choose the source, confidence."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.finding.decoder import BIO_SCORES, EVIDENCE, Decoder, from_arrays, link
from quotes.finding.decoding import LABELS
from quotes.finding.encoding import Pieces
from quotes.finding.linker import PAIRS, TABLE_SIZES

WIDTH = 4


def decoder(*, near: float = 3.0, bias: float = 0.0) -> Decoder:
    """One that links each span to the nearest of the other role: every piece of distance costs, vectors say nothing."""
    arrays: dict[str, NDArray[np.float32]] = {
        "transitions": np.zeros((len(LABELS), len(LABELS))),
        "confidence.weight": np.zeros(len(EVIDENCE)),
        "confidence.bias": np.array(bias),
        "threshold": np.array(0.0),
        "link_share": np.array(0.5),
    }
    for name in (f"linker.{query}_{key}" for query, key in PAIRS):
        for part, size in (("q", 2), ("k", 2), ("n", 1)):
            arrays[f"{name}_{part}.weight"] = np.zeros((size, 2 * WIDTH))
            arrays[f"{name}_{part}.bias"] = np.zeros(size)
        arrays[f"{name}_b"] = np.zeros(1)
        for number, size in enumerate(TABLE_SIZES):
            arrays[f"{name}_t{number}"] = np.zeros(size)
        arrays[f"{name}_t0"] = near - np.arange(TABLE_SIZES[0]) % 10
    return from_arrays(arrays)


def linked(spans: dict[str, list[tuple[int, int]]], **options: float) -> list[tuple[object, object, object]]:
    length = 60
    where, ones = np.arange(length), np.ones(length, int)
    pieces = Pieces(7 * ones, where, where + 1, ones, 0 * ones, 0 * ones, 0 * ones)
    scores = np.zeros((length, BIO_SCORES + len(LABELS)), np.float32)
    found = link(decoder(**options).linker, spans, pieces, np.zeros((length, WIDTH), np.float32), scores, 0.5)
    return [(each.content, each.cue, each.source) for each in found]


def test_contents_of_one_cue_are_one_attribution() -> None:
    spans = {"content": [(0, 5), (9, 14)], "cue": [(7, 8)], "source": [(6, 7)]}
    assert linked(spans) == [(((0, 5), (9, 14)), (7, 8), (6, 7))]


def test_each_content_goes_to_its_nearest_cue_and_source() -> None:
    spans = {"content": [(3, 10), (23, 30)], "cue": [(2, 3), (22, 23)], "source": [(0, 1), (20, 21)]}
    assert linked(spans) == [(((3, 10),), (2, 3), (0, 1)), (((23, 30),), (22, 23), (20, 21))]


@pytest.mark.parametrize("role", ["cue", "source"])
def test_what_is_missing_is_left_empty(role: str) -> None:
    spans: dict[str, list[tuple[int, int]]] = {"content": [(3, 10)], "cue": [(2, 3)], "source": [(0, 1)]}
    spans[role] = []
    ((_, cue, source),) = linked(spans)
    assert (cue is None, source is None) == (role == "cue", role == "source")


def test_none_is_chosen_where_all_are_too_far() -> None:
    spans = {"content": [(50, 55)], "cue": [(2, 3)], "source": [(0, 1)]}
    assert linked(spans, near=-1.0) == [(((50, 55),), None, None)]


@pytest.mark.parametrize(("bias", "confidence"), [(0.0, 0.5), (2.0, 0.88), (-2.0, 0.12)])
def test_confidence_is_a_logistic_function_of_the_evidence(bias: float, confidence: float) -> None:
    length = 12
    where, ones = np.arange(length), np.ones(length, int)
    pieces = Pieces(7 * ones, where, where + 1, ones, 0 * ones, 0 * ones, 0 * ones)
    scores = np.zeros((length, BIO_SCORES + len(LABELS)), np.float32)
    for index, label in ((2, "B-content"), (3, "I-content"), (4, "E-content")):
        scores[index, BIO_SCORES + LABELS.index(label)] = 5
    made = decoder(bias=bias)
    (found,) = made.attributions("a" * length, pieces, np.zeros((length, WIDTH), np.float32), scores)
    whole, each = made.confidences(found)
    assert (round(whole, 2), len(each)) == (confidence, len(found.content))
