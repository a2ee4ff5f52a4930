"""``quotes export [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

import click

from quotes import export
from quotes.cli import options, output
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.archive import Archive


@click.command("export")
@click.argument("file", required=False, default="-")
@click.option("--format", type=click.Choice(tuple(export.WRITERS)), help="By FILE's suffix, or jsonl, unless given.")
@click.option("--by", metavar="NAME", help="Only what this speaker said.")
@options.filtering(everything=True)
@click.option(
    "--with-documents",
    is_flag=True,
    help="JSON lines with the documents' texts and all corrections too: a whole database for 'quotes import'.",
)
@options.db
def command(file: str, format: str | None, with_documents: bool, db: str, by: str | None, **narrowing: Any) -> None:
    """Write quotes, attitudes too, to FILE or to standard output.

    FILE ends in .jsonl, .csv, .parquet or .jsonld (Web Annotations), or in / for a folder of brat files.
    """
    from quotes import archive

    format = format or ("jsonl" if file == "-" else export.format_of(file))
    narrowing["act"] = options.acts(narrowing["act"], everything=True)
    with archive.open(db, create=False) as opened:
        if with_documents:
            if format != "jsonl" or by is not None or any(narrowing.values()):
                raise click.UsageError("--with-documents writes a whole database, as JSON lines.")
            count = _complete(opened, file)
        else:
            texts = export.WRITERS[format].texts
            count = _write(_some(opened.export(by=by, texts=texts, **narrowing)), file, format)
    if file != "-":
        output.note(f"{output.number(count, 'quote')} written to {file}")


def _complete(opened: Archive, file: str) -> int:
    from quotes.export import complete

    if file == "-":
        return complete.write(opened.records(), sys.stdout)
    with export.replacing(file) as stream:
        return complete.write(opened.records(), stream)


def _write(found: Iterable[export.Found], file: str, format: str) -> int:
    if file != "-":
        return export.write_file(found, file, format=format)
    writer = export.WRITERS[format]
    if writer.suffix == "/":
        raise QuotesError("-", f"{format} files need a folder", "Name one.")
    stream: TextIO | BinaryIO = sys.stdout
    if writer.opened is export.replacing_bytes:
        stream = cast("BinaryIO", sys.stdout.buffer)
    return writer.write(found, stream)


def _some(found: Iterable[export.Found]) -> Iterator[export.Found]:
    """The documents; where there is no quote in any, says so and leaves with the exit code for it."""
    return output.found(each for each in found if each[1])
