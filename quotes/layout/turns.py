"""One turn of a transcript, put together paragraph by paragraph."""

from __future__ import annotations

from quotes.layout import furniture
from quotes.layout.collected import Person
from quotes.layout.labels import Label, initials
from quotes.layout.paragraphs import Paragraph
from quotes.types import Block, Span


class Turn:
    """The turn that is being put together: whose it is and where its words stand."""

    def __init__(self, text: str, named: Person | None, spelt_out: dict[str, Span], parties: dict[int, Span]) -> None:
        self.text, self.named, self.spelt_out, self.parties = text, named, spelt_out, parties
        self.label: Span | None = None
        self.given: Span | None = None
        self.line: Span = (0, 0)
        self.speaker: str | None = None
        self.spans: list[Span] = []
        self.broken = False

    @property
    def is_open(self) -> bool:
        return self.label is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether the words so far could be the whole turn."""
        said = self.text[slice(*self.spans[-1])] if self.spans else ""
        return furniture.ends_sentence(said) or furniture.is_direction(said)

    @property
    def awaits_words(self) -> bool:
        return self.is_open and not self.spans

    def open(self, paragraph: Paragraph, label: Label, index: int) -> None:
        self.line = paragraph.span
        self.given = self.label = (paragraph.start + label.name[0], paragraph.start + label.name[1])
        self.speaker = None
        if index in self.parties:
            self.label = self.parties[index]
        elif label.shape == "answer" and self.named is not None:
            # Of two persons in an interview the article names the one who answers.
            self.label, self.speaker = self.named.mention, self.named.name
        elif self.named is not None and self.named.holds(label.key) and label.shape in ("role", "titled"):
            self.label, self.speaker = self.named.mention, self.named.name
        elif label.key in self.spelt_out:
            self.label = self.spelt_out[label.key]
        elif label.capitals and self.named is not None and label.key.upper() in initials(self.named.name):
            self.label, self.speaker = self.named.mention, self.named.name
        start, end = paragraph.start + label.content, paragraph.end
        if paragraph.text.count("**") == 2 and paragraph.text.startswith("**") and paragraph.text.endswith("**"):
            # "**Q: Why?**": the words stand in bold with their label.
            end -= 2
        self.spans = [(start, end)] if start < end else []
        self.broken = False

    def changes_to(self, label: Span) -> bool:
        """Whether the turn is another one's than that of ``label``, an extent of a label."""
        return self.is_open and bool(self.spans) and self.given not in (label, None)

    def take_over(self, label: Span, paragraph: Paragraph) -> None:
        """Start a turn without a label of its own, by the one whom ``label``, farther up, names."""
        self.given = self.label = label
        self.speaker, self.broken = None, False
        self.spans = [paragraph.span]

    def extend(self, paragraph: Paragraph) -> None:
        if self.broken or not self.spans:
            self.spans.append(paragraph.span)
        else:
            self.spans[-1] = (self.spans[-1][0], paragraph.end)
        self.broken = False

    def interrupt(self) -> None:
        self.broken = True

    def close(self) -> list[Block]:
        """The turn as a block; a label that nothing follows is a paragraph."""
        label, spans = self.label, tuple(self.spans)
        self.label, self.spans = None, []
        if label is None:
            return []
        if not spans:
            return [Block("paragraph", (self.line,))]
        return [Block("turn", spans, label=label, speaker=self.speaker)]
