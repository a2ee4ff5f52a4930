"""Which stretches stand in quotation marks."""

from __future__ import annotations

import time

import pytest

from quotes.finding import marks


def quotations(text: str) -> list[tuple[int, str]]:
    """(depth, words) of every quotation, the pieces of one that runs over paragraphs joined by " / "."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((position, position + len(line)))
        position += len(line) + 1
    return [
        (found.depth, " / ".join(text[start:end] for start, end in found.pieces))
        for found in marks.pair(text, paragraphs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go," she said. "Now."', [(0, "Go,"), (0, "Now.")]),
        ("“Go,” she said. “Now.”", [(0, "Go,"), (0, "Now.")]),
        ("«Go», she said. «Now.»", [(0, "Go"), (0, "Now.")]),
        ("»Go«, she said. »Now.«", [(0, "Go"), (0, "Now.")]),
        ("„Go“, she said. „Now.”", [(0, "Go"), (0, "Now.")]),
        ("「Go」 she said. 『Now.』", [(0, "Go"), (0, "Now.")]),
        ("``Go,'' she said.", [(0, "Go,")]),
        ("''Go,'' she said. ''Now.''", [(0, "Go,"), (0, "Now.")]),
        ("‘Go,’ she said.", [(0, "Go,")]),
        ("'Go,' she said.", [(0, "Go,")]),
        # half converted marks
        ('“Go," she said.', [(0, "Go,")]),
        ('"Go,” she said. “Now.”', [(0, "Go,"), (0, "Now.")]),
        ("“Go,“ she said. “Now.“", [(0, "Go,"), (0, "Now.")]),
    ],
)
def test_every_common_kind_of_mark(text: str, expected: list[tuple[int, str]]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘never’ again,” she said.", [(0, "He told me ‘never’ again,"), (1, "never")]),
        ("\"He told me 'never' again,\" she said.", [(0, "He told me 'never' again,"), (1, "never")]),
        ("“The “cold winter” is near,” she said.", [(0, "The “cold winter” is near,"), (1, "cold winter")]),
        ('"The "cold winter" is near," she said.', [(0, 'The "cold winter" is near,'), (1, "cold winter")]),
        ("‘They said “no” to us,’ he said.", [(0, "They said “no” to us,"), (1, "no")]),
    ],
)
def test_quotations_inside_quotations(text: str, expected: list[tuple[int, str]]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the ministers' plan, and that isn’t the workers’ fault.",
        "Rock ’n’ roll of the '90s, ’tis said, belongs to ’em.",
        "He is 6'2\" tall and threw it 30'.",
        "O'Neill and D’Souza met the Joneses' lawyer.",
        '" "',
        "",
    ],
)
def test_apostrophes_and_measures_quote_nothing(text: str) -> None:
    assert quotations(text) == []


def test_a_plural_possessive_does_not_close_a_single_quotation() -> None:
    text = "‘The teachers’ union won’t move,’ he said."
    assert quotations(text) == [(0, "The teachers’ union won’t move,")]


def test_a_quotation_reopened_in_the_next_paragraph_is_one() -> None:
    text = "She said: “One.\n“Two.\n“Three,” and left."
    assert quotations(text) == [(0, "One. / Two. / Three,")]


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph_and_is_marked() -> None:
    text = "She said, “The “cold winter” is near. Prepare. "
    found = marks.pair(text, [(0, len(text))])
    assert [(q.closed, text[q.start : q.end]) for q in found] == [
        (False, "The “cold winter” is near. Prepare."),
        (True, "cold winter"),
    ]


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“We will pay, she said. “The money is there,” she added."
    assert quotations(text)[-1] == (0, "The money is there,")


def test_a_stray_closing_mark_is_ignored() -> None:
    assert quotations("Prices rose.” Then “they fell,” he said.") == [(0, "they fell,")]


@pytest.mark.parametrize("odd", ["“a 'b ", '"a ', "a” ", "‘s’ ", "“a. “b c d e.” "])
def test_any_number_of_odd_marks_is_read_in_no_time(odd: str) -> None:
    text = odd * 20_000
    started = time.perf_counter()
    for quotation in marks.pair(text, [(0, len(text))]):
        assert 0 < quotation.start < quotation.end <= len(text)
    assert time.perf_counter() - started < 5
