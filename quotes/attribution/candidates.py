"""Who a pronoun or a description may mean: the document's persons, with the evidence for each."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from quotes.attribution.offices import like_offices, office
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase

FEATURES = (
    "last speaker, same sentence",
    "last speaker, same paragraph",
    "last speaker, paragraph before",
    "last speaker, further back",
    "last speaker, nobody else named since",
    "last speaker, paragraph starts here",
    "speaker before that",
    "speaker before that, same paragraph",
    "spoke in this paragraph",
    "nearest",
    "nearest subject",
    "same sentence",
    "sentence before",
    "two sentences before",
    "same paragraph",
    "paragraph before",
    "further back",
    "last named as subject",
    "last named as owner",
    "last named as object",
    "subject of this sentence",
    "subject of the sentence before",
    "first subject of the paragraph",
    "only one named in this sentence",
    "only one named in the sentence before",
    "gender agrees",
    "gender unknown",
    "pronouns near the name agree",
    "coreference",
    "only in quotations",
    "only name in quotation last",
    "share of mentions",
    "most mentioned",
    "named in a heading or the first paragraph",
    "a full name",
    "a usual given name",
    "has a role",
    "a speaker elsewhere",
    "named after the source only",
    "named right after the source",
    "role agrees",
    "role agrees, last speaker",
    "role agrees, nobody else's does",
    "like role",
    "another role",
    "share of modifiers near the name",
    "no modifiers near the name",
    "head noun near the name",
    "heading, first named after",
    "heading, first speaker of the text",
    "heading, named before",
)
"""The names of a candidate's features, in the order of the weights. Those from "role agrees" on say something for
descriptions only."""

NOBODY = (
    "nobody",
    "nobody, somebody unnamed spoke last",
    "nobody, no role agrees",
    "nobody, indefinite",
    "nobody, no article",
    "nobody, owner",
    "nobody, of or for",
    "nobody, long",
    "nobody, named persons few",
    "nobody, heading",
)
"""The features of the choice that the source means none of the document's persons."""

NEAR = 16
"""So many of the persons named last before a source are candidates,"""
CENTRAL = 6
"""so many of those named most,"""
AFTER = 4
"""and for descriptions so many of those named next."""


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """Where a source stands: its position, sentence and paragraph; the persons who spoke last, latest first, with the
    sentence and paragraph where they did; the person that coreference names; who speaks anywhere in the document."""

    position: int
    sentence: int
    paragraph: int
    first: bool
    """Does the source stand in the first sentence of its paragraph?"""
    last_speakers: Sequence[tuple[Person, int, int]]
    coreferent: Person | None
    speakers: frozenset[int]
    inside: int | None = None
    """Index of the person in whose words the source stands: not meant by "he" there."""
    owner: int | None = None
    """Index of the person whom a possessive in the source means: "his" in "his lawyer"."""
    unnamed: bool = False
    """Did somebody speak last, close by, who has no name?"""
    heading: bool = False
    """Does the source stand in a heading, which may speak of persons who are named further down?"""
    first_speaker: int | None = None
    """Index of the first person named in a source of the text."""


def candidates(people: People, phrase: Phrase, context: Context) -> list[tuple[Person, list[float]]]:
    """Each person that the phrase may mean, with a value for every one of ``FEATURES``. Persons of another gender and
    those first named after the source are left out, but for descriptions, which may come before the name. There are
    at most some thirty."""
    fitting: list[tuple[Person, Mention | None]] = []
    for person in _pool(people, phrase, context):
        if phrase.gender and person.gender and phrase.gender != person.gender:
            continue
        if person.index == context.inside or person.index == context.owner:
            continue
        last = person.last_before(context.position)
        if last is not None or phrase.kind == "description" or context.heading:
            fitting.append((person, last))
    shared = _Shared(people, phrase, context, fitting)
    return [(person, _features(person, last, shared)) for person, last in fitting]


def _pool(people: People, phrase: Phrase, context: Context) -> list[Person]:
    found = {person.index: person for person in people.nearest_before(context.position, NEAR)}
    found.update((person.index, person) for person, _, _ in context.last_speakers)
    found.update((person.index, person) for person in people.central[:CENTRAL])
    if context.coreferent:
        found[context.coreferent.index] = context.coreferent
    if phrase.kind == "description" or context.heading:
        found.update((person.index, person) for person in people.next_after(context.position, AFTER))
    if phrase.kind == "description":
        found.update((person.index, person) for person in people.with_role(office(phrase.head))[:NEAR])
    return [found[index] for index in sorted(found)]


