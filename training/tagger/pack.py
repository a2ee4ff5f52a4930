"""Puts the parts into the folder that quotes/finding/tagger.py loads: graph, decoder, tokenizer, checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from quotes.finding.tagger import CHECKSUMS, FILES


def pack(folder: Path, graph: onnx.ModelProto, decoder: dict[str, NDArray[np.float32]], tokenizer: Path) -> None:
    """Writes all files of the folder, the checksums last."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, str(folder / "tagger.onnx"))
    half = {
        name: each.astype(np.float16 if each.ndim > 1 and each.size > 1000 else np.float32)
        for name, each in decoder.items()
    }
    np.savez_compressed(folder / "decoder.npz", **half)
    settings = json.loads(tokenizer.read_text(encoding="utf-8"))
    settings["truncation"] = settings["padding"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="ascii")
