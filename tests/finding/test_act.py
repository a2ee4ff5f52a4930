"""The act of a quote, by example, and its accuracy on cues labelled by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from quotes.finding.act import classify, is_clause

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize(
    "cue",
    [
        None,
        ":",
        "—",
        "said",
        "has long been saying that",
        "according to",
        "was quoted by the agency as saying",
        "in the words of",
        "took to Twitter",
        "pointed out",
        "made it very clear",
        "called on",
        "demanded that",
        "vowed",
        "apologised for",  # British and American spellings alike
        "characterized",
        "expressed their opposition to",  # voicing an attitude is speech
        "Slams",
        "reaffirmed",  # a prefixed form of a listed verb
        "tried to explain",
        "not only said",
        "did not hesitate to say",
        "wanted to know",
        "'s claim that",
        "continued to insist",
    ],
)
def test_cues_of_speech(cue):
    assert classify(cue) == "speech"


@pytest.mark.parametrize(
    "cue",
    ["believes", "thinks that", "feared", "hopes", "is expected", "sees", "doesn't know", "isn't sure", "in his view"],
)
def test_cues_of_thought(cue):
    assert classify(cue) == "thought"


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("hardly clarified", "the matter"),
        ("demand for", "coal"),
        ("Seeks", "More Refugees"),
        ("attaches great importance to", "the matter"),
        ("is willing to", "work with all sides"),
        ("supports", "the plan"),
        ("opposes", "any such move"),
        ("would like", "to see peace"),
        ("wants to talk about", "trade"),
        ("is looking", "to fill a post"),  # the content's first word completes "look to"
        ("known as", "the Iron Lady"),
        ("decided", "to leave"),
        ("unheard-of verbing at", "the whole thing"),
    ],
)
def test_cues_of_attitude(cue, content):
    assert classify(cue, content=content) == "attitude"


@pytest.mark.parametrize(
    "cue", ["did not mention", "has yet to explain", "never said", "declined to comment on", "would have called"]
)
def test_speech_that_did_not_happen_is_none(cue):
    assert classify(cue, content="the matter") == "attitude"


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("smiled", "Well, there you are.", "speech"),
        ("went on", "And then it rained.", "speech"),
        ("frobnicated", "And then it rained.", "speech"),
        ("supports", "I am all for it.", "speech"),
        ("supports", "Brexit", "attitude"),
        ("thought", "What a mess.", "thought"),
    ],
)
def test_a_full_utterance_in_quotation_marks_makes_odd_cues_speech(cue, content, act):
    assert classify(cue, direct=True, content=content) == act


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("is glad", "that she came", "thought"),
        ("is glad about", "the visit", "attitude"),
        ("decided", "that it was over", "thought"),
        ("frobnicated", "that the sky was about to fall", "speech"),
    ],
)
def test_a_clause_as_content_decides_what_the_cue_leaves_open(cue, content, act):
    assert classify(cue, content=content) == act


@pytest.mark.parametrize(
    ("source", "content", "act"),
    [
        ("A poll of 1,000 voters", "a lead of five points", "speech"),
        ("the report, which came out in May,", "that costs had doubled", "speech"),
        ("Detectives", "that the door was open", "thought"),
        ("Detectives", "a knife", "attitude"),
    ],
)
def test_documents_say_what_people_find(source, content, act):
    assert classify("found", content=content, source=source) == act


@pytest.mark.parametrize(
    ("source", "content", "act"),
    [
        ("The court", "that he was at home", "speech"),  # the idiom of court reports
        ("The neighbours", "that he was at home", "thought"),
    ],
)
def test_a_court_hears_what_is_said_there(source, content, act):
    assert classify("heard", content=content, source=source) == act


@pytest.mark.parametrize(
    ("source", "content", "act"),
    [
        ("I", "to thank the hosts", "speech"),
        ("We", "to stress one point", "speech"),
        ("I", "to see peace", "attitude"),
        ("She", "to thank the hosts", "attitude"),
    ],
)
def test_who_announces_words_of_their_own_says_them(source, content, act):
    assert classify("would like", content=content, source=source) == act


@pytest.mark.parametrize(
    ("content", "clause"),
    [
        ("that it rains", True),
        ("she left", True),
        ("the talks in the capital will go on", True),
        ("to go", False),
        ("the man who is late", False),
        ("the law", False),
        ("", False),
    ],
)
def test_is_clause(content, clause):
    assert is_clause(content) is clause


@pytest.mark.parametrize("cue", ["", " \n", "\0", "’", "\ud800", "said" * 5000, "否认"])
def test_odd_cues_are_data(cue):
    assert classify(cue, content=cue, source=cue) in ("speech", "thought", "attitude")


@pytest.mark.parametrize(("name", "count"), [("cues.tsv", 300), ("cues_second.tsv", 300)])
def test_accuracy_on_cues_labelled_by_hand(name, count):
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    rows = list(
        csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    assert len(rows) == count
    wrong = [
        row
        for row in rows
        if classify(row["cue"], direct=bool(row["direct"]), content=row["content"], source=row["source"]) != row["act"]
    ]
    assert len(wrong) <= 0.03 * count, wrong
