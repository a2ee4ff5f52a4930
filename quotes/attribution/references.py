"""Pronouns and descriptions that are no sources: between two sources a text goes on speaking of somebody as "he" or
"the senator", and the next "he said" means that person (the chain of mentions of an entity, as in Clark and Manning,
2016, with the choice of the sources' own resolver as the link)."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quotes.attribution.parsed import Parsed
from quotes.attribution.people import Gender, Person
from quotes.attribution.phrases import is_person_noun
from quotes.finding.spans import index_at
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Meant = tuple["Person | None", float, "Gender | None"]
"""Whom a reference means, how sure that is, and the gender that its words tell."""
KEPT = 12
"""So many of the last references count."""
_PRONOUNS = frozenset(["he", "she", "him", "her", "his"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_PLACES = _SUBJECTS | {"dobj", "pobj", "dative", "agent", "poss"}


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or description: its position and where it ends, sentence and paragraph, whether it is a subject, and of
    a main clause; the person it means, None where that is nobody named; how sure that is (0 to 1); and the gender that
    its words tell."""

    position: int
    sentence: int
    paragraph: int
    subject: bool
    main: bool
    person: Person | None
    chance: float
    gender: Gender | None = None
    end: int = 0


class References:
    """The references of a document up to a position that moves on with its sources."""

    def __init__(self, parsed: Parsed, quoted: Sequence[Span], sources: Sequence[Span]) -> None:
        """``quoted`` are the sorted extents in quotation marks, ``sources`` those of the sources."""
        self._parsed = parsed
        self._quoted = quoted
        self._sources = sorted(sources)
        self._found: list[Reference] = []
        self._next = (0, 0)

    def last(self, position: int) -> list[Reference]:
        """Those before the position, latest first."""
        return [each for each in reversed(self._found[-KEPT:]) if each.position < position]

    def anew(self) -> References:
        """Those of the same document, none found yet."""
        return References(self._parsed, self._quoted, self._sources)

    def add(self, reference: Reference) -> None:
        """Puts it in its place."""
        bisect.insort(self._found, reference, key=lambda each: each.position)

    def note(self, span: Span, person: Person | None, chance: float, gender: Gender | None) -> None:
        """Adds the one at this extent, of a source or between two."""
        place, at = self._parsed, span[0]
        subject = next((word for word in reversed(place.tokens(span)) if word.dep_ in _SUBJECTS), None)
        main = subject is not None and subject.head.dep_ == "ROOT"
        sentence, paragraph = place.sentence_at(at), place.paragraph_at(at)
        self.add(Reference(at, sentence, paragraph, subject is not None, main, person, chance, gender, span[1]))

    def read(self, position: int, resolve: Callable[[Span], Meant | None]) -> None:
        """Goes on to the position: each reference before it is resolved in its turn."""
        part, token = self._next
        parts = self._parsed.parts
        while part < len(parts):
            doc, start = parts[part].doc, parts[part].start
            while token < len(doc):
                word = doc[token]
                at = start + word.idx
                if at >= position:
                    self._next = part, token
                    return
                token += 1
                span = self._span(part, word)
                if span is None or index_at(self._quoted, at) is not None or self._in_source(span):
                    continue
                found = resolve(span)
                if found is not None:
                    self.note(span, *found)
            part, token = part + 1, 0
        self._next = part, token

    def _span(self, part: int, word: Token) -> Span | None:
        if word.lower_ in _PRONOUNS:
            return self._parsed.extent(part, word.i, word.i + 1)
        if word.tag_ not in ("NN", "NNP") or word.dep_ not in _PLACES or word.ent_type_ == "PERSON":
            return None
        if not is_person_noun(word.lower_):
            return None
        return self._parsed.extent(part, word.left_edge.i, word.i + 1)

    def _in_source(self, span: Span) -> bool:
        index = bisect.bisect_right(self._sources, (span[0], span[0] + 1)) - 1
        return any(s < span[1] and span[0] < e for s, e in self._sources[max(0, index - 1) : index + 2])
