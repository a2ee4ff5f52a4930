"""``quotes speakers``: who is there, by which names, and corrections of who is who."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli import options, output

if TYPE_CHECKING:
    from quotes.archive import Archive, SpeakerRow


class ListedByDefault(click.Group):
    """What is no command's name belongs to ``list``."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in context.help_option_names):
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group("speakers", cls=ListedByDefault)
def command() -> None:
    """List the speakers; show, merge, split and rename them.

    'quotes speakers' lists them, most quoted first; 'quotes speakers PREFIX' those with a name that begins so.
    """


documents = click.option(
    "--document", "documents", multiple=True, metavar="ID", help="Only what occurs in this document."
)
printed = options.format("table", "jsonl")
FILES = ("csv", "jsonl", "yaml")


@command.command("list")
@click.argument("prefix", default="")
@click.option("--type", "types", multiple=True, type=click.Choice(options.TYPES),
              help="Persons, organizations and documents, unless given.")  # fmt: skip
@click.option("--all", "everyone", is_flag=True,
              help="Also groups, the unnamed, those with attitudes only, and what is hardly a name.")  # fmt: skip
@click.option("--aliases", "called", is_flag=True, help="With the other forms of each name, most frequent first.")
@options.limit
@click.option("--after", metavar="ID", help="Go on after this speaker, the last of a page.")
@printed
@options.db
def list_(
    prefix: str,
    types: tuple[str, ...],
    everyone: bool,
    called: bool,
    limit: int | None,
    after: str | None,
    format: str | None,
    db: str,
) -> None:
    """List the speakers, persons first, the most quoted first."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        found = _listed(opened, prefix, types=types, everyone=everyone, after=after)
        _print(output.found(itertools.islice(found, limit)), format, opened if called else None)


def _listed(
    opened: Archive, prefix: str, *, types: Sequence[str], everyone: bool, after: str | None
) -> Iterator[SpeakerRow]:
    """The speakers of a list: persons, then the others of these types. What is no proper name is left out, unless all
    are asked for, or just this type."""
    from quotes.archive.looking import NAMED
    from quotes.names.listed import is_listed

    chosen = types or (options.TYPES if everyone else NAMED)
    others = tuple(type for type in chosen if type != "person")
    parts = [part for part in (tuple(type for type in chosen if type == "person"), others) if part]
    last = opened.identify(after) if after is not None else None
    if last is not None and last.type != "person":
        parts = [others]
    for part in parts:
        start = last.id if last is not None and last.type in part else None
        for who in opened.speakers(prefix, types=part, quoted=not everyone, after=start):
            if everyone or types or is_listed(who.name, who.type):
                yield who


@command.command()
@click.argument("name")
@printed
@options.db
def show(name: str, format: str | None, db: str) -> None:
    """Show a speaker: roles, name forms with their evidence, decisions."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        detail = opened.speaker(name)
    if output.chosen(format) == "table":
        from quotes.cli import listing

        listing.speaker(output.console(), detail)
    else:
        output.records([detail])


@command.command()
@click.argument("name")
@printed
@options.db
def aliases(name: str, format: str | None, db: str) -> None:
    """List the name forms of a speaker."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        detail = opened.speaker(name)
    if output.chosen(format) == "table":
        from quotes.cli import listing

        listing.forms(output.console(), detail.forms)
    else:
        output.records(detail.forms)


@command.command()
@options.limit
@click.option("--ask/--list", default=None, help="Ask for each, or list them: on a terminal they are asked for.")
@printed
@options.db
def suggest(limit: int | None, ask: bool | None, format: str | None, db: str) -> None:
    """Go through pairs of speakers who may be one, most likely first.

    Asked for, y makes the two one, n keeps them apart for good, s leaves them as they are, q ends. What is decided is
    as any merge or never: 'quotes speakers undo' takes it back.
    """
    from quotes import archive

    if ask is None:
        ask = format is None and sys.stdin.isatty() and sys.stdout.isatty()
    with archive.open(db, create=False) as opened:
        pairs = output.found(opened.suggest()[:limit])
        if ask:
            from quotes.cli import asking

            asking.go_through(opened, list(pairs))
            return
    if output.chosen(format) == "table":
        from quotes.cli import listing

        listing.pairs(output.console(), pairs)
    else:
        output.records(
            {"one": dataclasses.asdict(one), "other": dataclasses.asdict(other), "reason": reason}
            for one, other, reason in pairs
        )


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@documents
@options.reason
@printed
@options.db
def merge(names: tuple[str, ...], documents: tuple[str, ...], reason: str | None, format: str | None, db: str) -> None:
    """Make the speakers of these names one, under the first."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        _print([opened.merge(*names, documents=_ids(opened, documents), reason=reason)], format)


