"""``quotes ingest`` and ``quotes extract``: what goes in, what is left out and how it is said."""

from __future__ import annotations

import os
import sys

import pytest
from marked import extract_marked

from quotes.errors import ModelError

GO = "“Go,” said Maria Keller."


def test_ingest_says_what_it_did_and_prints_no_data(run, documents):
    result = run("ingest", documents(a=GO, b="“Stay,” said Tom Adeyemi."))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "2 documents: 2 added, 0 replaced, 0 unchanged; 2 quotes in" in result.stderr


def test_ingest_is_safe_to_repeat(run, documents):
    run("ingest", documents(a=GO, b=GO))
    exported = run("export").stdout
    assert "2 documents: 0 added, 0 replaced, 2 unchanged; 0 quotes" in run("ingest", "in").stderr
    assert run("export").stdout == exported
    documents(a="“Go away,” said Maria Keller.")
    assert "0 added, 1 replaced, 1 unchanged; 1 quote in" in run("ingest", "in").stderr
    assert [row["text"] for row in run("export").rows] == ["Go away,", "Go,"]
    assert "2 replaced" in run("ingest", "--again", "in").stderr


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_large_document_is_told_of_before_it_is_read(run, documents, monkeypatch, command):
    monkeypatch.setattr("quotes.cli.progress.LARGE", len(GO))
    monkeypatch.setattr("quotes.cli.progress.RATE", 10)
    first = run(command, documents(a=GO, b="“Go.”")).stderr.splitlines()[0]
    assert first.startswith("in/a.txt: one document of 0.0 million characters can take 2 minutes.")
    assert "in/b.txt" not in first


BAD = {
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "no text but"),
    "empty": (lambda path: path.write_text(""), "empty"),
    "blank": (lambda path: path.write_text(" \n\t\n"), "empty"),
    "missing": (lambda path: None, "no such file"),
    "dangling": (lambda path: path.symlink_to("nowhere"), "no such file"),
    "folder": (lambda path: path.mkdir(), "folder without files to read"),
}


@pytest.mark.parametrize("bad", BAD)
def test_an_unreadable_input_is_one_line_and_the_others_go_in(run, documents, tmp_path, bad):
    make, reason = BAD[bad]
    documents(a=GO, c=GO)
    make(tmp_path / "in" / "b.txt")
    result = run("ingest", "in/a.txt", "in/b.txt", "in/c.txt")
    assert result.exit_code == 2
    message, summary = result.stderr.splitlines()
    assert message.startswith("in/b.txt: ")
    assert reason in message
    assert "2 documents: 2 added, 0 replaced, 0 unchanged, 1 input skipped (" in summary
    assert reason in summary
    assert summary.partition("; ")[2].startswith("2 quotes in")
    assert [row["document"] for row in run("export").rows] == ["in/a.txt", "in/c.txt"]


def test_a_fault_of_the_program_costs_one_document(run, documents, monkeypatch):
    def failing(document):
        if document.id == "in/b.txt":
            raise ValueError("no\nvalue")
        return extract_marked(document)

    monkeypatch.setattr(sys.modules["quotes.extraction"], "extract", failing)
    result = run("ingest", documents(a=GO, b=GO, c=GO))
    assert result.exit_code == 2
    message, summary = result.stderr.splitlines()
    assert message.startswith("in/b.txt: a fault of quotes itself (ValueError: no\\nvalue). Left out;")
    assert "2 documents: 2 added, 0 replaced, 0 unchanged, 1 input skipped" in summary
    result = run("extract", "in")
    assert (result.exit_code, result.stderr) == (2, message + "\n")
    assert [row["document"] for row in result.rows] == ["in/a.txt", "in/c.txt"]


def test_the_last_line_counts_the_reasons(run, documents):
    documents(a=GO, b="", c=" ")
    summary = run("ingest", "in/a.txt", "in/b.txt", "in/c.txt", "in/d.txt", "in/e.txt", "in/f.txt").stderr.splitlines()[
        -1
    ]
    assert "5 inputs skipped (3 times no such file; 2 times empty); 1 quote" in summary


def test_json_tells_a_program_what_was_done(run, documents):
    documents(a=GO, b="")
    result = run("ingest", "in/a.txt", "in/b.txt", "--json", "--workers", "1")
    assert result.exit_code == 2
    (account,) = result.rows
    assert account.pop("seconds") > 0
    assert account == {
        "documents": 1, "added": 1, "replaced": 0, "unchanged": 0, "quotes": 1,
        "skipped": [{"input": "in/b.txt", "reason": "empty"}], "workers": 1,
    }  # fmt: skip
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("path", ["in", "./in", "in/", "in//a.txt", "./in/./a.txt", "./in/*.txt"])
def test_a_file_is_one_document_however_its_path_is_written(run, documents, path):
    run("ingest", documents(a=GO))
    assert "0 added, 0 replaced, 1 unchanged" in run("ingest", path).stderr
    assert [row["document"] for row in run("extract", path).rows] == ["in/a.txt"]


