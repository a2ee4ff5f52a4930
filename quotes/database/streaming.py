"""All quotes of a database, document by document, as plain rows: for exports, where there are very many.

A row is a tuple: the JSON of each of the ``CONTRACT_KEYS``' values, in their order, as it stands in a line of JSONL, in
UTF-8. That is what ``Quote.as_dict`` gives, without a ``Quote`` on the way, which takes most of the time: SQLite quotes
the texts, lists are taken over as they are stored, and nothing is decoded to be encoded again.
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

from quotes.database.alike import ALSO_IN, SAME_AS
from quotes.database.connection import Database
from quotes.database.quotes import Filter, all_speakers, conditions, link
from quotes.types import Document

Row = tuple[bytes, ...]
Link = tuple[bytes, bytes]
"""The step from a local speaker to its canonical one, rule and whole, as JSON."""


class Stored(NamedTuple):
    """A document with the rows of its quotes; its text and notes are empty unless they are asked for. ``links`` are the
    last steps of those local speakers, by number, whom these quotes belong to and who have one."""

    number: int
    document: Document
    links: dict[int, Link]
    rows: list[Row]


NULL, EMPTY = b"null", b"[]"


def _as_json(*columns: str) -> str:
    """These columns, texts, as JSON, or NULL."""
    return _as_stored(*[f"CASE WHEN {column} IS NOT NULL THEN json_quote({column}) END" for column in columns])


def _as_stored(*columns: str) -> str:
    """These columns, which are JSON."""
    return ", ".join(f"CAST({column} AS BLOB)" for column in columns)


# Both in the order of the documents' ids by their index alone, with nothing to be sorted: they go side by side.
DOCUMENTS = f"SELECT number, {_as_json('id', 'title', 'date', 'publisher', 'url')}"
# As few values as can be: much of the time goes into taking them one by one, and NULL is the quickest to take. These
# are wanted where a row does not say what it says of the canonical speaker alone: there is none, or there are several
# names, with a comma between quotation marks, which may also stand in a single one.
_NAMED = [
    f"CASE WHEN said.speaker IS NULL OR instr(speakers, '\", \"') THEN {value} END"
    for value in ("json_quote(quotes.speaker)", "json_quote(speaker_type)", "speakers")
]
QUOTES = f"""
    SELECT quotes.document, quotes.number, said.local, said.speaker, {_as_json("local_speakers.name")},
        {_as_stored(*_NAMED, "steps")}, confidence,
        {_as_json("quotes.id", "kind", "quotes.act", "form", "quotes.text")}, {_as_stored("spans")},
        {_as_json("cue")}, {_as_stored("cue_spans")}, {_as_json("source")}, {_as_stored("source_spans")},
        {_as_json("role", "occasion", "said_on", "parent")},
        {_as_stored(f"nullif({ALSO_IN}, '[]')", f"nullif({SAME_AS}, '[]')")}
    FROM documents CROSS JOIN quotes ON quotes.document = documents.number
    LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
    LEFT JOIN local_speakers ON local_speakers.number = said.local
