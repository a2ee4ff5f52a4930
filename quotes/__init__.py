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
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Literal

    from quotes.archive import Archive

__all__ = [
    "Document", "Extraction", "Quote", "QuotesError", "Speaker", "extract", "extract_many", "frame", "open", "read",
]  # fmt: skip


# The heavy modules are imported where they are called for: look-up and export start without spaCy.
def extract(source: str | Document) -> tuple[Quote, ...]:
    """The quotes of a text or a document, in the order of the text.

    ``Quote.speaker_id`` is the speaker's key within the document. Raises ModelError where a model is not installed.
    """
    from quotes import extraction, reading

    document = reading.document(source) if isinstance(source, str) else source
    return extraction.extract(document).quotes


def extract_many(
    documents: Iterable[str | Document],
    *,
    workers: int = 1,
    batch_size: int = 2,
    failed: Callable[[Document, Exception], None] | None = None,
) -> Iterator[Extraction]:
    """What is found in each of these texts and documents, as it is found, in their order: the document and its quotes.

    ``workers`` is how many processes find quotes, each with models of its own that are loaded once; they are started
    once there is enough to read to make up for that, and the program's own module must be guarded by
    ``if __name__ == "__main__"``. Each is given ``batch_size`` documents at a time; only so many more are taken from
    the input as it takes to keep them busy. What is found does not depend on either.

    Where a fault of the program comes up in a document, or the process that reads it dies, ``failed`` is told and the
    document left out; without ``failed``, the exception passes. Raises ModelError where a model is not installed, and
    ValueError where ``workers`` or ``batch_size`` is less than 1.
    """
    if min(workers, batch_size) < 1:
        raise ValueError(f"workers={workers} and batch_size={batch_size} must be 1 or more")
    from quotes import extraction, reading
    from quotes.parallel.extracting import extractions

    given = (reading.document(each) if isinstance(each, str) else each for each in documents)
    return extractions(given, extraction.extract, workers=workers, ahead=batch_size, failed=failed)


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
