"""The scorer on examples small enough to be checked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.score import one_to_one, score_document
from quotes.score.__main__ import main
from quotes.score.gold import checksum
from quotes.score.matching import match
from quotes.score.speakers import right_speaker


def gold(n, *spans, speaker="Ada Lee", speaker_type="person", **more):
    row = {"document": "a.txt", "n": n, "spans": spans, "text": f"gold {n}", "speaker": speaker, "parent": None}
    row |= {"speaker_type": speaker_type, "kind": "direct", "act": "speech", "form": "sentence", "occasion": None}
    return row | {"identity": speaker, "optional": False} | more


def found(name, *spans, speaker="Ada Lee", speaker_type="person", **more):
    row = {"document": "seeds/a.txt", "id": name, "spans": spans, "text": name, "speaker": speaker, "parent": None}
    row |= {"speaker_type": speaker_type, "speaker_id": speaker, "kind": "direct", "act": "speech", "form": "sentence"}
    return row | {"source": None, "cue": "said", "occasion": None} | more


def figures(gold_rows, predicted):
    return score_document("a.txt", gold_rows, predicted).figures()


@pytest.mark.parametrize(
    ("predicted", "threshold", "pairs"),
    [
        ([(0, 10)], 0.5, {0: 0}),
        ([(0, 5)], 0.5, {0: 0}),  # 5 of 10 characters
        ([(0, 4)], 0.5, {}),
        ([(0, 4)], 0.3, {0: 0}),
        ([(0, 21)], 0.5, {1: 0}),  # 10 of 21 for the first, 11 of 21 for the second
        ([(0, 6), (0, 9)], 0.5, {0: 1}),  # one prediction each, the better one
    ],
)
def test_matching_takes_the_best_overlap_of_characters(predicted, threshold, pairs):
    rows = [gold(1, (0, 10)), gold(2, (10, 21))]
    assert match(rows, [found(str(i), span) for i, span in enumerate(predicted)], threshold) == pairs


@pytest.mark.parametrize(
    ("predicted", "pairs"),
    [
        ([(0, 10)], {0: 0}),
        ([(0, 40)], {0: 0, 1: 0}),  # one quote of both: neither is held against it
        ([(0, 10), (10, 40)], {0: 0, 1: 1}),
        ([(0, 20)], {0: 0}),  # a third of the continuation is not enough to have found it
    ],
)
def test_a_continuation_may_be_one_quote_with_what_it_continues_or_its_own(predicted, pairs):
    rows = [gold(1, (0, 10)), gold(2, (10, 40), continues=1)]
    assert match(rows, [found(str(i), span) for i, span in enumerate(predicted)]) == pairs


def test_recall_precision_and_speakers():
    rows = [gold(1, (0, 10)), gold(2, (20, 30)), gold(3, (40, 50)), gold(4, (60, 70), speaker="Bo Ek")]
    predicted = [found("a", (0, 10)), found("b", (20, 30), speaker="Bo Ek"), found("c", (80, 90))]
    result = figures(rows, predicted)
    assert result["recall"] == (2, 4)
    assert result["precision"] == (2, 3)
    assert result["speaker"] == (1, 2)
    assert result["attributed"] == (1, 4)


def test_the_optional_counts_neither_for_nor_against():
    result = figures([gold(1, (0, 10)), gold(2, (20, 30), optional=True)], [found("a", (20, 30), speaker="Bo Ek")])
    assert result["recall"] == (0, 1)
    assert result["precision"] == (0, 0)
    assert result["attributed"] == (0, 1)


@pytest.mark.parametrize(
    ("extra", "precision"),
    [
        (found("b", (20, 30)), (1, 2)),
        (found("b", (20, 30), act="attitude"), (1, 1)),
        (found("b", (2, 5), parent="a"), (1, 1)),  # her own words within her own quote
        (found("b", (2, 5), parent="a", speaker="Bo Ek", source="we"), (1, 1)),
        (found("b", (2, 5), parent="a", speaker="Bo Ek", source="he"), (1, 2)),
    ],
)
def test_what_is_a_false_find(extra, precision):
    assert figures([gold(1, (0, 10))], [found("a", (0, 10)), extra])["precision"] == precision


@pytest.mark.parametrize(
    ("speaker", "speaker_type", "wanted", "right"),
    [
        ("Ada Lee", "person", gold(1), True),
        ("President Ada Lee", "person", gold(1), True),
        ("Adá LEE", "person", gold(1), True),
        ("Lee", "person", gold(1), True),
        ("Ada", "person", gold(1), False),
        ("Bo Lee", "person", gold(1), False),
        ("Ada Lee", "organization", gold(1), False),
        ("Ada Lee", "organization", gold(1, any_type=True), True),
        (None, "person", gold(1), False),
        ("Lee Ada", "person", gold(1, aliases=["Lee Ada"]), True),
        ("Ceng Yixin", "person", gold(1, speaker="Zeng Yixin", identity="Ceng Yixin"), True),
        ("Bo Ek", "person", gold(1, speakers=["Ada Lee", "Bo Ek"]), True),
        ("the World Bank", "organization", gold(1, speaker="World Bank", speaker_type="organization"), True),
        ("Bank", "organization", gold(1, speaker="World Bank", speaker_type="organization"), True),
        ("Bank", "organization", gold(1, speaker="Bank of South Sea Trade", speaker_type="organization"), False),
        (
            "World Health Organization",
            "organization",
            gold(1, speaker="World Bank", speaker_type="organization"),
            False,
        ),
        ("some residents", "unnamed", gold(1, speaker="Some residents", speaker_type="group"), True),
        ("a reporter", "unnamed", gold(1, speaker="A reporter", speaker_type="unnamed"), True),
        ("Ada Lee", "person", gold(1, speaker="A reporter", speaker_type="unnamed"), False),
        (None, "unknown", gold(1, speaker=None, identity=None, speaker_type="unnamed"), True),
        ("Ada Lee", "person", gold(1, speaker=None, identity=None, speaker_type="unnamed"), False),
    ],
)
def test_right_speaker(speaker, speaker_type, wanted, right):
    assert right_speaker(wanted, found("a", speaker=speaker, speaker_type=speaker_type)) is right


def test_a_name_that_fits_two_persons_names_neither():
    ada, bo = gold(1), gold(2, speaker="Bo Lee")
    assert not right_speaker(ada, found("a", speaker="Lee"), [ada, bo])
    assert right_speaker(ada, found("a", speaker="Ada Lee"), [ada, bo])


@pytest.mark.parametrize(
    ("said", "ratio"),
    [
        ([("Ada", "1"), ("Ada", "1"), ("Bo", "2")], (2, 2)),
        ([("Ada", "1"), ("Ada", "2"), ("Bo", "3")], (1, 2)),
        ([("Ada", "1"), ("Bo", "1")], (0, 2)),
        ([], (0, 0)),
    ],
)
def test_one_identity_is_one_speaker_id(said, ratio):
    assert one_to_one(said) == ratio


def test_parents_and_occasions():
    rows = [
        gold(1, (0, 100), form="excerpt", occasion="Phone call with Bo, March"),
        gold(2, (10, 30), parent=1, speaker="Bo Ek"),
        gold(3, (50, 70), parent=1, speaker="Bo Ek"),
    ]
    predicted = [
        found("a", (0, 100), form="excerpt", occasion="Phone call with Bo, March ,"),
        found("b", (10, 30), parent="a", speaker="Bo Ek"),
        found("c", (50, 70), speaker="Bo Ek"),
    ]
    result = figures(rows, predicted)
    assert result["parent"] == (1, 2)
    assert result["occasion"] == (1, 1)
    assert result["form"] == (3, 3)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A gold folder of two attributions, and an export that holds one of them."""
    folder, export = tmp_path / "tiny", tmp_path / "export.jsonl"
    folder.mkdir()
    rows = [gold(1, (0, 10)), gold(2, (20, 30))]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    export.write_text(json.dumps(found("a", (0, 10))) + "\n", encoding="utf-8")
    return folder, export


