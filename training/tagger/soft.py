"""Soft labels: what teachers, earlier runs or larger models, think of the training articles (Hinton, Vinyals and Dean,
2015; born-again networks, Furlanello et al., 2018)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from quotes.finding.decoding import best_labels, label_spans, legal_transitions
from quotes.finding.encoding import MARK, PAD, START, Pieces, Window, windows

from . import teacher, train
from .batches import Ints, Lesson
from .calibrate import Settings
from .export import spread
from .labels import BIO_LABELS, BIOES_LABELS, ROLE_NUMBER
from .model import TaggerModel

EAGER = Settings(bio_share=0.25, source=1.0, cue=0.3, content=0.3)
SIZE, OVERLAP, ROWS = 382, 48, 8
"""Pieces of a window, pieces that two share, windows that are read at a time."""


def load_model(path: Path) -> TaggerModel:
    """A run's weights, of the small encoder or of the teacher's."""
    weights = torch.load(path, weights_only=True)
    large = weights["bio.weight"].shape[1] == teacher.WIDTH
    model = teacher.untrained() if large else TaggerModel()
    model.load_state_dict(weights)
    return model.eval()


def soft_labels(
    teachers: Sequence[Path], shares: Sequence[float], pieces: Mapping[str, Pieces], cache: Path
) -> dict[str, NDArray[np.float32]]:
    """Probabilities of the BIO labels by article, (pieces, labels), the mean of all teachers' with these shares; kept
    in ``cache`` (.npz) between runs."""
    if not cache.exists():
        total = sum(shares)
        told = [probabilities(load_model(path), pieces) for path in teachers]
        found = {
            name: sum(share / total * each[name] for share, each in zip(shares, told, strict=True)).astype(np.float16)
            for name in pieces
        }
        np.savez(cache, **found)
    with np.load(cache) as stored:
        return {name: stored[name].astype(np.float32) for name in pieces}


def lessons(
    teachers: Sequence[Path], shares: Sequence[float], pieces: Mapping[str, Pieces], folder: Path
) -> dict[str, Lesson]:
    """What the teachers think of texts, by name: the mean of all with these shares, but the last layer of the first.
    Kept in ``folder``, one file a text, so that a broken run goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    models = [load_model(path) for path in teachers]
    parts = [share / sum(shares) for share in shares]
    transitions = sum(part * model.transitions.detach().numpy() for part, model in zip(parts, models, strict=True))
    found = {}
    for name, each in pieces.items():
        path = folder / f"{name}.npz"
        if not path.exists():
            temporary = folder / f"{name}.tmp.npz"
            np.savez(temporary, **_thoughts(models, parts, each))
            temporary.replace(path)
        with np.load(path) as stored:
            told, deep = stored["soft"].astype(np.float32), stored["deep"]
        found[name] = Lesson(told, deep, *_reading(told, deep[:, :BIOES_LABELS], transitions))
    return found


def _thoughts(models: Sequence[TaggerModel], parts: Sequence[float], pieces: Pieces) -> dict[str, NDArray[np.float16]]:
    """The arrays ``soft`` and ``deep`` of a Lesson."""
    read = [train.read(model, pieces, size=SIZE, overlap=OVERLAP) for model in models]
    likely = scores = 0.0
    for part, (_, plain, framed) in zip(parts, read, strict=True):
        odds = np.exp(plain - plain.max(1, keepdims=True))
        likely = likely + part * odds / odds.sum(1, keepdims=True)
        scores = scores + part * (framed - framed.mean(1, keepdims=True))
    deep = np.concatenate([scores, read[0][0]], 1)
    return {"soft": likely.astype(np.float16), "deep": deep.astype(np.float16)}


def _reading(
    told: NDArray[np.float32], scores: NDArray[np.float16], transitions: NDArray[np.float32]
) -> tuple[Ints, Ints]:
    """The best legal sequence of labels as roles and owners (see ``labels.piece_roles``). Its scores are mixed from
    both heads' as at run time, each role a little likelier than it seems: what the teachers nearly see counts too."""
    share = EAGER.bio_share
    mixed = (1 - share) * scores.astype(np.float32) + share * (np.log(told + 1e-6) @ spread()) + EAGER.offsets()
    best = best_labels(mixed, np.clip((1 - share) * transitions, -20, 20) + legal_transitions())
    owners, roles = np.full(len(best), -1, np.int64), np.zeros(len(best), np.int64)
    spans = [(role, span) for role, found in label_spans(best).items() for span in found]
    for number, (role, (start, end)) in enumerate(spans):
        roles[start:end], owners[start:end] = ROLE_NUMBER[role], number
    return roles, owners


def probabilities(model: TaggerModel, pieces: Mapping[str, Pieces]) -> dict[str, NDArray[np.float32]]:
    """A model's probabilities of the BIO labels, by article, (pieces, labels). Windows of like length are read
    together: a window alone does not fill the processor."""
    cuts = [(name, window) for name, each in pieces.items() for window in windows(each.ids, size=SIZE, overlap=OVERLAP)]
    cuts.sort(key=lambda cut: cut[1].end - cut[1].start)
    found = {name: np.zeros((len(each.ids), BIO_LABELS), np.float32) for name, each in pieces.items()}
    for first in range(0, len(cuts), ROWS):
        rows = cuts[first : first + ROWS]
        for (name, window), scores in zip(rows, _scores(model, pieces, rows), strict=True):
            inner = slice(1 + window.keep_start - window.start, 1 + window.keep_end - window.start)
            found[name][window.keep_start : window.keep_end] = scores[inner]
    return found


def _scores(
    model: TaggerModel, pieces: Mapping[str, Pieces], rows: Sequence[tuple[str, Window]]
) -> NDArray[np.float32]:
    """Probabilities for each window, (windows, length, labels)."""
    length = 2 + max(window.end - window.start for _, window in rows)
    ids = np.full((len(rows), length), PAD, np.int64)
    shape, state = np.zeros_like(ids), np.zeros_like(ids)
    for row, (name, window) in enumerate(rows):
        part, end = slice(window.start, window.end), 1 + window.end - window.start
        ids[row, 0], ids[row, end] = START, MARK
        for store, values in ((ids, pieces[name].ids), (shape, pieces[name].shape), (state, pieces[name].state)):
            store[row, 1:end] = values[part]
    tensors = [torch.from_numpy(store) for store in (ids, shape, state)]
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        plain = model(*tensors, tensors[0] != PAD)[1]
    return np.asarray(plain.float().softmax(-1).numpy())
