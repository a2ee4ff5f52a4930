"""Brings faults into an ingest and into its database, at random places, and looks for what is lost.

    python benchmarks/faults.py [--tries 50] [--seed 0] [FAULT...]

After each fault the database is valid and holds all documents that were said to be in it, the error is one line, and
the same ingest, once the fault is over, comes to the database of an undisturbed one: every table, row for row.
Documents are made up and a stand-in finds their quotes, as in killing.py, which kills the process itself. Prints a
table.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from killing import contents, extract, invented

from quotes import archive
from quotes.archive import resolving
from quotes.errors import DatabaseError

DOCUMENTS = 40
NOBODY = 65534
"""A user whom permissions bind."""
PAGE = 4096


class Trial:
    """One database, in a folder of its own, and the one that it must come to."""

    def __init__(self, folder: Path, reference: Path, chance: random.Random) -> None:
        self.folder, self.reference, self.chance = folder, reference, chance
        self.path = folder / "quotes.db"
        self.told: list[str] = []

    def ingest(self, opened: archive.Archive) -> Iterator[str]:
        for added in opened.ingest(invented(DOCUMENTS), extract=extract):
            self.told.append(added.document)
            yield added.document

    def opened(self, **options: Any) -> archive.Archive:
        return archive.Archive(self.path, extractor="1", **options)

    def still_there(self) -> None:
        """What was told to be in the database is in it, whole."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone()
            there = {id for (id,) in connection.execute("SELECT id FROM documents")} if tables else set()
        assert set(self.told) <= there, f"lost: {set(self.told) - there}"

    def finished(self) -> None:
        """The same ingest again comes to the same database."""
        self.still_there()
        with self.opened() as opened:
            list(self.ingest(opened))
            assert list(opened.check()) == []
        assert contents(self.path) == contents(self.reference), "the database differs"


@contextlib.contextmanager
def one_line(reason: str) -> Iterator[None]:
    """What is done inside fails with an error that gives this reason, in one line."""
    told = ""
    try:
        yield
    except DatabaseError as error:
        told = str(error)
    assert told, f"no error: {reason}"
    assert reason in told, told
    assert "\n" not in told, told


