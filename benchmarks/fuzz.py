"""Feeds the readers and the layout broken input for a while: any bytes give documents or one message, in little time.

    python benchmarks/fuzz.py [--seconds N] [--engine mutations|atheris] [--seed N]

"mutations" cuts, splices and overwrites files of every format; "atheris" (pip install atheris) lets the coverage of the
code guide it. Stops at the first fault: prints it, with the file that made it, and exits with 1. At the end prints how
many inputs were tried.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]
LONGEST = 10.0
"""Seconds that one input may take."""
PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\n", b"\r", b"<", b"<!--", b"&#x", b"{", b"[", b'"', b"\\ud800",
    b"Q: ", b"A: ", b"**", b"> ", b"Ana Berg: ", "“".encode(), "年".encode(), b"(", b"9" * 20, b"%PDF-", b"PK\x03\x04",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--engine", choices=("mutations", "atheris"), default="mutations")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = atheris if options.engine == "atheris" else mutations
        run(Path(folder), options.seconds, options.seed)


def mutations(folder: Path, seconds: int, seed: int) -> None:
    """Files of every format, broken at random places."""
    chance = random.Random(seed)
    corpus = examples()
    stop = time.monotonic() + seconds
    for count in itertools.count():
        if time.monotonic() > stop:
            print(f"{count:,} inputs, no fault")
            return
        suffix, data = chance.choice(corpus)
        if chance.random() < 0.1:
            suffix = chance.choice(corpus)[0]
        attempt(folder / f"input{suffix}", broken(data, chance, [data for _, data in corpus]))


def atheris(folder: Path, seconds: int, seed: int) -> None:
    """Inputs that the coverage of the code suggests; the first byte chooses the format."""
    import atheris as engine

    with engine.instrument_imports(include=["quotes.reading", "quotes.layout"]):
        import quotes.layout
        import quotes.reading  # noqa: F401
    found = examples()
    suffixes = list(dict.fromkeys(suffix for suffix, _ in found))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, (suffix, data) in enumerate(found):
        (corpus / str(number)).write_bytes(bytes([suffixes.index(suffix)]) + data)

    def once(data: bytes) -> None:
        if data:
            attempt(folder / f"input{suffixes[data[0] % len(suffixes)]}", data[1:])

    limits = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        "-max_len=50000",
        f"-artifact_prefix={tempfile.gettempdir()}/",
    ]
    engine.Setup([sys.argv[0], *limits, str(corpus)], once)
    engine.Fuzz()


def attempt(path: Path, data: bytes) -> None:
    """Reads the bytes as a file of this name and lays out what comes of it. Exits where that breaks a promise."""
    from quotes import reading
    from quotes.errors import ReadingError
    from quotes.layout import blocks

    path.write_bytes(data)
    began = time.monotonic()
    fault = None
    try:
        for document in reading.read(str(path)):
            ends = [end for block in blocks(document) for _, end in block.spans]
            if any(end > len(document.text) for end in ends):
                fault = "a block beyond the text"
    except ReadingError as error:
        if "\n" in str(error) or not str(error).startswith(str(path)):
            fault = f"a message of more than one line, or about something else: {error}"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    took = time.monotonic() - began
    if took > LONGEST:
        fault = f"{took:.0f} seconds"
    if fault:
        kept = Path(tempfile.gettempdir(), f"fault{path.suffix}")
        kept.write_bytes(data)
        print(f"{kept}: {fault}", file=sys.stderr)
        raise SystemExit(1)


def broken(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The bytes after one to eight changes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        place = chance.randrange(len(found) + 1)
        match chance.randrange(6):
            case 0:
                del found[place : place + chance.choice((1, 10, 1000))]
            case 1:
                found[place:place] = chance.choice(PIECES) * chance.choice((1, 1, 3, 500))
            case 2:
                found[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                del found[place:]
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                found[place:place] = other[start : start + chance.choice((5, 50, 500))]
            case _:
                found[place:place] = found[max(0, place - 60) : place] * chance.choice((1, 20))
    return bytes(found)


def examples() -> list[tuple[str, bytes]]:
    """(suffix, bytes) of sound files of every format whose library is installed."""
    from articles import ARTICLES
    from setting import as_docx, as_html, as_markdown, as_pdf

    found: list[tuple[str, bytes]] = []
    for article in ARTICLES.values():
        text = article.plain.encode()
        record = json.dumps({"title": article.title, "date": article.date, "text": article.plain}).encode()
        found += [(".txt", text), (".jsonl", record + b"\n" + record), (".json", b"[" + record + b"]")]
        found += [(".txt.gz", gzip.compress(text)), (".csv", b'id,text\n1,"' + text.replace(b'"', b'""') + b'"\n')]
        for suffix, setter in ((".html", as_html), (".docx", as_docx), (".pdf", as_pdf), (".md", as_markdown)):
            try:
                found.append((suffix, setter(article)))
            except ImportError:
                print(f"{suffix} left out: its library is not installed", file=sys.stderr)
    layouts = ROOT / "fixtures" / "layouts"
    return found + [(".txt", path.read_bytes()) for path in sorted(layouts.glob("*.txt"))]


if __name__ == "__main__":
    main()
