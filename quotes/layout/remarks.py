"""Collections of one person's remarks: excerpts, each closed by its occasion.

The occasions cut the text. What stands between two of them is an excerpt, save for what is told about people (the
captions of pictures) and what a heading or a section's number cuts off: text that no occasion closes is no excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from quotes.layout import collected, occasions, sentences
from quotes.layout.collected import Person
from quotes.layout.labels import fold, titles
from quotes.layout.occasions import Occasion
from quotes.layout.paragraphs import Paragraph, trimmed
from quotes.types import Block, BlockKind, Document, Span

FEWEST = 3
"""Occasions that make a collection."""

_NUMERAL = re.compile(r"(?:(?<=[.!?,”\"\s]\s)|(?<=^))(?P<numeral>[IVX]{1,5})\.\??(?=\s?[A-Z“\"])")
_DASHED = re.compile(r"(?:[—–―]|--?)\s*(?P<words>[^\W\d_][^\n“”\".!?]{5,150}\b(?:19|20)\d\d)\)?\.?")
"""A line behind a dash that ends with a year."""
_OTHER = re.compile(r"(?P<name>[^\W\d_a-z][^:\n“”\".!?]{3,80}):\s*[“\"«]")
"""Somebody's name, with what goes with it, before a quotation."""
_NUMBER = re.compile(r"\W*(?:[IVX]{1,5}|\d{1,3})\W*")
"""The number of a section, alone on its line."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ITEM = re.compile(r"(?:\(?\d{1,3}[.):]|[-–—•*·])\s+")
_ITEM_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s+(?=[^\W\d_a-z]|[“\"«‘'])")
_MARKS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "「": "」"}


class Stretch(NamedTuple):
    """A stretch of the document: running text, an occasion, a section's number, or a block that cuts."""

    kind: Literal["text", "occasion", "cut"]
    span: Span
    occasion: Occasion | None = None
    block: BlockKind = "paragraph"


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a collection of remarks, or None if the document is none."""
    stretches = _with_dashed(document.text, list(_stretches(document.text, paragraphs, kinds)))
    count = sum(stretch.kind == "occasion" for stretch in stretches)
    if count < FEWEST:
        return _listed(document.text, paragraphs, kinds)
    who = _whose(document.text, paragraphs, kinds, stretches)
    if who is None:
        return None
    if _occasions_lead(document.text, stretches, who):
        return list(_led(document.text, stretches, who))
    return list(_closed(document.text, stretches, who))


def _stretches(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> Iterator[Stretch]:
    section = 0
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        found = occasions.find(text, paragraph.start, paragraph.end) if kind != "boilerplate" else []
        if _NUMBER.fullmatch(paragraph.text):
            yield Stretch("cut", paragraph.span, block="heading")
            continue
        if kind not in ("paragraph", "caption") and not found:
            yield Stretch("cut", paragraph.span, block=kind)
            continue
        place = paragraph.start
        for occasion in [*found, None]:
            stop = occasion.start if occasion else paragraph.end
            numbered = text.find(_ROMAN[section] + ".", place, stop) >= 0
            for match in _NUMERAL.finditer(text, place, stop) if numbered else ():
                if match.group("numeral") != _ROMAN[section]:
                    continue
                section = min(section + 1, len(_ROMAN) - 1)
                yield from _text(text, place, match.start())
                yield Stretch("cut", match.span(), block="heading")
                place = match.end()
            yield from _text(text, place, stop)
            if occasion:
                yield Stretch("occasion", occasion.span, occasion)
                place = occasion.end


def _with_dashed(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches, each line that begins with a dash and ends with a date as an occasion of any kind, where occasions
    are set so."""
    known = [stretch.occasion.outer for stretch in stretches if stretch.occasion is not None]
    if sum(_DASHED.match(text, *outer) is not None for outer in known) * 2 < max(2, len(known)):
        return stretches
    found: list[Stretch] = []
    for stretch in stretches:
        line = stretch.kind == "text" and _DASHED.fullmatch(text, *stretch.span)
        if line:
            span = line.span("words")
            found.append(Stretch("occasion", span, Occasion(span, stretch.span)))
        else:
            found.append(stretch)
    return found


