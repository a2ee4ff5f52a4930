"""``quotes ingest PATH...``."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.cli import options, output, progress
from quotes.cli.group import WRONG, message, one_line
from quotes.errors import QuotesError, ReadingError

if TYPE_CHECKING:
    from quotes.types import Document, Extraction

WAIT = 86_400.0
"""Seconds for which an ingest waits for another one's writing."""
REASONS = 5
"""Reasons for skipping that the last line tells."""


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--again", is_flag=True, help="Read documents again that are there already, unchanged.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read; one a core, unless given."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@options.min_confidence
@options.fields
@options.db
def command(
    paths: tuple[str, ...],
    again: bool,
    workers: int | None,
    as_json: bool,
    min_confidence: float,
    fields: dict[str, str | None],
    db: str,
) -> None:
    """Read documents into the database.

    PATHs are files, folders, globs, or - for standard input: text, Markdown, JSON, tables, web pages, PDF, Word and
    Parquet files, web archives, packed or not; or folders that 'quotes extract --output' wrote, which are not read
    again. What is there already is left alone; what has changed is replaced.
    Stop it when you like: what is in stays in, and the same command goes on from there.
    """
    from quotes import reading
    from quotes.export import folders

    run = Run(lambda source: reading.read(source, **fields), again, workers or cores(), min_confidence)
    try:
        made = [path for path in paths if folders.is_folder(path)]
        run.ingest(list(reading.inputs([path for path in paths if path not in made])), db)
        run.bring(made, db)
    finally:
        if as_json:
            output.records([run.account()])
        elif run.summary.documents or run.skipped:
            output.note(run.summed_up())
    if run.skipped:
        raise click.exceptions.Exit(WRONG)


@dataclasses.dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or one of its documents, that was left out, and why."""

    input: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Confident:
    """The extracting function for quotes of at least this confidence; can be sent to another process."""

    least: float

    def __call__(self, document: Document) -> Extraction:
        from quotes.extraction import extract

        return extract(document).confident(self.least)


class Run:
    """One call of the command: what it was asked for, and what has become of it so far."""

    def __init__(self, read: Callable[[str], Iterator[Document]], again: bool, workers: int, least: float) -> None:
        from quotes.archive import Summary
        from quotes.reading import opening

        self._read, self._again, self._workers, self._least = read, again, workers, least
        self._began = time.monotonic()
        self._inputs = progress.Inputs(opening.share)
        self.summary = Summary()
        self.skipped: list[Skipped] = []

    def ingest(self, sources: Sequence[str], db: str) -> None:
        from quotes import archive

        with contextlib.ExitStack() as stack:
            # A database that cannot be used is found out before anything is read; one that is not there yet is made
            # with the first document, so that a mistyped path leaves no file behind.
            opened = stack.enter_context(archive.open(db, timeout=WAIT)) if os.path.lexists(db) else None
            report = stack.enter_context(progress.bar(len(sources)))
            documents = self._documents(sources)
            first = list(itertools.islice(documents, 1))
            if not first:
                return
            opened = opened or stack.enter_context(archive.open(db, timeout=WAIT))
            for added in opened.ingest(
                itertools.chain(first, documents),
                extract=Confident(self._least) if self._least else None,
                again=self._again,
                failed=self._failed,
                workers=self._workers,
            ):
                self.summary.count(added)
                self._inputs.done()
                report(self._inputs.reached, self.summary.documents, self.summary.quotes)

    def bring(self, made: Sequence[str], db: str) -> None:
        """Takes in folders of what was found already."""
        from quotes import archive

        for folder in made:
            try:
                with archive.open(db, timeout=WAIT) as opened:
                    for added in opened.bring(folder):
                        self.summary.count(added)
            except ReadingError as error:
                self.skipped.append(Skipped(folder, error.reason))
                output.note(message(error))

    def _documents(self, sources: Sequence[str]) -> Iterator[Document]:
        """The documents of all inputs. What cannot be read is reported, and skipped."""
        for source in sources:
            self._inputs.begin(source)
            try:
                for document in self._read(source):
                    self._inputs.document()
                    progress.tell(document)
                    yield document
            except ReadingError as error:
                self.skipped.append(Skipped(source, error.reason))
                output.note(message(error))
            self._inputs.end()

    def _failed(self, document: Document, error: Exception) -> None:
        self._inputs.done()
        if isinstance(error, QuotesError):
            self.skipped.append(Skipped(document.id, error.reason))
            output.note(message(error))
        else:
            self.skipped.append(Skipped(document.id, f"a fault of quotes itself ({type(error).__name__}: {error})"))
            output.fault(document.id, error)

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def summed_up(self) -> str:
        """What was done, in one line."""
        counts = [f"{getattr(self.summary, name):,} {name}" for name in ("added", "replaced", "unchanged")]
        if self.skipped:
            counts.append(f"{output.number(len(self.skipped), 'input')} skipped ({self._reasons()})")
        documents = output.number(self.summary.documents, "document")
        quotes = output.number(self.summary.quotes, "quote")
        return f"{documents}: {', '.join(counts)}; {quotes} in {self._seconds:.1f} s"

    def _reasons(self) -> str:
        """Why inputs were skipped, the most frequent reasons first, without their details."""
        reasons = Counter(one_line(skipped.reason).partition(" (")[0] for skipped in self.skipped)
        if len(reasons) == 1:
            return next(iter(reasons))
        listed = [f"{count:,} times {reason}" for reason, count in reasons.most_common(REASONS)]
        return "; ".join((*listed, *(["..."] if len(reasons) > REASONS else [])))

    def account(self) -> dict[str, Any]:
        """What was done, for machines."""
        names = ("documents", "added", "replaced", "unchanged", "quotes")
        skipped = [dataclasses.asdict(skipped) for skipped in self.skipped]
        counts = {name: getattr(self.summary, name) for name in names}
        return counts | {"skipped": skipped, "seconds": round(self._seconds, 3), "workers": self._workers}


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
