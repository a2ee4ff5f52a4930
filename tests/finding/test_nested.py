"""Which contents are read a second time for what they report of others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotes import finding
from quotes.finding.context import Tagged, TaggedLike
from quotes.types import Block, Document, Span


class Reader:
    """A tagger that finds nothing and remembers what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def tag(self, text: str, segments: Sequence[Span]) -> list[TaggedLike]:
        self.read += [text[slice(*segment)] for segment in segments]
        return []


@pytest.mark.parametrize(
    ("quotation", "again"),
    [
        ("The mayor said that the bridge would open in May, and we believed her then.", True),
        ("Voters in this town have told us for ten long years that they want it.", True),
        ("CALDER: We shall rebuild the bridge as soon as the town has the money for it.", True),
        # The speaker's own voice, nouns and names report nobody else.
        ("I said it before and I’ll say it again: we shall rebuild the bridge in May.", False),
        ("That was the call we had to make, and it is my point about the bridge.", False),
        ("The roads and bridges of the United States are in a poor condition these days.", False),
        # Too short to hold anybody else's words.
        ("She said no to all of us.", False),
    ],
)
def test_quotations_that_report_others_are_read_again(quotation: str, again: bool) -> None:
    text = f"“{quotation}” Calder stood on the bridge."
    reader = Reader()
    finding.find(Document("d", text), [Block("paragraph", ((0, len(text)),))], reader)
    assert reader.read == [text, quotation] if again else [text]


def test_reported_speech_is_read_again_without_its_conjunction() -> None:
    text = "Calder said that the mayor had told the whole town that the bridge would open in May."
    said = (12, len(text) - 1)

    class Once(Reader):
        def tag(self, text: str, segments: Sequence[Span]) -> list[TaggedLike]:
            super().tag(text, segments)
            whole = segments[0][0] == 0
            return [Tagged((said,), ((7, 11),), ((0, 6),), 0.9, (0.9,))] if whole else []

    reader = Once()
    finding.find(Document("d", text), [Block("paragraph", ((0, len(text)),))], reader)
    assert reader.read == [text, "the mayor had told the whole town that the bridge would open in May"]
