"""How long the registry takes: a block of many local speakers, and one more document into a large database.

    python benchmarks/registry.py [--block 10000] [--speakers 100000]
    python benchmarks/registry.py --into large.db [--further 40]     # a copy of what database.py makes
    python benchmarks/registry.py --permute pool.jsonl [--rounds 5]  # what "quotes extract" has written

The names are made up, and drawn as they are in the news: a few people stand in very many documents, most in one
(Zipf-Mandelbrot), surnames are shared, every sixth local speaker is a bare surname.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes import archive, registry
from quotes.database import blocks
from quotes.types import Alias, Document, Extraction, LocalSpeaker, Occurrence, Quote, quote_id

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
GIVEN = (
    "James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "David", "Elizabeth", "William",
    "Barbara", "Richard", "Susan", "Joseph", "Jessica", "Thomas", "Karen", "Charles", "Sarah", "Daniel", "Lisa",
    "Matthew", "Nancy", "Anthony", "Sandra", "Mark", "Ashley", "Steven", "Emily",
)  # fmt: skip
ROLES = ("", "", "", "Senator", "President", "Foreign Minister", "police chief", "Treasury Secretary", "spokesman")
PER_DOCUMENT = 10


class Drawing:
    """Draws ranks below ``count``, the first most often: rank r with weight 1 / (r + shift)."""

    def __init__(self, count: int, shift: float, chance: random.Random) -> None:
        self._sums = list(itertools.accumulate(1 / (rank + shift) for rank in range(count)))
        self._chance = chance

    def draw(self) -> int:
        return bisect.bisect(self._sums, self._chance.random() * self._sums[-1])


def people(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Names and offices; surnames are shared as in a population."""
    surnames = [
        "".join(parts).capitalize() + end
        for end in ("son", "er", "man", "well")
        for parts in itertools.product(CONSONANTS, VOWELS, CONSONANTS)
    ]
    chance.shuffle(surnames)
    family = Drawing(len(surnames), 20, chance)
    names = dict[str, str]()
    while len(names) < count:
        middle = f"{chance.choice(CONSONANTS).upper()}. " if chance.random() < 0.3 else ""
        names.setdefault(f"{chance.choice(GIVEN)} {middle}{surnames[family.draw()]}", chance.choice(ROLES))
    return list(names.items())


