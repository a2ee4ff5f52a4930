"""What all runners share: the function that is run, and what becomes of a document on which it fails."""

from __future__ import annotations

import dataclasses

from quotes.types import Document, Extraction


@dataclasses.dataclass(frozen=True, slots=True)
class Extractor:
    """``extract`` for quotes of at least this confidence. It can be sent to another process."""

    least: float = 0.0

    def __call__(self, document: Document) -> Extraction:
        # The pipeline takes a second to import.
        from quotes.extraction import extract

        found = extract(document)
        return found.confident(self.least) if self.least else found


@dataclasses.dataclass(slots=True)
class Outcome:
    """What became of a run: how many documents were read and quotes found, and what was left out, with the reason."""

    documents: int = 0
    quotes: int = 0
    faults: list[str] = dataclasses.field(default_factory=list)
