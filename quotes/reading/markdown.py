"""Markdown: front matter gives what is known about the document, the rest is its text without marks and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from quotes.reading import limits
from quotes.reading.fields import NAMES, Fields, date_of, found
from quotes.reading.head import document
from quotes.reading.opening import Input
from quotes.reading.pieces import Piece, joined, titled
from quotes.reading.plain import checked, text_of
from quotes.reading.repair import repaired, without_markup
from quotes.types import Document

PARSED = 5_000_000
"""Code points up to which marks are looked at; what is longer is read as plain text."""

_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*[:=]\s*(.*)")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The document of a Markdown file."""
    text, notes = text_of(opened, limits.TEXT)
    values, body = front_matter(text)
    known = found(list(values), fields)
    first = {part: next((values[name] for name in known[part] if values.get(name)), None) for part in NAMES}
    if len(body) <= PARSED:
        pieces = paragraphs(body)
        title = first["title"] or next((piece.text for piece in pieces[:3] if piece.level == 1), None)
        text, notes = repaired(joined(titled(pieces, title)), notes)
    else:
        title, text = first["title"], body
    yield checked(
        document(
            text,
            id=first["id"] if fields.id and first["id"] else opened.name,
            title=title,
            date=date_of(first["date"]),
            publisher=first["publisher"],
            url=first["url"],
            notes=notes,
        )
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The values before the text, between lines of --- (YAML) or +++ (TOML), and the text after them. Only single
    values are taken, folded ones included; lists and nested values say nothing about a document here."""
    lines = text[:100_000].splitlines(keepends=True)
    closing = _FENCES.get(lines[0].strip()) if lines else None
    if closing is None:
        return {}, text
    end = next((number for number, line in enumerate(lines[1:200], 1) if line.rstrip() in closing), None)
    if end is None or not any(_LINE.match(line) for line in lines[1:end]):
        return {}, text
    values: dict[str, str] = {}
    name = ""
    for line in lines[1:end]:
        match = _LINE.match(line)
        if match:
            name = match.group(1)
            values.setdefault(name, _value(match.group(2)))
        elif line[:1].isspace() and name and not line.lstrip().startswith("- "):
            values[name] = f"{values[name]} {line.strip()}".strip()
    return values, text[sum(map(len, lines[: end + 1])) :]


def _value(written: str) -> str:
    written = written.strip()
    if written in (">", "|", ">-", "|-"):
        return ""
    if len(written) >= 2 and written[0] == written[-1] and written[0] in "'\"":
        return written[1:-1].replace("''" if written[0] == "'" else '\\"', written[0])
    return written.split(" #", 1)[0].rstrip()


def paragraphs(text: str) -> list[Piece]:
    """The paragraphs of a Markdown text; the items of a list begin with a dash or their number, a table's cells stand
    by themselves."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    pieces: list[Piece] = []
    level, item, numbers, quotations = 0, "", list[int | None](), 0
    for token in parser.parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotations += token.nesting
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            item, numbers[-1] = (f"{number}. ", number + 1) if number is not None else ("- ", None)
        elif token.type == "inline":
            words, bold = _inline(token.children or ())
            pieces.append(Piece(item + words, bold and bold + len(item), level, quotations > 0))
            level, item = 0, ""
        elif token.type in ("fence", "code_block"):
            pieces.append(Piece(token.content.rstrip()))
        elif token.type == "html_block":
            pieces += [Piece(part) for part in without_markup(token.content).split("\n\n")]
    return pieces


def _inline(tokens: Sequence[Any]) -> tuple[str, int]:
    """The words of a paragraph, and how many code points at its start are bold."""
    words, size, bold, depth = list[str](), 0, 0, 0
    for token in tokens:
        text = ""
        if token.type in ("text", "code_inline"):
            text = token.content
        elif token.type == "softbreak":
            text = " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            text = "\n"
        elif token.type == "strong_open":
            depth += 1
        elif token.type == "strong_close":
            depth -= 1
        if depth and bold == size:
            bold += len(text)
        size += len(text)
        words.append(text)
    return "".join(words), bold
