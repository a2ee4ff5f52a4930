"""coreferee's network, worked out in numpy.

The first layer of each of its members is linear in the anaphor, the mention and the figures on the pair. So it is
worked out once for each anaphor and each mention, not for each pair: the same numbers, in a tenth of the time.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from quotes.coreference.features import FIGURES, Floats, Pairs

BLOCK = 2048
"""Pairs that are worked out together, to bound memory to some 40 megabytes."""


@dataclasses.dataclass(frozen=True, slots=True)
class Layer:
    """``weights`` of shape (out, in), ``bias`` of shape (out,)."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        out: Floats = rows @ self.weights.T + self.bias
        return out


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """One of the networks whose answers are averaged. ``anaphor``, ``mention``: the vectors, squeezed to a few
    numbers. ``wide``: of the two squeezed vectors, kind and position of both, and the figures."""

    anaphor: tuple[Layer, Layer]
    mention: tuple[Layer, Layer]
    wide: Layer
    narrow: Layer
    last: Layer

    def scores(self, pairs: Pairs) -> Floats:
        """One number for each pair, larger for likelier ones."""
        left, right = _squeeze(pairs.anaphor_vectors, self.anaphor), _squeeze(pairs.mention_vectors, self.mention)
        squeezed, width = left.shape[1], pairs.anaphors.shape[1]
        ends = np.cumsum([squeezed, squeezed, width, width, FIGURES])
        of_left, of_right, of_anaphor, of_mention, of_figures = np.split(self.wide.weights, ends[:-1], axis=1)
        anaphors = left @ of_left.T + pairs.anaphors @ of_anaphor.T + self.wide.bias
        mentions = right @ of_right.T + pairs.mentions @ of_mention.T
        blocks = []
        for start in range(0, len(pairs.anaphor), BLOCK):
            part = slice(start, start + BLOCK)
            hidden = pairs.figures[part] @ of_figures.T
            hidden += anaphors[pairs.anaphor[part]]
            hidden += mentions[pairs.mention[part]]
            blocks.append(self.last(_relu(self.narrow(_relu(hidden))))[:, 0])
        return np.concatenate(blocks)


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    members: tuple[Member, ...]

    def probabilities(self, pairs: Pairs) -> Floats:
        """Of each pair, among the candidates of its anaphor: the mean over the members."""
        starts = np.concatenate([[0], np.cumsum(pairs.counts)[:-1]])
        total = np.zeros(len(pairs.anaphor), dtype="f")
        for member in self.members:
            # Bounded as in thinc's softmax_sequences.
            raised = np.exp(np.clip(member.scores(pairs), -20, 20))
            total += raised / np.repeat(np.add.reduceat(raised, starts), pairs.counts)
        total /= len(self.members)
        return total


def from_thinc(model: Any) -> Network:
    """The network with the weights of ``coreferee.tendencies.create_thinc_model()``.

    Raises ValueError if the layers are not those that coreferee 1.5 makes.
    """
    layers = [
        Layer(node.get_param("W"), node.get_param("b")) for node in model.walk(order="dfs_pre") if node.has_param("W")
    ]
    if not layers or len(layers) % 7:
        raise ValueError(f"{len(layers)} layers with weights")
    return Network(
        tuple(
            Member(anaphor=(a, b), mention=(c, d), wide=wide, narrow=narrow, last=last)
            for a, b, c, d, wide, narrow, last in zip(*[iter(layers)] * 7, strict=True)
        )
    )


def _squeeze(rows: Floats, layers: tuple[Layer, Layer]) -> Floats:
    return _relu(layers[1](_relu(layers[0](rows))))


def _relu(rows: Floats) -> Floats:
    return np.maximum(rows, 0, out=rows)
