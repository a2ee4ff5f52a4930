"""Sentences that a cue interrupts, quotations with a cue of their own, and quotations that nobody says.

The examples mark what the tagger would have found (see ``tagged``).
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tagged import Tagged, found, shown

from quotes import finding
from quotes.types import Block, Document, Span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # A clause about the speaker stands within her sentence.
        (
            "“{c1:If we wait},” {s1:Calder} {v1:said}, {v2:referring} to {c2:the flood, “we shall lose the valley.”}",
            [("direct", ["If we wait,", "we shall lose the valley."], "Calder")],
        ),
        # A clause with a report of its own, or somebody else, begins another.
        (
            "“{c1:We wait},” {s1:Calder} {v1:said}, {v2:noting} {c2:that even Brandt, “in his own quiet way, agrees.”}",
            [
                ("direct", ["We wait,"], "Calder"),
                ("mixed", ["that even Brandt, “in his own quiet way, agrees.”"], ""),
            ],
        ),
        (
            "“{c1:We wait},” {s1:Calder} {v1:said}, and {s2:Brandt} {v2:wrote}, smiling, “{c2:until the sea is dry.}”",
            [("direct", ["We wait,"], "Calder"), ("direct", ["until the sea is dry."], "Brandt")],
        ),
        # A conjunction of the writer's joins two quotations.
        (
            "“{c1:I like her},” {s1:he} {v1:said}, {c1:but “she is wrong about the bridge.”}",
            [("mixed", ["“I like her,”", "but “she is wrong about the bridge.”"], "he")],
        ),
        # The main clause of a sentence is quoted, the clause before the speaker is not.
        (
            "It rained. If the river rises, {s1:Calder} {v1:said}, “{c1:we shall close the bridge}.”",
            [("mixed", ["If the river rises", "“we shall close the bridge.”"], "Calder")],
        ),
        (
            "When asked about the river, {s1:Calder} {v1:said}, “{c1:we shall close the bridge}.”",
            [("direct", ["we shall close the bridge."], "Calder")],
        ),
    ],
)
def test_what_is_interrupted_belongs_together(marked: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert shown(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "“{c1:Build it},” {s1:Calder} {v1:said} before asking him, “{c1:Why not this year?}”",
            [("said", "Calder"), ("asking", "Calder")],
        ),
        (
            "{s1:Calder} {v1:told} the town {c1:that the bridge was “a wreck,”} adding, “{c1:It will fall}.”",
            [("told", "Calder"), ("adding", "Calder")],
        ),
        (
            "“{c1:Build it},” {s1:Calder} {v1:said}, and her brother, Otto Brandt, cut in. “{c1:But not this year}.”",
            [("said", "Calder"), ("cut in", "her brother, Otto Brandt")],
        ),
        # A crowd that roars, or words that are hers, say nothing else.
        (
            "“{c1:Build it},” {s1:Calder} {v1:said}, and the crowd roared. “{c1:But not this year}.”",
            [("said", "Calder")],
        ),
        ("“{c1:Build it},” {s1:Calder} {v1:said}; in her words, “{c1:not this year}.”", [("said", "Calder")]),
    ],
)
def test_a_quotation_takes_the_verb_right_before_it(marked: str, expected: list[tuple[str, str]]) -> None:
    given = found(marked)
    text = marked
    for mark in ("c1", "v1", "s1"):
        text = text.replace(f"{{{mark}:", "")
    text = text.replace("}", "")
    assert [(text[slice(*each.cue[0])], text[slice(*each.source[0])]) for each in given] == expected


def test_reported_speech_that_ends_in_marks_goes_on_in_the_next_paragraph() -> None:
    first = "{c1:Towns need leaders “who build,”} {s1:Calder} {v1:said}.\n\n"
    one = ("mixed", ["Towns need leaders “who build,”", "“And that is why I stand.”"], "Calder")
    assert shown(first + "“{c1:And that is why I stand}.”") == [one]
    apart = shown(first + "The plan of 1990 was short. “{c1:And that is why I stand}.”")
    assert [kind for kind, _, _ in apart] == ["mixed", "direct"]


def test_a_quotation_behind_the_paper_that_is_cited_is_the_speaker_s() -> None:
    cited = "“{c1:We shall rebuild},” Calder said, {v1:according to} {s1:the Herald}. “{c1:It will take years}.”"
    assert shown(cited) == [("direct", ["We shall rebuild,", "It will take years."], "Calder")]
    apart = "“{c1:We rebuild},” {s1:Calder} {v1:said}, {v2:according to} {s2:the Herald}. “{c2:It takes years}.”"
    assert shown(apart) == [("direct", ["We rebuild,", "It takes years."], "Calder")]
    agreed = "“{c1:We shall rebuild},” Calder said, and {s1:Brandt} {v1:agreed}. “{c1:It will take years}.”"
    assert [source for _, _, source in shown(agreed)] == ["Calder", "Brandt"]


def test_what_somebody_is_compared_with_is_not_his() -> None:
    like = "{c1:It is all a joke, or something like that}, as {s1:Brandt} {v1:said} once, “{c1:What does it matter?}”"
    assert shown(like) == [("direct", ["What does it matter?"], "Brandt")]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Roe called on the town to “act now” and consider a bridge.", ["the town to “act now” and consider a bridge"]),
        # What the source does is in a form that fits the source.
        ("Roe called on the town to “act now” and considered a bridge.", ["the town to “act now”", "a bridge"]),
        ("The Roes call on the town to “act now” and consider a bridge.", ["the town to “act now”", "a bridge"]),
    ],
)  # fmt: skip
def test_what_is_asked_in_two_verbs_is_one_content(text: str, pieces: list[str]) -> None:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    class Two:
        def tag(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
            source = (0, text.index(" call"))
            verb = "considered" if "considered" in text else "consider"
            first = Tagged(
                (at("the town to “act now”"),), (at(text[source[1] + 1 : text.index(" the town")]),), (source,)
            )
            return [first, Tagged((at("a bridge"),), (at(verb),), (source,))]

    given = finding.find(Document("d", text), [Block("paragraph", ((0, len(text)),))], Two())
    assert [text[slice(*each.content[0])] for each in given] == pieces


def test_the_name_of_a_show_is_no_quotation() -> None:
    assert shown("On Monday’s “Late Ferry,” {s1:Calder} {v1:said} {c1:the bridge would stay}.") == [
        ("indirect", ["the bridge would stay"], "Calder")
    ]


def test_a_quotation_that_nobody_is_said_to_have_said_is_left_out() -> None:
    quotation = "“We shall rebuild the bridge this year.”"
    assert shown(f"The bridge fell.\n\n{quotation}") == []
    before = "{s1:Calder} {v1:promised} {c1:a new bridge}.\n\n"
    assert shown(before + quotation)[1] == ("direct", ["We shall rebuild the bridge this year."], "")
    assert found(before + quotation)[1].continues == 0
