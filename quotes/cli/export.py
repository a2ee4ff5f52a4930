"""``quotes export [FILE]``."""

from __future__ import annotations

import sys

import click

from quotes import export
from quotes.cli import options, output


@click.command("export")
@click.argument("file", required=False, default="-")
@click.option(
    "--format", type=click.Choice(tuple(export.FORMATS)), help="By the file's suffix, or jsonl, unless given."
)
@click.option("--document", metavar="ID", help="Only this document; a part of its id will do.")
@options.db
def command(file: str, format: str | None, document: str | None, db: str) -> None:
    """Write all quotes, attitudes too, to FILE or to standard output."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        quotes = opened.quotes(document)
        if file == "-":
            export.FORMATS[format or "jsonl"](output.found(quotes), sys.stdout)
        else:
            format = format or export.format_of(file)
            count = export.to_file(output.found(quotes), file, format=format)
            output.note(f"{output.number(count, 'quote')} written to {file}")
