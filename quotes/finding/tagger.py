"""The learned tagger: contents, cues and sources with their links, from word-piece labels and a linker.

A small transformer encoder labels each word piece (begin, inside, outside of source, cue and content) over windows that
cross paragraphs; a linker then ties contents to cues and cues to sources. See docs/model-card.md.
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.errors import ModelError
from quotes.finding.context import Tagged
from quotes.finding.decoder import Decoder, Linked, from_arrays
from quotes.finding.encoding import MARK, START, Pieces, Window, encode, windows
from quotes.types import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "tagger"
FILES = ("tagger.onnx", "decoder.npz", "tokenizer.json")
CHECKSUMS = "SHA256SUMS"

WINDOW = 382
OVERLAP = 48
SECTION = 100_000
"""Code points that are held in memory as vectors at once, if segments allow."""
_REMEDY = "Install the package again."


class Tagger:
    """Weights in memory, read-only after construction."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, decoder: Decoder) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._decoder = decoder

    def tag(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
        """The attributions within ``segments``: sorted extents of the text, apart from each other, whose borders count
        as paragraph marks. Nothing outside of them is read. Sorted by where the content starts."""
        found = [each for section in _sections(segments) for each in self._tag_section(text, section)]
        return sorted((each for each in found if each.confidence >= self._decoder.threshold), key=_position)

    def tag_many(self, documents: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Tagged]]:
        """As ``tag``, for several (text, segments); one list each. Batches do not pay on one core: the memory that a
        window takes already fills the cache."""
        return [self.tag(text, segments) for text, segments in documents]

    def _tag_section(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
        base, end = segments[0][0], segments[-1][1]
        pieces = encode(self._tokenizer, text[base:end], [(a - base, b - base) for a, b in segments])
        if not len(pieces):
            return []
        linked = self._decoder.attributions(text[base:end], pieces, *read_windows(self._session, pieces))
        return [self._tagged(pieces, each, base) for each in linked]

    def _tagged(self, pieces: Pieces, linked: Linked, base: int) -> Tagged:
        def extents(*spans: Span | None) -> tuple[Span, ...]:
            bounds = ((pieces.starts[span[0]], pieces.ends[span[1] - 1]) for span in spans if span)
            return tuple((base + int(start), base + int(end)) for start, end in bounds)

        confidence, each = self._decoder.confidences(linked)
        return Tagged(extents(*linked.content), extents(linked.cue), extents(linked.source), confidence, each)


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
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content["tagger.onnx"], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(io.BytesIO(content["decoder.npz"]), allow_pickle=False) as arrays:
        return Tagger(session, tokenizer, from_arrays({name: arrays[name] for name in arrays.files}))


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


def read_windows(session: InferenceSession, pieces: Pieces) -> tuple[Floats, Floats]:
    """Hidden states (pieces, width) and label scores (pieces, labels) of one piece or more."""
    hidden: list[Floats] = []
    scores: list[Floats] = []
    for window in windows(pieces.ids, size=WINDOW, overlap=OVERLAP):
        vectors, labels = session.run(None, _feed(pieces, window))
        kept = slice(1 + window.keep_start - window.start, 1 + window.keep_end - window.start)
        hidden.append(vectors[0, kept])
        scores.append(labels[0, kept])
    return np.concatenate(hidden), np.concatenate(scores)


def _sections(segments: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of whole segments that are read apart, so that a book takes no more memory than a chapter."""
    section: list[Span] = []
    for segment in segments:
        if section and segment[1] - section[0][0] > SECTION:
            yield section
            section = []
        section.append(segment)
    if section:
        yield section


def _feed(pieces: Pieces, window: Window) -> dict[str, NDArray[np.int64]]:
    part = slice(window.start, window.end)
    return {
        "ids": np.concatenate([[START], pieces.ids[part], [MARK]])[None],
        "shape": np.pad(pieces.shape[part], 1)[None],
        "state": np.pad(pieces.state[part], 1)[None],
    }


def _position(tagged: Tagged) -> tuple[Span, ...]:
    return tagged.content
