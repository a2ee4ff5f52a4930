"""``quotes why``, laid out: the quote, then one step a paragraph, from the words to the canonical speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotes.cli.listing import content, heading, shown

if TYPE_CHECKING:
    from rich.console import Console

    from quotes.archive import Reason, Why
    from quotes.types import Decision, Evidence


def explain(console: Console, why: Why) -> None:
    """Prints the answer to "why is this line here?"."""
    quote = why.quote
    console.print(heading(quote))
    console.print(Padding(content(quote), (0, 0, 1, 2)))
    facts = [("kind", f"{quote.kind}, {quote.act}, {quote.form}"), ("cue", quote.cue), ("source", quote.source),
             ("role", quote.role), ("speaker", _speaker(why)), ("confidence", f"{quote.confidence:.2f}")]  # fmt: skip
    for name, value in facts:
        if value:
            console.print(Text.assemble((f"{name:>12}  ", "bold"), shown(value)))
    console.print()
    steps = [(reason.step.rule, _in_context(reason)) for reason in why.reasons]
    steps += [(item.rule, _evidence(item)) for item in why.evidence]
    steps += [("decision", _decision(decision)) for decision in why.decisions]
    table = Table.grid(padding=(0, 2, 0, 0))
    for number, (rule, words) in enumerate(steps, 1):
        table.add_row(Text(f"{number:>3}.", style="bold"), Text(shown(rule), style="cyan"), words)
    console.print(table)


def _speaker(why: Why) -> str:
    quote = why.quote
    id = f" [{quote.speaker_id}]" if quote.speaker_id else ""
    return f"{quote.speaker or 'unknown'} ({quote.speaker_type}){id}"


def _in_context(reason: Reason) -> Text:
    step = reason.step
    text = Text()
    if step.span is not None:
        before, after = (" ".join(part.split()) for part in (reason.before, reason.after))
        words = " ".join((step.text or "").split())
        text.append(f"… {shown(before)} ", style="dim").append(shown(words), style="bold")
        text.append(f" {shown(after)} … ({step.span[0]}–{step.span[1]})", style="dim")
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
    return Text(shown(f"no. {decision.number}, {decision.kind} {', '.join(decision.names)} ({decision.at}){reason}"))
