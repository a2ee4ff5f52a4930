"""Private working copies of stretches of a parsed text: what coreference runs on.

coreferee writes on the Doc that it reads and takes time that grows with the square of a sentence's length. So it never
sees the caller's Doc, only copies of bounded windows in which no sentence is longer than ``MAX_SENTENCE``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Range = tuple[int, int]
"""Token indices, half-open."""

MAX_SENTENCE = 150
"""Tokens; longer sentences are cut. No sentence of edited prose is that long; lists and unpunctuated text are."""
MAX_WINDOW = 1000
"""Tokens that are looked at together: more than two pages."""
MAX_OVERLAP = 250
"""Tokens of the window before that are looked at again, so that the first pronouns of a window have antecedents."""
OVERLAP_SENTENCES = 5
"""coreferee looks for the antecedents of a pronoun in the five sentences before its own."""

ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
HEAD, DEP, ENT_IOB, ENT_TYPE = (ATTRIBUTES.index(name) for name in ("HEAD", "DEP", "ENT_IOB", "ENT_TYPE"))


def windows(doc: Doc, stretches: Iterable[Range] | None = None) -> Iterator[tuple[int, int, int]]:
    """The windows to look at, as token indices ``(start, fresh, end)``, in order.

    ``stretches`` are joined where they touch; a gap between two ends the window. ``start:fresh`` is context that the
    window before has dealt with already; the ``fresh:end`` of all windows cover the stretches once. Without stretches,
    the whole Doc. Indices beyond the Doc are clipped; empty stretches are left out.
    """
    for start, end in joined(doc, [(0, len(doc))] if stretches is None else stretches):
        pieces = list(sentence_pieces(doc, start, end))
        first = fresh = 0
        for last in range(1, len(pieces) + 1):
            full = last < len(pieces) and pieces[last][1] - pieces[first][0] > MAX_WINDOW
            if not full and last < len(pieces):
                continue
            yield pieces[first][0], pieces[fresh][0], pieces[last - 1][1]
            fresh = last
            first = max(last - OVERLAP_SENTENCES, first + 1)
            while first < fresh and pieces[fresh - 1][1] - pieces[first][0] > MAX_OVERLAP:
                first += 1


def joined(doc: Doc, stretches: Iterable[Range]) -> list[Range]:
    """The stretches in order, overlapping ones and those with nothing but white space between them made one."""
    runs: list[Range] = []
    for start, end in sorted((max(start, 0), min(end, len(doc))) for start, end in stretches):
        if start >= end:
            continue
        if runs and all(doc[i].is_space for i in range(runs[-1][1], start)):
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def sentence_pieces(doc: Doc, start: int, end: int) -> Iterator[Range]:
    """The sentences of ``doc[start:end]``, cut where they are longer than ``MAX_SENTENCE``."""
    begin = start
    for i in range(start + 1, end + 1):
        if i == end or doc[i].is_sent_start or i - begin == MAX_SENTENCE:
            yield begin, i
            begin = i


def surnames(doc: Doc) -> frozenset[str]:
    """The last words of the names of several words that the entity recognizer calls persons."""
    return frozenset(ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1)


def working_copy(doc: Doc, start: int, end: int, *, persons: frozenset[str] = frozenset()) -> Doc:
    """A Doc of its own of the tokens ``start:end``: same parse, no sentence longer than ``MAX_SENTENCE``.

    A single word that is in ``persons`` is labelled PERSON: the small models call the surname of a person whom they
    have recognised by the full name an organization, a place or nothing at all.
    """
    copy = Doc(doc.vocab, words=[t.text for t in doc[start:end]], spaces=[bool(t.whitespace_) for t in doc[start:end]])
    array: NDArray[Any] = doc.to_array(ATTRIBUTES)[start:end].copy()
    root, loose = doc.vocab.strings.add("ROOT"), doc.vocab.strings.add("dep")
    pieces = [(first - start, last - start) for first, last in sentence_pieces(doc, start, end)]
    _keep_heads_inside(array, pieces, root=root, loose=loose)
    if persons:
        _spread_persons(doc, start, array, persons)
    if len(array) and array[0, ENT_IOB] == 1:  # inside an entity that began before the start
        array[0, ENT_IOB] = 3
    copy.from_array(ATTRIBUTES, cast(Any, array))
    copy.tensor = doc.tensor[start:end]
    return copy


def _keep_heads_inside(array: NDArray[Any], pieces: Sequence[Range], *, root: int, loose: int) -> None:
    """Give each piece one root: the first token whose head lies outside takes in the others."""
    offsets = array[:, HEAD].astype(np.int64)
    targets = np.arange(len(array)) + offsets
    for first, last in pieces:
        strays = [i for i in range(first, last) if not first <= targets[i] < last or targets[i] == i]
        for i in strays:
            array[i, HEAD] = np.int64(strays[0] - i).astype(np.uint64)
            array[i, DEP] = root if i == strays[0] else loose


def _spread_persons(doc: Doc, start: int, array: NDArray[Any], persons: frozenset[str]) -> None:
    person = doc.vocab.strings.add("PERSON")
    for i in range(len(array)):
        token = doc[start + i]
        alone = array[i, ENT_IOB] != 1 and (i + 1 == len(array) or array[i + 1, ENT_IOB] != 1)
        if alone and token.pos_ == "PROPN" and token.text in persons:
            array[i, ENT_IOB], array[i, ENT_TYPE] = 3, person
