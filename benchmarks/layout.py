"""How many gold turns of press briefings the layout finds, how often it takes news for a transcript, how fast it is.

    python benchmarks/layout.py [--briefings DIR] [--news DIR ...] [--errors N]

Prints one table. A turn counts as found if one turn block has exactly its text and its label.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quotes import reading
from quotes.layout import blocks
from quotes.types import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefings", type=Path, default=SHARED / "briefings")
    parser.add_argument(
        "--news", type=Path, nargs="*", default=[SHARED / "polnear/dev/text", SHARED / "polnear/train/text"]
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N faults of each kind")
    options = parser.parse_args()
    if options.briefings.is_dir():
        turns(options.briefings, options.errors)
    for folder in options.news:
        if folder.is_dir():
            news(folder, options.errors)
    speed()
    reading_speed()


def turns(folder: Path, errors: int) -> None:
    """Gold turns found with exact text; with exact text and label; turn blocks that are none."""
    gold = Counter(_gold(folder))
    found = Counter(_found(folder))
    texts = Counter(key[:2] for key in gold.elements()) & Counter(key[:2] for key in found.elements())
    both = gold & found
    print(f"gold turns                     {gold.total():6d}")
    print(f"found, exact text              {texts.total() / gold.total():9.4f}")
    print(f"found, exact text and label    {both.total() / gold.total():9.4f}")
    print(f"turn blocks that are no gold   {(found - gold).total():6d}")
    for name, faults in (("missed", gold - found), ("wrong", found - gold)):
        for key in list(faults)[:errors]:
            print(f"  {name}: {key}")


def _gold(folder: Path) -> Iterator[tuple[str, tuple[tuple[int, int], ...], str]]:
    with (folder / "turns.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            turn = json.loads(line)
            yield turn["document"], tuple((start, end) for start, end in turn["spans"]), turn["label"]


def _found(folder: Path) -> Iterator[tuple[str, tuple[tuple[int, int], ...], str]]:
    for document in reading.read(str(folder / "briefings.jsonl")):
        for block in blocks(document):
            if block.kind == "turn":
                label = document.text[slice(*block.label)] if block.label else ""
                yield document.id, block.spans, label


def news(folder: Path, errors: int) -> None:
    """Documents of a folder of news in which the layout sees turns."""
    seen = []
    total = 0
    for path in reading.inputs([str(folder)]):
        for document in reading.read(path):
            total += 1
            labelled = [block for block in blocks(document) if block.kind == "turn"]
            if labelled:
                seen.append((path, document, labelled))
    print(f"news documents with turns      {len(seen):6d} of {total} in {folder}")
    for path, document, labelled in seen[:errors]:
        print(f"  {Path(path).name}: {len(labelled)} turns")
        for block in labelled:
            label = document.text[slice(*block.label)] if block.label else "-"
            words = document.text[block.start : block.end].replace("\n", " / ")
            print(f"    {label}: {words[:150]} ... {words[-60:]}")


def reading_speed() -> None:
    """Megabytes a second of reading alone: a text file and JSON lines."""
    sentence = "The café’s owner said he would go, and nobody else in the street said anything at all about it.\n\n"
    text = sentence * 300_000
    record = json.dumps({"id": "a", "title": "A", "date": "2020-04-22", "text": sentence * 40}, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("a.txt", text), ("a.jsonl", (record + "\n") * 7_000)):
            path = Path(folder, name)
            path.write_text(content, encoding="utf-8")
            started = time.process_time()
            for _ in reading.read(str(path)):
                pass
            seconds = time.process_time() - started
            print(f"reading {path.suffix:12s}           {path.stat().st_size / seconds / 1e6:9.1f} MB/s")


def speed() -> None:
    """Megabytes a second on ordinary paragraphs, on a transcript and on one endless line."""
    sentence = "The council will meet again on Tuesday, said the mayor, and nobody knows what it will decide then. "
    shapes = {
        "paragraphs": (sentence * 5 + "\n\n") * 20_000,
        "transcript": ("Q    What will it decide?\n\nMS. BERG:  " + sentence * 4 + "\n\n") * 22_000,
        "one line": sentence * 100_000,
    }
    for name, text in shapes.items():
        started = time.process_time()
        blocks(Document("speed", text))
        seconds = time.process_time() - started
        print(f"layout of {name:12s}         {len(text) / seconds / 1e6:9.1f} MB/s")


if __name__ == "__main__":
    main()
