"""What is known about documents and speakers at a glance, with no more read than is shown."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Collection

from quotes.database.connection import Database
from quotes.types import Evidence

MOST = 1_000
"""At most so much evidence of a speaker is looked at, so that no answer takes long."""


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text, and how many quotes of any act it holds."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    quotes: int


@dataclasses.dataclass(frozen=True, slots=True)
class FormRow:
    """A name form of a speaker: how often it occurs in how many documents, one of these, and the rules by which it is
    theirs."""

    form: str
    count: int
    documents: int
    document: str | None
    rules: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class RoleRow:
    """A role that documents give a speaker: in how many, and the days of the first and the last of them."""

    role: str
    documents: int
    first: str | None
    last: str | None


def latest(db: Database, part: str = "", *, limit: int, after: str | None = None) -> list[DocumentRow]:
    """The documents of the latest dates; those without one come last, the latest to come in first. ``part``: only
    those with it in the title or the id. ``after`` is the id of the last one of the page before."""
    where, values = ["1"], dict[str, object]({"limit": limit})
    if part:
        where.append("(instr(lower(title), :part) OR instr(lower(id), :part))")
        values["part"] = part.lower()
    last = db.row("SELECT number, date FROM documents WHERE id = ?", (after,)) if after is not None else None
    if last is not None:
        where.append("(coalesce(date, ''), number) < (:date, :number)")
        values |= {"date": last["date"] or "", "number": last["number"]}
    statement = f"""
        WITH chosen AS (
            SELECT number FROM documents WHERE {" AND ".join(where)}
            ORDER BY coalesce(date, '') DESC, number DESC LIMIT :limit
        )
        SELECT id, title, date, publisher, url,
            (SELECT count(*) FROM quotes WHERE quotes.document = documents.number)
        FROM chosen CROSS JOIN documents USING (number) ORDER BY coalesce(date, '') DESC, number DESC
    """
    return [DocumentRow(*row) for row in db.all(statement, values)]


def forms(db: Database, speaker: str, *, limit: int) -> list[FormRow]:
    """The name forms of a speaker with their evidence, most frequent first. Where there is very much evidence, how
    often a form occurs is counted in a part of it; none is left out."""
    statement = """
        SELECT form, rule, sum(count), count(document), max(document), count(*) FROM (
            SELECT * FROM evidence WHERE speaker = (SELECT number FROM speakers WHERE id = ?)
            ORDER BY document DESC LIMIT ?
        ) GROUP BY form, rule ORDER BY form, sum(count) DESC
    """
    found, read = {}, 0
    for form, rows in itertools.groupby(db.all(statement, (speaker, MOST)), key=lambda row: str(row[0])):
        _, rules, counts, documents, some, times = zip(*rows, strict=True)
        read += sum(times)
        # A form has one rule in a document, but for a few.
        where = max((document for document in some if document is not None), default=None)
        found[form] = FormRow(form, sum(counts), sum(documents), where, rules)
    if read == MOST:
        # The name itself is counted as one more.
        known = """
            SELECT form, times - (form = name) FROM forms JOIN speakers ON speakers.number = speaker WHERE id = ?
        """
        for form, times in db.all(known, (speaker,)):
            seen = found.get(form, FormRow(form, 0, 0, None, ()))
            found[form] = dataclasses.replace(seen, count=max(seen.count, times), documents=times)
    return sorted(found.values(), key=lambda row: (-row.count, row.form))[:limit]


def roles(db: Database, speaker: str, *, latest: int, limit: int) -> list[RoleRow]:
    """The roles that documents give a speaker, the latest first. Only the ``latest`` documents to come in count."""
    statement = """
        WITH here AS (
            SELECT number FROM local_speakers WHERE speaker = (SELECT number FROM speakers WHERE id = ?)
            ORDER BY document DESC LIMIT ?
        )
        SELECT roles.value, count(*) AS times, min(nullif(documents.date, '')),
            max(nullif(documents.date, '')) AS last
        FROM here CROSS JOIN local_speakers USING (number) CROSS JOIN json_each(local_speakers.roles) AS roles
        CROSS JOIN documents ON documents.number = local_speakers.document
        GROUP BY roles.value ORDER BY last DESC, times DESC, roles.value LIMIT ?
    """
    return [RoleRow(*row) for row in db.all(statement, (speaker, latest, limit))]


def forms_among(db: Database, speaker: str, folded: Collection[str]) -> set[str]:
    """Which of these folded name forms are a speaker's."""
    statement = """
        SELECT DISTINCT folded FROM forms
        WHERE speaker = (SELECT number FROM speakers WHERE id = ?) AND folded IN (SELECT value FROM json_each(?))
    """
    return {row[0] for row in db.all(statement, (speaker, json.dumps(list(folded))))}


def first_with_form(db: Database, speaker: str, form: str) -> Evidence | None:
    """The evidence for a name form of a speaker in the first of its documents, by their ids."""
    statement = """
        SELECT * FROM evidence WHERE speaker = (SELECT number FROM speakers WHERE id = ?) AND form = ?
        ORDER BY document, rule, count LIMIT 1
    """
    row = db.row(statement, (speaker, form))
    return Evidence(row["form"], row["document"], row["count"], row["rule"]) if row is not None else None
