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
from training.resolver.corpus import Article, Labels

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.coreference import Coreference


@dataclasses.dataclass(frozen=True)
class Example:
    """One choice: where the source starts, its words and the candidates' names. ``features`` has a row for each
    candidate, ``right`` tells which of them are meant; none is where nobody named is. ``chance`` is what the weights
    that were in use gave to their own answer, ``hit`` whether that was right."""

    article: str
    start: int
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


def collect_labelled(
    article: Article, blocks: Sequence[Block], labels: Labels, nlp: Language, coreference: Coreference
) -> list[Example]:
    """The examples of the sources that the labels tell of, on the gold attributions. The resolver remembers who spoke
    in truth where a label tells."""
    resolver, people = attribution.prepare(
        Document(article.name, article.text), blocks, article.attributions, nlp, coreference
    )
    seen: list[tuple[Phrase, Choice]] = []
    resolver.watch = lambda phrase, choice: seen.append((phrase, choice))
    resolver.teach = functools.partial(_labelled_truth, labels, people)
    Attributor(Document(article.name, article.text), article.attributions, resolver, people).run()
    found = []
    for phrase, choice in seen:
        if phrase.span not in labels:
            continue
        meant = {person.index for at in labels[phrase.span] if (person := people.over(at))}
        right = [person.index in meant for person, _ in choice.options]
        if any(right) or not labels[phrase.span]:
            found.append(_choice_example(article, phrase, choice, right))
    return found


def _labelled_truth(labels: Labels, people: People, span: Span, resolved: Resolved) -> Resolved:
    named = next((at for (start, end), at in labels.items() if at and start < span[1] and span[0] < end), [])
    person = people.over(named[0]) if named else None
    return Resolved("person", person.name, (), (person,)) if person else resolved


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
    return _choice_example(article, phrase, choice, right)


def _choice_example(article: Article, phrase: Phrase, choice: Choice, right: list[bool]) -> Example:
    top = choice.best is not None
    start, end = phrase.span
    return Example(
        article.name,
        start,
        phrase.kind,
        article.text[start:end],
        [person.name for person, _ in choice.options],
        [features for _, features in choice.options],
        choice.nobody_features,
        right,
        choice.chances[0] if top else choice.nobody,
        right[0] if top else not any(right),
    )
