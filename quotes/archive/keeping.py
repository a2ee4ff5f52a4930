"""Keeping an archive sound: checked, mended where it can be, copied."""

from __future__ import annotations

import os
from collections.abc import Iterator

from quotes.archive.opened import Opened
from quotes.archive.results import Fault

DAMAGED = "Restore a backup ('quotes backup' makes them), or ingest the documents again into a new database."
DERIVED = "'quotes check --repair' works it out anew from the documents."


class Keeping(Opened):
    """How an archive is checked and copied."""

    def check(self) -> Iterator[Fault]:
        """The faults of the database, with what to do about each; none where all is well.

        Checked are the file itself (SQLite's own check), that what is referred to is there, that each quote's words
        stand in its document and are as corrections say, the full-text indexes (where the file may be written), and
        what is derived: who said it, the evidence of each name form, the counts.
        """
        self._settle()
        with self._db.stoppable():
            yield from self._faults()

    def _faults(self) -> Iterator[Fault]:
        # Seldom wanted: other commands start without it.
        from quotes.database import integrity

        damage = [Fault("the file", fault, DAMAGED) for fault in integrity.of_the_file(self._db)]
        yield from damage
        if damage:
            # What stands in a damaged file tells nothing.
            return
        for document, fault in (*integrity.of_documents(self._db), *integrity.of_corrections(self._db)):
            yield Fault(document, fault, f"Ingest it again: 'quotes ingest --again {document}'.")
        for index in integrity.of_indexes(self._db):
            yield Fault(index, "the full-text index is out of step", DERIVED)
        for fault, count, example in integrity.of_speakers(self._db):
            yield Fault(example, fault if count == 1 else f"{fault} ({count:,} times)", DERIVED)

    def repair(self) -> None:
        """Makes anew all that is derived: the full-text indexes, the canonical speakers and their evidence."""
        from quotes.archive import resolving
        from quotes.database import integrity

        with self._db.transaction():
            integrity.reindex(self._db)
            integrity.forget(self._db)
        resolving.resolve_all(self._db)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the database to ``path`` while it is in use: whole, of one moment, and checked. An older copy there is
        replaced at the end. Raises DatabaseError, and leaves what was there."""
        from quotes.database import backup

        backup.copy(self._db, os.fspath(path))