def occurrences(total: int, seed: int = 0) -> Iterator[Occurrence]:
    """Local speakers, ten a document; the most frequent person is about every fortieth."""
    chance = random.Random(seed)
    known = people(max(20, total // 4), chance)
    rank = Drawing(len(known), 4, chance)
    for number in range(0, total, PER_DOCUMENT):
        document, date = f"d{number:07}", f"{chance.randrange(2010, 2024)}-0{chance.randrange(1, 10)}-11"
        for index in sorted({rank.draw() for _ in range(PER_DOCUMENT)}):
            full, role = known[index]
            name = full.split()[-1] if chance.random() < 1 / 6 else full
            aliases = (Alias(name, 1, (0, 4)), Alias(full.split()[-1], 2, (9, 12), "surname"))
            roles = (role,) if role and chance.random() < 0.5 else ()
            yield Occurrence(document, date, LocalSpeaker(f"k{index}", name, "person", roles, aliases), 1)


def extractions(items: Iterator[Occurrence]) -> Iterator[Extraction]:
    """Documents in which each local speaker has said one thing."""
    for id, group in itertools.groupby(items, key=lambda item: item.document):
        together = list(group)
        document = Document(id, "x" * 100, date=together[0].date)
        quotes = tuple(
            Quote(quote_id(id, ((place, place + 1),)), id, "direct", "speech", "sentence", "x", ((place, place + 1),),
                  speaker=item.speaker.name, speaker_id=item.speaker.key, speaker_type="person",
                  speakers=(item.speaker.name,), date=document.date)
            for place, item in enumerate(together)
        )  # fmt: skip
        yield Extraction(document, quotes, tuple(item.speaker for item in together))


def one_block(total: int) -> list[Occurrence]:
    """Local speakers of one surname."""
    return [
        Occurrence(item.document, item.date, LocalSpeaker(item.speaker.key, _hartwell(item), "person",
                                                          item.speaker.roles, ()), 1)
        for item in occurrences(total)
    ]  # fmt: skip


def _hartwell(item: Occurrence) -> str:
    *given, _ = item.speaker.name.split()
    return " ".join((*given, "Hartwell"))


def timed_blocks(largest: int) -> None:
    for total in (largest // 4, largest // 2, largest):
        for what, items in (("one surname", one_block(total)), ("as in the news", list(occurrences(total)))):
            start = time.perf_counter()
            found = registry.resolve(items)
            took = time.perf_counter() - start
            print(f"{len(items):8,} local speakers, {what}: {took:6.2f} s, {len(found):,} speakers")


def timed_database(total: int, path: Path, further: int = 20) -> None:
    made = extractions(occurrences(total + further * PER_DOCUMENT))
    with archive.Archive(path, extractor="benchmark") as opened:
        start = time.perf_counter()
        for extraction in itertools.islice(made, total // PER_DOCUMENT):
            opened.store(extraction)
        stored = time.perf_counter()
        opened.resolve()
        print(f"{total:8,} local speakers: stored in {stored - start:.1f} s, all worked out in "
              f"{time.perf_counter() - stored:.1f} s")  # fmt: skip
        times: list[float] = []
        for extraction in made:
            start = time.perf_counter()
            opened.store(extraction)
            next(opened.speakers(limit=1))
            times.append(time.perf_counter() - start)
        _report(times)
        reached = blocks.connected(opened._db, (), blocks.of_document(opened._db, extraction.document.id))
        print(f"         the last one chains {len(reached):,} local speakers")


def timed_into(path: Path, further: int) -> None:
    """One more document after another into a large database, by the people who are in it."""
    chance = random.Random(0)
    with archive.Archive(path, create=False, extractor="benchmark") as opened:
        known = [(who.name, who.roles) for who in opened.speakers(types=("person",))]
        rank, times = Drawing(len(known), 4, chance), list[float]()
        for number in range(further):
            document = f"more-{time.time_ns()}-{number}"
            items = []
            for index in sorted({rank.draw() for _ in range(PER_DOCUMENT)}):
                full, held = known[index]
                name = full.split()[-1] if chance.random() < 1 / 6 else full
                roles = held[:1] if chance.random() < 0.5 else ()
                speaker = LocalSpeaker(f"k{index}", name, "person", roles, (Alias(name, 1, (0, 4)),))
                items.append(Occurrence(document, f"{chance.randrange(2000, 2026)}-02-11", speaker, 1))
            (extraction,) = extractions(iter(items))
            start = time.process_time()
            opened.store(extraction)
            next(opened.speakers(limit=1))
            times.append(time.process_time() - start)
    print(f"{len(known):,} persons, seconds of one core:")
    _report(times)


def permuted(pool: Path, rounds: int) -> None:
    """Whether documents in any order come to the same speakers, one by one or all at once."""
    with open(pool, encoding="utf-8") as file:
        rows = sorted(map(json.loads, file), key=lambda row: row["document"])
    documents = [_extraction(id, list(group)) for id, group in itertools.groupby(rows, lambda row: row["document"])]
    first: list[object] | None = None
    for number in range(rounds):
        order = random.Random(number).sample(documents, len(documents))
        with tempfile.TemporaryDirectory() as folder, archive.Archive(Path(folder) / "q.db", extractor="1") as opened:
            for extraction in order:
                opened.store(extraction)
                if number % 2:
                    # Worked out after every document, not once for all.
                    next(opened.speakers(limit=1), None)
            found: list[object] = [
                (who, opened.speaker(who.id).evidence) for who in opened.speakers(types=(), quoted=False)
            ]
        first = first or found
        print(f"order {number}: {len(documents)} documents, {len(found):,} speakers, the same: {found == first}")


def _extraction(document: str, rows: Sequence[dict[str, Any]]) -> Extraction:
    """What the lines of one document say: the quotes, and for each speaker's key its name, type and roles."""
    quotes, known = list[Quote](), dict[str, LocalSpeaker]()
    for row in rows:
        key = row["speaker_id"]
        if key is not None and key not in known:
            roles = dict.fromkeys(other["role"] for other in rows if other["speaker_id"] == key and other["role"])
            alias = Alias(row["speaker"], sum(other["speaker_id"] == key for other in rows))
            known[key] = LocalSpeaker(key, row["speaker"], row["speaker_type"], tuple(roles), (alias,))
        spans = tuple((start, end) for start, end in row["spans"])
        quotes.append(
            Quote(row["id"], document, row["kind"], row["act"], row["form"], row["text"], spans, speaker=row["speaker"],
                  speaker_id=key, speaker_type=row["speaker_type"], date=row["date"])
        )  # fmt: skip
    text = "x" * max(end for quote in quotes for _, end in quote.spans)
    return Extraction(Document(document, text, date=rows[0]["date"]), tuple(quotes), tuple(known.values()))


def _report(times: Sequence[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    median = ordered[len(ordered) // 2]
    print(f"         one more document: median {median:.3f} s, p95 {p95:.3f} s, longest {ordered[-1]:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--block", type=int, default=10_000)
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--into", type=Path, help="only this: documents into a copy of a large database")
    parser.add_argument("--further", type=int, default=40)
    parser.add_argument("--permute", type=Path, help="only this: quotes in lines of JSON, their documents in any order")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if chosen.into:
        timed_into(chosen.into, chosen.further)
    elif chosen.permute:
        permuted(chosen.permute, chosen.rounds)
    else:
        timed_blocks(chosen.block)
        with tempfile.TemporaryDirectory() as folder:
            timed_database(chosen.speakers, Path(folder) / "quotes.db")


if __name__ == "__main__":
    main()
