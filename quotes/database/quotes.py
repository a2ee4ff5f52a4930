"""Quotes out of the database, with the canonical speaker filled in: by speaker, by words, by document, by id."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from quotes.database import alike
from quotes.database.connection import Database
from quotes.types import Quote, Span, Step


@dataclasses.dataclass(frozen=True, slots=True)
class Filter:
    """Which quotes. An empty field does not narrow. ``speaker`` and ``document`` are ids; ``since`` and ``until``
    are ISO 8601 days, months or years, both inclusive; ``after`` is the id of the last quote of the page before.
    A speaker's quote in several copies of a document is given once, unless ``duplicates`` is set or a document is."""

    speaker: str | None = None
    document: str | None = None
    act: Sequence[str] = ()
    kind: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    limit: int | None = None
    after: str | None = None
    duplicates: bool = False


RANKED = 2_000
"""Quotes that are ranked by how well they fit, at most."""
LOOKS = 200
"""To look for one quote among the matches takes as long as to list so many matches."""
FEW = 20
"""Quotes that are looked for among the matches one by one, however few match."""
MATCHES = "SELECT rowid FROM quotes_text WHERE quotes_text MATCH :expression"

COLUMNS = """
    quotes.*, documents.id AS document_id, documents.title, documents.date, documents.publisher, documents.url,
    speakers.id AS speaker_id, speakers.name AS speaker_name, speakers.type AS canonical_type,
    local_speakers.name AS local_name,
    CASE WHEN local_speakers.name <> speakers.name THEN (
        SELECT rule FROM evidence WHERE evidence.speaker = speakers.number AND evidence.document = documents.id
        AND evidence.form = local_speakers.name
    ) END AS link
"""
COLUMNS += f", {alike.ALSO_IN} AS also_in, {alike.SAME_AS} AS same_as"
JOINS = """
    JOIN documents ON documents.number = quotes.document
    LEFT JOIN said AS first ON first.quote = quotes.number AND first.rank = 0
    LEFT JOIN local_speakers ON local_speakers.number = first.local
    LEFT JOIN speakers ON speakers.number = first.speaker
"""


def select(db: Database, filter: Filter, expression: str | None = None) -> Iterator[Quote]:
    """Newest day first, in the order of the text within a document; those of no known day come last. With an FTS5
    expression only those that match it."""
    if filter.speaker is not None:
        # CROSS JOIN fixes the order of the loops: along the speaker's index, which is the order of the result.
        origin, day, number = "said CROSS JOIN quotes ON quotes.number = said.quote", "said.day", "said.quote"
    elif filter.document is not None:
        origin, day, number = "quotes", "''", "quotes.number"
    else:
        origin, day, number = "quotes", "quotes.day", "quotes.number"
    where, values = conditions(filter, day=day)
    if filter.speaker is not None and filter.document is None and not filter.duplicates:
        where.append(alike.once(where))
    if expression is not None:
        matches, more = matching(db, filter, expression, number)
        where.append(matches)
        values |= more
    if filter.after is not None:
        last = db.row("SELECT number, day FROM quotes WHERE id = ?", (filter.after,))
        if last is not None:
            where.append(f"{day} <= :after_day AND ({day} < :after_day OR {number} > :after_number)")
            values |= {"after_day": "" if day == "''" else last["day"], "after_number": last["number"]}
    order = number if day == "''" else f"{day} DESC, {number}"
    yield from _read(db, origin, where, order, values, filter.limit)


def search(db: Database, expression: str, filter: Filter) -> Iterator[Quote]:
    """The quotes that match an FTS5 expression, best first (BM25: Robertson and Zaragoza, 2009).

    Where each of the words stands in more than ``RANKED`` quotes, no rank says much, and to work it out takes long:
    then those come first that were read in last, or, of a speaker, a document or some days, the newest.
    """
    if all(is_frequent(db, word) for word in terms(expression)):
        if filter.speaker or filter.document or filter.since or filter.until:
            yield from select(db, filter, expression)
        else:
            yield from _last(db, expression, filter)
        return
    where, values = conditions(filter, day="quotes.day")
    origin = "quotes_text CROSS JOIN quotes ON quotes.number = quotes_text.rowid"
    if filter.speaker is not None:
        origin += " JOIN said ON said.quote = quotes.number"
        if filter.document is None and not filter.duplicates:
            where.append(alike.once(where))
    where.append("quotes_text MATCH :expression")
    values["expression"] = expression
    if filter.after is not None:
        best = "SELECT rank, rowid FROM quotes_text WHERE quotes_text MATCH :expression AND rowid = "
        best += "(SELECT number FROM quotes WHERE id = :after)"
        last = db.row(best, {"expression": expression, "after": filter.after})
        if last is not None:
            where.append("(quotes_text.rank, quotes_text.rowid) > (:after_rank, :after_number)")
            values |= {"after_rank": last["rank"], "after_number": last["rowid"]}
    # What is printed is looked up for the page alone.
    hits = f"SELECT quotes_text.rowid AS hit, quotes_text.rank AS fit FROM {origin} WHERE {' AND '.join(where)}"
    hits += " ORDER BY quotes_text.rank, quotes_text.rowid LIMIT :limit"
    values["limit"] = -1 if filter.limit is None else filter.limit
    yield from _read(db, f"({hits}) CROSS JOIN quotes ON quotes.number = hit", [], "fit, hit", values, None)


