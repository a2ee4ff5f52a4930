"""A linear-chain conditional random field over BIOES labels (Lafferty et al., 2001): its loss."""

from __future__ import annotations

import torch
from torch import Tensor

from .labels import BIOES_LABELS

ILLEGAL = -1e4


def illegal_transitions() -> Tensor:
    """(from, to): 0 where legal, else a large negative score. A span that began must go on until its end."""
    scores = torch.full((BIOES_LABELS, BIOES_LABELS), ILLEGAL)
    for before in range(BIOES_LABELS):
        for after in range(BIOES_LABELS):
            place_before, place_after = (before - 1) % 4, (after - 1) % 4
            open_before = before > 0 and place_before in (0, 1)
            continues = after > 0 and place_after in (1, 2)
            same_role = (before - 1) // 4 == (after - 1) // 4
            if (open_before and continues and same_role) or (not open_before and not continues):
                scores[before, after] = 0.0
    return scores


def negative_log_likelihood(emissions: Tensor, transitions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
    """Sum over the batch. ``emissions`` (batch, length, labels), ``gold`` (batch, length), ``mask`` (batch, length)
    true on the leading pieces that count. A window may cut a span: its first and last label are free."""
    batch, length, _ = emissions.shape
    rows = torch.arange(batch)
    score = emissions[:, 0]
    path = emissions[rows, 0, gold[:, 0]]
    weights = mask.to(emissions.dtype)
    emitted = emissions.gather(2, gold[..., None])[..., 0]
    moved = transitions[gold[:, :-1], gold[:, 1:]]
    path = path + ((emitted[:, 1:] + moved) * weights[:, 1:]).sum(1)
    # exp(transitions) once: logsumexp over labels becomes a matrix product.
    moves = transitions.exp()
    for step in range(1, length):
        top = score.max(1, keepdim=True).values
        following = top + torch.log((score - top).exp() @ moves + 1e-30) + emissions[:, step]
        score = torch.where(mask[:, step, None], following, score)
    return (torch.logsumexp(score, 1) - path).sum()
