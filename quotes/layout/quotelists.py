"""Quotations listed for the press below a line that says whose: "Quotes attributable to Minister Jane Roe:"."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.layout.paragraphs import Paragraph, trimmed
from quotes.types import Block, BlockKind

_HEAD = re.compile(
    r"(?:\W*the following )?(?:key |further |media |press )?(?:quotes?|quotations?|comments?|statements?|remarks|lines)"
    r"(?: (?:can|may|should|is|are|be|to))*(?: (?:attributable|attributed|credited))? (?:to|from|by|of) "
    r"(?:the )?(?P<who>[^:\n“\"]{4,150}?)\s*[:：]\W{0,3}",
    re.IGNORECASE,
)
# "Town manager Jane Roe:" on a line of its own.
_NAMED = re.compile(
    r"(?:[-–—•*·▪]\s)?(?P<who>[^\W\d_a-z][^:\n“\"?!]{1,70}[^\W\d_a-z][\w.’'-]+(?:, [^:\n“\"?!]{2,60})?):"
)
_BARE = re.compile(r"(?P<who>[^\W\d_][^:\n“\"?!.]{1,70}[^\W\d_][\w’'-]+(?:, [^:\n“\"?!.]{2,60})?)")
# "Prime Minister Jane Roe in a statement", "Jane Roe, on Twitter"
_WHERE = re.compile(
    r",?\s(?:in|on|via)\s(?:(?:an?|his|her|their|the)\s)?(?:[\w-]+\s)?(?:statements?|tweets?|posts?|letter|message|interview"
    r"|speech|Twitter|Facebook|Instagram|Telegram|X|television|radio|TV)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-–—•*·▪]|\(?\d{1,2}[.)])?\s*[“\"](?P<words>[^“”\"]+)[”\"]?\s*")


def claim(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind], found: list[Block]) -> list[Block]:
    """``found``, one block a paragraph, with the quotations below each such line as excerpts by whom it names. They end
    with the first paragraph that is more than a quotation."""
    result = list(found)
    who = None
    heads = [_HEAD.fullmatch(paragraph.text) or _named(paragraph.text) for paragraph in paragraphs]
    items = [_ITEM.fullmatch(paragraph.text) is not None for paragraph in paragraphs]
    named = [head for head, item in zip(heads, items[1:], strict=False) if head is not None and item]
    lists = len(named)
    if lists > 1 and all(head["who"].isupper() for head in named):
        # Among names in capitals one may have lost its colon.
        for index, paragraph in enumerate(paragraphs[:-1]):
            if heads[index] is None and items[index + 1] and paragraph.text.isupper():
                heads[index] = _BARE.fullmatch(paragraph.text)
    for index, paragraph in enumerate(paragraphs):
        # A name with a colon heads a list where another does, too.
        head = heads[index] if lists > 1 or _HEAD.fullmatch(paragraph.text) else None
        item = _ITEM.fullmatch(paragraph.text)
        if head is not None:
            where = _WHERE.search(head["who"])
            end = where.start() if where else len(head["who"])
            who = paragraph.start + head.start("who"), paragraph.start + head.start("who") + end
        elif who is None or item is None or kinds[index] == "boilerplate":
            who = None
        else:
            words = trimmed(text, paragraph.start + item.start("words"), paragraph.start + item.end("words"))
            result[index] = Block("excerpt", (words,), label=who)
    return result


def _named(text: str) -> re.Match[str] | None:
    match = _NAMED.fullmatch(text)
    words = re.findall(r"[a-z]{3,}", match["who"]) if match else []
    return match if match and not lexicon.terms("reporting").intersection(words) else None
