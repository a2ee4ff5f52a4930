"""``quotes speakers suggest`` as a conversation: one pair after another, each decided or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli import output
from quotes.cli.group import message
from quotes.errors import QueryError

if TYPE_CHECKING:
    from quotes.archive import Archive, SpeakerRow

EXAMPLES = 2
LONG = 160


def go_through(opened: Archive, pairs: Sequence[tuple[SpeakerRow, SpeakerRow, str]]) -> None:
    """Asks for each pair and records what is answered, at once."""
    for number, (one, other, reason) in enumerate(pairs, 1):
        if not _are_there(opened, one, other):
            # Decided together with an earlier pair.
            continue
        output.note(f"\n{number}/{len(pairs)}  {output.shown(reason)}")
        for who in (one, other):
            output.note(_described(opened, who))
        answer = click.prompt(
            "One speaker? [y]es, [n]o, [s]kip, [q]uit", type=click.Choice("ynsq"), default="s", show_choices=False,
            show_default=False, err=True,
        )  # fmt: skip
        if answer == "q":
            break
        if answer in "yn":
            _decide(opened, one, other, same=answer == "y", reason=reason)


def _decide(opened: Archive, one: SpeakerRow, other: SpeakerRow, *, same: bool, reason: str) -> None:
    # The merge goes under the name that says more.
    first, second = sorted((one, other), key=lambda who: (who.type != "person", -len(who.name.split()), -who.quotes))
    try:
        if same:
            merged = opened.merge(first.id, second.id, reason=reason)
            output.note(f"One: {output.shown(merged.name)} [{merged.id}]")
        else:
            opened.never(first.id, second.id, reason=reason)
            output.note("Kept apart.")
    except QueryError as error:
        output.note(message(error))


def _are_there(opened: Archive, *both: SpeakerRow) -> bool:
    return all(opened.has(who.id) for who in both)


def _described(opened: Archive, who: SpeakerRow) -> str:
    """A speaker with what it said last, so that one can tell who it is."""
    years = "–".join(dict.fromkeys(day[:4] for day in (who.first, who.last) if day))
    facts = ", ".join(part for part in (*who.roles[:2], output.number(who.quotes, "quote"), years) if part)
    lines = [f"  {who.name}  ({facts})"]
    for quote in opened.by(who.id, act=(), limit=EXAMPLES):
        words = " ".join(quote.text.split())
        lines.append(f"      “{words[:LONG]}{'…' if len(words) > LONG else ''}”  {quote.document}")
    return output.shown("\n".join(lines))
