"""What becomes of the tagger's attributions where quotation marks and structure know better.

The examples mark what the tagger would have found (see ``tagged``); expected are (kind, pieces, source).
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tagged import Marked, found, shown

from quotes.types import Span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # The marks decide where a direct content ends.
        ("“{c1:We shall} rebuild,” {s1:Calder} {v1:said}.", [("direct", ["We shall rebuild,"], "Calder")]),
        # One utterance that its cue interrupts is one quote.
        (
            "“{c1:We shall rebuild},” {s1:Calder} {v1:said}, “{c1:whatever it costs}.”",
            [("direct", ["We shall rebuild,", "whatever it costs."], "Calder")],
        ),
        # A second quotation of the paragraph without a cue of its own goes with the first.
        (
            "“{c1:We shall rebuild},” {s1:Calder} {v1:said}. “It will take years.”",
            [("direct", ["We shall rebuild,", "It will take years."], "Calder")],
        ),
        # Who is named behind the quoted end of a sentence says all of it; not who has another content there, or who
        # goes on to say more.
        (
            "It rained. In all, {s1:Brandt’s plan} {v1:sends} {c1:a signal that towns “can heal,”} Ms. Calder said.",
            [("mixed", ["In all, Brandt’s plan sends a signal that towns “can heal,”"], "Ms. Calder")],
        ),
        (
            "{s1:Brandt} {v1:feared} {c1:that towns “cannot heal,”} Calder said on Monday.",
            [("mixed", ["Brandt feared that towns “cannot heal,”"], "Calder")],
        ),
        (
            "After {s1:Brandt} {v1:said} {c1:that towns “cannot heal,”} Calder urged patience.",
            [("mixed", ["that towns “cannot heal,”"], "Brandt")],
        ),
        # Reported speech with a quoted part is one mixed content.
        (
            "{s1:Calder} {v1:said} {c1:that the town “would never” give in}.",
            [("mixed", ["that the town “would never” give in"], "Calder")],
        ),
        # A quotation and a report in the same breath are two.
        (
            "“{c1:We shall rebuild the bridge}.” {s1:Calder} {v1:said} {c1:that it would take two years}.",
            [
                ("direct", ["We shall rebuild the bridge."], "Calder"),
                ("indirect", ["that it would take two years"], "Calder"),
            ],
        ),
        # Quotations of two paragraphs, each with its cue, are not glued together.
        (
            "“{c1:We shall rebuild},” {s1:Calder} {v1:said}.\n\n“{c1:It will cost a lot of money},” "
            "{s2:Brandt} {v2:warned}, adding {c2:that taxes would rise}.",
            [
                ("direct", ["We shall rebuild,"], "Calder"),
                ("direct", ["It will cost a lot of money,"], "Brandt"),
                ("indirect", ["that taxes would rise"], "Brandt"),
            ],
        ),
        # Scare quotes, titles and nicknames are nobody's words.
        ("The “cold winter” of “The Long Road Home” came to “Big Al” Brandt.", []),
        # A name with a reporting verb right behind a quotation speaks, though the tagger saw nobody.
        (
            "“Go,” said Ines Calder. “Why?” Brandt asked.",
            [("direct", ["Go,"], "Ines Calder"), ("direct", ["Why?"], "Brandt")],
        ),
        # The title of a work is not what its author suggests.
        (
            "In her book, “{c1:The Long Road Home},” {s1:Calder} {v1:suggested} {c1:that towns can heal}.",
            [("indirect", ["that towns can heal"], "Calder")],
        ),
        # One utterance whose first part is reported goes on in quotation marks.
        (
            "{c1:The bridge is a “wreck},” {s1:Calder} {v1:said}. “{c1:It will take years}.”",
            [("mixed", ["The bridge is a “wreck,”", "“It will take years.”"], "Calder")],
        ),
        # What is reported around a quotation belongs to it.
        (
            "{s1:Calder} {v1:said} {c1:that in the end “the bridge will be rebuilt” by May}.",
            [("mixed", ["that in the end “the bridge will be rebuilt” by May"], "Calder")],
        ),
        ("{s1:Calder} {v1:called} {c1:it “madness}.”", [("mixed", ["it “madness.”"], "Calder")]),
        (
            "{c1:“We shall rebuild the bridge” by May}, {s1:Calder} {v1:said}.",
            [("mixed", ["“We shall rebuild the bridge” by May"], "Calder")],
        ),
        # But not where somebody else speaks it.
        (
            "{s1:Calder} {v1:set out} {c1:her plan: “We shall rebuild the bridge},” Brandt said.",
            [("direct", ["We shall rebuild the bridge,"], "Brandt")],
        ),
        # Several quotations that are listed are one content.
        (
            "{s1:Neighbours} {v1:wrote} {c1:“Thank you for the bridge” and “never close it to us again” on it}.",
            [("direct", ["Thank you for the bridge", "never close it to us again"], "Neighbours")],
        ),
        # The tagger's link does not reach over a speaker who is named beside the words.
        (
            "“{c1:We shall rebuild the bridge},” {s1:Calder} {v1:said}.\n\n“{c1:Never in my life},” Brandt replied.",
            [("direct", ["We shall rebuild the bridge,"], "Calder"), ("direct", ["Never in my life,"], "Brandt")],
        ),
        # Nor over one who is described beside them; who speaks is not said.
        (
            "“{c1:We shall rebuild the bridge},” {v1:quips} {c1:the founder}. “{c1:Or swim}.”",
            [("direct", ["We shall rebuild the bridge,", "Or swim."], "the founder")],
        ),
        # Nor into another paragraph, over a speaker whom a sentence there names.
        (
            "“{c1:We shall rebuild},” {s1:Calder} {v1:said}.\n\n{s2:Brandt} {v2:called} {c2:her a dreamer}. "
            "“{c1:She has never built a bridge}.”",
            [
                ("direct", ["We shall rebuild,"], "Calder"),
                ("mixed", ["her a dreamer", "“She has never built a bridge.”"], "Brandt"),
            ],
        ),
        # A cue of the sentence before introduces nothing.
        (
            "“{c1:We shall rebuild},” {s1:Calder} {v1:said}, {v2:dismissing} {c2:the plan}. “{c1:We shall not wait}.”",
            [
                ("direct", ["We shall rebuild,", "We shall not wait."], "Calder"),
                ("indirect", ["the plan"], ""),
            ],
        ),
        # Words in title case are a work's title, unless they are all that is said.
        ("“{c1:All Roads Lead Home},” {s1:Calder} {v1:said}.", [("direct", ["All Roads Lead Home,"], "Calder")]),
        # Whom somebody opposes may be said in a pronoun; what somebody says may not.
        (
            "{s1:Calder} {v1:opposes} {c1:him}. {c2:That} {v2:is according to} {s2:Brandt}.",
            [("indirect", ["him"], "Calder")],
        ),
        # After a colon a report runs to the end of its paragraph.
        (
            "{s1:A reporter} {v1:asked}: {c1:Recently}, the bridge was closed. When will it open?",
            [("indirect", ["Recently, the bridge was closed. When will it open?"], "A reporter")],
        ),
        # A signature outweighs whatever cue stands near.
        (
            "“{c1:We shall rebuild.}” -- Ines Calder, mayor\n\n“Not so fast.” -- Otto Brandt\n\n{s1:She} {v1:spoke}.",
            [("direct", ["We shall rebuild."], "Ines Calder, mayor"), ("direct", ["Not so fast."], "Otto Brandt")],
        ),
        # Sentences before the cue's, and behind a quotation that ends its own, are whoever quotes.
        (
            "{c1:Thank you all.} As {s1:Mr Hale} {v1:said} yesterday, {c1:“We will rebuild it.” I agree with it}.",
            [("direct", ["We will rebuild it."], "Mr Hale")],
        ),
        (
            "{c1:They were late}. {s1:He} {v1:said}: {c1:“The trains are a disgrace.”} {c1:They were late again}.",
            [("direct", ["The trains are a disgrace."], "He")],
        ),
    ],
)
def test_marks_and_tagger_become_one(marked: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert shown(marked) == expected


def test_a_clause_below_the_one_that_names_the_speaker_takes_no_quotation() -> None:
    aside = "“{c1:We rebuild},” {s1:Roe} {v1:said} at the hall, %s {s2:Poe} {v2:also spoke}. “{c2:We build on rock}.”"
    assert shown(aside % "where") == [("direct", ["We rebuild,", "We build on rock."], "Roe")]
    assert [source for _, _, source in shown(aside % "and")] == ["Roe", "Poe"]


def test_what_could_be_thought_by_nobody_is_left_out() -> None:
    assert shown("Only then can it {v1:be regarded as} {c1:the final victory}.") == []
    assert shown("It {v1:was regarded as} {c1:the final victory}.") != []
    assert shown("It can {v1:be regarded} by {s1:Calder} as {c1:the final victory}.") != []


def test_a_quotation_without_a_cue_continues_the_last_one() -> None:
    marked = "“{c1:We shall rebuild},” {s1:Calder} {v1:said} on Monday at the site.\n\n“It will take us many years.”"
    first, second = found(marked)
    assert second.source == ()
    assert second.continues == 0
    assert second.confidence < first.confidence


def test_a_quotation_reopened_in_the_next_paragraph_is_one_quote() -> None:
    marked = "{s1:Calder} {v1:said}: “{c1:We shall rebuild.\n\n}“It will take years.”"
    assert shown(marked) == [("direct", ["We shall rebuild.", "It will take years."], "Calder")]


def test_a_speaker_of_the_next_paragraph_keeps_the_words_there() -> None:
    marked = (
        "“{c1:We shall rebuild},” {s1:Calder} {v1:said}. “It will take years.\n\n"
        "“{c2:Not so fast},” {v2:said} {s2:Brandt}."
    )
    assert shown(marked) == [
        ("direct", ["We shall rebuild,", "It will take years."], "Calder"),
        ("direct", ["Not so fast,"], "Brandt"),
    ]


def test_an_unclosed_quotation_runs_on_while_it_reads_like_speech() -> None:
    marked = (
        "{s1:Calder} {v1:said}, “{c1:We shall rebuild.}\n\nWe will need your help, and we are ready to pay for it.\n\n"
        "The mayor was born in the town and had lived there."
    )
    assert shown(marked) == [
        ("direct", ["We shall rebuild.", "We will need your help, and we are ready to pay for it."], "Calder")
    ]


def test_a_turn_is_never_cut_up_and_keeps_the_words_of_others() -> None:
    marked = "{s1:I} {v1:think} {c1:we can}. {s2:The mayor} {v2:said} {c2:that she would pay for all of it}."
    turn, nested = found(marked, kind="turn")
    assert (turn.form, turn.kind, turn.content) == ("turn", "direct", ((0, len(Marked(marked).text)),))
    assert nested.kind == "indirect"
    assert Marked(marked).text[slice(*nested.source[0])] == "The mayor"


def test_boilerplate_is_not_read() -> None:
    assert shown("{s1:Calder} {v1:said} {c1:that it would open in May}.", kind="boilerplate") == []


def test_what_stands_in_a_heading_is_a_headline() -> None:
    (headline,) = found("{s1:Calder}{v1::} {c1:The bridge will open in May}", kind="heading")
    assert headline.form == "headline"


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        ("Ambassador to France: We will not wait any longer", "Ambassador to France"),
        ("Mayor Ines Calder: The bridge will open in May", "Mayor Ines Calder"),
        ("Ministry of Transport: Bridge to open in May", "Ministry of Transport"),
        ("“We will not wait”: Mayor Ines Calder on the bridge", "Mayor Ines Calder"),
        ("“The Bridge”: a film about Mayor Ines Calder", None),
        ("Update: The bridge will open in May", None),
        ("Watch: Mayor opens the new bridge", None),
        ("Bridge to open: what we know so far", None),
    ],
)
def test_a_headline_gives_the_words_of_an_office(heading: str, source: str | None) -> None:
    assert [text_of(heading, each.source) for each in found(heading, kind="heading")] == ([source] if source else [])


def text_of(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def test_merging_makes_an_attribution_surer_and_a_guess_not() -> None:
    marked = "“{c1:We shall rebuild},” {s1:Calder} {v1:said} on Monday at the site.\n\n“It will take us many years.”"
    said, guessed = found(marked)
    assert said.confidence == pytest.approx(0.927, abs=0.001)  # odds of 9, which the tagger gives, times exp(0.35)
    assert guessed.confidence == 0.5
