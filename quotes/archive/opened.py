"""An open archive: its database, closed when it is done, and the canonical speakers kept up to date."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TypeVar

from quotes.database import Database, stale
from quotes.database.connection import IN_USE
from quotes.errors import DatabaseError

Self = TypeVar("Self", bound="Opened")


class Opened:
    """A quote database. Close it, or use it in a ``with`` statement.

    ``extractor`` names the version that documents are read with: those that another version read are read again when
    they come in again. ``readonly`` opens the file for reading alone. All methods raise DatabaseError where it fails.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        readonly: bool = False,
        timeout: float = 30.0,
        extractor: str | None = None,
    ) -> None:
        self._db = Database(path, create=create, readonly=readonly, timeout=timeout)
        self._extractor = extractor

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Inside of it, an answer that takes longer than so many seconds is a DatabaseError."""
        return self._db.limited(seconds)

    @property
    def extractor(self) -> str:
        if self._extractor is None:
            self._extractor = version()
        return self._extractor

    def _settle(self, *, wait: bool = True) -> None:
        """Brings the canonical speakers up to date with the documents, where an ingest has been stopped before it
        could, or another one is still running. Where the file may not be written, they stay as they are; without
        ``wait`` also where another one is writing for some seconds, or rows of this archive are still being read."""
        if stale.is_stale(self._db) and self._db.writable:
            from quotes.archive import resolving

            try:
                resolving.settle(self._db, timeout=None if wait else 0.0)
            except DatabaseError as error:
                if wait or error.reason != IN_USE:
                    raise


def version() -> str:
    """The package's version, "0" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version("quote-attribution")
    except metadata.PackageNotFoundError:
        return "0"
