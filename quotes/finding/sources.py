"""Sources as the tagger found them, without what only stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.finding.context import Tagged, TaggedLike
from quotes.finding.spans import trim
from quotes.layout import sentences
from quotes.layout.labels import fold, titles
from quotes.types import Span

_BLANK_LINE = re.compile(r"\n\s*\n")
_INTERPOSED = re.compile(
    r"\s(?:and|because|but|if|or|so|that|when|while),\s+(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4})$"
)
_BROKEN_OFF = re.compile(r"\s(?:and|but|or)\s*$")
_RELATIVE = re.compile(r"(?<!\S)(?P<pronoun>who|which)\s")
_ADDRESSED = re.compile(
    r"(?P<who>(?:[A-Z][\w.’'-]*[ -]){0,3}[A-Z][\w.’'-]*),\s*(?P<rest>(?:(?:the|an?|your|its|their|his|her)\s\S.*)?)",
    re.DOTALL,
)


def of_one_sentence(text: str, source: Span, cue: Sequence[Span]) -> Span:
    """The part of a source in the sentence of its cue: "My colleagues" of "Thank you, Mr. Roe. My colleagues say". A
    heading without a full stop ends with its line."""
    ends = [end for end in sentences.ends(text, *source) if end < source[1]]
    ends = sorted([*ends, *(line.end() for line in _BLANK_LINE.finditer(text, *source))])
    if not ends or not cue:
        return source
    part = (ends[-1], source[1]) if cue[0][0] >= source[1] else (source[0], ends[0])
    return trim(text, part) or source


def interposed(text: str, source: Span, cue: Sequence[Span]) -> Span:
    """Who is named between two commas, where the tagger took the subject of the sentence with it: "Mr. Poe" of "Ms.
    Roe, who works there and, Mr. Poe said, likes it"."""
    match = _INTERPOSED.search(text, *source)
    if match is None or not cue or cue[0][0] < source[1] or not text.startswith(",", cue[-1][1]):
        return source
    return match.span("who")


def whole_phrase(text: str, source: Span) -> Span:
    """The subject of the cue, where the source goes on to it: "the voters, who" of "the voters, who left early and
    (said)", "the report" of "the report, which names ten towns and (says)"."""
    broken = _BROKEN_OFF.search(text, *source)
    if broken is None:
        return source
    relative = _RELATIVE.search(text, source[0], broken.start())
    if relative is None:
        return source[0], broken.start()
    if relative["pronoun"] == "who":
        return source[0], relative.end("pronoun")
    return trim(text, (source[0], relative.start()), " ,\n\u00a0") or source


def without_vocative(text: str, each: TaggedLike) -> TaggedLike | None:
    """The same without whom the words of a turn speak to: "the opposition" of "Prime Minister, the opposition says";
    None where its only source is spoken to."""
    source = tuple(kept for span in each.source if (kept := _spoken_of(text, span)))
    if source == each.source:
        return each
    return Tagged(each.content, each.cue, source, each.confidence, each.piece_confidence) if source else None


def _spoken_of(text: str, span: Span) -> Span | None:
    match = _ADDRESSED.match(text, span[0], span[1] + 1)
    if match is None or not _begins_sentence(text, span[0]):
        return span
    words = re.split(r"[ -]", match["who"])
    if not all(fold(word) in titles() for word in words):
        return span
    return trim(text, (match.start("rest"), span[1])) if match.start("rest") < span[1] else None


def _begins_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 4) : position].rstrip(" \t\xa0")
    return not before or before[-1] in ".!?:\n–—-"
