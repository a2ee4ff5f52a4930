"""What all who may be meant by one source are measured against: who is named around it, and whose office it names."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.candidates import Context
from quotes.attribution.offices import like_offices, office, office_words, people_of, rank_of, telling_words
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase

OPENING = 5
"""So many paragraphs are the beginning of a text: title, subtitle, place and date, abstract, first sentence."""


class Surroundings:
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
            p for p, last in fitting if last and any(m.sentence == context.sentence - 1 for m in recent(p, context))
        ]
        after = people.next_after(context.position, 1) if opening(context) else []
        self.next = after[0] if after else None
        described = phrase.kind != "pronoun"
        agreeing = [(p, last) for p, last in fitting if described and agrees(p, phrase, people.text)]
        self.fits = frozenset(person.index for person, _ in agreeing)
        self.like = sum(
            described and person.index not in self.fits and is_like(phrase.head, person.role_words)
            for person, _ in fitting
        )
        words = people.text[slice(*phrase.span)]
        self.modifiers = modifiers(words, phrase.head)
        self.lands = people_of(words[1:]) if described else set()
        self.paragraph = [p for p, last in fitting if last and last.paragraph == context.paragraph]
        self.order = sorted((-last.span[0], p.index) for p, last in fitting if last)
        self.nearest_agreeing = max((last.span[0] for _, last in agreeing if last), default=-1)
        self.agreeing_before = [p for p, last in agreeing if last]
        self.most_agreeing = max((len(p.mentions) for p, _ in agreeing), default=-1)
        self.sources = max(1, sum(context.speakers.values()))


def recent(person: Person, context: Context) -> list[Mention]:
    """The last mentions before the source."""
    count = person.before(context.position)
    return person.mentions[max(0, count - 8) : count]


def opening(context: Context) -> bool:
    """Does the source stand in a heading or where a text begins, where somebody may be spoken of who is named further
    down?"""
    return context.heading or context.paragraph < OPENING


def agrees(person: Person, phrase: Phrase, text: str) -> bool:
    """Has the person the office that the description names, in the same rank: a prime minister is no minister?"""
    wanted = office(phrase.head)
    if wanted not in person.role_words:
        return False
    rank = rank_of(text[slice(*phrase.span)], phrase.head)
    roles = [role for role, _ in person.roles if wanted in office_words(role)]
    return not roles or any(rank_of(role, wanted) == rank for role in roles)


def is_like(head: str, words: frozenset[str]) -> bool:
    return bool(words & like_offices().get(office(head), frozenset()))


def modifiers(words: str, head: str) -> set[str]:
    """What a description tells beside its head noun."""
    return telling_words(words) - {head[:6], "former", "senior", "longti", "himsel", "himself"[:6]}
