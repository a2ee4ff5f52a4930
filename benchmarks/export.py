"""How fast a database is written to files, and in how much memory.

    python benchmarks/export.py large.db [--format jsonl] [--format csv] [--rows N]

Prints a line a format: quotes, seconds, processor seconds, quotes a second, MB written, and the peak memory of the
process. Each format runs in a process of its own. ``benchmarks/database.py`` makes large databases.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("jsonl", "csv", "parquet", "jsonld")


def measure(database: str, format: str, most: int | None) -> str:
    from quotes import archive, export

    with tempfile.TemporaryDirectory() as folder, archive.open(database, create=False) as opened:
        path = f"{folder}/all.{format}"
        found = opened.export(texts=export.WRITERS[format].texts)
        # Documents have some ten quotes.
        found = itertools.islice(found, most // 10) if most else found
        began, used = time.perf_counter(), time.process_time()
        count = export.write_file(found, path, format=format)
        seconds, processor = time.perf_counter() - began, time.process_time() - used
        written = os.path.getsize(path) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{format:8} {count:9,} quotes  {seconds:7.1f} s  {processor:7.1f} s of the processor  "
        f"{count / seconds:9,.0f} a second  {written:8,.0f} MB  peak {peak:4.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database")
    parser.add_argument("--format", action="append", choices=FORMATS)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for format in arguments.format or FORMATS:
        if arguments.here:
            print(measure(arguments.database, format, arguments.rows), flush=True)
            continue
        options = ["--rows", str(arguments.rows)] if arguments.rows else []
        command = [sys.executable, __file__, arguments.database, "--here", "--format", format, *options]
        root = str(Path(__file__).resolve().parent.parent)
        subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": root})


if __name__ == "__main__":
    main()
