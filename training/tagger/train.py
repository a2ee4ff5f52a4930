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
from torch import Tensor, nn

from quotes.finding.encoding import MARK, PAD, START, Pieces, windows

from . import crf
from .batches import Batch, Example, epoch
from .labels import BIOES_LABELS, bio
from .model import WIDTH, TaggerModel

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
    lesson: float = 1.0
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


def losses(
    model: TaggerModel, batch: Batch, recipe: Recipe, illegal: Tensor, projection: nn.Linear | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """(token-wise, CRF, lessons') loss per scored piece; ``projection`` takes the hidden states to the teacher's
    width."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden, plain, framed = model(batch.ids, batch.shape, batch.state, batch.mask)
        projected = projection(hidden) if projection else hidden
    pieces, framed = batch.counts.sum(), framed.float()
    log_probabilities = F.log_softmax(plain.float(), -1)
    token = F.nll_loss(log_probabilities[batch.counts], batch.bio[batch.counts])
    if batch.soft is not None:
        soft = -(batch.soft * log_probabilities).sum(-1)[batch.counts].mean()
        token = (1 - recipe.soft) * token + recipe.soft * soft
    inner = slice(1, batch.ids.shape[1] - 1)
    path = framed[:, inner], model.transitions + illegal, batch.bioes[:, inner]
    sequence = crf.negative_log_likelihood(*path, batch.counts[:, inner]) / pieces
    lesson = _lesson_loss(batch, framed, projected.float()) if batch.lesson is not None else plain.new_zeros(())
    return token, sequence, lesson


def _lesson_loss(batch: Batch, framed: Tensor, projected: Tensor) -> Tensor:
    """How far the scores for the CRF are from the teacher's, relative to their variance, and one less the cosine of the
    hidden states (Sun et al., 2019; Jiao et al., 2020)."""
    assert batch.lesson is not None
    wanted, deep = batch.lesson[batch.counts].split((BIOES_LABELS, batch.lesson.shape[2] - BIOES_LABELS), -1)
    scores = framed[batch.counts] - framed[batch.counts].mean(-1, keepdim=True)
    angle = 1 - F.cosine_similarity(projected[batch.counts], deep, dim=-1).mean()
    return (scores - wanted).square().mean() / wanted.var() + angle


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

    def __init__(self, model: TaggerModel, recipe: Recipe, folder: Path, *, taught: int = 0) -> None:
        """``taught`` is the width of the teacher's last layer, 0 without lessons."""
        torch.manual_seed(recipe.seed)
        random.seed(recipe.seed)
        self.model, self.recipe, self.folder = model, recipe, folder
        model.encoder.words.weight.requires_grad_(False)
        self.projection = nn.Linear(WIDTH, taught) if taught else None
        groups = parameter_groups(model, recipe)
        if self.projection:
            rate = recipe.head_rate
            groups.append({"params": [*self.projection.parameters()], "lr": rate, "base": rate, "weight_decay": 0.01})
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
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
        if self.projection:
            self.projection.load_state_dict(state["projection"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.weights = state["average"]
        self.step, self.passes = state["step"], state["passes"]
        self.began -= state["elapsed"]
        torch.manual_seed(self.recipe.seed + self.step)
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "projection": self.projection.state_dict() if self.projection else {},
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.weights,
            "step": self.step,
            "passes": self.passes,
            "elapsed": self.elapsed,
        }
        _save(self.folder / "state.pt", state)

    def learn(self, batch: Batch, progress: float) -> tuple[float, float, float]:
        """One step; the token-wise loss, that of the CRF and that of the lessons."""
        warm_up = self.recipe.warm_up
        factor = min(1.0, progress / warm_up) * min(1.0, (1 - progress) / (1 - warm_up))
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * factor
        token, sequence, lesson = losses(self.model, batch, self.recipe, self.illegal, self.projection)
        (token + self.recipe.crf * sequence + self.recipe.lesson * lesson).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.average.update(self.model, self.step)
        return float(token.detach()), float(sequence.detach()), float(lesson.detach())


def train(
    model: TaggerModel, examples: Sequence[Example], recipe: Recipe, folder: Path, held_out: Sequence[Example] = ()
) -> None:
    """Runs the recipe; ``folder`` gets state.pt (to go on from after a break), last.pt and average.pt (weights)."""
    widths = {example.lesson.shape[1] - BIOES_LABELS for example in examples if example.lesson is not None}
    run = Run(model, recipe, folder, taught=max(widths, default=0))
    pieces = sum(len(example.ids) for example in examples)
    # A pass has about 6 % more pieces than there are: short rests of articles get context.
    steps = int(recipe.epochs * pieces / (recipe.window * recipe.batch) * 1.06)
    recent: list[tuple[float, float, float]] = []
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
                token, sequence, lesson = np.mean(recent, 0)
                where = f"pass {run.passes} step {run.step} progress {progress:.3f} {run.elapsed:.0f} s"
                print(f"{where} token {token:.4f} crf {sequence:.4f} lessons {lesson:.4f}", flush=True)
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
