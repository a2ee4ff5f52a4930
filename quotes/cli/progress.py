"""How far an ingest has come, on a terminal."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator

from quotes.cli import output
from quotes.types import Document


class Inputs:
    """Counts inputs whose documents are all done. Documents come out in the order in which they were read.

    ``share`` tells how much of an input that is being read has been read, 0 to 1: a file may hold a million documents.
    """

    def __init__(self, share: Callable[[str], float] = lambda source: 0.0) -> None:
        self._read = self._done = self.finished = 0
        self._ends = deque[int]()
        self._share = share
        self._source: str | None = None
        self._before = 0

    def begin(self, source: str) -> None:
        """An input is going to be read."""
        self._source, self._before = source, self._read

    def document(self) -> None:
        """A document has been read."""
        self._read += 1

    def end(self) -> None:
        """An input has been read to its end."""
        self._source = None
        self._ends.append(self._read)
        self._count()

    def done(self) -> None:
        """A document is done."""
        self._done += 1
        self._count()

    @property
    def reached(self) -> float:
        """The inputs that are done, with the part of the one that is being read whose documents are."""
        read, done = self._read - self._before, self._done - self._before
        if self._source is None or done <= 0:
            return self.finished
        return self.finished + self._share(self._source) * done / read

    def _count(self) -> None:
        while self._ends and self._ends[0] <= self._done:
            self._ends.popleft()
            self.finished += 1


LARGE = 1_000_000
"""Code points of a document from which on it is worth a word that it takes its time."""
RATE = 500_000
"""Code points that are read in a minute, about, on one core of a small machine."""


def tell(document: Document) -> None:
    """Says beforehand how long a large document takes: nothing of it shows until all of it is done."""
    size = len(document.text)
    if size >= LARGE:
        minutes = max(1, round(size / RATE))
        output.note(
            f"{document.id}: one document of {size / 1e6:,.1f} million characters can take {minutes:,} minutes. "
            "Its quotes come when all of it is read; those of its parts come sooner."
        )


Report = Callable[[float, int, int], None]
"""Takes how many inputs (and which part of one), documents and quotes are done."""


@contextlib.contextmanager
def bar(inputs: int) -> Iterator[Report]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda inputs, documents, quotes: None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(bar_width=20), progress.MofNCompleteColumn(), progress.TextColumn("{task.description}"),
        progress.TimeElapsedColumn(), progress.TimeRemainingColumn(),
    )  # fmt: skip
    # Messages that are printed meanwhile go above the bar.
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("loading models", total=inputs)
        began = time.monotonic()

        def report(inputs: float, documents: int, quotes: int) -> None:
            counts = f"{output.number(documents, 'document')}, {output.number(quotes, 'quote')}"
            rate = documents / max(time.monotonic() - began, 1e-3)
            shown.update(task, completed=inputs, description=f"{counts}, {rate:.1f}/s")

        yield report
