"""``quotes extract [PATH...]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from quotes.cli import options, output
from quotes.cli.group import WRONG, message
from quotes.errors import QuotesError, ReadingError
from quotes.types import Quote


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.format("table", "jsonl", "csv")
@options.min_confidence
@options.fields
@click.option("--full", is_flag=True, help="Print long quotes to their end.")
def command(
    paths: tuple[str, ...], format: str | None, min_confidence: float, fields: dict[str, str | None], full: bool
) -> None:
    """Find the quotes of documents without a database.

    PATHs are files, folders, globs or - for standard input, which is also read where none is given.
    """
    if not paths and sys.stdin.isatty():
        output.note("Reading from the terminal; Ctrl-D ends the text.")
    failed: list[str] = []
    try:
        found = _quotes(paths or ("-",), min_confidence, fields, failed)
        output.quotes(found, output.chosen(format), speaker=True, full=full)
    finally:
        sys.stdout.flush()
        if failed:
            raise click.exceptions.Exit(WRONG)


def _quotes(paths: tuple[str, ...], least: float, fields: dict[str, str | None], failed: list[str]) -> Iterator[Quote]:
    """The quotes of all inputs, as they are found. What cannot be read is reported, and put into ``failed``."""
    from quotes import reading
    from quotes.extraction import extract

    for source in reading.inputs(paths):
        try:
            for document in reading.read(source, **fields):
                try:
                    found = extract(document).confident(least).quotes
                except QuotesError:
                    raise
                except Exception as error:
                    failed.append(document.id)
                    output.fault(document.id, error)
                else:
                    yield from found
        except ReadingError as error:
            failed.append(source)
            output.note(message(error))
