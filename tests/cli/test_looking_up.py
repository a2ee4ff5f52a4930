"""``by``, ``search``, ``show``, ``why``, ``export``: answers, for people and for programs."""

from __future__ import annotations

import json
import os

import pytest

from quotes.types import CONTRACT_KEYS


def test_by_prints_lines_of_json_into_a_pipe(filled):
    result = filled("by", "maria keller")
    assert result.exit_code == 0
    assert [row["text"] for row in result.rows] == ["We go,", "It rains,", "No,"]
    assert all(tuple(row) == CONTRACT_KEYS for row in result.rows)
    assert {row["speaker_id"] for row in result.rows} == {"maria-keller"}
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (["--act", "thought"], ["It rains,"]),
        (["--act", "all"], ["We go,", "It rains,", "No,"]),
        (["--since", "2020-04", "--until", "2020-04-22"], ["We go,", "It rains,"]),
        (["--document", "adeyemi"], ["No,"]),
        (["--limit", "1"], ["We go,"]),
    ],
)
def test_by_is_narrowed(filled, options, texts):
    assert [row["text"] for row in filled("by", "Maria Keller", *options).rows] == texts


def test_by_goes_on_after_a_page(filled):
    first = filled("by", "Maria Keller", "--limit", "2").rows
    rest = filled("by", "Maria Keller", "--after", first[-1]["id"]).rows
    assert [row["text"] for row in first + rest] == ["We go,", "It rains,", "No,"]


def test_a_table_reads_well(filled):
    result = filled("by", "Maria Keller", "--format", "table", env={"COLUMNS": "80"})
    assert result.stderr == "Maria Keller: 3 quotes in 2 documents [maria-keller]\n\n"
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0] == "2020-04-22  Budget adopted  in/keller.txt"
    ids = [row["id"][:8] for row in filled("by", "Maria Keller").rows]
    assert lines[1:3] == [f"  {ids[0]} “We go,”", f"  {ids[1]} “It rains,” (thought)"]
    assert lines[-1] == f"  {ids[2]} “No,”"
    assert max(map(len, lines)) <= 80


def test_a_quote_of_several_copies_is_listed_once_and_names_them(run, documents):
    around = " ".join("abcdefghijklmnopqrstuvwxyz")
    said = "“We will repair the bridge before the winter comes,” said Maria Keller."
    documents(agency=f"{around}. {said}", courier=f"The Courier. {around}. {said}", other=said)
    run("ingest", "in")
    printed = " ".join(run("by", "Keller", "--format", "table").stdout.split())
    assert printed.count("We will repair") == 2
    assert "(also in in/courier.txt; same as " in printed
    assert "2 quotes in 3 documents" in run("by", "Keller", "--format", "table").stderr
    assert len(run("by", "Keller").rows) == 2
    assert len(run("by", "Keller", "--duplicates").rows) == 3
    exported = {row["document"]: row for row in run("export").rows}
    assert exported["in/courier.txt"]["also_in"] == [
        {"document": "in/agency.txt", "id": exported["in/agency.txt"]["id"]}
    ]
    assert exported["in/other.txt"]["same_as"] == sorted(
        exported[f"in/{name}.txt"]["id"] for name in ("agency", "courier")
    )


def test_what_a_document_holds_cannot_steer_the_terminal(run, documents):
    run("ingest", documents(a="“\x1b[2JGo [bold] \u202eaway,” said Maria Keller."))
    for command in (("by", "Keller", "--format", "table"), ("show", "a", "--format", "text")):
        out = run(*command).stdout
        assert "\\x1b[2JGo [bold] \\u202eaway," in out
        assert "\x1b" not in out


def test_an_unknown_name_gets_the_nearest_and_code_1(filled):
    result = filled("by", "Norma Kellermann")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "Error: Norma Kellermann: no such speaker. Nearest: Maria Keller.\n"


def test_a_variant_that_never_occurs_is_said_to_be_taken_for_the_speaker(filled):
    result = filled("by", "Keller, Maria")
    assert len(result.rows) == 3
    assert result.stderr == "Keller, Maria: taken for Maria Keller [maria-keller]\n"


def test_an_ambiguous_name_lists_the_candidates_and_code_2(filled, documents):
    documents(third="“Perhaps,” said Ada Keller.")
    filled("ingest", "in")
    result = filled("by", "Keller")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "Error: Keller: 2 speakers go by this name. Say which by its id:",
        "  maria-keller  Maria Keller  3 quotes in 2 documents, 2020",
        "  ada-keller  Ada Keller  1 quote in in/third.txt",
    ]
    assert [row["text"] for row in filled("by", "ada-keller").rows] == ["Perhaps,"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("by", "Tom Adeyemi", "--since", "2021"), 1),
        (("by", "Tom Adeyemi", "--since", "last week"), 2),
        (("by", "Tom Adeyemi", "--document", "nowhere"), 1),
        (("by", "Tom Adeyemi", "--kind", "loud"), 2),
        (("by", "Tom Adeyemi", "--limit", "0"), 2),
        (("by", "'; DROP TABLE quotes; --"), 1),
        (("by", ""), 1),
        (("by",), 2),
        (("search", "nowhere"), 1),
        (("search", "NEAR(go, 2) OR text:"), 1),
        (("search", '"unclosed'), 1),
        (("search", "***"), 2),
        (("search", ""), 2),
        (("show", "nowhere"), 1),
        (("show", ".txt"), 2),
        (("why", "ffffffffffffffff"), 1),
        (("why", "%"), 1),
        (("speakers", "x%"), 1),
        (("speakers", "show", "Nobody"), 1),
        (("export", "all.xls"), 2),
        (("export", "nowhere/all.csv"), 2),
        (("nothing",), 2),
    ],
)
def test_what_leads_nowhere_says_so_with_a_code(filled, command, code):
    result = filled(*command)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert len(filled("export").rows) == 5


