"""Articles to examples: tokenised as the tagger does it at run time, gold extents put on the pieces."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotes.finding.encoding import Pieces, encode

from .batches import Example, Lesson
from .labels import gold_spans, piece_roles
from .polnear import Article


def load_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def article_pieces(tokenizer: Tokenizer, article: Article) -> Pieces:
    return encode(tokenizer, article.text, [(0, len(article.text))])


def example(pieces: Pieces, article: Article, soft: NDArray[np.float32] | None = None) -> Example:
    labelled = [piece_roles(len(pieces), gold_spans(pieces, reading)) for reading in article.readings]
    return Example(
        pieces.ids,
        pieces.shape,
        pieces.state,
        tuple(roles for roles, _ in labelled),
        tuple(owners for _, owners in labelled),
        soft,
    )


def unlabelled(pieces: Pieces) -> Example:
    """A text that no annotator has read."""
    return Example(pieces.ids, pieces.shape, pieces.state, (), (), None)


def taught(example: Example, lesson: Lesson) -> Example:
    """The example with what teachers think of it; their reading is one more beside the annotators'."""
    roles, owners = (*example.roles, lesson.roles), (*example.owners, lesson.owners)
    return dataclasses.replace(example, roles=roles, owners=owners, soft=lesson.soft, lesson=lesson.deep)


def check_alignment(pieces: Sequence[Pieces], articles: Sequence[Article]) -> float:
    """The share of gold extents whose borders are borders of pieces: what is lost before any learning."""
    exact = total = 0
    for each, article in zip(pieces, articles, strict=True):
        starts, ends = set(each.starts.tolist()), set(each.ends.tolist())
        for attribution in article.readings[0]:
            for role in ("content", "cue", "source"):
                for start, end in attribution.role(role):
                    total += 1
                    exact += start in starts and end in ends
    return exact / max(1, total)
