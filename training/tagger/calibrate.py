"""Settings learned on held-out articles: label offsets, shares, the confidence's weights, the threshold."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.finding.decoder import BIO_SCORES, EVIDENCE, Decoder, Linked
from quotes.finding.decoding import LABELS
from quotes.finding.encoding import Pieces
from quotes.types import Span

from .evaluate import Bin, Counts, Found, count, reliability, right
from .polnear import Article

Floats = NDArray[np.float32]


@dataclasses.dataclass(frozen=True)
class Read:
    """An article as the encoder read it: ``bio`` and ``bioes`` are the two heads' scores, (pieces, labels)."""

    article: Article
    pieces: Pieces
    hidden: Floats
    bio: Floats
    bioes: Floats


@dataclasses.dataclass(frozen=True)
class Settings:
    """Offsets are added to the scores of all labels of a role but O, ``begin`` to those of begin and single."""

    bio_share: float = 0.5
    source: float = 0.0
    cue: float = 0.0
    content: float = 0.0
    begin: float = 0.0
    link_share: float = 0.3

    def offsets(self) -> Floats:
        by_role = {"source": self.source, "cue": self.cue, "content": self.content}
        values = [0.0] + [by_role[label[2:]] + self.begin * (label[0] in "BS") for label in LABELS[1:]]
        return np.array(values, np.float32)


GRID: dict[str, tuple[float, ...]] = {
    "bio_share": (0.0, 0.1, 0.25, 0.4, 0.6, 1.0),
    "begin": (-1.0, -0.5, 0.0, 0.5),
    "content": (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75),
    "cue": (-0.3, 0.0, 0.3, 0.6, 0.9),
    "source": (0.0, 0.5, 1.0, 1.5, 2.0),
    "link_share": (0.0, 0.3, 0.5, 0.7, 0.85, 1.0),
}


def viterbi_scores(read: Read, settings: Settings, spread: Floats) -> Floats:
    """The columns that the exported label layer will give: BIO scores, then those for Viterbi. ``spread`` (BIO, BIOES)
    maps one label set to the other."""
    mixed = (1 - settings.bio_share) * read.bioes + settings.bio_share * (read.bio @ spread) + settings.offsets()
    return np.concatenate([read.bio, mixed], 1)


def decode(
    reads: Sequence[Read], settings: Settings, make: Callable[[Settings], Decoder], spread: Floats
) -> list[list[Linked]]:
    decoder = make(settings)
    return [
        decoder.attributions(read.article.text, read.pieces, read.hidden, viterbi_scores(read, settings, spread))
        for read in reads
    ]


def as_found(pieces: Pieces, linked: Linked, confidence: float = 1.0) -> Found:
    def extent(span: Span) -> Span:
        return int(pieces.starts[span[0]]), int(pieces.ends[span[1] - 1])

    return Found(
        tuple(extent(span) for span in linked.content), (extent(linked.source),) if linked.source else (), confidence
    )


def figures(reads: Sequence[Read], linked: Sequence[Sequence[Linked]]) -> Counts:
    counts = Counts()
    for read, each in zip(reads, linked, strict=True):
        count(read.article.text, read.article.readings[0], [as_found(read.pieces, one) for one in each], counts)
    return counts


def search(
    reads: Sequence[Read], make: Callable[[Settings], Decoder], spread: Floats, *, rounds: int = 2
) -> tuple[Settings, Counts]:
    """Changes one setting at a time to the best value of its grid."""
    settings = Settings()
    best = figures(reads, decode(reads, settings, make, spread))
    print(f"start {settings}: {best}", flush=True)
    for _, (name, values) in itertools.product(range(rounds), GRID.items()):
        for value in values:
            changed = dataclasses.replace(settings, **{name: value})
            if changed == settings:
                continue
            counts = figures(reads, decode(reads, changed, make, spread))
            if counts.objective > best.objective + 1e-4:
                settings, best = changed, counts
        print(f"{name}: {getattr(settings, name)} -> {best}", flush=True)
    return settings, best


def fit_confidence(evidence: Floats, correct: NDArray[np.bool_], *, ridge: float = 3.0) -> tuple[Floats, float]:
    """Logistic regression by Newton's method on standardised evidence; (weights, bias) for the evidence as it is."""
    mean, scale = evidence.mean(0), np.maximum(evidence.std(0), 1e-3)
    x = np.concatenate([(evidence - mean) / scale, np.ones((len(evidence), 1))], 1).astype(np.float64)
    penalty = np.diag([ridge] * len(EVIDENCE) + [0.0])
    theta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ theta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        theta += np.linalg.solve(hessian, x.T @ (correct - p) - penalty @ theta)
    weight = theta[:-1] / scale
    return weight.astype(np.float32), float(theta[-1] - (weight * mean).sum())


def cross_validated(
    reads: Sequence[Read], linked: Sequence[Sequence[Linked]], make: Callable[[Floats, float], Decoder], folds: int = 8
) -> tuple[list[list[float]], list[Bin]]:
    """Each attribution's confidence by weights fitted on the other folds' articles, and how reliable it is."""
    correct = all_right(reads, linked)
    confidences: list[list[float]] = [[] for _ in reads]
    for fold in range(folds):
        rest = [index for index in range(len(reads)) if index % folds != fold]
        decoder = make(*fit_confidence(*training_rows([linked[i] for i in rest], [correct[i] for i in rest])))
        for index in range(fold, len(reads), folds):
            confidences[index] = [decoder.confidences(one)[0] for one in linked[index]]
    flat = [each for article in confidences for each in article]
    return confidences, reliability(flat, [each for article in correct for each in article])


def all_right(reads: Sequence[Read], linked: Sequence[Sequence[Linked]]) -> list[list[bool]]:
    """Whether each attribution of each article is right: content and source."""
    return [
        right(read.article.readings[0], [as_found(read.pieces, one) for one in each])
        for read, each in zip(reads, linked, strict=True)
    ]


def training_rows(
    linked: Sequence[Sequence[Linked]], correct: Sequence[Sequence[bool]]
) -> tuple[Floats, NDArray[np.bool_]]:
    """One row a piece of content, all pieces of an attribution as right as it is."""
    rows, answers = [], []
    for each, right_ones in zip(linked, correct, strict=True):
        for one, is_right in zip(each, right_ones, strict=True):
            rows.append(one.evidence)
            answers += [is_right] * len(one.evidence)
    return np.concatenate(rows), np.array(answers)


def best_threshold(
    reads: Sequence[Read], linked: Sequence[Sequence[Linked]], confidences: Sequence[Sequence[float]]
) -> float:
    """The least confidence to give an attribution at all, by the same figures as the settings."""
    best: tuple[float, Counts] | None = None
    for threshold in (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
        kept = [
            [one for one, sure in zip(each, confidence, strict=True) if sure >= threshold]
            for each, confidence in zip(linked, confidences, strict=True)
        ]
        counts = figures(reads, kept)
        print(f"threshold {threshold}: {counts}", flush=True)
        if best is None or counts.objective > best[1].objective + 1e-4:
            best = (threshold, counts)
    assert best is not None
    return best[0]


def columns(scores: Floats) -> tuple[Floats, Floats]:
    return scores[:, :BIO_SCORES], scores[:, BIO_SCORES:]
