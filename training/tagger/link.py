"""Trains the linker on the encoder's span vectors: between gold spans, and between predicted ones, errors included."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from quotes.finding.encoding import Pieces
from quotes.finding.linker import PAIRS, TABLE_SIZES, features, span_ends, within_reach
from quotes.types import Span

from .labels import GoldSpan, extents
from .model import WIDTH

INNER = 64


@dataclasses.dataclass(frozen=True)
class Item:
    """The links of one kind in one article. ``target`` is the index of the right key; the number of keys for none."""

    name: str
    queries: Tensor
    keys: Tensor
    tables: Tensor
    reachable: Tensor
    target: Tensor


class LinkModel(nn.Module):
    """The weights that ``quotes.finding.linker.Linker`` reads, by the same names."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        for name in (f"{query}_{key}" for query, key in PAIRS):
            self.add_module(f"{name}_q", nn.Linear(2 * WIDTH, INNER))
            self.add_module(f"{name}_k", nn.Linear(2 * WIDTH, INNER))
            self.add_module(f"{name}_n", nn.Linear(2 * WIDTH, 1))
            self.register_parameter(f"{name}_b", nn.Parameter(torch.zeros(1)))
            for number, size in enumerate(TABLE_SIZES):
                self.register_parameter(f"{name}_t{number}", nn.Parameter(torch.zeros(size)))
        self.dropout = nn.Dropout(dropout)

    def forward(self, item: Item) -> Tensor:
        """Scores of each query with each key and, last, none."""
        get = self.__getattr__
        queries = self.dropout(item.queries)
        null = get(f"{item.name}_n")(queries) + get(f"{item.name}_b")
        if not len(item.keys):
            return null
        tables = [get(f"{item.name}_t{number}")[item.tables[..., number]] for number in range(len(TABLE_SIZES))]
        left, right = get(f"{item.name}_q")(queries), get(f"{item.name}_k")(self.dropout(item.keys))
        score = torch.stack(tables).sum(0) + left @ right.T / INNER**0.5
        return torch.cat([score.masked_fill(~item.reachable, -1e4), null], 1)


def items(
    pieces: Pieces, hidden: NDArray[np.float32], spans: Mapping[str, Sequence[Span]], gold: Sequence[GoldSpan]
) -> list[Item]:
    """The links of an article between ``spans``, gold or predicted: a span stands for the gold span of its role that
    it overlaps most; one that overlaps none asks nothing and is nobody's answer."""
    owners = {role: [_owners(span, role, gold) for span in spans[role]] for role in ("content", "cue", "source")}
    found = []
    for query, key in PAIRS:
        asked = [index for index, owner in enumerate(owners[query]) if owner]
        if not asked or not spans[key]:
            continue
        reach = within_reach(spans[query], spans[key])[asked]
        targets = [_target(owners[query][q], owners[key], reach[row]) for row, q in enumerate(asked)]
        found.append(
            Item(
                f"{query}_{key}",
                torch.from_numpy(span_ends(hidden, spans[query])[asked]),
                torch.from_numpy(span_ends(hidden, spans[key])),
                torch.from_numpy(features(query, key, spans[query], spans[key], spans, pieces)[asked]),
                torch.from_numpy(reach),
                torch.tensor(targets),
            )
        )
    return found


def gold_extents(gold: Sequence[GoldSpan]) -> dict[str, list[Span]]:
    return {role: extents(list(gold), role) for role in ("content", "cue", "source")}


def train_linker(data: list[list[Item]], *, epochs: int = 14, rate: float = 4e-3, seed: int = 0) -> LinkModel:
    """``data``: one list of items an article."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = LinkModel()
    tables = [each for name, each in model.named_parameters() if "." not in name]
    vectors = [each for name, each in model.named_parameters() if "." in name]
    optimizer = torch.optim.AdamW(
        [
            {"params": vectors, "lr": rate / 4, "base": rate / 4, "weight_decay": 0.05},
            {"params": tables, "lr": rate * 5, "base": rate * 5, "weight_decay": 0.001},
        ]
    )
    group, data = 4, list(data)
    steps, step = epochs * ((len(data) + group - 1) // group), 0
    for number in range(epochs):
        rng.shuffle(data)
        total = 0.0
        for begin in range(0, len(data), group):
            losses = [
                F.cross_entropy(model(item), item.target, reduction="sum")
                for each in data[begin : begin + group]
                for item in each
            ]
            for part in optimizer.param_groups:
                part["lr"] = part["base"] * (1 - step / steps)
            step += 1
            if not losses:
                continue
            loss = torch.stack(losses).sum() / (20 * group)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            total += float(loss.detach())
        print(f"linker epoch {number + 1}: loss {total * group / len(data):.4f}", flush=True)
    return model.eval()


def linker_arrays(model: LinkModel) -> dict[str, NDArray[np.float32]]:
    return {name: value.detach().numpy() for name, value in model.state_dict().items()}


def _owners(span: Span, role: str, gold: Sequence[GoldSpan]) -> set[int]:
    """The attributions whose span of this role overlaps most; several where they share it."""
    overlaps: dict[int, int] = {}
    for each in gold:
        shared = min(span[1], each.end) - max(span[0], each.start)
        if each.role == role and shared > 0:
            overlaps[each.attribution] = max(shared, overlaps.get(each.attribution, 0))
    most = max(overlaps.values(), default=0)
    return {number for number, shared in overlaps.items() if shared == most}


def _target(mine: set[int], keys: Sequence[set[int]], reachable: NDArray[np.bool_]) -> int:
    fitting = [index for index, owners in enumerate(keys) if owners & mine and reachable[index]]
    return fitting[0] if fitting else len(keys)
