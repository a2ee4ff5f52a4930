"""``quotes ingest PATH...``."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli import options, output
from quotes.cli.group import WRONG, message
from quotes.errors import ReadingError

if TYPE_CHECKING:
    from quotes.archive import Summary
    from quotes.types import Document, Extraction


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--again", is_flag=True, help="Read documents again that are there already, unchanged.")
@options.min_confidence
@options.fields
@options.db
def command(paths: tuple[str, ...], again: bool, min_confidence: float, fields: dict[str, str | None], db: str) -> None:
    """Read documents into the database.

    PATHs are files, folders, globs, or - for standard input: text, Markdown, JSON, tables, web pages, PDF, Word and
    Parquet files, web archives, packed or not. What is there already is left alone; what has changed is replaced.
    Stop it when you like: what is in stays in, and the same command goes on from there.
    """
    from quotes import reading
    from quotes.archive import Summary

    summary, failed, began = Summary(), list[str](), time.monotonic()
    try:
        _ingest(
            list(reading.inputs(paths)),
            lambda source: reading.read(source, **fields),
            db,
            again=again,
            least=min_confidence,
            summary=summary,
            failed=failed,
        )
    finally:
        if summary.documents or failed:
            output.note(_account(summary, len(failed), time.monotonic() - began))
    if failed:
        raise click.exceptions.Exit(WRONG)


def _account(summary: Summary, skipped: int, seconds: float) -> str:
    counts = [f"{getattr(summary, name):,} {name}" for name in ("added", "replaced", "unchanged")]
    if skipped:
        counts.append(f"{output.number(skipped, 'input')} skipped")
    documents, quotes = output.number(summary.documents, "document"), output.number(summary.quotes, "quote")
    return f"{documents}: {', '.join(counts)}; {quotes} in {seconds:.1f} s"


def _ingest(
    sources: Sequence[str],
    read: Callable[[str], Iterator[Document]],
    db: str,
    *,
    again: bool,
    least: float,
    summary: Summary,
    failed: list[str],
) -> None:
    from quotes import archive

    with contextlib.ExitStack() as stack:
        # A database that cannot be used is found out before anything is read; one that is not there yet is made with
        # the first document, so that a mistyped path leaves no file behind.
        opened = stack.enter_context(archive.open(db)) if os.path.lexists(db) else None
        report = stack.enter_context(_progress(len(sources)))
        documents = _documents(sources, read, failed, lambda: report(1, summary))
        first = list(itertools.islice(documents, 1))
        if first:
            opened = opened or stack.enter_context(archive.open(db))
            both = itertools.chain(first, documents)
            for added in opened.ingest(
                both,
                extract=_extract(least),
                again=again,
                failed=lambda document, error: _fault(document, error, failed),
            ):
                summary.count(added)
                report(0, summary)


def _extract(least: float) -> Callable[[Document], Extraction] | None:
    """The extracting function for quotes of at least this confidence; None for the archive's own."""
    if not least:
        return None

    def extract_confident(document: Document) -> Extraction:
        from quotes.extraction import extract

        return extract(document).confident(least)

    return extract_confident


def _documents(
    sources: Sequence[str], read: Callable[[str], Iterator[Document]], failed: list[str], done: Callable[[], None]
) -> Iterator[Document]:
    """The documents of all inputs. What cannot be read is reported, and put into ``failed``."""
    for source in sources:
        try:
            yield from read(source)
        except ReadingError as error:
            failed.append(source)
            output.note(message(error))
        done()


def _fault(document: Document, error: Exception, failed: list[str]) -> None:
    failed.append(document.id)
    output.fault(document.id, error)


@contextlib.contextmanager
def _progress(inputs: int) -> Iterator[Callable[[int, Summary], None]]:
    """A bar on a terminal, nothing elsewhere. Call it with how many inputs are done and with the counts so far."""
    if not sys.stderr.isatty():
        yield lambda done, summary: None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(), progress.MofNCompleteColumn(), progress.TextColumn("{task.description}"),
        progress.TimeElapsedColumn(), progress.TimeRemainingColumn(),
    )  # fmt: skip
    # Messages that are printed meanwhile go above the bar.
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading models", total=inputs)

        def report(done: int, summary: Summary) -> None:
            counts = f"{output.number(summary.documents, 'document')}, {output.number(summary.quotes, 'quote')}"
            bar.update(task, advance=done, description=counts)

        yield report
