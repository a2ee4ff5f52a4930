"""The database file: what is accepted as one, what is not, what survives, what a query may hold."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from marked import extract_marked

from quotes import archive
from quotes.database import Database, documents, migrations, quotes
from quotes.database.text import folded, match_expression, storable
from quotes.errors import DatabaseError, QueryError, UnknownSpeakerError
from quotes.types import Document


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "quotes.db")


def store(db, text, *, id="a.txt", date=None):
    with db.transaction():
        return documents.store(db, extract_marked(Document(id, text, date=date)), "1")


def texts(db, **narrowing):
    return [quote.text for quote in quotes.select(db, quotes.Filter(**narrowing))]


def words(db, query, **narrowing):
    return [quote.text for quote in quotes.search(db, match_expression(query), quotes.Filter(**narrowing))]


def test_a_new_file_is_marked_as_ours_and_of_the_newest_schema(path):
    with Database(path) as db:
        assert db.row("PRAGMA application_id")[0] == migrations.APPLICATION_ID
        assert db.row("PRAGMA user_version")[0] == len(migrations.STEPS)
        assert db.row("PRAGMA journal_mode")[0] == "wal"
        assert db.row("PRAGMA foreign_keys")[0] == 1


def test_opening_again_changes_nothing(path):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
    with Database(path, create=False) as db:
        assert texts(db) == ["Go,"]


def contents(path):
    return Path(path).read_bytes() if os.path.isfile(path) else None


def other_program(path):
    sqlite3.connect(path).execute("CREATE TABLE songs (name)")


def newer_version(path):
    Database(path).close()
    sqlite3.connect(path).execute(f"PRAGMA user_version = {len(migrations.STEPS) + 1}")


def no_database(path):
    with open(path, "w") as file:
        file.write("Dear diary, this is no database, although it is as long as a header." * 9)


def damaged(path):
    with Database(path) as db:
        for number in range(50):
            store(db, f"“Go {number},” said Maria Keller.", id=str(number))
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (other_program, "is not a quote database"),
        (newer_version, f"newer version (schema {len(migrations.STEPS) + 1}, this one knows {len(migrations.STEPS)})"),
        (no_database, "is not a quote database"),
        (damaged, "is damaged"),
        (os.mkdir, "is a folder"),
    ],
)
def test_what_is_no_usable_database_is_named_with_the_reason_and_left_alone(path, make, reason):
    make(path)
    before = contents(path)
    with pytest.raises(DatabaseError) as caught, Database(path) as db:
        texts(db)
    assert reason in caught.value.reason
    assert str(caught.value).startswith(path)
    assert "\n" not in str(caught.value)
    assert contents(path) == before


def test_rows_are_taken_while_the_database_is_open(path):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
        late = quotes.select(db, quotes.Filter())
    with pytest.raises(DatabaseError, match="is closed"):
        next(late)
    db.close()


def test_looking_up_makes_no_file(path):
    with pytest.raises(DatabaseError, match="no such database"):
        Database(path, create=False)
    assert not os.path.exists(path)


@pytest.mark.parametrize("folder", ["/proc", "/nowhere"])
def test_a_folder_that_takes_no_file_is_an_error(folder):
    with pytest.raises(DatabaseError, match="cannot be opened"):
        Database(f"{folder}/quotes.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_may_not_be_written_can_be_read(path):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
    os.chmod(path, 0o444)
    os.chmod(os.path.dirname(path), 0o555)
    try:
        with Database(path, create=False) as db:
            assert texts(db) == ["Go,"]
        with pytest.raises(DatabaseError, match="cannot be written"), Database(path) as db:
            store(db, "“Stay,” said Maria Keller.")
    finally:
        os.chmod(os.path.dirname(path), 0o755)


def test_a_database_that_another_program_writes_to_is_an_error_after_the_timeout(path):
    with Database(path) as db, Database(path, timeout=0.05) as other, db.transaction():
        with pytest.raises(DatabaseError, match="in use by another program"):
            store(other, "“Go,” said Maria Keller.")
        assert texts(other) == []


def test_a_full_disk_leaves_what_was_there(path):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
        (pages,) = db.row("PRAGMA page_count")
        db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DatabaseError, match="the disk is full"):
            store(db, "“Stay,” said Maria Keller." * 10_000, id="b.txt")
    with Database(path) as db:
        assert texts(db) == ["Go,"]
        assert documents.count(db) == 1


def test_an_exception_takes_the_whole_transaction_back(path):
    with Database(path) as db:
        with pytest.raises(ZeroDivisionError), db.transaction():
            documents.store(db, extract_marked(Document("a", "“Go,” said Maria Keller.")), str(1 / 0))
        assert documents.count(db) == 0


def test_a_step_of_the_schema_that_fails_leaves_the_one_before(path, monkeypatch):
    Database(path).close()
    broken = "CREATE TABLE half (done);\nCREATE TABLE quotes (there, already);"
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Database(path)
    monkeypatch.undo()
    with Database(path) as db:
        assert db.row("SELECT 1 FROM sqlite_master WHERE name = 'half'") is None


def test_an_older_schema_is_brought_up_to_date_on_opening(path, monkeypatch):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "ALTER TABLE documents ADD COLUMN seen TEXT;"))
    with Database(path, create=False) as db:
        assert db.row("SELECT seen FROM documents")[0] is None
        assert db.row("PRAGMA user_version")[0] == len(migrations.STEPS)
        assert texts(db) == ["Go,"]


def test_storing_again_replaces_the_quotes_and_their_words(path):
    with Database(path) as db:
        assert not store(db, "“Go home,” said Maria Keller. “Stay,” said Tom Adeyemi.")
        assert store(db, "“Go away,” said Maria Keller.")
        assert texts(db) == ["Go away,"]
        assert words(db, "home") == words(db, "stay") == []
        assert words(db, "away") == ["Go away,"]
        assert db.row("SELECT count(*) FROM local_speakers")[0] == 1
        db.execute("INSERT INTO quotes_text (quotes_text, rank) VALUES ('integrity-check', 1)")


def test_removing_a_document_removes_all_that_was_found_in_it(path):
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
        documents.remove(db, "a.txt")
        for table in ("documents", "quotes", "local_speakers", "aliases", "said", "block_keys"):
            assert db.row(f"SELECT count(*) FROM {table}")[0] == 0, table
        assert words(db, "go") == []


def test_a_quote_comes_back_as_it_went_in(path):
    extraction = extract_marked(
        Document("ä\0.txt", "“Go\0 \N{GRINNING FACE},” said Maria Keller.", title="T", date="2020-04")
    )
    with Database(path) as db:
        with db.transaction():
            documents.store(db, extraction, "1")
        (quote,) = quotes.select(db, quotes.Filter())
    # There is no canonical speaker yet.
    assert quote.as_dict() == extraction.quotes[0].as_dict() | {"speaker_id": None}


def test_two_quotes_of_the_same_extent_are_one(path):
    extraction = extract_marked(Document("a", "“Go,” said Maria Keller."))
    double = type(extraction)(extraction.document, extraction.quotes * 2, extraction.speakers)
    with Database(path) as db:
        with db.transaction():
            documents.store(db, double, "1")
        assert texts(db) == ["Go,"]


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("climate change", '"climate" "change"'),
        ('"climate change" now', '"climate change" "now"'),
        ("“climate change”", '"climate change"'),
        ("climat*", '"climat"*'),
        ('un"closed phrase', '"un" "closed phrase"'),
        ("NEAR(a b) OR NOT text:x ^y", '"NEAR(a" "b)" "OR" "NOT" "text:x" "^y"'),
        ("'; DROP TABLE quotes; --", '"DROP" "TABLE" "quotes;"'),
        ("a\0b", '"a" "b"'),
    ],
)
def test_whatever_is_typed_is_only_words(path, query, expression):
    assert match_expression(query) == expression
    with Database(path) as db:
        store(db, "“Go,” said Maria Keller.")
        assert words(db, query) == []
        assert texts(db) == ["Go,"]


@pytest.mark.parametrize("query", ["", "  ", "***", '"', "--", "\0"])
def test_a_query_without_a_word_says_so(query):
    with pytest.raises(QueryError, match="no word to search for"):
        match_expression(query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cafe", True),
        ("CAFÉ reopens", True),
        ('"reopens the"', False),
        ('"the café reopens"', True),
        ("reop*", True),
        ("reop", False),
        ("café closed", False),
    ],
)
def test_words_are_found_in_any_case_with_or_without_diacritics(path, query, found):
    with Database(path) as db:
        store(db, "“Tomorrow the Café reopens,” said Maria Keller.")
        assert bool(words(db, query)) == found


@pytest.mark.parametrize(
    ("narrowing", "left"),
    [
        ({}, ["b", "c", "a"]),
        ({"since": "2021"}, ["b"]),
        ({"until": "2020"}, ["c"]),
        ({"since": "2020-03-02", "until": "2021-05"}, ["b", "c"]),
        ({"since": "2020-03-03", "until": "2021-04"}, []),
        ({"document": "c"}, ["c"]),
        ({"act": ("attitude",)}, ["a"]),
        ({"kind": ("indirect", "mixed")}, []),
        ({"limit": 1}, ["b"]),
    ],
)
def test_quotes_come_newest_first_and_narrowed(path, narrowing, left):
    with Database(path) as db:
        store(db, "“a” wanted Maria Keller.", id="a")
        store(db, "“b” said Maria Keller.", id="b", date="2021-05-06")
        store(db, "“c” said Maria Keller.", id="c", date="2020-03-02")
        assert texts(db, **narrowing) == left


@pytest.mark.parametrize("narrowing", [{}, {"document": "a"}])
def test_pages_join_without_gap_or_overlap(path, narrowing):
    with Database(path) as db:
        for id, date in (("a", "2020-01-01"), ("b", None), ("c", "2020-01-01"), ("d", "2021")):
            store(db, " ".join(f"“{id} {n}” said Maria Keller." for n in range(5)), id=id, date=date)
        pages, last = [], None
        while page := list(quotes.select(db, quotes.Filter(limit=3, after=last, **narrowing))):
            pages += page
            last = page[-1].id
        assert pages == list(quotes.select(db, quotes.Filter(**narrowing)))
        found, last = [], None
        while page := list(quotes.search(db, match_expression("a*"), quotes.Filter(limit=2, after=last, **narrowing))):
            found += page
            last = page[-1].id
        assert sorted(quote.text for quote in found) == [f"a {n}" for n in range(5)]


@pytest.mark.parametrize("looks", [0, 1_000], ids=["looked for", "listed"])
@pytest.mark.parametrize("narrowing", [{}, {"document": "a"}, {"since": "2020"}])
def test_pages_of_words_that_very_many_quotes_have_join_without_gap_or_overlap(path, monkeypatch, narrowing, looks):
    monkeypatch.setattr(quotes, "RANKED", 3)
    monkeypatch.setattr(quotes, "LOOKS", looks)
    monkeypatch.setattr(quotes, "FEW", 0)
    with Database(path) as db:
        for id, date in (("a", "2020-01-01"), ("b", "2019"), ("c", "2021-01-01")):
            store(db, " ".join(f"“go {id} {n}” said Maria Keller." for n in range(5)), id=id, date=date)
        found, last = [], None
        while page := list(quotes.search(db, '"go"', quotes.Filter(limit=2, after=last, **narrowing))):
            found += [quote.text for quote in page]
            last = page[-1].id
        assert len(found) == len(set(found)) == {(): 15, ("document",): 5, ("since",): 10}[tuple(narrowing)]
        assert found == words(db, "go", **narrowing)
        assert words(db, "b") == [f"go b {number}" for number in (4, 3, 2, 1, 0)], "the last ones first"
        assert sorted(words(db, "b*")) == sorted(words(db, "b"))


@pytest.fixture
def asked(path, monkeypatch):
    """Calls a look-up and gives the statements that it put to the database, each with its query plan."""
    with archive.open(path) as opened:
        text = " ".join(f"“Go {number},” said Maria Keller. “Stay,” said Tom Adeyemi." for number in range(9))
        opened.add([Document(id, text, date="2020") for id in "abc"], extract=extract_marked)
        put = []

        def noting(method):
            def note(db, statement, parameters=()):
                put.append((statement, parameters))
                return method(db, statement, parameters)

            return note

        def plans(look_up):
            with monkeypatch.context() as patched:
                for name in ("execute", "rows", "row", "all"):
                    patched.setattr(Database, name, noting(getattr(Database, name)))
                look_up(opened)
            assert put
            return [
                (statement, [tuple(row) for row in opened._db.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)])
                for statement, parameters in put
                if statement.lstrip().startswith(("SELECT", "WITH"))
            ]

        yield plans


def unknown(opened):
    with pytest.raises(UnknownSpeakerError):
        opened.by("Mario Kellner")


LOOK_UPS = {
    "by": lambda opened: list(opened.by("Maria Keller", limit=2)),
    "by, a page later": lambda opened: list(
        opened.by("Maria Keller", limit=2, after=next(opened.by("Maria Keller")).id)
    ),
    "by, narrowed": lambda opened: list(opened.by("Tom Adeyemi", since="2019", kind=("direct",), limit=2)),
    "by a variant": lambda opened: list(opened.by("Keller, Maria", limit=2)),
    "by a surname": lambda opened: list(opened.by("adeyemi", limit=2)),
    "by nobody": unknown,
    "search": lambda opened: list(opened.search("go 3", limit=2)),
    "search by": lambda opened: list(opened.search("go", by="Maria Keller", limit=2)),
    "speakers": lambda opened: list(opened.speakers(limit=2)),
    "speakers that begin so": lambda opened: list(opened.speakers("ad", limit=2)),
    "a quote": lambda opened: opened.quote(next(opened.by("Maria Keller")).id[:8]),
}
WALKED = ("speakers USING INDEX speakers_by_count", "documents USING COVERING INDEX")
"""What may be gone through from the front: in the order of the answer, until the page is full."""


@pytest.mark.parametrize("frequent", [False, True], ids=["few", "many"])
@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_look_ups_go_through_no_table(asked, monkeypatch, look_up, frequent):
    if frequent:
        monkeypatch.setattr(quotes, "RANKED", 3)
        monkeypatch.setattr(quotes, "LOOKS", 0)
    tables = {"documents", "speakers", "local_speakers", "aliases", "quotes", "said", "evidence", "forms", "block_keys"}
    for statement, plan in asked(LOOK_UPS[look_up]):
        for *_, step in plan:
            scanned = step.removeprefix("SCAN ").split()[0] if step.startswith("SCAN ") else None
            assert scanned not in tables or any(allowed in step for allowed in WALKED), f"{step}\n{statement}"


@pytest.mark.parametrize(
    ("look_up", "index"),
    [
        ("by", "SEARCH said USING COVERING INDEX said_by_speaker (speaker=?"),
        ("by, a page later", "SEARCH said USING COVERING INDEX said_by_speaker (speaker=?"),
        ("by, narrowed", "SEARCH said USING COVERING INDEX said_by_speaker (speaker=? AND day>?"),
        ("speakers", "SEARCH speakers USING INDEX speakers_by_count"),
    ],
)
def test_a_page_comes_in_the_order_of_its_index(asked, look_up, index):
    *_, plan = (plan for statement, plan in asked(LOOK_UPS[look_up]) if "LIMIT :limit" in statement)
    outermost = [step for _, parent, _, step in plan if parent == 0]
    assert outermost[0].startswith(index)
    assert "USE TEMP B-TREE FOR ORDER BY" not in outermost


@pytest.mark.parametrize("narrowing", [{}, {"kind": ("direct",)}, {"since": "2019"}, {"document": "b"}], ids=str)
def test_an_export_goes_side_by_side_through_tables_and_sorts_nothing(asked, narrowing):
    for statement, plan in asked(lambda opened: list(opened.export(**narrowing))):
        assert "USE TEMP B-TREE FOR ORDER BY" not in [step for _, parent, _, step in plan if parent == 0], statement


# Datasette, which other tests load, has Python report what is raised inside SQLite's callbacks.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_stops_a_long_statement(path):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    count = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT max(i) FROM n"
    began = time.process_time()
    try:
        timer.start()
        with Database(path) as db, pytest.raises(KeyboardInterrupt), db.stoppable():
            db.all(count)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("name", ["a b'c\"d%e?f#g.db", os.fsdecode(b"\xff.db")])
def test_a_file_may_have_any_name(tmp_path, name):
    try:
        (tmp_path / name).touch()
    except (OSError, ValueError):
        pytest.skip("this file system knows no such name")
    (tmp_path / name).unlink()
    with Database(tmp_path / name) as db:
        store(db, "“go” said Maria Keller.")
    assert (tmp_path / name).stat().st_size > 0


def test_lone_surrogates_are_replaced_one_for_one():
    assert storable("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("name", ["JOSÉ  Núñez", "jose nunez", "José\tNÚÑEZ "])
def test_names_fold_to_one_form(name):
    assert folded(name) == "jose nunez"


def test_rows_are_read_while_another_program_writes(path):
    """Who is still reading rows from before does not wait for the speakers of what has come in since."""
    said = "“Go,” said Maria Keller. “Stay,” said Tom Adeyemi."
    with archive.open(path) as opened, archive.open(path) as other:
        other.add([Document("new.txt", said)], extract=extract_marked)
        speakers = opened.speakers()
        first = next(speakers)
        other.store(extract_marked(Document("newer.txt", said)))
        began = time.monotonic()
        assert list(opened.by(first.id))
        assert time.monotonic() - began < 10
        assert len(list(speakers)) == 1
        assert "newer.txt" in {quote.document for quote in opened.by(first.id)}
