"""The command line: ``quotes COMMAND``. Each command parses, calls the archive or export, and prints."""

from __future__ import annotations

import click

from quotes.cli.group import Commands

COMMANDS = (
    "ingest", "by", "search", "speakers", "show", "why", "correct", "serve", "export", "import", "extract", "evaluate",
    "check", "backup",
)  # fmt: skip


@click.group(
    cls=Commands, package="quotes.cli", names=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda *a: _version(*a),
              help="Show the version and exit.")  # fmt: skip
def main() -> None:
    """List everything that a named official said.

    Ingest documents into a database, then ask it: who said what, where, when, and why we say so.
    """


def _version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from quotes.archive.archive import version

        click.echo(f"quotes {version()}")
        context.exit()
