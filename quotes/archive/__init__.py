"""A quote database and what can be done with it: add documents, look up, correct."""

from __future__ import annotations

import os

from quotes.archive.archive import Archive
from quotes.archive.looking import Narrowing
from quotes.archive.results import Added, Fault, Form, Reason, SpeakerDetail, Summary, Why
from quotes.database.speakers import SpeakerRow

__all__ = [
    "Added",
    "Archive",
    "Fault",
    "Form",
    "Narrowing",
    "Reason",
    "SpeakerDetail",
    "SpeakerRow",
    "Summary",
    "Why",
    "open",
]


def open(
    path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False, timeout: float = 30.0
) -> Archive:
    """Opens the quote database at ``path``; made where it is missing, unless ``create`` is off or it is ``readonly``.

    ``timeout`` is how long to wait for another writer, in seconds. Raises DatabaseError. Close the archive, or use it
    in a ``with`` statement.
    """
    return Archive(path, create=create, readonly=readonly, timeout=timeout)
