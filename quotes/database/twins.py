"""What is alike: the marks and keys of documents and quotes, and the groups that they form. Rows in, rows out.

A mark stands for all texts with the same words: positive for quotes, negative for documents. Marks that are nearly
alike have one ``alike``, the least of them. All of this is derived.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from quotes.database.connection import Database


class Mark(NamedTuple):
    """A mark that is filed: its keys, and the group that it is in."""

    mark: int
    keys: tuple[int, ...]
    alike: int


class Left(NamedTuple):
    """What lost a document or a quote: the marks that are gone with it, and the groups of documents that it was in.
    False where nothing did."""

    gone: tuple[Mark, ...]
    groups: set[int]

    def __bool__(self) -> bool:
        return bool(self.gone or self.groups)


def take_unlinked(db: Database, last: int, most: int) -> list[int]:
    """The numbers, up to ``last``, of so many documents at most that came in or changed; they count as done."""
    statement = "SELECT document FROM unlinked_documents WHERE document <= ? ORDER BY document LIMIT ?"
    found = [number for (number,) in db.all(statement, (last, most))]
    db.executemany("DELETE FROM unlinked_documents WHERE document = ?", [(number,) for number in found])
    return found


def take_left(db: Database) -> Left:
    """What lost a text since the last time; marks that no document or quote has any more are taken out."""
    if db.row("SELECT 1 FROM left_marks LIMIT 1") is None:
        return Left((), set())
    statement = """
        SELECT marks.*, EXISTS (SELECT 1 FROM quote_marks WHERE quote_marks.mark = marks.mark)
            OR EXISTS (SELECT 1 FROM document_marks WHERE document_marks.mark = marks.mark) AS held
        FROM left_marks JOIN marks USING (mark)
    """
    found = [(_mark(mark, keys, alike), held) for mark, keys, alike, held in db.all(statement)]
    gone = tuple(each for each, held in found if not held)
    db.execute("DELETE FROM left_marks")
    db.executemany("DELETE FROM marks WHERE mark = ?", [(each.mark,) for each in gone])
    db.executemany("DELETE FROM mark_keys WHERE key = ? AND mark = ?", _pairs(gone))
    return Left(gone, {each.alike for each, _ in found if each.mark < 0})


def text_of(db: Database, document: int) -> str:
    row = db.row("SELECT text FROM documents WHERE number = ?", (document,))
    return str(row["text"]) if row is not None else ""


def quotes_of(db: Database, document: int) -> list[tuple[int, str]]:
    """(number, words) of a document's quotes, in the order of the text."""
    found = db.all("SELECT number, text FROM quotes WHERE document = ? ORDER BY number", (document,))
    return [(number, text) for number, text in found]


def file(db: Database, document: int, own: Mark | None, quotes: Collection[tuple[int, Mark]]) -> list[Mark]:
    """Files a document and its quotes under their marks, those without keys aside. Returns the marks that are new."""
    db.execute("DELETE FROM document_marks WHERE document = ?", (document,))
    if own is not None:
        db.execute("INSERT INTO document_marks VALUES (?, ?)", (document, own.mark))
    db.executemany("INSERT OR REPLACE INTO quote_marks VALUES (?, ?)", [(number, each.mark) for number, each in quotes])
    marks = {each.mark: each for each in ([own] if own else []) + [each for _, each in quotes]}
    known = {each.mark for each in of_marks(db, marks)}
    new = [each for mark, each in marks.items() if mark not in known]
    rows = [(each.mark, json.dumps(each.keys), each.alike) for each in new]
    db.executemany("INSERT INTO marks VALUES (?, ?, ?)", rows)
    db.executemany("INSERT INTO mark_keys VALUES (?, ?)", _pairs(new))
    return new


def of_marks(db: Database, marks: Iterable[int]) -> list[Mark]:
    """These marks as they are filed."""
    return [_mark(*row) for row in db.all(f"SELECT * FROM marks WHERE mark IN {_LISTED}", (_list(marks),))]


