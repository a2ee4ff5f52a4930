"""The notes of a marked document: for each quote what it is, who said it and how one knows, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from quotes.marking.visible import shown
from quotes.marking.wording import KINDS, citation, decided, names, told
from quotes.types import Decision, Evidence, Quote, Step

FORMS = 6
"""At most so many name forms are listed in a note."""
EXCERPT = 160


class Reason(Protocol):
    """A step with the words around it."""

    @property
    def step(self) -> Step: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


class Reasoned(Protocol):
    """A quote with the reasons for its speaker."""

    @property
    def quote(self) -> Quote: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...
    @property
    def evidence(self) -> Sequence[Evidence]: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...
    @property
    def before(self) -> Quote | None: ...


class Noted:
    """A quote with its own steps for reasons, where no database gives more."""

    def __init__(self, quote: Quote, text: str = "") -> None:
        self.quote = quote
        self.reasons: Sequence[Reason] = tuple(_Step(step, text) for step in quote.steps)
        self.evidence: Sequence[Evidence] = ()
        self.decisions: Sequence[Decision] = ()
        self.before: Quote | None = None


class _Step:
    def __init__(self, step: Step, text: str) -> None:
        start, end = step.span or (0, 0)
        self.step = step
        self.before = text[max(0, start - 60) : start]
        self.after = text[end : end + 60] if step.span else ""


class Links:
    """Where names and documents lead to: nowhere, unless a page knows better."""

    def speaker(self, id: str) -> str | None:
        return None

    def quote(self, id: str) -> str | None:
        return None

    def correct(self, quote: Quote) -> str | None:
        """Where a reader may correct who said it."""
        return None

    def amend(self, quote: Quote) -> str | None:
        """Where a reader may correct this quote alone."""
        return None


def html(text: str) -> str:
    """Text from outside as it may stand in HTML, between tags and in attributes with quotation marks."""
    return escape(shown(text), quote=True)


def note(why: Reasoned, colour: str, links: Links) -> str:
    """The note on one quote. ``colour`` is the class of its speaker's colour."""
    quote = why.quote
    key = html(quote.id)
    words = " ".join(quote.text.split())
    words = words[:EXCERPT].rsplit(" ", 1)[0] + " …" if len(words) > EXCERPT else words
    kind = f"{quote.kind} {quote.act}" + (f", {quote.form}" if quote.form != "sentence" else "")
    sure = f"of 100 quotes as sure as this, about {round(100 * quote.confidence)} are right"
    facts = [
        ("Before the correction", names(why.before) if why.before is not None else None, None),
        ("Kind", kind, KINDS.get(quote.kind)), ("Cue", quote.cue, None), ("Source", quote.source, None),
        ("Occasion", quote.occasion, None), ("Said on", quote.said_on, None),
        ("Confidence", f"{quote.confidence:.2f}", sure), ("Id", quote.id, None),
    ]  # fmt: skip
    rows = "".join(_row(name, value, meaning) for name, value, meaning in facts if value)
    others = [("Also in", quote.also_in), ("The same as", tuple((id, id) for id in quote.same_as))]
    rows += "".join(f"<div><dt>{name}</dt><dd>{_others(found, links)}</dd></div>" for name, found in others if found)
    return (
        f'<article class="note {colour}" id="why-{key}" aria-labelledby="who-{key}">'
        f'<h3 id="who-{key}">{_who(quote, links)}</h3>'
        f'<p class="words"><a href="#q-{key}">{html(words)}</a></p>'
        f'<dl class="facts">{rows}</dl>{_actions(quote, links)}'
        + _part("From the words to the speaker", [_reason(reason) for reason in why.reasons], "ol")
        + _part("Name forms of this speaker", [_evidence(item) for item in why.evidence[:FORMS]], "ul")
        + _part("Decisions", [_decision(decision) for decision in why.decisions], "ul")
        + "</article>"
    )


def _row(name: str, value: str, meaning: str | None) -> str:
    explained = f'<span class="meaning">{html(meaning)}</span>' if meaning else ""
    return f"<div><dt>{name}</dt><dd>{html(value)}{explained}</dd></div>"


def _actions(quote: Quote, links: Links) -> str:
    """What can be done with a quote; the script adds what copies it."""
    address = links.quote(quote.id)
    link = f' data-link="{html(address)}"' if address else ""
    places = (("Correct this quote", links.amend(quote)), ("Correct who this is", links.correct(quote)))
    inner = " ".join(f'<a href="{html(place)}">{words}</a>' for words, place in places if place)
    return f'<p class="actions" data-cite="{html(citation(quote))}"{link}>{inner}</p>'


def _who(quote: Quote, links: Links) -> str:
    names = quote.speakers or ((quote.speaker,) if quote.speaker else ())
    first, *others = [html(name) for name in names] or ["Speaker unknown"]
    address = links.speaker(quote.speaker_id) if quote.speaker_id else None
    first = f'<a href="{html(address)}">{first}</a>' if address else first
    role = f' <span class="role">{html(quote.role)}</span>' if quote.role else ""
    return ", ".join((first, *others)) + role


def _others(found: Sequence[tuple[str, str]], links: Links) -> str:
    """The words and ids of other quotes, as links where they lead somewhere."""
    linked = ((html(words), links.quote(id)) for words, id in found)
    return ", ".join(f'<a href="{html(address)}">{words}</a>' if address else words for words, address in linked)


def _part(title: str, items: Sequence[str], tag: str) -> str:
    if not items:
        return ""
    return f"<h4>{title}</h4><{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _reason(reason: Reason) -> str:
    step = reason.step
    words = ""
    if step.text:
        before, after = (html(" ".join(part.split())) for part in (reason.before, reason.after))
        around = (f'<span class="around">… {before} </span>', f'<span class="around"> {after} …</span>')
        words = f"<b>{html(step.text)}</b>"
        words = f"<q>{around[0]}{words}{around[1]}</q>" if step.span is not None else words
    detail = f'<span class="detail">{html(step.detail)}</span>' if step.detail else ""
    return f'<span class="rule" title="{html(step.rule)}">{html(told(step.rule))}</span> {words} {detail}'


def _evidence(item: Evidence) -> str:
    times = "once" if item.count == 1 else f"{item.count} times"
    where = f" in {html(item.document)}" if item.document else ""
    rule = f', <span class="rule">{html(told(item.rule))}</span>' if item.rule != "name" else ""
    return f"<b>{html(item.form)}</b> {times}{where}{rule}"


def _decision(decision: Decision) -> str:
    reason = f": {decision.reason}" if decision.reason else ""
    return html(f"no. {decision.number}, {decided(decision)} ({decision.at}){reason}")
