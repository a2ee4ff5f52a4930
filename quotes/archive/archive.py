"""The archive: a quote database with its use cases. Each change is one transaction."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType

from quotes.archive import explaining, naming
from quotes.archive.results import Added, SpeakerDetail, Summary, Why
from quotes.database import Database, authorities, blocks, documents, speakers
from quotes.database import quotes as rows
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, match_expression, storable
from quotes.errors import NotFoundError, QueryError, QuotesError
from quotes.types import Authority, Decision, Document, Extraction, Quote

Extract = Callable[[Document], Extraction]

STATEMENTS = ("speech", "thought")
"""The acts that count as saying something; attitudes ("wants", "opposes") are given when asked for."""

NAMED = ("person", "organization", "document")
"""The types of speakers that have a name of their own."""

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[0-9a-f]{1,16}")


class Archive:
    """A quote database. Close it, or use it in a ``with`` statement.

    ``extractor`` names the version that documents are read with: those that another version read are read again when
    they come in again. All methods raise DatabaseError where the file fails.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        timeout: float = 30.0,
        extractor: str | None = None,
    ) -> None:
        self._db = Database(path, create=create, timeout=timeout)
        self._extractor = extractor

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # Documents

    def add(self, documents: Iterable[Document], *, extract: Extract | None = None, again: bool = False) -> Summary:
        """Finds the quotes of these documents and keeps them. See ``ingest``."""
        summary = Summary()
        for added in self.ingest(documents, extract=extract, again=again):
            summary.count(added)
        return summary

    def ingest(
        self,
        documents: Iterable[Document],
        *,
        extract: Extract | None = None,
        again: bool = False,
        failed: Callable[[Document, Exception], None] | None = None,
    ) -> Iterator[Added]:
        """Like ``add``, document by document: what has been given out is in the database for good.

        A document that is there already, with the same text and metadata, is left alone unless ``again`` is set; a
        changed one replaces the one of the same id. ``extract`` finds the quotes, by default
        ``quotes.extraction.extract``. Where it raises what is no QuotesError, a fault of the program, ``failed`` is
        told and the document left out; without ``failed``, the exception passes.
        """
        for document in documents:
            if not again and self.is_stored(document):
                yield Added(document.id, "unchanged", 0)
                continue
            if extract is None:
                extract = _default_extract()
            try:
                extraction = extract(self.clean(document))
            except QuotesError:
                raise
            except Exception as error:
                if failed is None:
                    raise
                failed(document, error)
                continue
            yield self.store(extraction)
        self._settle()

    def clean(self, document: Document) -> Document:
        """The document as the database can hold it: lone surrogates replaced, extents unchanged."""
        return documents.clean(document)

    def is_stored(self, document: Document) -> bool:
        """Whether this very document is there, as this version of the extractor read it."""
        return documents.is_stored(self._db, self.clean(document), self.extractor)

    def store(self, extraction: Extraction) -> Added:
        """Keeps what was found in a document, in place of what was there under its id. Its speakers join those of
        other documents when they are next asked for."""
        from quotes.archive import resolving

        replaced = resolving.store(self._db, extraction, self.extractor)
        return Added(extraction.document.id, "replaced" if replaced else "added", len(extraction.quotes))

    def remove(self, document: str) -> Document:
        """Takes a document and its quotes out. ``document`` is as in ``document``."""
        from quotes.archive import resolving

        found = self.document(document)
        resolving.remove(self._db, found.id)
        return found

    def _settle(self) -> None:
        """Brings the canonical speakers up to date with the documents, where an ingest has been stopped before it
        could, or another one is still running. Where the file may not be written, they stay as they are."""
        if blocks.is_stale(self._db) and self._db.writable:
            from quotes.archive import resolving

            resolving.settle(self._db)

    @property
    def extractor(self) -> str:
        if self._extractor is None:
            self._extractor = version()
        return self._extractor

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

    # Look-ups

    def by(
        self,
        name: str,
        *,
        act: Sequence[str] = STATEMENTS,
        kind: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        min_confidence: float = 0.0,
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[Quote]:
        """Everything that a speaker said, newest first and in the order of the text within a document.

        ``name`` is an id, an alias or any variant. An empty ``act`` or ``kind`` means all; ``since`` and ``until``
        are ISO 8601 days, months or years, inclusive; ``after`` is the id of the last quote of the page before.
        Raises UnknownSpeakerError, AmbiguousSpeakerError, QueryError.
        """
        self._settle()
        chosen = self._filter(act, kind, since, until, document, min_confidence, limit, after)
        return rows.select(self._db, dataclasses.replace(chosen, speaker=self.identify(name).id))

    def search(
        self,
        words: str,
        *,
        by: str | None = None,
        act: Sequence[str] = STATEMENTS,
        kind: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        min_confidence: float = 0.0,
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[Quote]:
        """The quotes with all of these words, best first: ``"..."`` is a phrase, ``word*`` a beginning. Options as
        in ``by``. Raises QueryError where there is no word to search for."""
        self._settle()
        expression = match_expression(words)
        chosen = self._filter(act, kind, since, until, document, min_confidence, limit, after)
        speaker = self.identify(by).id if by is not None else None
        return rows.search(self._db, expression, dataclasses.replace(chosen, speaker=speaker))

    def quotes(self, document: str | None = None) -> Iterator[Quote]:
        """All quotes, attitudes too, document by document in the order of the text; those of one, if it is given."""
        self._settle()
        if document is None:
            return rows.everything(self._db)
        return rows.select(self._db, rows.Filter(document=self.document(document).id))

    def quote(self, id: str) -> Quote:
        """The quote of this id, or the only one whose id begins so. Raises NotFoundError or QueryError."""
        self._settle()
        found = rows.with_prefix(self._db, id.lower(), limit=6) if _ID.fullmatch(id.lower()) else []
        if not found:
            raise NotFoundError(id or "''", "no such quote", "'quotes by NAME' and 'quotes search WORDS' give the ids.")
        if len(found) > 1:
            raise QueryError(
                id, "several quotes have ids that begin so", f"Say which: {', '.join(q.id for q in found)}."
            )
        return found[0]

    def why(self, id: str) -> Why:
        """Each step from the words to the speaker, with its evidence. ``id`` is as in ``quote``."""
        quote = self.quote(id)
        reasons = explaining.reasons(quote, self.document(quote.document).text)
        if quote.speaker_id is None:
            return Why(quote, reasons, (), ())
        detail = self.speaker(quote.speaker_id)
        return Why(quote, reasons, explaining.evidence(quote, detail), detail.decisions)

    # Speakers

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
        self._settle()
        return speakers.select(self._db, prefix=prefix, types=types, quoted=quoted, limit=limit, after=after)

    def identify(self, name: str) -> SpeakerRow:
        """The one speaker of this name: an id, an alias or any variant. Raises UnknownSpeakerError with the nearest
        names, or AmbiguousSpeakerError with the candidates."""
        self._settle()
        return naming.identify(self._db, name)

    def has(self, id: str) -> bool:
        """Whether there is a speaker of this id."""
        self._settle()
        return speakers.by_id(self._db, id) is not None

    def occurs(self, name: str) -> bool:
        """Whether ``name`` is an id, a canonical name or an alias, in any case and with or without diacritics."""
        return speakers.by_id(self._db, name) is not None or bool(speakers.with_form(self._db, storable(name)))

    def speaker(self, name: str) -> SpeakerDetail:
        """A speaker with its forms, their evidence and the decisions on it."""
        who = self.identify(name)
        evidence = speakers.evidence(self._db, who.id)
        known = {folded(item.form) for item in evidence} | {folded(who.name)}
        decided = [d for d in speakers.decisions(self._db) if any(folded(form) in known for form in d.names)]
        entry = authorities.by_id(self._db, who.authority) if who.authority else None
        return SpeakerDetail(who, explaining.forms(evidence), tuple(evidence), tuple(decided), entry)

    def merge(self, *names: str, documents: Sequence[str] = (), reason: str | None = None) -> SpeakerRow:
        """Makes the speakers of these names one, for good: the decision is kept apart from what is derived, so that
        documents may come in again. ``documents`` narrows it to what occurs in them. Returns the one speaker. Raises
        QueryError, and changes nothing, where other decisions keep them apart."""
        from quotes.archive import decisions

        self._settle()
        return decisions.merge(self._db, names, documents=documents, reason=reason)

    def split(
        self, name: str, *forms: str, documents: Sequence[str] = (), reason: str | None = None
    ) -> tuple[SpeakerRow, ...]:
        """Sets these name forms of a speaker apart from it, for good. Returns the speakers that come of it."""
        from quotes.archive import decisions

        self._settle()
        return decisions.split(self._db, name, forms, documents=documents, reason=reason)

    def rename(self, name: str, new: str, *, reason: str | None = None) -> SpeakerRow:
        """Gives a speaker another canonical name, for good."""
        from quotes.archive import decisions

        self._settle()
        return decisions.rename(self._db, name, new, reason=reason)

    def never(self, *names: str, reason: str | None = None) -> tuple[SpeakerRow, ...]:
        """Forbids that any two of these speakers are one, for good."""
        from quotes.archive import decisions

        self._settle()
        return decisions.never(self._db, names, reason=reason)

    def undo(self, number: int | None = None) -> Decision:
        """Takes a decision back: the one of this number, or the last. Raises NotFoundError where there is none."""
        from quotes.archive import decisions

        self._settle()
        return decisions.undo(self._db, number)

    def suggest(self) -> list[tuple[SpeakerRow, SpeakerRow, str]]:
        """Pairs of speakers who may be one, with the reason, best first, without those that a decision keeps apart."""
        from quotes.archive import decisions

        self._settle()
        return decisions.suggest(self._db)

    def take_in(self, entries: Sequence[Authority], *, source: str, reason: str | None = None) -> Decision:
        """Keeps the entries of an authority file, whose name is ``source``: they give canonical names, aliases and
        ids, stand over the rules, and are never merged with each other. An entry replaces an earlier one of its id.
        Returns the decision, which ``undo`` takes back. Raises QueryError where there is none."""
        from quotes.archive import authorities

        self._settle()
        return authorities.take_in(self._db, entries, source=source, reason=reason)

    def authorities(self, *, imported: bool = False) -> Iterator[Authority]:
        """The entries of authority files that hold; with them, unless ``imported`` is set, the other quoted persons,
        organizations and documents in the form of entries."""
        from quotes.archive import authorities

        self._settle()
        return authorities.given_out(self._db, imported=imported)

    def decisions(self) -> list[Decision]:
        """The decisions that hold, oldest first."""
        return speakers.decisions(self._db)

    def resolve(self) -> None:
        """Works out all canonical speakers anew: for a version of the package with other rules."""
        from quotes.archive import resolving

        resolving.resolve_all(self._db)

    def _filter(
        self,
        act: Sequence[str],
        kind: Sequence[str],
        since: str | None,
        until: str | None,
        document: str | None,
        min_confidence: float,
        limit: int | None,
        after: str | None,
    ) -> rows.Filter:
        for day in (since, until):
            if day is not None and not _DAY.fullmatch(day):
                raise QueryError(day, "is no date", "Write 2020-04-22, 2020-04 or 2020.")
        document = self.document(document).id if document is not None else None
        after = self.quote(after).id if after is not None else None
        return rows.Filter(None, document, tuple(act), tuple(kind), since, until, min_confidence, limit, after)


def _default_extract() -> Extract:
    # The pipeline takes a second to import: only who adds documents waits for it.
    from quotes.extraction import extract

    return extract


def version() -> str:
    """The package's version, "0" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version("quote-attribution")
    except metadata.PackageNotFoundError:
        return "0"
