"""What finding copies and twins costs at ingest.

    python benchmarks/twins.py [--documents 10000]

The documents are made up: every tenth is an edited copy of an earlier one, every fifth quote is one that others repeat
with a word changed, every tenth begins with one of a few common phrases. Their extraction takes no time here.
"""

from __future__ import annotations

import argparse
import itertools
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quotes import archive
from quotes.archive import linking
from quotes.database import Database
from quotes.types import Document, Extraction, LocalSpeaker, Quote, quote_id

QUOTES, WORDS, LENGTHS = 25, 750, (4, 30)
PHRASES = ("we are going to have to", "i think that it is very", "there is no doubt that we", "it is a matter of the")


def documents(count: int, chance: random.Random) -> Iterator[Extraction]:
    """Documents with their quotes, as extraction would give them."""
    vocabulary = ["".join(parts) for parts in itertools.product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou")]
    repeated = [chance.choices(vocabulary, k=20) for _ in range(count // 4 + 1)]
    kept: list[list[list[str]]] = []
    for number in range(count):
        if kept and chance.random() < 0.1:
            said = [edited(words, vocabulary, chance, 0.01) for words in chance.choice(kept)]
        else:
            said = [words(vocabulary, repeated, chance) for _ in range(2 * QUOTES)]
            kept.append(said)
        yield extraction(f"d{number}", said, f"Speaker {vocabulary[number % 500].capitalize()}")


def words(vocabulary: list[str], repeated: list[list[str]], chance: random.Random) -> list[str]:
    """The words of a quote."""
    draw = chance.random()
    if draw < 0.2:
        return edited(chance.choice(repeated), vocabulary, chance, 0.03)
    lead = chance.choice(PHRASES).split() if draw < 0.3 else []
    return lead + chance.choices(vocabulary, k=chance.randint(*LENGTHS))


def edited(words: list[str], vocabulary: list[str], chance: random.Random, share: float) -> list[str]:
    return [chance.choice(vocabulary) if chance.random() < share else word for word in words]


def extraction(id: str, said: list[list[str]], name: str) -> Extraction:
    """Every second stretch of words is a quote."""
    text, quotes = "", []
    for index, part in enumerate(said):
        start, text = len(text), text + " ".join(part) + "\n"
        spans = ((start, len(text) - 1),)
        if index % 2:
            quotes.append(
                Quote(
                    id=quote_id(id, spans), document=id, kind="direct", act="speech", form="sentence",
                    text=text[start:-1], spans=spans, speaker=name, speaker_id=name, speaker_type="person",
                    speakers=(name,),
                )
            )  # fmt: skip
    return Extraction(Document(id, text), tuple(quotes), (LocalSpeaker(name, name, "person"),))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    made = {found.document.id: found for found in documents(count, random.Random(7))}
    spent = 0.0
    link = linking.link

    def timed(db: Database, **portion: int) -> set[int] | None:
        nonlocal spent
        began = time.process_time()
        counted = link(db, **portion)
        spent += time.process_time() - began
        return counted

    linking.link = timed
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "twins.db"
        began = time.process_time()
        with archive.open(path) as opened:
            opened.add([found.document for found in made.values()], extract=lambda document: made[document.id])
        total = time.process_time() - began
        with Database(path) as db:
            copies = db.row("SELECT count(DISTINCT document) FROM copies JOIN quotes ON quotes.number = quote")
            twins = db.row(
                "SELECT count(*) FROM quote_marks WHERE mark IN (SELECT mark FROM marks WHERE alike <> mark)"
            )
            assert copies is not None
            assert twins is not None
        began = time.process_time()
        with archive.open(path) as opened:
            read = sum(1 for _ in opened.quotes())
        reading = time.process_time() - began
        print(f"{count:,} documents, {read:,} quotes: all of storing {total:.1f} s, linking {spent:.1f} s of it")
        print(f"{spent / count * 1000:.2f} ms a document; {copies[0]:,} documents with copies, {twins[0]:,} rewordings")
        print(f"{path.stat().st_size / 1e6:.0f} MB; all quotes read in {reading:.1f} s")


if __name__ == "__main__":
    main()
