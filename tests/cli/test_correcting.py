"""``quotes speakers``: who is there, and corrections."""

from __future__ import annotations

import pytest


def names(result):
    return [row["name"] for row in result.rows]


def test_speakers_lists_the_most_quoted_first(filled):
    result = filled("speakers")
    assert [(row["id"], row["quotes"], row["documents"]) for row in result.rows] == [
        ("maria-keller", 3, 2),
        ("tom-adeyemi", 1, 1),
    ]
    assert names(filled("speakers", "list")) == names(result)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["tom"], ["Tom Adeyemi"]),
        (["ADEY"], ["Tom Adeyemi"]),
        (["--limit", "1"], ["Maria Keller"]),
        (["--after", "maria-keller"], ["Tom Adeyemi"]),
        (["--type", "organization"], []),
        (["--all"], ["Maria Keller", "Tom Adeyemi", "Ada Lind"]),
        (["--type", "person", "--all"], ["Maria Keller", "Tom Adeyemi", "Ada Lind"]),
    ],
)
def test_speakers_is_narrowed(filled, documents, arguments, found):
    documents(third="“Rest,” wanted Ada Lind.")
    filled("ingest", "in")
    assert names(filled("speakers", *arguments)) == found


def test_a_table_of_speakers(filled):
    lines = filled("speakers", "--format", "table", env={"COLUMNS": "80"}).stdout.splitlines()
    assert lines[0].split() == ["Quotes", "Documents", "Name", "Years", "Id"]
    assert lines[2].split() == ["3", "2", "Maria", "Keller", "2020", "maria-keller"]
    assert max(map(len, lines)) <= 80


def test_show_and_aliases_give_the_forms_with_their_documents(filled):
    (detail,) = filled("speakers", "show", "keller").rows
    assert detail["speaker"]["name"] == "Maria Keller"
    (form,) = filled("speakers", "aliases", "keller").rows
    assert (form["form"], form["count"]) == ("Maria Keller", 3)
    assert form["documents"] == ["in/adeyemi.txt", "in/keller.txt"]
    assert detail["forms"] == [form]
    out = filled("speakers", "show", "keller", "--format", "table").stdout
    assert out.startswith("Maria Keller  person  [maria-keller]\n3 quotes in 2 documents")


def test_a_merge_holds_and_is_undone(filled):
    (merged,) = filled("speakers", "merge", "Maria Keller", "Tom Adeyemi", "--reason", "a stage name").rows
    assert merged["quotes"] == 4
    assert len(filled("by", "Tom Adeyemi").rows) == 4
    filled("ingest", "--again", "in")
    assert len(filled("by", "Tom Adeyemi").rows) == 4
    (row,) = filled("search", "stay").rows
    out = filled("why", row["id"], "--format", "text", env={"COLUMNS": "200"}).stdout
    assert "a stage name" in out
    (decision,) = filled("speakers", "decisions").rows
    assert (decision["kind"], decision["reason"]) == ("merge", "a stage name")
    result = filled("speakers", "undo")
    assert result.stderr == "Undone: no. 1, merge Maria Keller, Tom Adeyemi\n"
    assert len(filled("by", "Tom Adeyemi").rows) == 1
    assert filled("speakers", "decisions").exit_code == 1
    assert filled("speakers", "undo").exit_code == 1


def test_a_rename(filled):
    assert names(filled("speakers", "rename", "keller", "Maria B. Keller")) == ["Maria B. Keller"]
    assert {row["speaker"] for row in filled("by", "maria-keller").rows} == {"Maria B. Keller"}


def test_a_split_by_document(filled):
    assert len(filled("speakers", "split", "Maria Keller", "--document", "adeyemi").rows) == 2
    assert filled("by", "Maria Keller").exit_code == 2
    assert filled("speakers", "undo").exit_code == 0
    assert len(filled("by", "Maria Keller").rows) == 3


