"""Saved web pages: the main text as trafilatura finds it, with the title, date and site that the page gives."""

from __future__ import annotations

import codecs
import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.decoding import BinaryError, decode
from quotes.reading.extras import need
from quotes.reading.fields import Fields
from quotes.reading.head import document
from quotes.reading.opening import Input
from quotes.reading.pagehead import page_head
from quotes.reading.pieces import Piece, joined, tabled, titled
from quotes.reading.plain import checked
from quotes.reading.repair import repaired, without_markup
from quotes.types import Document

TAGS = 60_000
"""Tags of one page. A long one has some thousands; each costs time when the main text is looked for."""
NESTED = 2_000
"""Elements within elements, counted roughly; beyond, parsers give up or run out of stack."""

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# Images within the page, and whatever else makes an attribute that long.
_LONG = re.compile(rb"=\s{0,5}(?:\"[^\"<>]{5000,}\"|'[^'<>]{5000,}')")
_NESTING = re.compile(rb"<(/?)(?:div|span|b|i|em|strong|font|ul|ol|table|blockquote|section|a|article)\b")
_BLOCKS = frozenset({"p", "head", "item", "cell", "quote", "code", "ab"})
_ENDS = frozenset({"list", "row", "table", "div"})


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The document of a web page."""
    yield page(opened)


def page(opened: Input, *, url: str | None = None) -> Document:
    """The document of a web page. Raises ReadingError for one without text, too large or not in English."""
    trafilatura = need("trafilatura", extra="html", source=opened.name, what="web pages")
    source, notes = _source(opened)
    tree = trafilatura.load_html(source)
    head = page_head(tree, url) if tree is not None else None
    found = trafilatura.bare_extraction(tree, options=_options()) if head else None
    if head is None or found is None or found.body is None:
        text = without_markup(source)
        return checked(document(text, id=opened.name, notes=(*notes, "no main text found")), "the page was saved")
    text, notes = repaired(joined(titled(pieces(found.body), head.title)), notes)
    given = document(
        text, id=opened.name, title=head.title, date=head.date, publisher=head.site, url=head.url, notes=notes
    )
    return checked(given, "the page was saved")


@functools.cache
def _options() -> Any:
    """How trafilatura is to read: block quotations and bold type are kept, comments are not. A format of text, since it
    would make one of the tree otherwise, which nobody reads."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="txt", comments=False, formatting=True)


def pieces(body: Any) -> list[Piece]:
    """The paragraphs of trafilatura's tree, in order. Text of an element that is not in a block of its own belongs to
    the paragraph around it."""
    made: list[Piece] = []
    words, size, bold, level, quotations = list[str](), 0, 0, 0, 0

    def end() -> None:
        nonlocal size, bold, level
        text = "".join(words)
        if text.strip():
            made.append(Piece(text, bold, level, quotations > 0))
        words.clear()
        size = bold = level = 0

    def add(text: str | None, strong: bool) -> None:
        nonlocal size, bold
        if text:
            bold += len(text) if strong and bold == size else 0
            size += len(text)
            words.append(text)

    tables = _Tables()
    # Each entry is an element to enter, or one to leave.
    stack: list[tuple[Any, bool, bool]] = [(body, False, False)]
    while stack:
        element, strong, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS or tag in _ENDS:
                end()
            quotations -= tag == "quote"
            tables.leave(tag, made)
            if element is not body:
                add(element.tail, strong)
            continue
        if tag in _BLOCKS or tag in _ENDS:
            end()
        quotations += tag == "quote"
        tables.enter(tag, len(made))
        stack.append((element, strong, True))
        if tag == "head":
            rend = element.get("rend") or "h2"
            level = int(rend[1]) if rend[1:2].isdigit() else 2
        elif tag == "item":
            add("- ", False)
        elif tag == "lb":
            add("\n", strong)
        inner = strong or (tag == "hi" and element.get("rend") == "#b")
        if tag:
            add(element.text, inner)
            stack += [(child, inner, False) for child in reversed(element)]
    end()
    return made


class _Tables:
    """The rows and cells of the table that is being walked through, as places in the list of pieces."""

    def __init__(self) -> None:
        self.depth = self.start = 0
        self.rows: list[list[tuple[int, int]]] = []

    def enter(self, tag: str, place: int) -> None:
        if tag == "table":
            self.depth += 1
            self.start, self.rows = (place, []) if self.depth == 1 else (self.start, self.rows)
        elif tag == "row" and self.depth == 1:
            self.rows.append([])
        elif tag == "cell" and self.depth == 1 and self.rows:
            self.rows[-1].append((place, place))

    def leave(self, tag: str, made: list[Piece]) -> None:
        """At the end of a table that stands in no other, its pieces become the lines of its rows."""
        if tag == "cell" and self.depth == 1 and self.rows and self.rows[-1]:
            self.rows[-1][-1] = (self.rows[-1][-1][0], len(made))
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth and sum(end - start for row in self.rows for start, end in row) == len(made) - self.start:
                made[self.start :] = tabled([[made[start:end] for start, end in row] for row in self.rows])


def _source(opened: Input) -> tuple[str, tuple[str, ...]]:
    """The page's markup as text, decoded as its own declaration says. Raises ReadingError for absurd ones."""
    data = opened.whole(4 * limits.MARKUP, "a web page")
    if len(data) > 100_000:
        data = _LONG.sub(b'=""', data)
    if len(data) > limits.MARKUP:
        raise limits.too_large(opened.name, limits.MARKUP, "a web page")
    tags, ends = data.count(b"<"), data.count(b"</")
    if tags > 2 * TAGS or (tags - ends > NESTED and _nested(data) > NESTED):
        raise ReadingError(opened.name, f"a page with more than {TAGS:,} tags, or {NESTED:,} within each other",
                           "Save its text as a text file.")  # fmt: skip
    declared = _CHARSET.search(data[:4_096])
    name = declared.group(1).decode("ascii") if declared else ""
    try:
        if name and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # The Encoding Standard reads Latin-1 as Windows-1252.
            encoding = codecs.lookup("cp1252" if name.lower() in ("iso-8859-1", "latin1", "ascii") else name)
            return data.decode(encoding.name).replace("\0", " "), ()
    except (LookupError, UnicodeError, ValueError):
        pass  # It declares something else than it is.
    try:
        return decode(data)
    except BinaryError as error:
        raise ReadingError(opened.name, f"no page but {error}", "Save the page again.") from error


def _nested(data: bytes) -> int:
    """How many more elements are opened than closed, at most, elements that need no end tag left out."""
    steps = map({b"": 1, b"/": -1}.__getitem__, _NESTING.findall(data))
    return max(itertools.accumulate(steps), default=0)