def test_models_that_are_missing_stop_it_all(run, documents, monkeypatch):
    def failing(document):
        raise ModelError("model.onnx", "missing", "Install the package again.")

    monkeypatch.setattr(sys.modules["quotes.extraction"], "extract", failing)
    result = run("ingest", documents(a=GO, b=GO))
    assert result.exit_code == 2
    assert result.stderr == "Error: model.onnx: missing. Install the package again.\n"


def test_a_name_with_control_characters_is_still_one_line(run):
    result = run("ingest", "no\nsuch\x1b[31mfile.txt")
    assert result.stderr.startswith("no\\nsuch\\x1b[31mfile.txt: no such file.")


def test_where_nothing_can_be_read_no_database_is_made(run):
    assert run("ingest", "missing.txt").exit_code == 2
    assert os.listdir() == []


def test_no_path_is_wrong_use(run):
    result = run("ingest")
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


def unwritable_folder(path):
    return "/proc/quotes.db"


def missing_folder(path):
    return str(path / "nowhere" / "quotes.db")


def a_folder(path):
    return str(path)


def no_database(path):
    (path / "notes.db").write_text("These are notes, and long enough to look like a header." * 40)
    return str(path / "notes.db")


@pytest.mark.parametrize("place", [unwritable_folder, missing_folder, a_folder, no_database])
@pytest.mark.parametrize("command", [("ingest", "in"), ("by", "Keller"), ("search", "go"), ("speakers",), ("export",)])
def test_a_database_that_cannot_be_used_is_one_line(run, documents, tmp_path, place, command):
    documents(a=GO)
    path = place(tmp_path)
    result = run(*command, "--db", path)
    assert result.exit_code == 2
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"Error: {path}: ")
    assert result.stdout == ""


def test_a_database_of_a_newer_version_says_how_to_upgrade(filled):
    import sqlite3

    with sqlite3.connect("quotes.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    result = filled("by", "Keller")
    assert result.exit_code == 2
    assert "was written by a newer version (schema 99" in result.stderr
    assert "pip install --upgrade" in result.stderr


def test_standard_input_is_a_document(run):
    assert run("ingest", "-", input=GO).exit_code == 0
    assert [row["document"] for row in run("export").rows] == ["-"]


def test_the_database_can_be_named_by_the_environment(run, documents):
    documents(a=GO)
    assert run("ingest", "in", env={"QUOTES_DB": "other.db"}).exit_code == 0
    assert sorted(name for name in os.listdir() if name.endswith(".db")) == ["other.db"]
    assert run("by", "Keller", "--db", "other.db").exit_code == 0


def test_extract_needs_no_database(run, documents):
    result = run("extract", documents(a=GO), "missing.txt")
    assert result.exit_code == 2
    assert [row["text"] for row in result.rows] == ["Go,"]
    assert result.stderr.splitlines() == ["missing.txt: no such file. Check the path and your permission to read it."]
    assert os.listdir() == ["in"]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_extract_reads_standard_input(run, arguments):
    result = run("extract", *arguments, input=GO)
    assert result.exit_code == 0
    assert [row["speaker"] for row in result.rows] == ["Maria Keller"]


def test_extract_that_finds_nothing_says_so(run):
    result = run("extract", input="It rains.")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "Nothing found.\n")


def test_extract_prints_csv(run):
    assert run("extract", "--format", "csv", input=GO).stdout.startswith("id,document,title,")


def test_what_is_unsure_can_be_left_out(run, documents):
    documents(keller="“Go,” said Maria Keller. “Why?” said Maria Keller.")
    assert [row["text"] for row in run("extract", "in", "--min-confidence", "0.7").rows] == ["Go,"]
    run("ingest", "in", "--min-confidence", "0.7")
    assert [row["text"] for row in run("by", "Maria Keller").rows] == ["Go,"]


def test_fields_of_records_may_be_named(run, tmp_path):
    (tmp_path / "news.csv").write_text("heading,words\nHarbour,It rains.\n", encoding="utf-8")
    refused = run("ingest", "news.csv")
    assert refused.exit_code == 2
    assert "no text field; there are: heading, words" in refused.stderr
    assert run("ingest", "news.csv", "--text-field", "words", "--title-field", "heading").exit_code == 0
