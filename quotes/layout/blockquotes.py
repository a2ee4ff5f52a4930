"""Block quotations: paragraphs set apart by ``>`` or an indent, below a line that names a speaker and ends in a colon.

They have no quotation marks (Chicago Manual of Style 13.9), so the line above is all that tells whose words they are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from quotes import lexicon
from quotes.layout import sentences
from quotes.layout.collected import titled_or_full
from quotes.layout.paragraphs import Paragraph, trimmed
from quotes.types import Block, BlockKind, Span

INDENT = 3
"""White space at a line's start, in code points, that sets it apart where other lines have none; a tab is enough."""
REACH = 400
"""Code points before the colon in which the speaker is named."""

_MARK = re.compile(r"(?:>\s?)+")
_INTRODUCES = re.compile(r"[:：]\s*$")


def claim(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind], found: list[Block]) -> list[Block]:
    """``found``, one block a paragraph, with those of each introduced block quotation made one excerpt by whoever the
    line above names; blocks stay as they are where it names nobody."""
    result: list[Block] = []
    index = 0
    for first, stop in _runs(text, paragraphs, kinds):
        source = _source(text, paragraphs[first - 1])
        if source is None:
            continue
        spans = tuple(_words(text, paragraphs[first:stop]))
        if spans:
            result += [*found[index:first], Block("excerpt", spans, label=source)]
            index = stop
    return [*result, *found[index:]]


def _runs(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> Iterator[tuple[int, int]]:
    """Runs of paragraphs that are set apart, below a paragraph that introduces them, as ranges of indices."""
    apart = [_is_apart(text, paragraph) for paragraph in paragraphs]
    if sum(apart) * 2 > len(apart):
        # Where most lines are set so, it is how the text is set.
        return
    index = 1
    while index < len(paragraphs):
        stop = index
        while stop < len(paragraphs) and apart[stop]:
            stop += 1
        above = paragraphs[index - 1].text if kinds[index - 1] in ("paragraph", "heading") else ""
        if stop > index and not apart[index - 1] and _INTRODUCES.search(above):
            yield index, stop
        index = max(stop, index + 1)


def _is_apart(text: str, paragraph: Paragraph) -> bool:
    if paragraph.text.startswith(">"):
        return True
    line = text.rfind("\n", 0, paragraph.start) + 1
    indent = text[line : paragraph.start]
    return "\t" in indent or len(indent) >= INDENT


def _words(text: str, paragraphs: list[Paragraph]) -> Iterator[Span]:
    """The words of the paragraphs without their marks; neighbours without marks in one extent."""
    before: Span | None = None
    for paragraph in paragraphs:
        mark = _MARK.match(paragraph.text)
        start, end = trimmed(text, paragraph.start + (mark.end() if mark else 0), paragraph.end)
        if start == end:
            continue
        if before is not None and mark is None:
            before = before[0], end
            continue
        if before is not None:
            yield before
        before = start, end
    if before is not None:
        yield before


def _source(text: str, paragraph: Paragraph) -> Span | None:
    """The extent of the name or pronoun that the introducing sentence has for its subject; None where it has none."""
    begin = max(paragraph.start, paragraph.end - REACH)
    ends = [end for end in sentences.ends(text, begin, paragraph.end) if end < paragraph.end]
    start = ends[-1] if ends else begin
    found: Span | None = None
    for pattern in _patterns():
        for match in pattern.finditer(text, start, paragraph.end):
            name = titled_or_full(text, match)
            if name is not None and (found is None or name[0] > found[0]):
                found = name
        if found is not None:
            return found
    return None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A subject before its verb, best a reporting one; a name after "according to" and the like."""
    reports = "|".join(sorted(map(re.escape, lexicon.terms("reporting")), key=len, reverse=True))
    before = r"(?:(?:has|had|have|also|then|later|further|once)[ ]|[a-z]+ly[ ]){0,2}"
    run = (
        r"(?P<run>[A-Z][\w.’'-]*(?:[ \xa0](?:of|the|for|and|de|del|la|van|von|der|bin|al|[A-Z][\w.’'-]*)){0,9}"
        r"|\b(?:he|she|they))"
    )
    return (
        re.compile(rf"{run},?[ \xa0]{before}(?:{reports}|put it|had this to say)\b"),
        re.compile(rf"{run},?[ \xa0]{before}(?:[a-z]+ed|[a-z]{{3,}}s|put|had|gave|sent|read|made)\b"),
        re.compile(rf"\b(?:[Aa]ccording to|words of|by|from)[ \xa0](?:the )?{run}"),
    )
