"""Dates of whole documents and their parts: of an occasion line, and of the event that a transcript was made of."""

from __future__ import annotations

import datetime
import functools
import re

from quotes import lexicon
from quotes.dating.moments import Moment, moments
from quotes.dating.resolving import resolve

LINES = 12
"""Lines before the first words of a transcript that may tell its day."""
LONGEST = 200
"""Code points of a line that gives a date; longer ones are prose."""


def occasion_day(line: str, written: str | None) -> str | None:
    """The day, month or year that closes an occasion line ("Phone call with the king, March 5, 2020"), as ``resolve``
    gives it. Where the line ends with a range of days, its month."""
    found = moments(line)
    if not found:
        return None
    last = found[-1]
    return resolve(last, written) if not re.search(r"\w", line[last.span[1] :]) else None


def event_day(title: str | None, head: str, written: str | None) -> str | None:
    """The day of the event that a transcript was made of, as its title or the lines before its first words give it,
    year and all. None where they name no such event, no day or several.

    The document's own date will not do: it is that of the page, often a day or more after the event.
    """
    lines = [title] if title else []
    lines += [line.strip() for line in head.splitlines() if line.strip()][:LINES]
    if not any(_event().search(line) for line in lines):
        return None
    days: set[str] = set()
    weekdays: set[int] = set()
    for line in lines:
        found = moments(line)
        weekdays |= {moment.weekday for moment in found if moment.weekday is not None}
        if len(line) <= LONGEST and not _publishing().search(line):
            full = [moment for moment in found if moment.year is not None and moment.day is not None]
            days |= {day for moment in full if not _is_apart(line, moment) and (day := resolve(moment, written))}
    day = days.pop() if len(days) == 1 else None
    # "held a briefing on Thursday", on a page of Saturday's date.
    return day if day and weekdays <= {datetime.date.fromisoformat(day).weekday()} else None


def _is_apart(line: str, moment: Moment) -> bool:
    """Does the date stand behind a sentence, as that of a page does?"""
    return bool(re.search(r"\w{3}[.!?][\s(]*$", line[: moment.span[0]]))


@functools.cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon.terms('spoken_events')))})s?\b", re.IGNORECASE)


@functools.cache
def _publishing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon.terms('publishing_words')))})\b", re.IGNORECASE)
