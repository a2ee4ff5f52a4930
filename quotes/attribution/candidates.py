"""Who a pronoun or a description may mean: the document's persons around it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from quotes.attribution.offices import like_offices, office
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase
from quotes.attribution.references import Reference
from quotes.finding.spans import index_at
from quotes.types import Span

NEAR = 16
"""So many of the persons named last before a source are candidates,"""
CENTRAL = 6
"""so many of those named most,"""
AFTER = 4
"""and for descriptions so many of those named next."""


@dataclasses.dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody spoke: in which sentence and paragraph, and how sure it is that it was this person (0 to 1)."""

    person: Person
    sentence: int
    paragraph: int
    chance: float


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """Where a source stands: its position, sentence and paragraph; the persons who spoke last, latest first; the person
    that coreference names; how often each person is named in a source of the document, by index; what the source
    says."""

    position: int
    sentence: int
    paragraph: int
    first: bool
    """Does the source stand in the first sentence of its paragraph?"""
    last_speakers: Sequence[Spoke]
    coreferent: Person | None
    speakers: Mapping[int, int]
    content: Sequence[Span] = ()
    inside: int | None = None
    """Index of the person in whose words the source stands: hardly meant by "he" there."""
    spoken: bool = False
    """Are they that person's own words, quoted, in which that is "I"?"""
    owner: int | None = None
    """Index of the person whom a possessive in the source means: "his" in "his lawyer"."""
    unnamed: bool = False
    """Did somebody speak last, close by, who has no name?"""
    heading: bool = False
    """Does the source stand in a heading, which may speak of persons who are named further down?"""
    beginning: int = 0
    """How many paragraphs stand before it in its part of the text."""
    first_speaker: int | None = None
    """Index of the first person named in a source of the text."""
    new: bool = False
    """Does the source bring somebody in, "a senator", so that who was named before is not meant?"""
    headings: Sequence[Span] = ()
    """The headings of the text, sorted: who is named only there is not brought in yet."""
    breaks: Sequence[int] = ()
    """Where lines of nothing but marks part the text, "___" or "* * *"."""
    references: Sequence[Reference] = ()
    """The pronouns and descriptions before the source, latest first."""
    main: bool = False
    """Is the source the subject of its sentence's main clause?"""
    apart: frozenset[int] = frozenset()
    """Indexes of the persons whom the source cannot mean, by the grammar of its clause: Roe in "He told Roe"."""
    partner: int | None = None
    """Index of the person whom the words around the source ask: "you" there, and nobody else."""


def fitting(people: People, phrase: Phrase, context: Context) -> list[tuple[Person, Mention | None]]:
    """Each person that the phrase may mean, with the last mention before it. Persons of another gender and those first
    named after the source are left out, but for descriptions, which may come before the name, and for who speaks the
    words around it. There are at most some thirty."""
    found: list[tuple[Person, Mention | None]] = []
    for person in _pool(people, phrase, context):
        if phrase.gender and person.gender and phrase.gender != person.gender:
            continue
        if person.index in context.apart or person.index in (context.owner, context.partner):
            continue
        if context.spoken and person.index == context.inside:
            continue
        last = person.last_before(context.position)
        if context.new and _brought_in(person, context):
            continue
        if last is not None or phrase.kind != "pronoun" or context.heading or person.index == context.inside:
            found.append((person, last))
    return found


def _brought_in(person: Person, context: Context) -> bool:
    """Is the person named before the source, other than in a heading?"""
    starts = (mention.span[0] for mention in person.mentions)
    return any(start < context.position and index_at(context.headings, start) is None for start in starts)


def _pool(people: People, phrase: Phrase, context: Context) -> list[Person]:
    found = {person.index: person for person in people.nearest_before(context.position, NEAR)}
    if context.inside is not None:
        found[context.inside] = people.persons[context.inside]
    found.update((spoke.person.index, spoke.person) for spoke in context.last_speakers)
    found.update((person.index, person) for person in people.central[:CENTRAL])
    if context.coreferent:
        found[context.coreferent.index] = context.coreferent
    if phrase.kind != "pronoun" or context.heading:
        found.update((person.index, person) for person in people.next_after(context.position, AFTER))
    if phrase.kind != "pronoun":
        head = office(phrase.head)
        for word in sorted({head} | like_offices().get(head, frozenset())):
            found.update((person.index, person) for person in people.with_role(word)[:NEAR])
    return [found[index] for index in sorted(found)]
