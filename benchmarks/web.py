"""How long the pages take at the server, over a database of any size (benchmarks/database.py makes a large one).

    python benchmarks/web.py large.db [--rounds 100]

Starts ``quotes serve`` on a free port and asks for the first pages one after another, each time for another name, word
or document, as a reader would. Prints the median and the 95th percentile of the time to the last byte, the time that
the server's process had of the processor for a page (which other programs on the machine do not lengthen), all in
milliseconds, and the size of the page. Ends with 1 where a 95th percentile is not below 200 ms.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from quotes import archive

QUICK = 200.0
"""Milliseconds that the 95th percentile of a first page is to stay under."""


def pages(path: str, chance: random.Random) -> dict[str, Callable[[], str]]:
    """What makes the address of each kind of page."""
    with archive.open(path, create=False) as opened:
        most = [who.id for who in opened.speakers(limit=20)]
        some = [who.id for who in opened.speakers(limit=5000)]
        documents = [document.id for document in opened.latest(limit=200)]
        said = [found.text for found in opened.newest(limit=300)]
    words = sorted({word for text in said for word in re.findall(r"[A-Za-z]{4,}", text)})
    return {
        "start": lambda: "/",
        "speakers": lambda: "/speakers",
        "speakers, beginning of a name": lambda: f"/speakers?q={quote(chance.choice(some)[:3])}",
        "documents": lambda: "/documents",
        "newest": lambda: "/search",
        "newest of a year": lambda: f"/search?since={chance.randrange(2000, 2024)}&kind=direct",
        "search, a word": lambda: f"/search?q={chance.choice(words)}",
        "search, a frequent word": lambda: f"/search?q={chance.choice(['the', 'that', 'to', 'of', 'and'])}",
        "search, a phrase": lambda: "/search?q=" + quote(f'"{" ".join(chance.choice(said).split()[:3])}"'),
        "search, word and speaker": lambda: f"/search?q={chance.choice(words)}&by={quote(chance.choice(some))}",
        "speaker": lambda: f"/speaker?id={quote(chance.choice(some))}",
        "speaker, the most quoted": lambda: f"/speaker?id={quote(chance.choice(most))}",
        "speaker, the most quoted, a word": lambda: (
            f"/speaker?id={quote(chance.choice(most))}&q={chance.choice(words)}"
        ),
        "document": lambda: f"/document?id={quote(chance.choice(documents))}",
    }


def measure(path: str, rounds: int) -> bool:
    """Prints the table; whether every page is quick."""
    command = [sys.executable, "-m", "quotes", "serve", "--port", "0", "--db", path]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            printed = server.stderr.readline()
            found = re.search(r"http://([\d.]+):(\d+)/", printed)
            if found is None:
                sys.exit(printed + server.stderr.read())
            connection = http.client.HTTPConnection(found[1], int(found[2]), timeout=60)
            return _table(connection, server.pid, pages(path, random.Random(0)), rounds)
        finally:
            server.terminate()


def _table(
    connection: http.client.HTTPConnection, server: int, makers: dict[str, Callable[[], str]], rounds: int
) -> bool:
    print(f"{'page':34} {'median':>8} {'p95':>8} {'cpu':>8} {'kB':>6}")
    quick = True
    for name, address in makers.items():
        taken, sizes, busy = [], [], 0.0
        for number in range(rounds + 1):
            if number == 1:
                busy = _busy(server)
            asked = address()
            began = time.perf_counter()
            connection.request("GET", asked)
            answer = connection.getresponse()
            sizes.append(len(answer.read()))
            taken.append(1000 * (time.perf_counter() - began))
            if answer.status != 200:
                print(f"{asked}: {answer.status}", file=sys.stderr)
        # The first one finds the caches cold.
        p95 = statistics.quantiles(taken[1:], n=20)[-1]
        quick &= p95 < QUICK
        size, cpu = statistics.mean(sizes) / 1000, (_busy(server) - busy) / rounds
        print(f"{name:34} {statistics.median(taken[1:]):8.1f} {p95:8.1f} {cpu:8.1f} {size:6.1f}", flush=True)
    return quick


def _busy(process: int) -> float:
    """The time of the processor that a process has had, in milliseconds; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    # utime and stime: man 5 proc.
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    sys.exit(0 if measure(arguments.database, arguments.rounds) else 1)
