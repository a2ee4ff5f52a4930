"""All quotes of a database, document by document, as plain rows: for exports, where there are very many.

A row is a tuple: what its document says (id, title, date, publisher, url), what its speaker says (name, id, type, all
names), and a value for each of the other ``CONTRACT_KEYS``, in their order; lists are JSON text, as they are stored.
That is what ``Quote.as_dict`` gives, without a ``Quote`` on the way, which takes most of the time.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import operator
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from quotes.database.alike import ALSO_IN, SAME_AS, as_written
from quotes.database.connection import Database
from quotes.database.quotes import Filter, all_speakers, conditions, link
from quotes.types import Document, Step

Row = tuple[Any, ...]


Link = tuple[str, str]
"""The step from a local speaker to its canonical one, rule and whole, as JSON."""


class Stored(NamedTuple):
    """A document with the rows of its quotes; its text and notes are empty unless they are asked for. ``links`` are the
    last steps of those local speakers, by number, whom these quotes belong to and who have one."""

    number: int
    document: Document
    links: dict[int, Link]
    rows: list[Row]


DOCUMENTS = "SELECT number, id, title, date, publisher, url"
# Both in the order of the documents' ids by their index alone, with nothing to be sorted: they go side by side.
QUOTES = f"""
    SELECT quotes.document, quotes.number, said.local, said.speaker, local_speakers.name, quotes.id, kind, form,
        quotes.act, quotes.text, spans, cue, cue_spans, source, source_spans, quotes.speaker, speaker_type, speakers,
        role, occasion, said_on, confidence, parent, {ALSO_IN}, {SAME_AS}, steps
    FROM documents CROSS JOIN quotes ON quotes.document = documents.number
    LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
    LEFT JOIN local_speakers ON local_speakers.number = said.local
