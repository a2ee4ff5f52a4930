"""Articles as arrays, changed at random (augmentation), cut into windows at random places, put into batches."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quotes.finding.encoding import CLOSING, MARK, OPENING, PAD, START

from .labels import bio, bioes

Ints = NDArray[np.int64]

LOWER, TITLE, CAPITALS, DIGITS = 1, 2, 3, 4
MASK_PIECE = 103
STRAIGHT, LEFT, RIGHT, HYPHEN = 1000, 1523, 1524, 1011
"""Piece ids of BERT's uncased vocabulary."""


@dataclasses.dataclass(frozen=True)
class Lesson:
    """What teachers think of a text: probabilities of the BIO labels (n, labels); ``deep`` (n, scores and width), their
    centred scores for the CRF and the last layer of one; their reading, the role and span number of each piece."""

    soft: NDArray[np.float32]
    deep: NDArray[np.float16]
    roles: Ints
    owners: Ints


@dataclasses.dataclass(frozen=True)
class Example:
    """An article on pieces, each array (n,); ``soft`` (n, labels) holds teachers' label probabilities, or is None.
    ``roles`` and ``owners`` hold one array for each reading, an annotator's or the teachers'. ``lesson`` is the deep
    part of a Lesson, or None."""

    ids: Ints
    shape: Ints
    state: Ints
    roles: tuple[Ints, ...]
    owners: tuple[Ints, ...]
    soft: NDArray[np.float32] | None
    lesson: NDArray[np.float16] | None = None


@dataclasses.dataclass(frozen=True)
class Cut:
    """A window of an article as the model reads it, labels included."""

    ids: Ints
    shape: Ints
    state: Ints
    bio: Ints
    bioes: Ints
    soft: NDArray[np.float32] | None
    lesson: NDArray[np.float16] | None


@dataclasses.dataclass(frozen=True)
class Batch:
    """Tensors of (windows, length); ``soft`` has the labels as last axis, ``lesson`` scores and width. ``counts`` is
    true on what is scored."""

    ids: Tensor
    shape: Tensor
    state: Tensor
    mask: Tensor
    counts: Tensor
    bio: Tensor
    bioes: Tensor
    soft: Tensor | None
    lesson: Tensor | None


def augment(example: Example, rng: np.random.Generator, rate: float) -> Example:
    """The example as a sloppier publisher might have printed it: other quotation marks or none, one letter case, digits
    and hyphens lost, no paragraphs, some words unreadable. Each happens with its own small probability."""
    ids, shape, state = example.ids.copy(), example.shape.copy(), example.state.copy()
    keep = np.ones(len(ids), bool)
    draw = rng.random(7) / max(rate, 1e-9)
    if draw[0] < 0.3:
        ids[np.isin(ids, (LEFT, RIGHT))] = STRAIGHT
    elif draw[0] < 0.6:
        ids[(ids == STRAIGHT) & (state == OPENING)] = LEFT
        ids[(ids == STRAIGHT) & (state == CLOSING)] = RIGHT
    if draw[1] < 0.04:
        keep &= state < OPENING
        state[:] = 0
    if draw[2] < 0.05:
        shape[np.isin(shape, (TITLE, CAPITALS))] = LOWER
    elif draw[2] < 0.07:
        shape[np.isin(shape, (LOWER, TITLE))] = CAPITALS
    if draw[3] < 0.04:
        keep &= (shape != DIGITS) & (ids != HYPHEN)
    if draw[4] < 0.06:
        keep &= ids != MARK
    if draw[5] < 0.5:
        hidden = (rng.random(len(ids)) < 0.04) & (shape > 0) & (shape != 6)
        ids[hidden] = MASK_PIECE
    if not keep.any():
        return example
    return Example(
        ids[keep],
        shape[keep],
        state[keep],
        tuple(each[keep] for each in example.roles),
        tuple(each[keep] for each in example.owners),
        None if example.soft is None else example.soft[keep],
        None if example.lesson is None else example.lesson[keep],
    )


def cuts(example: Example, rng: np.random.Generator, size: int) -> Iterator[Cut]:
    """Windows of at most ``size`` pieces from a random start on; one reading, chosen at random, gives the labels."""
    length = len(example.ids)
    reading = int(rng.integers(len(example.roles)))
    roles, owners = example.roles[reading], example.owners[reading]
    plain, framed = bio(roles, owners), bioes(roles, owners)
    start = -int(rng.integers(size)) if length > size else 0
    while start < length:
        low, high = max(0, start), min(length, start + size)
        if high - low < size // 3:  # a short rest gets context from its neighbour
            low, high = (max(0, high - size // 2), high) if low else (low, min(length, size // 2))
        part = slice(low, high)
        soft = None if example.soft is None else example.soft[part]
        lesson = None if example.lesson is None else example.lesson[part]
        read = example.ids[part], example.shape[part], example.state[part]
        yield Cut(*read, plain[part], framed[part], soft, lesson)
        start += size


def epoch(
    examples: Sequence[Example], rng: np.random.Generator, *, size: int, batch: int, rate: float
) -> Iterator[Batch]:
    """All articles once, in random order and windows; windows of like length share a batch."""
    found = [cut for example in examples for cut in cuts(augment(example, rng, rate), rng, size)]
    order = rng.permutation(len(found))
    pool = batch * 20
    for begin in range(0, len(found), pool):
        part = sorted(order[begin : begin + pool].tolist(), key=lambda index: len(found[index].ids))
        groups = [part[at : at + batch] for at in range(0, len(part), batch)]
        for number in rng.permutation(len(groups)).tolist():
            yield stack([found[index] for index in groups[number]])


def stack(windows: Sequence[Cut]) -> Batch:
    """One batch, each window framed by its start and end pieces, padded to the longest."""
    rows, length = len(windows), max(len(cut.ids) for cut in windows) + 2
    arrays = {name: np.zeros((rows, length), np.int64) for name in ("ids", "shape", "state", "bio", "bioes")}
    arrays["ids"][:] = PAD
    mask, counts = np.zeros((rows, length), bool), np.zeros((rows, length), bool)
    has_soft = windows[0].soft is not None
    soft = np.zeros((rows, length, windows[0].soft.shape[1] if windows[0].soft is not None else 0), np.float32)
    width = windows[0].lesson.shape[1] if windows[0].lesson is not None else 0
    lesson = np.zeros((rows, length, width), np.float32)
    for row, cut in enumerate(windows):
        end = len(cut.ids) + 1
        for name in arrays:
            arrays[name][row, 1:end] = getattr(cut, name)
        arrays["ids"][row, 0], arrays["ids"][row, end] = START, MARK
        mask[row, : end + 1] = True
        counts[row, 1:end] = True
        if cut.soft is not None:
            soft[row, 1:end] = cut.soft
        if cut.lesson is not None:
            lesson[row, 1:end] = cut.lesson
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Batch(
        mask=torch.from_numpy(mask),
        counts=torch.from_numpy(counts),
        soft=torch.from_numpy(soft) if has_soft else None,
        lesson=torch.from_numpy(lesson) if width else None,
        **tensors,
    )