class _Shared:
    """What all candidates of one source are measured against."""

    def __init__(
        self, people: People, phrase: Phrase, context: Context, fitting: Sequence[tuple[Person, Mention | None]]
    ) -> None:
        self.people = people
        self.phrase = phrase
        self.context = context
        named = [last.span[0] for _, last in fitting if last]
        self.nearest = max(named, default=-1)
        self.nearest_subject = max((last.span[0] for _, last in fitting if last and last.subject), default=-1)
        self.most = max((len(person.mentions) for person, _ in fitting), default=0)
        self.here = [p for p, last in fitting if last and last.sentence == context.sentence]
        self.before = [
            p for p, last in fitting if last and any(m.sentence == context.sentence - 1 for m in _recent(p, context))
        ]
        after = people.next_after(context.position, 1) if context.heading else []
        self.next = after[0] if after else None
        self.agreeing = sum(_agrees(person, phrase) for person, _ in fitting) if phrase.kind == "description" else 0
        self.modifiers = _modifiers(people.text[slice(*phrase.span)], phrase.head)


def nobody(
    people: People, phrase: Phrase, context: Context, options: Sequence[tuple[Person, list[float]]]
) -> list[float]:
    """A value for every one of ``NOBODY``."""
    words = people.text[slice(*phrase.span)].casefold()
    agrees = FEATURES.index("role agrees")
    values = dict.fromkeys(NOBODY, 0.0)
    values["nobody"] = 1.0
    values["nobody, somebody unnamed spoke last"] = float(context.unnamed)
    values["nobody, heading"] = float(context.heading)
    values["nobody, named persons few"] = 1.0 / (1 + len(options))
    if phrase.kind == "description":
        values["nobody, no role agrees"] = float(not any(row[agrees] for _, row in options))
        values["nobody, indefinite"] = float(not phrase.definite)
        values["nobody, no article"] = float(not re.match(r"(?:the|an?|this|that|one|his|her|their|its)\b", words))
        values["nobody, owner"] = float(bool(re.search(r"['’]s?\s|^(?:his|her|their|its)\b", words)))
        values["nobody, of or for"] = float(bool(re.search(r"\b(?:of|for|from|with|in|at)\b", words)))
        values["nobody, long"] = min(1.0, len(words.split()) / 10)
    return [values[name] for name in NOBODY]


def _recent(person: Person, context: Context) -> list[Mention]:
    """The last mentions before the source."""
    count = person.before(context.position)
    return person.mentions[max(0, count - 8) : count]


def _features(person: Person, last: Mention | None, shared: _Shared) -> list[float]:
    values = dict.fromkeys(FEATURES, 0.0)
    context, phrase = shared.context, shared.phrase
    _speaking(values, person, shared)
    if last is not None:
        _distance(values, person, last, shared)
    else:
        values["named after the source only"] = 1.0
        values["named right after the source"] = float(person.mentions[0].sentence - context.sentence <= 1)
    values["gender agrees"] = float(phrase.gender is not None and person.gender == phrase.gender)
    values["gender unknown"] = float(phrase.gender is not None and person.gender is None)
    if phrase.gender and person.gender is None:
        sign = 1 if phrase.gender == "m" else -1
        values["pronouns near the name agree"] = sign * person.pronouns / (abs(person.pronouns) + 1)
    values["coreference"] = float(context.coreferent is person)
    values["only in quotations"] = float(not person.outside)
    values["share of mentions"] = len(person.mentions) / max(1, shared.people.count)
    values["most mentioned"] = float(len(person.mentions) == shared.most)
    values["named in a heading or the first paragraph"] = float(person.mentions[0].paragraph <= 1)
    values["a full name"] = float(" " in person.name)
    values["a usual given name"] = float(person.given)
    values["has a role"] = float(bool(person.roles))
    values["a speaker elsewhere"] = float(person.index in context.speakers)
    if context.heading:
        values["heading, first named after"] = float(last is None and shared.next is person)
        values["heading, first speaker of the text"] = float(person.index == context.first_speaker)
        values["heading, named before"] = float(last is not None)
    if phrase.kind == "description":
        _role(values, person, shared)
    return [values[name] for name in FEATURES]


