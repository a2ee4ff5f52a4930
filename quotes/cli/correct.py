"""``quotes correct ID...``."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli import options, output
from quotes.cli.group import one_line
from quotes.errors import NotFoundError, UnknownSpeakerError

if TYPE_CHECKING:
    from quotes.archive import Archive
    from quotes.types import Decision


@click.command("correct")
@click.argument("quotes", nargs=-1, required=True, metavar="ID...")
@click.option("--speaker", "speakers", multiple=True, metavar="NAME",
              help="Who said it; several times for those who said it together.")  # fmt: skip
@click.option("--new", is_flag=True, help="NAME is a person whom no document names yet.")
@click.option("--speaker-unknown", "unknown", is_flag=True, help="Nobody knows who said it.")
@click.option("--no-quote", "none", is_flag=True, help="It is no quote: nothing gives it any more.")
@options.reason
@options.format("table", "jsonl")
@options.db
def command(
    quotes: tuple[str, ...],
    speakers: tuple[str, ...],
    new: bool,
    unknown: bool,
    none: bool,
    reason: str | None,
    format: str | None,
    db: str,
) -> None:
    """Give quotes to another speaker, or say that they are none.

    ID is a quote's id, or as many of its first digits as no other id has. NAME may be any alias or variant. The
    correction is kept when the document is read again; 'quotes speakers undo' takes it back.
    """
    from quotes import archive
    from quotes.marking.wording import decided

    if [bool(speakers), unknown, none].count(True) != 1:
        raise click.UsageError("Give one of --speaker NAME, --speaker-unknown and --no-quote.")
    if new and not speakers:
        raise click.UsageError("--new goes with --speaker NAME.")
    with archive.open(db, create=False) as opened:
        if not new:
            _taken(opened, speakers)
        copies = _copies(opened, quotes)
        if none:
            decision = opened.discard(*quotes, reason=reason)
        else:
            decision = opened.correct(*quotes, speaker=speakers or None, new=new, reason=reason)
        words = output.shown(decided(decision))
        output.note(f"No. {decision.number}: {words}; 'quotes speakers undo {decision.number}' takes it back")
        others = [f"{id[: output.ID_LENGTH]} in {document}" for document, id in copies if id not in _ids(decision)]
        if others:
            output.note(one_line(f"Copies of the document have it, too: {', '.join(others)}"))
        if not none:
            corrected = [opened.quote(each.id) for each in decision.quotes]
            output.quotes(corrected, output.chosen(format), speaker=True, full=False)


def _copies(opened: Archive, quotes: Sequence[str]) -> list[tuple[str, str]]:
    """(document, id) of these quotes in copies of their documents, as far as they are there; sorted."""
    found = set[tuple[str, str]]()
    for id in quotes:
        with contextlib.suppress(NotFoundError):
            found.update(opened.quote(id).also_in)
    return sorted(found)


def _ids(decision: Decision) -> set[str]:
    return {each.id for each in decision.quotes}


def _taken(opened: Archive, names: Sequence[str]) -> None:
    """Says for whom names are taken that do not occur as they are."""
    for name in names:
        try:
            who = opened.identify(name)
        except UnknownSpeakerError:
            output.note("Give --new as well if it is the name of a person whom no document names yet.")
            raise
        if not opened.occurs(name):
            output.note(f"{one_line(name)}: taken for {who.name} [{who.id}]")
