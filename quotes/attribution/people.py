"""The persons that a document names, each with its mentions."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator
from typing import Literal

from quotes import names
from quotes.attribution.offices import head_of, office, office_words, telling_words
from quotes.types import Span

Gender = Literal["f", "m"]
Place = Literal["main subject", "subject", "owner", "object", "other"]
"""What a name is in its clause: its subject (of a main clause or another), a possessive or compound before another
noun, an object."""

_OF_PARTY = r"\s\([^()]{1,20}\)|,\s[RDI]-[\w.]+,?|,\s(?:Democrat|Republican|Independent)\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?,"
_JOINED = re.compile(rf"(?:{_OF_PARTY}|\sof\s[A-Z]\w+)?,?\s(?:and|with)\s(?:[\w.]+\s){{0,4}}")
NEIGHBOURHOOD = 120
"""The words within so many code points of a person's first mentions are about the person."""


@dataclasses.dataclass(slots=True)
class Mention:
    """A person's name in the text. ``form`` is the name without titles; ``quoted`` ones stand in quotation marks,
    ``reported`` ones in anybody's words; ``rule`` says how the name came to its person. ``written`` is the name as it
    stands, where a nickname is in it."""

    span: Span
    form: str
    titles: tuple[str, ...]
    sentence: int
    paragraph: int
    place: Place = "other"
    quoted: bool = False
    reported: bool = False
    rule: str = "name"
    written: str | None = None

    @property
    def subject(self) -> bool:
        return self.place in ("subject", "main subject")


@dataclasses.dataclass(slots=True)
class Person:
    """One person of the document. ``name`` is the fullest form; ``roles`` are (words, extent), first seen first;
    ``mentions`` are sorted."""

    index: int
    name: str
    mentions: list[Mention]
    roles: list[tuple[str, Span | None]] = dataclasses.field(default_factory=list)
    gender: Gender | None = None
    pronouns: int = 0
    """How often "he" follows where only this person is named, less how often "she" does."""
    given: bool = False
    """Does the name begin with a usual given name?"""
    role_words: frozenset[str] = frozenset()
    """The words of all roles, each under its office: see ``offices``."""
    starts: list[int] = dataclasses.field(default_factory=list)
    outside: list[int] = dataclasses.field(default_factory=list)

    def settle(self) -> None:
        """Sorts the mentions and makes them findable by position; to be called when all are there."""
        self.mentions.sort(key=lambda mention: mention.span)
        self.starts = [mention.span[0] for mention in self.mentions]
        words = (word for role, _ in self.roles for word in office_words(head_of(role)))
        self.role_words = frozenset(words) | self._addressed()
        self.outside = [number for number, mention in enumerate(self.mentions) if not mention.quoted]

    def _addressed(self) -> frozenset[str]:
        """The offices that forms of address abbreviate: a doctor is who is called "Dr."."""
        titles = {word.rstrip(".") for mention in self.mentions for title in mention.titles for word in title.split()}
        return frozenset(full for word in titles if (full := office(word)) != word.casefold())

    def before(self, position: int) -> int:
        """How many mentions start before the position."""
        return bisect.bisect_left(self.starts, position)

    def named_in(self, span: Span) -> bool:
        """Does a mention start in the extent?"""
        return self.before(span[0]) < self.before(span[1])

    def last_before(self, position: int) -> Mention | None:
        """The last mention that starts before the position, one outside quotations if there is any."""
        count = self.before(position)
        index = bisect.bisect_left(self.outside, count)
        if index:
            return self.mentions[self.outside[index - 1]]
        return self.mentions[count - 1] if count else None


