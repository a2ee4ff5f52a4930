"""The archive: a quote database with its use cases. Each change is one transaction."""

from __future__ import annotations

from quotes.archive.correcting import Correcting
from quotes.archive.importing import Importing
from quotes.archive.keeping import Keeping
from quotes.archive.opened import version
from quotes.archive.overview import Overviews

__all__ = ["Archive", "version"]


class Archive(Importing, Correcting, Keeping, Overviews):
    """A quote database. Close it, or use it in a ``with`` statement.

    ``extractor`` names the version that documents are read with: those that another version read are read again when
    they come in again. All methods raise DatabaseError where the file fails.
    """
