"""Databases are checked, mended and copied; what goes wrong with the file is said in one line, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess

import pytest
from marked import extract_marked

from quotes import archive
from quotes.database import Database
from quotes.errors import DatabaseError
from quotes.types import Document

KELLER = Document("keller.txt", "“Go,” said Maria Keller. “It rains,” believed Maria Keller.", date="2020-04-22")
ADEYEMI = Document("adeyemi.txt", "“Stay,” said Tom Adeyemi. “Peace,” wanted Tom Adeyemi.", date="2021-05-01")


@pytest.fixture
def path(tmp_path):
    """A database with two documents."""
    path = tmp_path / "quotes.db"
    with archive.open(path) as opened:
        opened.add([KELLER, ADEYEMI], extract=extract_marked)
    return path


def faults(path, *, repair=False):
    with archive.open(path) as opened:
        if repair:
            opened.repair()
        return [(fault.thing, fault.reason) for fault in opened.check()]


def test_all_is_well_with_what_was_just_made(path):
    assert faults(path) == []


CHANGES = {
    "a text": ("UPDATE documents SET text = replace(text, 'Go', 'Ho') WHERE id = 'keller.txt'", "the text has changed"),
    "a quote": ("UPDATE quotes SET spans = '[[2, 5]]' WHERE text = 'Go,'", "does not stand in it"),
    "a row that is gone": ("DELETE FROM documents WHERE id = 'keller.txt'", "refers to a row of documents"),
}
DERIVED = {
    "words": ("INSERT INTO quotes_text (quotes_text, rowid, text) VALUES ('delete', 1, 'Go,')", "index is out of step"),
    "names": ("INSERT INTO names_text (names_text, rowid, folded) VALUES ('delete', 1, 'x')", "index is out of step"),
    "evidence": ("DELETE FROM evidence WHERE form = 'Tom Adeyemi'", "a name form has no evidence"),
    "counts": ("UPDATE speakers SET quotes = 7 WHERE name = 'Tom Adeyemi'", "counted wrongly"),
    "forms": ("UPDATE forms SET times = 7", "name forms are counted wrongly"),
    "whose it is": ("UPDATE said SET speaker = 1", "not that of its document's speaker"),
    "days": ("UPDATE said SET day = '1999'", "another day or act than its own"),
    "nobody": ("INSERT INTO speakers (id, name, folded, type) VALUES ('x', 'X', 'x', 'person')", "occurs nowhere"),
}


def change(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_behind_its_back_is_found(path, what):
    statement, reason = CHANGES[what]
    change(path, statement)
    assert any(reason in found for _, found in faults(path))


@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_is_found_wrong_and_mended(path, what):
    with archive.open(path) as opened:
        before = [quote.as_dict() for quote in opened.quotes()]
    statement, reason = DERIVED[what]
    change(path, statement)
    assert any(reason in found for _, found in faults(path))
    assert faults(path, repair=True) == []
    with archive.open(path) as opened:
        assert [quote.as_dict() for quote in opened.quotes()] == before


def corrupt(path):
    with open(path, "r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 20 * 4096)


def test_a_damaged_page_is_one_line_with_the_way_out(path):
    corrupt(path)
    try:
        found = faults(path)
    except DatabaseError as error:
        found = [(error.thing, error.reason)]
    assert found
    assert all("\n" not in reason for _, reason in found)


def test_a_table_that_is_gone_is_damage_too(path):
    change(path, "DROP TABLE said")
    with archive.open(path) as opened, pytest.raises(DatabaseError, match="is damaged"):
        list(opened.by("Maria Keller"))


# Copies


def test_a_copy_holds_all_and_replaces_an_older_one(path, tmp_path):
    copy = tmp_path / "copy.db"
    with archive.open(path) as opened:
        for _ in range(2):
            opened.backup(copy)
            with archive.open(copy, create=False) as copied:
                assert list(copied.quotes()) == list(opened.quotes())
                assert list(copied.check()) == []
            opened.add([Document("later.txt", "“Later,” said Ada Keller.")], extract=extract_marked)
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "quotes.db"]


def test_a_copy_is_of_one_moment_whoever_writes(path, tmp_path):
    with archive.open(path) as opened, Database(path) as other, other.transaction():
        other.execute("DELETE FROM documents")
        opened.backup(tmp_path / "copy.db")
    with archive.open(tmp_path / "copy.db") as copied:
        assert len(list(copied.quotes())) == 4


def itself(path):
    return path, "is the database itself"


def another_file(path):
    (path.parent / "diary.txt").write_text("Dear diary")
    return path.parent / "diary.txt", "is no quote database"


def a_folder(path):
    return path.parent, "is a folder"


def no_folder(path):
    return path.parent / "nowhere" / "copy.db", "cannot be opened"


@pytest.mark.parametrize("place", [itself, another_file, a_folder, no_folder])
def test_a_copy_writes_over_nothing_else(path, place):
    target, reason = place(path)
    before = {name: (path.parent / name).read_bytes() for name in os.listdir(path.parent)}
    with archive.open(path) as opened, pytest.raises(DatabaseError, match=reason):
        opened.backup(target)
    assert {name: (path.parent / name).read_bytes() for name in os.listdir(path.parent)} == before


# A disk that is full


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 600 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if os.geteuid() or shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_stops_an_ingest_and_what_is_in_stays_in(small_disk):
    def documents():
        for number in range(400):
            yield Document(f"d{number:03}", f"“Go {number},” said Maria Keller. " * 30)

    kept = []
    with archive.open(small_disk / "quotes.db") as opened:
        told = (kept.append(added.document) for added in opened.ingest(documents(), extract=extract_marked))
        with pytest.raises(DatabaseError, match="disk is full"):
            list(told)
    assert kept
    with archive.open(small_disk / "quotes.db", readonly=True) as opened:
        assert [id for (id,) in opened._db.all("SELECT id FROM documents ORDER BY id")] == kept


def test_a_copy_for_which_there_is_no_room_leaves_nothing(small_disk, path):
    with archive.open(path) as opened:
        opened.add([Document("long.txt", "“Go,” said Maria Keller. " * 40_000)], extract=extract_marked)
        with pytest.raises(DatabaseError, match="disk is full"):
            opened.backup(small_disk / "copy.db")
    assert os.listdir(small_disk) == []
