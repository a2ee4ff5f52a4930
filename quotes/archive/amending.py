"""What was found in a document, as corrections of single quotes change it, and as it was before them.

Both ways are pure: the same corrections make the same of what was found, whenever they were made, and what had been
found comes back without being found anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.types import DECIDED, Alias, Decision, Extraction, LocalSpeaker, Quote, Step

CERTAIN = 1.0
"""The confidence of a quote to whose speaker a person has put a name."""


class Before(NamedTuple):
    """What corrections changed or took out, as it had been found, each with its place among all."""

    quotes: tuple[tuple[int, Quote], ...] = ()
    speakers: tuple[tuple[int, LocalSpeaker], ...] = ()


def amended(found: Extraction, decisions: Sequence[Decision]) -> tuple[Extraction, Before]:
    """What was found, with the corrections of its quotes, and what they changed. ``decisions`` are those that correct
    quotes of this document, oldest first: of several on one quote the latest counts. One that means other words than
    now stand there changes nothing."""
    latest = {(each.id, each.text): decision for decision in decisions for each in decision.quotes}
    decided = {each.id: latest[each.id, each.text] for each in found.quotes if (each.id, each.text) in latest}
    gone = {id for id, decision in decided.items() if decision.kind == "discard"}
    parents = {quote.id: quote.parent for quote in found.quotes}
    quotes = [
        _reparented(_attributed(quote, decided[quote.id]) if quote.id in decided else quote, parents, gone)
        for quote in found.quotes
        if quote.id not in gone
    ]
    named = {key for quote in quotes if quote.id not in decided for key in (quote.speaker_id, *quote.speakers[1:])}
    # Whoever says nothing else in the document is none of its speakers, as if the extractor had known.
    said = {quote.speaker_id for quote in found.quotes if quote.id in decided} - {None}
    kept = [each for each in found.speakers if each.key not in said or {each.key, each.name} & named]
    given = [each for decision in decisions for each in _given(decision, quotes)]
    now = {quote.id: quote for quote in quotes}
    before = Before(
        tuple((place, quote) for place, quote in enumerate(found.quotes) if now.get(quote.id) != quote),
        tuple((place, each) for place, each in enumerate(found.speakers) if each not in kept),
    )
    return dataclasses.replace(found, quotes=tuple(quotes), speakers=(*kept, *given)), before


def restored(amended: Extraction, before: Before) -> Extraction:
    """What had been found, from what ``amended`` made of it."""
    changed = {quote.id for _, quote in before.quotes}
    quotes = [quote for quote in amended.quotes if quote.id not in changed]
    speakers = [each for each in amended.speakers if each.decision is None]
    for place, quote in sorted(before.quotes, key=_place):
        quotes.insert(place, quote)
    for place, speaker in sorted(before.speakers, key=_place):
        speakers.insert(place, speaker)
    return dataclasses.replace(amended, quotes=tuple(quotes), speakers=tuple(speakers))


def told(quote: Quote) -> str:
    """Who is said to have said a quote, in words."""
    return " and ".join(quote.speakers) or quote.speaker or "nobody known"


def _place(item: tuple[int, object]) -> int:
    return item[0]


def _attributed(quote: Quote, decision: Decision) -> Quote:
    """The quote, given to whom the decision names. The role was that of the other speaker."""
    names = decision.names
    step = Step(
        "decision", None, None, f"no. {decision.number}: {' and '.join(names) or 'nobody known'}, not {told(quote)}"
    )
    return dataclasses.replace(
        quote, speaker=names[0] if names else None, speaker_id=_key(decision, 0) if names else None,
        speaker_type=decision.types[0] if names else "unknown", speakers=names, role=None, steps=(step,),
        confidence=CERTAIN,
    )  # fmt: skip


def _reparented(quote: Quote, parents: Mapping[str, str | None], gone: set[str]) -> Quote:
    """The quote in the nearest of those around it that is still there."""
    parent = quote.parent
    seen = set[str]()
    while parent in gone and parent not in seen:
        seen.add(parent)
        parent = parents.get(parent)
    parent = None if parent in gone else parent
    return quote if parent == quote.parent else dataclasses.replace(quote, parent=parent)


def _given(decision: Decision, quotes: Sequence[Quote]) -> list[LocalSpeaker]:
    """The speakers to whom a decision gives quotes of the document. Their type keeps them out of all rules on names:
    the registry finds out by the decision who they are."""
    times = sum(quote.speaker_id == _key(decision, 0) for quote in quotes)
    if not times:
        return []
    return [
        LocalSpeaker(_key(decision, rank), name, "unknown", (), (Alias(name, times),))
        for rank, name in enumerate(decision.names)
    ]


def _key(decision: Decision, rank: int) -> str:
    return f"{DECIDED}{decision.number}" + (f"/{rank}" if rank else "")
