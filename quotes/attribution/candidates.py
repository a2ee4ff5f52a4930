"""Who a pronoun or a description may mean: the document's persons, with the evidence for each."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from quotes import lexicon
from quotes.attribution.people import Mention, Person
from quotes.attribution.phrases import Phrase

FEATURES = (
    "bias",
    "last speaker, same paragraph",
    "last speaker, paragraph before",
    "last speaker, further back",
    "nearest",
    "same sentence",
    "sentence before",
    "two sentences before",
    "same paragraph",
    "paragraph before",
    "further back",
    "subject",
    "subject of the sentence before",
    "gender agrees",
    "gender unknown",
    "coreference",
    "only in quotations",
    "share of mentions",
    "most mentioned",
    "role agrees",
    "role word agrees",
    "has another role",
    "a speaker elsewhere",
    "speaker before that",
)
"""The names of a candidate's features, in the order of the weights."""


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """Where a source stands: its position, sentence and paragraph; the persons who spoke last, latest first, with the
    paragraph where they did; the person that coreference names; who speaks anywhere in the document."""

    position: int
    sentence: int
    paragraph: int
    last_speakers: Sequence[tuple[Person, int]]
    coreferent: Person | None
    speakers: frozenset[int]
    mentions: int
    inside: int | None = None
    """Index of the person in whose words the source stands: not meant by "he" there."""


def candidates(persons: Sequence[Person], phrase: Phrase, context: Context) -> list[tuple[Person, list[float]]]:
    """Each person that the phrase may mean, with a value for every one of ``FEATURES``. Persons of another gender and
    those first named after the source are left out, but for descriptions, which may come before the name."""
    fitting = []
    for person in persons:
        if phrase.gender and person.gender and phrase.gender != person.gender:
            continue
        if person.index == context.inside:
            continue
        last = person.last_before(context.position)
        if last is None and phrase.kind != "description":
            continue
        fitting.append((person, last))
    nearest = max((last.span[0] for _, last in fitting if last), default=-1)
    most = max((len(person.mentions) for person, _ in fitting), default=0)
    return [(person, _features(person, last, nearest, most, phrase, context)) for person, last in fitting]


def _features(
    person: Person, last: Mention | None, nearest: int, most: int, phrase: Phrase, context: Context
) -> list[float]:
    values = dict.fromkeys(FEATURES, 0.0)
    values["bias"] = 1.0
    _speaking(values, person, context)
    if last is not None:
        _distance(values, person, last, nearest, context)
    values["gender agrees"] = float(phrase.gender is not None and person.gender == phrase.gender)
    values["gender unknown"] = float(phrase.gender is not None and person.gender is None)
    values["coreference"] = float(context.coreferent is person)
    values["only in quotations"] = float(not person.outside)
    values["share of mentions"] = len(person.mentions) / max(1, context.mentions)
    values["most mentioned"] = float(len(person.mentions) == most)
    values["a speaker elsewhere"] = float(person.index in context.speakers)
    if phrase.kind == "description":
        _role(values, person, phrase)
    return [values[name] for name in FEATURES]


def _speaking(values: dict[str, float], person: Person, context: Context) -> None:
    for rank, (speaker, paragraph) in enumerate(context.last_speakers[:2]):
        if speaker is not person:
            continue
        if rank:
            values["speaker before that"] = 1.0
            continue
        away = context.paragraph - paragraph
        key = "same paragraph" if away <= 0 else "paragraph before" if away == 1 else "further back"
        values[f"last speaker, {key}"] = 1.0


def _distance(values: dict[str, float], person: Person, last: Mention, nearest: int, context: Context) -> None:
    values["nearest"] = float(last.span[0] == nearest)
    sentences, paragraphs = context.sentence - last.sentence, context.paragraph - last.paragraph
    values["same sentence"] = float(sentences <= 0)
    values["sentence before"] = float(sentences == 1)
    values["two sentences before"] = float(sentences == 2)
    values["same paragraph"] = float(paragraphs <= 0)
    values["paragraph before"] = float(paragraphs == 1)
    values["further back"] = float(paragraphs > 2)
    values["subject"] = float(last.subject)
    count = person.before(context.position)
    near = [m for m in person.mentions[max(0, count - 8) : count] if 0 <= context.sentence - m.sentence <= 1]
    values["subject of the sentence before"] = float(any(m.subject and not m.quoted for m in near))


def _role(values: dict[str, float], person: Person, phrase: Phrase) -> None:
    """Do the person's roles agree with the description's head noun?"""
    head = phrase.head
    words = [set(re.findall(r"[\w'-]+", role.casefold())) for role, _ in person.roles]
    values["role agrees"] = float(any(head in each or _like(head, each) for each in words))
    values["role word agrees"] = float(any(_like(head[:6], each) for each in words) and not values["role agrees"])
    values["has another role"] = float(bool(words) and not values["role agrees"])


@functools.cache
def _offices() -> tuple[frozenset[str], ...]:
    """Groups of words that may denote one office."""
    return tuple(frozenset(line.casefold().split()) for line in lexicon.lines("same_offices"))


def _like(head: str, words: set[str]) -> bool:
    return head in words or any(head in office and words & office for office in _offices())
