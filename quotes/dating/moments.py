"""Finds expressions that name one day, month or year: "on Monday", "March 5", "12 May 2014", "last month"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from quotes import lexicon
from quotes.types import Span

Unit = Literal["day", "month", "year"]


class Moment(NamedTuple):
    """A time as the words give it; what they leave open is None.

    ``month`` is 1 to 12, ``weekday`` 0 (Monday) to 6. ``back`` counts ``unit`` from the day of writing: 0 for "today",
    -1 for "last month". ``last`` is set for "last Friday".
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    back: int | None = None
    unit: Unit = "day"
    last: bool = False


def moments(text: str, start: int = 0, end: int | None = None) -> list[Moment]:
    """The times named in ``text[start:end]``, sorted, without overlap. Ranges ("Monday to Friday", "2014 and 2015"),
    plurals ("on Mondays") and decades are none; "March 3-5" is a time in March."""
    end = len(text) if end is None else end
    found: list[Moment] = []
    position = start
    while (match := _times().search(text, position, end)) is not None:
        moment = _moment(match)
        stop = _range_end(text, match.span(), start, end)
        if moment is not None and stop is None:
            found.append(moment)
        position = stop or match.end()
    return found


@functools.cache
def _times() -> re.Pattern[str]:
    weekday = rf"(?P<weekday>{_capitalised('weekdays')})\b(?!['’]?-|-)\.?"
    month, day = _capitalised("months"), r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%.]\d|\d| percent)"
    year = r"(?:19|20)\d\d(?![\d-]|[.,]\d|s\b|['’]s\b)"
    date = (
        rf"(?P<month1>{month})\b\.?\s(?P<day1>{day})(?:,?\s(?P<year1>{year}))?"
        rf"|(?P<day2>{day})\s(?:of\s)?(?P<month2>{month})\b\.?(?:,?\s(?P<year2>{year}))?"
    )
    count = "|".join(sorted(lexicon.pairs("small_numbers"))) + r"|[1-9]"
    return re.compile(
        rf"\b(?:(?:(?P<last>[Ll]ast)\s)?{weekday}(?:,?\s(?:{_joined(lexicon.terms('parts_of_time'))}))?"
        rf"(?:(?:,\s|,?\s\(?)(?:{date})(?!\w))?"
        rf"|(?P<month8>{month})\b\.?\s[0-3]?\d\s?(?:[-–]|to|and)\s?[0-3]?\d(?:,?\s(?P<year8>{year}))?(?!\w)"
        rf"|(?:{date.replace('1>', '3>').replace('2>', '4>')})(?!\w)"
        r"|(?P<year5>(?:19|20)\d\d)-(?P<month5>[01]\d)-(?P<day5>[0-3]\d)(?![\d-])"
        rf"|(?P<month6>{month})\b\.?(?:,?\s(?:of\s)?(?P<year6>{year}))?(?!\s?\d)"
        rf"|(?P<relative>(?i:{_joined(lexicon.pairs('relative_times'))}))\b(?!['’-])"
        rf"|(?P<count>(?i:{count}))\s(?P<unit>days?)\s(?i:ago)\b"
        rf"|(?P<year7>{year})(?![\w$%-])"
        r"|[Tt]he\s(?P<day9>[0-3]?\d)(?:st|nd|rd|th)(?=[,.]?(?:\s(?:that|in|at)\b|\s?$|[,.:]\s)))"
    )


# "USA TODAY", "the Today show".
_TITLE = re.compile(r"\w [A-Z]|\W?[A-Z]{2}")


def _joined(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _capitalised(name: str) -> str:
    # Lower-case "may" and "march" are verbs, "sat" and "sun" no days.
    return _joined(word.capitalize() for word in lexicon.pairs(name))


def _moment(match: re.Match[str]) -> Moment | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    span = match.span()
    if "relative" in groups:
        if _TITLE.match(match.string, max(0, match.start() - 2), match.end()):
            return None
        unit, back = lexicon.pairs("relative_times")[groups["relative"].casefold()]
        return Moment(span, back=int(back), unit=_unit(unit))
    if "count" in groups:
        number = groups["count"].casefold()
        return Moment(span, back=-int(lexicon.pairs("small_numbers").get(number, (number,))[0]))
    year, month, day = (_part(groups, name) for name in ("year", "month", "day"))
    weekday = groups.get("weekday")
    number = int(lexicon.pairs("weekdays")[weekday.casefold()][0]) if weekday else None
    if day is not None and not 1 <= int(day.rstrip("sthndr")) <= 31:
        return None
    return Moment(
        span,
        int(year) if year else None,
        _month(month) if month else None,
        int(day.rstrip("sthndr")) if day else None,
        number,
        last="last" in groups,
    )


def _unit(word: str) -> Unit:
    return "month" if word == "month" else "year" if word == "year" else "day"


def _part(groups: dict[str, str], name: str) -> str | None:
    return next((value for key, value in groups.items() if key.rstrip("123456789") == name), None)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return int(lexicon.pairs("months")[word.casefold()][0])


_JOINED = re.compile(r"\s?(?:[-–—/&]|\b(?:and|or|to|through|until|till)\b)\s?(?:early\s|late\s|the\s)?(?=\w)")
_BEFORE = re.compile(r"\d\s?(?:[-–—/]|\b(?:and|or|to)\b)\s?$")


def _range_end(text: str, span: Span, start: int, end: int) -> int | None:
    """Where the range or list that the time opens or closes ends; None where the time stands alone."""
    stop = None
    while (after := _JOINED.match(text, stop or span[1], end)) is not None:
        other = _times().match(text, after.end(), end)
        if other is None:
            return after.end() if text[after.end()].isdigit() else stop
        stop = other.end()
    return stop or (span[1] if _BEFORE.search(text, max(start, span[0] - 8), span[0]) else None)
