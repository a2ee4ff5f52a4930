"""What the network is told about each pair of an anaphor and a mention that it may stand for.

The features are coreferee's (``coreferee.tendencies``), worked out for all pairs of a text together: the kind and the
position of the anaphor and of the mention, and five figures on the two of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.coreference.text import Text, Token

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

POSITIONS = 7
FIGURES = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of a text, by anaphor. ``anaphors`` and ``mentions`` hold a row of vector, kind and position each;
    pair ``p`` is of ``anaphors[anaphor[p]]`` and ``mentions[mention[p]]``, with the figures ``figures[p]``.
    ``counts`` says how many pairs each anaphor has."""

    anaphor_vectors: Floats
    anaphors: Floats
    mention_vectors: Floats
    mentions: Floats
    figures: Floats
    anaphor: Ints
    mention: Ints
    counts: Ints


class Table:
    """The values of each kind feature that training saw, by name of the feature: a column each.

    The names and their order are those of coreferee's ``FeatureTable``.
    """

    def __init__(self, values: Mapping[str, Iterable[str]]) -> None:
        self.columns: dict[str, dict[str, int]] = {}
        self.width = 0
        for name in FEATURES:
            self.columns[name] = {value: self.width + i for i, value in enumerate(values[name])}
            self.width += len(self.columns[name])

    def kind(self, token: Token) -> dict[str, list[int]]:
        """The columns that are 1 for a token, by feature."""
        known: dict[str, list[int]] | None = token.facts.get("kind")
        if known is None:
            known = {}
            for name, values in FEATURES.items():
                columns = self.columns[name]
                known[name] = [columns[value] for value in values(token) if value in columns]
            token.facts["kind"] = known
        return known

    def row(self, tokens: list[Token]) -> Floats:
        """Kind and position of a mention with these head words. Of the words after the first only the features count
        that are the sums of all words' in coreferee."""
        row = np.zeros(self.width + POSITIONS, dtype="f")
        for columns in self.kind(tokens[0]).values():
            row[columns] = 1
        for token in tokens[1:]:
            for name in SHARED:
                row[self.kind(token)[name]] = 1
        row[self.width :] = position(tokens[0], whole=len(tokens) > 1)
        return row


def _before(token: Token) -> list[str]:
    return [child.dep_ for child in token.children if child.i < token.i]


def _after(token: Token) -> list[str]:
    return [child.dep_ for child in token.children if child.i > token.i]


def _of_head(values: Callable[[Token], Iterable[str]]) -> Callable[[Token], Iterable[str]]:
    return lambda token: () if token.dep_ == "ROOT" else values(token.head)


FEATURES: dict[str, Callable[[Token], Iterable[str]]] = {
    "tags": lambda token: (token.tag_,),
    "morphs": lambda token: token.morph.features,
    "ent_types": lambda token: (token.ent_type_,),
    "lefthand_deps_to_children": _before,
    "righthand_deps_to_children": _after,
    "lefthand_deps_to_parents": lambda token: (token.dep_,) if token.i < token.head.i else (),
    "righthand_deps_to_parents": lambda token: (token.dep_,) if token.i > token.head.i else (),
    "parent_tags": _of_head(lambda head: (head.tag_,)),
    "parent_morphs": _of_head(lambda head: head.morph.features),
    "parent_lefthand_deps_to_children": _of_head(_before),
    "parent_righthand_deps_to_children": _of_head(_after),
}
SHARED = ("morphs", "lefthand_deps_to_children", "righthand_deps_to_children")


def position(token: Token, *, whole: bool) -> list[int]:
    """Where the token stands: in its sentence, in the structure, in a coordination. ``whole``: for all of that."""
    holder = token.coref_chains
    siblings = len(holder.temp_dependent_siblings)
    governed = holder.temp_governing_sibling is not None
    ancestors = token.ancestors
    return [
        token.i - token.sent.start,
        len(ancestors),
        sum(ancestor.pos_ == "VERB" for ancestor in ancestors),
        _nth_at_depth(token),
        -1 if token.dep_ == "ROOT" else token.head.children.index(token),
        -1 if governed or (siblings and not whole) else siblings,
        int(governed),
    ]


def _nth_at_depth(token: Token) -> int:
    if "nth" not in token.facts:
        seen: dict[int, int] = {}
        for other in token.sent:
            depth = len(other.ancestors)
            other.facts["nth"] = seen.get(depth, 0)
            seen[depth] = other.facts["nth"] + 1
    nth: int = token.facts["nth"]
    return nth


def pairs(text: Text, table: Table) -> Pairs | None:
    """The pairs of all anaphors that have candidates, None if there are none. Sorts the candidates as coreferee does:
    by their places in the text."""
    anaphors = [token for token in text if hasattr(token.coref_chains, "temp_potential_referreds")]
    if not anaphors:
        return None
    places: dict[tuple[int, ...], int] = {}
    anaphor, mention, distances = [], [], []
    for number, token in enumerate(anaphors):
        candidates = token.coref_chains.temp_potential_referreds
        candidates.sort(key=lambda candidate: candidate.root_index)
        for candidate in candidates:
            anaphor.append(number)
            mention.append(places.setdefault(tuple(candidate.token_indexes), len(places)))
            distances.append(_distances(text[candidate.root_index], token))
    heads = [[text[index] for index in indexes] for indexes in places]
    rows = [np.array([table.row([token]) for token in anaphors]), np.array([table.row(tokens) for tokens in heads])]
    first, second = np.array(anaphor), np.array(mention)
    figures = np.empty((len(first), FIGURES), dtype="f")
    figures[:, :3] = distances
    figures[:, 3] = _similarities(text, anaphors, [tokens[0] for tokens in heads], first, second)
    figures[:, 4] = (rows[0][first, : table.width] * rows[1][second, : table.width]).sum(axis=1)
    return Pairs(
        anaphor_vectors=text.vectors[[token.i for token in anaphors]],
        anaphors=rows[0],
        mention_vectors=np.array([text.vectors[[token.i for token in tokens]].mean(axis=0) for tokens in heads]),
        mentions=rows[1],
        figures=figures,
        anaphor=first,
        mention=second,
        counts=np.bincount(first, minlength=len(anaphors)),
    )


def _distances(root: Token, anaphor: Token) -> tuple[int, int, bool]:
    """Words and sentences from the mention to the anaphor, and whether the mention stands above it."""
    holder = root.coref_chains
    above = anaphor.ancestors
    governor: Token | None = holder.temp_governing_sibling
    reaches = _is_above(root, above) or (governor is not None and _is_above(governor, above))
    return anaphor.i - root.i, anaphor.coref_chains.temp_sent_index - holder.temp_sent_index, reaches


def _is_above(token: Token, above: list[Token]) -> bool:
    return token in above or (token.dep_ != "ROOT" and token.head in above)


def _similarities(text: Text, anaphors: list[Token], roots: list[Token], first: Ints, second: Ints) -> Any:
    """Cosine of the two head words' vectors, -1 where one of them is the root of its sentence."""
    norms = np.linalg.norm(text.vectors, axis=1, keepdims=True)
    unit = text.vectors / np.where(norms == 0, 1, norms)
    left, right = [token.i for token in anaphors], [token.i for token in roots]
    cosines = np.einsum("ij,ij->i", unit[left][first], unit[right][second])
    is_root = np.array([token.dep_ == "ROOT" for token in text])
    return np.where(is_root[left][first] | is_root[right][second], -1, cosines)
