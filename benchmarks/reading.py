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
            beside(path)
            path.write_bytes(furnished(data))
            beside(path)
            continue
        report(name, len(data) * PAGES, lambda path=path: [exhaust(path) for _ in range(PAGES)], PAGES)


def furnished(page: bytes) -> bytes:
    """The page as large sites send it: ten times the words, menus, cards of other articles, comments, scripts."""
    paragraphs = page[page.index(b"<p>") : page.rindex(b"</p></div>") + 4]
    menu = b"".join(b'<li class="nav"><a href="/s/%d"><b>Section %d</b></a></li>' % (n, n) for n in range(150))
    card = b'<div class="card"><a href="/a/%d"><h3>Another story, number %d</h3></a><p>A few words.</p></div>'
    cards = b"".join(card % (n, n) for n in range(150))
    comments = b"".join(b'<li class="comment"><p>I say number %d, and you?</p></li>' % n for n in range(30))
    page = page.replace(paragraphs, paragraphs * 10, 1).replace(b"<nav><ul>", b"<nav><ul>" + menu, 1)
    page = page.replace(b"</main>", b'</main><aside class="related">' + cards + b"</aside>", 1)
    page = page.replace(b"</footer>", b'</footer><ul class="comments">' + comments + b"</ul>", 1)
    return page.replace(b"</head>", b"<script>" + b"var a = 1;" * 2_000 + b"</script></head>", 1)


def beside(path: Path) -> None:
    """A page beside what else gives the same fields of it: the calls in turn, so that the machine's mood hits all."""
    import trafilatura

    def extracted() -> None:
        trafilatura.extract(path.read_bytes(), with_metadata=True, include_comments=False)

    def bare() -> None:
        trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)

    works = {"page": lambda: exhaust(path), "trafilatura.extract": extracted, "bare_extraction": bare}
    took = dict.fromkeys(works, 0.0)
    for _ in range(PAGES + 1):
        for name, work in works.items():
            started = time.process_time()
            work()
            took[name] += time.process_time() - started
    size = path.stat().st_size
    for name, seconds in took.items():
        ratio = "" if name == "page" else f"   a page read here takes {took['page'] / seconds:.2f} of it"
        each = seconds / (PAGES + 1)
        print(f"{name:24s} {size / each / 1e6:9.2f} MB/s   {each * 1000:7.2f} ms of {size // 1000} KB{ratio}")


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
