"""``quotes show DOCUMENT``."""

from __future__ import annotations

import sys

import click

from quotes import export
from quotes.cli import options, output


@click.command("show")
@click.argument("document")
@options.format("text", "jsonl", "csv")
@click.option("--html", metavar="FILE", help="Write it as a web page; - for standard output.")
@options.db
def command(document: str, format: str | None, html: str | None, db: str) -> None:
    """Show a document with its quotes marked and their speakers named.

    DOCUMENT is its id, or a part that no other document's id has.
    """
    from quotes import archive

    with archive.open(db, create=False) as opened:
        marked = opened.marked(document)
    format = output.chosen(format, terminal="text")
    if html is not None:
        if html == "-":
            click.echo(marked.html, nl=False)
        else:
            with export.replacing(html) as stream:
                stream.write(marked.html)
    elif format == "text":
        from quotes.cli import text_page

        text_page.show(output.console(), marked.document, marked.quotes)
    else:
        export.FORMATS[format](marked.quotes, sys.stdout)
