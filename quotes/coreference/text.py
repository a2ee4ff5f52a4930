"""A parsed text as plain objects: what coreferee's rules read instead of a spaCy Doc.

coreferee asks for the same few attributes of a token thousands of times, and writes on the tokens. On these stand-ins
both are cheap, and the caller's Doc stays as it was. They have the names that the rules use, and no others.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
from coreferee.data_model import ChainHolder  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.tokens import Doc

from quotes.coreference.stretches import Range

VECTOR_WIDTH = 96
"""Of the rows of ``Doc.tensor``: what the small English models make of a token in its context."""


class Morph(dict[str, list[str]]):
    """Morphological features, as ``spacy.tokens.MorphAnalysis``: ``get("Number")`` is ``["Sing"]`` or ``[]``."""

    def __init__(self, features: str) -> None:
        self.features = tuple(features.split("|")) if features else ()
        pairs = (feature.partition("=") for feature in self.features)
        super().__init__({key: values.split(",") for key, _, values in pairs})

    def __missing__(self, key: str) -> list[str]:
        return []

    get = dict.__getitem__  # type: ignore[assignment]


morph = functools.lru_cache(maxsize=4096)(Morph)


class Token:
    """``i`` counts from the start of the text. ``facts`` is for what the rules work out once."""

    __slots__ = (
        "_",
        "_ancestors",
        "_subtree",
        "children",
        "coref_chains",
        "dep_",
        "doc",
        "ent_type_",
        "facts",
        "head",
        "i",
        "lemma_",
        "morph",
        "pos_",
        "sent",
        "tag_",
        "text",
    )

    head: Token
    sent: Sentence

    def __init__(self, doc: Text, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, features: str) -> None:
        self._ = self
        self._ancestors: list[Token] | None = None
        self._subtree: list[Token] | None = None
        self.children: list[Token] = []
        self.coref_chains = ChainHolder()
        self.doc = doc
        self.i = i
        self.text = text
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ""
        self.morph = morph(features)
        self.facts: dict[Any, Any] = {}

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __repr__(self) -> str:
        return f"{self.text}/{self.i}"

    @property
    def ancestors(self) -> list[Token]:
        """The head, its head and so on."""
        if self._ancestors is None:
            self._ancestors = [] if self.head is self else [self.head, *self.head.ancestors]
        return self._ancestors

    @property
    def subtree(self) -> list[Token]:
        """The token and all that depends on it, in order."""
        if self._subtree is None:
            left = [t for child in self.children if child.i < self.i for t in child.subtree]
            right = [t for child in self.children if child.i > self.i for t in child.subtree]
            self._subtree = [*left, self, *right]
        return self._subtree


class Sentence(list[Token]):
    """``start`` and ``end`` are token indices, half-open."""

    start: int
    end: int


class Text(list[Token]):
    """Tokens ``start:end`` of a Doc with the same parse, but no sentence that reaches beyond one of the pieces."""

    def __init__(self, doc: Doc, pieces: Iterable[Range], *, persons: frozenset[str] = frozenset()) -> None:
        """``pieces``: consecutive, ``(start, end)``. A name of one word that is in ``persons`` counts as a PERSON."""
        super().__init__()
        self._ = self
        self.coref_chains = ChainHolder()
        self.sents: list[Sentence] = []
        pieces = list(pieces)
        self.start, end = (pieces[0][0], pieces[-1][1]) if pieces else (0, 0)
        for i, token in enumerate(doc[self.start : end]):
            self.append(Token(self, i, token.text, token.lemma_, token.pos_, token.tag_, token.dep_, str(token.morph)))
        self._label(doc, end, persons)
        for first, last in pieces:
            self._parse(doc, first - self.start, last - self.start)
        tensor: NDArray[Any] = np.asarray(doc.tensor)[self.start : end]
        if tensor.shape != (len(self), VECTOR_WIDTH):  # from a DocBin, or another pipeline's
            tensor = np.zeros((len(self), VECTOR_WIDTH), dtype="f")
        self.vectors = tensor

    def _parse(self, doc: Doc, first: int, last: int) -> None:
        """One sentence of a piece: the first token whose head lies outside takes in the others."""
        sentence = Sentence(self[first:last])
        sentence.start, sentence.end = first, last
        self.sents.append(sentence)
        root: Token | None = None
        for token in sentence:
            token.sent = sentence
            head = doc[self.start + token.i].head.i - self.start
            if first <= head < last and head != token.i:
                token.head = self[head]
            elif root is None:
                root = token.head = token
                token.dep_ = "ROOT"
            else:
                token.head, token.dep_ = root, "dep"
            if token.head is not token:
                token.head.children.append(token)

    def _label(self, doc: Doc, end: int, persons: frozenset[str]) -> None:
        for token, own in zip(doc[self.start : end], self, strict=True):
            own.ent_type_ = token.ent_type_
            if token.text in persons and token.pos_ == "PROPN" and token.ent_iob_ != "I":
                following = doc[token.i + 1] if token.i + 1 < len(doc) else None
                if following is None or following.ent_iob_ != "I":
                    own.ent_type_ = "PERSON"


def surnames(doc: Doc) -> frozenset[str]:
    """The last words of the names of several words that the entity recognizer calls persons.

    The small models call the surname of a person whom they have recognised by the full name an organization, a place
    or nothing at all.
    """
    words = ([token.text for token in ent if token.pos_ == "PROPN"] for ent in doc.ents if ent.label_ == "PERSON")
    return frozenset(name[-1] for name in words if len(name) > 1)
