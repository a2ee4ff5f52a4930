"""Seeing at a glance what is there: totals, counts beside a look-up, the profile of a speaker, a document with its
quotes and their reasons."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.archive import explaining
from quotes.archive.looking import NAMED, STATEMENTS, Looking, Narrowing
from quotes.archive.results import Why
from quotes.database import authorities, counting, profiles, speakers, surveying
from quotes.database import quotes as rows
from quotes.database.counting import Count, Facets, Totals
from quotes.database.profiles import DocumentRow, FormRow, RoleRow
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, match_expression, storable
from quotes.types import CORRECTING, Authority, Decision, Document, Evidence, Quote

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from quotes.marking import Marked

PAGE = 30
FACET_SIZE = 12
RECENT = 250
"""Roles, and whom a speaker is quoted with, are counted in so many documents, the latest to come in."""


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """A speaker at a glance: name forms with their evidence, roles with their dates, the entry of an authority file,
    how many quotes bear a day of each month, whom they are quoted with in how many documents, and the decisions."""

    speaker: SpeakerRow
    forms: tuple[FormRow, ...]
    roles: tuple[RoleRow, ...]
    authority: Authority | None
    months: tuple[tuple[str, int], ...]
    beside: tuple[Count, ...]
    decisions: tuple[Decision, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A page of a look-up: ``more`` is the id of its last quote if further ones follow, to go on ``after``. ``order``
    tells whether the best come first, the newest, or those that were stored last; ``facets`` count all of it."""

    quotes: tuple[Quote, ...]
    more: str | None
    order: surveying.Order
    facets: Facets


class Overviews(Looking):
    """The overviews of an archive. Each costs little however large the archive is."""

    _totals: tuple[tuple[int, int], Totals] | None = None

    def totals(self) -> Totals:
        """How many documents, quotes and named speakers there are; counted anew when something was written."""
        self._settle(wait=False)
        state = self._db.state()
        if self._totals is None or self._totals[0] != state:
            self._totals = state, counting.totals(self._db, NAMED)
        return self._totals[1]

    def latest(self, part: str = "", *, limit: int = 10, after: str | None = None) -> list[DocumentRow]:
        """The documents with ``part`` in their titles or ids, those of the latest dates first. ``after`` is the id of
        the last one of the page before."""
        return profiles.latest(self._db, storable(part), limit=limit, after=after)

    def found(
        self,
        words: str | None = None,
        *,
        by: str | None = None,
        newest: bool = False,
        size: int = FACET_SIZE,
        **narrowing: Unpack[Narrowing],
    ) -> Found:
        """A page of ``limit`` quotes of what ``search`` gives, or, without words or with ``newest``, of what ``newest``
        does; with the counts of all of it, at most ``counting.MOST``, by ``size`` speakers and documents. Raises as
        they do."""
        chosen, expression = self._chosen(words, by, narrowing)
        ranked = expression is not None and not newest
        order = surveying.order_of(self._db, chosen, expression) if expression is not None and ranked else "newest"
        surveyed = surveying.survey(self._db, chosen, expression, order=order, most=counting.MOST + 1)
        facets = counting.facets(self._db, surveyed, size=size)
        limit = PAGE if chosen.limit is None else chosen.limit
        begin = surveying.place(self._db, surveyed, chosen.after)
        if begin is not None and (facets.complete or begin + limit < len(surveyed)):
            page = rows.numbered(self._db, [one.number for one in surveyed[begin : begin + limit + 1]])
        else:
            onward = dataclasses.replace(chosen, limit=limit + 1)
            ordered = rows.search(self._db, expression, onward) if expression is not None and ranked else None
            page = list(ordered if ordered is not None else rows.select(self._db, onward, expression))
        return Found(tuple(page[:limit]), page[limit - 1].id if len(page) > limit else None, order, facets)

    def newest(
        self, words: str | None = None, *, by: str | None = None, **narrowing: Unpack[Narrowing]
    ) -> Iterator[Quote]:
        """What was said, by anybody or one speaker, with some words or any, newest first. Raises as ``by`` and
        ``search`` do."""
        return rows.select(self._db, *self._chosen(words, by, narrowing))

    def profile(self, name: str, *, size: int = 40) -> Profile:
        """A speaker at a glance; at most ``size`` forms, roles and other speakers. Raises as ``identify`` does."""
        who = self.identify(name)
        return Profile(
            who,
            tuple(profiles.forms(self._db, who.id, limit=size)),
            tuple(profiles.roles(self._db, who.id, latest=RECENT, limit=size)),
            authorities.by_id(self._db, who.authority) if who.authority else None,
            tuple(counting.by_month(self._db, who.id, STATEMENTS)),
            tuple(counting.beside(self._db, who.id, NAMED, latest=RECENT, limit=FACET_SIZE)),
            self._decisions(who.id, who.name),
        )

    def reasons(self, document: str) -> tuple[Document, list[Why]]:
        """A document with its quotes, attitudes too, in the order of the text, each as ``why`` gives it."""
        found = self.document(document)
        quotes = list(self.quotes(found.id))
        return found, list(self._reasons(found, quotes))

    def marked(self, document: str) -> Marked:
        """A document with its quotes and their reasons, to be shown: in a notebook by itself, or as HTML."""
        from quotes.marking import Marked

        return Marked(*self.reasons(document))

    def _chosen(self, words: str | None, by: str | None, narrowing: Narrowing) -> tuple[rows.Filter, str | None]:
        self._settle(wait=False)
        chosen = self._filter(narrowing)
        if by is not None:
            chosen = dataclasses.replace(chosen, speaker=self.identify(by).id)
        return chosen, match_expression(words) if words is not None else None

    def _reasons(self, document: Document, quotes: Sequence[Quote]) -> Iterator[Why]:
        known = {(quote.speaker_id, quote.speaker) for quote in quotes}
        evidence = {id: self._evidence(id, name or "", document.id) for id, name in known if id is not None}
        held = {id: self._decisions(id, name or "") for id, name in known if id is not None}
        corrected = explaining.corrected(self._db, quotes)
        for quote in quotes:
            id = quote.speaker_id or ""
            decided, before = corrected(quote)
            reasons = explaining.reasons(quote, document.text)
            yield Why(quote, reasons, evidence.get(id, ()), (*held.get(id, ()), *decided), before)

    def _evidence(self, id: str, name: str, document: str) -> tuple[Evidence, ...]:
        here = tuple(item for item in speakers.evidence(self._db, id, document=document) if item.document == document)
        if any(item.form == name for item in here):
            return here
        # Where the canonical name stands only elsewhere, one place that gives it.
        elsewhere = profiles.first_with_form(self._db, id, name)
        return here if elsewhere is None else (*here, elsewhere)

    def _decisions(self, id: str, name: str) -> tuple[Decision, ...]:
        decided = [each for each in speakers.decisions(self._db, quotes=False) if each.kind not in CORRECTING]
        named = {folded(form) for decision in decided for form in decision.names}
        known = profiles.forms_among(self._db, id, named) | {folded(name)}
        return tuple(decision for decision in decided if any(folded(form) in known for form in decision.names))
