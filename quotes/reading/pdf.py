"""PDF files: the lines of each page as pypdf gives them, put together by ``typeset``."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator, Sequence
from typing import Any

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.columns import Chunk, by_columns
from quotes.reading.extras import need
from quotes.reading.fields import Fields
from quotes.reading.head import document
from quotes.reading.opening import Input
from quotes.reading.pieces import joined
from quotes.reading.plain import checked
from quotes.reading.repair import repaired
from quotes.reading.typeset import Line, pieces
from quotes.types import Document

MARGIN = 0.7
"""Parts of a font's size by which a line may leave its height and stay the same line: superscripts."""


MENDED = 10_000_000
"""Bytes of a PDF up to which the library may look for what a damaged one lost."""


class _LateError(Exception):
    """A page takes too long."""


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The document of a PDF file. Raises ReadingError for a damaged, protected or scanned one."""
    pypdf = need("pypdf", extra="pdf", source=opened.name, what="PDF")
    # What it has to say of a damaged file is said here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = opened.whole(what="a PDF file")
    _check(data, opened.name)
    pages, skipped = [], 0
    for page in _pages(pypdf, data, opened.name):
        if page is None:
            skipped += 1
        else:
            pages.append(page)
    if not any(pages):
        if skipped:
            raise ReadingError(opened.name, "damaged: no page can be read", "Fetch it again, or save it as text.")
        raise ReadingError(opened.name, "no text in it, as in a scan", "Run text recognition (OCR) over it first.")
    notes: tuple[str, ...] = (f"{skipped} damaged pages left out",) if skipped else ()
    found, furniture = pieces(pages)
    if furniture:
        notes = (*notes, f"{furniture} running heads, feet and page numbers removed")
    title = next((piece.text for piece in found[:3] if piece.level == 1), None)
    text, notes = repaired(joined(found), notes)
    yield checked(document(text, id=opened.name, title=title, notes=notes), "it was made")


def _check(data: bytes, source: str) -> None:
    """Raises ReadingError for what is no PDF, and for a large one without an end: mending it would take minutes."""
    if b"%PDF-" not in data[:1_024]:
        raise ReadingError(source, "no PDF, whatever its name says", "Check how it was saved.")
    if len(data) > MENDED and b"startxref" not in data[-2_048:]:
        raise ReadingError(source, "cut off", "Fetch it again.")


def _pages(pypdf: Any, data: bytes, source: str) -> Iterator[list[Line] | None]:
    """The lines of each page; None for a page that cannot be read."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(source, "protected by a password", "Save a copy without one.")
        count = len(reader.pages)
    except ReadingError:
        raise
    except Exception as error:  # The library lets through whatever a damaged file makes it do.
        raise ReadingError(source, "damaged, or no PDF", "Fetch it again, or save it as text.") from error
    if count > limits.PAGES:
        raise ReadingError(source, f"{count:,} pages, more than {limits.PAGES:,}", limits.SPLIT)
    size, spent = 0, 0.0
    for number in range(count):
        began = time.monotonic()
        try:
            lines = _lines(reader.pages[number], began + limits.SECONDS - spent)
        except Exception:  # Another page may be sound.
            yield None
            # All the time that broken pages take together is bounded, too.
            spent += time.monotonic() - began
            if spent >= limits.SECONDS:
                raise ReadingError(source, f"damaged at page {number + 1}", "Save it as text.") from None
            continue
        size += sum(len(line.text) for line in lines)
        if size > limits.TEXT:
            raise limits.too_large(source, limits.TEXT, "one text")
        yield lines


def _lines(page: Any, deadline: float) -> list[Line]:
    """The lines of a page in the order in which they were set; column by column where they were set row by row."""
    chunks: list[Chunk] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float) -> None:
        if text:
            x, y, scale = _placed(matrix, text_matrix)
            chunks.append(Chunk(x, y, max(1.0, abs(size) * scale), text, _is_bold(font)))

    def in_time(*_: Any) -> None:
        if time.monotonic() > deadline:
            raise _LateError

    page.extract_text(visitor_text=visit, visitor_operand_before=in_time)
    rows = by_columns(chunks)
    if rows:
        return [line for row in rows for line in _joined([chunk._replace(text=_spaced(chunk.text)) for chunk in row])]
    return _joined(chunks)


def _spaced(text: str) -> str:
    """The text of a piece in a row; what stands in two of them is two words."""
    return " ".join(text.split()) + " "


def _joined(chunks: Sequence[Chunk]) -> list[Line]:
    """The lines that pieces in their order make up: a line ends at its mark and where the height changes."""
    lines: list[Line] = []
    words, bold = list[str](), 0
    place: tuple[float, float, float] | None = None

    def end() -> None:
        nonlocal bold, place
        text = "".join(words)
        if text.strip() and place is not None:
            lead = len(text) - len(text.lstrip())
            lines.append(Line(*place, text.strip(), max(0, bold - lead)))
        words.clear()
        bold, place = 0, None

    for x, y, height, text, strong in chunks:
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if not part:
                continue
            if place is not None and part.strip() and abs(y - place[1]) > MARGIN * max(height, place[2]):
                end()
            if part.strip() and place is None:
                place = (x, y, height)
            if strong and bold == sum(map(len, words)):
                bold += len(part)
            words.append(part)
    end()
    return lines


def _placed(matrix: list[float], text_matrix: list[float]) -> tuple[float, float, float]:
    """Where the text begins on the page, and the factor of its size; in points."""
    x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
    y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
    scale = abs((text_matrix[3] or text_matrix[1] or 1.0) * (matrix[3] or matrix[1] or 1.0))
    return float(x), float(y), float(scale)


def _is_bold(font: Any) -> bool:
    name = str(font.get("/BaseFont", "")) if hasattr(font, "get") else ""
    return any(word in name.lower() for word in ("bold", "black", "heavy"))
