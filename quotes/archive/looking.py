"""Looking up: what a speaker said, who said some words, who is there, and why a line is there."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict

from quotes.archive import naming
from quotes.archive.opened import Opened
from quotes.database import authorities, corrections, documents, speakers
from quotes.database import quotes as rows
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, match_expression, storable
from quotes.errors import NotFoundError, QueryError
from quotes.types import CORRECTING, Document, Quote

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from quotes.archive.results import SpeakerDetail, Why

STATEMENTS = ("speech", "thought")
"""The acts that count as saying something; attitudes ("wants", "opposes") are given when asked for."""

NAMED = ("person", "organization", "document")
"""The types of speakers that have a name of their own."""

_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_ID = re.compile(r"[0-9a-f]{1,16}")


class Narrowing(TypedDict, total=False):
    """The options that narrow a look-up.

    ``act``: speech and thought, unless given; an empty ``act`` or ``kind`` means all. ``since`` and ``until`` are
    ISO 8601 days, months or years, inclusive. ``document`` is an id or a part of it. ``min_confidence`` goes from 0 to
    1. At most ``limit`` quotes; ``after`` is the id of the last quote of the page before. ``duplicates``: a speaker's
    quote in every copy of its document, not only in the earliest.
    """

    act: Sequence[str]
    kind: Sequence[str]
    since: str | None
    until: str | None
    document: str | None
    min_confidence: float
    limit: int | None
    after: str | None
    duplicates: bool


class Looking(Opened):
    """The look-ups of an archive."""

    def by(self, name: str, **narrowing: Unpack[Narrowing]) -> Iterator[Quote]:
        """Everything that a speaker said, newest first and in the order of the text within a document.

        ``name`` is an id, an alias or any variant; the options are those of ``Narrowing``. Raises
        UnknownSpeakerError, AmbiguousSpeakerError, QueryError.
        """
        self._settle(wait=False)
        chosen = self._filter(narrowing)
        return rows.select(self._db, dataclasses.replace(chosen, speaker=self.identify(name).id))

    def search(self, words: str, *, by: str | None = None, **narrowing: Unpack[Narrowing]) -> Iterator[Quote]:
        """The quotes with all of these words, best first; the newest first where very many have them: ``"..."`` is a
        phrase, ``word*`` a beginning. ``by`` is a speaker's name, the other options are those of ``Narrowing``.
        Raises QueryError where there is no word to search for."""
        self._settle(wait=False)
        expression = match_expression(words)
        chosen = self._filter(narrowing)
        speaker = self.identify(by).id if by is not None else None
        return rows.search(self._db, expression, dataclasses.replace(chosen, speaker=speaker))

    def quotes(self, document: str | None = None) -> Iterator[Quote]:
        """All quotes, attitudes too, document by document in the order of the text; those of one, if it is given."""
        self._settle(wait=False)
        if document is None:
            return rows.everything(self._db)
        return rows.select(self._db, rows.Filter(document=self.document(document).id))

    def quote(self, id: str) -> Quote:
        """The quote of this id, or the only one whose id begins so. Raises NotFoundError or QueryError."""
        self._settle(wait=False)
        found = rows.with_prefix(self._db, id.lower(), limit=6) if _ID.fullmatch(id.lower()) else []
        if not found:
            raise self._missing(id)
        if len(found) > 1:
            raise QueryError(
                id, "several quotes have ids that begin so", f"Say which: {', '.join(q.id for q in found)}."
            )
        return found[0]

    def _missing(self, id: str) -> NotFoundError:
        """What to say of an id that no quote has; one that had been found is none by a decision."""
        known = _ID.fullmatch(id.lower()) and corrections.discarded(self._db, id.lower(), limit=2)
        if known and len(known) == 1 and (decided := corrections.of_quotes(self._db, known)):
            decision = decided[-1]
            by = f"is no quote by decision {decision.number}" + (f" ({decision.reason})" if decision.reason else "")
            return NotFoundError(known[0], by, f"'quotes speakers undo {decision.number}' takes that back.")
        return NotFoundError(id or "''", "no such quote", "'quotes by NAME' and 'quotes search WORDS' give the ids.")

    def why(self, id: str) -> Why:
        """Each step from the words to the speaker, with its evidence. ``id`` is as in ``quote``."""
        from quotes.archive import explaining
        from quotes.archive.results import Why

        quote = self.quote(id)
        reasons = explaining.reasons(quote, self.document(quote.document).text)
        decided, before = explaining.corrected(self._db, [quote])(quote)
        if quote.speaker_id is None:
            return Why(quote, reasons, (), decided, before)
        detail = self.speaker(quote.speaker_id)
        return Why(quote, reasons, explaining.evidence(quote, detail), (*detail.decisions, *decided), before)

    def document(self, id: str) -> Document:
        """The document of this id, or the only one whose id contains it. Raises NotFoundError or QueryError."""
        id = storable(id)
        document = documents.read(self._db, id)
        if document is None:
            listed = documents.ids(self._db, id, limit=6) if id else []
            if not listed:
                raise NotFoundError(id or "''", "no such document", "Give its id, or a part that no other id has.")
            if len(listed) > 1:
                some = ", ".join(listed[:5]) + (", ..." if len(listed) > 5 else "")
                raise QueryError(id, "several documents have this in their ids", f"Say which: {some}.")
            document = documents.read(self._db, listed[0])
        assert document is not None
        return document

    def speakers(
        self,
        prefix: str = "",
        *,
        types: Sequence[str] = NAMED,
        quoted: bool = True,
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[SpeakerRow]:
        """The speakers, most quoted first; those with a name or a part of it that begins with ``prefix``. An empty
        ``types`` means all; ``quoted`` leaves out whose attitudes alone are told. ``after`` is the id of the last one
        of the page before."""
        self._settle(wait=False)
        return speakers.select(self._db, prefix=prefix, types=types, quoted=quoted, limit=_at_most(limit), after=after)

    def identify(self, name: str) -> SpeakerRow:
        """The one speaker of this name: an id, an alias or any variant. Raises UnknownSpeakerError with the nearest
        names, or AmbiguousSpeakerError with the candidates."""
        self._settle(wait=False)
        return naming.identify(self._db, name)

    def has(self, id: str) -> bool:
        """Whether there is a speaker of this id."""
        self._settle(wait=False)
        return speakers.by_id(self._db, storable(id)) is not None

    def occurs(self, name: str) -> bool:
        """Whether ``name`` is an id, a canonical name or an alias, in any case and with or without diacritics."""
        return self.has(name) or bool(speakers.with_form(self._db, storable(name)))

    def speaker(self, name: str) -> SpeakerDetail:
        """A speaker with its forms, their evidence and the decisions on who it is."""
        from quotes.archive import explaining
        from quotes.archive.results import SpeakerDetail

        who = self.identify(name)
        evidence = speakers.evidence(self._db, who.id)
        known = {folded(item.form) for item in evidence} | {folded(who.name)}
        decided = [
            decision
            for decision in speakers.decisions(self._db, quotes=False)
            if decision.kind not in CORRECTING and any(folded(form) in known for form in decision.names)
        ]
        entry = authorities.by_id(self._db, who.authority) if who.authority else None
        return SpeakerDetail(who, explaining.forms(evidence), tuple(evidence), tuple(decided), entry)

    def _filter(self, narrowing: Narrowing) -> rows.Filter:
        chosen = dataclasses.replace(rows.Filter(act=STATEMENTS), **narrowing)
        for day in (chosen.since, chosen.until):
            if day is not None and not _is_date(day):
                raise QueryError(day or "''", "is no date", "Write 2020-04-22, 2020-04 or 2020.")
        limit = _at_most(chosen.limit)
        document = self.document(chosen.document).id if chosen.document is not None else None
        after = self.quote(chosen.after).id if chosen.after is not None else None
        return dataclasses.replace(chosen, document=document, after=after, limit=limit)


def _is_date(day: str) -> bool:
    if not _DAY.fullmatch(day):
        return False
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return len(day) < len("2020-04-22")
    return True


def _at_most(limit: int | None) -> int | None:
    """The limit as SQLite takes it, whose integers have 64 bits."""
    if limit is not None and limit < 0:
        raise QueryError(str(limit), "is no number of lines", "Give how many there may be, or none for all.")
    return None if limit is None else min(limit, 2**63 - 1)
