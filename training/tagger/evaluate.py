"""Figures for choosing settings on held-out articles: contents found, borders right, sources right."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from quotes.types import Span

from .polnear import GoldAttribution

LENIENT, STRICT = 0.3, 0.8


@dataclasses.dataclass(frozen=True)
class Found:
    """A predicted attribution, extents in code points."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float = 1.0


@dataclasses.dataclass
class Counts:
    """Sums over articles; the properties are F1 figures."""

    gold: int = 0
    predicted: int = 0
    lenient: int = 0
    strict: int = 0
    exact: int = 0
    sourced: int = 0
    source_right: int = 0
    both_right: int = 0

    def f1(self, hits: int) -> float:
        return 2 * hits / max(1, self.gold + self.predicted)

    @property
    def objective(self) -> float:
        """The mean of the four F1 figures that settings are chosen by."""
        return sum(self.f1(hits) for hits in (self.lenient, self.strict, self.exact, self.both_right)) / 4

    def __str__(self) -> str:
        source = self.source_right / max(1, self.sourced)
        return (
            f"content@0.3 {self.f1(self.lenient):.3f} @0.8 {self.f1(self.strict):.3f} exact {self.f1(self.exact):.3f}"
            f" source {source:.3f} end to end {self.f1(self.both_right):.3f}"
            f" (predicted {self.predicted}, gold {self.gold})"
        )


def characters(spans: Sequence[Span]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def trimmed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Extents without punctuation at their edges; what only punctuation parts is joined."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start == end:
            continue
        if kept and not any(character.isalnum() for character in text[kept[-1][1] : start]):
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def pairs(gold: Sequence[set[int]], predicted: Sequence[set[int]], least: float) -> dict[int, int]:
    """One-to-one matching by overlap over union, the best first: {gold index: predicted index}."""
    ranked = []
    for i, mine in enumerate(gold):
        for j, theirs in enumerate(predicted):
            shared = len(mine & theirs)
            if shared and shared / (len(mine) + len(theirs) - shared) >= least:
                ranked.append((-shared / (len(mine) + len(theirs) - shared), i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def right(reading: Sequence[GoldAttribution], found: Sequence[Found]) -> list[bool]:
    """Whether each find matches a gold content and, where that has a source, the source too."""
    gold = [attribution for attribution in reading if attribution.content]
    matched = pairs([characters(g.content) for g in gold], [characters(f.content) for f in found], LENIENT)
    answers = [False] * len(found)
    for i, j in matched.items():
        answers[j] = not gold[i].source or bool(characters(gold[i].source) & characters(found[j].source))
    return answers


def count(text: str, reading: Sequence[GoldAttribution], found: Sequence[Found], counts: Counts) -> None:
    """Adds one article's figures."""
    gold = [attribution for attribution in reading if attribution.content]
    mine, theirs = [characters(g.content) for g in gold], [characters(f.content) for f in found]
    lenient = pairs(mine, theirs, LENIENT)
    counts.gold += len(gold)
    counts.predicted += len(found)
    counts.lenient += len(lenient)
    counts.strict += len(pairs(mine, theirs, STRICT))
    exact = Counter(trimmed(text, g.content) for g in gold) & Counter(trimmed(text, f.content) for f in found)
    counts.exact += sum(exact.values())
    for i, j in lenient.items():
        overlaps = bool(characters(gold[i].source) & characters(found[j].source))
        counts.sourced += bool(gold[i].source)
        counts.source_right += overlaps
        counts.both_right += overlaps or not gold[i].source


Bin = tuple[int, float, float]


def reliability(confidence: Sequence[float], correct: Sequence[bool], bins: int = 10) -> list[Bin]:
    """(number, mean confidence, share that is right) of each bin of equal width; empty bins are (0, 0, 0)."""
    found: list[Bin] = []
    for number in range(bins):
        inside = [i for i, each in enumerate(confidence) if min(int(each * bins), bins - 1) == number]
        many = max(1, len(inside))
        mean, share = sum(confidence[i] for i in inside) / many, sum(correct[i] for i in inside) / many
        found.append((len(inside), mean, share))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al., 2015)."""
    total = sum(number for number, _, _ in bins)
    return sum(number * abs(mean - share) for number, mean, share in bins) / max(1, total)
