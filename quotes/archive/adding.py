"""Adding documents: found out which are new, read in one process or several, written by this one in batches."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from quotes.archive.looking import Looking
from quotes.archive.results import Added, Summary
from quotes.database import documents as stored
from quotes.types import Document, Extraction

if TYPE_CHECKING:
    from quotes.parallel.workers import Outcome

Extract = Callable[[Document], Extraction]

BATCH_DOCUMENTS, BATCH_TEXT, BATCH_SECONDS = 200, 2_000_000, 0.1
"""A batch is written when it has so many documents or code points of text, or when the last one was written so many
seconds ago: a document that took long is not at risk for long."""
CACHE = 4_096
"""KiB of the database that are kept in memory meanwhile: more would fill up, document by document, and gain little."""


class Adding(Looking):
    """How documents come into an archive, and go."""

    def add(
        self, documents: Iterable[Document], *, extract: Extract | None = None, again: bool = False, workers: int = 1
    ) -> Summary:
        """Finds the quotes of these documents and keeps them. See ``ingest``."""
        summary = Summary()
        for added in self.ingest(documents, extract=extract, again=again, workers=workers):
            summary.count(added)
        return summary

    def ingest(
        self,
        documents: Iterable[Document],
        *,
        extract: Extract | None = None,
        again: bool = False,
        failed: Callable[[Document, Exception], None] | None = None,
        workers: int = 1,
    ) -> Generator[Added, None, None]:
        """Like ``add``, document by document, in their order: what has been given out is in the database for good.

        A document that is there already, with the same text and metadata, is left alone unless ``again`` is set; a
        changed one replaces the one of the same id. ``extract`` finds the quotes, by default
        ``quotes.extraction.extract``. Where it raises what is no QuotesError, a fault of the program, or the process
        that it runs in dies, ``failed`` is told and the document left out; without ``failed``, the exception passes.

        ``workers`` is how many processes read at a time, once there is enough to read to make up for their start;
        ``extract`` must then be a function at the top level of a module, and the program's own module guarded by
        ``if __name__ == "__main__"``. The database is the same, whatever their number.
        """
        from quotes.parallel.extracting import Item, extracted

        items = (Item(self.clean(document), again or not self.is_stored(document)) for document in documents)
        found = extracted(items, extract or extract_by_default, workers=workers)
        with self._db.cached(CACHE):
            # Closed, and its processes with it, however this ends.
            with contextlib.closing(found):
                yield from self._batches(found, failed, again=again)
            self._settle()

    def _batches(
        self,
        found: Iterable[tuple[Document, Outcome | None]],
        failed: Callable[[Document, Exception], None] | None,
        *,
        again: bool,
    ) -> Iterator[Added]:
        """Writes what comes in, batch by batch, and gives out what has been written."""
        from quotes.parallel.extracting import tell

        batch: list[Document | Extraction] = []
        size, written = 0, float("-inf")
        try:
            for document, outcome in found:
                if isinstance(outcome, Exception):
                    tell(failed, document, outcome)
                    continue
                batch.append(outcome or document)
                size += len(document.text)
                late = time.monotonic() - written >= BATCH_SECONDS
                if late or size >= BATCH_TEXT or len(batch) >= BATCH_DOCUMENTS:
                    full, batch, size = batch, [], 0
                    yield from self._write(full, again=again)
                    written = time.monotonic()
        except (Exception, KeyboardInterrupt):
            # What is done is not thrown away.
            self._write(batch, again=again)
            raise
        yield from self._write(batch, again=again)

    def clean(self, document: Document) -> Document:
        """The document as the database can hold it: lone surrogates replaced, extents unchanged."""
        return stored.clean(document)

    def is_stored(self, document: Document) -> bool:
        """Whether this very document is there, as this version of the extractor read it."""
        return stored.is_stored(self._db, self.clean(document), self.extractor)

    def store(self, extraction: Extraction) -> Added:
        """Keeps what was found in a document, in place of what was there under its id. Its speakers join those of
        other documents when they are next asked for."""
        (added,) = self._write([extraction], again=True)
        return added

    def remove(self, document: str) -> Document:
        """Takes a document and its quotes out. ``document`` is an id, or the part of an id that no other has."""
        from quotes.archive import resolving

        found = self.document(document)
        resolving.remove(self._db, found.id)
        return found

    def _write(self, batch: list[Document | Extraction], *, again: bool) -> list[Added]:
        """Keeps a batch in one transaction: what was found, and documents that are there already. What has come in by
        another way since it was begun is not written a second time, unless ``again`` is set."""
        if not any(isinstance(item, Extraction) for item in batch):
            return [Added(item.id, "unchanged", 0) for item in batch if isinstance(item, Document)]
        with self._db.transaction():
            return [self._keep(item, again=again) for item in batch]

    def _keep(self, item: Document | Extraction, *, again: bool) -> Added:
        from quotes.archive import resolving

        if isinstance(item, Document):
            return Added(item.id, "unchanged", 0)
        if not again and self.is_stored(item.document):
            return Added(item.document.id, "unchanged", 0)
        replaced = resolving.store(self._db, item, self.extractor)
        return Added(item.document.id, "replaced" if replaced else "added", len(item.quotes))


def extract_by_default(document: Document) -> Extraction:
    """``quotes.extraction.extract``, which takes a second to import: only who adds documents waits for it."""
    from quotes.extraction import extract

    return extract(document)
