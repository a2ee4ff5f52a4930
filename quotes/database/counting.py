"""How many there are of what: totals, and the quotes of a look-up counted by kind, year, speaker and document."""

from __future__ import annotations

import collections
import dataclasses
import itertools
import json
from collections.abc import Sequence

from quotes.database.alike import NAMED
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
    """Counts the quotes that a survey gives, of which the first ``MOST`` count. ``size`` is how many speakers with a
    name of their own and documents are listed."""
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
        _named(db, f"SELECT id, name FROM speakers WHERE number = ? AND type IN {NAMED}", speakers, size),
        _named(db, "SELECT id, coalesce(title, id) FROM documents WHERE number = ?", documents, size),
    )  # fmt: skip


def by_month(db: Database, speaker: str, acts: Sequence[str]) -> list[tuple[str, int]]:
    """How many quotes of a speaker bear a day of each month (or year, where no more is known), in their order."""
    # By days, as the index has them: SQLite would sort the months.
    statement = """
        SELECT day, count(*) FROM said WHERE speaker = (SELECT number FROM speakers WHERE id = ?) AND day <> ''
        AND act IN (SELECT value FROM json_each(?)) GROUP BY day ORDER BY day DESC
    """
    months = collections.Counter[str]()
    for day, times in db.all(statement, (speaker, json.dumps(list(acts)))):
        months[day[:7]] += times
    return sorted(months.items())


def beside(db: Database, speaker: str, types: Sequence[str], *, latest: int, limit: int) -> list[Count]:
    """Who else is quoted in the documents in which a speaker is, with the number of these documents, most first.
    Only the ``latest`` documents to come in count."""
    statement = """
        WITH chosen AS (SELECT number FROM speakers WHERE id = ?), here AS (
            SELECT DISTINCT document FROM local_speakers WHERE speaker = (SELECT number FROM chosen)
            ORDER BY document DESC LIMIT ?
        )
        SELECT DISTINCT local_speakers.speaker, here.document FROM here
        CROSS JOIN local_speakers ON local_speakers.document = here.document
        WHERE local_speakers.speaker <> (SELECT number FROM chosen)
    """
    together = collections.Counter(row[0] for row in db.all(statement, (speaker, latest)))
    named = """
        SELECT id, name FROM speakers WHERE number IN (SELECT value FROM json_each(?)) AND quotes > 0
        AND type IN (SELECT value FROM json_each(?)) ORDER BY quotes DESC, folded LIMIT ?
    """
    listed: list[Count] = []
    for times, numbers in itertools.groupby(together.most_common(), key=lambda pair: pair[1]):
        of_them = json.dumps([number for number, _ in numbers])
        rows = db.all(named, (of_them, json.dumps(list(types)), limit - len(listed)))
        listed += [Count(row[0], row[1], times) for row in rows]
        if len(listed) == limit:
            break
    return listed


def _plain(counts: collections.Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, value, times) for value, times in counts.most_common())


def _named(db: Database, statement: str, counts: collections.Counter[int], size: int) -> tuple[Count, ...]:
    listed = []
    for number, times in counts.most_common():
        row = db.row(statement, (number,))
        if row is not None:
            listed.append(Count(row[0], row[1], times))
        if len(listed) == size:
            break
    return tuple(listed)


def _value(count: Count) -> str:
    return count.value
