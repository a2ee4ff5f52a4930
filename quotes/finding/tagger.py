"""The learned tagger: contents, cues and sources with their links, from word-piece labels and a linker.

A small transformer encoder labels each word piece (begin, inside, outside of source, cue and content) over windows that
cross paragraphs; a linker then ties contents to cues and cues to sources. See docs/model-card.md.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.errors import ModelError
from quotes.finding.decoding import best_labels, label_spans, legal_transitions, log_softmax
from quotes.finding.encoding import MARK, PAD, START, Pieces, Window, encode, snap, windows
from quotes.finding.linker import Linker
from quotes.types import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "tagger"
FILES = ("tagger.onnx", "linker.npz", "tokenizer.json")
CHECKSUMS = "SHA256SUMS"

WINDOW = 254
OVERLAP = 32
BATCH = 1
_REMEDY = "Install the package again."


@dataclasses.dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the model sees it. Extents are code points of the text, snapped to whole words, sorted;
    ``cue`` and ``source`` may be empty. ``piece_confidence`` has one value for each piece of the content."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    piece_confidence: tuple[float, ...]


class Tagger:
    """Weights in memory, read-only after construction."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, linker: Linker) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._linker = linker
        self._inputs = [each.name for each in session.get_inputs()]
        self._transitions = legal_transitions()

    def tag(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
        """The attributions within ``segments``: sorted extents of the text, apart from each other, whose borders count
        as paragraph marks. Nothing outside of them is read. Sorted by where the content starts."""
        return self.tag_many([(text, segments)])[0]

    def tag_many(self, documents: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Tagged]]:
        """As ``tag``, for several (text, segments); one list each."""
        found = []
        for text, segments in documents:
            pieces = encode(self._tokenizer, text, segments)
            found.append(self._attributions(text, pieces, *self._read(pieces)) if len(pieces) else [])
        return found

    def _read(self, pieces: Pieces) -> tuple[Floats, Floats]:
        """Hidden states (pieces, width) and label scores (pieces, labels)."""
        hidden: list[Floats] = []
        scores: list[Floats] = []
        for window in windows(len(pieces), size=WINDOW, overlap=OVERLAP):
            vectors, labels = self._session.run(None, self._feed(pieces, window))
            kept = slice(1 + window.keep_start - window.start, 1 + window.keep_end - window.start)
            hidden.append(vectors[0, kept])
            scores.append(labels[0, kept])
        return np.concatenate(hidden), np.concatenate(scores)

    def _feed(self, pieces: Pieces, window: Window) -> dict[str, NDArray[np.generic]]:
        part = slice(window.start, window.end)
        ids = np.concatenate([[START], pieces.ids[part], [MARK]])[None]
        shape, state = (np.pad(array[part], 1)[None] for array in (pieces.shape, pieces.state))
        return dict(zip(self._inputs, (ids, shape, state, ids != PAD), strict=True))

    def _attributions(self, text: str, pieces: Pieces, hidden: Floats, scores: Floats) -> list[Tagged]:
        log_probabilities = log_softmax(scores)
        found = label_spans(best_labels(log_probabilities, self._transitions))
        spans = {role: [s for s in (snap(pieces, text, *span) for span in found[role]) if s] for role in found}
        probabilities = np.exp(log_probabilities)
        cue_of = self._linker.link("content", "cue", spans, pieces, hidden)
        source_of_cue = self._linker.link("cue", "source", spans, pieces, hidden)
        source_of_content = self._linker.link("content", "source", spans, pieces, hidden)
        groups: dict[tuple[str, int], list[int]] = {}
        for index, cue in enumerate(cue_of):
            groups.setdefault(("cue", cue) if cue >= 0 else ("content", index), []).append(index)

        def extent(span: Span) -> Span:
            return int(pieces.starts[span[0]]), int(pieces.ends[span[1] - 1])

        tagged = []
        for (kind, index), members in groups.items():
            source = source_of_cue[index] if kind == "cue" else source_of_content[index]
            contents = [spans["content"][member] for member in members]
            certain = [_certainty(probabilities, "content", span) for span in contents]
            cue_certain = _certainty(probabilities, "cue", spans["cue"][index]) if kind == "cue" else 1.0
            tagged.append(
                Tagged(
                    content=tuple(extent(span) for span in contents),
                    cue=(extent(spans["cue"][index]),) if kind == "cue" else (),
                    source=(extent(spans["source"][source]),) if source >= 0 else (),
                    confidence=min(1.0, float(np.mean(certain)) * cue_certain),
                    piece_confidence=tuple(min(1.0, each * cue_certain) for each in certain),
                )
            )
        return sorted(tagged, key=lambda each: each.content)


def load(folder: Path | None = None) -> Tagger:
    """The tagger with the weights of ``folder``, the package's own by default; loaded once per process.

    Raises ModelError where a file is missing or its checksum is not the recorded one.
    """
    return _load(folder or WEIGHTS)


@functools.cache
def _load(folder: Path) -> Tagger:
    import onnxruntime
    from tokenizers import Tokenizer

    content = dict(_checked(folder))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content["tagger.onnx"], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / "linker.npz", allow_pickle=False) as weights:
        linker = Linker({name: weights[name].astype(np.float32) for name in weights.files})
    return Tagger(session, tokenizer, linker)


def _checked(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each file's bytes, once its SHA-256 is the one that the checksum file (sha256sum's format) gives."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(folder / CHECKSUMS, "the tagger's checksums cannot be read", _REMEDY) from error
    recorded = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in FILES:
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(folder / name, "the tagger's weights are missing", _REMEDY) from error
        if hashlib.sha256(content).hexdigest() != recorded.get(name):
            raise ModelError(folder / name, "the tagger's weights are damaged", _REMEDY)
        yield name, content


def _certainty(probabilities: Floats, role: str, span: Span) -> float:
    """Mean probability of the role's two labels over the span."""
    column = {"source": 1, "cue": 3, "content": 5}[role]
    return float(probabilities[span[0] : span[1], column : column + 2].sum(1).mean())
