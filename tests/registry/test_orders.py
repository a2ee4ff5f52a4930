"""The seeds' speakers are the same whatever the order in which the documents come in."""

import itertools
import json
from pathlib import Path

import pytest

from quotes import archive, names
from quotes.types import Alias, Document, Extraction, LocalSpeaker, Quote, quote_id

GOLD = Path(__file__).parents[2] / "fixtures" / "seeds"
TYPES = ("person", "organization", "unnamed", "group")


def extraction(path: Path) -> Extraction:
    """A document with the speakers of its gold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    quotes, known = [], {}
    for place, row in enumerate(row for row in rows if row["speaker"] and row["speaker_type"] in TYPES):
        # What the document calls its speaker is in its source, where that is a name.
        key = names.key(row["speaker"])
        roles = (row["role"],) if row.get("role") else ()
        known.setdefault(
            key, LocalSpeaker(key, row["speaker"], row["speaker_type"], roles, (Alias(row["speaker"], 1),))
        )
        span = ((place, place + 1),)
        quotes.append(
            Quote(quote_id(path.name, span), path.name, "direct", "speech", "sentence", "x", span,
                  speaker=row["speaker"], speaker_id=key, speaker_type=row["speaker_type"], date="2020-05-01")
        )  # fmt: skip
    document = Document(path.name, "x" * (len(rows) + 1), date="2020-05-01")
    return Extraction(document, tuple(quotes), tuple(known.values()))


@pytest.fixture(scope="module")
def seeds() -> list[Extraction]:
    return [extraction(path) for path in sorted(GOLD.glob("*.jsonl"))]


def test_any_order_of_the_seeds_gives_the_same_speakers(seeds, tmp_path) -> None:
    tables = []
    for number, order in enumerate(itertools.islice(itertools.permutations(seeds), 0, None, 10)):
        with archive.Archive(tmp_path / f"{number}.db", extractor="1") as opened:
            for each in order:
                opened.store(each)
                # Every other time the speakers are worked out after each document.
                if number % 2:
                    next(opened.speakers(limit=1), None)
            found = [(who, opened.speaker(who.id).evidence) for who in opened.speakers(types=(), quoted=False)]
        tables.append(found)
    assert len(tables) == 12
    assert len(tables[0]) > 5
    assert all(table == tables[0] for table in tables)