@pytest.mark.parametrize(("floor", "status"), [(0.5, 0), (0.51, 1)])
def test_floors_decide_the_exit_status(files, tmp_path, capsys, floor, status):
    folder, export = files
    floors = tmp_path / "floors.json"
    entry = {"sha256": checksum(folder), "floors": {"total": {"recall": floor}}}
    floors.write_text(json.dumps({"tiny": entry}), encoding="utf-8")
    assert main([str(folder), str(export), "--floors", str(floors), "--errors", "3"]) == status
    out, err = capsys.readouterr()
    assert "missed   a.txt 2: 'gold 2' -- Ada Lee" in out
    assert ("total: recall 1/2 is below 0.51" in err) == bool(status)


def test_floors_hold_for_the_gold_that_they_were_set_for(files, tmp_path, capsys):
    folder, export = files
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"tiny": {"sha256": "0", "floors": {}}}), encoding="utf-8")
    assert main([str(folder), str(export), "--floors", str(floors)]) == 2
    assert "the gold has changed" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"document": "a.txt"}'])
def test_an_unreadable_export_is_one_line_and_status_2(files, capsys, line):
    folder, export = files
    export.write_text(line + "\n", encoding="utf-8")
    assert main([str(folder), str(export)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_gold_of_other_documents_is_refused(files, capsys):
    folder, export = files
    export.write_text(json.dumps(found("a", (0, 10)) | {"document": "b.txt"}) + "\n", encoding="utf-8")
    assert main([str(folder), str(export)]) == 2
    assert "b.txt" in capsys.readouterr().err
