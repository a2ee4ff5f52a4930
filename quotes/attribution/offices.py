"""Words for offices: which name the same one, which one like it."""

from __future__ import annotations

import functools
import re

from quotes import lexicon


def office(word: str) -> str:
    """The first word of the group that names the same office, case-folded: "sen" gives "senator"."""
    return _forms().get(word.casefold(), word.casefold())


def office_words(role: str) -> frozenset[str]:
    """The words of a role, each under its office."""
    return frozenset(office(word) for word in re.findall(r"[\w'’-]+", role))


@functools.cache
def _forms() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lexicon.lines("office_forms"):
        first, *others = line.casefold().split()
        for word in (first, *others):
            table.setdefault(word, first)
    return table


@functools.cache
def like_offices() -> dict[str, frozenset[str]]:
    """For each office those that a text may speak of in its stead."""
    table: dict[str, set[str]] = {}
    for line in lexicon.lines("same_offices"):
        group = {office(word) for word in line.split()}
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}
