"""How often somebody was quoted over time, as the bars of a chart."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WIDTH, HEIGHT = 720, 96
LONGEST_IN_MONTHS = 48
WIDEST = 36
"""A bar is at most so wide, in the chart's own units, as ``WIDTH`` and ``HEIGHT``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """The quotes of a month or year: ``period`` is ISO 8601, ``label`` is for people."""

    period: str
    label: str
    quotes: int
    x: float
    y: float
    width: float
    height: float
    year: str | None
    """The year to write under it, where one begins."""


def bars(months: Sequence[tuple[str, int]]) -> list[Bar]:
    """The bars of a chart of (month or year, quotes), without gaps: by month, or by year where it is long or no month
    is known; none where nothing has a date."""
    if not months:
        return []
    first, last = months[0][0], months[-1][0]
    by_month = all(len(month) == 7 for month, _ in months) and _number(last) - _number(first) < LONGEST_IN_MONTHS
    counts: dict[str, int] = {}
    for month, quotes in months:
        period = month if by_month else month[:4]
        counts[period] = counts.get(period, 0) + quotes
    periods = _months(first, last) if by_month else [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    step = min(WIDTH / len(periods), WIDEST)
    most = max(counts.values())
    every = max(1, len(periods) // 12)
    drawn = []
    for place, period in enumerate(periods):
        quotes = counts.get(period, 0)
        height = round(max(2.0, HEIGHT * quotes / most), 1) if quotes else 0
        begins = place == 0 or period.endswith("-01") if by_month else place % every == 0
        year = period[:4] if begins else None
        box = (round(place * step, 1), round(HEIGHT - height, 1), round(max(1.0, step - 2), 1), height)
        drawn.append(Bar(period, _label(period), quotes, *box, year))
    return drawn


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _months(first: str, last: str) -> list[str]:
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(first), _number(last) + 1)]


def _label(period: str) -> str:
    return f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}" if len(period) > 4 else period
