"""From trained encoder weights to the packed tagger: export, linker, settings and confidence from held-out articles."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import torch
from numpy.typing import NDArray
from torch import nn

from quotes.finding.decoder import BIO_SCORES, EVIDENCE, Decoder, from_arrays
from quotes.finding.decoding import best_labels, label_spans, legal_transitions
from quotes.finding.encoding import Pieces, snap
from quotes.finding.tagger import read_windows
from quotes.types import Span

from .calibrate import (
    Read,
    Settings,
    all_right,
    best_threshold,
    columns,
    cross_validated,
    decode,
    fit_confidence,
    search,
    training_rows,
    viterbi_scores,
)
from .evaluate import calibration_error
from .export import Weights, build, label_layer, spread
from .labels import gold_spans
from .link import Item, LinkModel, gold_extents, items, linker_arrays, train_linker
from .model import TaggerModel
from .pack import pack
from .polnear import Article
from .train import read

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[np.float32]]

SMOOTHED = ("up", "down")
CALIBRATION_ARTICLES = 15


def largest_activations(model: TaggerModel, pieces: Sequence[Pieces]) -> Weights:
    """The largest size that each input channel of the smoothed layers takes over some articles, by "layer.name"."""
    largest: dict[str, torch.Tensor] = {}

    def watch(name: str) -> object:
        def hook(_: nn.Module, inputs: tuple[torch.Tensor]) -> None:
            size = inputs[0].detach().float().flatten(0, -2).abs().amax(0)
            largest[name] = torch.maximum(largest[name], size) if name in largest else size

        return hook

    handles = [
        getattr(layer, name).register_forward_pre_hook(watch(f"{number}.{name}"))
        for number, layer in enumerate(model.encoder.layers)
        for name in SMOOTHED
    ]
    for each in pieces:
        read(model, each)
    for handle in handles:
        handle.remove()
    return {name: value.numpy() for name, value in largest.items()}


def separate_heads(weights: Weights) -> tuple[Floats, Floats]:
    """A label layer that gives both heads' scores unmixed, to choose the mixture by."""
    return (
        np.concatenate([weights["bio.weight"], weights["bioes.weight"]]).T,
        np.concatenate([weights["bio.bias"], weights["bioes.bias"]]),
    )


def read_articles(graph: bytes, articles: Sequence[Article], pieces: dict[str, Pieces]) -> list[Read]:
    """The articles through the exported graph, as at run time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    found = []
    for article in articles:
        hidden, scores = read_windows(session, pieces[article.name])
        found.append(Read(article, pieces[article.name], hidden, *columns(scores)))
    return found


def decoder_arrays(linker: Arrays, transitions: Floats, settings: Settings, **learned: object) -> Arrays:
    """The arrays of the decoder's file; without ``learned`` the confidence is even and nothing is left out."""
    values: dict[str, object] = {
        "transitions": np.clip(transitions, -20, 20),
        "link_share": settings.link_share,
        "threshold": 0.0,
        "confidence.weight": np.zeros(len(EVIDENCE)),
        "confidence.bias": 0.0,
        **{f"linker.{name}": value for name, value in linker.items()},
        **learned,
    }
    return {name: np.asarray(value, np.float32) for name, value in values.items()}


def linker_data(reads: Sequence[Read], transitions: Floats, *, seed: int = 0) -> list[list[Item]]:
    """Gold spans of each article, and predicted ones: with more sources and cues than the tagger would give, and some
    gold answers missing, as in articles that it has not learned by heart."""
    rng = random.Random(seed)
    eager = Settings(source=1.0, cue=0.7)
    data = []
    for each in reads:
        gold = gold_spans(each.pieces, each.article.readings[0])
        found = label_spans(best_labels(viterbi_scores(each, eager, spread())[:, BIO_SCORES:], transitions))
        predicted: dict[str, list[Span]] = {}
        for role, spans in found.items():
            snapped = [snap(each.pieces, each.article.text, *span) for span in spans]
            predicted[role] = [span for span in snapped if span and (role == "content" or rng.random() > 0.04)]
        data.append(
            items(each.pieces, each.hidden, gold_extents(gold), gold) + items(each.pieces, each.hidden, predicted, gold)
        )
    return data


def finish(
    model: TaggerModel,
    training: Sequence[Article],
    held_out: Sequence[Article],
    pieces: dict[str, Pieces],
    tokenizer: Path,
    folder: Path,
    *,
    linker: Path | None = None,
    settings: Settings | None = None,
    threshold: float | None = None,
) -> None:
    """Writes the packed tagger into ``folder``. ``linker`` keeps the trained linker between runs (.pt). Without
    ``settings`` or ``threshold`` the held-out articles choose them."""
    weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    largest = largest_activations(model, [pieces[a.name] for a in training[:: len(training) // CALIBRATION_ARTICLES]])
    graph = build(weights, separate_heads(weights), largest=largest).SerializeToString()
    transitions = weights["transitions"]
    link_model = LinkModel()
    if linker and linker.exists():
        link_model.load_state_dict(torch.load(linker, weights_only=True))
    else:
        link_model = train_linker(
            linker_data(read_articles(graph, training, pieces), transitions + legal_transitions())
        )
        if linker:
            torch.save(link_model.state_dict(), linker)
    link_model.eval()
    reads = read_articles(graph, held_out, pieces)

    def make(settings: Settings, **learned: object) -> Decoder:
        scaled = (1 - settings.bio_share) * transitions
        return from_arrays(decoder_arrays(linker_arrays(link_model), scaled, settings, **learned))

    if not settings:
        settings, counts = search(reads, make, spread())
        print(f"{settings}: {counts}", flush=True)
    linked = decode(reads, settings, make, spread())

    def with_confidence(weight: Floats, bias: float) -> Decoder:
        return make(settings, **{"confidence.weight": weight, "confidence.bias": bias})

    confidences, bins = cross_validated(reads, linked, with_confidence)
    for number, mean, share in bins:
        print(f"{number:5d} finds of mean confidence {mean:.3f}: {share:.3f} right")
    print(f"expected calibration error, cross-validated: {calibration_error(bins):.3f}", flush=True)
    if threshold is None:
        threshold = best_threshold(reads, linked, confidences)
    weight, bias = fit_confidence(*training_rows(linked, all_right(reads, linked)))
    scaled = (1 - settings.bio_share) * transitions
    arrays = decoder_arrays(
        linker_arrays(link_model), scaled, settings,
        **{"confidence.weight": weight, "confidence.bias": bias, "threshold": threshold},
    )  # fmt: skip
    labels = label_layer(weights, bio_share=settings.bio_share, offsets=settings.offsets())
    pack(folder, build(weights, labels, largest=largest), arrays, tokenizer)
    print(f"packed into {folder}: {dataclasses.asdict(settings)}, threshold {threshold}", flush=True)
