"""Sources without what only stands beside them, and contents that stay in their turn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotes import finding
from quotes.finding.context import Tagged
from quotes.finding.sources import interposed, of_one_sentence, whole_phrase, without_vocative
from quotes.types import Block, Document, Span


def at(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "source", "cue", "kept"),
    [
        ("Thank you, Mr. Roe. My colleagues say it is late.", "Mr. Roe. My colleagues", "say", "My colleagues"),
        ("It is late, said Ana Roe. Her aides left.", "Ana Roe. Her aides", "said", "Ana Roe."),
        (
            "Statements\n\nANA ROE (Norway) says it is late.",
            "Statements\n\nANA ROE (Norway)",
            "says",
            "ANA ROE (Norway)",
        ),
        ("Dr. Ana M. Roe says it is late.", "Dr. Ana M. Roe", "says", "Dr. Ana M. Roe"),
    ],
)
def test_a_source_is_in_the_sentence_of_its_cue(text: str, source: str, cue: str, kept: str) -> None:
    assert text[slice(*of_one_sentence(text, at(text, source), [at(text, cue)]))] == kept


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("Ms. Roe, who works there and, Mr. Poe said, likes it", "Ms. Roe, who works there and, Mr. Poe", "Mr. Poe"),
        # Nothing follows that could be the subject's.
        ("Ms. Roe and, in part, Mr. Poe said it was late", "Ms. Roe and, in part, Mr. Poe", None),
        ("Ms. Roe and Mr. Poe said, to be fair, it was late", "Ms. Roe and Mr. Poe", None),
    ],
)
def test_who_is_named_between_commas_speaks_alone(text: str, source: str, kept: str | None) -> None:
    assert text[slice(*interposed(text, at(text, source), [at(text, "said")]))] == (kept or source)


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("Prime Minister, the opposition says it is late.", "Prime Minister, the opposition", "the opposition"),
        ("Hello. Madam President, your own party says no.", "Madam President, your own party", "your own party"),
        ("Secretary General, will they block it?", "Secretary General", None),
        # A name, an office with its name, an office in the sentence
        ("Ana Roe, the minister, says it is late.", "Ana Roe, the minister", "Ana Roe, the minister"),
        ("Prime Minister Roe says it is late.", "Prime Minister Roe", "Prime Minister Roe"),
        ("Yesterday Prime Minister, the opposition says.", "Prime Minister", "Prime Minister"),
    ],
)
def test_who_is_spoken_to_is_no_source(text: str, source: str, kept: str | None) -> None:
    tagged = Tagged(((0, 1),), ((1, 2),), (at(text, source),), 0.9, (0.9,))
    found = without_vocative(text, tagged)
    assert (found and text[slice(*found.source[0])]) == kept


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("the voters, who left early and", "the voters, who"),
        ("the report, which names ten towns and", "the report"),
        ("who left early and", "who"),
        ("Ms. Roe, an aide who", "Ms. Roe, an aide who"),
        ("Roe and", "Roe"),
        ("voters and a mayor who left early", "voters and a mayor who left early"),
        ("the man you know as Lord And", "the man you know as Lord And"),
    ],
)
def test_a_source_that_goes_on_to_its_cue_is_cut_to_the_subject(source: str, kept: str) -> None:
    text = f"Then {source} said it was late."
    assert text[slice(*whole_phrase(text, at(text, source)))] == kept


def find(text: str, blocks: list[Block], tagged: Tagged) -> list[tuple[str, str, str]]:
    class Once:
        def tag(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
            return [tagged]

    return [
        (each.form, each.kind, text[slice(*each.content[0])])
        for each in finding.find(Document("d", text), blocks, Once())
    ]


def test_a_content_ends_with_the_turn_in_which_it_begins() -> None:
    text = "Q: The minister says it will rain. Will it?\n\nROE: It will not."
    first, second = at(text, "The minister says it will rain. Will it?"), at(text, "It will not.")
    blocks = [Block("turn", (first,), (0, 1)), Block("turn", (second,), at(text, "ROE"))]
    whole = (text.index("it will rain"), len(text))
    found = find(text, blocks, Tagged((whole,), (at(text, "says"),), (at(text, "The minister"),), 0.9, (0.9,)))
    assert ("sentence", "indirect", "it will rain. Will it?") in found


@pytest.mark.parametrize(
    ("words", "kind"),
    [("We will keep what we have promised.", "direct"), ("Wants to keep the harbour.", "indirect")],
)
def test_a_paragraph_that_is_a_name_and_words_in_person_gives_them_as_they_were_said(words: str, kind: str) -> None:
    text = f"Ana Roe: {words}"
    tagged = Tagged((at(text, words),), ((7, 8),), ((0, 7),), 0.9, (0.9,))
    assert [row[1] for row in find(text, [Block("paragraph", ((0, len(text)),))], tagged)] == [kind]


@pytest.mark.parametrize(
    ("source", "found"), [("My neighbours", 1), ("Our ambassador", 1), ("My office", 0), ("We", 0), ("Ana Roe", 1)]
)
def test_the_speaker_s_own_people_are_others(source: str, found: int) -> None:
    text = f"POE: {source} said that it would never rain again."
    blocks = [Block("turn", ((5, len(text)),), (0, 3))]
    content = at(text, "that it would never rain again")
    tagged = Tagged((content,), (at(text, "said"),), (at(text, source),), 0.9, (0.9,))
    assert sum(form == "sentence" for form, _, _ in find(text, blocks, tagged)) == found


@pytest.mark.parametrize(("quotation", "found"), [("Blue Boats on the Bay", 0), ("We shall never sail again!", 1)])
def test_the_title_of_a_work_is_no_quotation(quotation: str, found: int) -> None:
    text = f"“{quotation}” was written on a wall in 1971."
    tagged = Tagged((at(text, f"“{quotation}”"),), (at(text, "was written"),), (), 0.5, (0.5,))
    assert len(find(text, [Block("paragraph", ((0, len(text)),))], tagged)) == found
