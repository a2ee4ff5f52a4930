"""Fine-tunes the encoder: token-wise loss on hard and soft labels plus a CRF loss, weights averaged over the steps."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from quotes.finding.encoding import MARK, PAD, START, Pieces, windows

from . import crf
from .batches import Batch, Example, epoch
from .labels import bio
from .model import TaggerModel

SAVE_EVERY, REPORT_EVERY = 100, 600


@dataclasses.dataclass(frozen=True)
class Recipe:
    """The settings of a run. With ``minutes`` the schedule follows the clock instead of ``epochs``."""

    epochs: float = 5.0
    minutes: float = 0.0
    learning_rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.08
    window: int = 382
    batch: int = 5
    soft: float = 0.5
    crf: float = 0.5
    augmentation: float = 1.0
    average: float = 0.998
    seed: int = 0


def parameter_groups(model: TaggerModel, recipe: Recipe) -> list[dict[str, Any]]:
    """Lower layers learn more slowly; the word embeddings stay as they are."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    layers = len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        if name.startswith("encoder.layers."):
            rate = recipe.learning_rate * recipe.layer_decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and not name.startswith(("encoder.shapes", "encoder.states")):
            rate = recipe.learning_rate * recipe.layer_decay**layers
        else:
            rate = recipe.head_rate
        if parameter.requires_grad:
            groups.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [
        {"params": parameters, "lr": rate, "base": rate, "weight_decay": decay}
        for (rate, decay), parameters in groups.items()
    ]


