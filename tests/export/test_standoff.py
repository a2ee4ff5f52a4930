"""brat standoff, read back by the project's own scorer and, where it is there, by another one."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
from pathlib import Path

import pytest
from marked import extract_marked

from quotes import export
from quotes.errors import QuotesError
from quotes.evaluation.reading import read_gold
from quotes.export import rows
from quotes.types import Document, quote_id

SCORER = Path(__file__).resolve().parents[3] / "shared" / "score" / "score.py"
TEXT = "“Go,” said Maria Keller.\r\nIt “rains\nhard,” said Tom Adeyemi. “No,” 😀 wanted nobody."


def found(id="in/a.txt", text=TEXT):
    extraction = extract_marked(Document(id, text))
    first, second = extraction.quotes
    pieces = ((first.spans[0][0], first.spans[0][1]), (27, 29))
    split = dataclasses.replace(
        first, id=quote_id(id, pieces), spans=pieces, text="Go, … t ", cue=None, cue_spans=(), parent=second.id
    )
    return extraction.document, [rows.row(split), rows.row(second)]


def test_a_folder_with_a_text_and_its_annotations(tmp_path):
    document, quotes = found()
    assert export.write_file([(document, quotes)], str(tmp_path / "brat") + "/") == 2
    assert (tmp_path / "brat" / "a.txt").read_bytes().decode() == TEXT
    assert (tmp_path / "brat" / "a.ann").read_text(encoding="utf-8").splitlines() == [
        "T1\tContent 1 4;27 29\tGo, t ",
        "T2\tSource 11 23\tMaria Keller",
        "T3\tAttribution 11 23\tMaria Keller",
        "E1\tAttribution:T3 Content:T1 Source:T2",
        "A1\tKind E1 direct",
        "A2\tAct E1 speech",
        "A3\tForm E1 sentence",
        "A4\tSpeaker_type E1 person",
        "#1\tAnnotatorNotes E1\tMaria Keller",
        "T4\tContent 30 41\trains hard,",
        "T5\tCue 43 47\tsaid",
        "T6\tSource 48 59\tTom Adeyemi",
        "T7\tAttribution 43 47\tsaid",
        "E2\tAttribution:T7 Content:T4 Cue:T5 Source:T6",
        "A5\tKind E2 direct",
        "A6\tAct E2 speech",
        "A7\tForm E2 sentence",
        "A8\tSpeaker_type E2 person",
        "#2\tAnnotatorNotes E2\tTom Adeyemi",
        "R1\tNested Arg1:T1 Arg2:T4",
    ]


def test_the_words_of_an_entity_are_those_of_the_text(tmp_path):
    export.write_file([found()], str(tmp_path / "brat"), format="brat")
    text = (tmp_path / "brat" / "a.txt").read_bytes().decode()
    for line in (tmp_path / "brat" / "a.ann").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"T\d+\t\w+ ([\d ;]+)\t(.*)", line):
            pieces = [text[int(start) : int(end)] for start, end in (part.split() for part in match[1].split(";"))]
            assert match[2] == " ".join(pieces).replace("\n", " ").replace("\r", " ")


def test_every_type_is_configured(tmp_path):
    export.write_file([found()], str(tmp_path / "brat"), format="brat")
    configured = (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8")
    annotated = (tmp_path / "brat" / "a.ann").read_text(encoding="utf-8")
    for kind in {*re.findall(r"^[TAR]\d+\t(\w+)", annotated, re.MULTILINE), "Attribution"}:
        assert re.search(rf"^{kind}\b", configured, re.MULTILINE), kind
    assert re.findall(r"^\[(\w+)\]", configured, re.MULTILINE) == ["entities", "relations", "events", "attributes"]


def test_the_evaluation_reads_it_as_gold(tmp_path):
    document, quotes = found()
    export.write_file([(document, quotes)], str(tmp_path / "brat"), format="brat")
    (read,) = read_gold(tmp_path / "brat")
    expected = [rows.values(row) for row in quotes]
    assert read.text == TEXT
    assert [[list(span) for span in said.content] for said in read.said] == [row["spans"] for row in expected]
    assert [[list(span) for span in said.source] for said in read.said] == [row["source_spans"] for row in expected]
    assert [said.speakers[0].name for said in read.said] == ["Maria Keller", "Tom Adeyemi"]


@pytest.mark.skipif(not SCORER.is_file(), reason="the other scorer is not there")
def test_another_scorer_reads_it_as_gold(tmp_path):
    spec = importlib.util.spec_from_file_location("score", SCORER)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    document, quotes = found()
    export.write_file([(document, quotes)], str(tmp_path / "brat"), format="brat")
    for folder, suffix in (("text", ".txt"), ("attributions", "_x.ann")):
        (tmp_path / folder).mkdir()
        (tmp_path / "brat" / f"a{suffix[-4:]}").rename(tmp_path / folder / f"a{suffix}")
    text, records = score.load_gold(tmp_path)["a"]
    assert text == TEXT
    assert [sorted(map(list, record["content"])) for record in records] == [rows.values(row)["spans"] for row in quotes]


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["in/a.txt", "out/a.txt", "a.txt"], ["a", "a-2", "a-3"]),
        (["news.jsonl#1"], ["news.jsonl_1"]),
        (["../../etc/passwd"], ["passwd"]),
        (["..", "x/.hidden", "a\\b c/"], ["document", "hidden", "document-2"]),
        (["é" * 300], ["é" * 100]),
    ],
)
def test_files_are_named_by_the_documents(tmp_path, ids, names):
    export.write_file([found(id) for id in ids], str(tmp_path / "brat"), format="brat")
    assert sorted(path.stem for path in (tmp_path / "brat").glob("*.txt")) == sorted(names)
    assert [path.name for path in tmp_path.iterdir()] == ["brat"]


def test_a_folder_with_files_in_it_stays_as_it_is(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(QuotesError, match="not empty"):
        export.write_file([found()], str(tmp_path), format="brat")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_failure_leaves_no_folder(tmp_path):
    def failing():
        yield found()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export.write_file(failing(), str(tmp_path / "brat"), format="brat")
    assert list(tmp_path.iterdir()) == []
