"""The quotes of a look-up in its order, with no more of each than is counted: from indexes alone, their words aside."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any, Literal

from quotes.database import alike
from quotes.database.connection import Database
from quotes.database.quotes import RANKED, Filter, conditions, is_frequent, terms

MATCHES = "SELECT rowid FROM quotes_text WHERE quotes_text MATCH :expression"
NARROW = "quotes INDEXED BY quotes_counted"
"""The table by way of its number, without its texts: a row of it is a page of the file, of the index a hundred are."""
COLUMNS = "quotes.number, quotes.kind, quotes.act, substr(quotes.day, 1, 4) AS year, quotes.document"
Order = Literal["best", "last", "newest"]
LOOKS, ROWS = 200, 20
"""To look for one quote among the matches takes as long as to list so many matches; to read what is counted of a match,
as long as to pass so many quotes of a speaker or day."""


@dataclasses.dataclass(frozen=True, slots=True)
class Surveyed:
    """A quote: its number, kind and act, the year of its day or "", the numbers of its document and speaker."""

    number: int
    kind: str
    act: str
    year: str
    document: int
    speaker: int | None


def order_of(db: Database, filter: Filter, expression: str) -> Order:
    """The order in which ``quotes.search`` gives what matches an FTS5 expression."""
    if not all(is_frequent(db, word) for word in terms(expression)):
        return "best"
    return "newest" if filter.speaker or filter.document or filter.since or filter.until else "last"


def survey(db: Database, filter: Filter, expression: str | None, *, order: Order, most: int) -> list[Surveyed]:
    """At most ``most`` quotes, ``filter.limit`` and ``filter.after`` aside: the ``newest`` first, as ``quotes.select``
    gives them, or, of those that match an FTS5 ``expression``, the ``best`` or the ``last`` stored first, as
    ``quotes.search`` does."""
    values: dict[str, Any] = {"expression": expression, "most": most}
    if expression is None:
        chosen = _along(filter, values)
    elif order == "best":
        chosen = _among(filter, values, matches=f"{MATCHES} ORDER BY rank, rowid LIMIT -1")
    elif order == "last":
        chosen = _among(filter, values, matches=f"{MATCHES} ORDER BY rowid DESC LIMIT -1")
    else:
        passed, matches, share = _candidates(db, filter), *_matches(db, expression)
        if matches < RANKED and matches * ROWS < passed:
            chosen = _among(filter, values, order="ORDER BY quotes.day DESC, quotes.number")
        else:
            # What begins so would have to be put together anew for each look.
            looks = "*" not in expression and matches > LOOKS * min(passed, most / share)
            chosen = _along(filter, values, f"EXISTS ({MATCHES} AND rowid = {{}})" if looks else f"{{}} IN ({MATCHES})")
    statement = f"""
        SELECT chosen.*, first.speaker FROM ({chosen} LIMIT :most) AS chosen
        LEFT JOIN said AS first ON first.quote = chosen.number AND first.rank = 0
    """
    return [Surveyed(*row) for row in db.all(statement, values)]


def place(db: Database, surveyed: Sequence[Surveyed], after: str | None) -> int | None:
    """Where a survey goes on after the quote of this id: at 0 if there is none, None if the quote is not in it."""
    if after is None:
        return 0
    row = db.row("SELECT number FROM quotes WHERE id = ?", (after,))
    return next((index for index, one in enumerate(surveyed, 1) if row is not None and one.number == row[0]), None)


def _along(filter: Filter, values: dict[str, Any], matching: str | None = None) -> str:
    """The query along the quotes of a speaker, of a document, or of all days."""
    if filter.speaker is not None:
        origin, day, number = f"said CROSS JOIN {NARROW} ON quotes.number = said.quote", "said.day", "said.quote"
    elif filter.document is not None:
        origin, day, number = "quotes", "quotes.day", "quotes.number"
    else:
        origin = f"quotes AS listed INDEXED BY quotes_by_day CROSS JOIN {NARROW} ON quotes.number = listed.number"
        day, number = "listed.day", "listed.number"
    where, more = conditions(filter, day=day)
    where += _once(filter, where)
    values |= more
    where += [matching.format(number)] if matching is not None else []
    order = number if filter.document is not None and filter.speaker is None else f"{day} DESC, {number}"
    return f"SELECT {COLUMNS} FROM {origin} WHERE {' AND '.join(where) or '1'} ORDER BY {order}"


def _among(filter: Filter, values: dict[str, Any], *, matches: str = MATCHES, order: str = "") -> str:
    """The query along the matches of the expression. Without an ``order``, which takes all of them, it is that of the
    matches, and those that come after the last one wanted are not looked at."""
    origin = f"({matches}) AS matched CROSS JOIN {NARROW} ON quotes.number = matched.rowid"
    if filter.speaker is not None:
        origin += " CROSS JOIN said ON said.quote = quotes.number"
    where, more = conditions(filter, day="quotes.day")
    where += _once(filter, where)
    values |= more
    return f"SELECT {COLUMNS} FROM {origin} WHERE {' AND '.join(where) or '1'} {order}"


def _once(filter: Filter, where: list[str]) -> list[str]:
    given = filter.speaker is None or filter.document is not None or filter.duplicates
    return [] if given else [alike.once(where)]


def _matches(db: Database, expression: str) -> tuple[float, float]:
    """How many quotes match and which share of all that is; estimated from the first ones where there are many."""
    statement = f"SELECT count(*), max(rowid), (SELECT max(number) FROM quotes) FROM ({MATCHES} LIMIT {RANKED})"
    found, last, everything = db.all(statement, {"expression": expression})[0]
    share = found / (everything if found < RANKED else last) if found else 1.0
    return share * everything, share


def _candidates(db: Database, filter: Filter) -> float:
    """How many quotes a look-up passes at most without the words; roughly, and no end where they are very many."""
    values = [filter.speaker or filter.document]
    if filter.speaker is not None:
        statement = "SELECT sayings FROM speakers WHERE id = ?"
    elif filter.document is not None:
        statement = "SELECT count(*) FROM quotes WHERE document = (SELECT number FROM documents WHERE id = ?)"
    elif filter.since or filter.until:
        statement = f"SELECT count(*) FROM (SELECT 1 FROM quotes WHERE day >= ? AND day < ? LIMIT {ROWS * RANKED})"
        values = [filter.since or "", (filter.until or "") + "\U0010ffff"]
    else:
        return math.inf
    row = db.row(statement, values)
    return int(row[0]) if row is not None else 0
