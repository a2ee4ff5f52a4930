"""Plain text: one file, one document, its text as decoded and nothing changed."""

from __future__ import annotations

from quotes.errors import ReadingError
from quotes.reading import language, limits
from quotes.reading.decoding import BinaryError, decode
from quotes.reading.head import document
from quotes.reading.opening import Input
from quotes.types import Document


def read(opened: Input) -> Document:
    """The document of a text file. Raises ReadingError for what is no text, empty, too large or not in English."""
    text, notes = text_of(opened, limits.TEXT)
    return checked(document(text, id=opened.name, notes=notes))


def text_of(opened: Input, limit: int) -> tuple[str, tuple[str, ...]]:
    """The decoded text of an input of at most ``limit`` bytes, and notes. Raises ReadingError."""
    try:
        return decode(opened.whole(limit, "one text"))
    except BinaryError as error:
        raise ReadingError(opened.name, f"no text but {error}", "Convert it to plain text first.") from error


def checked(found: Document, what: str = "it was saved") -> Document:
    """The document, if it holds a text in English. Raises ReadingError."""
    if not found.text.strip():
        raise ReadingError(found.id, "empty", f"Leave it out, or check how {what}.")
    try:
        language.check(found.text)
    except language.ForeignError as error:
        raise ReadingError(found.id, str(error), "Only English is read; give a translation.") from error
    return found