def _text(text: str, start: int, end: int) -> Iterator[Stretch]:
    span = trimmed(text, start, end)
    if any(char.isalnum() for char in text[slice(*span)]):
        yield Stretch("text", span)


def _whose(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind], stretches: list[Stretch]) -> Person | None:
    title = next((p.span for p, kind in zip(paragraphs, kinds, strict=True) if kind == "heading"), None)
    lead: list[Span] = []
    captions: list[Span] = []
    after: list[Span] | None = lead
    for stretch in stretches:
        if stretch.kind == "occasion":
            after = captions
        elif stretch.kind == "text" and after is not None:
            few = 3 if after is lead else 1
            after.extend(_sentences(text, (stretch.span[0], min(stretch.span[1], stretch.span[0] + 1000)))[:few])
            after = lead if after is lead else None
    return collected.person(text, title, lead, captions)


def _sentences(text: str, span: Span) -> list[Span]:
    spans = []
    start = span[0]
    for stop in sentences.ends(text, *span):
        sentence = trimmed(text, start, stop)
        if sentence[0] < sentence[1]:
            spans.append(sentence)
        start = stop
    return spans


def _occasions_lead(text: str, stretches: list[Stretch], who: Person) -> bool:
    """Whether each occasion stands above its excerpt: the text goes on after the last one, and nothing but a lead
    stands before the first."""
    order = [stretch for stretch in stretches if stretch.kind != "cut"]
    first = next(index for index, stretch in enumerate(order) if stretch.kind == "occasion")
    whole_lines = all(
        stretch.occasion is not None and _is_line(text, stretch.occasion)
        for stretch in order
        if stretch.kind == "occasion"
    )
    before = order[:first]
    return (
        whole_lines
        and order[-1].kind == "text"
        and all(
            collected.introduces(text, stretch.span, who.name) or _is_headline(text, stretch.span) for stretch in before
        )
    )


def _is_headline(text: str, span: Span) -> bool:
    """Whether a line without a stop heads the occasions below it: "On water"."""
    words = text[slice(*span)]
    return len(words) <= 80 and "\n" not in words and words[0].isupper() and words[-1].isalnum()


def _is_line(text: str, occasion: Occasion) -> bool:
    before, after = text[max(0, occasion.start - 1) : occasion.start], text[occasion.end : occasion.end + 1]
    return before in ("", "\n", "\r") and after in ("", "\n", "\r")


def _closed(text: str, stretches: list[Stretch], who: Person) -> Iterator[Block]:
    """Excerpts with the occasion after them."""
    pending: list[Span] = []
    sectioned = led = False
    for stretch in stretches:
        if stretch.kind == "text":
            pending.append(stretch.span)
        elif stretch.kind == "occasion":
            while not led and len(pending) > 1 and _is_lead(text, pending[0], who):
                # An editor's lead tells of the person and of itself ("We have collected ...").
                yield Block("caption", (pending.pop(0),))
            led = True
            while len(pending) > 1 and _is_headline(text, pending[0]):
                yield Block("heading", (pending.pop(0),))
            if pending and _is_another(text, pending[-1], who):
                # Somebody else's words on the same matter.
                yield from (Block("paragraph", (span,)) for span in (*pending, stretch.span))
            else:
                yield from _excerpt(text, pending, who, stretch)
            pending = []
        else:
            yield from (Block("caption", (span,)) for span in pending)
            yield Block(stretch.block, (stretch.span,))
            sectioned = sectioned or text[stretch.span[0]] in "IVX"
            pending = []
    # A page that breaks off within a section breaks off within an excerpt.
    if pending and sectioned and text[pending[-1][1] - 1] not in '.!?…"”’)]':
        yield from _excerpt(text, pending, who, None)
    else:
        yield from (Block("paragraph", (span,)) for span in pending)


def _is_another(text: str, span: Span, who: Person) -> bool:
    """Whether a stretch gives another's words, by the name before its colon and quotation marks."""
    match = _OTHER.match(text, *span)
    if match is None or who.name.split()[-1] in match["name"]:
        return False
    words = match["name"].split()
    named = any(fold(word) in titles() for word in words[:-1])
    return named and words[-1][0].isalpha()


def _is_lead(text: str, span: Span, who: Person) -> bool:
    return collected.is_about(text, _sentences(text, span)[0], who.name)


