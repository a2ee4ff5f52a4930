"""Whose turn: labels of transcripts."""

from __future__ import annotations

import pytest

from quotes.attribution import attribute
from quotes.types import Attribution, Block, Document

BRIEFING = (
    "Press Briefing by Press Secretary Jen Psaki\n\n"
    "MS. PSAKI: President Biden will speak.\n\nQ When?\n\n{label}: Thank you.\n\nMS. PSAKI: Soon."
)


def last_but_one(models, label):
    """The quote of the turn under the label."""
    text = BRIEFING.format(label=label)
    document = Document("example", text)
    blocks = [Block("heading", ((0, 43),))]
    attributions = []
    for words, turn in (
        ("MS. PSAKI", "President Biden will speak."),
        ("Q", "When?"),
        (label, "Thank you."),
        ("MS. PSAKI", "Soon."),
    ):
        start = text.index(turn)
        at = text.rindex(words, 0, start)
        blocks.append(Block("turn", ((start, start + len(turn)),), (at, at + len(words))))
        attributions.append(
            Attribution(
                ((start, start + len(turn)),), (), ((at, at + len(words)),), "direct", form="turn", origin="turn"
            )
        )
    return attribute(document, blocks, attributions, *models).quotes[2]


@pytest.mark.parametrize(
    ("label", "type_", "speaker"),
    [
        ("MS. PSAKI", "person", "Jen Psaki"),
        ("THE PRESIDENT", "person", "Biden"),
        ("Q", "unnamed", "Q"),
        ("Reporter", "unnamed", "Reporter"),
        ("MODERATOR", "unnamed", "MODERATOR"),
        ("THE SECRETARY GENERAL", "unnamed", "THE SECRETARY GENERAL"),
        ("CCTV", "organization", "CCTV"),
        ("China Daily", "organization", "China Daily"),
        ("WALLACE", "person", "Wallace"),
    ],
)
def test_whose_turn(models, label, type_, speaker):
    quote = last_but_one(models, label)
    assert (quote.speaker_type, quote.speaker) == (type_, speaker)
    assert quote.resolution[0] == "turn"


def test_the_heading_that_gives_the_full_name_is_shown(models):
    turn, named = last_but_one(models, "MS. PSAKI").steps
    assert (turn.text, named.text, named.span) == ("MS. PSAKI", "Jen Psaki", (34, 43))


def test_whom_the_layout_tells_to_speak_is_a_person(models):
    text = "Tides\n\nRuairí Mac Gabhann became minister in June.\n\nWhy?\n\nI like boats."
    name, answer = (7, 25), (text.index("I like"), len(text))
    turn = Attribution((answer,), (), (name,), "direct", form="turn", origin="turn", collected="Ruairí Mac Gabhann")
    blocks = [Block("heading", ((0, 5),)), Block("paragraph", ((7, 51),)), Block("turn", (answer,), name)]
    (quote,) = attribute(Document("example", text), blocks, [turn], *models).quotes
    assert (quote.speaker_type, quote.speaker) == ("person", "Ruairí Mac Gabhann")
