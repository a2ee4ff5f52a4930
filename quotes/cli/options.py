"""Options that several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

ACTS = ("speech", "thought", "attitude")
KINDS = ("direct", "indirect", "mixed")
TYPES = ("person", "organization", "document", "group", "unnamed", "author", "unknown")

db = click.option(
    "--db", envvar="QUOTES_DB", default="quotes.db", show_default=True, show_envvar=True, metavar="FILE",
    help="The database.",
)  # fmt: skip


def format(*names: str) -> Callable[[Function], Function]:
    return click.option(
        "--format", type=click.Choice(names),
        help=f"How to print: {names[0]} on a terminal, jsonl in a pipe, unless given.",
    )  # fmt: skip


limit = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.",
    # More than Python can count to is as many as there are.
    callback=lambda context, option, given: None if given is None else min(given, sys.maxsize),
)  # fmt: skip

reason = click.option("--reason", metavar="TEXT", help="Why, for whoever comes after you.")

min_confidence = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out what is less sure, 0 to 1."
)


def fields(function: Function) -> Callable[..., Any]:
    """The options that name the fields of records, passed on as one ``fields``: what ``reading.read`` takes."""
    parts = ("text", "title", "date", "url", "publisher", "id")

    @functools.wraps(function)
    def gathering(*args: Any, **given: Any) -> Any:
        named = {f"{part}_field": given.pop(f"{part}_field") for part in parts}
        return function(*args, fields=named, **given)

    for part in reversed(parts):
        described = f"Field or column that holds the {part}, where its own name does not tell."
        click.option(f"--{part}-field", metavar="NAME", help=described)(gathering)
    return gathering


def filtering(*, everything: bool = False) -> Callable[[Function], Function]:
    """The options that choose quotes, passed on under the names that the archive gives them. ``everything`` says that
    attitudes are among them unless ``--act`` tells otherwise."""
    usual = (
        "All, unless given."
        if everything
        else "Speech and thought, unless given; attitudes (wants, opposes) only here."
    )
    options = (
        click.option("--act", multiple=True, type=click.Choice((*ACTS, "all")), help=usual),
        click.option("--kind", multiple=True, type=click.Choice(KINDS), help="May be given several times."),
        click.option("--since", metavar="DATE", help="From this day, month or year on (2020-04-22, 2020-04, 2020)."),
        click.option("--until", metavar="DATE", help="Up to this day, month or year, inclusive."),
        click.option("--document", metavar="ID", help="Only in this document; a part of its id will do."),
        min_confidence,
    )

    def adding(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return adding


def narrowing(function: Function) -> Function:
    """The options that narrow a look-up, passed on under the names that the archive gives them."""
    after = click.option("--after", metavar="QUOTE", help="Go on after this quote, the last of a page.")
    return filtering()(limit(after(function)))


def acts(chosen: tuple[str, ...], *, everything: bool = False) -> tuple[str, ...]:
    """The acts that ``--act`` asks for, as the archive takes them."""
    if "all" in chosen:
        return ()
    return chosen or (() if everything else ("speech", "thought"))