@command.command()
@click.argument("name")
@click.argument("forms", nargs=-1, metavar="[FORM]...")
@documents
@options.reason
@printed
@options.db
def split(
    name: str, forms: tuple[str, ...], documents: tuple[str, ...], reason: str | None, format: str | None, db: str
) -> None:
    """Set name forms, or what was said in some documents, apart.

    They are not this speaker's but someone else's.
    """
    from quotes import archive

    with archive.open(db, create=False) as opened:
        _print(opened.split(name, *forms, documents=_ids(opened, documents), reason=reason), format)


@command.command()
@click.argument("name")
@click.argument("new")
@options.reason
@printed
@options.db
def rename(name: str, new: str, reason: str | None, format: str | None, db: str) -> None:
    """Give a speaker another canonical name."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        _print([opened.rename(name, new, reason=reason)], format)


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@options.reason
@printed
@options.db
def never(names: tuple[str, ...], reason: str | None, format: str | None, db: str) -> None:
    """Forbid that any two of these speakers are one."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        _print(opened.never(*names, reason=reason), format)


@command.command("import")
@click.argument("file")
@click.option("--format", type=click.Choice(FILES), help="By the file's suffix, unless given.")
@options.reason
@options.db
def import_(file: str, format: str | None, reason: str | None, db: str) -> None:
    """Take in an authority file: who is who, by canonical names.

    FILE is CSV, lines of JSON or YAML, or - for standard input, with name, aliases, offices, identifiers.
    """
    from quotes import archive
    from quotes.archive import authority_files

    entries = authority_files.load(file, format)
    with archive.open(db) as opened:
        decision = opened.take_in(entries, source=file, reason=reason)
        ids = {entry.id for entry in entries}
        known = sum(1 for who in opened.speakers(types=(), quoted=False) if who.authority in ids)
    output.note(f"{len(entries):,} entries from {file}, {known:,} of them among the speakers (no. {decision.number})")


@command.command("export")
@click.argument("file", required=False, default="-")
@click.option("--format", type=click.Choice(FILES), help="By the file's suffix, or jsonl, unless given.")
@click.option("--imported", is_flag=True, help="Only what was imported.")
@options.db
def export_(file: str, format: str | None, imported: bool, db: str) -> None:
    """Write the speakers as an authority file.

    It can be corrected and imported. FILE is CSV, lines of JSON or YAML; standard output unless given. Bare surnames
    are left out.
    """
    from quotes import archive, export
    from quotes.archive import authority_files

    format = format or (authority_files.format_of(file) if file != "-" else "jsonl")
    with archive.open(db, create=False) as opened:
        entries = output.found(opened.authorities(imported=imported))
        if file == "-":
            authority_files.write(entries, sys.stdout, format)
        else:
            with export.replacing(file) as stream:
                count = authority_files.write(entries, stream, format)
            output.note(f"{output.number(count, 'speaker')} written to {file}")


@command.command()
@printed
@options.db
def decisions(format: str | None, db: str) -> None:
    """List the decisions that hold, on speakers and on quotes."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        held = output.found(opened.decisions())
    if output.chosen(format) == "table":
        from quotes.cli import listing

        listing.decisions(output.console(), held)
    else:
        output.records(held)


@command.command()
@click.argument("number", type=int, required=False)
@options.db
def undo(number: int | None, db: str) -> None:
    """Take a decision back: the one of this number, or the last."""
    from quotes import archive
    from quotes.marking.wording import decided

    with archive.open(db, create=False) as opened:
        taken = opened.undo(number)
    output.note(f"Undone: no. {taken.number}, {decided(taken)}")


@command.command()
@options.db
def resolve(db: str) -> None:
    """Work out anew who is who, by the rules of this version."""
    from quotes import archive

    with archive.open(db, create=False) as opened:
        opened.resolve()
        output.note(output.number(sum(1 for _ in opened.speakers()), "speaker"))


def _ids(opened: Archive, documents: Iterable[str]) -> tuple[str, ...]:
    return tuple(opened.document(document).id for document in documents)


def _print(speakers: Iterable[SpeakerRow], format: str | None, called: Archive | None = None) -> None:
    """Prints speakers; with their other name forms where an archive is given for them."""
    pairs = ((who, _other_forms(called, who) if called else None) for who in speakers)
    if output.chosen(format) == "table":
        from quotes.cli import listing

        listing.speakers(output.console(), pairs)
    else:
        output.records(dataclasses.asdict(who) | ({} if forms is None else {"aliases": forms}) for who, forms in pairs)


def _other_forms(opened: Archive, who: SpeakerRow) -> list[str]:
    return [form.form for form in opened.speaker(who.id).forms if form.form != who.name]
