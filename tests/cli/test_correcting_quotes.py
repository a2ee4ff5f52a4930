"""``quotes correct``: single quotes given to others, or said to be none."""

from __future__ import annotations

import pytest


@pytest.fixture
def id(filled):
    """Of what Tom Adeyemi said."""
    (row,) = filled("search", "stay").rows
    return row["id"]


def said(run, name):
    return sorted(row["text"] for row in run("by", name, "--act", "all").rows)


def test_a_quote_is_given_to_another_speaker_and_back(filled, id):
    result = filled("correct", id[:8], "--speaker", "Maria Keller", "--reason", "the caption names her")
    (row,) = result.rows
    assert (row["id"], row["speaker"], row["speaker_id"]) == (id, "Maria Keller", "maria-keller")
    assert (row["resolution"], row["confidence"]) == (["decision"], 1.0)
    taken_back = "'quotes speakers undo 1' takes it back"
    assert result.stderr == f"No. 1: attribute {id[:8]} to Maria Keller; {taken_back}\n"
    assert said(filled, "Tom Adeyemi") == ["Peace,"]
    filled("ingest", "--again", "in")
    assert said(filled, "Tom Adeyemi") == ["Peace,"]
    assert filled("speakers", "undo").stderr == f"Undone: no. 1, attribute {id[:8]} to Maria Keller\n"
    assert said(filled, "Tom Adeyemi") == ["Peace,", "Stay,"]


def test_why_says_who_had_been_found_and_who_decided_otherwise(filled, id):
    filled("correct", id, "--speaker", "Maria Keller", "--reason", "the caption names her")
    out = filled("why", id, "--format", "text", env={"COLUMNS": "200"}).stdout
    assert "before      Tom Adeyemi (name, confidence 1.00)" in out
    assert "decision  no. 1: Maria Keller, not Tom Adeyemi" in out
    assert f"1  attribute {id[:8]} to Maria Keller (2" in out
    assert "the caption names her" in out
    (row,) = filled("why", id).rows
    assert (row["before"]["speaker"], row["decisions"][0]["quotes"][0]["id"]) == ("Tom Adeyemi", id)


def test_what_is_no_quote(filled, id):
    result = filled("correct", id, "--no-quote", "--reason", "a street name")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert filled("search", "stay").exit_code == 1
    result = filled("why", id[:8])
    assert result.exit_code == 1
    assert "is no quote by decision 1 (a street name)" in result.stderr


def test_several_quotes_and_several_speakers(filled, id):
    (other,) = filled("search", "go").rows
    rows = filled("correct", id, other["id"], "--speaker", "Tom Adeyemi", "--speaker", "Maria Keller").rows
    assert {tuple(row["speakers"]) for row in rows} == {("Tom Adeyemi", "Maria Keller")}
    assert said(filled, "Tom Adeyemi") == ["Peace,", "Stay,", "We go,"]


def test_nobody_known(filled, id):
    (row,) = filled("correct", id, "--speaker-unknown").rows
    assert (row["speaker"], row["speaker_type"]) == (None, "unknown")


def test_a_new_person_is_made_on_demand_alone(filled, id):
    result = filled("correct", id, "--speaker", "Tom Ademi")
    assert result.exit_code == 1
    assert "Nearest: Tom Adeyemi" in result.stderr
    assert "--new" in result.stderr
    (row,) = filled("correct", id, "--speaker", "Tom Ademi", "--new").rows
    assert (row["speaker"], row["speaker_id"]) == ("Tom Ademi", "tom-ademi")


def test_a_name_that_does_not_occur_so_is_said_to_be_taken(filled, id):
    assert "keller: taken for Maria Keller" in filled("correct", id, "--speaker", "keller").stderr


def test_copies_that_have_it_are_named(run, documents):
    text = "Talks in the capital went on until late at night, and nobody would say when they might end. " * 3
    spoken = "“We will stay here until the very last of these questions has an answer,” said Tom Adeyemi."
    documents(one=text + spoken, two=text + spoken)
    run("ingest", "in")
    one, other = run("search", "questions").rows
    result = run("correct", one["id"], "--no-quote")
    assert f"Copies of the document have it, too: {other['id'][:8]} in {other['document']}" in result.stderr
    assert run("correct", other["id"], "--no-quote").stderr.count("Copies") == 0


def test_decisions_on_quotes_are_listed_with_the_others(filled, id):
    filled("correct", id, "--speaker", "Maria Keller", "--reason", "the caption names her")
    filled("speakers", "rename", "Maria Keller", "Mia Keller")
    out = filled("speakers", "decisions", "--format", "table", env={"COLUMNS": "200"}).stdout.splitlines()
    assert out[0].split() == ["No.", "Decision", "In", "When", "Reason"]
    assert f"attribute {id[:8]} to Maria Keller   in/adeyemi.txt" in out[2]
    assert "rename Maria Keller, Mia Keller" in out[3]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Give one of --speaker NAME, --speaker-unknown and --no-quote."),
        (["--speaker", "Maria Keller", "--no-quote"], 2, "Give one of"),
        (["--no-quote", "--new"], 2, "--new goes with --speaker"),
        (["--speaker", "Tom Adeyemi"], 2, "is Tom Adeyemi's already"),
        (["--speaker", "Maria Keller", "--new"], 2, "is there already"),
        (["--speaker", "Maria Keller", "--speaker", "keller"], 2, "not different speakers"),
        (["--speaker", "Nobody Known"], 1, "no such speaker"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(filled, id, arguments, code, said):
    before = filled("export").stdout
    result = filled("correct", id, *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert filled("export").stdout == before
    assert filled("speakers", "decisions").exit_code == 1


def test_an_unknown_id(filled):
    assert filled("correct", "0" * 16, "--no-quote").exit_code == 1
