"""Everything in the archive, or a part of it, on its way to a file: document by document, memory constant."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.archive.looking import Looking, Narrowing
from quotes.database import Database, streaming
from quotes.database.quotes import Filter
from quotes.types import Document

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Exporting(Looking):
    """What goes out of an archive."""

    def export(
        self, *, by: str | None = None, texts: bool = False, **narrowing: Unpack[Narrowing]
    ) -> Iterator[tuple[Document, list[streaming.Row]]]:
        """The documents with the rows of their quotes (see ``export.rows``), in the order of the documents' ids and of
        the text. ``by`` is a speaker's name, the other options are those of ``Narrowing``, except that attitudes are
        given too; ``limit`` and ``after`` do not count. A document's text is empty unless ``texts`` is set.

        It is the state of one moment, whatever is written meanwhile. Raises as ``by`` does.
        """
        self._settle()
        chosen = self._filter({"act": (), **narrowing})
        if by is not None:
            chosen = dataclasses.replace(chosen, speaker=self.identify(by).id)
        return ((stored.document, stored.rows) for stored in self._stored(chosen, texts=texts))

    def records(self) -> Iterator[tuple[dict[str, Any], list[streaming.Row]]]:
        """Everything that ``Importing.bring`` needs to make this database anew: decisions, entries of authority files
        and documents, each as a record, these with the rows of their quotes."""
        from quotes.archive import records

        self._settle()
        with Database(self._db.path, readonly=True) as db:
            db.execute("BEGIN")
            for record in records.decisions(db):
                yield record, []
            for stored in streaming.stored(db, Filter(), texts=True, all=True):
                yield records.document(db, stored), stored.rows

    def _stored(self, filter: Filter, *, texts: bool) -> Iterator[streaming.Stored]:
        # A connection of its own: its transaction is in nobody's way.
        with Database(self._db.path, readonly=True) as db:
            db.execute("BEGIN")
            yield from streaming.stored(db, filter, texts=texts)
