"""What all who may be meant by one source are measured against: who is named around it, and whose office it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.attribution.candidates import Context
from quotes.attribution.offices import head_of, like_offices, office, office_words, people_of, rank_of, telling_words
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase

OPENING = 5
"""So many paragraphs are the beginning of a text: title, subtitle, place and date, abstract, first sentence."""


REACH = 40
"""Somebody's age stands at most so many code points before the name."""
_AGE = re.compile(r"\b(?P<years>\d{1,3})-year-old\b")
_YEARS = re.compile(r",\s(?:aged\s)?(?P<years>\d{1,3})\b(?!\w|[.:%]\d)")
_BELONGS = re.compile("['’]s?(?=\\s)")


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
        spoken_of = [(each, each.person.index) for each in context.references if each.person is not None]
        here = {index for each, index in spoken_of if each.paragraph == context.paragraph}
        here.update(person.index for person in self.paragraph)
        before = {index for each, index in spoken_of if each.sentence == context.sentence - 1}
        before.update(person.index for person in self.before)
        self.alone_here = next(iter(here)) if len(here) == 1 else None
        self.alone_before = next(iter(before)) if len(before) == 1 else None
        self.sources = max(1, sum(context.speakers.values()))


def recent(person: Person, context: Context) -> list[Mention]:
    """The last mentions before the source."""
    count = person.before(context.position)
    return person.mentions[max(0, count - 8) : count]


def opening(context: Context) -> bool:
    """Does the source stand in a heading or where a text begins, where somebody may be spoken of who is named further
    down?"""
    return context.heading or context.beginning < OPENING


def agrees(person: Person, phrase: Phrase, text: str) -> bool:
    """Has the person the office that the description names, in the same rank: a prime minister is no minister?"""
    words = text[slice(*phrase.span)]
    if age := _AGE.search(words):
        return age["years"] in _ages(person, text)
    wanted = office(phrase.head)
    if wanted not in person.role_words:
        return False
    rank = rank_of(words, phrase.head)
    roles = [role for role, _ in person.roles if wanted in office_words(role)]
    if not roles:
        return True
    return any(rank_of(role, wanted) == rank for role in roles)


def _ages(person: Person, text: str) -> set[str]:
    """The years that a text gives with a name: "Jane Roe, 58," and "58-year-old Jane Roe"."""
    spans = [mention.span for mention in person.mentions]
    behind = [_YEARS.match(text, end) for _, end in spans]
    before = [_AGE.search(text, max(0, start - REACH), start) for start, _ in spans]
    return {match["years"] for match in (*behind, *before) if match}


def serves_another(person: Person, phrase: Phrase, text: str) -> bool:
    """Has the person the office that the description names, but of another land, place or body: "the representative of
    Norway" is not the one of Ghana?"""
    wanted = office(phrase.head)
    whose = _belonging(text, phrase)
    roles = [role for role, _ in person.roles if wanted in office_words(role)]
    return bool(roles and whose) and all(_is_anothers(role, whose) for role in roles)


def is_plain(text: str, phrase: Phrase) -> bool:
    """Does a description give nothing but an office: "the judge", not "the former judge" or "the French judge"?"""
    return len(text[slice(*phrase.span)].split()) <= 2


def _belonging(text: str, phrase: Phrase) -> set[str]:
    """What the office of a description belongs to, by name: "Norway" of "the representative of Norway" and "Norway's
    representative"."""
    words = text[slice(*phrase.span)]
    # The capital of a first word tells nothing, unless it is an owner's.
    first = words.split()[0]
    words = words if _BELONGS.search(f"{first} ") else words[len(first) :]
    return _proper(_BELONGS.sub(" ", words), phrase.head) | people_of(words)


def _is_anothers(role: str, whose: set[str]) -> bool:
    """Does the role belong, by name, to something else?"""
    owner, _, rest = role.rpartition("’s ") if "’s " in role else role.rpartition("'s ")
    after = head_of(rest)
    theirs = _proper(f"{owner} {rest[len(after) :]}", "") | people_of(role)
    return bool(theirs) and not theirs & whose


def _proper(words: str, head: str) -> set[str]:
    """The telling words among those that begin with a capital."""
    found = " ".join(word for word in words.split() if word[:1].isupper() and word.casefold() != head)
    return telling_words(found)


def is_like(head: str, words: frozenset[str]) -> bool:
    return bool(words & like_offices().get(office(head), frozenset()))


def modifiers(words: str, head: str) -> set[str]:
    """What a description tells beside its head noun."""
    return telling_words(words) - {head[:6], "former", "senior", "longti", "himsel", "himself"[:6]}
