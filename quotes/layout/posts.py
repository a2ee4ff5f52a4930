"""Posts on social networks, set into an article without quotation marks: the words, and who posted them.

"The words. — Jane Roe (@roe) March 8, 2021", as the networks' own embedding has it, in one line or in two; or
"Jane Roe (@roe)" on a line above the words, which a date closes.
"""

from __future__ import annotations

import re

from quotes.layout.paragraphs import Paragraph, trimmed
from quotes.types import Block, BlockKind, Span

LONGEST = 4
"""Paragraphs that a post below its author's name may have."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:(?:\d\d?:\d\d(?: ?[AaPp]\.?[Mm]\.?)?[ ,·•-]*)?(?:{_MONTH} \d\d?|\d\d? {_MONTH}),? \d{{4}})"
_WHO = r"(?P<who>[^\W\d_a-z][^\n@()“”\":;]{1,60}?)\s*(?:[✓✔]\s*)?(?:\(@\w{1,30}\)|@\w{1,30})"
_SIGNED = re.compile(rf"(?:(?P<words>\S.*?)\s*)?(?:[—–―]|(?:(?<=\s)|^)--?(?=\s))\s*{_WHO},?\s*{_DATE}\W*", re.DOTALL)
_AUTHOR = re.compile(rf"{_WHO}\W*")
_DATED = re.compile(rf"\W*{_DATE}\W*")
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+\W*$")
_MARKS = '“"«'


def claim(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind], found: list[Block]) -> list[Block]:
    """``found``, one block a paragraph, with the words of posts as excerpts by who posted them."""
    result = list(found)
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        signed = _SIGNED.fullmatch(paragraph.text) if "@" in paragraph.text else None
        author = _AUTHOR.fullmatch(paragraph.text) if "@" in paragraph.text else None
        if signed is not None:
            own = signed["words"] is not None
            words = index if own else max(0, index - 1)
            end = paragraph.start + signed.end("words") if own else paragraphs[words].end
            post = _post(text, paragraphs[words].start, end) if kinds[words] in ("paragraph", "heading") else None
            if post is not None:
                result[index] = Block("caption", (paragraph.span,))
                result[words] = Block("excerpt", (post,), label=_who(paragraph, signed))
        elif author is not None:
            who = _who(paragraph, author)
            last = next((at for at in range(index + 1, index + 2 + LONGEST) if _closes(paragraphs, at)), None)
            for at in range(index + 1, last or index + 1):
                post = _post(text, *paragraphs[at].span)
                result[at] = Block("excerpt", (post,), label=who) if post else result[at]
            if last:
                # A byline would make who posted the text's author.
                result[index] = Block("caption", (paragraph.span,))
                result[last] = Block("byline", (paragraphs[last].span,))
                index = last
        index += 1
    return result


def _closes(paragraphs: list[Paragraph], at: int) -> bool:
    return at < len(paragraphs) and _DATED.fullmatch(paragraphs[at].text) is not None


def _who(paragraph: Paragraph, match: re.Match[str]) -> Span:
    return paragraph.start + match.start("who"), paragraph.start + match.end("who")


def _post(text: str, start: int, end: int) -> Span | None:
    """The extent of a post's words, without the links behind them; None where marks stand around them, which tell as
    much."""
    links = _LINKS.search(text[start:end])
    span = trimmed(text, start, start + links.start() if links else end)
    return span if span[0] < span[1] and text[span[0]] not in _MARKS else None
