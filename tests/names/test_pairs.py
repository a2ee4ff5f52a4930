"""How well `compare` tells one person from two, on labelled pairs of public figures."""

import itertools
from pathlib import Path

import pytest

from quotes.names import compare
from quotes.names.classes import pair_classes
from quotes.names.parsing import parse_entry
from quotes.registry.blocks import person_keys

PAIRS = Path(__file__).parents[2] / "fixtures" / "names"
PRECISION = 0.99
FILES = tuple(
    f"{name}.tsv"
    for name in (
        "pairs",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    )
)


def labelled(file: str) -> list[tuple[str, str, str]]:
    lines = (PAIRS / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(one, other, label) for one, other, label in rows]


@pytest.mark.parametrize(
    ("file", "least", "floor"),
    [
        ("pairs.tsv", 300, 0.95),
        ("second.tsv", 200, 0.9),
        ("third.tsv", 300, 0.9),
        ("fourth.tsv", 100, 0.9),
        ("fifth.tsv", 400, 0.9),
        ("sixth.tsv", 800, 0.9),
        ("seventh.tsv", 500, 0.9),
        ("eighth.tsv", 300, 0.88),
        ("ninth.tsv", 140, 0.9),
        ("tenth.tsv", 200, 0.9),
        ("eleventh.tsv", 280, 0.9),
        ("twelfth.tsv", 250, 0.82),
    ],
)
def test_precision_and_recall_of_same(file: str, least: int, floor: float) -> None:
    rows = labelled(file)
    said = {(one, other) for one, other, _ in rows if compare(one, other).relation == "same"}
    true = {(one, other) for one, other, label in rows if label == "same"}
    precision, recall = len(said & true) / len(said), len(said & true) / len(true)
    print(f"{len(rows)} pairs: precision {precision:.3f}, recall {recall:.3f}")
    print("wrongly same:", sorted(said - true), "missed:", sorted(true - said), sep="\n")
    assert len(rows) >= least
    assert abs(len(true) / len(rows) - 0.5) < 0.1, "half of the pairs are confusable people"
    assert precision >= PRECISION
    assert recall >= floor


def test_names_that_are_the_same_meet() -> None:
    """Whatever `compare` calls the same shares a class and a block, or the registry would never see the pair."""
    for one, other, _ in itertools.chain.from_iterable(map(labelled, FILES)):
        if compare(one, other).relation == "same":
            if parse_entry(one).given and parse_entry(other).given:
                assert pair_classes(parse_entry(one)) & pair_classes(parse_entry(other)), (one, other)
            assert person_keys(one) & person_keys(other), (one, other)
