"""``quotes extract [PATH...]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quotes.cli import options, output, progress
from quotes.cli.group import WRONG, message
from quotes.errors import QuotesError, ReadingError
from quotes.types import Document, Quote

if TYPE_CHECKING:
    from quotes.runners.common import Outcome


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.format("table", "jsonl", "csv")
@click.option("--output", "folder", metavar="DIR", help="Write Parquet into this new folder, for 'quotes ingest'.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that find quotes; 1 unless given.")
@click.option("--engine", type=click.Choice(("processes", "ray")), default="processes", show_default=True,
              help="What runs them; ray, on a cluster, writes to --output only.")  # fmt: skip
@click.option("--speakers", is_flag=True, help="With --output: also work out who is who in all documents.")
@options.min_confidence
@options.fields
@click.option("--full", is_flag=True, help="Print long quotes to their end.")
def command(
    paths: tuple[str, ...],
    format: str | None,
    folder: str | None,
    workers: int | None,
    engine: str,
    speakers: bool,
    min_confidence: float,
    fields: dict[str, str | None],
    full: bool,
) -> None:
    """Find the quotes of documents without a database.

    PATHs are files, folders, globs, addresses such as s3://bucket/folder, or - for standard input, which is also read
    where none is given.
    """
    if folder is None and (engine == "ray" or speakers):
        raise click.UsageError(f"{'--speakers' if speakers else '--engine ray'} writes to a folder: give --output.")
    if not paths and sys.stdin.isatty():
        output.note("Reading from the terminal; Ctrl-D ends the text.")
    run = Run(paths or ("-",), fields, min_confidence, workers)
    try:
        if folder is None:
            output.quotes(run.quotes(), output.chosen(format), speaker=True, full=full)
        elif run.into(folder, engine) and speakers:
            _resolve(folder, engine)
    finally:
        sys.stdout.flush()
        if run.failed:
            raise click.exceptions.Exit(WRONG)


class Run:
    """One call of the command. What cannot be read is reported, and put into ``failed``."""

    def __init__(
        self, paths: tuple[str, ...], fields: dict[str, str | None], least: float, workers: int | None
    ) -> None:
        from quotes.runners.common import Extractor

        self._paths, self._fields, self._workers = paths, fields, workers
        self._extract = Extractor(least)
        self.failed: list[str] = []

    def quotes(self) -> Iterator[Quote]:
        """The quotes of all inputs, as they are found."""
        from quotes.parallel.extracting import extractions

        found = extractions(self._documents(), self._extract, workers=self._workers or 1, failed=self._fault)
        for extraction in found:
            yield from extraction.quotes

    def into(self, folder: str, engine: str) -> bool:
        """Writes the folder. Returns False, and leaves none, where nothing could be read: a mistyped path is not to be
        in the way of the right one."""
        from quotes.export import folders

        done = self._on_ray(folder) if engine == "ray" else self._to_folder(folder)
        if self.failed and not done.documents:
            folders.discard(folder)
            return False
        written = f"{output.number(done.quotes, 'quote')} of {output.number(done.documents, 'document')}"
        output.note(f"{written} written to {folder}")
        return True

    def _to_folder(self, folder: str) -> Outcome:
        from quotes.runners import folder as runner

        return runner.run(
            self._documents(), folder, extract=self._extract, workers=self._workers or 1, failed=self._fault
        )

    def _on_ray(self, folder: str) -> Outcome:
        from quotes import reading
        from quotes.runners import cluster

        sources = reading.inputs(self._paths)
        done = cluster.run(sources, folder, extract=self._extract, fields=self._fields, workers=self._workers)
        for fault in done.faults:
            self.failed.append(fault)
            output.note(fault)
        return done

    def _documents(self) -> Iterator[Document]:
        from quotes import reading

        for source in reading.inputs(self._paths):
            try:
                for document in reading.read(source, **self._fields):
                    progress.tell(document)
                    yield document
            except ReadingError as error:
                self.failed.append(source)
                output.note(message(error))

    def _fault(self, document: Document, error: Exception) -> None:
        self.failed.append(document.id)
        if isinstance(error, QuotesError):
            output.note(message(error))
        else:
            output.fault(document.id, error)


def _resolve(folder: str, engine: str) -> None:
    from quotes.runners import resolving

    count = resolving.write(folder, resolving.on_ray(folder) if engine == "ray" else resolving.here(folder))
    output.note(f"{output.number(count, 'speaker')} written to {folder}/speakers")
