"""Kills an ingest at random moments, goes on with it until it is through, and compares the database with an undisturbed
one: every table, row for row.

    python benchmarks/killing.py [--runs 200] [--workers 2] [--seed 0] [PATH...]

Each run kills its ingest (SIGKILL, in turn with SIGINT) up to five times before it is let through, and counts that no
document that was in the database is read again. By default documents are made up and a stand-in finds their quotes, so
that a run takes seconds and most of it is writing; PATHs are read with the models.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quotes import archive, reading
from quotes.archive import resolving
from quotes.parallel import extracting
from quotes.types import Alias, Document, Extraction, LocalSpeaker, Quote, Step, quote_id

SAID = re.compile(r"“([^”]+)” said (\w+(?: [A-Z]\w+)*)")
NAMES = ("Maria Keller", "Tom Adeyemi", "Ada Keller", "Bill Hansen", "William Hansen", "Keller")
KILLS = 5


def extract(document: Document) -> Extraction:
    """Stands in for the models, at some hundred documents a second."""
    end = time.process_time() + 0.002
    while time.process_time() < end:
        pass
    quotes, counts = list[Quote](), dict[str, int]()
    for match in SAID.finditer(document.text):
        span, source, name = match.span(1), match.span(2), match[2]
        counts[name] = counts.get(name, 0) + 1
        quotes.append(
            Quote(quote_id(document.id, [span]), document.id, "direct", "speech", "sentence", match[1], (span,),
                  source=name, source_spans=(source,), speaker=name, speaker_id=name, speaker_type="person",
                  speakers=(name,), steps=(Step("name", name, source),), date=document.date)
        )  # fmt: skip
    speakers = tuple(LocalSpeaker(name, name, "person", (), (Alias(name, count),)) for name, count in counts.items())
    return Extraction(document, tuple(quotes), speakers)


def invented(count: int) -> Iterator[Document]:
    """Made-up documents; every eighth is a copy of the one before, under another head."""
    chance = random.Random(1)
    body = ""
    for number in range(count):
        if number % 8 < 7:
            said = (
                f"“Go {number} {chance.random()}” said {chance.choice(NAMES)}." for _ in range(chance.randrange(12))
            )
            body = " ".join(said)
        yield Document(f"d{number:04}", f"Report {number}\n\n{body}", date=f"20{number % 20:02}-01-01")


def ingest(database: str, workers: int, paths: list[str], documents: int) -> None:
    """What is killed: prints each document that is in the database for good."""
    extracting.SMALL = 1
    # Many portions, so that many runs are killed between two of them.
    resolving.LINKED, resolving.SPREAD, resolving.TOGETHER = 10, 20, 40
    # A shell has what it runs in the background ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    found = (document for path in reading.inputs(paths) for document in reading.read(path)) if paths else None
    with archive.Archive(database, extractor="1") as opened:
        chosen = None if paths else extract
        for added in opened.ingest(found or invented(documents), extract=chosen, workers=workers):
            print(json.dumps([added.document, added.outcome]), flush=True)


def contents(database: Path) -> dict[str, str]:
    """A digest of each table."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        indexes = [name for (name,) in connection.execute(virtual)]
        tables = [name for (name,) in connection.execute(names) if not name.startswith((*indexes, "sqlite_"))]
        return {name: _digest(connection, name) for name in tables}


def _digest(connection: sqlite3.Connection, table: str) -> str:
    return hashlib.sha256(repr(sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))).encode()).hexdigest()


class Runs:
    """Runs of one ingest, and the database that they must all come to."""

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        self._folder, self._arguments = folder, arguments
        self._chance = random.Random(arguments.seed)
        for name in ("first.db", "undisturbed.db"):
            # The very first one also waits for the disk.
            began = time.monotonic()
            code, told = self._run(folder / name, None)
            assert code == 0, "the undisturbed run failed"
            self._seconds = time.monotonic() - began
        self._expected = contents(folder / "undisturbed.db")
        self._documents = len(told)

    def once(self, number: int) -> int:
        """One run, killed and resumed; says how often it was killed. Raises AssertionError where anything differs."""
        database = self._folder / f"{number}.db"
        kept: set[str] = set()
        killed = 0
        for attempt in range(KILLS + 1):
            moment = None if attempt == KILLS else self._chance.uniform(0, self._seconds)
            began = time.monotonic()
            code, told = self._run(database, moment)
            again = {id for id, outcome in told if outcome != "unchanged"} & kept
            assert not again, f"run {number}: done twice: {again}"
            kept |= {id for id, _ in told}
            if code == 0:
                if not attempt:
                    # How fast the machine is just now.
                    self._seconds = time.monotonic() - began
                break
            killed += 1
            self._check(database, kept)
        assert len(kept) == self._documents, f"run {number}: {len(kept)} of {self._documents} documents told"
        assert contents(database) == self._expected, f"run {number}: the database differs"
        with archive.Archive(database, extractor="1") as opened:
            assert list(opened.check()) == [], f"run {number}: faults"
        for rest in self._folder.glob(f"{number}.db*"):
            rest.unlink()
        return killed

    def _check(self, database: Path, kept: set[str]) -> None:
        """What was told to be in the database is there after a kill."""
        if not kept:
            return
        with contextlib.closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            there = {id for (id,) in connection.execute("SELECT id FROM documents")}
        assert kept <= there, f"lost: {kept - there}"

    def _run(self, database: Path, moment: float | None) -> tuple[int, list[tuple[str, str]]]:
        """An ingest that is killed after so many seconds: its exit code, and the documents that it told of."""
        arguments = [sys.executable, __file__, "--ingest", str(database), "--workers", str(self._arguments.workers)]
        arguments += ["--documents", str(self._arguments.documents), *self._arguments.paths]
        output = self._folder / "told"
        with open(output, "wb") as told:
            process = subprocess.Popen(arguments, stdout=told, stderr=subprocess.PIPE)
            try:
                _, errors = process.communicate(timeout=moment)
            except subprocess.TimeoutExpired:
                process.send_signal(self._chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGINT)))
                _, errors = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL, -signal.SIGINT, 1), errors.decode()
        assert process.returncode != 1 or b"KeyboardInterrupt" in errors, errors.decode()
        lines = output.read_text(encoding="utf-8").splitlines(keepends=True)
        return process.returncode, [tuple(json.loads(line)) for line in lines if line.endswith("\n")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--documents", type=int, default=200, help="documents to make up")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ingest", metavar="DATABASE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ingest:
        ingest(arguments.ingest, arguments.workers, arguments.paths, arguments.documents)
        return
    with tempfile.TemporaryDirectory() as folder:
        runs, killed, began = Runs(Path(folder), arguments), 0, time.monotonic()
        for number in range(arguments.runs):
            killed += runs.once(number)
            print(f"\r{number + 1} runs, killed {killed} times, all equal", end="", flush=True)
        print(f"; {time.monotonic() - began:.0f} s on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
