"""``quotes backup FILE``."""

from __future__ import annotations

import os

import click

from quotes.cli import options, output
from quotes.cli.group import one_line


@click.command("backup")
@click.argument("file")
@options.db
def command(file: str, db: str) -> None:
    """Copy the database to FILE while it is in use.

    The copy is of one moment, checked, and complete or not there at all; an older copy is replaced at the end.
    """
    from quotes import archive

    with archive.open(db, create=False) as opened:
        opened.backup(file)
    output.note(f"{one_line(db)} copied to {one_line(file)}: {os.path.getsize(file) / 1e6:,.1f} MB")
