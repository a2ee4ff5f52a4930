"""Headlines that give words behind a colon, ``Ambassador to France: We will not wait``, or quoted before one,
``"We will not wait": Ambassador Roe on the strike``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import lexicon, names
from quotes.finding.spans import trim, words
from quotes.types import Attribution, Block, Span

CONFIDENCE = 0.8
LONGEST_SOURCE = 9
SHORTEST_CONTENT = 4
_COLON = re.compile(r"(?P<source>[^:\n]{3,100}?)(?P<cue>:)\s+(?P<content>\S[^\n]*)")
_QUOTED = re.compile(
    r"[“\"](?P<content>[^“”\"\n]{3,200})[”\"]\s*(?P<cue>:)\s+"
    r"(?P<source>[^:\n]{3,100}?)(?=\s+(?:on|about|over|after|as|at|in)\s|\s*$|\s*\n)"
)


def spoken_headlines(text: str, headings: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of headings in which none has been found yet: an office, a titled name or a body, a colon, and
    at least ``SHORTEST_CONTENT`` words; or words in marks, a colon, and such a source."""
    taken = [span for each in found for span in each.content]
    headlines = []
    for span in (span for block in headings for span in block.spans):
        match = _QUOTED.match(text, *span) or _COLON.match(text, *span)
        if match is None or any(start < span[1] and span[0] < end for start, end in taken):
            continue
        source, content = trim(text, match.span("source")), trim(text, match.span("content"))
        quoted = match.re is _QUOTED
        if source and content and _speaks(text, source) and (quoted or words(text, content) >= SHORTEST_CONTENT):
            headlines.append(
                Attribution(
                    content=(content,),
                    cue=(match.span("cue"),),
                    source=(source,),
                    kind="direct" if quoted else "indirect",
                    form="headline",
                    confidence=CONFIDENCE,
                    origin="headline",
                )
            )
    return headlines


def _speaks(text: str, source: Span) -> bool:
    """Is this an office, a name with one, or a body?"""
    said = text[slice(*source)]
    if words(text, source) > LONGEST_SOURCE or not said[0].isupper():
        return False
    plain = [word.casefold() for word in re.findall(r"[\w'’-]+", re.split(r"\s(?:of|to|for|on|at|in)\s", said)[0])]
    if not plain or plain[0] in ("a", "an") or plain[0] in lexicon.terms("label_stop_words"):
        return False
    offices = lexicon.terms("titles") | lexicon.terms("body_nouns")
    return plain[-1] in offices or bool(names.parse(said).titles and names.parse(said).text)
