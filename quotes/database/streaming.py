"""All quotes of a database, document by document, as plain rows: for exports, where there are very many.

A row is a tuple: what its document says (id, title, date, publisher, url), what its speaker says (name, id, type, all
names), and a value for each of the other ``CONTRACT_KEYS``, in their order; lists are JSON text, as they are stored.
That is what ``Quote.as_dict`` gives, without a ``Quote`` on the way, which takes most of the time.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from quotes.database.alike import ALSO_IN, SAME_AS, as_written
from quotes.database.connection import Database
from quotes.database.quotes import Filter, all_speakers, conditions, link
from quotes.types import Document, Step

Row = tuple[Any, ...]


class Speaker(NamedTuple):
    """A local speaker: its key; what a row says of it, if it has a canonical speaker; and the step from one to the
    other as JSON, rule and whole, if there is one."""

    key: str
    who: Row | None
    link: tuple[str, str] | None


class Stored(NamedTuple):
    """A document with the rows of its quotes; its text and notes are empty unless they are asked for."""

    number: int
    document: Document
    speakers: dict[int, Speaker]
    rows: list[Row]


DOCUMENTS = "SELECT number, id, title, date, publisher, url"
LOCALS = """
    SELECT local_speakers.number, local_speakers.key, local_speakers.name AS local_name, speakers.id,
        speakers.name AS speaker_name, speakers.type,
        CASE WHEN local_speakers.name <> speakers.name THEN (
            SELECT rule FROM evidence WHERE evidence.speaker = speakers.number AND evidence.document = :id
            AND evidence.form = local_speakers.name
        ) END AS link
    FROM local_speakers LEFT JOIN speakers ON speakers.number = local_speakers.speaker
    WHERE local_speakers.document = :number
"""
QUOTES = f"""
    SELECT quotes.number, said.local, quotes.id, kind, form, quotes.act, text, spans, cue, cue_spans, source,
        source_spans, quotes.speaker, speaker_type, speakers, role, occasion, said_on, confidence, parent,
        {ALSO_IN}, {SAME_AS}, steps
    FROM quotes LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
    WHERE quotes.document = :number
"""
THEY = "said.speaker = (SELECT number FROM speakers WHERE id = :speaker)"
THEIRS = f" AND EXISTS (SELECT 1 FROM said WHERE said.quote = quotes.number AND {THEY})"
_TEXT = r'"(?:[^"\\]|\\.)*"'
_STEP = re.compile(rf"\[({_TEXT}), ({_TEXT}|null), (\[\d+, \d+\]|null), ({_TEXT}|null)\]")
_NOBODY = Speaker("", None, None)


def stored(db: Database, filter: Filter, *, texts: bool = False, all: bool = False) -> Iterator[Stored]:
    """The documents in the order of their ids, with those of their quotes that ``filter`` lets pass, in the order of
    the text; documents without any are left out unless ``all`` is set. ``texts`` asks for texts and notes too.

    Limits and pages of the filter do not count. The caller holds a transaction, where the database may change.
    """
    where, values = conditions(dataclasses.replace(filter, speaker=None), day="quotes.day")
    condition = "".join(f" AND {test}" for test in where)
    if filter.speaker is not None:
        values["speaker"] = filter.speaker
        statement = QUOTES + condition + THEIRS + " ORDER BY quotes.number"
    else:
        statement = QUOTES + condition + " ORDER BY quotes.number"
    for number, *known in _documents(db, condition, values, filter, texts=texts):
        id, title, date, publisher, url, *more = known
        text, notes = (more[0], tuple(json.loads(more[1]))) if texts else ("", ())
        document, of = Document(id, text, title, date, publisher, url, notes), tuple(known[:5])
        speakers = {row[0]: _speaker(*row[1:]) for row in _plain(db, LOCALS, {"id": id, "number": number})}
        rows = [_row(db, of, row, speakers) for row in _plain(db, statement, values | {"number": number})]
        if rows or all:
            yield Stored(number, document, speakers, rows)


def _documents(
    db: Database, condition: str, values: dict[str, Any], filter: Filter, *, texts: bool
) -> Iterator[tuple[Any, ...]]:
    statement = DOCUMENTS + (", text, notes" if texts else "") + " FROM documents"
    if filter.document is not None:
        statement += " WHERE id = :document"
    elif filter.speaker is not None:
        origin = "said CROSS JOIN quotes ON quotes.number = said.quote"
        statement += f" WHERE number IN (SELECT quotes.document FROM {origin} WHERE {THEY}{condition})"
    elif condition:
        statement += f" WHERE number IN (SELECT quotes.document FROM quotes WHERE 1{condition})"
    yield from _plain(db, statement + " ORDER BY id", values)


def _plain(db: Database, statement: str, values: dict[str, Any]) -> sqlite3.Cursor:
    cursor = db.execute(statement, values)
    cursor.row_factory = None
    return cursor


def _speaker(
    key: str, local_name: str, id: str | None, name: str | None, type: str | None, rule: str | None
) -> Speaker:
    found = link({"link": rule, "local_name": local_name, "speaker_name": name}) if rule is not None else ()
    who = (name, id, type, _list(name)) if name is not None else None
    return Speaker(key, who, (json.dumps(found[0].rule), _json(found[0])) if found else None)


def _json(step: Step) -> str:
    return json.dumps(
        {"rule": step.rule, "text": step.text, "span": step.span, "detail": step.detail}, ensure_ascii=False
    )


def _row(db: Database, of: Row, row: Sequence[Any], speakers: dict[int, Speaker]) -> Row:
    (number, local, id, kind, form, act, text, spans, cue, cue_spans, source, source_spans, name, type, names, role,
     occasion, said_on, confidence, parent, also_in, same_as, steps) = row  # fmt: skip
    _, who, link = speakers.get(local, _NOBODY)
    resolution, listed = _steps(steps, link)
    # Several names: a comma between quotation marks, which may also stand in a single one.
    if '", "' in names and len(given := json.loads(names)) > 1:
        together = json.dumps(all_speakers(db, number, tuple(given)), ensure_ascii=False)
        who = (*(who[:3] if who is not None else (name, None, type)), together)
    return (
        of, who or (name, None, type, names), id, kind, act, form, text, spans, cue, cue_spans, source, source_spans,
        role, resolution, occasion, said_on, confidence, parent, as_written(also_in) if also_in != "[]" else "[]",
        same_as.replace('","', '", "') if same_as != "[]" else "[]", listed,
    )  # fmt: skip


@functools.lru_cache(maxsize=10_000)
def _list(name: str) -> str:
    return json.dumps([name], ensure_ascii=False)


def _steps(steps: str, link: tuple[str, str] | None) -> tuple[str, str]:
    """The rules of the steps, and the steps, as lists in JSON. ``steps`` is what is stored: lists of values, which
    are JSON already and are taken over as they are."""
    found = _STEP.findall(steps)
    if f"[{', '.join([f'[{rule}, {text}, {span}, {detail}]' for rule, text, span, detail in found])}]" != steps:
        found = [tuple(json.dumps(value, ensure_ascii=False) for value in each) for each in json.loads(steps)]
    rules = [each[0] for each in found]
    listed = [
        f'{{"rule": {rule}, "text": {text}, "span": {span}, "detail": {detail}}}' for rule, text, span, detail in found
    ]
    if link is not None:
        rules.append(link[0])
        listed.append(link[1])
    return f"[{', '.join(rules)}]", f"[{', '.join(listed)}]"
