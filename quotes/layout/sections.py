"""Lines that part a transcript: "Questions and answers", "CROSS-EXAMINATION", and in courts who asks from there on."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.layout.labels import Label, shape_of
from quotes.layout.paragraphs import Paragraph
from quotes.types import Span

LONGEST = 60
"""Code points of such a line, at most."""

_BY = re.compile(r"(?:EXAMINATION )?B[Yy] (?P<name>[^\W\d_a-z][^:\n\"“]{2,50}?)\s?(?::|(?=[\s,]*$))")
_DIGIT = re.compile(r"\d")
_NAME = r"(?P<name>(?:[^\W\d_a-z][\w.’'-]*[ ]){1,5}[^\W\d_a-z][\w’'-]+)"
_CALLS = re.compile(rf"\b[Cc]alls? (?:as (?:its|our|their|a|the) (?:\w+ )?witness,? )?(?:the )?{_NAME}(?=[,.])")
_SWORN = re.compile(rf"{_NAME},? [^.!?\n]{{0,80}}\b(?:sworn|affirmed)\b")


def is_section(text: str) -> bool:
    """Whether a line parts a transcript and belongs to nobody's turn."""
    if len(text) > LONGEST:
        return False
    return by_whom(text) is not None or " ".join(text.casefold().strip("#*_:.-–— ").split()) in lexicon.terms(
        "transcript_sections"
    )


def is_title(text: str) -> bool:
    """Whether a line right above a label is a heading in capitals: "STATEMENT OF JANE ROE, DIRECTOR"."""
    return (
        text.isupper() and len(text) <= 2 * LONGEST and text.count(" ") > 1 and text[-1].isalpha() and text[0].isalpha()
    )


def by_whom(text: str) -> Span | None:
    """The extent of the name in "BY MR. ROE:", which says whose the questions below it are."""
    match = _BY.fullmatch(text)
    shape = shape_of(match["name"]) if match and not _DIGIT.search(match["name"]) else None
    # A bare name without colon is the byline of a report.
    sure = shape == "titled" or (shape == "name" and (text.rstrip().endswith(":") or text.isupper()))
    return match.span("name") if match and sure else None


def parties(paragraphs: list[Paragraph], labels: dict[int, Label]) -> dict[int, Span]:
    """Who asks behind each label ``Q`` and who answers behind each ``A`` of an examination before a court, as extents
    of their names: the one of the last "BY MR. ROE:", and the witness last called or sworn in. Empty elsewhere."""
    found: dict[int, Span] = {}
    if not any(by_whom(paragraph.text) for paragraph in paragraphs):
        return found
    asks: Span | None = None
    answers: Span | None = None
    for index, paragraph in enumerate(paragraphs):
        label = labels.get(index)
        shape = label.shape if label else None
        if label is not None and label.key in ("witness", "the witness"):
            shape = "answer"
        name = by_whom(paragraph.text) if label is None else None
        if name is not None:
            asks = paragraph.start + name[0], paragraph.start + name[1]
        elif shape not in ("question", "answer"):
            for pattern in (_CALLS, _SWORN):
                for match in pattern.finditer(paragraph.text):
                    if shape_of(match["name"]) in ("titled", "name"):
                        answers = paragraph.start + match.start("name"), paragraph.start + match.end("name")
        who = asks if shape == "question" else answers if shape == "answer" else None
        if who is not None:
            found[index] = who
    return found
