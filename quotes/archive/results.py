"""What an archive answers with, beside quotes and documents."""

from __future__ import annotations

import dataclasses
from typing import Literal

from quotes.database.speakers import SpeakerRow
from quotes.types import Authority, Decision, Evidence, Quote, Step

Outcome = Literal["added", "replaced", "unchanged"]


@dataclasses.dataclass(frozen=True, slots=True)
class Added:
    """What became of one document; ``quotes`` counts what was found in it, 0 where it was not read again."""

    document: str
    outcome: Outcome
    quotes: int


@dataclasses.dataclass(slots=True)
class Summary:
    """What became of many documents: how many were added, replaced, unchanged, and how many quotes were written."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    quotes: int = 0

    @property
    def documents(self) -> int:
        return self.added + self.replaced + self.unchanged

    def count(self, added: Added) -> None:
        setattr(self, added.outcome, getattr(self, added.outcome) + 1)
        self.quotes += added.quotes


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a database: with which thing, what, and the way out."""

    thing: str
    reason: str
    remedy: str


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A name form under which a speaker occurs: how often, in which documents, by which rules it is theirs."""

    form: str
    count: int
    documents: tuple[str, ...]
    rules: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """A canonical speaker with everything that made it: its forms, most frequent first, the decisions on it, and the
    entry of an authority file that it is, if any."""

    speaker: SpeakerRow
    forms: tuple[Form, ...]
    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...]
    authority: Authority | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """A step from the words to the speaker, with the words around it: ``before`` and ``after`` its extent."""

    step: Step
    before: str = ""
    after: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Why:
    """How a quote came by its speaker: the steps inside its document, the evidence that ties the document's speaker
    to the canonical one, and people's decisions. ``before`` is the quote as it had been found, where a decision has
    given it to another speaker."""

    quote: Quote
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...]
    before: Quote | None = None
