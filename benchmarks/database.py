"""A large quote database, and how long its look-ups take.

    quotes extract seeds > pool.jsonl
    python benchmarks/database.py make large.db pool.jsonl [--quotes 1000000] [--speakers 50000]
    python benchmarks/database.py measure large.db [--rounds 200]

``make`` puts documents together from quotes that ``quotes extract`` has found: their words, kinds and acts, the halves
of two quotes made one, said by made-up people who are drawn as in the news (Zipf-Mandelbrot; see registry.py). A
twentieth of them goes through the database layer, with the canonical speakers given, not worked out; the rest are
copies of those within the database, in which all but the most quoted people are others.
``measure`` prints medians and 95th percentiles over different names and words, in process and from the shell.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import itertools
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from registry import Drawing, people

from quotes import archive, registry
from quotes.database import Database, documents
from quotes.database.text import folded, stored_keys
from quotes.errors import QuotesError
from quotes.types import Alias, Document, Extraction, LocalSpeaker, Occurrence, Quote, Step, content_text, quote_id

PER_DOCUMENT = 10
COPIES = 20
HEAD = 2_500
"""The most quoted people, who are the same in all copies."""
TOGETHER = 500
"""Documents in one transaction."""
SHELL = 40
"""Questions from the shell, at most."""


class Maker:
    """Makes documents of pooled quotes and invented people. The same arguments make the same documents."""

    def __init__(self, pool: Sequence[dict[str, Any]], known: Sequence[tuple[str, str]], chance: random.Random) -> None:
        self._chance = chance
        self._pool = [row for row in pool if len(row["text"]) > 20]
        self._people = known
        self._rank = Drawing(len(known), 4, chance)
        self._rare = [name.split()[-1] for name, _ in known]

    def extraction(self, number: int) -> Extraction:
        chance = self._chance
        id, date = (
            f"news/{number:07}.txt",
            f"{2000 + number % 24}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        )
        text, quotes, found = f"Report {number}\n\n", list[Quote](), dict[int, int]()
        title = f"Report {number}"
        for _ in range(PER_DOCUMENT):
            index = self._rank.draw()
            found[index] = found.get(index, 0) + 1
            name, like = self._people[index][0], chance.choice(self._pool)
            text += f"{name} said "
            start = len(text)
            text += self._words(like["text"])
            span = (start, len(text))
            source = (start - len(name) - 6, start - 6)
            text += ".\n\n"
            quotes.append(
                Quote(
                    quote_id(id, [span]), id, like["kind"], like["act"], like["form"], content_text(text, [span]),
                    (span,), "said", ((start - 5, start - 1),), name, (source,), name, str(index), "person", (name,),
                    steps=(Step("name", name, source),), confidence=round(chance.random(), 3), title=title, date=date,
                )
            )  # fmt: skip
        speakers = tuple(self._speaker(index, times) for index, times in found.items())
        return Extraction(Document(id, text, title=title, date=date), tuple(quotes), speakers)

    def _words(self, text: str) -> str:
        """The first half of one quote and the second of another; at times a rare word between them."""
        one, other = text.split(), self._chance.choice(self._pool)["text"].split()
        rare = [self._chance.choice(self._rare)] if self._chance.random() < 0.2 else []
        return " ".join((*one[: max(2, len(one) // 2)], *rare, *other[len(other) // 2 :]))

    def _speaker(self, index: int, times: int) -> LocalSpeaker:
        name, role = self._people[index]
        return LocalSpeaker(str(index), name, "person", (role,) if role else (), _aliases(name, times))


def make(path: Path, pool: Path, quotes: int, speakers: int) -> None:
    chance = random.Random(0)
    # As many as the copies need.
    everyone = people(HEAD + (speakers - HEAD) // COPIES * COPIES, chance)
    with open(pool, encoding="utf-8") as file:
        maker = Maker([json.loads(line) for line in file], _first(everyone), chance)
    began = time.perf_counter()
    with Database(path) as db:
        db.execute("PRAGMA synchronous = OFF")
        with db.transaction():
            _canonical(db, everyone)
        for start in range(0, quotes // COPIES // PER_DOCUMENT, TOGETHER):
            with db.transaction():
                for number in range(start, min(start + TOGETHER, quotes // COPIES // PER_DOCUMENT)):
                    _store(db, maker.extraction(number))
        print(f"{quotes // COPIES:,} quotes written in {time.perf_counter() - began:.0f} s", flush=True)
        db.execute("PRAGMA foreign_keys = OFF")
        _copy(db, everyone)
        db.execute("PRAGMA foreign_keys = ON")
        with db.transaction():
            _count(db)
            _settled(db)
        print(f"{quotes:,} quotes after {time.perf_counter() - began:.0f} s", flush=True)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"{path.stat().st_size / 1e6:,.0f} MB")


def _first(everyone: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The people of the documents that are copied: the most quoted, and every so-manieth of the others."""
    return [*everyone[:HEAD], *everyone[HEAD::COPIES]]


