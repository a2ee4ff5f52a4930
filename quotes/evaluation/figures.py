"""The figures: sums of the documents' counts, and how far off each may be.

Contents are matched one to one, best overlap first. B-cubed is that of Bagga and Baldwin (1998), the calibration error
that of Guo et al. (2017) over ten bins. Intervals are
percentiles of the figures over documents drawn with replacement (Efron, 1979): documents, not quotes, because the
quotes of one document are alike.
"""

from __future__ import annotations

import collections
import dataclasses
import random
from collections.abc import Callable, Sequence

from quotes.evaluation.counting import Counts

Numbers = collections.Counter[str]
Sure = Sequence[tuple[float, bool]]
Identities = Sequence[tuple[str, str]]

FIGURES = {
    "content@0.3 P": "contents that share .3 of their joint code points with one in the gold, of all found",
    "content@0.3 R": "contents of the gold that are found so",
    "content@0.3 F1": "harmonic mean of these two",
    "content@0.8 F1": "the same where they share .8",
    "exact F1": "the same where the extents are equal but for punctuation at the edges",
    "direct F1": "contents with a quotation mark, from .3",
    "indirect R": "contents of the gold without one that are found, from .3",
    "source": "sources that overlap the gold one, of the contents found",
    "attributed F1": "contents found with their source",
    "speaker F1": "what named persons said, found and given to them",
    "speaker": "right persons, of the contents found",
    "speaker, named": "the same where the source holds the name",
    "speaker, anaphoric": "the same where it is a pronoun or a description",
    "b3 F1": "each person one speaker_id, each speaker_id one person (B-cubed)",
    "calibration error": "how far confidence lies from the share of right quotes; the less the better",
}
"""What each figure means, in the order in which they are shown."""


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is None where there is nothing to count; ``hits`` of ``of`` make it up where it is a share."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hits: int | None = None
    of: int | None = None


def figures(counts: Sequence[Counts]) -> list[Figure]:
    """The figures over all documents, in the order of ``FIGURES``."""
    numbers = _numbers(counts)
    found = []
    for name, value in _values(counts).items():
        hits, of = SHARES[name](numbers) if name in SHARES else (None, None)
        found.append(Figure(name, value, hits=hits, of=of))
    return found


def intervals(counts: Sequence[Counts], *, resamples: int = 1000, level: float = 0.95, seed: int = 0) -> list[Figure]:
    """The figures with the interval in which ``level`` of the ``resamples`` lie; the same on every run."""
    draw = random.Random(seed)
    samples = [_values(draw.choices(counts, k=len(counts))) for _ in range(resamples if len(counts) > 1 else 0)]
    found = []
    for figure in figures(counts):
        values = sorted(value for sample in samples if (value := sample[figure.name]) is not None)
        if values and figure.value is not None:
            cut = round((1 - level) / 2 * (len(values) - 1))
            figure = dataclasses.replace(figure, low=values[cut], high=values[-1 - cut])
        found.append(figure)
    return found


SHARES: dict[str, Callable[[Numbers], tuple[int, int]]] = {
    "content@0.3 P": lambda n: (n["found"], n["predicted"]),
    "content@0.3 R": lambda n: (n["found"], n["gold"]),
    "indirect R": lambda n: (n["found indirect"], n["indirect"]),
    "source": lambda n: (n["right source"], n["sourced"]),
    "speaker": lambda n: (n["right person"], n["found person"]),
    "speaker, named": lambda n: (n["right person named"], n["found person named"]),
    "speaker, anaphoric": lambda n: (n["right person anaphoric"], n["found person anaphoric"]),
}

MEANS: dict[str, Callable[[Numbers], tuple[int, int, int]]] = {
    "content@0.3 F1": lambda n: (n["found"], n["predicted"], n["gold"]),
    "content@0.8 F1": lambda n: (n["found strictly"], n["predicted"], n["gold"]),
    "exact F1": lambda n: (n["exact"], n["predicted"], n["gold"]),
    "direct F1": lambda n: (n["found direct"], n["found direct"] + n["false direct"], n["direct"]),
    "attributed F1": lambda n: (n["attributed"], n["predicted"], n["gold"]),
    "speaker F1": lambda n: (n["right person"], n["predicted person"], n["person"]),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of similar confidence: how many, their mean confidence, the share that is right."""

    number: int
    confidence: float
    right: float


def reliability(sure: Sure, bins: int = 10) -> list[Bin]:
    """The predictions by confidence, in bins of equal width; empty ones are left out."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in sure:
        parts[min(bins - 1, int(confidence * bins))].append((confidence, right))
    return [
        Bin(len(part), sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part))
        for part in parts
        if part
    ]


def _numbers(counts: Sequence[Counts]) -> Numbers:
    numbers: Numbers = collections.Counter()
    for each in counts:
        numbers.update(each.numbers)
    return numbers


def _values(counts: Sequence[Counts]) -> dict[str, float | None]:
    numbers = _numbers(counts)
    found: dict[str, float | None] = {}
    for name in FIGURES:
        if name in SHARES:
            hits, of = SHARES[name](numbers)
            found[name] = hits / of if of else None
        elif name in MEANS:
            hits, predicted, gold = MEANS[name](numbers)
            found[name] = 2 * hits / (predicted + gold) if predicted + gold else None
    found["b3 F1"] = _b_cubed([pair for each in counts for pair in each.identities])
    found["calibration error"] = _calibration_error([pair for each in counts for pair in each.sure])
    return found


def _b_cubed(identities: Identities) -> float | None:
    if not identities:
        return None
    gold = collections.Counter(identity for identity, _ in identities)
    predicted = collections.Counter(key for _, key in identities)
    both = collections.Counter(identities)
    precision = sum(n * n / predicted[key] for (_, key), n in both.items()) / len(identities)
    recall = sum(n * n / gold[identity] for (identity, _), n in both.items()) / len(identities)
    return 2 * precision * recall / (precision + recall)


def _calibration_error(sure: Sure) -> float | None:
    bins = reliability(sure)
    return sum(each.number * abs(each.confidence - each.right) for each in bins) / len(sure) if bins else None