def _led(text: str, stretches: list[Stretch], who: Person) -> Iterator[Block]:
    """Excerpts with the occasion before them."""
    pending: list[Span] = []
    above: Stretch | None = None
    for stretch in [*stretches, None]:
        if stretch is not None and stretch.kind == "text":
            pending.append(stretch.span)
            continue
        if stretch is not None and stretch.kind == "occasion" and pending and _is_headline(text, pending[-1]):
            yield Block("heading", (pending.pop(),))
        if above is None:
            yield from (Block("paragraph", (span,)) for span in pending)
        elif pending:
            yield from _excerpt(text, pending, who, above)
        pending = []
        if stretch is not None and stretch.kind == "occasion":
            above = stretch
        elif stretch is not None:
            yield Block(stretch.block, (stretch.span,))


def _excerpt(text: str, pending: list[Span], who: Person, closing: Stretch | None) -> Iterator[Block]:
    """The captions at the start of ``pending``, and the excerpt that the rest is."""
    about = True
    units = [sentence for span in pending for sentence in _sentences(text, span)]
    kept = 0
    for kept, unit in enumerate(units):
        goes_on = kept > 0 and collected.goes_on(text, unit)
        about = collected.is_about(text, unit, who.name) or goes_on
        if not about:
            break
    else:
        kept = len(units)
    if kept:
        yield Block("caption", ((units[0][0], units[kept - 1][1]),))
    if kept < len(units):
        number = _ITEM_NUMBER.match(text, units[kept][0], units[-1][1])
        span = _unmarked(text, (number.end() if number else units[kept][0], units[-1][1]))
        occasion = closing.span if closing else None
        yield Block("excerpt", (span,), label=who.mention, speaker=who.name, occasion=occasion)
    elif closing is not None:
        yield Block("paragraph", (closing.span,))


def _listed(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a list of quotations without occasions, all by the person whom the title names."""
    title = next((p.span for p, kind in zip(paragraphs, kinds, strict=True) if kind == "heading"), None)
    who = (collected.owner(text, title) or _introduced(text, paragraphs, kinds)) if title else None
    if title is None or who is None:
        return None
    found = []
    excerpts = 0
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        item = _ITEM.match(paragraph.text)
        start = paragraph.start + (item.end() if item else 0)
        span = _unmarked(text, (start, paragraph.end)) if start < paragraph.end else paragraph.span
        if span[0] > start:
            found.append(Block("excerpt", (span,), label=who.mention, speaker=who.name))
            excerpts += 1
        elif kind == "paragraph" and paragraph.text.strip("-–—~ ,.") not in (who.name, text[slice(*who.mention)]):
            found.append(Block(kind, (paragraph.span,)))
        else:
            found.append(Block("byline" if kind == "paragraph" else kind, (paragraph.span,)))
    other = sum(block.kind == "paragraph" for block in found)
    return found if excerpts >= FEWEST and other <= excerpts // 3 else None


def _introduced(text: str, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> Person | None:
    """The one titled person of whom the lead tells, where it ends in a colon and a list of whole quotations follows."""
    items = [_is_item(text, paragraph) for paragraph in paragraphs]
    first = items.index(True) if sum(items) >= FEWEST else 0
    if not first or not all(items[first:]) or not paragraphs[first - 1].text.endswith(":"):
        return None
    lead = [p.span for p, kind in zip(paragraphs[:first], kinds, strict=False) if kind == "paragraph"]
    return collected.person(text, None, [sentence for span in lead for sentence in _sentences(text, span)], ())


def _is_item(text: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph is an item of a list that is a quotation as a whole."""
    item = _ITEM.match(paragraph.text)
    span = (paragraph.start + item.end(), paragraph.end) if item else paragraph.span
    return item is not None and span[0] < span[1] and _unmarked(text, span) != span


def _unmarked(text: str, span: Span) -> Span:
    """The extent without the quotation marks that enclose it as a whole."""
    opening, closing = text[span[0]], text[span[1] - 1]
    inside = text[span[0] + 1 : span[1] - 1]
    if _MARKS.get(opening) == closing and closing not in inside and opening not in inside:
        within = trimmed(text, span[0] + 1, span[1] - 1)
        return within if within[0] < within[1] else span
    return span
