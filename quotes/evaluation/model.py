"""What is compared: documents with their attributions, as gold and as predictions have them."""

from __future__ import annotations

import dataclasses

from quotes.errors import QuotesError
from quotes.types import Span


class EvaluationError(QuotesError):
    """Gold or predictions cannot be read or do not belong together."""


@dataclasses.dataclass(frozen=True, slots=True)
class Who:
    """A speaker: ``aliases`` are further names that are right, ``identity`` is the same across documents (a name in
    gold, ``speaker_id`` in predictions)."""

    name: str | None
    type: str = "person"
    aliases: tuple[str, ...] = ()
    identity: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(form for form in (self.name, *self.aliases, self.identity) if form)


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One attribution. Extents count code points of the document, sorted. ``kind`` is None where it is to be told
    from the marks around the content; ``optional`` ones count neither for nor against; ``nested`` ones only for."""

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speakers: tuple[Who, ...] = ()
    kind: str | None = None
    optional: bool = False
    nested: bool = False
    confidence: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Attributed:
    """A document: ``text`` is None where only extents are known, ``path`` where its file is not known."""

    name: str
    said: tuple[Said, ...]
    text: str | None = None
    path: str | None = None
