"""Where and how answers are printed: rich text for people on a terminal, lines of JSON in a pipe."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quotes.cli.group import NOTHING_FOUND, leave_quietly, one_line
from quotes.marking import shown as shown
from quotes.marking.visible import ID_LENGTH as ID_LENGTH
from quotes.types import Quote

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")


def chosen(format: str | None, *, terminal: str = "table") -> str:
    """The format to print in: as asked for, or what suits where the output goes."""
    return format or (terminal if sys.stdout.isatty() else "jsonl")


def found(items: Iterable[Item]) -> Iterator[Item]:
    """The items; where there are none, says so and leaves with the exit code for it."""
    items = iter(items)
    first = list(itertools.islice(items, 1))
    if not first:
        click.echo("Nothing found.", err=True)
        raise click.exceptions.Exit(NOTHING_FOUND)
    return itertools.chain(first, items)


def console() -> Console:
    from rich.console import Console

    class QuietConsole(Console):
        def on_broken_pipe(self) -> None:
            leave_quietly()

    return QuietConsole(highlight=False, markup=False, emoji=False, soft_wrap=False)


def quotes(items: Iterable[Quote], format: str, *, speaker: bool, full: bool, sought: str | None = None) -> None:
    """Prints quotes; ``speaker`` names who said each one, ``full`` prints long ones to their end, not just the part
    with the words ``sought``."""
    items = found(items)
    if format == "table":
        from quotes.cli import listing

        listing.quotes(console(), items, speaker=speaker, full=full, sought=sought)
    else:
        from quotes import export

        export.FORMATS[format](items, sys.stdout)


def records(items: Iterable[Any]) -> None:
    """Prints dataclasses or dicts as lines of JSON."""
    import jsonlines

    with jsonlines.Writer(sys.stdout) as writer:
        for item in items:
            writer.write(item if isinstance(item, dict) else dataclasses.asdict(item))


def note(text: str) -> None:
    """Says something that is no data."""
    click.echo(text, err=True)


def fault(document: str, error: Exception) -> None:
    """Says that a document is left out because the program failed on it, which is no fault of the document."""
    words = one_line(f"{document}: a fault of quotes itself ({type(error).__name__}: {error})"[:300])
    note(f"{words}. Left out; please report it, with the document.")


def number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
