"""``quotes why ID``."""

from __future__ import annotations

import dataclasses

import click

from quotes.cli import options, output


@click.command("why")
@click.argument("quote", metavar="ID")
@options.format("text", "jsonl")
@options.db
def command(quote: str, format: str | None, db: str) -> None:
    """Show how a quote came by its speaker, step by step.

    ID is the quote's id, or as many of its first digits as no other id has.
    """
    from quotes import archive

    with archive.open(db, create=False) as opened:
        answer = opened.why(quote)
    if output.chosen(format, terminal="text") == "text":
        from quotes.cli import explaining

        explaining.explain(output.console(), answer)
    else:
        before = answer.before.as_dict() if answer.before is not None else None
        record = dataclasses.asdict(answer) | {"quote": answer.quote.as_dict(), "before": before}
        output.records([record])
