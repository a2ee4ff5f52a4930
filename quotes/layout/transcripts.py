"""Transcripts: which labels are speakers, and which words are theirs.

A document is a transcript only on the evidence of its labels together: that they repeat, alternate, are of one make and
stand before words that someone says to someone. One line with a colon is never enough.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from quotes.layout import furniture
from quotes.layout.labels import Label, parse
from quotes.layout.paragraphs import Paragraph
from quotes.types import Block, BlockKind, Document, Span

DIALOGUE_REACH = 600
"""Code points of a turn that are searched for signs of talk."""
TALK_SHARE = 0.5
"""Share of the labelled paragraphs that must show signs of talk."""
LEAD = 12
"""Paragraphs before the first label up to which a document counts as a transcript from its start."""

# First and second person, thanks and greetings, a question: what people say to each other and reports leave out.
_TALK = re.compile(
    r"\b(?:I|we|you|my|our|your|me|us|mine|ours|yours|myself|ourselves|let['’]s|thanks?|hello|hi|good "
    r"(?:morning|afternoon|evening)|yes|yeah|okay|please|welcome)\b|\?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


class Line(NamedTuple):
    """A paragraph that may start a turn."""

    index: int
    label: Label
    talk: bool


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a transcript or of a document that holds one; None if it holds none."""
    lines = speaking(candidates(paragraphs, kinds))
    return _assemble(document, paragraphs, kinds, lines) if lines else None


def candidates(paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Line]:
    """Every paragraph that has the look of a labelled one."""
    found = []
    for index, paragraph in enumerate(paragraphs):
        label = parse(paragraph.text) if kinds[index] != "boilerplate" and index else None
        if label is not None:
            found.append(Line(index, label, _talks(paragraphs, index, label)))
    return found


def _talks(paragraphs: list[Paragraph], index: int, label: Label) -> bool:
    words = paragraphs[index].text[label.content : label.content + DIALOGUE_REACH]
    if not words.strip() and index + 1 < len(paragraphs):
        words = paragraphs[index + 1].text[:DIALOGUE_REACH]
    return bool(_TALK.search(words))


def speaking(lines: list[Line]) -> list[Line]:
    """The candidates that are turns; none if the document is no transcript."""
    counts = Counter(line.label.key for line in lines)
    talks = Counter(line.label.key for line in lines if line.talk)
    sure = {line.label.key for line in lines if _is_sure(line.label, counts[line.label.key], talks[line.label.key])}
    trusted = [line for line in lines if line.label.key in sure]
    if not _is_transcript(trusted):
        return []
    forms = {line.label.form for line in trusted}
    singles = sum(line.label.shape == "single" for line in trusted) * 2 > len(trusted)
    return [
        line
        for line in lines
        if line.label.key in sure
        or (line.label.form in forms and (line.label.shape != "single" or (singles and line.talk)))
    ]


def _is_sure(label: Label, count: int, talks: int) -> bool:
    """Whether a label can speak for the document's being a transcript."""
    if label.shape in ("question", "answer", "role", "titled"):
        return talks * 2 >= count
    if label.shape == "name" and label.form[1]:
        return talks * 2 >= count
    return count >= 2 and talks * 2 >= count


def _is_transcript(trusted: list[Line]) -> bool:
    if not trusted:
        return False
    keys = {line.label.key for line in trusted}
    shapes = {line.label.shape for line in trusted}
    talk = sum(line.talk for line in trusted) / len(trusted)
    changes = sum(one.label.key != two.label.key for one, two in zip(trusted, trusted[1:], strict=False))
    if talk < TALK_SHARE:
        return False
    if len(keys) == 1:
        # A speech with its speaker's label, or questions alone marked.
        (only,) = shapes
        return (only == "question" and len(trusted) >= 3) or (only in ("titled", "role") and len(trusted) >= 1)
    return len(trusted) >= 2 and changes >= 1


def _assemble(
    document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind], lines: list[Line]
) -> list[Block]:
    starts = {line.index: line.label for line in lines}
    found: list[Block] = []
    first = lines[0].index
    opening = _opening_question(paragraphs, kinds, first)
    for index in range(opening):
        found.append(Block(kinds[index], (paragraphs[index].span,)))
    if opening < first:
        found.append(Block("turn", ((paragraphs[opening].start, paragraphs[first - 1].end),)))
    turn = _Turn(document.text)
    closed = False
    for index in range(first, len(paragraphs)):
        paragraph = paragraphs[index]
        if index in starts:
            found.extend(turn.close())
            turn.open(paragraph, starts[index])
            closed = False
        elif closed or furniture.is_closing(paragraph.text):
            found.extend(turn.close())
            kind = (
                "boilerplate"
                if (not closed and kinds[index] != "paragraph") or furniture.is_closing(paragraph.text)
                else kinds[index]
            )
            found.append(Block(kind, (paragraph.span,)))
            closed = True
        elif kinds[index] == "boilerplate":
            turn.interrupt()
            found.append(Block("boilerplate", (paragraph.span,)))
        else:
            turn.extend(paragraph)
    found.extend(turn.close())
    return found


class _Turn:
    """The turn that is being put together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.label: Span | None = None
        self.spans: list[Span] = []
        self.resume = False

    def open(self, paragraph: Paragraph, label: Label) -> None:
        self.label = (paragraph.start + label.name[0], paragraph.start + label.name[1])
        start = paragraph.start + label.content
        self.spans = [(start, paragraph.end)] if start < paragraph.end else []
        self.resume = not self.spans

    def extend(self, paragraph: Paragraph) -> None:
        if self.resume or not self.spans:
            self.spans.append(paragraph.span)
            self.resume = False
        else:
            self.spans[-1] = (self.spans[-1][0], paragraph.end)

    def interrupt(self) -> None:
        self.resume = True

    def close(self) -> list[Block]:
        if self.label is None:
            return []
        spans = tuple(self.spans) or (self.label,)
        kind: BlockKind = "turn" if self.spans else "paragraph"
        block = Block(kind, spans, label=self.label if self.spans else None)
        self.label, self.spans, self.resume = None, [], False
        return [block]


def _opening_question(paragraphs: list[Paragraph], kinds: list[BlockKind], first: int) -> int:
    """Where a question before the first label begins: its last paragraph asks, and someone speaks in it."""
    index = first
    if not first or not paragraphs[first - 1].text.rstrip('"” ').endswith("?"):
        return first
    while index > 0 and kinds[index - 1] == "paragraph" and _in_person(paragraphs[index - 1].text):
        index -= 1
    return index


def _in_person(text: str) -> bool:
    return bool(re.search(r"\b(?:I|my|we|our|you|your)\b", _QUOTED.sub(" ", text[:4000])))
