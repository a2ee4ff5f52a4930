"""A quote database and what can be done with it: add documents, look up, correct."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.archive.archive import Archive
    from quotes.archive.looking import Looking, Narrowing
    from quotes.archive.results import Added, Fault, Form, Reason, SpeakerDetail, Summary, Why
    from quotes.database.speakers import SpeakerRow

__all__ = [
    "Added",
    "Archive",
    "Fault",
    "Form",
    "Looking",
    "Narrowing",
    "Reason",
    "SpeakerDetail",
    "SpeakerRow",
    "Summary",
    "Why",
    "open",
]

# Most of it has nothing to do with a look-up, which starts the sooner.
__getattr__ = lazily.parts(
    __name__,
    {
        "archive": ("Archive",), "looking": ("Looking", "Narrowing", "SpeakerRow"),
        "results": ("Added", "Fault", "Form", "Reason", "SpeakerDetail", "Summary", "Why"),
    },
)  # fmt: skip


def open(
    path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False, timeout: float = 30.0
) -> Archive:
    """Opens the quote database at ``path``; made where it is missing, unless ``create`` is off or it is ``readonly``.

    ``timeout`` is how long to wait for another writer, in seconds. Raises DatabaseError. Close the archive, or use it
    in a ``with`` statement.
    """
    from quotes.archive.archive import Archive

    return Archive(path, create=create, readonly=readonly, timeout=timeout)