NEW = f"(CASE WHEN old.speaker <= {HEAD} THEN old.speaker ELSE old.speaker + :copy END)"
"""In a copy, the number of the canonical speaker in whose place somebody was quoted."""

COPY = (
    """INSERT INTO documents (number, id, sha256, extractor, title, date, publisher, url, notes, text)
    SELECT number + :documents, :copy || id, sha256, extractor, title, date, publisher, url, notes, text
    FROM documents AS old WHERE number <= :first_documents""",
    f"""INSERT INTO local_speakers (number, document, key, name, type, roles, speaker)
    SELECT old.number + :locals, document + :documents, key, speakers.name, old.type, old.roles, {NEW}
    FROM local_speakers AS old JOIN speakers ON speakers.number = {NEW} WHERE old.number <= :first_locals""",
    f"""INSERT INTO aliases SELECT aliases.local + :locals,
        CASE aliases.rule WHEN 'surname' THEN person.surname ELSE person.name END, aliases.count, start, end,
        aliases.rule
    FROM aliases JOIN local_speakers AS old ON old.number = aliases.local JOIN person ON person.number = {NEW}
    WHERE old.number <= :first_locals""",
    f"""INSERT INTO block_keys SELECT person_key.key, old.number + :locals FROM local_speakers AS old
    JOIN person_key ON person_key.person = {NEW} WHERE old.number <= :first_locals""",
    """INSERT INTO quotes (number, id, document, kind, act, form, text, spans, cue, cue_spans, source, source_spans,
        speaker, speaker_type, speakers, role, steps, occasion, said_on, confidence, parent, day)
    SELECT number + :quotes, printf('%08x%08x', number * 2654435761 % 4294967296, :copy), document + :documents, kind,
        act, form, text, spans, cue, cue_spans, source, source_spans, speaker, speaker_type, speakers, role, steps,
        occasion, said_on, confidence, parent, day
    FROM quotes AS old WHERE number <= :first_quotes""",
    f"""INSERT INTO said (quote, rank, local, speaker, day, act)
    SELECT quote + :quotes, rank, local + :locals, {NEW}, day, act FROM said AS old WHERE quote <= :first_quotes""",
    f"""INSERT INTO evidence (speaker, form, folded, document, count, rule)
    SELECT {NEW}, CASE old.form WHEN was.name THEN person.name ELSE person.surname END,
        lower(CASE old.form WHEN was.name THEN person.name ELSE person.surname END), :copy || old.document,
        old.count, old.rule
    FROM evidence AS old JOIN person AS was ON was.number = old.speaker JOIN person ON person.number = {NEW}
    WHERE old.rowid <= :first_evidence""",
)


def _copy(db: Database, everyone: Sequence[tuple[str, str]]) -> None:
    """Copies all documents; indexes are made at the end, which is quicker."""
    kept = db.all("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
    db.execute("CREATE TEMP TABLE person (number INTEGER PRIMARY KEY, name, surname)")
    db.execute("CREATE TEMP TABLE person_key (person, key)")
    db.execute("CREATE INDEX temp.keys_of_person ON person_key (person)")
    with db.transaction():
        for number, (name, role) in enumerate(everyone, 1):
            local = LocalSpeaker("", name, "person", (role,) if role else (), _aliases(name, 1))
            db.execute("INSERT INTO person VALUES (?, ?, ?)", (number, name, name.split()[-1]))
            keys = stored_keys(registry.block_keys(Occurrence("", None, local, 1)))
            db.executemany("INSERT INTO person_key VALUES (?, ?)", [(number, key) for key in keys])
        for type, name, _ in kept:
            db.execute(f"DROP {type} {name}")
        tables = {"documents": "documents", "locals": "local_speakers", "quotes": "quotes", "evidence": "evidence"}
        firsts = {name: db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] for name, table in tables.items()}
        for copy in range(1, COPIES):
            values = {name: first * copy for name, first in firsts.items()} | {"copy": copy}
            values |= {f"first_{name}": first for name, first in firsts.items()}
            for statement in COPY:
                db.execute(statement, {name: values[name] for name in values if f":{name}" in statement})
        for _, _, sql in kept:
            db.execute(sql)
        db.execute("INSERT INTO quotes_text (quotes_text) VALUES ('rebuild')")
        db.execute("INSERT OR IGNORE INTO speaker_keys SELECT key, person FROM person_key WHERE key GLOB '[fn]a*:*'")
        _forms(db)


