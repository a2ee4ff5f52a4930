"""Which prediction is which gold row: one to one, by the characters that they share."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.score.gold import Row

THRESHOLD = 0.5


def characters(row: Row) -> set[int]:
    return {i for start, end in row["spans"] for i in range(start, end)}


def continuations(gold: Sequence[Row]) -> list[set[int]]:
    """For each gold row the characters of the rows that continue it, directly or by way of another."""
    place = {row["n"]: i for i, row in enumerate(gold)}
    result: list[set[int]] = [set() for _ in gold]
    for row in gold:
        before = row.get("continues")
        while before is not None:
            result[place[before]] |= characters(row)
            before = gold[place[before]].get("continues")
    return result


def match(gold: Sequence[Row], predicted: Sequence[Row], threshold: float = THRESHOLD) -> dict[int, int]:
    """Pairs of indices, gold to predicted, one to one, best overlap first.

    A prediction may run on over what continues the gold row. A row that continues another, has no prediction of its
    own, but lies for more than half in the prediction matched to that other, is found in that prediction.
    """
    wanted, given, slack = [characters(r) for r in gold], [characters(r) for r in predicted], continuations(gold)
    pairs = []
    for i, want in enumerate(wanted):
        for j, have in enumerate(given):
            shared = len(want & have)
            overlap = shared / len(want | (have - slack[i])) if shared else 0.0
            if overlap >= threshold:
                pairs.append((-overlap, i, j))
    result: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in result and j not in result.values():
            result[i] = j
    place = {row["n"]: i for i, row in enumerate(gold)}
    for i, row in enumerate(gold):
        holder = result.get(place.get(row.get("continues"), -1))
        if i not in result and holder is not None and len(wanted[i] & given[holder]) > len(wanted[i]) / 2:
            result[i] = holder
    return result
