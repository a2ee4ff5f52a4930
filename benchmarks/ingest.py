"""What an ingest costs: writing as a share of all, memory as it goes on, and what further processes gain.

    python benchmarks/ingest.py share [PATH...]
    python benchmarks/ingest.py memory [--documents 10000] [--stand-in] [PATH...]
    python benchmarks/ingest.py workers [--most 2] [PATH...]

``share`` prints the processor's time for finding quotes and for all else (reading, writing, working out speakers), in
one process. ``memory`` reads so many short documents, two paragraphs of PATHs each, in one process, and prints the
resident memory as it goes; with ``--stand-in`` they are made up and no models are used, so that it measures all but
them. ``workers`` prints documents a second with one process and with more, which needs as many free cores.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from killing import extract as stand_in  # noqa: E402
from killing import invented  # noqa: E402

from quotes import archive, reading  # noqa: E402
from quotes.archive.adding import extract_by_default  # noqa: E402
from quotes.parallel import extracting  # noqa: E402
from quotes.types import Document, Extraction  # noqa: E402

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


class Timed:
    """An extracting function that counts its own time of the processor, in seconds."""

    def __init__(self, extract: Callable[[Document], Extraction]) -> None:
        self._extract, self.seconds = extract, 0.0

    def __call__(self, document: Document) -> Extraction:
        began = time.process_time()
        try:
            return self._extract(document)
        finally:
            self.seconds += time.process_time() - began


def documents(paths: list[str]) -> Iterator[Document]:
    for path in reading.inputs(paths):
        yield from reading.read(path)


def share(paths: list[str], folder: Path) -> None:
    extract_by_default(next(documents(paths)))  # loads the models
    timed, began = Timed(extract_by_default), time.process_time()
    with archive.open(folder / "quotes.db") as opened:
        summary = opened.add(documents(paths), extract=timed)
    total = time.process_time() - began
    print(f"{summary.documents} documents, {summary.quotes} quotes: finding {timed.seconds:.2f} s, all else "
          f"{total - timed.seconds:.2f} s: {1 - timed.seconds / total:.1%} of {total:.2f} s")  # fmt: skip


def memory(paths: list[str], folder: Path, count: int, *, plain: bool) -> None:
    short = invented(count) if plain else paragraphs(paths, count)
    began = time.monotonic()
    with archive.open(folder / "quotes.db") as opened:
        found = 0
        for done, added in enumerate(opened.ingest(short, extract=stand_in if plain else None), 1):
            found += added.quotes
            if done in (1, 100) or not done % max(1, count // 10):
                print(f"{done:7,} documents, {found:7,} quotes: {resident():6.0f} MB, {time.monotonic() - began:.0f} s")
    print(f"at the end, speakers worked out: peak {peak():.0f} MB")


def paragraphs(paths: list[str], count: int) -> Iterator[Document]:
    """Documents of two paragraphs each, in ever other pairs."""
    text = [part for document in documents(paths) for part in document.text.split("\n\n") if 80 < len(part) < 600]
    pairs = itertools.cycle(itertools.product(text, reversed(text)))
    for number, pair in enumerate(itertools.islice(pairs, count)):
        yield Document(f"d{number:06}", "\n\n".join(pair))


def resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def workers(paths: list[str], folder: Path, most: int) -> None:
    extracting.SMALL = 1
    rates: dict[int, float] = {}
    for number in range(1, most + 1):
        with archive.open(folder / f"{number}.db") as opened:
            began = time.monotonic()
            told = opened.ingest(documents(paths), workers=number)
            next(told)
            # Without the start, which a long ingest does not notice.
            first = time.monotonic()
            count = sum(1 for _ in told)
            rates[number] = count / (time.monotonic() - first)
        print(f"{number} processes: {rates[number]:.2f} documents a second, {rates[number] / rates[1]:.2f} times one; "
              f"started in {first - began:.1f} s")  # fmt: skip
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{len(os.sched_getaffinity(0))} cores; load {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("share", "memory", "workers"))
    parser.add_argument("paths", nargs="*", default=[str(SEEDS)])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--most", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if chosen.what == "share":
            share(chosen.paths, Path(name))
        elif chosen.what == "memory":
            memory(chosen.paths, Path(name), chosen.documents, plain=chosen.stand_in)
        else:
            workers(chosen.paths, Path(name), chosen.most)


if __name__ == "__main__":
    main()