def of_groups(db: Database, groups: Iterable[int]) -> list[Mark]:
    """All marks of these groups."""
    return [_mark(*row) for row in db.all(f"SELECT * FROM marks WHERE alike IN {_LISTED}", (_list(groups),))]


def sizes(db: Database, keys: Iterable[int], most: int) -> Counter[int]:
    """How many marks are filed under each key, counted up to ``most``."""
    statement = """
        SELECT value, (SELECT count(*) FROM (SELECT 1 FROM mark_keys WHERE key = value LIMIT :most))
        FROM json_each(:keys)
    """
    return Counter(dict(map(tuple, db.all(statement, {"keys": _list(keys), "most": most}))))


def with_keys(db: Database, keys: Iterable[int]) -> list[tuple[int, int]]:
    """(key, mark) of all that is filed under these keys."""
    statement = f"SELECT key, mark FROM mark_keys WHERE key IN {_LISTED}"
    return [(key, mark) for key, mark in db.all(statement, (_list(keys),))]


def example(db: Database, mark: int) -> str:
    """The text of a document or quote with this mark; "" where there is none."""
    if mark < 0:
        statement = "SELECT text FROM documents WHERE number = (SELECT document FROM document_marks WHERE mark = ?)"
    else:
        statement = "SELECT text FROM quotes WHERE number = (SELECT quote FROM quote_marks WHERE mark = ?)"
    row = db.row(statement, (mark,))
    return str(row["text"]) if row is not None else ""


def regroup(db: Database, groups: dict[int, int]) -> None:
    """Puts marks into groups: {mark: alike}."""
    db.executemany("UPDATE marks SET alike = ? WHERE mark = ?", [(alike, mark) for mark, alike in groups.items()])


def members(db: Database, group: int, most: int = -1) -> list[int]:
    """The documents of a group; so many of them at most."""
    statement = "SELECT document FROM marks JOIN document_marks USING (mark) WHERE alike = ? LIMIT ?"
    return [document for (document,) in db.all(statement, (group, most))]


def groups_of(db: Database, documents: Iterable[int]) -> set[int]:
    """The groups of these documents."""
    statement = f"SELECT DISTINCT alike FROM document_marks JOIN marks USING (mark) WHERE document IN {_LISTED}"
    return {alike for (alike,) in db.all(statement, (_list(documents),))}


def copies_with(db: Database, marks: Iterable[int]) -> set[int]:
    """The documents with copies that have a quote of one of these marks."""
    statement = f"""
        SELECT DISTINCT quotes.document FROM quote_marks JOIN copies USING (quote)
        JOIN quotes ON quotes.number = quote_marks.quote WHERE quote_marks.mark IN {_LISTED}
    """
    return {document for (document,) in db.all(statement, (_list(marks),))}


def groups_of_quotes(db: Database, document: int) -> dict[int, int]:
    """The group of each quote of a document that is filed under a mark, by number."""
    statement = """
        SELECT quote, alike FROM quotes JOIN quote_marks ON quote = number JOIN marks USING (mark) WHERE document = ?
    """
    return dict(map(tuple, db.all(statement, (document,))))


def set_copies(db: Database, document: int, rows: Iterable[tuple[int, int]]) -> None:
    """Keeps for the quotes of a document which of them are one with quotes of its copies: (quote, one)."""
    db.execute("DELETE FROM copies WHERE quote IN (SELECT number FROM quotes WHERE document = ?)", (document,))
    db.executemany("INSERT INTO copies VALUES (?, ?)", list(rows))


def speakers_in(db: Database, documents: Iterable[int]) -> set[int]:
    """The canonical speakers who say something in these documents."""
    statement = f"""
        SELECT DISTINCT speaker FROM local_speakers WHERE document IN {_LISTED} AND speaker IS NOT NULL
    """
    return {speaker for (speaker,) in db.all(statement, (_list(documents),))}


_LISTED = "(SELECT value FROM json_each(?))"


def _list(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers))


def _mark(mark: int, keys: str, alike: int) -> Mark:
    return Mark(mark, tuple(json.loads(keys)), alike)


def _pairs(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    return [(key, each.mark) for each in marks for key in each.keys]
