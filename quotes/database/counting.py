"""How many there are of what: totals, and the quotes of a look-up counted by kind, year, speaker and document."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Sequence

from quotes.database.connection import Database
from quotes.database.surveying import Surveyed

MOST = 1_000
"""At most so many quotes of a look-up are counted, so that no answer takes long."""


@dataclasses.dataclass(frozen=True, slots=True)
class Totals:
    """What a database holds. ``quotes`` counts all, attitudes too; ``speakers`` those with a name and a quote."""

    documents: int
    quotes: int
    speakers: int


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """So many quotes of one kind, year, speaker or document: ``value`` is what a look-up takes, ``label`` its name."""

    value: str
    label: str
    quotes: int


@dataclasses.dataclass(frozen=True, slots=True)
class Facets:
    """The quotes of a look-up, counted; each list begins with the most frequent, years with the latest. Where
    ``complete`` is not set, there are more quotes than were counted."""

    total: int
    complete: bool
    kinds: tuple[Count, ...]
    acts: tuple[Count, ...]
    years: tuple[Count, ...]
    speakers: tuple[Count, ...]
    documents: tuple[Count, ...]


def totals(db: Database, types: Sequence[str]) -> Totals:
    """The totals; ``types`` are those of the speakers that count."""
    named = ", ".join("?" * len(types))
    speakers = f"SELECT count(*) FROM speakers WHERE quotes > 0 AND type IN ({named})"
    counts = [
        db.execute("SELECT count(*) FROM documents").fetchone()[0],
        db.execute("SELECT count(*) FROM quotes").fetchone()[0],
        db.execute(speakers, tuple(types)).fetchone()[0],
    ]
    return Totals(*counts)


def facets(db: Database, surveyed: Sequence[Surveyed], *, size: int) -> Facets:
    """Counts the quotes that a survey gives, of which the first ``MOST`` count. ``size`` is how many speakers and
    documents are listed."""
    counted = surveyed[:MOST]
    kinds, acts, years = (
        collections.Counter(value for value in values if value)
        for values in ([one.kind for one in counted], [one.act for one in counted], [one.year for one in counted])
    )
    speakers = collections.Counter(one.speaker for one in counted if one.speaker is not None)
    documents = collections.Counter(one.document for one in counted)
    return Facets(
        len(counted), len(surveyed) <= MOST, _plain(kinds), _plain(acts),
        tuple(sorted(_plain(years), key=_value, reverse=True)),
        _named(db, "SELECT id, name FROM speakers WHERE number = ?", speakers, size),
        _named(db, "SELECT id, coalesce(title, id) FROM documents WHERE number = ?", documents, size),
    )  # fmt: skip


def by_month(db: Database, speaker: str, acts: Sequence[str]) -> list[tuple[str, int]]:
    """How many quotes of a speaker bear a day of each month (or year, where no more is known), in their order."""
    named = ", ".join("?" * len(acts))
    statement = f"""
        SELECT substr(day, 1, 7) AS month, count(*) FROM said
        WHERE speaker = (SELECT number FROM speakers WHERE id = ?) AND day <> '' AND act IN ({named})
        GROUP BY month ORDER BY month
    """
    return [(row[0], row[1]) for row in db.all(statement, (speaker, *acts))]


def beside(db: Database, speaker: str, types: Sequence[str], *, latest: int, limit: int) -> list[Count]:
    """Who else is quoted in the documents in which a speaker is, with the number of these documents, most first.
    Only the ``latest`` documents to come in count."""
    named = ", ".join("?" * len(types))
    statement = f"""
        WITH latest AS (
            SELECT document FROM local_speakers
            WHERE speaker = (SELECT number FROM speakers WHERE id = ?) ORDER BY number DESC LIMIT ?
        ), here AS (SELECT DISTINCT document FROM latest)
        SELECT speakers.id, speakers.name, count(DISTINCT here.document) AS together FROM here
        CROSS JOIN local_speakers ON local_speakers.document = here.document
        JOIN speakers ON speakers.number = local_speakers.speaker
        WHERE speakers.id <> ? AND speakers.quotes > 0 AND speakers.type IN ({named})
        GROUP BY speakers.number ORDER BY together DESC, speakers.quotes DESC, speakers.folded LIMIT ?
    """
    return [Count(row[0], row[1], row[2]) for row in db.all(statement, (speaker, latest, speaker, *types, limit))]


def _plain(counts: collections.Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, value, times) for value, times in counts.most_common())


def _named(db: Database, statement: str, counts: collections.Counter[int], size: int) -> tuple[Count, ...]:
    listed = []
    for number, times in counts.most_common(size):
        row = db.row(statement, (number,))
        if row is not None:
            listed.append(Count(row[0], row[1], times))
    return tuple(listed)


def _value(count: Count) -> str:
    return count.value
