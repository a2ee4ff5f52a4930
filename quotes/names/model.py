"""What parsing and comparing names give back."""

from __future__ import annotations

import dataclasses
from typing import Literal

Relation = Literal["same", "compatible", "different"]
Order = Literal["given-first", "family-first"]


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """One parsed name. The parts are the words as they stand; only ``tokens`` is normalised."""

    titles: tuple[str, ...]
    """Offices, ranks and forms of address, in order: "Foreign Ministry spokesperson", "Mr."."""
    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: tuple[str, ...]
    """The family name with its particles; the only word of a name of one word."""
    suffix: str | None
    """A mark of generation: "Jr.", "III"."""
    text: str
    """The name without titles, as it stands; empty where the words hold a title only."""
    tokens: tuple[str, ...]
    """The words of ``text`` without its generation mark, case-folded, without diacritics and points."""
    order: Order = "given-first"
    nickname: str | None = None
    """What stands in quotation marks or brackets between the names: "Beto" of 'Robert "Beto" O'Rourke'."""


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """How two names relate, the rule that decided, and how sure it is (0 to 1).

    "same" is safe without knowing the texts; "compatible" says that one may be a shorter or misspelt form of the
    other, to be confirmed by the document; a "different" pair with a score above 0 is worth a person's look.
    """

    relation: Relation
    rule: str
    score: float