def _last(db: Database, expression: str, filter: Filter) -> Iterator[Quote]:
    """The quotes that match, the last stored first."""
    where, values = conditions(filter, day="quotes.day")
    where.append("quotes_text MATCH :expression")
    values["expression"] = expression
    if filter.after is not None:
        where.append("quotes_text.rowid < (SELECT number FROM quotes WHERE id = :after)")
        values["after"] = filter.after
    origin = "quotes_text CROSS JOIN quotes ON quotes.number = quotes_text.rowid"
    yield from _read(db, origin, where, "quotes_text.rowid DESC", values, filter.limit)


def matching(db: Database, filter: Filter, expression: str, number: str) -> tuple[str, dict[str, Any]]:
    """The condition that the quote of a number matches, for rows that come in another order than the matches'; and the
    values that it takes. The matches are listed, or looked for row by row, whichever is less work."""
    values: dict[str, Any] = {"expression": expression}
    looks = f"EXISTS ({MATCHES} AND rowid = {number})", values
    # What begins so would have to be put together anew for each look.
    by_row = "*" not in expression
    passed = candidates(db, filter)
    if by_row and passed <= FEW:
        return looks
    first = [row[0] for row in db.all(f"{MATCHES} LIMIT :most", values | {"most": RANKED + 1})]
    if len(first) <= RANKED:
        return f"{number} IN (SELECT value FROM json_each(:matches))", {"matches": json.dumps(first)}
    # The first ones tell how many there are of all, and how many quotes are passed until a page is full.
    share = len(first) / first[-1]
    if filter.limit is not None:
        passed = min(passed, filter.limit / share)
    matches = share * db.execute("SELECT max(number) FROM quotes").fetchone()[0]
    return looks if by_row and matches > LOOKS * passed else (f"{number} IN ({MATCHES})", values)


def candidates(db: Database, filter: Filter) -> float:
    """How many quotes there are of a speaker or document; no end where neither is given."""
    if filter.speaker is not None:
        row = db.row("SELECT sayings FROM speakers WHERE id = ?", (filter.speaker,))
    elif filter.document is not None:
        count = "SELECT count(*) FROM quotes WHERE document = (SELECT number FROM documents WHERE id = ?)"
        row = db.row(count, (filter.document,))
    else:
        return math.inf
    return float(row[0]) if row is not None else 0.0


def terms(expression: str) -> list[str]:
    """The words of an FTS5 expression as ``match_expression`` makes it, each as an expression."""
    phrases = [(re.findall(r"[^\W_]+", phrase), star) for phrase, star in re.findall(r'"([^"]*)"(\*?)', expression)]
    return [f'"{word}"{star if word is words[-1] else ""}' for words, star in phrases for word in words]


def is_frequent(db: Database, expression: str) -> bool:
    """Whether more than ``RANKED`` quotes match an FTS5 expression."""
    statement = "SELECT count(*) FROM (SELECT 1 FROM quotes_text WHERE quotes_text MATCH ? LIMIT ?)"
    return bool(db.execute(statement, (expression, RANKED + 1)).fetchone()[0] > RANKED)


def numbered(db: Database, numbers: Sequence[int]) -> list[Quote]:
    """The quotes of these numbers, in this order."""
    origin = "json_each(:numbers) AS chosen CROSS JOIN quotes ON quotes.number = chosen.value"
    return list(_read(db, origin, [], "chosen.key", {"numbers": json.dumps(list(numbers))}, None))


def everything(db: Database) -> Iterator[Quote]:
    """All quotes, document by document in the order of their ids."""
    yield from _read(db, "quotes", [], "documents.id, quotes.number", {}, None)


def with_prefix(db: Database, prefix: str, *, limit: int) -> list[Quote]:
    """The quotes whose ids begin so."""
    where = ["quotes.id >= :prefix AND quotes.id < :end"]
    return list(_read(db, "quotes", where, "quotes.id", {"prefix": prefix, "end": prefix + "\U0010ffff"}, limit))


