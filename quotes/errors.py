"""The errors that users meet. Each says in one line what is wrong with which thing and what to do about it."""

from __future__ import annotations


class QuotesError(Exception):
    """Base of the project's errors. ``thing`` is what it is about: a path, a name, a query."""

    def __init__(self, thing: object, reason: str, remedy: str) -> None:
        self.thing = str(thing)
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{self.thing}: {reason}. {remedy}")


class ReadingError(QuotesError):
    """An input could not be turned into documents."""


class DatabaseError(QuotesError):
    """The database cannot be opened, read or written."""


class QueryError(QuotesError):
    """A look-up cannot be carried out as asked."""


class NotFoundError(QueryError):
    """Nothing in the database goes by the name or id that was asked for."""


class UnknownSpeakerError(NotFoundError):
    """No speaker goes by the name. ``nearest`` lists the nearest names, best first."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        self.nearest = nearest
        remedy = f"Nearest: {', '.join(nearest)}." if nearest else "'quotes speakers' lists who is there."
        super().__init__(name, "no such speaker", remedy)


class AmbiguousSpeakerError(QueryError):
    """Several speakers go by the name. ``candidates`` lists (id, name, what tells them apart)."""

    def __init__(self, name: str, candidates: tuple[tuple[str, str, str], ...]) -> None:
        self.candidates = candidates
        listed = "; ".join(f"{who} [{key}] {what}".strip() for key, who, what in candidates)
        super().__init__(name, f"{len(candidates)} speakers go by this name", f"Say which by its id: {listed}.")


class ModelError(QuotesError):
    """A model that the package needs is missing or damaged."""
