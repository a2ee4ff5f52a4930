"""When the words were said, where the document tells it: in the cue's clause, in an excerpt's occasion line, at the
head of a transcript. Times are resolved against the document's date; without it, only those that give their year."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.attribution.clauses import Contents, cue_times
from quotes.attribution.parsed import Parsed
from quotes.dating import event_day, occasion_day, resolve
from quotes.types import Attribution, Block, Document, Extraction, Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_AND = re.compile(r"[”\"’',\s]*\b(?:and|but)\s(?:also\s)?")
TURNS = 0.5
"""A document is the transcript of one event where turns make up so much of its text at least."""
HEAD = 2000
"""Code points before the first turn in which the event's day may stand."""


def dated(
    found: Extraction, attributions: Sequence[Attribution], blocks: Sequence[Block], parsed: Parsed
) -> Extraction:
    """The extraction with ``said_on`` of its quotes, which stand in the order of the attributions that they are of."""
    days = Days(found.document, attributions, blocks, parsed)
    quotes: list[Quote] = []
    places: dict[str, int] = {}
    for index, quote in enumerate(found.quotes):
        places.setdefault(quote.id, index)
        day = days.find(index, quote, quotes[places[quote.parent]] if quote.parent is not None else None)
        quotes.append(quote if day is None else dataclasses.replace(quote, said_on=day))
    return dataclasses.replace(found, quotes=tuple(quotes))


class Days:
    """Goes through a document's quotes in the order of the text."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], blocks: Sequence[Block], parsed: Parsed
    ) -> None:
        self._document = document
        self._attributions = attributions
        self._parsed = parsed
        self._contents = Contents(attributions)
        self._event = _event(document, blocks)
        self._found: list[str | None] = []
        self._of_cue: dict[int, str | None] = {}

    def find(self, index: int, quote: Quote, parent: Quote | None) -> str | None:
        """``said_on`` of the quote; to be called once each, in order."""
        each = self._attributions[index]
        day = self._day(each, quote, parent)
        self._found.append(day)
        return day

    def _day(self, each: Attribution, quote: Quote, parent: Quote | None) -> str | None:
        if each.form == "turn":
            return self._event
        if each.form == "excerpt":
            return occasion_day(quote.occasion, self._document.date) if quote.occasion else None
        if each.act != "speech":
            return None
        if each.cue:
            return self._reported(each, parent, self._found)
        before = each.continues
        return self._found[before] if before is not None and before < len(self._found) else None

    def _reported(self, each: Attribution, parent: Quote | None, found: Sequence[str | None]) -> str | None:
        """The time in the cue's clause; that of "said" for "and added" and "adding"."""
        times = cue_times(each, self._document.text, self._parsed, self._contents)
        day = _one({resolve(moment, self._written(parent)) for moment in times})
        tokens = [token for span in each.cue for token in self._parsed.tokens(span)]
        places = [self._place(token, each) for token in tokens]
        if not times:
            beside = [self._place(token.head, each) for token in tokens if _goes_on(token)]
            day = next((day for place in beside if (day := self._of_cue.get(place))), None)
            if day is None and found and self._follows(self._attributions[len(found) - 1], each):
                day = found[-1]
        self._of_cue.update(dict.fromkeys(places, day))
        return day

    def _follows(self, before: Attribution, each: Attribution) -> bool:
        """Is the cue joined to what the same source said before: "said that A and added that B"?"""
        gap = self._document.text[before.content[-1][1] : each.cue[0][0]]
        return bool(before.cue) and before.source == each.source and bool(_AND.fullmatch(gap))

    def _place(self, token: Token, each: Attribution) -> int:
        """Where a token of the cue's part starts in the document."""
        part = self._parsed.part_at(each.cue[0][0])
        return token.idx + (self._parsed.parts[part].start if part is not None else 0)

    def _written(self, parent: Quote | None) -> str | None:
        """The day against which times resolve: within what somebody says, the day when it was said."""
        if parent is None or parent.kind == "indirect":
            return self._document.date
        return parent.said_on


def _goes_on(token: Token) -> bool:
    """Is it a verb beside or after another one, with the same subject: "adding that", "and added that"?"""
    beside = token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG")
    return beside and not any(child.dep_ == "nsubj" for child in token.children)


def _one(days: set[str | None]) -> str | None:
    """The finest of dates that agree; None where they do not, or one of them cannot be told."""
    told = sorted((day for day in days if day), key=len, reverse=True)
    if not told or None in days or not all(told[0].startswith(day) for day in told):
        return None
    return told[0]


def _event(document: Document, blocks: Sequence[Block]) -> str | None:
    """The day of the event of which the document is the transcript, where it says so."""
    turns = [block for block in blocks if block.kind == "turn"]
    read = sum(end - start for block in blocks if block.kind != "boilerplate" for start, end in block.spans)
    if not turns or sum(end - start for block in turns for start, end in block.spans) < TURNS * read:
        return None
    first = min(block.start for block in turns)
    return event_day(document.title, document.text[max(0, first - HEAD) : first], document.date)
