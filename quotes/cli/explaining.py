"""``quotes why``, laid out: the quote, the steps from its words to its speaker, the speaker's name forms, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotes.cli.listing import content, heading
from quotes.cli.output import ID_LENGTH, shown
from quotes.marking.wording import decided
from quotes.marking.wording import names as told

if TYPE_CHECKING:
    from rich.console import Console

    from quotes.archive import Reason, Why
    from quotes.types import Decision, Evidence, Quote


def explain(console: Console, why: Why) -> None:
    """Prints the answer to "why is this line here?"."""
    quote = why.quote
    console.print(heading(quote))
    console.print(Padding(content(quote), (0, 0, 1, 2)))
    facts = [("kind", f"{quote.kind}, {quote.act}, {quote.form}"), ("cue", quote.cue), ("source", quote.source),
             ("role", quote.role), ("said on", quote.said_on), ("speaker", _speaker(quote)),
             ("before", _before(why)),
             ("also in", ", ".join(f"{document} [{id[:ID_LENGTH]}]" for document, id in quote.also_in)),
             ("same as", ", ".join(id[:ID_LENGTH] for id in quote.same_as)),
             ("confidence", f"{quote.confidence:.2f}")]  # fmt: skip
    _rows(console, [(name, Text(shown(value))) for name, value in facts if value])
    _part(console, "From the words to the speaker", [(r.step.rule, _in_context(r)) for r in why.reasons])
    _part(console, "Name forms of this speaker", [(item.rule, _evidence(item)) for item in why.evidence])
    _part(console, "Decisions", [(str(decision.number), _decision(decision)) for decision in why.decisions])


def _part(console: Console, title: str, rows: Sequence[tuple[str, Text]]) -> None:
    if rows:
        console.print()
        console.print(Text(title, style="bold"))
        _rows(console, rows)


def _rows(console: Console, rows: Sequence[tuple[str, Text]]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for label, words in rows:
        table.add_row(Text(f"  {shown(label)}", style="cyan"), words)
    console.print(table)


def _before(why: Why) -> str | None:
    """Who had been found, where a decision has given the quote to somebody else."""
    before = why.before
    if before is None:
        return None
    return f"{told(before)} ({', '.join((*before.resolution, f'confidence {before.confidence:.2f}'))})"


def _speaker(quote: Quote) -> str:
    id = f" [{quote.speaker_id}]" if quote.speaker_id else ""
    return f"{quote.speaker or 'unknown'} ({quote.speaker_type}){id}"


def _in_context(reason: Reason) -> Text:
    step = reason.step
    text = Text()
    if step.span is not None:
        before, words, after = (" ".join(part.split("\n")) for part in (reason.before, step.text or "", reason.after))
        text.append(f"… {shown(before.lstrip())}", style="dim").append(shown(words), style="bold")
        text.append(f"{shown(after.rstrip())} … ({step.span[0]}–{step.span[1]})", style="dim")
    elif step.text:
        text.append(shown(step.text), style="bold")
    if step.detail:
        text.append((": " if text else "") + shown(step.detail))
    return text


def _evidence(item: Evidence) -> Text:
    where = f" in {item.document}" if item.document else ""
    times = "once" if item.count == 1 else f"{item.count} times"
    return Text.assemble((shown(item.form), "bold"), shown(f" {times}{where}"))


def _decision(decision: Decision) -> Text:
    reason = f": {decision.reason}" if decision.reason else ""
    return Text(shown(f"{decided(decision)} ({decision.at}){reason}"))
