"""How many there are of what: totals, and the quotes of a look-up counted by kind, year, speaker and document."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Sequence
from typing import Any

from quotes.database import alike
from quotes.database.connection import Database
from quotes.database.quotes import Filter, conditions, matching

MOST = 2_000
"""At most so many quotes of a look-up are counted, so that no answer takes long."""

FEW = 500

MATCHES = "SELECT rowid FROM quotes_text WHERE quotes_text MATCH :expression"


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


def facets(db: Database, filter: Filter, expression: str | None, *, size: int) -> Facets:
    """Counts what a look-up gives, ``filter.limit`` and ``filter.after`` aside. ``expression`` is one of FTS5;
    ``size`` is how many speakers and documents are listed."""
    origin, where, values = _looked_for(db, filter, expression)
    statement = f"""
        SELECT quotes.kind, quotes.act, substr(quotes.day, 1, 4), quotes.document, first.speaker FROM {origin}
        LEFT JOIN said AS first ON first.quote = quotes.number AND first.rank = 0
        WHERE {" AND ".join(where) or "1"} LIMIT :most
    """
    found = db.all(statement, values | {"most": MOST + 1})
    complete, found = len(found) <= MOST, found[:MOST]
    kinds, acts, years, documents, speakers = (
        collections.Counter(row[place] for row in found if row[place]) for place in range(5)
    )
    return Facets(
        len(found), complete, _plain(kinds), _plain(acts), tuple(sorted(_plain(years), key=_value, reverse=True)),
        _named(db, "SELECT id, name FROM speakers WHERE number = ?", speakers, size),
        _named(db, "SELECT id, coalesce(title, id) FROM documents WHERE number = ?", documents, size),
    )  # fmt: skip


def _looked_for(db: Database, filter: Filter, expression: str | None) -> tuple[str, list[str], dict[str, Any]]:
    """The tables, conditions and values of a look-up, as ``quotes.select`` and ``quotes.search`` have them."""
    if filter.speaker is None:
        where, values = conditions(filter, day="quotes.day")
        if expression is None:
            return "quotes", where, values
        origin = "quotes_text CROSS JOIN quotes ON quotes.number = quotes_text.rowid"
        return origin, [*where, "quotes_text MATCH :expression"], values | {"expression": expression}
    where, values = conditions(filter, day="said.day")
    if filter.document is None and not filter.duplicates:
        where.append(alike.once(where))
    if expression is not None:
        # For few quotes each is looked up among the matches, which takes longer than to list all matches for many.
        said = db.row("SELECT sayings FROM speakers WHERE id = ?", (filter.speaker,))
        few = said is not None and said["sayings"] < FEW
        where.append(matching(db, expression) if few else f"said.quote IN ({MATCHES})")
        values["expression"] = expression
    origin = "said CROSS JOIN quotes ON quotes.number = said.quote"
    return f"{origin} CROSS JOIN documents ON documents.number = quotes.document", where, values


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
