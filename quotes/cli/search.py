"""``quotes search WORDS``."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli import options, output


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--by", metavar="NAME", help="Only what this speaker said.")
@options.narrowing
@options.format("table", "jsonl", "csv")
@click.option("--full", is_flag=True, help="Print long quotes to their end.")
@options.db
def command(words: tuple[str, ...], format: str | None, full: bool, db: str, **narrowing: Any) -> None:
    """List the quotes that hold all of these words, best first.

    '"a phrase"' in double quotes is looked for as it stands; word* finds whatever begins so.
    """
    from quotes.archive import Looking

    narrowing["act"] = options.acts(narrowing["act"])
    with Looking(db, create=False) as opened:
        sought = " ".join(words)
        found = opened.search(sought, **narrowing)
        output.quotes(found, output.chosen(format), speaker=True, full=full, sought=sought)
