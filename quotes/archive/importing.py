"""What comes back into an archive: files that the project wrote."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.archive.adding import Adding
from quotes.archive.exporting import Exporting
from quotes.archive.results import Added


class Importing(Adding, Exporting):
    """How files that the project wrote come into an archive."""

    def bring(self, source: str) -> Iterator[Added]:
        """Takes in a file that ``export`` or ``extract`` wrote, JSON lines or Parquet, or the folder that ``extract
        --output`` wrote, document by document: what has been given out is in the database for good.

        With the records that ``records`` gives, the database comes out as the one that they were taken from, decisions
        included. From lines alone, a document's text is what its quotes tell, unless the database has the document;
        the canonical speakers are worked out from the names in the lines. What is there already is left alone; a
        document that differs is replaced. The whole file is checked before. Raises ReadingError where it is wrong.
        """
        from quotes.archive import bringing

        return bringing.bring(self._db, source)

    def differing(self, source: str) -> int:
        """How many of the quotes in this file, which has been brought in, have another speaker in the database."""
        from quotes.archive import bringing

        self._settle()
        return bringing.differing(self._db, source)
