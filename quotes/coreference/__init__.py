"""Which phrases of a text denote the same person or thing: coreferee with the project's own English weights.

Runs on any parsed English Doc, or on the parts of it that matter, in time that grows linearly with their length, and
leaves the Doc as it was. Docs without a parse have no chains.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from quotes.coreference.engine import Engine, load_engine
from quotes.coreference.stretches import Range, around, windows
from quotes.coreference.text import Text, surnames
from quotes.errors import ModelError
from quotes.given_names import given_name_gender
from quotes.types import Span

__all__ = ["Chain", "Chains", "Coreference", "antecedents", "given_name_gender", "load", "surnames"]

Mention = tuple[int, ...]
"""Token indices of the heads of a mention: one, or one for each part of "Smith and Jones"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one person or thing, in the order of the text; at least two.

    ``heads`` holds the token indices of each mention's head words: one for most mentions, several for "Smith and
    Jones". Of a name, the head is its last word, as the parser sees it. ``mentions`` holds the extents of the same
    words in code points. ``specific`` is the index of the mention that tells most: several names, then the first
    name, then the first noun.
    """

    heads: tuple[Mention, ...]
    mentions: tuple[tuple[Span, ...], ...]
    specific: int


class Chains(list[Chain]):
    """Chains, with an index that ``antecedents`` makes when it is first asked."""

    @functools.cached_property
    def by_token(self) -> dict[int, list[Chain]]:
        found: dict[int, list[Chain]] = {}
        for chain in self:
            for index in {index for mention in chain.heads for index in mention}:
                found.setdefault(index, []).append(chain)
        return found


class Coreference:
    """coreferee, bounded: see ``load``. Holds nothing about any text; threads may share it."""

    def __init__(self, engine: Engine, *, label_surnames: bool = True) -> None:
        """``label_surnames``: take a surname for a person's where the text has the full name as one."""
        self._engine = engine
        self._label_surnames = label_surnames

    def chains(
        self, doc: Doc, paragraphs: Iterable[Range] | None = None, *, persons: frozenset[str] | None = None
    ) -> Chains:
        """The chains of the Doc, ordered by their first mentions; those of these stretches of tokens if given.

        Stretches are ``(start, end)`` token indices, half-open; those that touch are read as one text, from others
        nothing is carried over. A pronoun is resolved within its own sentence and the five before it, so a stretch
        should begin as much earlier as its pronouns need. ``persons`` are words that are persons' surnames here, to
        be given where the Doc is a part of a text that has the full names elsewhere; otherwise the Doc's own
        ``surnames``. Empty without a dependency parse.
        """
        if not len(doc) or not doc.has_annotation("DEP"):
            return Chains()
        if persons is None:
            persons = surnames(doc) if self._label_surnames else frozenset()
        groups: list[list[Mention]] = []
        for pieces, fresh in windows(doc, paragraphs):
            start = pieces[0][0]
            found = self._engine.chains(Text(doc, pieces, persons=persons))
            _join(groups, [[tuple(i + start for i in mention) for mention in chain] for chain in found], fresh)
        return Chains(sorted((_chain(doc, group) for group in groups), key=lambda chain: chain.heads))

    def antecedent(self, doc: Doc, token_index: int, *, chains: Sequence[Chain] | None = None) -> list[int]:
        """What the token stands for: head indices of the most specific mention, [] if none is known.

        Pass the ``chains`` to ask for many tokens; without, the sentences around the token are looked at.
        """
        if chains is None:
            chains = self.chains(doc, [around(doc, token_index)])
        return antecedents(chains, token_index)


@functools.lru_cache(maxsize=1)
def load(nlp: Language) -> Coreference:
    """The coreference of this pipeline, loaded once; that of the last one is kept. Needs a parser, a tagger and an
    entity recognizer in ``nlp``; the weights were trained with en_core_web_sm.

    Raises ModelError if the pipeline is not English or the weights are missing or damaged.
    """
    if nlp.lang != "en":
        raise ModelError(f"{nlp.lang}_{nlp.meta['name']}", "no coreference for this language", "Use an English model.")
    return Coreference(load_engine())


def antecedents(chains: Iterable[Chain], token_index: int) -> list[int]:
    """What a token stands for by these chains: head indices in order, [] if no chain tells."""
    by_token = chains.by_token if isinstance(chains, Chains) else Chains(chains).by_token
    return sorted(_resolve(by_token, token_index, set()) - {token_index})


def _resolve(by_token: dict[int, list[Chain]], index: int, seen: set[int]) -> set[int]:
    """coreferee's ChainHolder.resolve: through "they" to "Smith and him", and through "him" to "Jones"."""
    if index in seen:
        return set()
    seen.add(index)
    own = [chain for chain in by_token.get(index, []) if (index,) in chain.heads]
    for chain in own:
        several = next((mention for mention in chain.heads if len(mention) > 1 and index not in mention), None)
        if several is not None:
            return set().union(*(_resolve(by_token, part, seen) for part in several))
    return {own[0].heads[own[0].specific][0]} if own else {index}


def _join(groups: list[list[Mention]], found: list[list[Mention]], fresh: int) -> None:
    """Add a window's chains to the groups of those before it.

    What the windows before said of their tokens stands: of the new chains only the mentions from ``fresh`` on count.
    They go to the group of the last earlier mention that has one.
    """
    place = {mention: group for group in groups for mention in group}
    for chain in found:
        new = [mention for mention in chain if mention[0] >= fresh]
        old = [mention for mention in chain if mention[0] < fresh]
        known = [place[mention] for mention in old if mention in place]
        if new and known:
            known[-1].extend(new)
        elif new:
            groups.append(old + new)


def _chain(doc: Doc, heads: list[Mention]) -> Chain:
    heads = sorted(heads)
    extents = tuple(tuple((doc[i].idx, doc[i].idx + len(doc[i])) for i in mention) for mention in heads)
    ranks = [_rank(doc, mention) for mention in heads]
    return Chain(heads=tuple(heads), mentions=extents, specific=ranks.index(min(ranks)))


def _rank(doc: Doc, mention: Mention) -> int:
    """0 for the most specific kind of mention. As in coreferee: several > names with a label > nouns > pronouns."""
    token = doc[mention[0]]
    if len(mention) > 1:
        return 0
    if token.pos_ == "PROPN":
        return 1 if token.ent_type_ else 2
    return 4 if token.pos_ == "PRON" else 3
