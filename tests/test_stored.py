"""Databases of earlier versions, as those versions wrote them: opened, brought up to date, nothing lost."""

from __future__ import annotations

import pytest
from marked import extract_marked
from stored import STORED, restore

from quotes import archive
from quotes.database import Database
from quotes.database.schema import STEPS
from quotes.types import Document

SCRIPTS = sorted(STORED.glob("schema-*.sql"), key=lambda path: int(path.stem.partition("-")[2]))
DOCUMENTS = (
    Document("a.txt", "“Go,” said Maria Keller. “It rains,” believed Maria Keller.", "Budget adopted", "2020-04-22"),
    Document("b.txt", "“Stay,” said Tom Adeyemi. “Peace,” wanted Tom Adeyemi.", date="2021-05-01"),
    Document("c.txt", "“Yes,” said María Keller. “No,” said Ada Keller."),
)
"""What the stored databases were made of; then the first two speakers were merged."""


def everything(opened):
    who = [(who.id, who.name, who.quotes, who.documents, who.first, who.last) for who in opened.speakers(types=())]
    decided = [(decision.kind, sorted(decision.names), decision.reason) for decision in opened.decisions()]
    return [quote.as_dict() for quote in opened.quotes()], who, decided


def test_there_is_one_of_each_earlier_schema():
    """But of the fourth, which no version ever had: the fourth and the fifth step came together."""
    earlier = [number for number in range(1, len(STEPS)) if number != 4]
    assert [path.stem for path in SCRIPTS] == [f"schema-{number}" for number in earlier]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_earlier_database_comes_to_what_this_version_would_have_made(script, tmp_path):
    restore(script, tmp_path / "old.db")
    with archive.Archive(tmp_path / "new.db", extractor="1") as new:
        new.add(DOCUMENTS, extract=extract_marked)
        new.merge("Maria Keller", "Tom Adeyemi", reason="a stage name")
        expected = everything(new)
    with archive.Archive(tmp_path / "old.db", extractor="1") as old:
        assert everything(old) == expected
        assert list(old.check()) == []
        assert [quote.text for quote in old.search("stay", by="tom adeyemi")] == ["Stay,"]
        assert old.add(DOCUMENTS, extract=extract_marked).unchanged == 3
        before = everything(old)
        old.correct(next(old.search("stay")).id, speaker="Ada Keller", reason="seen")
        assert [quote.text for quote in old.by("Ada Keller")] == ["Stay,", "No,"]
        assert list(old.check()) == []
        old.undo()
        assert everything(old) == before
    with Database(tmp_path / "old.db") as db:
        assert db.row("PRAGMA user_version")[0] == len(STEPS)