def _speaking(values: dict[str, float], person: Person, shared: _Shared) -> None:
    context = shared.context
    for rank, (speaker, sentence, paragraph) in enumerate(context.last_speakers):
        if speaker is not person:
            continue
        values["spoke in this paragraph"] = float(paragraph == context.paragraph)
        if rank == 1:
            values["speaker before that"] = 1.0
            values["speaker before that, same paragraph"] = float(paragraph == context.paragraph)
        if rank:
            continue
        away = context.paragraph - paragraph
        if context.sentence == sentence:
            values["last speaker, same sentence"] = 1.0
        place = "same paragraph" if away <= 0 else "paragraph before" if away == 1 else "further back"
        values[f"last speaker, {place}"] = 1.0
        since = shared.nearest_subject
        values["last speaker, nobody else named since"] = float(since < 0 or shared.people.owner_at(since) is person)
        values["last speaker, paragraph starts here"] = float(away == 1 and context.first)


def _distance(values: dict[str, float], person: Person, last: Mention, shared: _Shared) -> None:
    context = shared.context
    values["nearest"] = float(last.span[0] == shared.nearest)
    values["nearest subject"] = float(last.span[0] == shared.nearest_subject)
    sentences, paragraphs = context.sentence - last.sentence, context.paragraph - last.paragraph
    values["same sentence"] = float(sentences <= 0)
    values["sentence before"] = float(sentences == 1)
    values["two sentences before"] = float(sentences == 2)
    values["same paragraph"] = float(paragraphs <= 0)
    values["paragraph before"] = float(paragraphs == 1)
    values["further back"] = float(paragraphs > 2)
    values["last named as subject"] = float(last.subject)
    values["last named as owner"] = float(last.place == "owner")
    values["last named as object"] = float(last.place == "object")
    values["only name in quotation last"] = float(last.quoted)
    subjects = [m for m in _recent(person, context) if m.subject and not m.quoted]
    values["subject of this sentence"] = float(any(m.sentence == context.sentence for m in subjects))
    values["subject of the sentence before"] = float(any(m.sentence == context.sentence - 1 for m in subjects))
    values["first subject of the paragraph"] = float(shared.people.first_subject(context.paragraph) is person)
    values["only one named in this sentence"] = float(len(shared.here) == 1 and shared.here[0] is person)
    values["only one named in the sentence before"] = float(len(shared.before) == 1 and shared.before[0] is person)


def _role(values: dict[str, float], person: Person, shared: _Shared) -> None:
    """Do the person's roles agree with the description's head noun, and the words near the name with its words?"""
    head = shared.phrase.head
    agrees = _agrees(person, shared.phrase)
    last = shared.context.last_speakers
    values["role agrees"] = float(agrees)
    values["role agrees, last speaker"] = float(agrees and bool(last) and last[0][0] is person)
    values["role agrees, nobody else's does"] = float(agrees and shared.agreeing == 1)
    values["like role"] = float(not agrees and _like(head, person.role_words))
    values["another role"] = float(bool(person.roles) and not agrees and not values["like role"])
    values["head noun near the name"] = float(not agrees and head[:6] in shared.people.words_near(person))
    if shared.modifiers:
        share = len(shared.modifiers & shared.people.words_near(person)) / len(shared.modifiers)
        values["share of modifiers near the name"] = share
        values["no modifiers near the name"] = float(not share)


def _agrees(person: Person, phrase: Phrase) -> bool:
    return office(phrase.head) in person.role_words


def _modifiers(words: str, head: str) -> set[str]:
    """What a description tells beside its head noun: words of four letters or more, cut to six ("Wisconsin" meets
    "Wisconsinite"), and abbreviations in capitals."""
    found = {word.casefold()[:6] for word in re.findall(r"\w{4,}|[A-Z]{2,}", words)}
    return found - {head[:6], "former", "senior", "longti", "himsel", "himself"[:6]}


def _like(head: str, words: frozenset[str]) -> bool:
    return bool(words & like_offices().get(office(head), frozenset()))
