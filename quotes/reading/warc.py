"""Web archives: each page of HTML or text that a WARC file holds, one document each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.extras import need
from quotes.reading.fields import Fields
from quotes.reading.opening import Input
from quotes.reading.records import Faults
from quotes.types import Document

BLOCK = 1 << 20
PAGES = ("text/html", "application/xhtml+xml")


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The documents of a web archive, named FILE#1, FILE#2, ... by the number of their record. Answers other than 200,
    images and the like are passed over; pages that cannot be read are named in one ReadingError at the end."""
    iterator = need("warcio.archiveiterator", extra="warc", source=opened.name, what="web archives")
    if not opened.head(16).startswith(b"WARC/"):
        raise ReadingError(opened.name, "no web archive, whatever its name says", "Check how it was saved.")
    faults = Faults(opened.name, "page")
    # Large blocks, since the library puts an endless line together block by block.
    records = iter(iterator.ArchiveIterator(opened.stream, block_size=BLOCK))
    number = 0
    while True:
        try:
            record = next(records, None)
            number += 1
            page = _page(record) if record is not None else None
        except ReadingError:
            raise
        except Exception as error:  # warcio's own errors, and those of what it unpacks.
            raise ReadingError(opened.name, f"damaged after record {number}", "Fetch it again.") from error
        if record is None:
            break
        if page is None:
            continue
        faults.total += 1
        kind, data = page
        try:
            yield _document(kind, data, f"{opened.name}#{number}", record.rec_headers.get_header("WARC-Target-URI"))
        except ReadingError as error:
            faults.add(error.reason)
    if not faults.total:
        raise ReadingError(opened.name, "holds no page of HTML or text", "Leave it out.")
    faults.settle("The others went in.")


def _page(record: Any) -> tuple[str, bytes] | None:
    """The kind and bytes of a record that holds a page; None for any other."""
    if record.rec_type == "conversion":
        kind = "text/plain"
    elif record.rec_type in ("response", "resource"):
        headers = record.http_headers
        if headers is not None and headers.get_statuscode() != "200":
            return None
        given = headers.get_header("Content-Type") if headers is not None else None
        kind = (given or record.rec_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    else:
        return None
    if kind not in PAGES and kind != "text/plain":
        return None
    return kind, record.content_stream().read(limits.MARKUP + 1)


def _document(kind: str, data: bytes, name: str, url: str | None) -> Document:
    from quotes.reading import plain, webpages

    opened = Input(name, "", io.BufferedReader(io.BytesIO(data)))
    found = webpages.page(opened, url=url) if kind in PAGES else plain.read(opened)
    return Document(found.id, found.text, found.title, found.date, found.publisher, found.url or url, found.notes)
