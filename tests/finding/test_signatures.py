"""Quotations with a name under them."""

from __future__ import annotations

import pytest

from quotes import finding
from quotes.finding import marks
from quotes.finding.context import TaggedLike
from quotes.finding.signatures import signatures
from quotes.types import Block, Document


class Silent:
    """Stands in for the tagger: finds nothing."""

    def tag(self, text: str, segments: object) -> list[TaggedLike]:
        return []


def signed(text: str) -> list[tuple[str, str]]:
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((position, position + len(line)))
        position += len(line) + 1
    quotations = marks.pair(text, paragraphs)
    return [
        (text[quotations[number].start : quotations[number].end], text[slice(*signature.source)])
        for number, signature in sorted(signatures(text, paragraphs, quotations).items())
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"We shall rebuild." -- Ines Calder, mayor', "Ines Calder, mayor"),
        ("“We shall rebuild.” — Ines Calder", "Ines Calder"),
        ('"We shall rebuild." -Ines Calder', "Ines Calder"),
        ('- "We shall rebuild" (Mayor Ines Calder)', "Mayor Ines Calder"),
        ("“We shall rebuild.”\n— Ines Calder, mayor of Port Amble", "Ines Calder, mayor of Port Amble"),
    ],
)
def test_a_name_behind_a_dash_or_in_brackets_signs(text: str, source: str) -> None:
    assert signed(text) == [(signed(text)[0][0], source)]


def test_names_on_lines_of_their_own_sign_where_it_is_the_custom() -> None:
    one = "“We shall rebuild.”\nInes Calder"
    assert signed(one) == []
    assert signed(one + "\n“Not so fast.”\nOtto Brandt, treasurer") == [
        ("We shall rebuild.", "Ines Calder"),
        ("Not so fast.", "Otto Brandt, treasurer"),
    ]


def test_among_signed_quotations_one_may_be_signed_by_nobody() -> None:
    text = "“We shall.” -- Ines Calder\n“Never.” -- Otto Brandt, in reply to her\n“Ha!” -- anonymous, on a wall"
    assert [source for _, source in signed(text)] == [
        "Ines Calder",
        "Otto Brandt, in reply to her",
        "anonymous, on a wall",
    ]
    assert signed("“Ha!” -- anonymous, on a wall") == []


@pytest.mark.parametrize(
    "text",
    [
        '"We shall rebuild," Ines Calder said.',
        "The “cold winter” - a phrase of the papers - came.",
        "“We shall rebuild” (applause)",
        "“We shall rebuild” — and Ines Calder says so every day.",
    ],
)
def test_what_is_no_name_does_not_sign(text: str) -> None:
    assert signed(text) == []


def test_a_line_in_marks_is_its_signer_s_whatever_marks_are_odd_inside_it() -> None:
    text = "“To quote the song ‘There is more than money.” And all he has is “coins’.” ― Ines Calder\n"
    text += "“No.” ― Otto Brandt"
    assert signed(text) == [("coins’.", "Ines Calder"), ("No.", "Otto Brandt")]
    found = finding.find(Document("d", text), [Block("paragraph", ((0, len(text)),))], Silent())
    assert [text[slice(*each.content[0])][-7:] for each in found] == ["coins’.", "No."]
    assert found[0].content[0][0] == 1


def test_a_line_with_a_speaker_of_its_own_is_not_its_signer_s() -> None:
    assert signed("“No,” said Otto Brandt. “Never.” ― Reuters") == []