def test_never(filled):
    assert names(filled("speakers", "never", "Maria Keller", "Tom Adeyemi")) == ["Maria Keller", "Tom Adeyemi"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["merge", "Maria Keller"], 2),
        (["merge", "Maria Keller", "keller"], 2),
        (["merge", "Maria Keller", "Nobody At All"], 1),
        (["split", "Maria Keller"], 2),
        (["split", "Maria Keller", "Tom Adeyemi"], 2),
        (["rename", "Maria Keller", " "], 2),
        (["undo", "7"], 1),
        (["undo", "x"], 2),
        (["frobnicate", "Maria Keller"], 2),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing(filled, arguments, code):
    before = filled("speakers").stdout
    result = filled("speakers", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert filled("speakers").stdout == before
    assert filled("speakers", "decisions").exit_code == 1


def test_suggest_lists_likely_pairs(filled, documents):
    documents(third="“Perhaps,” said Ada Keller.", fourth="“Never,” said Keller.")
    filled("ingest", "in")
    pairs = filled("speakers", "suggest").rows
    assert {(pair["one"]["name"], pair["other"]["name"]) for pair in pairs} == {
        ("Ada Keller", "Keller"),
        ("Keller", "Maria Keller"),
    }
    out = filled("speakers", "suggest", "--limit", "1", "--format", "table").stdout
    assert pairs[0]["reason"] in out
    assert len(out.splitlines()) == 3


def test_resolve_works_everything_out_anew(filled):
    before = filled("speakers").stdout
    assert filled("speakers", "resolve").stderr == "2 speakers\n"
    assert filled("speakers").stdout == before


def test_authority_files_come_in_and_go_out(filled, tmp_path):
    (tmp_path / "people.csv").write_text("name,aliases,wikidata\nM. B. Keller,Maria Keller,Q5\n", encoding="utf-8")
    result = filled("speakers", "import", "people.csv", "--reason", "the staff list")
    assert result.stderr == "1 entries from people.csv, 1 of them among the speakers (no. 1)\n"
    assert names(filled("speakers")) == ["M. B. Keller", "Tom Adeyemi"]
    assert {row["speaker"] for row in filled("by", "Q5").rows} == {"M. B. Keller"}
    assert "wikidata Q5" in filled("speakers", "show", "keller", "--format", "table").stdout
    assert names(filled("speakers", "export", "--imported")) == ["M. B. Keller"]
    assert filled("speakers", "export", "all.yaml").stderr == "2 speakers written to all.yaml\n"
    assert filled("speakers", "import", "all.yaml").exit_code == 0
    assert names(filled("speakers")) == ["M. B. Keller", "Tom Adeyemi"]
    assert [filled("speakers", "undo").exit_code for _ in range(3)] == [0, 0, 1]
    assert names(filled("speakers")) == ["Maria Keller", "Tom Adeyemi"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("people.csv", "id\n1\n", "people.csv, entry 1: has no name"),
        ("people.csv", "name\n", "people.csv: holds no entry"),
        ("people.doc", "", "no format goes by the suffix 'doc'"),
    ],
)
def test_an_authority_file_at_fault_changes_nothing(filled, tmp_path, name, text, fault):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = filled("speakers", "import", name)
    assert result.exit_code == 2
    assert fault in result.stderr
    assert filled("speakers", "decisions").exit_code == 1


def test_suggest_asks_and_records_each_answer(filled, documents):
    documents(third="“Perhaps,” said Ada Keller.", fourth="“Never,” said Keller.")
    filled("ingest", "in")
    result = filled("speakers", "suggest", "--ask", input="n\ny\n")
    assert result.exit_code == 0
    assert "“Perhaps," in result.stderr
    assert "Kept apart." in result.stderr
    kinds = [(row["kind"], row["names"]) for row in filled("speakers", "decisions").rows]
    assert [kind for kind, _ in kinds] == ["never", "merge"]
    assert filled("speakers", "suggest").exit_code == 1
    merged = [row for row in filled("speakers").rows if row["name"] in kinds[1][1]]
    assert len(merged) == 1
    filled("speakers", "undo")
    assert filled("speakers", "suggest", "--ask", input="q\n").exit_code == 0
    assert len(filled("speakers", "decisions").rows) == 1
