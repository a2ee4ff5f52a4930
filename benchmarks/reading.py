"""How fast documents are read: text, JSON lines, tables, Markdown, web pages beside trafilatura alone, PDF, Word.

    python benchmarks/reading.py [--megabytes N]

Prints one line a format: megabytes of input a second of processor time, models not included. The inputs are made here.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]

from articles import NEWS  # noqa: E402
from setting import as_docx, as_html, as_pdf  # noqa: E402

from quotes import reading  # noqa: E402

SENTENCE = "The café’s owner said he would go, and nobody else in the street said anything at all about it.\n\n"
PAGES = 100
SETTERS = (("a.html", "trafilatura", as_html), ("a.docx", "docx", as_docx), ("a.pdf", "pypdf", as_pdf))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=20)
    size = parser.parse_args().megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made(size).items():
            path = Path(folder, name)
            path.write_bytes(data)
            # What is packed counts as large as it unpacks.
            report(
                name, len(gzip.decompress(data)) if name.endswith(".gz") else len(data), lambda path=path: exhaust(path)
            )
        pages(Path(folder))


def made(size: int) -> dict[str, bytes]:
    """The large inputs, of about ``size`` bytes each; the slower formats get less."""
    text = (SENTENCE * (size // len(SENTENCE))).encode()
    record = {"id": "a", "title": "A", "date": "2020-04-22", "text": SENTENCE * 40}
    lines = (json.dumps(record, ensure_ascii=False) + "\n").encode()
    table = io.StringIO()
    writer = csv.DictWriter(table, list(record))
    writer.writeheader()
    writer.writerows([record] * (size // len(lines)))
    return {
        "text.txt": text,
        "lines.jsonl": lines * (size // len(lines)),
        "lines.jsonl.gz": gzip.compress(lines * (size // len(lines)), 1),
        "table.csv": table.getvalue().encode(),
        "markdown.md": text[:2_000_000].decode(errors="ignore").encode(),
    }


def pages(folder: Path) -> None:
    """Files of one article each, and what the library alone takes for the web page."""
    for name, library, setter in SETTERS:
        if importlib.util.find_spec(library) is None:
            print(f"{name:24s} skipped: {library} is not installed")
            continue
        data = setter(NEWS)
        path = folder / name
        path.write_bytes(data)
        exhaust(path)
        if name == "a.html":
            import trafilatura

            exhaust(path)
            report("trafilatura.extract", len(data) * PAGES, lambda path=path: [
                trafilatura.extract(path.read_bytes(), with_metadata=True, include_comments=False) for _ in range(PAGES)
            ], PAGES)  # fmt: skip
        report(name, len(data) * PAGES, lambda path=path: [exhaust(path) for _ in range(PAGES)], PAGES)


def exhaust(path: Path) -> None:
    for _ in reading.read(str(path)):
        pass


def report(name: str, size: int, work: Callable[[], object], count: int = 0) -> None:
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    each = f"   {seconds / count * 1000:7.2f} ms a document" if count else ""
    print(f"{name:24s} {size / seconds / 1e6:9.2f} MB/s{each}")


if __name__ == "__main__":
    main()
