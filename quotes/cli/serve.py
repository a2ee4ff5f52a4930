"""``quotes serve``."""

from __future__ import annotations

import click

from quotes.cli import options, output


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at: this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--edit", is_flag=True, help="Let those who have the token that is printed correct who is who.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="Answer under this name too.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@options.db
def command(host: str, port: int, edit: bool, allowed: tuple[str, ...], open_: bool, db: str) -> None:
    """Show the database in a browser.

    Nothing can be changed there, and only this machine can reach it, unless you say so. Ctrl-C ends it.
    """
    from quotes.web import serving

    def ready(address: str, editing: str | None) -> None:
        output.note(f"Serving {db} at {address}")
        if editing is not None:
            output.note(f"To correct, open {editing}")
        if not serving.is_loopback(host):
            output.note("Whoever reaches this machine can read it.")
        output.note("Ctrl-C ends it.")
        if open_:
            click.launch(editing or address)

    serving.serve(db, host=host, port=port, edit=edit, allowed=allowed, ready=ready)