"""
SPEAKERS = 50_000
"""Canonical speakers that are kept, at most."""
THEY = "said.speaker = (SELECT number FROM speakers WHERE id = :speaker)"
THEIRS = f"EXISTS (SELECT 1 FROM said WHERE said.quote = quotes.number AND {THEY})"
# Texts with a backslash are left to the parser of JSON.
_TEXT = r'"[^"\\]*"'
_STEP = rf"\[({_TEXT}), ({_TEXT}|null), (\[\d+, \d+\]|null), ({_TEXT}|null)\]"
_STEPS, _ONE = re.compile(_STEP), re.compile(rf"\[{_STEP}\]")
_NO_GROUP: tuple[int | None, Iterator[Row]] = (None, iter(()))


def stored(db: Database, filter: Filter, *, texts: bool = False, all: bool = False) -> Iterator[Stored]:
    """The documents in the order of their ids, with those of their quotes that ``filter`` lets pass, in the order of
    the text; documents without any are left out unless ``all`` is set. ``texts`` asks for texts and notes too.

    Limits and pages of the filter do not count. The caller holds a transaction, where the database may change.
    """
    where, values = conditions(dataclasses.replace(filter, speaker=None), day="quotes.day")
    if filter.speaker is not None:
        where.append(THEIRS)
        values["speaker"] = filter.speaker
    chosen = _chosen(filter, where)
    documents = DOCUMENTS + (", text, notes" if texts else "") + " FROM documents"
    who = _speakers(db, ahead=not chosen)
    quotes = _by_document(_plain(db, QUOTES, [*chosen, *where], "documents.id, quotes.number", values))
    for number, *known in _plain(db, documents, chosen, "id", values):
        id, title, date, publisher, url, *more = known
        text, notes = (more[0], tuple(json.loads(more[1]))) if texts else ("", ())
        document, of = Document(id, text, title, date, publisher, url, notes), tuple(known[:5])
        links: dict[int, Link | None] = {}
        rows = [_row(db, of, row, who, links) for row in quotes(number)]
        if rows or all:
            yield Stored(number, document, {local: link for local, link in links.items() if link is not None}, rows)


def _chosen(filter: Filter, where: Sequence[str]) -> list[str]:
    """The conditions for the documents that have quotes with these conditions."""
    if filter.document is not None:
        return ["documents.id = :document"]
    if filter.speaker is not None:
        origin = "said CROSS JOIN quotes ON quotes.number = said.quote"
        tests = " AND ".join([THEY, *where])
        return [f"documents.number IN (SELECT quotes.document FROM {origin} WHERE {tests})"]
    # The sign keeps to the order of the ids: what is found may be too much to be sorted.
    return [f"+documents.number IN (SELECT document FROM quotes WHERE {' AND '.join(where)})"] if where else []


def _plain(db: Database, statement: str, where: Sequence[str], order: str, values: dict[str, Any]) -> sqlite3.Cursor:
    cursor = db.execute(f"{statement} WHERE {' AND '.join(where) or '1'} ORDER BY {order}", values)
    cursor.row_factory = None
    return cursor


def _by_document(rows: Iterable[Row]) -> Callable[[int], Iterable[Row]]:
    """Gives the rows of one document after another, which each begin with its number: all of them are asked for in the
    order of the rows, those without any too."""
    groups = itertools.groupby(rows, key=operator.itemgetter(0))
    number, group = next(groups, _NO_GROUP)

    def of(document: int) -> Iterable[Row]:
        nonlocal number, group
        if number != document:
            return ()
        found = list(group)
        number, group = next(groups, _NO_GROUP)
        return found

    return of


def _speakers(db: Database, *, ahead: bool) -> Callable[[int], Row]:
    """Gives what a row says of a canonical speaker, by number; ``ahead`` reads the most quoted ones all at once."""

    @functools.lru_cache(maxsize=SPEAKERS)
    def found(number: int) -> Row:
        statement = "SELECT name, id, type FROM speakers WHERE number = ?"
        return _speaker(*db.execute(statement, (number,)).fetchone())

    if not ahead:
        return found
    statement = "SELECT number, name, id, type FROM speakers ORDER BY quotes DESC LIMIT ?"
    known = {number: _speaker(*values) for number, *values in db.execute(statement, (SPEAKERS,))}
    return lambda number: known.get(number) or found(number)


def _speaker(name: str, id: str, type: str) -> Row:
    return name, id, type, json.dumps([name], ensure_ascii=False)


def _link(db: Database, speaker: int, name: str, local_name: str, document: str) -> Link | None:
    statement = "SELECT rule FROM evidence WHERE (speaker, document, form) = (?, ?, ?)"
    row = db.row(statement, (speaker, document, local_name))
    found = link({"link": row[0], "local_name": local_name, "speaker_name": name}) if row is not None else ()
    return (json.dumps(found[0].rule), _json(found[0])) if found else None


def _json(step: Step) -> str:
    return json.dumps(
        {"rule": step.rule, "text": step.text, "span": step.span, "detail": step.detail}, ensure_ascii=False
    )


def _row(db: Database, of: Row, row: Sequence[Any], known: Callable[[int], Row], links: dict[int, Link | None]) -> Row:
    (_, number, local, speaker, local_name, id, kind, form, act, text, spans, cue, cue_spans, source, source_spans,
     name, type, names, role, occasion, said_on, confidence, parent, also_in, same_as, steps) = row  # fmt: skip
    who = known(speaker) if speaker is not None else None
    if who is None or who[0] == local_name:
        resolution, listed = _steps(steps, None)
    else:
        if local not in links:
            links[local] = _link(db, speaker, who[0], local_name, of[0])
        resolution, listed = _steps(steps, links[local])
    # Several names: a comma between quotation marks, which may also stand in a single one.
    if '", "' in names and len(given := json.loads(names)) > 1:
        together = json.dumps(all_speakers(db, number, tuple(given)), ensure_ascii=False)
        who = (*(who[:3] if who is not None else (name, None, type)), together)
    return (
        of, who or (name, None, type, names), id, kind, act, form, text, spans, cue, cue_spans, source, source_spans,
        role, resolution, occasion, said_on, confidence, parent, as_written(also_in) if also_in != "[]" else "[]",
        same_as.replace('","', '", "') if same_as != "[]" else "[]", listed,
    )  # fmt: skip


def _steps(steps: str, link: tuple[str, str] | None) -> tuple[str, str]:
    """The rules of the steps, and the steps, as lists in JSON. ``steps`` is what is stored: lists of values, which
    are JSON already and are taken over as they are."""
    if (one := _ONE.fullmatch(steps)) is not None and link is None:
        rule, text, span, detail = one.groups()
        return f"[{rule}]", f'[{{"rule": {rule}, "text": {text}, "span": {span}, "detail": {detail}}}]'
    found = _STEPS.findall(steps)
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
