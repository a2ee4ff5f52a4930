"""What very many articles cost, from what some of them take here.

    python benchmarks/scale.py [FOLDER_OR_FILE ...] [--limit N]

Measures on one core, in processor seconds: finding quotes, writing Parquet, writing the database, working out who is
who; and the bytes that each takes. Prints the rates, and from them what a million and a hundred million such articles
cost. Costs that grow faster than the number of articles are not told by so few; docs/scale.md names them.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import resource
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from quotes import archive, reading, registry
from quotes.export import folders
from quotes.extraction import extract
from quotes.runners import blocks
from quotes.types import Document, Extraction, Occurrence

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "polnear" / "dev" / "text"
SIZES = (1_000_000, 100_000_000)


def seconds(run: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = run()
    return time.process_time() - began, result


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def occurrences(found: list[Extraction]) -> Iterator[Occurrence]:
    for each in found:
        for speaker in each.speakers:
            yield Occurrence(each.document.id, each.document.date, speaker)


def measure(documents: list[Document]) -> None:
    count = len(documents)
    extract(documents[0])
    loaded = peak()
    finding, found = seconds(lambda: [extract(document) for document in documents])
    words = sum(len(document.text.split()) for document in documents)
    quotes = sum(len(each.quotes) for each in found)
    speakers = sum(len(each.speakers) for each in found)
    print(
        f"{count} articles, {words / count:.0f} words, {quotes / count:.1f} quotes, "
        f"{speakers / count:.1f} speakers each"
    )
    print(f"finding    {finding / count:8.4f} s an article, {words / finding:,.0f} words a second")
    print(f"memory     {loaded:5.0f} MB with the models loaded, {peak():.0f} MB at most")
    with tempfile.TemporaryDirectory() as folder:
        writing, _ = seconds(lambda: folders.write_part(folder, 0, folders.table(found, extractor="")))
        parquet = size(Path(folder)) / count
        print(f"Parquet    {writing / count:8.4f} s an article, {parquet:,.0f} bytes")
    with tempfile.TemporaryDirectory() as folder, archive.open(f"{folder}/quotes.db") as opened:
        storing, _ = seconds(lambda: [opened.store(each) for each in found])
        # Asking has the speakers worked out.
        settling, _ = seconds(lambda: opened.has("nobody"))
        opened.close()
        database = size(Path(folder)) / count
        print(
            f"database   {storing / count:8.4f} s an article, {database:,.0f} bytes; "
            f"who is who {settling / count:.4f} s"
        )
    everyone = list(occurrences(found))
    keyed, keys = seconds(lambda: [blocks.keys(item) for item in everyone])
    resolving, _ = seconds(lambda: registry.resolve(everyone))
    tracemalloc.start()
    copies = [dataclasses.replace(item, speaker=dataclasses.replace(item.speaker)) for item in everyone]
    registry.resolve(copies)
    memory = tracemalloc.get_traced_memory()[1] / len(everyone)
    tracemalloc.stop()
    print(f"registry   {keyed / count:8.4f} s for keys, {resolving / count:.4f} s for speakers, an article")
    print(f"           {memory:,.0f} bytes a local speaker at most, {len(set(keys)) / len(everyone):.2f} sets of keys")
    for articles in SIZES:
        hours = articles * (finding + writing) / count / 3600
        print(
            f"{articles:>11,} articles: {hours:9,.0f} core-hours to find, "
            f"{articles * parquet / 1e9:7,.1f} GB of Parquet, "
            f"{articles * (storing + settling) / count / 3600:7,.1f} hours of one core into the database, "
            f"{articles * database / 1e9:8,.0f} GB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(DEFAULT)])
    parser.add_argument("--limit", type=int, default=40, help="articles at most")
    options = parser.parse_args()
    measure([document for path in reading.inputs(options.paths) for document in reading.read(path)][: options.limit])


if __name__ == "__main__":
    main()