def full_disk(trial: Trial) -> None:
    """The file cannot grow beyond some page."""
    with trial.opened() as opened:
        (now,) = opened._db.execute("PRAGMA page_count").fetchone()
        most = trial.chance.randrange(now, trial.reference.stat().st_size // PAGE)
        opened._db.execute(f"PRAGMA max_page_count = {most}")
        with one_line("the disk is full"):
            list(trial.ingest(opened))
    trial.finished()


class Failing:
    """A connection on which one statement fails, the others not. ``count`` tells how many there were."""

    def __init__(self, connection: sqlite3.Connection, at: float) -> None:
        self._connection, self._at, self.count = connection, at, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self._fail()
        return self._connection.execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._fail()
        return self._connection.executemany(*arguments)

    def _fail(self) -> None:
        self.count += 1
        if self.count == self._at:
            raise sqlite3.OperationalError("disk I/O error")


def failing_disk(trial: Trial) -> None:
    """One statement of the ingest cannot be carried out, whichever: begin and commit are among them."""
    counting = trial.folder / "counting.db"
    with archive.Archive(counting, extractor="1") as opened:
        connection: Any = Failing(opened._db._connection, float("inf"))
        opened._db._connection = connection
        list(trial.ingest(opened))
    trial.told.clear()
    with trial.opened() as opened:
        failing: Any = Failing(opened._db._connection, trial.chance.randint(1, connection.count - 10))
        opened._db._connection = failing
        with one_line("cannot be read or written"):
            list(trial.ingest(opened))
    trial.finished()


def locked(trial: Trial) -> None:
    """Another program begins to write at some moment and does not end."""
    with trial.opened(timeout=0.05) as opened, contextlib.closing(sqlite3.connect(trial.path)) as other:
        other.isolation_level = None
        moment = trial.chance.randrange(DOCUMENTS)
        with one_line("in use by another program"):
            for number, _ in enumerate(itertools.chain([""], trial.ingest(opened))):
                if number == moment:
                    other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    trial.finished()


def damaged_page(trial: Trial) -> None:
    """A page of the file is overwritten: that is found, and a backup has everything."""
    with archive.Archive(trial.reference, extractor="1") as opened:
        opened.backup(trial.folder / "backup.db")
    shutil.copy(trial.reference, trial.path)
    with open(trial.path, "r+b") as file:
        file.seek(PAGE * trial.chance.randrange(trial.path.stat().st_size // PAGE))
        file.write(trial.chance.randbytes(PAGE))
    try:
        with trial.opened() as opened:
            found = [str(fault.reason) for fault in opened.check()]
    except DatabaseError as error:
        found = [str(error)]
    assert found or contents(trial.path) == contents(trial.reference), "a damage was not found"
    assert not any("\n" in each for each in found), found
    shutil.move(trial.folder / "backup.db", trial.path)
    trial.finished()


def no_permission(trial: Trial) -> None:
    """The file, or its folder, may not be written, or the file not be read."""
    with trial.opened() as opened:
        list(itertools.islice(trial.ingest(opened), trial.chance.randrange(1, DOCUMENTS)))
    with trial.opened(readonly=True) as opened:
        quotes = list(opened.quotes())
    before = contents(trial.path)
    file, folder = trial.chance.choice(((0o444, 0o555), (0o644, 0o555), (0o444, 0o755), (0o000, 0o755)))
    with _as_nobody(trial.path, file, folder):
        with one_line("cannot be"), trial.opened() as opened:
            list(trial.ingest(opened))
        if file:
            with archive.open(trial.path, create=False) as opened:
                assert list(opened.quotes()) == quotes
    assert contents(trial.path) == before
    trial.finished()


@contextlib.contextmanager
def _as_nobody(path: Path, file: int, folder: int) -> Iterator[None]:
    """Gives a file and its folder these permissions, which bind whoever runs this."""
    root = os.geteuid() == 0
    if root:
        os.chown(path, NOBODY, NOBODY)
        os.chown(path.parent, NOBODY, NOBODY)
    os.chmod(path, file)
    os.chmod(path.parent, folder)
    try:
        if root:
            os.setresuid(NOBODY, NOBODY, 0)
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        os.chmod(path.parent, 0o755)
        os.chmod(path, 0o644)


def readers(trial: Trial) -> None:
    """Others look up and check all the while: what they see is whole, and never less than before."""
    ended = threading.Event()
    faults: list[BaseException] = []
    with archive.Archive(trial.reference, extractor="1") as opened:
        known = {document.id: len(list(opened.quotes(document.id))) for document in invented(DOCUMENTS)}

    def reading(*, readonly: bool) -> None:
        seen = 0
        try:
            while not ended.is_set():
                with trial.opened(readonly=readonly) as opened:
                    found: dict[str, int] = {}
                    for quote in opened.quotes():
                        found[quote.document] = found.get(quote.document, 0) + 1
                    assert len(found) >= seen, "documents have gone"
                    assert all(known[id] == count for id, count in found.items()), "a part of a document"
                    seen = len(found)
                    for who in opened.speakers(limit=3):
                        list(opened.by(who.id, limit=5))
        except BaseException as error:
            faults.append(error)

    with trial.opened():
        pass
    threads = [threading.Thread(target=reading, kwargs={"readonly": readonly}) for readonly in (True, False)]
    for thread in threads:
        thread.start()
    try:
        with trial.opened() as opened:
            list(trial.ingest(opened))
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    if faults:
        raise faults[0]
    with trial.opened() as opened:
        assert list(opened.check()) == []
        assert sum(known.values()) == sum(1 for _ in opened.quotes())


FAULTS: dict[str, Callable[[Trial], None]] = {
    "full-disk": full_disk, "failing-disk": failing_disk, "locked": locked, "damaged-page": damaged_page,
    "no-permission": no_permission, "readers": readers,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument("--tries", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    # Many portions, so that many faults fall between two of them.
    resolving.LINKED, resolving.SPREAD, resolving.TOGETHER = 10, 20, 40
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        reference = Path(name, "reference.db")
        with archive.Archive(reference, extractor="1") as opened:
            opened.add(invented(DOCUMENTS), extract=extract)
        for fault in options.faults or FAULTS:
            for number in range(options.tries):
                folder = Path(name, f"{fault}-{number}")
                folder.mkdir()
                seed = json.dumps([fault, options.seed, number])
                try:
                    FAULTS[fault](Trial(folder, reference, random.Random(seed)))
                except BaseException:
                    print(f"{fault}: try {number} of seed {options.seed}")
                    raise
                shutil.rmtree(folder)
            print(f"{fault:14} {options.tries:4} tries, nothing lost", flush=True)


if __name__ == "__main__":
    main()
