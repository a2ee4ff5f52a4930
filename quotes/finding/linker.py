"""Which cue a content belongs to, and which source: bilinear scores of span ends plus tables of distance and order."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.finding.encoding import Pieces
from quotes.types import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Spans = Mapping[str, Sequence[Span]]

ROLES = ("content", "cue", "source")
PAIRS = (("content", "cue"), ("cue", "source"), ("content", "source"))
TABLE_SIZES = (30, 12, 12, 12, 27, 24)
REACH = 250
"""Spans further apart than this many pieces are never linked."""
FAR = -1e4
_BLOCK = 64

_GAPS = np.array([1, 2, 3, 5, 8, 12, 20, 40, 80])


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Log probabilities of the keys from index ``low`` on, and, last, of none; the other keys are out of reach."""

    low: int
    scores: Floats

    @property
    def best(self) -> tuple[int, float]:
        """The index of the best key, -1 for none, and its log probability."""
        index = int(self.scores.argmax())
        return (self.low + index if index < len(self.scores) - 1 else -1), float(self.scores[index])


class Linker:
    """The learned weights of the three links, by name; spans are piece extents, sorted."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}

    def choices(self, query: str, key: str, spans: Spans, pieces: Pieces, hidden: Floats) -> list[Choice]:
        """For each span of role ``query`` what speaks for each of role ``key``; ``hidden`` is (pieces, width)."""
        queries, keys = spans[query], spans[key]
        starts, ends = (np.array([span[side] for span in keys], np.int64) for side in (0, 1))
        found: list[Choice] = []
        for begin in range(0, len(queries), _BLOCK):
            block = queries[begin : begin + _BLOCK]
            low = int(np.searchsorted(ends, block[0][0] - REACH, side="left"))
            high = int(np.searchsorted(starts, max(end for _, end in block) + REACH, side="right"))
            tables = features(query, key, block, keys[low:high], spans, pieces)
            scores = self._log_probabilities(f"{query}_{key}", block, keys[low:high], tables, hidden)
            found += [Choice(low, row) for row in scores]
        return found

    def _log_probabilities(
        self, name: str, queries: Sequence[Span], keys: Sequence[Span], tables: Ints, hidden: Floats
    ) -> Floats:
        """(queries, keys + 1), the last column for none."""
        weights = self._weights
        ends = span_ends(hidden, queries)
        null = weights[name + "_b"] + ends @ weights[name + "_n.weight"].T + weights[name + "_n.bias"]
        if not keys:
            return np.zeros((len(queries), 1), np.float32)
        score = sum(weights[f"{name}_t{number}"][tables[..., number]] for number in range(len(TABLE_SIZES)))
        left = ends @ weights[name + "_q.weight"].T + weights[name + "_q.bias"]
        right = span_ends(hidden, keys) @ weights[name + "_k.weight"].T + weights[name + "_k.bias"]
        score = score + left @ right.T / np.sqrt(left.shape[1])
        score = np.concatenate([np.where(within_reach(queries, keys), score, FAR), null], 1)
        score = score - score.max(1, keepdims=True)
        return np.asarray(score - np.log(np.exp(score).sum(1, keepdims=True)), np.float32)


def mixed(parts: Sequence[tuple[float, Choice]]) -> Choice:
    """The weighted sum of several choices among the same keys; what one of them does not reach it finds far."""
    low = min(choice.low for _, choice in parts)
    high = max(choice.low + len(choice.scores) - 1 for _, choice in parts)
    total = np.zeros(high - low + 1, np.float32)
    for share, choice in parts:
        aligned = np.full(high - low + 1, FAR, np.float32)
        aligned[choice.low - low : choice.low - low + len(choice.scores) - 1] = choice.scores[:-1]
        aligned[-1] = choice.scores[-1]
        total += share * aligned
    return Choice(low, total)


def span_ends(hidden: Floats, spans: Sequence[Span]) -> Floats:
    """The vectors of each span's first and last piece, side by side: (spans, 2 x width)."""
    return np.concatenate([hidden[[a for a, _ in spans]], hidden[[b - 1 for _, b in spans]]], 1)


def within_reach(queries: Sequence[Span], keys: Sequence[Span]) -> NDArray[np.bool_]:
    """Which pairs may be linked at all: (queries, keys)."""
    q, k = np.array(queries), np.array(keys)
    gap = np.maximum(k[None, :, 0] - q[:, None, 1], q[:, None, 0] - k[None, :, 1])
    return np.asarray(gap <= REACH)


def features(query: str, key: str, queries: Sequence[Span], keys: Sequence[Span], spans: Spans, pieces: Pieces) -> Ints:
    """Table indices of every pair, (queries, keys, tables): direction with distance, how many of all ``spans`` of each
    role lie between, paragraphs and sentences apart, quotation state of both."""
    third = next(role for role in ROLES if role not in (query, key))
    q, k = np.array(queries).reshape(-1, 2), np.array(keys, np.int64).reshape(-1, 2)
    q_start, q_end = q[:, :1], q[:, 1:]
    k_start, k_end = k[None, :, 0], k[None, :, 1]
    before = k_end <= q_start
    after = (k_start >= q_end) & ~before
    direction = np.where(before, 0, np.where(after, 1, 2))
    low = np.where(before, k_end, np.where(after, q_end, 0))
    high = np.where(before, q_start, np.where(after, k_start, 0))
    gap = np.searchsorted(_GAPS, np.where(direction == 2, 0, high - low), "right")

    def between(role: str) -> Ints:
        extents = np.array(spans[role]).reshape(-1, 2)
        inside = np.searchsorted(extents[:, 1], high, "right") - np.searchsorted(extents[:, 0], low, "left")
        return np.asarray(np.where(high > low, np.clip(inside, 0, 3), 0))

    def apart(numbers: Ints) -> Ints:
        return np.asarray(np.minimum(2, np.abs(numbers[q[:, :1]] - numbers[k[:, 0]][None])))

    quoted = (pieces.state[q[:, :1]] > 0) * 2 + (pieces.state[k[:, 0]] > 0)[None]
    own = between(query)
    return np.stack(
        [
            direction * 10 + gap,
            direction * 4 + between(key),
            direction * 4 + own,
            direction * 4 + between(third),
            (direction * 3 + apart(pieces.paragraph)) * 3 + apart(pieces.sentence),
            (direction * 4 + quoted) * 2 + np.minimum(own, 1),
        ],
        -1,
    )
