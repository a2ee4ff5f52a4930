"""A teacher's label probabilities: what an earlier run thinks of the training articles (Furlanello et al., 2018)."""

from __future__ import annotations

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


def soft_labels(teacher: Path, pieces: dict[str, Pieces], cache: Path) -> dict[str, NDArray[np.float32]]:
    """Probabilities of the BIO labels by article, (pieces, labels); kept in ``cache`` (.npz) between runs."""
    if not cache.exists():
        model = load_model(teacher)
        found = {}
        for name, each in pieces.items():
            scores = read(model, each)[1]
            shares = np.exp(scores - scores.max(1, keepdims=True))
            found[name] = (shares / shares.sum(1, keepdims=True)).astype(np.float16)
        np.savez(cache, **found)
    with np.load(cache) as stored:
        return {name: stored[name].astype(np.float32) for name in pieces}