class People:
    """The persons of a document, to be asked by extent or by form. Settled when made."""

    def __init__(self, text: str, persons: list[Person]) -> None:
        self.text = text
        self.persons = persons
        for person in persons:
            person.settle()
        self._at = {mention.span: (person, mention) for person in persons for mention in person.mentions}
        self.spans = sorted(self._at)
        self.count = len(self.spans)
        self._forms: dict[str, Person] = {}
        self._called: dict[str, Person | None] = {}
        for person in persons:
            for mention in person.mentions:
                self._forms.setdefault(mention.form.casefold(), person)

        self.central = sorted(persons, key=lambda person: (-len(person.mentions), person.index))
        self._subjects: dict[int, Person] = {}
        self._starts: dict[int, Person] = {}
        for span in self.spans:
            person, mention = self._at[span]
            self._starts[span[0]] = person
            if mention.subject and not mention.quoted:
                self._subjects.setdefault(mention.paragraph, person)
        self._near: dict[tuple[int, Span | None], frozenset[str]] = {}
        self._roles: dict[str, list[Person]] = {}
        for person in persons:
            for word in sorted(person.role_words):
                self._roles.setdefault(word, []).append(person)

    def owner_at(self, start: int) -> Person | None:
        """The person whose name starts at the position."""
        return self._starts.get(start)

    def first_subject(self, paragraph: int) -> Person | None:
        """The first person of a paragraph who is named as a subject, outside quotations."""
        return self._subjects.get(paragraph)

    def with_role(self, word: str) -> list[Person]:
        """The persons with the word in a role."""
        return self._roles.get(word, [])

    def words_near(self, person: Person, without: Span | None = None) -> frozenset[str]:
        """The words around the first mentions of a person and in the roles: see ``telling_words``. What stands at the
        extent ``without`` does not count."""
        if without is not None and not any(_near(mention.span, without) for mention in person.mentions[:5]):
            without = None
        key = person.index, without
        if key not in self._near:
            stretches = [role for role, _ in person.roles]
            for mention in person.mentions[:5]:
                start, end = mention.span
                others = self._titled(person, (start - NEIGHBOURHOOD, end + NEIGHBOURHOOD))
                for stretch in ((max(0, start - NEIGHBOURHOOD), start), (end, end + NEIGHBOURHOOD)):
                    parts = [stretch]
                    for other in [*others, *([without] if without else [])]:
                        parts = [piece for part in parts for piece in _apart(part, other)]
                    stretches += (self.text[slice(*part)] for part in parts)
            self._near[key] = frozenset(telling_words(" ".join(stretches)))
        return self._near[key]

    def _titled(self, person: Person, span: Span) -> list[Span]:
        """The names of others in the extent, each with the titles before it: they tell of the others."""
        found = []
        first = bisect.bisect_left(self.spans, (span[0], span[0]))
        for index in range(first, len(self.spans)):
            start, end = self.spans[index]
            if start >= span[1]:
                break
            owner, mention = self._at[start, end]
            if owner is not person and mention.titles:
                found.append((start - sum(len(title) + 1 for title in mention.titles), end))
        return found

    def next_after(self, position: int, limit: int) -> list[Person]:
        """The persons named next after the position, at most ``limit``."""
        index = bisect.bisect_left(self.spans, (position, position))
        found: dict[int, Person] = {}
        for span in self.spans[index : index + 5 * limit]:
            person = self._at[span][0]
            found.setdefault(person.index, person)
            if len(found) >= limit:
                break
        return list(found.values())

    def at(self, span: Span) -> tuple[Person, Mention] | None:
        """The person named at exactly this extent."""
        return self._at.get(span)

    def within(self, span: Span) -> list[Span]:
        """The names that start and end in this extent, in order."""
        first = bisect.bisect_left(self.spans, (span[0], span[0]))
        found = []
        for index in range(first, len(self.spans)):
            if self.spans[index][0] >= span[1]:
                break
            if self.spans[index][1] <= span[1]:
                found.append(self.spans[index])
        return found

    def over(self, span: Span) -> Person | None:
        """The first person whose name shares a code point with the extent."""
        index = bisect.bisect_left(self.spans, (span[0], span[0]))
        for at in self.spans[max(0, index - 1) : index + 1]:
            if at[0] < span[1] and span[0] < at[1]:
                return self._at[at][0]
        return None

    def nearest_before(self, position: int, limit: int) -> list[Person]:
        """The persons named last before the position, nearest first, at most ``limit``; the look back is bounded."""
        index = bisect.bisect_left(self.spans, (position, position))
        found: dict[int, Person] = {}
        for span in reversed(self.spans[max(0, index - 20 * limit) : index]):
            person = self._at[span][0]
            found.setdefault(person.index, person)
            if len(found) >= limit:
                break
        return list(found.values())

    def together_before(self, position: int, limit: int) -> Iterator[tuple[Span, Span]]:
        """Pairs of names joined by "and" before the position, the last first, among the last ``limit`` names."""
        index = bisect.bisect_left(self.spans, (position, position))
        for second in range(index - 1, max(0, index - limit), -1):
            first = self.spans[second - 1]
            if _JOINED.fullmatch(self.text, first[1], self.spans[second][0]):
                yield first, self.spans[second]

    def called(self, form: str) -> Person | None:
        """The person who goes by this form, or by one compatible with it, if it is only one."""
        exact = self._forms.get(form.casefold())
        if exact is not None:
            return exact
        if form not in self._called:
            parsed = names.parse(form)
            fits = [
                p for p in self.persons if names.compare(parsed, p.name, same_document=True).relation != "different"
            ]
            self._called[form] = fits[0] if len(fits) == 1 else None
        return self._called[form]


def _near(one: Span, other: Span) -> bool:
    return one[0] - NEIGHBOURHOOD < other[1] and other[0] < one[1] + NEIGHBOURHOOD


def _apart(stretch: Span, without: Span) -> list[Span]:
    """What is left of the stretch without the other extent."""
    parts = [(stretch[0], min(stretch[1], without[0])), (max(stretch[0], without[1]), stretch[1])]
    return [part for part in parts if part[0] < part[1]]