def losses(model: TaggerModel, batch: Batch, recipe: Recipe, illegal: Tensor) -> tuple[Tensor, Tensor]:
    """(token-wise, CRF) loss per scored piece."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, plain, framed = model(batch.ids, batch.shape, batch.state, batch.mask)
    log_probabilities = F.log_softmax(plain.float()[batch.counts], -1)
    token = F.nll_loss(log_probabilities, batch.bio[batch.counts])
    if batch.soft is not None:
        soft = -(batch.soft[batch.counts] * log_probabilities).sum(-1).mean()
        token = (1 - recipe.soft) * token + recipe.soft * soft
    inner = slice(1, batch.ids.shape[1] - 1)
    sequence = crf.negative_log_likelihood(
        framed.float()[:, inner], model.transitions + illegal, batch.bioes[:, inner], batch.counts[:, inner]
    )
    return token, sequence / batch.counts.sum()


class Average:
    """Exponential moving average of the weights, quick at first."""

    def __init__(self, model: TaggerModel, decay: float) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    def update(self, model: TaggerModel, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            if name != "encoder.words.weight":
                self.weights[name].lerp_(value, 1 - decay)


class Run:
    """A run's state: model, optimiser, averaged weights and where it is; saved to and resumed from ``folder``."""

    def __init__(self, model: TaggerModel, recipe: Recipe, folder: Path) -> None:
        torch.manual_seed(recipe.seed)
        random.seed(recipe.seed)
        self.model, self.recipe, self.folder = model, recipe, folder
        model.encoder.words.weight.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(parameter_groups(model, recipe), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.average = Average(model, recipe.average)
        self.illegal = crf.illegal_transitions()
        self.step = self.passes = 0
        self.began = time.monotonic()
        if (folder / "state.pt").exists():
            self._resume()
        self.rng = np.random.default_rng((recipe.seed, self.step))

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def _resume(self) -> None:
        state = torch.load(self.folder / "state.pt", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.weights = state["average"]
        self.step, self.passes = state["step"], state["passes"]
        self.began -= state["elapsed"]
        torch.manual_seed(self.recipe.seed + self.step)
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.weights,
            "step": self.step,
            "passes": self.passes,
            "elapsed": self.elapsed,
        }
        _save(self.folder / "state.pt", state)

    def learn(self, batch: Batch, progress: float) -> tuple[float, float]:
        """One step; the token-wise and the CRF loss."""
        warm_up = self.recipe.warm_up
        factor = min(1.0, progress / warm_up) * min(1.0, (1 - progress) / (1 - warm_up))
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * factor
        token, sequence = losses(self.model, batch, self.recipe, self.illegal)
        (token + self.recipe.crf * sequence).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.average.update(self.model, self.step)
        return float(token.detach()), float(sequence.detach())


def train(
    model: TaggerModel, examples: Sequence[Example], recipe: Recipe, folder: Path, held_out: Sequence[Example] = ()
) -> None:
    """Runs the recipe; ``folder`` gets state.pt (to go on from after a break), last.pt and average.pt (weights)."""
    run = Run(model, recipe, folder)
    pieces = sum(len(example.ids) for example in examples)
    # A pass has about 6 % more pieces than there are: short rests of articles get context.
    steps = int(recipe.epochs * pieces / (recipe.window * recipe.batch) * 1.06)
    recent: list[tuple[float, float]] = []
    model.train()
    progress = 0.0
    while progress < 1:
        run.passes += 1
        for batch in epoch(examples, run.rng, size=recipe.window, batch=recipe.batch, rate=recipe.augmentation):
            progress = run.elapsed / 60 / recipe.minutes if recipe.minutes else run.step / steps
            if progress >= 1:
                break
            recent = [*recent[-49:], run.learn(batch, progress)]
            if run.step % 50 == 0:
                token, sequence = np.mean(recent, 0)
                where = f"pass {run.passes} step {run.step} progress {progress:.3f} {run.elapsed:.0f} s"
                print(f"{where} token {token:.4f} crf {sequence:.4f}", flush=True)
            if run.step % SAVE_EVERY == 0:
                run.save()
            if run.step % REPORT_EVERY == 0 and held_out:
                _report(model, run.average, held_out, run.step)
    _save(folder / "last.pt", model.state_dict())
    _save(folder / "average.pt", run.average.weights)
    if held_out:
        _report(model, run.average, held_out, run.step)


def read(
    model: TaggerModel, pieces: Pieces | Example, *, size: int = 382, overlap: int = 64
) -> tuple[NDArray[np.float32], ...]:
    """Hidden states, BIO scores and BIOES scores of a whole article, each (pieces, width)."""
    kept: tuple[list[Tensor], ...] = ([], [], [])
    model.eval()
    for window in windows(pieces.ids, size=size, overlap=overlap):
        part = slice(window.start, window.end)
        ids = torch.from_numpy(np.concatenate([[START], pieces.ids[part], [MARK]]))[None]
        shape = torch.from_numpy(np.pad(pieces.shape[part], 1))[None]
        state = torch.from_numpy(np.pad(pieces.state[part], 1))[None]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = model(ids, shape, state, ids != PAD)
        inner = slice(1 + window.keep_start - window.start, 1 + window.keep_end - window.start)
        for store, output in zip(kept, outputs, strict=True):
            store.append(output[0, inner].float())
    return tuple(torch.cat(store).numpy() for store in kept)


def _report(model: TaggerModel, average: Average, held_out: Sequence[Example], step: int) -> None:
    """Token-wise loss on the held-out articles, of the weights as they are and averaged."""
    current = {name: value.clone() for name, value in model.state_dict().items()}
    found = []
    for weights in (current, average.weights):
        model.load_state_dict(weights)
        total = count = 0.0
        for example in held_out:
            scores = torch.from_numpy(read(model, example)[1])
            gold = torch.from_numpy(bio(example.roles[0], example.owners[0]))
            total += float(F.cross_entropy(scores, gold, reduction="sum"))
            count += len(gold)
        found.append(total / count)
    model.load_state_dict(current)
    model.train()
    print(f"held out at step {step}: token loss {found[0]:.4f}, averaged weights {found[1]:.4f}", flush=True)


def _save(path: Path, content: object) -> None:
    temporary = path.with_suffix(".tmp")
    torch.save(content, temporary)
    temporary.replace(path)
