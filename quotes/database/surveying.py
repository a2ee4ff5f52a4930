"""The quotes of a look-up in its order, with no more of each than is counted: from indexes alone, their words aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Literal

from quotes.database import alike
from quotes.database.connection import Database
from quotes.database.quotes import MATCHES, RANKED, Filter, candidates, conditions, is_frequent, matching, terms

NARROW = "quotes INDEXED BY quotes_counted"
"""The table by way of its number, without its texts: a row of it is a page of the file, of the index a hundred are."""
COLUMNS = "quotes.number, quotes.kind, quotes.act, substr(quotes.day, 1, 4) AS year, quotes.document"
Order = Literal["best", "last", "newest"]
ROWS = 20
"""To read what is counted of a match takes as long as to pass so many quotes of a speaker."""


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
    limited = dataclasses.replace(filter, limit=most, after=None)
    values: dict[str, Any] = {"expression": expression, "most": most}
    if expression is None:
        chosen = _along(filter, values)
    elif order == "best":
        chosen = _among(filter, values, matches=f"{MATCHES} ORDER BY rank, rowid LIMIT -1")
    elif order == "last":
        chosen = _among(filter, values, matches=f"{MATCHES} ORDER BY rowid DESC LIMIT -1")
    elif _are_few(db, filter, expression):
        chosen = _among(filter, values, order="ORDER BY quotes.day DESC, quotes.number")
    else:
        chosen = _along(filter, values, lambda number: matching(db, limited, expression, number))
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


def _along(
    filter: Filter, values: dict[str, Any], words: Callable[[str], tuple[str, dict[str, Any]]] | None = None
) -> str:
    """The query along the quotes of a speaker, of a document, or of all days; ``words`` gives the condition that the
    quote of a number matches, and its values."""
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
    if words is not None:
        condition, more = words(number)
        where.append(condition)
        values |= more
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


def _are_few(db: Database, filter: Filter, expression: str) -> bool:
    """Whether it is less work to read what is counted of each match than to pass the quotes of the speaker or document,
    or of all days."""
    statement = f"SELECT count(*) FROM ({MATCHES} LIMIT :most)"
    found: int = db.all(statement, {"expression": expression, "most": RANKED + 1})[0][0]
    return found <= RANKED and found * ROWS < candidates(db, filter)
