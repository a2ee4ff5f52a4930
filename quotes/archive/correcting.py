"""Correcting who is who, and single quotes: decisions and authority files. Each change is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quotes.archive.looking import Looking
from quotes.database import corrections, speakers
from quotes.database.speakers import SpeakerRow
from quotes.errors import NotFoundError
from quotes.types import Authority, Decision, Quote


class Correcting(Looking):
    """The corrections of an archive."""

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
        """Sets these name forms of a speaker apart from it, for good: who goes by them in a document, and nobody else.
        ``documents`` narrows it to what occurs in them; without forms, all of the speaker in them is set apart. What
        is set apart stays one as far as the rules and merges say so. Returns the speakers that come of it. Raises
        QueryError, and changes nothing, where others would move too, as where a document has both names for one."""
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

    def correct(
        self, *quotes: str, speaker: str | Sequence[str] | None, new: bool = False, reason: str | None = None
    ) -> Decision:
        """Gives these quotes to a speaker, or to several who said them together, or to nobody known (None), for good.

        ``quotes`` are ids as in ``quote``; a ``speaker`` is named as in ``by``. A name that nobody goes by yet is a
        person's if ``new`` is set, and else raises UnknownSpeakerError. The decision holds as long as a document has
        these words at these extents, and waits where it has not; ``undo`` takes it back. Raises QueryError, and
        changes nothing, where the quotes are this speaker's already.
        """
        from quotes.archive import attributing

        self._settle()
        names = [speaker] if isinstance(speaker, str) else list(speaker or ())
        chosen = [self._corrigible(id) for id in quotes]
        return attributing.attribute(self._db, chosen, names, new=new, reason=reason)

    def discard(self, *quotes: str, reason: str | None = None) -> Decision:
        """Says that these are no quotes, for good: no look-up gives them any more. As ``correct`` else."""
        from quotes.archive import attributing

        self._settle()
        return attributing.discard(self._db, [self._corrigible(id) for id in quotes], reason=reason)

    def undo(self, number: int | None = None) -> Decision:
        """Takes a decision back: the one of this number, or the last. Raises NotFoundError where there is none."""
        from quotes.archive import undoing

        self._settle()
        return undoing.undo(self._db, number)

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

    def _corrigible(self, id: str) -> Quote:
        """The quote of this id, or the only one whose id begins so; also one that a decision has discarded, as it had
        been found."""
        try:
            found = self.quote(id)
        except NotFoundError as error:
            line = corrections.lines(self._db, [error.thing]).get(error.thing)
            if line is None:
                raise
            return Quote.from_dict(json.loads(line))
        return found

    def resolve(self) -> None:
        """Works out all canonical speakers anew: for a version of the package with other rules."""
        from quotes.archive import resolving

        resolving.resolve_all(self._db)
