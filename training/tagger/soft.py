"""Soft labels: what earlier runs think of the training articles (born-again networks, Furlanello et al., 2018)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from quotes.finding.encoding import Pieces

from .model import TaggerModel
from .train import read


def load_model(path: Path) -> TaggerModel:
    model = TaggerModel()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


def soft_labels(teachers: Sequence[Path], pieces: dict[str, Pieces], cache: Path) -> dict[str, NDArray[np.float32]]:
    """Probabilities of the BIO labels by article, (pieces, labels), the mean of all teachers'; kept in ``cache`` (.npz)
    between runs."""
    if not cache.exists():
        models = [load_model(teacher) for teacher in teachers]
        found = {
            name: np.mean([_probabilities(model, each) for model in models], 0).astype(np.float16)
            for name, each in pieces.items()
        }
        np.savez(cache, **found)
    with np.load(cache) as stored:
        return {name: stored[name].astype(np.float32) for name in pieces}


def _probabilities(model: TaggerModel, pieces: Pieces) -> NDArray[np.float32]:
    scores = read(model, pieces)[1]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(shares / shares.sum(1, keepdims=True))
