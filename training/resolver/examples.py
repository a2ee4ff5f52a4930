"""From articles to examples: every pronoun and description that is a source, with its candidates and who is meant."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes import attribution
from quotes.attribution.attributor import Attributor
from quotes.attribution.choice import Choice
from quotes.attribution.local import Resolved
from quotes.attribution.people import People
from quotes.attribution.phrases import Phrase
from quotes.types import Attribution, Block, Document, Span
from training.resolver.corpus import Article

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.coreference import Coreference


@dataclasses.dataclass(frozen=True)
class Example:
    """One choice: the source's words and the candidates' names. ``features`` has a row for each candidate, ``right``
    tells which of them are meant; none is where nobody named is. ``chance`` is what the weights that were in use gave
    to their own answer, ``hit`` whether that was right."""

    article: str
    kind: str
    words: str
    names: list[str]
    features: list[tuple[float, ...]]
    nobody: tuple[float, ...]
    right: list[bool]
    chance: float
    hit: bool


def collect(
    article: Article,
    blocks: Sequence[Block],
    runs: Iterable[Sequence[Attribution]],
    nlp: Language,
    coreference: Coreference,
) -> list[Example]:
    """The examples of an article, for each of several sets of attributions: the gold ones and the tool's own. After
    the gold ones the resolver remembers who spoke in truth, after its own whom it named."""
    found = []
    document = Document(article.name, article.text)
    for attributions in runs:
        resolver, people = attribution.prepare(document, blocks, attributions, nlp, coreference)
        seen: list[tuple[Phrase, Choice]] = []
        resolver.watch = lambda phrase, choice, seen=seen: seen.append((phrase, choice))
        if attributions is article.attributions:
            resolver.teach = functools.partial(_truth, article, people)
        Attributor(document, attributions, resolver, people).run()
        found += [example for phrase, choice in seen if (example := _example(article, phrase, choice)) is not None]
    return found


def _truth(article: Article, people: People, span: Span, resolved: Resolved) -> Resolved:
    start, end = span
    for source in article.sources:
        if source.persons and any(s < end and start < e for s, e in source.spans):
            meant = [person for person in people.central if source.means(person.name)]
            if meant:
                return Resolved("person", meant[0].name, (), (meant[0],))
    return resolved


def _example(article: Article, phrase: Phrase, choice: Choice) -> Example | None:
    """None where the gold has no source at the phrase."""
    start, end = phrase.span
    here = [source for source in article.sources if any(s < end and start < e for s, e in source.spans)]
    if not here:
        return None
    right = [any(source.means(person.name) for source in here) for person, _ in choice.options]
    top = choice.best is not None
    return Example(
        article.name,
        phrase.kind,
        article.text[start:end],
        [person.name for person, _ in choice.options],
        [features for _, features in choice.options],
        choice.nobody_features,
        right,
        choice.chances[0] if top else choice.nobody,
        right[0] if top else not any(right),
    )
