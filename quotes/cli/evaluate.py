"""quotes evaluate."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli import options, output
from quotes.errors import ReadingError

if TYPE_CHECKING:
    from quotes import evaluation
    from quotes.types import Document

FAULTS = ("missed", "false", "source", "speaker")
WIDTH = 90


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List that many errors of each sort."
)
@click.option("--resamples", type=click.IntRange(min=0), default=1000, show_default=True, help="For the intervals.")
@options.format("table", "jsonl")
def command(gold: Path, export: Path | None, errors: int, resamples: int, format: str | None) -> None:
    """Measure how good the quotes are, against your own gold.

    GOLD is a folder of brat files (.txt with .ann: Source, Cue and Content tied by events) or of JSONL, or one JSONL
    file: an export, corrected by hand. EXPORT is what quotes extract or quotes export wrote; without it the gold's
    texts are read anew. Documents are known by their file names.
    """
    from quotes import evaluation

    documents = evaluation.read_gold(gold)
    predicted = evaluation.read_predictions(export) if export else dict(_extracted(documents))
    if not any(document.name in predicted for document in documents):
        raise evaluation.EvaluationError(export or gold, "no document of the gold is there", "Give their export.")
    counts = [evaluation.count(document, predicted.get(document.name, ())) for document in documents]
    for kind in FAULTS:
        for fault in [fault for each in counts for fault in each.faults if fault.kind == kind][:errors]:
            output.note(output.shown(_line(fault)))
    found = evaluation.intervals(counts, resamples=resamples)
    if output.chosen(format) == "table":
        _table(found, len(documents))
    else:
        output.records({**dataclasses.asdict(figure), "meaning": evaluation.FIGURES[figure.name]} for figure in found)


def _extracted(documents: Sequence[evaluation.Attributed]) -> Iterator[tuple[str, tuple[evaluation.Said, ...]]]:
    from quotes import evaluation
    from quotes.evaluation.reading import predictions
    from quotes.extraction import extract

    for document in documents:
        if document.text is None:
            where = "Put its file beside the gold, or give an export."
            raise evaluation.EvaluationError(document.name, "its text is not there", where)
        yield document.name, predictions(quote.as_dict() for quote in extract(_read(document)).quotes)


def _read(gold: evaluation.Attributed) -> Document:
    """The document as ``quotes extract`` reads it, with its title, where that leaves the text as the gold counts it."""
    from quotes import reading
    from quotes.types import Document

    assert gold.text is not None
    if gold.path is not None:
        with contextlib.suppress(ReadingError):
            found = list(reading.read(gold.path))
            if len(found) == 1 and found[0].text == gold.text:
                return found[0]
    return Document(gold.path or gold.name, gold.text)


def _table(found: Sequence[evaluation.Figure], documents: int) -> None:
    from rich.table import Table

    from quotes import evaluation

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("figure", "value", "95 %", "counts", ""):
        table.add_column(title, no_wrap=title != "", overflow="fold")
    for figure in found:
        if figure.value is None:
            continue
        interval = f"{figure.low:.3f}-{figure.high:.3f}" if figure.low is not None else ""
        share = f"{figure.hits:,}/{figure.of:,}" if figure.of is not None else ""
        table.add_row(figure.name, f"{figure.value:.3f}", interval, share, evaluation.FIGURES[figure.name])
    console = output.console()
    console.print(table)
    console.print(f"{output.number(documents, 'document')}", style="dim")


def _line(fault: evaluation.Fault) -> str:
    text = " ".join((fault.text or "").split())
    words = text if len(text) <= WIDTH else f"{text[: WIDTH - 30]} ... {text[-25:]}"
    tail = {
        "missed": f" -- {fault.wanted}" if fault.wanted else "",
        "false": f" -- {fault.got}" if fault.got else "",
    }.get(fault.kind, f" -- {fault.wanted}, got {fault.got}")
    where = f"{fault.document} {fault.id}".rstrip()
    return f"{fault.kind:<8} {where}: {words!r}{tail}"
