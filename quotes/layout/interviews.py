"""Interviews and speeches without labels: questions in bold type and their answers; the full text of one address.

Both need a title or lead that names the one who speaks; without it the words stay paragraphs.
"""

from __future__ import annotations

import re

from quotes.layout import collected, evidence, furniture, joint
from quotes.layout.collected import Person
from quotes.layout.paragraphs import Paragraph
from quotes.types import Block, BlockKind, Document, Span

FEWEST = 3
"""Questions in bold type that make an interview."""
SHARE = 0.5
"""Share of an address's paragraphs that must speak in the first or second person."""

ASKED = 0.6
"""Share of an asker's paragraphs that must end in a question where nothing else marks them."""

_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed)?|in conversation|conversation with|Q ?(?:&|and) ?A|asked (?:her|him|them)"
    r"|(?:spoke|speaks|talked|talks|sat down|sits down) (?:to|with)|edited for (?:length|clarity)|talk has been)\b",
    re.IGNORECASE,
)
_BOLD_QUESTION = re.compile(r"(?P<mark>\*\*|__|#{2,5} )\s*(?P<words>[^*_#\n][^\n]{3,600}?\?)[\"”]?\s*(?:\*\*|__)?$")
_BOLD = re.compile(r"(?P<mark>\*\*|__)\s*(?P<words>[^*_#\n][^\n*]{3,600}?[.!?…])[\"”]?\s*(?:\*\*|__)$")
"""A paragraph in bold that ends as a sentence does: what an asker says between questions."""
_DASHED = re.compile(r"[-–—―]\s*(?=[^\s\d-])")
_REPORTED = re.compile(r"\b(?:said|told|according to)\b")
_SALUTATION = re.compile(
    r"(?:(?:Your|Their) (?:Majest|Excellenc|Highness|Royal)|Distinguished|Dear |Mr\.? (?:President|Speaker|Chair)"
    r"|Madam |Colleagues|Friends|My fellow|We, )"
)


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of an interview or address without labels, None if the document is neither."""
    text = document.text
    return (
        _interview(text, paragraphs, kinds)
        or _dashed(text, paragraphs, kinds)
        or _unmarked(text, paragraphs, kinds)
        or _address(text, paragraphs, kinds)
    )


def _interview(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    questions: dict[int, Span] = {}
    for index, paragraph in enumerate(paragraphs):
        match = _BOLD_QUESTION.match(paragraph.text)
        if match and index + 1 < len(paragraphs):
            start, end = match.span("words")
            questions[index] = (paragraph.start + start, paragraph.start + end)
    if len(questions) < FEWEST:
        return None
    first, last = min(questions), max(questions)
    questions = {**_prompts(paragraphs, first, last), **questions}
    named = collected.interviewed(text, [p.span for p in paragraphs[:first]][:6])
    if named is None:
        return None
    found = [Block(kinds[index], (paragraphs[index].span,)) for index in range(first)]
    answer: list[int] = []
    for index in range(first, len(paragraphs)):
        if index in questions:
            found += _answer(paragraphs, answer, named)
            found.append(Block("turn", (questions[index],)))
            answer = []
        elif kinds[index] == "boilerplate" or (index > last + 1 and not evidence.in_person(paragraphs[index].text)):
            found.append(Block(kinds[index], (paragraphs[index].span,)))
        else:
            answer.append(index)
    return found + _answer(paragraphs, answer, named)


def _dashed(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """Questions and answers in turn, each behind a dash, as the press of many countries sets them."""
    dashed = [index for index, paragraph in enumerate(paragraphs) if _DASHED.match(paragraph.text)]
    asked = [index for place, index in enumerate(dashed) if place % 2 == 0]
    if len(asked) < FEWEST or dashed != list(range(dashed[0], dashed[0] + len(dashed))):
        return None
    asks = [paragraphs[index].text.rstrip().endswith("?") for index in dashed]
    if sum(asks[::2]) < 0.75 * len(asked) or sum(asks[1::2]) > 0.25 * len(asked):
        return None
    opening = [p.span for p in paragraphs[: dashed[0]]][:6]
    named = collected.interviewed(text, opening)
    if named is None and not any(_INTERVIEW.search(text, *span) for span in opening):
        return None
    found = [Block(kinds[i], (paragraphs[i].span,)) for i in range(len(paragraphs)) if i not in set(dashed)]
    for index in dashed:
        dash = _DASHED.match(paragraphs[index].text)
        span = (paragraphs[index].start + (dash.end() if dash else 0), paragraphs[index].end)
        answers = index not in asked
        found.append(
            Block("turn", (span,), label=named.mention, speaker=named.name)
            if named is not None and answers
            else Block("turn", (span,))
        )
    return found


def _unmarked(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """Questions and answers in turn that nothing marks, where a text that calls itself an interview keeps to it: every
    second paragraph up to the last question is the asker's, and most of these ask."""
    asks = [
        i for i, one in enumerate(paragraphs) if kinds[i] != "boilerplate" and one.text.rstrip('”"’) ').endswith("?")
    ]
    first = next((index for index in asks if index > 0), 0)
    asks = [index for index in asks if index >= first]
    asked = range(first, asks[-1] + 1, 2) if asks else range(0)
    answers = [paragraph.text for paragraph in paragraphs[first + 1 : asked.stop + 1 : 2]]
    if (
        len(asks) < FEWEST
        or not set(asks) <= set(asked)
        or len(asks) < ASKED * len(asked)
        or asked[-1] + 1 >= len(paragraphs)
        or sum(map(evidence.in_person, answers)) < SHARE * len(answers)
        or any(kinds[index] == "boilerplate" for index in range(first, asks[-1] + 1))
    ):
        return None
    around = [one.text for one in (*paragraphs[:first][:6], *paragraphs[asks[-1] + 2 :][:3])]
    if not any(map(_INTERVIEW.search, around)):
        return None
    opening = [p.span for p in paragraphs[:first]][:6]
    named = collected.interviewed(text, opening) or collected.met(text, opening)
    found = [Block(kinds[index], (paragraphs[index].span,)) for index in range(first)]
    last = asked[-1] + 1
    while last + 1 < len(paragraphs) and evidence.in_person(paragraphs[last + 1].text):
        last += 1
    for index in range(first, len(paragraphs)):
        span = paragraphs[index].span
        if index > last:
            found.append(Block(kinds[index], (span,)))
        elif index in asked or named is None:
            found.append(Block("turn", (span,)))
        else:
            found.append(Block("turn", (span,), label=named.mention, speaker=named.name))
    return found


