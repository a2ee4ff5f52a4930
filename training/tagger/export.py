"""Writes the model as an ONNX graph, built node by node: fused operators, int8 weights, one scale for each column."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .labels import BIO_LABELS, BIOES_LABELS
from .model import BLOCK, HEADS, LAYERS, SHIFTS, WIDTH

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
Precision = Literal["float", "int8", "block8"]

CONTRIB = "com.microsoft"


class Graph:
    """Collects nodes and constants; every method returns the name of the value that it adds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        name = f"{operator.lower()}_{len(self.nodes)}"
        names = [name] + [f"{name}_{number}" for number in range(1, outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, name=name, domain=domain, **attributes))
        return name


def quantise_columns(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Symmetric int8 with one scale for each column of (inputs, outputs)."""
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def quantise_blocks(weight: Floats, block: int) -> tuple[NDArray[np.uint8], Floats]:
    """Symmetric 8 bit with one scale for each block of inputs of each output: (outputs, blocks, block), scales."""
    blocks = weight.T.reshape(weight.shape[1], -1, block)
    scale = np.maximum(np.abs(blocks).max(2), 1e-8) / 127
    quantised = np.clip(np.rint(blocks / scale[..., None]), -127, 127) + 128
    return quantised.astype(np.uint8), scale.astype(np.float32)


def smoothing(weight: Floats, largest: Floats, *, share: float = 0.75) -> Floats:
    """What to divide each input channel by (and multiply its weights with) so that outliers of the activations, whose
    largest sizes are given, do not coarsen the int8 steps of all others (SmoothQuant, Xiao et al., 2023)."""
    scale = np.maximum(largest, 1e-3) ** share / np.maximum(np.abs(weight).max(1), 1e-5) ** (1 - share)
    return np.maximum(scale, 1e-3).astype(np.float32)


def _dense(graph: Graph, x: str, name: str, weight: Floats, bias: Floats | None, precision: Precision) -> str:
    """x @ weight + bias; ``weight`` is (inputs, outputs)."""
    offset = graph.constant(f"{name}.bias", bias) if bias is not None else ""
    if precision == "int8":
        values, scale = quantise_columns(weight)
        operands = (graph.constant(f"{name}.weight", values), graph.constant(f"{name}.scale", scale), "", offset)
        return graph.add("DynamicQuantizeMatMul", x, *operands, domain=CONTRIB)
    if precision == "block8":
        packed, scales = quantise_blocks(weight, 32)
        operands = (graph.constant(f"{name}.weight", packed), graph.constant(f"{name}.scale", scales), "", "", offset)
        return graph.add(
            "MatMulNBits",
            x,
            *operands,
            domain=CONTRIB,
            K=weight.shape[0],
            N=weight.shape[1],
            bits=8,
            block_size=32,
            accuracy_level=4,
        )
    product = graph.add("MatMul", x, graph.constant(f"{name}.weight", weight))
    return graph.add("Add", product, offset) if offset else product


def _embeddings(graph: Graph, weights: Weights, positions: int) -> str:
    words = weights["encoder.words.weight"]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / 127
    table = graph.constant("words", np.clip(np.rint(words / scale), -127, 127).astype(np.int8))
    rows = graph.add("Cast", graph.add("Gather", table, "ids"), to=TensorProto.FLOAT)
    x = graph.add("Mul", rows, graph.add("Gather", graph.constant("words.scale", scale.astype(np.float32)), "ids"))
    length = graph.add("Shape", "ids", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    table = graph.constant("positions", weights["encoder.positions.weight"][:positions])
    x = graph.add("Add", x, graph.add("Slice", table, zero, length))
    for kind in ("shape", "state"):
        x = graph.add(
            "Add", x, graph.add("Gather", graph.constant(f"{kind}s", weights[f"encoder.{kind}s.weight"]), kind)
        )
    norm = [graph.constant(f"norm.{part}", weights[f"encoder.norm.{part}"]) for part in ("weight", "bias")]
    return graph.add("LayerNormalization", x, *norm, epsilon=1e-12, axis=-1)


def _attention(graph: Graph, heads: Sequence[str], number: int, positions: int) -> str:
    """Attention of queries, keys and values: within blocks in the lowest layers, of which a short window leaves some
    empty, over the whole window in the others."""

    def attend(parts: Sequence[str]) -> str:
        return graph.add("MultiHeadAttention", *parts, domain=CONTRIB, num_heads=HEADS)

    if number >= len(SHIFTS):
        return attend(heads)
    axis = graph.constant(f"{number}.axis", np.array([1], np.int64))
    borders = [
        graph.constant(f"{number}.border.{place}", np.array([place], np.int64))
        for place in [0, *range(BLOCK - SHIFTS[number], positions, BLOCK), positions]
    ]
    blocks = [
        attend([graph.add("Slice", head, start, end, axis) for head in heads])
        for start, end in itertools.pairwise(borders)
    ]
    return graph.add("Concat", *blocks, axis=1)


def _layer(
    graph: Graph, x: str, weights: Weights, number: int, precision: Precision, largest: Weights, positions: int
) -> str:
    prefix = f"encoder.layers.{number}."

    def dense(value: str, name: str, *, bias: bool = True) -> str:
        weight, offset = weights[f"{prefix}{name}.weight"].T, weights[f"{prefix}{name}.bias"] if bias else None
        if precision == "int8" and f"{number}.{name}" in largest:
            scale = smoothing(weight, largest[f"{number}.{name}"])
            value = graph.add("Mul", value, graph.constant(f"{number}.{name}.smoothing", 1 / scale))
            weight = weight * scale[:, None]
        return _dense(graph, value, f"{number}.{name}", weight, offset, precision)

    def add_and_norm(value: str, residual: str, name: str) -> str:
        parts = [
            graph.constant(f"{number}.{name}.{part}", weights[f"{prefix}{name}.{part}"]) for part in ("weight", "bias")
        ]
        # Kept apart: the fused SkipLayerNormalization takes eight times as long on CPU. For the same reason the tagger
        # loads the graph without the optimiser's own fusions.
        return graph.add("LayerNormalization", graph.add("Add", value, residual), *parts, epsilon=1e-12, axis=-1)

    heads = [dense(x, name) for name in ("query", "key", "value")]
    x = add_and_norm(dense(_attention(graph, heads, number, positions), "output"), x, "attention_norm")
    bias = graph.constant(f"{number}.up.bias", weights[f"{prefix}up.bias"])
    inner = graph.add("BiasGelu", dense(x, "up", bias=False), bias, domain=CONTRIB)
    return add_and_norm(dense(inner, "down"), x, "norm")


def build(
    weights: Weights,
    labels: tuple[Floats, Floats],
    *,
    precision: Precision = "int8",
    largest: Weights | None = None,
    positions: int = 384,
) -> onnx.ModelProto:
    """The graph: ids, shape, state (windows, length) to hidden (windows, length, width) and label scores (..., labels).

    ``labels`` is the label layer, weight (width, labels) and bias. ``largest`` gives the largest activation of each
    input channel of the dense layers to be smoothed, by name ("0.up"). All windows of a call have the same length;
    nothing is padded, so there is no mask.
    """
    graph = Graph()
    x = _embeddings(graph, weights, positions)
    for number in range(LAYERS):
        x = _layer(graph, x, weights, number, precision, largest or {}, positions)
    scores = _dense(graph, x, "labels", *labels, "float")
    for node in graph.nodes:
        for old, new in ((x, "hidden"), (scores, "scores")):
            for names in (node.input, node.output):
                for index, name in enumerate(names):
                    if name == old:
                        names[index] = new
    whole = ["windows", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, whole) for name in ("ids", "shape", "state")]
    outputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [*whole, WIDTH]),
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*whole, labels[1].size]),
    ]
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.constants), opset_imports=opsets, ir_version=8
    )
    model.producer_name = "quotes"
    return model


def spread() -> Floats:
    """Maps BIO scores to BIOES labels, (BIO, BIOES): begin and single from B, inside and end from I."""
    mapping = np.zeros((BIO_LABELS, BIOES_LABELS), np.float32)
    mapping[0, 0] = 1
    for role in range(3):
        for place, inside in enumerate((0, 1, 1, 0)):
            mapping[1 + 2 * role + inside, 1 + 4 * role + place] = 1
    return mapping


def label_layer(weights: Weights, *, bio_share: float, offsets: Floats) -> tuple[Floats, Floats]:
    """The BIO scores, for probabilities, and beside them the scores for Viterbi: the CRF's and ``bio_share`` of the
    BIO ones, with ``offsets`` (BIOES labels,) added. Both are linear in the hidden states, so one layer gives them."""
    weight = (1 - bio_share) * weights["bioes.weight"].T + bio_share * weights["bio.weight"].T @ spread()
    bias = (1 - bio_share) * weights["bioes.bias"] + bio_share * weights["bio.bias"] @ spread() + offsets
    return (
        np.concatenate([weights["bio.weight"].T, weight], 1).astype(np.float32),
        np.concatenate([weights["bio.bias"], bias]).astype(np.float32),
    )
