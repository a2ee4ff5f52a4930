"""``export``, ``import`` and ``extract --output`` as people call them."""

from __future__ import annotations

import csv
import json
import os
import subprocess

import pytest


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        ((), ["Stay,", "No,", "Peace,", "We go,", "It rains,"]),
        (("--by", "Adeyemi"), ["Stay,", "Peace,"]),
        (("--act", "speech", "--by", "Maria Keller"), ["No,", "We go,"]),
        (("--since", "2020"), ["We go,", "It rains,"]),
        (("--document", "adey"), ["Stay,", "No,", "Peace,"]),
    ],
)
def test_what_is_exported(filled, arguments, texts):
    assert [row["text"] for row in filled("export", *arguments).rows] == texts


def test_nothing_to_export(filled, tmp_path):
    result = filled("export", "none.csv", "--since", "2030")
    assert (result.exit_code, result.stderr) == (1, "Nothing found.\n")
    assert not (tmp_path / "none.csv").exists()


@pytest.mark.parametrize("arguments", [("export", "pipe", "--format", "csv"), ("show", "keller", "--html", "pipe")])
def test_what_is_no_file_is_written_into_and_stays_what_it_is(filled, tmp_path, arguments):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as reader:
        assert filled(*arguments).exit_code == 0
        assert "Maria Keller" in reader.stdout.read()
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_goes_on_leading_to_its_file(filled, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "latest.jsonl").symlink_to("there/first.jsonl")
    assert filled("export", "latest.jsonl").exit_code == 0
    assert (tmp_path / "latest.jsonl").is_symlink()
    assert len((tmp_path / "there" / "first.jsonl").read_text(encoding="utf-8").splitlines()) == 5


def test_the_suffix_names_the_format(filled, tmp_path):
    for name in ("all.csv", "all.jsonld", "all.parquet", "brat/"):
        result = filled("export", name)
        assert (result.exit_code, result.stderr) == (0, f"5 quotes written to {name}\n")
    with open(tmp_path / "all.csv", encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 5
    assert json.loads((tmp_path / "all.jsonld").read_text(encoding="utf-8"))["total"] == 5
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == [
        "adeyemi.ann", "adeyemi.txt", "annotation.conf", "keller.ann", "keller.txt",
    ]  # fmt: skip


def test_an_unknown_suffix(filled):
    result = filled("export", "all.xls")
    assert result.exit_code == 2
    assert "Known: .jsonl, .csv, .parquet, .jsonld; or give --format." in result.stderr


def test_a_database_and_back(filled, tmp_path):
    assert filled("export", "all.jsonl").exit_code == 0
    assert filled("export", "whole.jsonl", "--with-documents").exit_code == 0
    for name, documents in (("all.jsonl", "2 documents"), ("whole.jsonl", "2 documents")):
        result = filled("import", name, "--db", f"{name}.db")
        assert (result.exit_code, result.stderr) == (0, f"{name}: {documents}: 2 added, 0 replaced, 0 unchanged\n")
        assert filled("export", "again.jsonl", "--db", f"{name}.db").exit_code == 0
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()


def test_a_wrong_file_stays_out_and_the_others_go_in(filled, tmp_path):
    assert filled("export", "all.jsonl").exit_code == 0
    (tmp_path / "bad.jsonl").write_text("nonsense\n")
    result = filled("import", "bad.jsonl", "all.jsonl", "none.jsonl", "--db", "new.db")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "bad.jsonl: 1 of 1 lines are wrong (line 1: no JSON). Nothing of it went in. Correct it, or export it again.",
        "all.jsonl: 2 documents: 2 added, 0 replaced, 0 unchanged",
        "none.jsonl: no such file. Check the path and your permission to read it.",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.jsonl", "no such file"), ("all.csv", "no JSON lines and no Parquet"), ("in", "no folder of")],
)
def test_what_cannot_go_in_leaves_no_database_behind(filled, tmp_path, name, told):
    assert filled("export", "all.csv").exit_code == 0
    result = filled("import", name, "--db", "new.db")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{name}: ")
    assert told in result.stderr
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "all.parquet"])
def test_quotes_are_no_documents(filled, tmp_path, name):
    """An export that is given to ingest is not read for the quotes within the quotes."""
    assert filled("export", name).exit_code == 0
    result = filled("ingest", name, "--db", "new.db")
    assert result.exit_code == 2
    assert "'quotes import' takes exports" in result.stderr
    assert not (tmp_path / "new.db").exists()


def test_with_documents_is_everything_or_nothing(filled):
    for arguments in (("--by", "Keller"), ("--kind", "direct"), ("--format", "csv")):
        assert filled("export", "x.jsonl", "--with-documents", *arguments).exit_code == 2


def test_extract_into_a_folder_that_ingest_takes(run, documents):
    folder = documents(keller="“We go,” said Maria Keller.", adeyemi="“Stay,” said Tom Adeyemi.")
    result = run("extract", folder, "--output", "found", "--speakers")
    assert (result.exit_code, result.stderr.splitlines()) == (
        0, ["2 quotes of 2 documents written to found", "2 speakers written to found/speakers"],
    )  # fmt: skip
    assert run("ingest", "found", "--db", "a.db").exit_code == 0
    assert run("ingest", folder, "--db", "b.db").exit_code == 0
    assert run("export", "--db", "a.db").rows == run("export", "--db", "b.db").rows != []


def test_a_mistyped_path_leaves_no_folder_in_the_way_of_the_right_one(run, documents, tmp_path):
    folder = documents(keller="“We go,” said Maria Keller.")
    result = run("extract", f"{folder}/keler.txt", "--output", "found", "--speakers")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "found").exists()
    assert run("extract", f"{folder}/keller.txt", "--output", "found", "--speakers").exit_code == 0


def test_several_processes_print_the_same(run, documents):
    folder = documents(keller="“We go,” said Maria Keller.", adeyemi="“Stay,” said Tom Adeyemi.")
    assert run("extract", folder, "--workers", "2").stdout == run("extract", folder).stdout != ""


@pytest.mark.parametrize("arguments", [("--engine", "ray"), ("--speakers",)])
def test_what_needs_a_folder_says_so(run, documents, arguments):
    result = run("extract", documents(a="“We go,” said Maria Keller."), *arguments)
    assert result.exit_code == 2
    assert "give --output" in result.stderr
