"""Quotes and speakers laid out for reading on a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotes.cli.output import ID_LENGTH, shown
from quotes.marking.passages import passage
from quotes.marking.wording import decided, where

if TYPE_CHECKING:
    from rich.console import Console

    from quotes.archive import Form, SpeakerDetail, SpeakerRow
    from quotes.types import Decision, Quote

LONG = 600
WIDE = 100
ALIASES = 6
"""Name forms that a list gives beside a name, at most."""
PLACES = 2
LONG_ID = 40
UNSURE = 0.5


def quotes(console: Console, items: Iterable[Quote], *, speaker: bool, full: bool, sought: str | None = None) -> None:
    """Prints quotes under their documents, each with as much of its id as ``why`` needs; of long ones the part with the
    words ``sought``."""
    first = True
    for _, group in itertools.groupby(items, key=lambda quote: quote.document):
        together = list(group)
        if not first:
            console.print()
        first = False
        console.print(heading(together[0]))
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for quote in together:
            words = Text(f"{quote.speaker or 'unknown'}: ", style="bold") if speaker else Text()
            table.add_row(Text(quote.id[:ID_LENGTH], style="cyan"), words + content(quote, full=full, sought=sought))
        console.print(Padding(table, (0, 0, 0, 2)))


def heading(quote: Quote) -> Text:
    """Date, title and document of a quote."""
    title = f"  {shown(quote.title)}" if quote.title else ""
    return Text.assemble((quote.date or "no date", "green"), (title, "bold"), (f"  {shown(quote.document)}", "dim"))


def content(quote: Quote, *, full: bool = True, sought: str | None = None) -> Text:
    """The words of a quote, those ``sought`` set off, with what a reader has to know beside them."""
    pieces, _ = passage(quote.text, sought, long=len(quote.text) if full else LONG)
    text = Text("“" if quote.kind == "direct" else "")
    for words, hit in pieces:
        text.append(shown(words), style="bold" if hit else None)
    text.append("”" if quote.kind == "direct" else "")
    remarks: list[str] = [quote.act] if quote.act != "speech" else []
    remarks += [quote.occasion] if quote.occasion else []
    remarks += [f"said {quote.said_on}"] if quote.said_on and quote.said_on != quote.date else []
    remarks += [f"also in {several([document for document, _ in quote.also_in])}"] if quote.also_in else []
    remarks += [f"same as {several([id[:ID_LENGTH] for id in quote.same_as])}"] if quote.same_as else []
    remarks += [f"confidence {quote.confidence:.2f}"] if quote.confidence < UNSURE else []
    if remarks:
        text.append(f" ({shown('; '.join(remarks))})", style="dim")
    return text


def several(names: Sequence[str], *, shown: int = 2) -> str:
    """The first of several names, and how many more there are."""
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")


def speakers(console: Console, items: Iterable[tuple[SpeakerRow, Sequence[str] | None]]) -> None:
    """A table of speakers, with their other name forms where they are given, else with their roles where there is room
    for them."""
    wide = console.width >= WIDE
    rows = list(items)
    called = any(forms is not None for _, forms in rows)
    further = ("Also called",) if called else ("Role",) if wide else ()
    table = plain("Quotes", "Documents", "Name", *further, "Years", "Id")
    table.columns[0].justify = table.columns[1].justify = "right"
    for column, width in zip(
        table.columns[2:], (36, 40, 9, 32) if wide else (26, *(24 for _ in further), 9, 24), strict=True
    ):
        column.max_width = width
    for who, forms in rows:
        role = who.roles[0] if who.roles else "" if who.type == "person" else who.type
        beside = several(forms, shown=ALIASES) if forms is not None else role
        years = "–".join(dict.fromkeys(day[:4] for day in (who.first, who.last) if day))
        row = (str(who.quotes), str(who.documents), who.name, *(beside for _ in further), years, who.id)
        table.add_row(*(Text(shown(value)) for value in row))
    console.print(table)


def plain(*columns: str) -> Table:
    """An empty table with these headings."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def forms(console: Console, items: Iterable[Form]) -> None:
    table = plain("Times", "Form", "By", "Documents")
    table.columns[0].justify = "right"
    for item in items:
        some = ", ".join(_short(document) for document in item.documents[:PLACES])
        some += f" and {len(item.documents) - PLACES} more" if item.documents[PLACES:] else ""
        row = (str(item.count), item.form, ", ".join(item.rules), some)
        table.add_row(*(Text(shown(value)) for value in row))
    console.print(table)


def _short(document: str) -> str:
    """A document's id on one line: its end, where it is long; that is enough to name it by."""
    return document if len(document) <= LONG_ID else "…" + document[-LONG_ID:]


def speaker(console: Console, detail: SpeakerDetail) -> None:
    who = detail.speaker
    console.print(Text.assemble((shown(who.name), "bold"), f"  {who.type}  [{shown(who.id)}]"))
    days = " to ".join(dict.fromkeys(day for day in (who.first, who.last) if day))
    count = f"{who.quotes} quotes in {who.documents} documents"
    console.print(Text("; ".join(part for part in (count, days) if part)))
    if detail.authority is not None:
        known = "; ".join(f"{scheme} {value}" for scheme, value in detail.authority.identifiers)
        console.print(Text(shown(f"from an authority file{': ' if known else ''}{known}")))
    for role in who.roles:
        console.print(Text(f"  {shown(role)}"))
    console.print()
    forms(console, detail.forms)
    if detail.decisions:
        decisions(console, detail.decisions)


def decisions(console: Console, items: Iterable[Decision]) -> None:
    table = plain("No.", "Decision", "In", "When", "Reason")
    for item in items:
        when = (item.at or "")[:16].replace("T", " ")
        row = (str(item.number), decided(item), where(item), when, item.reason or "")
        table.add_row(*(Text(shown(value)) for value in row))
    console.print(table)


def pairs(console: Console, items: Iterable[tuple[SpeakerRow, SpeakerRow, str]]) -> None:
    table = plain("Quotes", "Name", "Quotes", "Name", "Reason")
    table.columns[0].justify = table.columns[2].justify = "right"
    for one, other, reason in items:
        row = (str(one.quotes), one.name, str(other.quotes), other.name, reason)
        table.add_row(*(Text(shown(value)) for value in row))
    console.print(table)
