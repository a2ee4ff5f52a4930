"""Find everything that named officials said, and keep it in a database that can be asked.

>>> import quotes
>>> for quote in quotes.extract("“Go,” said Ada Lovelace."): print(quote.speaker, quote.text)
>>> with quotes.open("quotes.db") as archive: archive.by("Ada Lovelace")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.errors import QuotesError
from quotes.types import Document, Extraction, Quote, Speaker

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from typing import Any, Literal

    from quotes.archive import Archive

__all__ = ["Document", "Extraction", "Quote", "QuotesError", "Speaker", "extract", "frame", "open", "read"]


# The heavy modules are imported where they are called for: look-up and export start without spaCy.
def extract(source: str | Document) -> tuple[Quote, ...]:
    """The quotes of a text or a document, in the order of the text.

    ``Quote.speaker_id`` is the speaker's key within the document. Raises ModelError where a model is not installed.
    """
    from quotes import extraction, reading

    document = reading.document(source) if isinstance(source, str) else source
    return extraction.extract(document).quotes


def read(path: str | os.PathLike[str], **fields: str | None) -> Iterator[Document]:
    """The documents of a file, or of standard input for "-". Raises ReadingError.

    ``text_field``, ``title_field``, ``date_field``, ``url_field``, ``publisher_field`` and ``id_field`` name the fields
    of records that do not go by convention.
    """
    import os

    from quotes import reading

    return reading.read(os.fspath(path), **fields)


def open(path: str | os.PathLike[str] = "quotes.db") -> Archive:
    """The quote database at ``path``, made where it is missing. Raises DatabaseError."""
    from quotes import archive

    return archive.open(path)


def frame(rows: Iterable[Any], *, library: Literal["pandas", "polars"] | None = None) -> Any:
    """Quotes or speakers as a data frame of pandas or polars, whichever is installed. Raises FrameError."""
    from quotes import frames

    return frames.frame(rows, library=library)
