"""From a time as written to the date: the day, month or year that it means in a text of a certain date."""

from __future__ import annotations

import calendar
import datetime
import re

from quotes.dating.moments import Moment

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
AHEAD = 7
"""A day without its year that would come so many days after the date of writing means neither that day, which has not
been, nor the one a year before: the text's date is that of a copy, or of another time zone."""


def resolve(moment: Moment, written: str | None) -> str | None:
    """The ISO 8601 day ("2016-03-07"), month ("2016-03") or year ("2016") of something that has happened by the day
    of writing; None where it cannot be told.

    ``written`` is the ISO 8601 date of the text. Without a full one, only times that give their year resolve. A weekday
    is the latest one, the day of writing included; a day or month without a year is the latest one too. What lies after
    the day of writing is None.
    """
    if moment.year is not None:
        value = _value(moment.year, moment.month, moment.day)
        return value if value and not (written and value > written[: len(value)]) else None
    today = _date(written)
    if today is None:
        return None
    if moment.back is not None:
        return _back(today, moment)
    if moment.month is not None:
        return _latest(today, moment)
    if moment.weekday is not None:
        return _weekday(today, moment)
    return _of_month(today, moment.day) if moment.day is not None else None


def _date(written: str | None) -> datetime.date | None:
    match = _DAY.match(written or "")
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _value(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= calendar.monthrange(year, month)[1] else None


def _back(today: datetime.date, moment: Moment) -> str | None:
    back = moment.back or 0
    if moment.unit == "year":
        return f"{today.year + back:04}"
    if moment.unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + back, 12)
        return f"{year:04}-{month + 1:02}"
    return (today + datetime.timedelta(days=back)).isoformat()


def _latest(today: datetime.date, moment: Moment) -> str | None:
    """The latest such month, or day of a month."""
    assert moment.month is not None
    if moment.day is None:
        return f"{today.year - (moment.month > today.month):04}-{moment.month:02}"
    for year in (today.year + 1, today.year, today.year - 1):
        value = _value(year, moment.month, moment.day)
        if value is None:
            continue
        found = datetime.date.fromisoformat(value)
        if 0 < (found - today).days <= AHEAD:
            return None
        if found <= today:
            return value if moment.weekday in (None, found.weekday()) else None
    return None


def _weekday(today: datetime.date, moment: Moment) -> str | None:
    back = (today.weekday() - (moment.weekday or 0)) % 7
    # "Last Friday" is that of the week before; of one in the same week, writers mean now this one, now that before.
    if moment.last and (moment.weekday or 0) <= today.weekday():
        return None
    return (today - datetime.timedelta(days=back)).isoformat()


def _of_month(today: datetime.date, day: int) -> str | None:
    first = today.replace(day=1)
    month = first if day <= today.day else (first - datetime.timedelta(days=1))
    return _value(month.year, month.month, day)