def _prompts(paragraphs: list[Paragraph], first: int, last: int) -> dict[int, Span]:
    """What is set as the questions are and asks nothing: "**Some are angry.**"."""
    found = {}
    for index in range(first, last):
        match = _BOLD.match(paragraphs[index].text)
        if match:
            start, end = match.span("words")
            found[index] = (paragraphs[index].start + start, paragraphs[index].start + end)
    return found


def _answer(paragraphs: list[Paragraph], answer: list[int], named: Person) -> list[Block]:
    """The answer's paragraphs as one turn; one span for each run of neighbours."""
    spans: list[Span] = []
    for place, index in enumerate(answer):
        if place and answer[place - 1] == index - 1:
            spans[-1] = (spans[-1][0], paragraphs[index].end)
        else:
            spans.append(paragraphs[index].span)
    return [Block("turn", tuple(spans), label=named.mention, speaker=named.name)] if spans else []


def _address(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    title = next((p.span for p, kind in zip(paragraphs, kinds, strict=True) if kind == "heading"), None)
    body = [index for index, kind in enumerate(kinds) if kind == "paragraph"]
    below = [paragraph.span for paragraph in paragraphs if title and paragraph.start > title[0]][:1]
    named = (
        (collected.addresser(text, title) if title else None)
        or (collected.speaks_below(text, title, below[0]) if title and below else None)
        or joint.signers(text, title, [paragraphs[index].span for index in body])
    )
    if named is None:
        return None
    while body and not _addresses(paragraphs[body[0]].text):
        body.pop(0)
    while body and _REPORTED.search(paragraphs[body[-1]].text) and not _addresses(paragraphs[body[-1]].text):
        body.pop()
    spoken = sum(_addresses(paragraphs[index].text) for index in body)
    told = any(collected.reports(paragraphs[index].text, named.name) for index in body)
    if told or not body or spoken < max(2, len(body) * SHARE):
        return None
    inside = range(body[0], body[-1] + 1)
    cut = [index for index in inside if kinds[index] == "boilerplate" or furniture.is_closing(paragraphs[index].text)]
    words = _answer(paragraphs, [index for index in inside if index not in set(cut)], named)
    rest = [index for index in range(len(paragraphs)) if index not in inside or index in set(cut)]
    return words + [Block(kinds[index], (paragraphs[index].span,)) for index in rest]


def _addresses(text: str) -> bool:
    return evidence.in_person(text) or _SALUTATION.match(text) is not None
