"""The words at the start of a paragraph that may name who speaks: ``NAME:``, ``Q``, ``**Name**``, ``[Name]``, ...

This module tells the shape of one paragraph's start. Whether the document is a transcript, and so whether the words are
a label at all, is for ``transcripts`` to decide.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from quotes import lexicon
from quotes.types import Span

Shape = Literal["question", "answer", "role", "titled", "name", "outlet", "single"]

REACH = 150
"""Code points from a paragraph's start in which its label must end."""
LONGEST = 10
"""Words that a label may have, what stands in brackets left out."""

CONNECTIVES = frozenset(
    ["a", "al", "an", "and", "at", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "e", "el", "for", "ibn", "in", "la", "le", "of", "on", "or", "ould", "the", "to", "van", "von", "y", "zu", "&"]
)  # fmt: skip

_QUESTION = re.compile(
    r"[*_\[(]{0,3}(?P<name>Q(?:uestion|UESTION)?(?:\s?\d{1,2})?)(?P<after>[)\]*_]{0,3}[:.：]?[)\]*_]{0,3})"
)
_ANSWER = re.compile(
    r"[*_\[(]{0,3}(?P<name>A(?:nswer|NSWER)?(?:\s?\d{1,2})?)(?P<after>[)\]*_]{0,3}[:.：]?[)\]*_]{0,3})"
)
_CLOCK = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
_OPENING = re.compile(rf"(?:[>#\s]{{0,6}})(?:{_CLOCK}\s*[-–—]?\s*)?[*_]{{0,3}}")
_NAME = r"(?P<name>[^\W\d_][^:：\n\[\](){}<>\"“”*|;?!]{0,98}?)"
_AFTER_NAME = rf"\s*(?P<office>(?:[(\[][^()\[\]\n]{{1,70}}[)\]]\s*){{0,3}})(?:{_CLOCK}\s*)?"
_COLON = re.compile(rf"{_NAME}{_AFTER_NAME}[*_]{{0,3}}\s?[:：][*_]{{0,3}}(?![/\d]\S)(?=\s|[^\s]|$)")
_BOLD = re.compile(rf"(?<=\*\*){_NAME}\s*[:：]?\*\*\s*[:：]?")
_BRACKETED = re.compile(rf"[\[<]{_NAME}[\]>]\s*[:：]?")
_STOP = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|The|Sen|Rep|Gen|MR|MS|MRS|DR)\.? )?[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’.-]+){0,3})\. (?=[A-Z“\"(])"
)
_CLOCK_END = re.compile(rf"{_NAME}\s+{_CLOCK}\s*$")
_WORD = re.compile(r"\S+")


class Label(NamedTuple):
    """A possible label. Extents count from the paragraph's start; ``content`` is where the words spoken begin.

    ``form`` tells labels of one make apart (capitals, own line, decoration): a transcript keeps to one or two.
    """

    name: Span
    content: int
    shape: Shape
    key: str
    form: tuple[bool, bool, str]


def parse(text: str) -> Label | None:
    """The label that ``text``, one paragraph, may start with."""
    head = text[:REACH]
    return _question_or_answer(text, head) or _named(text, head)


def _question_or_answer(text: str, head: str) -> Label | None:
    shape: Shape
    for pattern, shape in ((_QUESTION, "question"), (_ANSWER, "answer")):
        match = pattern.match(head)
        if not match:
            continue
        rest = head[match.end() :]
        gap = len(rest) - len(rest.lstrip())
        marked = bool(match.group("after"))
        # "Q" needs a mark, a wide gap or an end of line after it; a plain space does before a capital, for "Q" only.
        wide = gap >= 2 or "\t" in rest[:1] or not rest.strip()
        plain = shape == "question" and gap == 1 and len(match.group("name")) == 1 and _opens(rest[1:2])
        if not (wide or plain or (marked and (gap or not rest[:1].isalnum()))):
            continue
        key = match.group("name")[0].upper()
        content = match.end() + gap
        return Label(match.span("name"), content, shape, key, (True, content >= len(text), "qa"))
    return None


def _opens(char: str) -> bool:
    return char.isupper() or char in "“\"‘'(["


def _named(text: str, head: str) -> Label | None:
    opening = _OPENING.match(head)
    begin = opening.end() if opening else 0
    for pattern, decoration in ((_BOLD, "bold"), (_COLON, "colon"), (_BRACKETED, "bracket"), (_STOP, "stop")):
        match = pattern.match(head, begin)
        if match is None:
            continue
        if decoration == "colon" and "**" in head[:begin]:
            decoration = "bold"
        if decoration == "bracket" and not text[match.end() :].strip():
            continue  # "[Laughter]" on its own line
        return _label(text, match, decoration)
    match = _CLOCK_END.match(text, begin) if len(text) <= 60 else None
    return _label(text, match, "clock") if match else None


def _label(text: str, match: re.Match[str], decoration: str) -> Label | None:
    name = match.group("name").rstrip(" ,*-–—\t\xa0")
    start = match.start("name")
    end = start + len(name)
    # "Name, Foreign Minister:" - the name is what stands before the comma.
    comma = name.find(", ")
    if comma > 0 and " " in name[:comma]:
        end = start + comma
    shape = shape_of(text[start:end])
    if shape is None:
        return None
    content = match.end()
    content += len(text[content:]) - len(text[content:].lstrip())
    words = text[start:end]
    own_line = content >= len(text) or "\n" in text[match.end() : content]
    capitals = words.upper() == words and any(char.isalpha() for char in words)
    return Label((start, end), content, shape, " ".join(words.casefold().split()), (capitals, own_line, decoration))


def shape_of(name: str) -> Shape | None:
    """What kind of speaker the words may name by their look, None if they name none."""
    words = _WORD.findall(name)
    if not words or len(words) > LONGEST:
        return None
    folded = [word.casefold().strip(".,#") for word in words]
    whole = " ".join(word for word in folded if word and not word.isdigit())
    if whole in lexicon.terms("label_roles"):
        return "role"
    if whole in lexicon.terms("label_stop_words") or folded[0] in lexicon.terms("label_stop_words"):
        return None
    proper = [word for word, low in zip(words, folded, strict=True) if low not in CONNECTIVES]
    if not proper or not all(_is_proper(word) for word in proper) or words[0][0].islower():
        return None
    # A full stop inside belongs to an initial or an abbreviated title, not to a sentence.
    if any(word.endswith(".") and len(word) > 5 for word in words[:-1]):
        return None
    titles = lexicon.terms("label_titles")
    if folded[0] in titles and len(words) > 1:
        return "titled" if words[0].casefold() != "the" else "outlet"
    if any(word in lexicon.terms("outlet_words") for word in folded):
        return "outlet"
    return "name" if len(proper) > 1 else "single"


def _is_proper(word: str) -> bool:
    first = word.lstrip("'’‘#(")[:1]
    return first.isupper() or first.isdigit() or not first.isascii() or (len(word) > 2 and word[1:2] in "-'’")
