"""Transcripts that lost their line breaks: one paragraph in which labels stand at the starts of sentences."""

from __future__ import annotations

from collections import Counter

from quotes.layout import sentences
from quotes.layout.labels import REACH, parse
from quotes.layout.paragraphs import Paragraph, trimmed

SHORTEST = 200
"""Code points that a paragraph must have to hold a transcript."""
FEWEST = 4
"""Labels that it must hold, of at least two speakers who both come back."""


def split(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those that hold a run-in transcript cut before each label."""
    pieces: list[Paragraph] = []
    for paragraph in paragraphs:
        cuts = _cuts(text, paragraph) if _may_hold(paragraph.text) else []
        for start, end in zip([paragraph.start, *cuts], [*cuts, paragraph.end], strict=True):
            begin, stop = trimmed(text, start, end)
            if begin < stop:
                pieces.append(Paragraph(begin, stop, text[begin:stop], paragraph.blank if start == begin else 0))
    return pieces


def _may_hold(text: str) -> bool:
    return len(text) >= SHORTEST and text.count(":") + text.count("：") >= FEWEST


def _cuts(text: str, paragraph: Paragraph) -> list[int]:
    found = []
    start = paragraph.start
    for end in [paragraph.start, *sentences.ends(text, paragraph.start, paragraph.end)]:
        start = trimmed(text, end, min(end + REACH, paragraph.end))[0]
        label = parse(text[start : min(start + REACH, paragraph.end)])
        if label is not None and label.make in ("colon", "mark") and not label.own_line:
            found.append((start, label))
    counts = Counter(label.key for _, label in found)
    back = [key for key, count in counts.items() if count > 1]
    if len(found) < FEWEST or len(back) < 2:
        return []
    return [place for place, label in found if label.key in back or label.capitals if place > paragraph.start]
