"""``quotes check``."""

from __future__ import annotations

import click

from quotes.cli import options, output
from quotes.cli.group import WRONG, one_line

LISTED = 100


@click.command("check")
@click.option("--repair", is_flag=True, help="Make anew what is derived from the documents, then check.")
@options.db
def command(repair: bool, db: str) -> None:
    """Check that the database is whole.

    The file itself; that each quote's words stand in its document; that the full-text index, the speakers and the
    evidence for each name form agree with the documents. Exit code 2 where something is wrong, with what to do.
    """
    from quotes import archive

    with archive.open(db, create=False) as opened:
        if repair:
            opened.repair()
        count = 0
        for count, fault in enumerate(opened.check(), 1):
            if count <= LISTED:
                click.echo(one_line(f"{fault.thing}: {fault.reason}. {fault.remedy}"))
    if count:
        output.note(f"{output.number(count, 'fault')} in {one_line(db)}")
        raise click.exceptions.Exit(WRONG)
    output.note(f"{one_line(db)}: all is well")