@pytest.mark.parametrize("command", [("by", "Maria Keller"), ("search", "go"), ("speakers",)])
def test_a_limit_beyond_all_numbers_is_none(filled, command):
    assert filled(*command, "--limit", str(10**30)).stdout == filled(*command).stdout


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["go"], ["We go,"]),
        (["we", "go"], ["We go,"]),
        (['"go we"'], []),
        (["rain*"], ["It rains,"]),
        (["peace"], []),
        (["peace", "--act", "all"], ["Peace,"]),
        (["stay", "--by", "Tom Adeyemi"], ["Stay,"]),
        (["stay", "--by", "Maria Keller"], []),
    ],
)
def test_search(filled, words, texts):
    assert [row["text"] for row in filled("search", *words).rows] == texts


def test_a_search_names_the_speakers(filled):
    assert "Tom Adeyemi: “Stay,”" in filled("search", "stay", "--format", "table").stdout


@pytest.mark.parametrize("words", ["dyke", "DY*", '"the dyke"'])
def test_of_a_long_quote_the_part_is_shown_in_which_the_words_stand(run, documents, words):
    before, after = "We go on the road. " * 60, "We go on. " * 100
    run("ingest", documents(a=f"“{before}Then the dyke breaks. {after}So,” said Maria Keller."))
    shown = " ".join(run("search", words, "--format", "table", env={"COLUMNS": "80"}).stdout.split())
    assert "Maria Keller: “… " in shown
    assert "Then the dyke breaks." in shown
    assert shown.endswith(" …”")
    assert len(shown) < 800
    assert "dyke" not in run("by", "Maria Keller", "--format", "table").stdout
    assert "So,”" in run("search", words, "--full", "--format", "table").stdout


def test_show_marks_the_quotes_in_their_text(filled):
    out = filled("show", "adeyemi", "--format", "text", env={"COLUMNS": "200"}).stdout
    ids = [row["id"][:8] for row in filled("show", "adeyemi").rows]
    assert f"“[Stay,]‹Tom Adeyemi {ids[0]}›” said Tom Adeyemi. “[No,]‹Maria Keller {ids[1]}›” said" in out
    assert [row["act"] for row in filled("show", "adeyemi").rows] == ["speech", "speech", "attitude"]


def test_show_as_html_marks_the_quotes_and_lets_nothing_through(run, documents):
    run("ingest", documents(a="<script>“Go & <b>stay</b>\x1b[2J,” said Maria Keller.</script>"))
    out = run("show", "a", "--html", "-").stdout
    (row,) = run("export").rows
    assert "&lt;script&gt;“<mark" in out
    assert f'<mark id="q-{row["id"]}"' in out
    assert ">Go &amp; &lt;b&gt;stay&lt;/b&gt;\\x1b[2J,</mark><a" in out
    assert out.count("<script") == 1
    assert "\x1b" not in out
    assert run("show", "a", "--html", "page.html").stdout == ""
    with open("page.html", encoding="utf-8") as file:
        assert file.read() == out
    assert run("show", "a", "--html", "nowhere/page.html").exit_code == 2


def test_why_gives_the_words_that_each_step_rests_on(filled):
    (row,) = filled("search", "stay").rows
    out = filled("why", row["id"][:8], "--format", "text", env={"COLUMNS": "200"}).stdout
    assert "speaker     Tom Adeyemi (person) [tom-adeyemi]" in out
    assert "name  … “Stay,” said Tom Adeyemi. “No,” said" in out
    assert "name  Tom Adeyemi 2 times in in/adeyemi.txt" in out
    (answer,) = filled("why", row["id"]).rows
    assert answer["quote"] == row
    assert answer["reasons"][0]["step"] == row["steps"][0]
    assert answer["evidence"][0]["document"] == "in/adeyemi.txt"


def test_export_goes_to_standard_output_or_a_file(filled):
    out = filled("export").stdout
    assert len(out.splitlines()) == 5
    result = filled("export", "all.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "5 quotes written to all.jsonl\n")
    with open("all.jsonl", encoding="utf-8") as file:
        assert file.read() == out
    assert filled("export", "all.csv").exit_code == 0
    with open("all.csv", encoding="utf-8", newline="") as file:
        assert file.read() == filled("export", "--format", "csv").stdout.replace("\r\n", "\n").replace("\n", "\r\n")
    assert json.loads(filled("export", "--document", "keller").stdout.splitlines()[0])["text"] == "We go,"


def test_an_export_of_nothing_makes_no_file(run, documents):
    run("ingest", documents(a="It rains."))
    result = run("export", "all.jsonl")
    assert (result.exit_code, result.stderr) == (1, "Nothing found.\n")
    assert "all.jsonl" not in os.listdir()


def test_version(run):
    assert run("--version").stdout.startswith("quotes ")


@pytest.mark.parametrize("arguments", [(), ("speakers",), ("by",)])
def test_help_fits_the_terminal_and_ends_its_sentences(run, arguments):
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "..." not in result.stdout.replace("PATH...", "").replace("NAME...", "").replace("]...", "").replace(
        "[ARGS]", ""
    )
