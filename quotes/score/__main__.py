"""python -m quotes.score: see the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotes.errors import QuotesError
from quotes.score import FIGURES, Tally, below, score
from quotes.score.gold import read_floors, read_rows

MAIN = ("attributed", "recall", "precision", "speaker")


def cell(hits: int, of: int) -> str:
    return f"{hits / of:.3f} {hits:>4}/{of:<4}" if of else "-"


def table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The main figures of each document, then every figure of all together."""
    width = max(map(len, tallies))
    yield " " * width + "".join(f"{name:>17}" for name in MAIN)
    for document, tally in tallies.items():
        figures = tally.figures()
        yield f"{document:<{width}}" + "".join(f"{cell(*figures[name]):>17}" for name in MAIN)
    yield ""
    for name, (hits, of) in tallies["total"].figures().items():
        yield f"{name:<11} {cell(hits, of):<16} {FIGURES[name]}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m quotes.score", description="Compares an export with gold.")
    parser.add_argument("gold", type=Path, help="a folder of gold, or one file")
    parser.add_argument("export", type=Path, help="JSONL as quotes extract and quotes export write it")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list that many faults of each sort")
    parser.add_argument("--floors", type=Path, help="exit with 1 where a figure is below its floor")
    options = parser.parse_args(arguments)
    try:
        tallies = score(options.gold, read_rows(options.export))
        low = list(below(tallies, read_floors(options.floors, options.gold))) if options.floors else []
    except QuotesError as error:
        print(error, file=sys.stderr)
        return 2
    for sort in ("missed", "speaker", "false"):
        for fault in [fault for fault in tallies["total"].faults if fault.startswith(sort)][: options.errors]:
            print(fault)
    for line in table(tallies):
        print(line)
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
