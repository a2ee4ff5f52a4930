"""Measuring against a user's own gold: what is read, what each figure counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.evaluation import Attributed, EvaluationError, Said, Who, count, figures, intervals, read_gold
from quotes.evaluation.matching import match, overlaps, trimmed
from quotes.evaluation.names import same_person
from quotes.evaluation.reading import predictions

TEXT = "“The bridge opens in May,” Mayor Ines Calder said. She added that tolls would stay. Critics said it was late.\n"
BRAT = """T1\tContent 1 24\tThe bridge opens in May
T2\tSource 27 44\tMayor Ines Calder
T3\tCue 45 49\tsaid
E1\tAttribution:T9 Source:T2 Cue:T3 Content:T1
#1\tAnnotatorNotes E1\tInes Calder
T4\tSource 51 54\tShe
T5\tCue 55 60\tadded
T6\tContent 61 82\tthat tolls would stay
E2\tContent:T6 Source:T4 Cue:T5
"""


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def row(words: str, source: str | None = None, speaker: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "document": "news.txt",
        "spans": [at(words)],
        "source_spans": [at(source)] if source else [],
        "speaker": speaker,
        "speaker_type": "person" if speaker else "unknown",
        "speaker_id": speaker and speaker.casefold(),
        **more,
    }


GOLD = [
    row("The bridge opens in May", "Mayor Ines Calder", "Ines Calder"),
    row("that tolls would stay", "She", "Ines Calder"),
    row("it was late", "Critics"),
]


def measured(*rows: dict[str, Any], gold: list[dict[str, Any]] = GOLD) -> dict[str, float | None]:
    document = Attributed("news", predictions(gold), TEXT)
    return {figure.name: figure.value for figure in figures([count(document, predictions(rows))])}


def test_gold_measured_against_itself_is_right_throughout() -> None:
    assert set(measured(*(each | {"confidence": 1.0} for each in GOLD)).values()) == {1.0, 0.0}
    assert measured(*GOLD)["calibration error"] is None


@pytest.mark.parametrize(
    ("changed", "figure", "value"),
    [
        ([], "content@0.3 R", 0.0),
        ([row("that tolls", "She", "Ines Calder")], "content@0.3 R", 1 / 3),
        ([row("that tolls", "She", "Ines Calder")], "content@0.8 F1", 0.0),
        ([row("that", "She", "Ines Calder")], "content@0.3 R", 0.0),
        ([row("tolls would stay", "She", "Ines Calder")], "exact F1", 0.0),
        ([row("it was late.", "Critics")], "exact F1", 0.5),
        ([row("it was late", "She")], "source", 0.0),
        ([row("that tolls would stay", "She", "Nuno Calder")], "speaker", 0.0),
        ([row("that tolls would stay", "She", "Calder")], "speaker", 1.0),
        ([row("that tolls would stay", "She", "Calder")], "speaker, anaphoric", 1.0),
        ([row("that tolls would stay", "She", "Calder")], "speaker, named", None),
        ([row("The bridge opens in May", "Mayor Ines Calder", "Calder")], "direct F1", 1.0),
        ([row("The bridge opens in May", "Mayor Ines Calder", "Calder")], "indirect R", 0.0),
    ],
)
def test_each_figure_counts_its_own(changed: list[dict[str, Any]], figure: str, value: float | None) -> None:
    assert measured(*changed)[figure] == (value if value is None else pytest.approx(value))


def test_what_is_nested_or_optional_counts_only_where_it_is_right() -> None:
    nested = row("tolls", parent="1")
    assert measured(*GOLD, nested)["content@0.3 P"] == 1.0
    assert measured(*GOLD, row("Critics said"))["content@0.3 P"] == 0.75
    optional = [*GOLD[:2], GOLD[2] | {"optional": True}]
    assert measured(*GOLD[:2], gold=optional)["content@0.3 R"] == 1.0
    assert measured(*GOLD, gold=optional)["content@0.3 P"] == 1.0


@pytest.mark.parametrize(
    ("confidences", "error"), [((1.0, 1.0), 0.0), ((0.5, 0.5), 0.5), ((0.8, 0.6), 0.3)], ids=["right", "low", "mixed"]
)
def test_confidence_is_held_against_what_is_right(confidences: tuple[float, ...], error: float) -> None:
    rows = [each | {"confidence": confidence} for each, confidence in zip(GOLD, confidences, strict=False)]
    assert measured(*rows)["calibration error"] == pytest.approx(error)
    wrong = [each | {"speaker": "Nuno Roe"} for each in rows]
    assert measured(*wrong)["calibration error"] == pytest.approx(sum(confidences) / 2)


def test_two_speakers_under_one_id_are_told() -> None:
    gold = [GOLD[0], row("it was late", "Critics", "Ada Quill")]
    one_id = [each | {"speaker_id": "x"} for each in gold]
    assert measured(*one_id, gold=gold)["b3 F1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("predicted", "form", "same"),
    [
        ("Ines Calder", "Mayor Ines Calder", True),
        ("Calder", "Ines Calder", True),
        ("Inés Calder", "Ines Calder", True),
        ("Nuno Calder", "Ines Calder", False),
        ("Ines", "Ines Calder", False),
        ("John Roe Jr.", "John Roe", False),
        ("", "Ines Calder", False),
    ],
)
def test_names(predicted: str, form: str, same: bool) -> None:
    assert same_person(predicted, (form,)) is same


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "news.ann").write_text(BRAT, encoding="utf-8")
    return tmp_path


def test_brat_files(brat: Path) -> None:
    (document,) = read_gold(brat)
    assert document.name == "news"
    assert document.text == TEXT
    assert document.said == (
        Said("E1", ((1, 24),), ((27, 44),), ((45, 49),), (Who("Ines Calder"),)),
        Said("E2", ((61, 82),), ((51, 54),), ((55, 60),)),
    )


def test_brat_files_tell_who_is_no_person(brat: Path) -> None:
    with open(brat / "news.ann", "a", encoding="utf-8") as stream:
        stream.write("A1\tSpeaker_type E2 group\n#2\tAnnotatorNotes E2\tThe critics\n")
    (document,) = read_gold(brat)
    assert [said.speakers for said in document.said] == [(Who("Ines Calder"),), (Who("The critics", "group"),)]


def test_the_first_annotator_counts(brat: Path) -> None:
    for folder in ("text", "attributions"):
        (brat / folder).mkdir()
    (brat / "news.txt").rename(brat / "text" / "news.txt")
    (brat / "news.ann").rename(brat / "attributions" / "news_ann1.ann")
    (brat / "attributions" / "news_ann2.ann").write_text("T1\tContent 0 5\t“The \n", encoding="utf-8")
    (document,) = read_gold(brat)
    assert [said.id for said in document.said] == ["E1", "E2"]


def test_jsonl_finds_its_text(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    (document,) = read_gold(tmp_path / "gold.jsonl")
    assert document.text == TEXT
    assert len(document.said) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gold.jsonl", "{", "gold.jsonl:1: no JSON object"),
        ("gold.jsonl", '{"document": "a.txt"}', "row 1 has no document or no spans"),
        ("gold.jsonl", "", "no gold here"),
        ("gold.txt", "", "no gold here"),
    ],
)
def test_what_is_no_gold(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=reason):
        read_gold(tmp_path)


def test_intervals_hold_the_figure_and_are_repeatable() -> None:
    good, bad = predictions(GOLD), predictions(GOLD[:1])
    counts = [count(Attributed("news", good, TEXT), said) for said in (good, bad, good, bad)]
    found = intervals(counts, resamples=200)
    recall = next(figure for figure in found if figure.name == "content@0.3 R")
    assert recall.value == pytest.approx(2 / 3)
    assert recall.low is not None
    assert recall.high is not None
    assert 1 / 3 <= recall.low < 2 / 3 < recall.high <= 1
    assert found == intervals(counts, resamples=200)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=3)


@given(st.lists(SPANS.map(tuple), max_size=6), st.lists(SPANS.map(tuple), max_size=6), st.sampled_from([0.3, 0.8]))
def test_overlaps_are_those_of_sets_of_characters(one: list[Any], other: list[Any], least: float) -> None:
    sets = [[{i for start, end in spans for i in range(start, end)} for spans in each] for each in (one, other)]
    plain = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(sets[0]) for j, b in enumerate(sets[1]) if a & b]
    assert overlaps(one, other) == sorted(plain, key=lambda pair: (-pair[0], *pair[1:]))
    found = match(overlaps(one, other), least)
    assert len(set(found.values())) == len(found)
    assert all(len(sets[0][i] & sets[1][j]) / len(sets[0][i] | sets[1][j]) >= least for i, j in found.items())


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("“Go,” he", ((0, 5),), ((1, 3),)),
        ("one, two", ((0, 4), (5, 8)), ((0, 8),)),
        ("one and two", ((0, 3), (8, 11)), ((0, 3), (8, 11))),
        ("... !", ((0, 5),), ()),
        ("$5 more.", ((0, 8),), ((0, 7),)),
    ],
)
def test_punctuation_at_the_edges_does_not_count(text: str, spans: Any, kept: Any) -> None:
    assert trimmed(text, spans) == kept
