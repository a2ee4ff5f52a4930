"""Gold extents on word pieces: which role and which span each piece belongs to, and label numbers from that."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from quotes.finding.encoding import Pieces
from quotes.types import Span

from .polnear import GoldAttribution

Ints = NDArray[np.int64]

ROLE_NUMBER = {"source": 1, "cue": 2, "content": 3}
BIO_LABELS = 7
BIOES_LABELS = 13


@dataclasses.dataclass(frozen=True)
class GoldSpan:
    """A gold span on pieces, with the number of its attribution."""

    role: str
    start: int
    end: int
    attribution: int


def gold_spans(pieces: Pieces, reading: tuple[GoldAttribution, ...]) -> list[GoldSpan]:
    """All spans of a reading as piece extents, every piece that shares a character counted in."""
    # Paragraph marks are empty and share a character with nothing but what runs over them.
    starts, ends = pieces.starts, pieces.ends
    spans = []
    for number, attribution in enumerate(reading):
        for role in ("content", "source", "cue"):
            for start, end in attribution.role(role):
                (inside,) = np.nonzero((ends > start) & (starts < end) & (ends > starts))
                if len(inside):
                    spans.append(GoldSpan(role, int(inside[0]), int(inside[-1]) + 1, number))
    return spans


def piece_roles(length: int, spans: list[GoldSpan]) -> tuple[Ints, Ints]:
    """(role number, span number) of each piece, 0 and -1 outside. A cue or source within a content keeps its pieces,
    and of two contents one inside the other the outer one does: the labels are flat."""
    roles = np.zeros(length, np.int64)
    owners = np.full(length, -1, np.int64)

    def rank(span: GoldSpan) -> tuple[int, int]:
        order = {"content": 0, "source": 1, "cue": 2}[span.role]
        return order, span.end - span.start if span.role == "content" else 0

    for number, span in sorted(enumerate(spans), key=lambda pair: rank(pair[1])):
        roles[span.start : span.end] = ROLE_NUMBER[span.role]
        owners[span.start : span.end] = number
    return roles, owners


def bio(roles: Ints, owners: Ints) -> Ints:
    """0 outside; 2r-1 where a span of role r begins, 2r inside of it."""
    begins = np.ones(len(roles), bool)
    begins[1:] = owners[1:] != owners[:-1]
    return np.where(roles == 0, 0, 2 * roles - begins)


def bioes(roles: Ints, owners: Ints) -> Ints:
    """0 outside; for role r from 4r-3 on: begin, inside, end, single."""
    begins = np.ones(len(roles), bool)
    begins[1:] = owners[1:] != owners[:-1]
    ends = np.ones(len(roles), bool)
    ends[:-1] = begins[1:]
    place = np.where(begins, np.where(ends, 3, 0), np.where(ends, 2, 1))
    return np.where(roles == 0, 0, 4 * roles - 3 + place)


def extents(spans: list[GoldSpan], role: str) -> list[Span]:
    """The distinct piece extents of a role, sorted."""
    return sorted({(span.start, span.end) for span in spans if span.role == role})