def _forms(db: Database) -> None:
    """The forms as the triggers, which were away, would have counted them."""
    db.execute("DELETE FROM forms")
    db.execute(
        """
        INSERT INTO forms (speaker, folded, form, times) SELECT speaker, folded, form, count(*) FROM (
            SELECT speaker, folded, form FROM evidence UNION ALL SELECT number, folded, name FROM speakers
        ) GROUP BY speaker, folded, form
        """
    )


def _aliases(name: str, times: int) -> tuple[Alias, ...]:
    return (Alias(name, times), Alias(name.split()[-1], times, None, "surname"))


def _canonical(db: Database, known: Sequence[tuple[str, str]]) -> None:
    rows = [
        (number, registry.plain_id(name, "person"), name, folded(name), json.dumps([role] if role else []))
        for number, (name, role) in enumerate(known, 1)
    ]
    statement = (
        "INSERT OR IGNORE INTO speakers (number, id, name, folded, type, roles) VALUES (?, ?, ?, ?, 'person', ?)"
    )
    db.executemany(statement, rows)


def _store(db: Database, extraction: Extraction) -> None:
    document = extraction.document
    documents.store(db, extraction, "benchmark")
    found = db.all(
        "SELECT number, key FROM local_speakers WHERE document = (SELECT number FROM documents WHERE id = ?)",
        (document.id,),
    )
    for number, key in found:
        local = next(speaker for speaker in extraction.speakers if speaker.key == key)
        (canonical,) = db.execute("SELECT number FROM speakers WHERE id = ?", (_id(local.name),)).fetchone()
        db.execute("UPDATE local_speakers SET speaker = ? WHERE number = ?", (canonical, number))
        db.execute("UPDATE said SET speaker = ? WHERE local = ?", (canonical, number))
        item = Occurrence(document.id, document.date, local, local.aliases[0].count)
        keys = stored_keys(registry.block_keys(item))
        db.executemany("INSERT INTO block_keys VALUES (?, ?)", [(key, number) for key in keys])
        rows = [
            (canonical, e.form, folded(e.form), e.document, e.count, e.rule)
            for e in registry.evidence(local.name, [item])
        ]
        db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", rows)


@functools.cache
def _id(name: str) -> str:
    return registry.plain_id(name, "person")


def _count(db: Database) -> None:
    db.execute(
        """
        UPDATE speakers SET quotes = counted.quotes, sayings = counted.sayings, first = counted.first,
            last = counted.last,
            documents = (SELECT count(DISTINCT document) FROM local_speakers WHERE speaker = speakers.number)
        FROM (
            SELECT speaker, sum(act <> 'attitude') AS quotes, count(*) AS sayings, min(day) AS first, max(day) AS last
            FROM said GROUP BY speaker
        ) AS counted WHERE counted.speaker = speakers.number
        """
    )
    db.execute("DELETE FROM speakers WHERE quotes = 0 AND sayings = 0")


