"""The word lists of ``quotes/data``: one term a line, ``#`` starts a comment line."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def lines(name: str, language: str = "en") -> tuple[str, ...]:
    """The lines of ``data/<language>/<name>.txt`` without comments, blank lines and outer white space, in order.

    Raises FileNotFoundError where there is no such list: a fault of the package, not of any input.
    """
    path = resources.files("quotes") / "data" / language / f"{name}.txt"
    stripped = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in stripped if line and not line.startswith("#"))


@functools.cache
def terms(name: str, language: str = "en") -> frozenset[str]:
    """The list's lines as a set, case-folded."""
    return frozenset(line.casefold() for line in lines(name, language))


@functools.cache
def pairs(name: str, language: str = "en") -> dict[str, tuple[str, ...]]:
    """A list of tab-separated lines as ``{first field: further fields}``, case-folded."""
    rows = (line.casefold().split("\t") for line in lines(name, language))
    return {row[0]: tuple(row[1:]) for row in rows}
