"""Variants of the training articles for a teacher to read: ``python -m training.tagger.vary FOLDER``, one a file.

Words are exchanged for neighbours in the encoder's word embeddings (Jiao et al., 2020): other names, other verbs of
saying, in sentences built as newspapers build them. What they say makes little sense, nor need it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.stop_words import STOP_WORDS

from . import polnear

NEAREST, LEAST = 12, 0.35
"""Neighbours of a word at most; cosine of their vectors at least."""
WORDS, NAMES = 0.22, 0.35
"""The share of words that are exchanged, and of those with a capital, which are then exchanged throughout the text."""
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{2,}(?![\w'’-])")


def neighbours(vocabulary: Mapping[str, int], vectors: NDArray[np.float32]) -> dict[str, list[str]]:
    """The nearest words of each whole word of the vocabulary but the stop words, itself left out; ``vectors`` (pieces,
    width) are the embeddings."""
    words = [word for word in vocabulary if re.fullmatch("[a-z]{2,}", word)]
    own = vectors[[vocabulary[word] for word in words]]
    own = own - vectors.mean(0)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    found = {}
    for first in range(0, len(words), 2_000):
        near = own[first : first + 2_000] @ own.T
        for word, cosines in zip(words[first:], near, strict=False):
            order = np.argsort(-cosines)[: NEAREST + 1]
            others = [words[other] for other in order if cosines[other] > LEAST and words[other] != word]
            if others and word not in STOP_WORDS:
                found[word] = others
    return found


def vary(text: str, near: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The text with some words exchanged, letter case and everything else kept."""
    names: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        plain, is_name = word.lower(), word[0].isupper()
        if plain not in near:
            return word
        exchanged = names.get(plain) if is_name else None
        if exchanged is None:
            is_drawn = chance.random() < (NAMES if is_name else WORDS)
            exchanged = chance.choice(near[plain]) if is_drawn else plain
            if is_name:
                names[plain] = exchanged
        if exchanged == plain:
            return word
        if word.isupper():
            return exchanged.upper()
        return exchanged.capitalize() if is_name else exchanged

    return _WORD.sub(other, text)


def main() -> None:
    from safetensors.numpy import load_file

    from . import prepare
    from .__main__ import add_corpus, encoder_folder

    arguments = argparse.ArgumentParser(description=__doc__)
    add_corpus(arguments)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--seed", type=int, default=7)
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    encoder = encoder_folder()
    vocabulary = prepare.load_tokenizer(encoder / "tokenizer.json").get_vocab()
    weights = load_file(encoder / "model.safetensors")
    (vectors,) = (value for name, value in weights.items() if name.endswith("word_embeddings.weight"))
    near, chance = neighbours(vocabulary, vectors), random.Random(options.seed)
    training, _ = polnear.split_held_out(polnear.load_articles(options.polnear), options.held_out)
    for article in training:
        (options.folder / f"{article.name}-varied.txt").write_text(vary(article.text, near, chance), encoding="utf-8")
    print(f"{len(training)} variants in {options.folder}")


if __name__ == "__main__":
    main()
