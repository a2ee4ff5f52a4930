"""``evaluate``: an export, or the documents read anew, against gold."""

from __future__ import annotations

import json
import sys

import pytest

GOLD = [
    {"document": "in/a.txt", "spans": [[1, 7]], "source_spans": [[14, 26]], "speaker": "Maria Keller",
     "speaker_type": "person", "kind": "direct"},
    {"document": "in/a.txt", "spans": [[29, 34]], "source_spans": [[42, 53]], "speaker": "Tom Adeyemi",
     "speaker_type": "person", "kind": "direct"},
]  # fmt: skip


@pytest.fixture
def gold(run, documents, tmp_path):
    documents(a="“We go,” said Maria Keller. “Stay,” said Tom Adeyemi.")
    (tmp_path / "in" / "gold.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    return "in/gold.jsonl"


def figures(result):
    return {row["name"]: row["value"] for row in result.rows}


def test_the_documents_are_read_anew(run, gold):
    found = figures(run("evaluate", gold))
    assert found["content@0.3 F1"] == found["speaker F1"] == 1.0


def test_they_are_read_as_extract_reads_them(run, documents, tmp_path, monkeypatch):
    """With their titles and dates, which are evidence; brat files of one's own export are right throughout."""
    documents(a="Budget adopted\n\nApril 22, 2020\n\n“We go,” said Maria Keller. “Stay,” said the critics.")
    assert run("ingest", "in").exit_code == 0
    assert run("export", "brat/").exit_code == 0
    seen, extract = [], sys.modules["quotes.extraction"].extract
    monkeypatch.setattr(
        sys.modules["quotes.extraction"], "extract", lambda document: seen.append(document) or extract(document)
    )
    assert figures(run("evaluate", "brat"))["speaker F1"] == 1.0
    assert [(document.title, document.date) for document in seen] == [("Budget adopted", "2020-04-22")]


def test_an_export_is_measured_and_its_errors_are_listed(run, gold, tmp_path):
    (tmp_path / "export.jsonl").write_text(json.dumps(GOLD[0] | {"speaker": "Maria Cole"}), encoding="utf-8")
    result = run("evaluate", gold, "export.jsonl", "--errors", "5")
    assert figures(result)["content@0.3 R"] == 0.5
    assert "missed   a: 'Stay,'" in result.stderr
    assert "Maria Keller, got Maria Cole" in result.stderr


def test_people_get_a_table(run, gold):
    lines = run("evaluate", gold, "--format", "table").stdout.splitlines()
    assert any(line.startswith("speaker F1") and "1.000" in line for line in lines)
    assert lines[-1] == "1 document"


def test_an_export_of_other_documents_is_refused(run, gold, tmp_path):
    (tmp_path / "export.jsonl").write_text(json.dumps(GOLD[0] | {"document": "b.txt"}), encoding="utf-8")
    result = run("evaluate", gold, "export.jsonl")
    assert result.exit_code == 2
    assert "export.jsonl: no document of the gold is there" in result.stderr
