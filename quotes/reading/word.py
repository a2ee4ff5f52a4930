"""Word files: paragraphs, headings, cells of tables and text boxes in their order, what was deleted left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.extras import need
from quotes.reading.fields import Fields
from quotes.reading.head import document
from quotes.reading.opening import Input
from quotes.reading.pieces import Piece, joined, tabled
from quotes.reading.plain import checked
from quotes.reading.repair import repaired
from quotes.types import Document

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text, field codes, and the second copy of a text box for old programs.
_LEFT_OUT = frozenset({MAIN + "del", MAIN + "moveFrom", MAIN + "instrText", MAIN + "delText", FALLBACK})
_QUOTED = -1
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The document of a Word file. Raises ReadingError for a damaged one and for one that unpacks beyond measure."""
    package = need("docx", extra="docx", source=opened.name, what="Word files")
    data = opened.whole(what="a Word file")
    _check(data, opened.name)
    try:
        opened_package = package.Document(io.BytesIO(data))
        body = opened_package.element.body
        levels = _levels(opened_package)
    except Exception as error:  # The library lets through whatever its parts raise: KeyError, ValueError, lxml's.
        raise ReadingError(opened.name, "damaged, or no Word file", "Open it in Word and save it again.") from error
    pieces = list(_pieces(body, levels))
    title = next((piece.text.strip() for piece in pieces[:5] if piece.level == 1), None)
    text, notes = repaired(joined(pieces))
    yield checked(document(text, id=opened.name, title=title, notes=notes), "it was made (a scan has no text)")


def _check(data: bytes, source: str) -> None:
    """Raises ReadingError for what is no ZIP archive or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(source, "damaged or cut off", "Fetch it again.") from error
    if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.WHOLE:
        raise ReadingError(source, f"unpacks to more than {limits.megabytes(limits.WHOLE)}", "Save it as text.")
    # The main part is text: beyond this, reading it would take minutes.
    if any(part.file_size > limits.TEXT for part in parts if part.filename.endswith(".xml")):
        raise limits.too_large(source, limits.TEXT, "the text of a Word file")


def _levels(package: Any) -> dict[str, int]:
    """The level of heading that each style gives: 1 for the title; ``_QUOTED`` for block quotations."""
    levels = {}
    for style in package.styles:
        name = (style.name or "").casefold()
        if name == "title":
            levels[style.style_id] = 1
        elif name in ("quote", "intense quote", "block text", "block quotation", "quotations"):
            levels[style.style_id] = _QUOTED
        elif name.startswith("heading ") and name[8:].isdigit():
            levels[style.style_id] = min(6, int(name[8:]) + 1)
    return levels


def _pieces(body: Any, levels: dict[str, int]) -> Iterator[Piece]:
    """The paragraphs in document order, those of tables and text boxes included, each once."""
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == MAIN + "p":
            style = element.find(f"{MAIN}pPr/{MAIN}pStyle")
            level = levels.get(style.get(MAIN + "val"), 0) if style is not None else 0
            quoted = level == _QUOTED
            level = max(0, level)
            text, bold, boxes = _paragraph(element)
            numbered = element.find(f"{MAIN}pPr/{MAIN}numPr") is not None and text.strip() and not level
            yield Piece("- " + text, bold and bold + 2) if numbered else Piece(text, bold, level, quoted)
            stack += reversed(boxes)
        elif element.tag == MAIN + "tbl":
            yield from tabled([[_cell(cell, levels) for cell in _own(row, "tc")] for row in _own(element, "tr")])
        else:
            stack += reversed(element)


def _own(element: Any, tag: str) -> list[Any]:
    """The rows of a table, or the cells of a row, without those of tables within."""
    return [each for each in element.iter(MAIN + tag) if next(each.iterancestors(element.tag)) is element]


def _cell(cell: Any, levels: dict[str, int]) -> list[Piece]:
    return [piece for piece in _pieces(cell, levels) if piece.text.strip()]


def _paragraph(paragraph: Any) -> tuple[str, int, list[Any]]:
    """The text of a paragraph, how many code points at its start are bold, and the text boxes anchored in it."""
    words, boxes = list[str](), list[Any]()
    size = bold = 0
    stack = [(child, False) for child in reversed(paragraph)]
    while stack:
        element, strong = stack.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == MAIN + "txbxContent":
            boxes.append(element)
            continue
        text = ""
        if element.tag == MAIN + "t":
            text = element.text or ""
        elif element.tag == MAIN + "r":
            strong = _is_bold(element)
        elif isinstance(element.tag, str) and element.tag.startswith(MAIN):
            text = _CHARACTERS.get(element.tag.removeprefix(MAIN), "")
        if strong and bold == size:
            bold += len(text)
        size += len(text)
        words.append(text)
        # Tab stops are settings of the paragraph, not characters.
        if element.tag != MAIN + "pPr":
            stack += [(child, strong) for child in reversed(element)]
    return "".join(words), bold, boxes


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{MAIN}rPr/{MAIN}b")
    return mark is not None and mark.get(MAIN + "val") not in ("0", "false", "off")