"""
SPEAKERS = 50_000
"""Canonical speakers that are kept, at most."""
THEY = "said.speaker = (SELECT number FROM speakers WHERE id = :speaker)"
THEIRS = f"EXISTS (SELECT 1 FROM said WHERE said.quote = quotes.number AND {THEY})"
# Texts with a backslash are left to the parser of JSON.
_TEXT = rb'"[^"\\]*"'
_STEP = rb"\[(%b), (%b|null), (\[\d+, \d+\]|null), (%b|null)\]" % (_TEXT, _TEXT, _TEXT)
_STEPS, _ONE = re.compile(_STEP), re.compile(rb"\[%b\]" % _STEP)
_WRITTEN = b'{"rule": %b, "text": %b, "span": %b, "detail": %b}'
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_NO_GROUP: tuple[int | None, Iterator[Any]] = (None, iter(()))


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
        of, more = [value or NULL for value in known[:5]], known[5:]
        id, title, date, publisher, url = json.loads(_list(of))
        text, notes = (more[0], tuple(json.loads(more[1]))) if texts else ("", ())
        document = Document(id, text, title, date, publisher, url, notes)
        links: dict[int, Link | None] = {}
        rows = [_row(db, document.id, of, row, who, links) for row in quotes(number)]
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


def _by_document(rows: Iterable[Sequence[Any]]) -> Callable[[int], Iterable[Sequence[Any]]]:
    """Gives the rows of one document after another, which each begin with its number: all of them are asked for in the
    order of the rows, those without any too."""
    groups = itertools.groupby(rows, key=operator.itemgetter(0))
    number, group = next(groups, _NO_GROUP)

    def of(document: int) -> Iterable[Sequence[Any]]:
        nonlocal number, group
        if number != document:
            return ()
        found = list(group)
        number, group = next(groups, _NO_GROUP)
        return found

    return of


def _speakers(db: Database, *, ahead: bool) -> Callable[[int], Row]:
    """Gives what a row says of a canonical speaker, by number; ``ahead`` reads the most quoted ones all at once."""

    values = _as_json("name", "id", "type")

    @functools.lru_cache(maxsize=SPEAKERS)
    def found(number: int) -> Row:
        return _speaker(*db.execute(f"SELECT {values} FROM speakers WHERE number = ?", (number,)).fetchone())

    if not ahead:
        return found
    statement = f"SELECT number, {values} FROM speakers ORDER BY quotes DESC LIMIT ?"
    known = {number: _speaker(*values) for number, *values in db.execute(statement, (SPEAKERS,))}
    return lambda number: known.get(number) or found(number)


def _speaker(name: bytes, id: bytes, type: bytes) -> Row:
    return name, id, type, _list([name])


def _link(db: Database, speaker: int, name: str, local_name: str, document: str) -> Link | None:
    statement = "SELECT rule FROM evidence WHERE (speaker, document, form) = (?, ?, ?)"
    row = db.row(statement, (speaker, document, local_name))
    found = link({"link": row[0], "local_name": local_name, "speaker_name": name}) if row is not None else ()
    return _written(*dataclasses.astuple(found[0])) if found else None


def _row(
    db: Database, document: str, of: Sequence[bytes], row: Sequence[Any], known: Callable[[int], Row],
    links: dict[int, Link | None],
) -> Row:  # fmt: skip
    (_, number, local, speaker, local_name, name, type, names, steps, confidence, id, kind, act, form, text, spans, cue,
     cue_spans, source, source_spans, role, occasion, said_on, parent, also_in, same_as) = row  # fmt: skip
    who = known(speaker) if speaker is not None else (name or NULL, NULL, type, names)
    link = None
    if speaker is not None and who[0] != local_name:
        if local not in links:
            links[local] = _link(db, speaker, json.loads(who[0]), json.loads(local_name), document)
        link = links[local]
    resolution, listed = _steps(steps, link)
    if names is not None and len(given := json.loads(names)) > 1:
        who = (*who[:3], _json(all_speakers(db, number, tuple(given))))
    return (
        id, *of, kind, act, form, text, spans, cue or NULL, cue_spans, source or NULL, source_spans, *who, role or NULL,
        resolution, occasion or NULL, said_on or NULL, _number(confidence), parent or NULL, also_in or EMPTY,
        same_as or EMPTY, listed,
    )  # fmt: skip


def _steps(steps: bytes, link: Link | None) -> tuple[bytes, bytes]:
    """The rules of the steps, and the steps, as lists in JSON. ``steps`` is what is stored: lists of values, which
    are JSON already and are taken over as they are."""
    if link is None and (one := _ONE.fullmatch(steps)) is not None:
        return b"[%b]" % one[1], b"[%b]" % (_WRITTEN % one.groups())
    found = _STEPS.findall(steps)
    if _list([b"[%b, %b, %b, %b]" % each for each in found]) == steps:
        pairs = [(each[0], _WRITTEN % each) for each in found]
    else:
        pairs = [_written(*each) for each in json.loads(steps)]
    if link is not None:
        pairs.append(link)
    return _list([rule for rule, _ in pairs]), _list([whole for _, whole in pairs])


def _written(*step: Any) -> Link:
    """The rule of a step, and the step, as JSON."""
    values = tuple(_json(value) for value in step)
    return values[0], _WRITTEN % values


def _list(values: Iterable[bytes]) -> bytes:
    """The list of values that are JSON."""
    return b"[%b]" % b", ".join(values)


def _json(value: Any) -> bytes:
    return _encoded(value).encode()


# The same thousand confidences come again and again.
_number = functools.lru_cache(maxsize=10_000)(_json)
