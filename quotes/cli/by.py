"""``quotes by NAME``."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli import options, output
from quotes.cli.group import one_line


@click.command("by")
@click.argument("name")
@options.narrowing
@click.option("--duplicates", is_flag=True, help="A quote in every copy of its document, not only in the earliest.")
@options.format("table", "jsonl", "csv")
@click.option("--full", is_flag=True, help="Print long quotes to their end.")
@options.db
def command(name: str, format: str | None, full: bool, db: str, **narrowing: Any) -> None:
    """List everything that a speaker said, newest first.

    NAME may be any alias, spelling or order of the name, or the speaker's id.
    """
    from quotes.archive import Looking

    narrowing["act"] = options.acts(narrowing["act"])
    with Looking(db, create=False) as opened:
        format = output.chosen(format)
        who = opened.identify(name)
        if not opened.occurs(name):
            output.note(f"{one_line(name)}: taken for {who.name} [{who.id}]")
        quotes = output.found(opened.by(who.id, **narrowing))
        if format == "table":
            count = output.number(who.quotes, "quote")
            role = f", {who.roles[0]}" if who.roles else ""
            output.note(f"{who.name}{role}: {count} in {output.number(who.documents, 'document')} [{who.id}]\n")
        output.quotes(quotes, format, speaker=False, full=full)
