"""``quotes import FILE...``."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from quotes.cli import options, output
from quotes.cli.group import WRONG, message
from quotes.errors import ReadingError


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.db
def command(files: tuple[str, ...], db: str) -> None:
    """Take exports, and what 'quotes extract' wrote, into the database.

    FILEs are JSON lines, packed or not, Parquet, the folders that 'quotes extract --output' writes, or - for standard
    input. Each is checked as a whole before anything of it goes in. With the documents' texts ('quotes export
    --with-documents') the database is the same afterwards; without, the words of the quotes are all that it knows.
    """
    from quotes import archive
    from quotes.archive import Summary

    if not os.path.lexists(db) and _told_of(files):
        raise click.exceptions.Exit(WRONG)
    failed = False
    with archive.open(db) as opened:
        for file in files:
            summary = Summary()
            try:
                for added in opened.bring(file):
                    summary.count(added)
            except ReadingError as error:
                failed = True
                output.note(message(error))
                continue
            counts = ", ".join(f"{getattr(summary, name):,} {name}" for name in ("added", "replaced", "unchanged"))
            output.note(f"{file}: {output.number(summary.documents, 'document')}: {counts}")
            if file != "-" and (differing := opened.differing(file)):
                output.note(
                    f"{output.number(differing, 'quote')} of {file} came out under another speaker or id: the lines do "
                    "not tell all forms of the names, nor corrections; see --with-documents of quotes export."
                )
    if failed:
        raise click.exceptions.Exit(WRONG)


def _told_of(files: Sequence[str]) -> bool:
    """Whether nothing of these can go in, which is told: a mistyped path is not to leave an empty database behind."""
    from quotes.archive import incoming

    if any(file == "-" or incoming.begins_well(file) for file in files):
        return False
    for file in files:
        try:
            with incoming.opened(file) as opened:
                opened.check()
        except ReadingError as error:
            output.note(message(error))
    return True
