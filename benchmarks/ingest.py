"""What an ingest costs: writing as a share of all, memory as it goes on, and what further processes gain.

    python benchmarks/ingest.py share [PATH...]
    python benchmarks/ingest.py memory [--documents 10000] [--stand-in] [PATH...]
    python benchmarks/ingest.py soak [--documents 2000] [PATH...]
    python benchmarks/ingest.py workers [--most 2] [PATH...]

``share`` prints the processor's time for finding quotes and for all else (reading, writing, working out speakers), in
one process. ``memory`` reads so many short documents, two paragraphs of PATHs each, in one process, and prints the
resident memory as it goes; with ``--stand-in`` they are made up and no models are used, so that it measures all but
them. ``soak`` does so with longer passages in which words are changed and names are others each time, so that all that
is remembered of words and names goes on filling. ``workers`` prints documents a second with one process and with more,
which needs as many free cores.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
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

ENDS = ("an", "er", "ov", "ski", "ez", "in", "ard", "ola", "berg", "ton", "mar", "wick", "eau", "ić", "ström")
Extract = Callable[[Document], Extraction]
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


class Timed:
    """An extracting function that counts its own time of the processor, in seconds."""

    def __init__(self, extract: Extract) -> None:
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


def memory(
    folder: Path, short: Iterator[Document], extract: Callable[[Document], Extraction] | None, step: int
) -> None:
    began = time.monotonic()
    with archive.open(folder / "quotes.db") as opened:
        found = 0
        for done, added in enumerate(opened.ingest(short, extract=extract), 1):
            found += added.quotes
            if done in (1, 100) or not done % step:
                print(f"{done:7,} documents, {found:7,} quotes: {resident():6.0f} MB, {time.monotonic() - began:.0f} s",
                      flush=True)  # fmt: skip
    print(f"at the end, speakers worked out: {resident():.0f} MB, peak {peak():.0f} MB")


def paragraphs(paths: list[str], count: int) -> Iterator[Document]:
    """Documents of two paragraphs each, in ever other pairs."""
    text = [part for document in documents(paths) for part in document.text.split("\n\n") if 80 < len(part) < 600]
    pairs = itertools.cycle(itertools.product(text, reversed(text)))
    for number, pair in enumerate(itertools.islice(pairs, count)):
        yield Document(f"d{number:06}", "\n\n".join(pair))


_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,3})[a-z]*\b")


def passages(paths: list[str], count: int) -> Iterator[Document]:
    """Documents of some paragraphs that follow each other. One word in twenty is another one of the texts, and names
    that begin with a capital inside of a sentence are made up anew, the same throughout a document."""
    chance = random.Random(0)
    texts = [document.text.split("\n\n") for document in documents(paths)]
    known = sorted({word for text in texts for part in text for word in part.split() if word.islower()})
    for number in range(count):
        text = texts[number % len(texts)]
        first = chance.randrange(len(text))
        passage = "\n\n".join(text[first : first + 4])[:2_500]
        named = _NAME.sub(rf"\1{chance.choice(ENDS)}{chance.choice(ENDS)}", passage)
        words = [
            chance.choice(known) if word.islower() and chance.random() < 1 / 20 else word
            for word in re.split(r"(\s+)", named)
        ]
        yield Document(f"s{number:05}", "".join(words), date=f"20{number % 20:02}-01-01")


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
    parser.add_argument("what", choices=("share", "memory", "soak", "workers"))
    parser.add_argument("paths", nargs="*", default=[str(SEEDS)])
    parser.add_argument("--documents", type=int)
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--most", type=int, default=2)
    chosen = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as name:
        if chosen.what == "share":
            share(chosen.paths, Path(name))
        elif chosen.what == "memory":
            count = chosen.documents or 10_000
            short = invented(count) if chosen.stand_in else paragraphs(chosen.paths, count)
            memory(Path(name), short, stand_in if chosen.stand_in else None, max(1, count // 10))
        elif chosen.what == "soak":
            memory(Path(name), passages(chosen.paths, chosen.documents or 2_000), None, 200)
        else:
            workers(chosen.paths, Path(name), chosen.most)


if __name__ == "__main__":
    main()