def _settled(db: Database) -> None:
    """Leaves nothing to be worked out by the first look-up."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'stale%' OR name LIKE 'unlinked%')"
    for (name,) in db.all(tables):
        db.execute(f"DELETE FROM {name}")


class Asked:
    """Questions of many kinds; the same for the same database."""

    def __init__(self, path: Path, rounds: int) -> None:
        self._chance, self._rounds = random.Random(0), rounds
        with Database(path, readonly=True) as db:
            found = db.all("SELECT id, name FROM speakers ORDER BY quotes DESC, id")
            self.most, self._all = found[:500], found
            texts = [text for (text,) in db.all("SELECT text FROM quotes WHERE number % 997 = 0")]
        self._texts = [words for text in texts if len(words := re.findall(r"\w+", text)) > 8]
        counts = Counter(word.lower() for words in self._texts for word in set(words))
        ordered = [word for word, _ in counts.most_common()]
        self._common, self._seldom = ordered[:12], ordered[400:]
        self._usual = [word for word in ordered[50:400] if len(word) > 3]

    def names(self) -> Iterator[str]:
        for number in range(self._rounds):
            id, name = self._chance.choice(self.most if number % 2 else self._all)
            given, _, family = name.partition(" ")
            yield (name, name.upper(), f"{family}, {given}", id, family.split()[-1])[number % 5]

    def words(self) -> Iterator[str]:
        for number in range(self._rounds):
            words = self._chance.choice(self._texts)
            start = self._chance.randrange(len(words) - 3)
            common, usual = self._chance.choice(self._common), self._chance.choice(self._usual)
            seldom = self._chance.choice(self._seldom)
            yield (
                common, usual, seldom, f"{common} {usual}", f'"{" ".join(words[start : start + 2])}"',
                f'"{" ".join(words[start : start + 3])}"', f"{usual[:4]}*",
                f"{common} {self._chance.choice(self._common)}",
            )[number % 8]  # fmt: skip

    def beginnings(self) -> Iterator[str]:
        for number in range(self._rounds):
            name = self._chance.choice(self._all)[1]
            yield self._chance.choice((name, name.split()[-1]))[: number % 6 + 1]

    def slips(self) -> Iterator[str]:
        """Names with a letter left out and one doubled, which nobody bears."""
        for _ in range(self._rounds):
            name = self._chance.choice(self._all)[1]
            out, twice = self._chance.sample(range(1, len(name) - 1), 2)
            yield "".join(c * (2 if place == twice else 1) for place, c in enumerate(name) if place != out) + "q"


def measure(path: Path, rounds: int) -> None:
    asked = Asked(path, rounds)
    with archive.open(path, create=False) as opened:
        with contextlib.suppress(QuotesError):
            opened.identify("Loads, Modules")
        whom = itertools.cycle([id for id, _ in asked.most[:50]])
        timed("by, first page", asked.names(), lambda name: list(opened.by(name, limit=20)))
        narrowed = functools.partial(opened.by, limit=20, since="2015", kind=("direct",))
        timed("by, since and kind", asked.names(), lambda name: list(narrowed(name)))
        timed("by, 10th page", asked.names(), functools.partial(_deep, opened))
        timed("search, first page", asked.words(), lambda words: list(opened.search(words, limit=20)))
        timed("search, by a speaker", asked.words(), lambda words: list(opened.search(words, limit=20, by=next(whom))))
        timed("search, second page", asked.words(), functools.partial(_second, opened))
        timed("speakers, beginning", asked.beginnings(), lambda start: list(opened.speakers(start, limit=10)))
        timed("speakers, nearest", asked.slips(), opened.identify)
    _from_the_shell(asked, path)
    print(f"{os.cpu_count()} cores, {len(os.sched_getaffinity(0))} to be used; SQLite {sqlite3.sqlite_version}")


def _from_the_shell(asked: Asked, path: Path) -> None:
    program = [sys.executable, "-m", "quotes"]
    rest = ["--limit", "20", "--db", str(path)]
    with tempfile.TemporaryDirectory() as folder:
        # Compiled once, as it is where a package is installed.
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        run = functools.partial(subprocess.run, capture_output=True, env=surroundings | {"PYTHONPYCACHEPREFIX": folder})
        run([*program, "by", "Loads, Modules", *rest])
        run([*program, "search", "modules", *rest])
        for what, commands in {
            "shell: by": ([*program, "by", name, *rest] for name in asked.names()),
            "shell: search": ([*program, "search", *words.split(), *rest] for words in asked.words()),
        }.items():
            timed(what, itertools.islice(commands, SHELL), run)


def _second(opened: archive.Archive, words: str) -> None:
    first = list(opened.search(words, limit=20))
    if first:
        list(opened.search(words, limit=20, after=first[-1].id))


def _deep(opened: archive.Archive, name: str) -> None:
    page = list(opened.by(name, limit=180))
    if page:
        list(opened.by(name, limit=20, after=page[-1].id))


def timed(what: str, questions: Iterable[Any], answer: Callable[[Any], object]) -> None:
    """Prints the median and the 95th percentile of the time that an answer takes, and of the processor's time."""
    times: list[tuple[float, float, Any]] = []
    for question in questions:
        began, busy = time.perf_counter(), _busy()
        with contextlib.suppress(QuotesError):
            answer(question)
        times.append((time.perf_counter() - began, _busy() - busy, question))
    for name, by in ("", 0), ("processor", 1):
        ordered = sorted(((t[by], t[2]) for t in times), key=lambda pair: pair[0])
        middle, high = ordered[len(ordered) // 2][0], ordered[int(len(ordered) * 0.95)][0]
        slowest = f"  slowest {ordered[-1][-1]}" if name else ""
        print(f"{'' if name else what:24} {name:10} median {middle * 1e3:7.1f} ms   p95 {high * 1e3:7.1f} ms   "
              f"longest {ordered[-1][0] * 1e3:7.1f} ms{slowest}", flush=True)  # fmt: skip


def _busy() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("database", type=Path)
    making.add_argument("pool", type=Path)
    making.add_argument("--quotes", type=int, default=1_000_000)
    making.add_argument("--speakers", type=int, default=50_000)
    measuring = commands.add_parser("measure")
    measuring.add_argument("database", type=Path)
    measuring.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    if chosen.command == "make":
        make(chosen.database, chosen.pool, chosen.quotes, chosen.speakers)
    else:
        measure(chosen.database, chosen.rounds)


if __name__ == "__main__":
    main()
