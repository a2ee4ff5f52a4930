"""Who speaks right behind a quotation, where the tagger saw nobody: ``“Go,” said Jane Roe``, ``“Go,” Roe said``,
``“Go,” quips the founder``."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.finding import act
from quotes.finding.marks import Quotation
from quotes.types import Span

_NAME = r"(?:[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|de|van|von|bin|al|da|del)){0,4}|he|she|they)"
_DESCRIPTION = r"(?:the|an?|his|her|their|its|one|another)(?:\s+[\w’'-]+){1,4}?"
_VERB_FIRST = re.compile(rf"[\s,]*(?P<cue>[a-z]+)\s+(?P<source>{_NAME})(?=[\s,.;:]|$)")
_NAME_FIRST = re.compile(rf"[\s,]*(?P<source>{_NAME})\s+(?P<cue>[a-z]+)\b")
_VERB_FIRST_DESCRIBED = re.compile(rf"[\s,]*(?P<cue>[a-z]+)\s+(?P<source>{_DESCRIPTION})(?=[,.;:]|$)")


def named_beside(text: str, quotation: Quotation, end: int) -> tuple[Span, Span] | None:
    """(cue, source) right behind the quotation and before ``end``, that of its paragraph; None where there is none."""
    start = quotation.outer[-1][1]
    if not quotation.closed or text[quotation.end - 1 : quotation.end] not in ",!?.…—–-":
        return None
    behind = text[start:end]
    for pattern in (_VERB_FIRST, _NAME_FIRST, _VERB_FIRST_DESCRIBED):
        match = pattern.match(behind)
        if match and text[start - 2 : start - 1] == "." and match["source"] in ("I", "We"):
            # Behind a full stop that is who quotes: ``"Never again." I agree with him``.
            continue
        if match and _reports(match["cue"], first=pattern is not _NAME_FIRST):
            source = match.span("source")
            if match["source"].endswith("."):
                source = source[0], source[1] - 1
            return (start + match.start("cue"), start + match.end("cue")), (start + source[0], start + source[1])
    return None


def _reports(word: str, *, first: bool) -> bool:
    """Does the word report somebody's speech: a usual one, or, where it stands ``first``, any past or present form of a
    verb of saying?"""
    if word in lexicon.terms("reporting"):
        return True
    return first and word.endswith(("s", "ed")) and act.classify(word) == "speech"
