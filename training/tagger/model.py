"""The encoder (BERT's, 6 layers of 384) with letter shape and quotation state, and its two label heads."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.finding.encoding import SHAPES, STATES

from .labels import BIO_LABELS, BIOES_LABELS

VOCABULARY, POSITIONS, WIDTH, HEADS, LAYERS = 30522, 512, 384, 12, 6
BLOCK = 128
SHIFTS = (0, BLOCK // 2, 0)
"""Each of the lowest layers attends within blocks of so many pieces, moved by so many: what it looks at is near by, and
attention to all of a window takes a third of the tagger's time (cf. Beltagy, Peters and Cohan, 2020)."""


class Dropout(nn.Module):
    """Dropout with masks cut at random places out of one long random mask: drawing new ones costs 6 % of a step."""

    LENGTH = 1 << 23
    _masks: ClassVar[dict[float, Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        if self.rate not in self._masks:
            drawn = torch.rand(self.LENGTH) >= self.rate
            self._masks[self.rate] = (drawn / (1 - self.rate)).to(torch.bfloat16)
        at = random.randrange(self.LENGTH - x.numel())
        return x * self._masks[self.rate][at : at + x.numel()].view(x.shape)


class Softmax(torch.autograd.Function):
    """Softmax over the last axis: on CPU torch's own is slow forward in half precision and slow backward in single."""

    @staticmethod
    def forward(context: Any, scores: Tensor) -> Tensor:
        weights = torch.softmax(scores, -1, dtype=torch.float32).to(scores.dtype)
        context.save_for_backward(weights)
        return weights

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> Tensor:
        (weights,) = context.saved_tensors
        return torch._softmax_backward_data(gradient, weights, -1, weights.dtype)


class Layer(nn.Module):
    """One post-norm transformer layer, its inner width four times its width."""

    def __init__(self, dropout: float, *, width: int = WIDTH, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.scale = (width // HEADS) ** -0.5
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=epsilon)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, length, width); ``mask`` is added to the attention scores."""
        batch, length, width = x.shape

        def heads(projection: nn.Linear) -> Tensor:
            return projection(x).view(batch, length, HEADS, -1).transpose(1, 2)

        # Written out: the backward pass of torch's fused attention is half as fast on CPU.
        scores = (heads(self.query) * self.scale) @ heads(self.key).transpose(-1, -2)
        with torch.autocast("cpu", enabled=False):
            weights = Softmax.apply(scores + mask.to(scores.dtype))
        attended = weights @ heads(self.value)
        attended = self.output(attended.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + self.dropout(attended))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    shifts: tuple[int, ...] = SHIFTS

    def __init__(
        self, dropout: float = 0.1, *, width: int = WIDTH, layers: int = LAYERS, epsilon: float = 1e-12
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.states = nn.Embedding(STATES, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.states.weight)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.layers = nn.ModuleList(Layer(dropout, width=width, epsilon=epsilon) for _ in range(layers))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, shape: Tensor, state: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shape) + self.states(state)
        x = self.dropout(self.norm(x))
        bias = self.attention_bias(mask)
        for number, layer in enumerate(self.layers):
            x = layer(x, bias + block_bias(mask.shape[1], self.shifts[number]) if number < len(self.shifts) else bias)
        return x

    def attention_bias(self, mask: Tensor) -> Tensor:
        """What is added to the scores of attention in every layer, to be spread over (windows, heads, length,
        length)."""
        return torch.where(mask, 0.0, -1e4)[:, None, None, :]


def block_bias(length: int, shift: int) -> Tensor:
    """Keeps the attention of each piece to its own block, (1, 1, length, length)."""
    block = (torch.arange(length) + shift) // BLOCK
    return torch.where(block[:, None] == block, 0.0, -1e4)[None, None]


class TaggerModel(nn.Module):
    """Hidden states, BIO scores (token-wise loss) and BIOES scores (for the CRF)."""

    def __init__(self, dropout: float = 0.1, *, encoder: Encoder | None = None, width: int = WIDTH) -> None:
        super().__init__()
        self.encoder = encoder or Encoder(dropout)
        self.bio = nn.Linear(width, BIO_LABELS)
        self.bioes = nn.Linear(width, BIOES_LABELS)
        self.transitions = nn.Parameter(torch.zeros(BIOES_LABELS, BIOES_LABELS))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, shape: Tensor, state: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.encoder(ids, shape, state, mask)
        dropped = self.dropout(hidden)
        return hidden, self.bio(dropped), self.bioes(dropped)


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors format."""
    weights = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    fill(encoder, path, own, weights, parts)


def fill(
    encoder: Encoder, path: Path, own: dict[str, Tensor], weights: Mapping[str, Tensor], parts: Mapping[str, str]
) -> None:
    """Fills an encoder from a checkpoint: ``own`` has what goes before its layers, ``weights`` what the checkpoint
    calls by other names, ``parts`` these names in a layer, by the encoder's own."""
    for layer in range(len(encoder.layers)):
        for mine, theirs in parts.items():
            for kind in ("weight", "bias"):
                own[f"layers.{layer}.{mine}.{kind}"] = weights[f"encoder.layer.{layer}.{theirs}.{kind}"]
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {"shapes.weight", "states.weight"}:
        raise ValueError(f"{path}: not the expected encoder (missing {missing}, unexpected {unexpected})")
