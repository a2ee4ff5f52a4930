"""A speaker found by any form of the name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quotes.names import Verdict, compare
from quotes.names.normal import fold
from quotes.names.parsing import parse_entry

_RANK = {"same": 2, "compatible": 1, "different": 0}


class Match(NamedTuple):
    """A speaker that a query may mean: its id, the form that fits best, and how."""

    id: str
    form: str
    verdict: Verdict


def match(query: str, speakers: Iterable[tuple[str, str]]) -> list[Match]:
    """The speakers whom ``query`` may mean, best first, each once by its best form; empty where none fits.

    ``speakers`` are (id, form) pairs, several for one id. "same" comes before "compatible"; names that differ by a
    slip of the pen come last, as "different" with a score above 0.
    """
    wanted, folded = parse_entry(query), fold(query.strip())
    best: dict[str, Match] = {}
    for identity, form in speakers:
        literal = query == identity or fold(form) == folded
        verdict = Verdict("same", "name", 1.0) if literal else compare(wanted, form)
        if verdict.relation == "different" and verdict.score < 0.5:
            continue
        found = Match(identity, form, verdict)
        if identity not in best or _order(found) < _order(best[identity]):
            best[identity] = found
    return sorted(best.values(), key=_order)


def _order(found: Match) -> tuple[int, float, str, str]:
    return -_RANK[found.verdict.relation], -found.verdict.score, found.id, found.form