def conditions(filter: Filter, *, day: str) -> tuple[list[str], dict[str, Any]]:
    """The conditions of a filter, and the values that they take. ``day`` is the column of the day."""
    day = "quotes.day" if day == "''" else day
    act = "said.act" if filter.speaker is not None else "quotes.act"
    tests = {
        "speaker": ("said.speaker = (SELECT number FROM speakers WHERE id = :speaker)", filter.speaker),
        "document": ("quotes.document = (SELECT number FROM documents WHERE id = :document)", filter.document),
        "act": (f"{act} IN (SELECT value FROM json_each(:act))", json.dumps(filter.act) if filter.act else None),
        "kind": ("quotes.kind IN (SELECT value FROM json_each(:kind))", json.dumps(filter.kind) or None),
        "since": (f"{day} >= :since", filter.since),
        # Whatever begins with the day, month or year still belongs to it.
        "until": (f"{day} < :until AND {day} <> ''", filter.until and filter.until + "\U0010ffff"),
        "least": ("quotes.confidence >= :least", filter.min_confidence or None),
    }
    if not filter.kind:
        del tests["kind"]
    used = {name: value for name, (_, value) in tests.items() if value is not None}
    return [tests[name][0] for name in used], used


def _read(
    db: Database, origin: str, where: list[str], order: str, values: dict[str, Any], limit: int | None
) -> Iterator[Quote]:
    condition = " AND ".join(where) or "1"
    statement = f"SELECT {COLUMNS} FROM {origin} {JOINS} WHERE {condition} ORDER BY {order}"
    if limit is not None:
        statement += " LIMIT :limit"
        values = values | {"limit": limit}
    for row in db.rows(statement, values):
        yield _quote(db, dict(row))


def _quote(db: Database, row: dict[str, Any]) -> Quote:
    # One call of the parser for all lists: it is half of the time that a row takes.
    lists = f"[{row['spans']},{row['cue_spans']},{row['source_spans']},{row['speakers']},{row['steps']}]"
    spans, cue_spans, source_spans, names, fields = json.loads(lists)
    speakers = tuple(names)
    steps = tuple(_step(*field) for field in fields) + link(row)
    if len(speakers) > 1:
        speakers = all_speakers(db, row["number"], speakers)
    elif row["speaker_name"] is not None:
        speakers = (row["speaker_name"],)
    return Quote(
        id=row["id"], document=row["document_id"], kind=row["kind"], act=row["act"], form=row["form"],
        text=row["text"], spans=_spans(spans), cue=row["cue"], cue_spans=_spans(cue_spans),
        source=row["source"], source_spans=_spans(source_spans),
        speaker=row["speaker_name"] or row["speaker"], speaker_id=row["speaker_id"],
        speaker_type=row["canonical_type"] or row["speaker_type"], speakers=speakers, role=row["role"],
        steps=steps, occasion=row["occasion"], said_on=row["said_on"], confidence=row["confidence"],
        parent=row["parent"], also_in=alike.also_in(row["also_in"]), same_as=alike.same_as(row["same_as"]),
        title=row["title"], date=row["date"], publisher=row["publisher"], url=row["url"],
    )  # fmt: skip


def all_speakers(db: Database, quote: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of those who said it together, the canonical ones where there are."""
    statement = """
        SELECT local_speakers.name, speakers.name AS canonical FROM said
        JOIN local_speakers ON local_speakers.number = said.local
        LEFT JOIN speakers ON speakers.number = said.speaker
        WHERE said.quote = ? ORDER BY said.rank
    """
    canonical = {row["name"]: row["canonical"] or row["name"] for row in db.rows(statement, (quote,))}
    return tuple(canonical.get(name, name) for name in names)


def _step(rule: str, text: str | None, span: list[int] | None, detail: str | None) -> Step:
    return Step(rule, text, (span[0], span[1]) if span else None, detail)


def link(row: dict[str, Any]) -> tuple[Step, ...]:
    """The step from the document's speaker to the canonical one, where they are not the same by name."""
    rule, _, number = (row["link"] or "").partition(" ")
    if rule == "decision":
        return (Step(rule, row["local_name"], None, f"no. {number}: {row['speaker_name']}"),)
    if rule == "variant:office":
        return (Step(rule, row["local_name"], None, f"an office that {row['speaker_name']} holds at the time"),)
    if rule.startswith("variant:"):
        return (Step(rule, row["local_name"], None, f"another form of {row['speaker_name']}"),)
    return ()


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple([(start, end) for start, end in pairs])
