"""End to end: from the documents of seeds/ and fixtures/documents/ to quotes, against gold with floors."""

from __future__ import annotations

import collections
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.score import below, one_to_one, score
from quotes.score.gold import read_floors, read_rows
from quotes.types import PIECE_SEPARATOR

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "fixtures"
TEXTS = {"seeds": ROOT / "seeds", "documents": GOLD / "documents"}
FLOORS = GOLD / "floors.json"
SETS = sorted(TEXTS)


def gold_rows(name):
    return [(file, rows) for path in sorted((GOLD / name).glob("*.jsonl")) for file, rows in read_rows(path).items()]


@pytest.fixture(scope="session")
def quotes_of():
    """Rows of the quotes of a set of documents by file name; each set is extracted once."""
    from quotes.extraction import extract
    from quotes.reading import read

    done = {}

    def extracted(name):
        if name not in done:
            done[name] = collections.defaultdict(list)
            for path in sorted(TEXTS[name].glob("*.txt")):
                for document in read(str(path)):
                    for quote in extract(document).quotes:
                        assert all(0 <= start < end <= len(document.text) for start, end in quote.spans)
                        done[name][path.name].append(quote.as_dict())
        return done[name]

    return extracted


@pytest.mark.parametrize("name", SETS)
def test_gold_agrees_with_its_documents(name):
    covered = set()
    for file, rows in gold_rows(name):
        covered.add(file)
        text = (TEXTS[name] / file).read_text(encoding="utf-8")
        numbers = [row["n"] for row in rows]
        assert numbers == list(range(1, len(rows) + 1)), file
        for row in rows:
            assert PIECE_SEPARATOR.join(text[start:end] for start, end in row["spans"]) == row["text"], (file, row["n"])
            for words in ("cue", "source"):
                pieces = [text[start:end] for start, end in row[words + "_spans"]]
                assert (PIECE_SEPARATOR.join(pieces) or None) == row[words], (file, row["n"])
            for other in (row["parent"], row.get("continues")):
                assert other is None or (other in numbers and other != row["n"]), (file, row["n"])
    assert covered == {path.name for path in TEXTS[name].glob("*.txt")}


@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(name, quotes_of):
    tallies = score(GOLD / name, quotes_of(name))
    assert list(below(tallies, read_floors(FLOORS, GOLD / name))) == []


def test_spam_and_navigation_give_nothing(quotes_of):
    def starts(file):
        return [start for row in quotes_of("seeds")[file] for start, _ in row["spans"]]

    for stem, tail in (("000_7ded498d01c0b634", "Print E-mail"), ("001_ba2065517841fb78", "<  1  2")):
        text = (TEXTS["seeds"] / f"{stem}.txt").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
        assert max(starts(f"{stem}.txt")) < text.index(tail)


@pytest.mark.parametrize("scare", ["China Experience", "China experience", "atomic bomb", "health kits"])
def test_words_in_marks_that_nobody_says_are_no_quotes(scare, quotes_of):
    assert scare not in [row["text"] for row in quotes_of("seeds")["002_8f0d19d9b6ecb53d.txt"]]


def test_an_official_is_one_speaker_across_documents(tmp_path, monkeypatch):
    from quotes.cli import main

    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "quotes.db"))
    export = tmp_path / "all.jsonl"
    for arguments in (["ingest", str(TEXTS["seeds"])], ["export", str(export)]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
    documents = collections.defaultdict(set)
    for file, rows in gold_rows("seeds"):
        for row in rows:
            if row["speaker_type"] == "person":
                documents[row["identity"]].add(file)
    shared = {identity for identity, files in documents.items() if len(files) > 1}
    assert len(shared) == 3
    said = score(GOLD / "seeds", read_rows(export))["total"].said
    assert one_to_one([pair for pair in said if pair[0] in shared]) == (3, 3)
    for identity in shared:
        speaker_id = next(key for who, key in said if who == identity)
        rows = (json.loads(line) for line in export.read_text(encoding="utf-8").splitlines())
        assert {Path(r["document"]).name for r in rows if r["speaker_id"] == speaker_id} >= documents[identity]
