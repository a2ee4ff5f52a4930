"""The names of a text gathered under one person each."""

from __future__ import annotations

import bisect
import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes import names
from quotes.attribution.naming import find_names
from quotes.attribution.parsed import Parsed, breaks
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.recognized import Found
from quotes.attribution.roles import count_pronouns, describe, gender_of, owner_gender, share_titles
from quotes.finding.spans import index_at
from quotes.names.classes import family_classes
from quotes.types import Span

COMPARED = 16
"""A name is compared with at most so many persons that share a word with it, those found last."""

NAMESAKE = 3
"""So many pronouns of the other gender, and so many surnames alone, tell of a second person of the surname."""


def gather(
    text: str,
    parsed: Parsed,
    named: Iterable[Span],
    quoted: Sequence[Span],
    headings: Sequence[Span] = (),
    reported: Sequence[Span] = (),
    bylines: Sequence[Span] = (),
) -> People:
    """The persons of the text.

    ``named`` are extents that are known to name a speaker (labels of turns, sources); the rest comes from the parse.
    ``quoted`` are sorted extents of direct contents, ``reported`` of all contents, apart from each other; ``headings``
    of headings, where capitals tell no name. ``bylines`` are sorted: who is named there is the author.
    """
    mentions = [
        (
            each,
            Mention(
                each.span,
                names.display(each.name.text),
                each.titles,
                parsed.sentence_at(each.span[0]),
                parsed.paragraph_at(each.span[0]),
                each.place,
                index_at(quoted, each.span[0]) is not None,
                index_at(reported, each.span[0]) is not None,
                written=" ".join(text[slice(*each.span)].split()) if each.name.nickname else None,
            ),
        )
        for each in find_names(text, parsed, named, headings)
        if index_at(bylines, each.span[0]) is None
    ]
    persons = _Gathering(parsed, sorted(headings), breaks(text)).run(mentions)
    for person in persons:
        describe(text, person)
    share_titles(text, persons)
    people = People(text, persons)
    count_pronouns(people, parsed)
    apart = _namesakes(persons)
    if len(apart) == len(persons):
        return people
    for person in apart[len(persons) :]:
        describe(text, person)
    people = People(text, apart)
    count_pronouns(people, parsed)
    return people


def _namesakes(persons: list[Person]) -> list[Person]:
    """The persons, and behind them those whom the text calls by the surname alone that belongs to somebody of the other
    gender as well: "she" follows the bare surname, and the full name is a man's."""
    added: list[Person] = []
    for person in persons:
        sign = {"m": 1, "f": -1}.get(person.gender or "", 0)
        full = [mention for mention in person.mentions if " " in mention.form]
        bare = [mention for mention in person.mentions if " " not in mention.form]
        if not sign or person.pronouns * sign > -NAMESAKE or len(full) > 2 or len(bare) < NAMESAKE:
            continue
        person.mentions = full
        person.pronouns = 0
        for mention in bare:
            mention.rule = "name"
        other = Person(len(persons) + len(added), bare[0].form, bare, gender="m" if sign < 0 else "f")
        added.append(other)
    return [*persons, *added]


TOLD = 2
"""So often a form of address must tell one of several persons of a surname."""


@dataclasses.dataclass(slots=True)
class _Group:
    """A person in the making: the fullest name parsed, and what its mentions' titles say."""

    person: Person
    name: names.Name
    titles: set[str]
    last: int = -1


class _Gathering:
    """Mentions under one person each: full names first, in the order of the text; then shorter forms, which join a
    compatible person. Persons are looked up by the words of their names, so that the time grows with the mentions."""

    def __init__(self, parsed: Parsed, headings: Sequence[Span], breaks: Sequence[int]) -> None:
        self._parsed = parsed
        self._headings = headings
        self._breaks = breaks
        self._groups: list[_Group] = []
        self._by_word: dict[str, list[_Group]] = {}
        self._known: dict[tuple[tuple[str, ...], str | None], _Group] = {}
        self._told: dict[int, int] = {}

    def run(self, mentions: list[tuple[Found, Mention]]) -> list[Person]:
        for found, mention in mentions:
            if len(found.name.tokens) > 1:
                self._add(found, mention, *self._full(found))
        self._order()
        self._told = self._tell(found for found, _ in mentions if len(found.name.tokens) <= 1)
        for found, mention in mentions:
            if len(found.name.tokens) <= 1:
                self._add(found, mention, *self._short(found, mention))
        persons = [group.person for group in self._groups]
        for index, person in enumerate(persons):
            person.index = index
            person.settle()
            person.name = _fullest(person)
        return persons

    def _order(self) -> None:
        """Before the short forms come: each person's mentions so far, findable by position."""
        for group in self._groups:
            group.person.settle()

    def _tell(self, short: Iterable[Found]) -> dict[int, int]:
        """How often "Mr." or "Ms.", or "his" or "her" behind the bare surname, says which one of several persons of a
        surname is meant, by index."""
        told: Counter[int] = Counter()
        by_form: Counter[tuple[names.Name, str]] = Counter()
        for found in short:
            gender = names.gender(found.name, " ".join(found.titles))
            if gender is None and len(self._alike(found.name)) > 1:
                gender = owner_gender(self._parsed, found.span)
            if gender:
                by_form[found.name, gender] += 1
        for (name, said), count in by_form.items():
            fits = [
                group
                for group in self._alike(name)
                if gender_of(group.person) == said
                and names.compare(name, group.name, same_document=True).relation != "different"
            ]
            if len(fits) == 1:
                told[fits[0].person.index] += count
        return told

    def _add(self, found: Found, mention: Mention, group: _Group | None, rule: str) -> None:
        if group is None:
            group = _Group(Person(len(self._groups), mention.form, []), found.name, set())
            self._groups.append(group)
        else:
            mention.rule = rule
        group.person.mentions.append(mention)
        group.titles.update(word.casefold() for title in found.titles for word in title.split())
        if len(found.name.tokens) > len(group.name.tokens):
            group.name = found.name
            group.person.name = mention.form
        for word in _words(found.name):
            groups = self._by_word.setdefault(word, [])
            if group not in groups[-COMPARED:]:
                groups.append(group)
        group.last = max(group.last, mention.span[0])

    def _alike(self, name: names.Name) -> list[_Group]:
        """The persons that share a word with the name, in the order of the text."""
        found = {
            group.person.index: group for word in _words(name) for group in self._by_word.get(word, [])[-COMPARED:]
        }
        return [found[index] for index in sorted(found)]

    def _full(self, found: Found) -> tuple[_Group | None, str]:
        key = (found.name.tokens, found.name.suffix)
        if key in self._known:
            return self._known[key], "name"
        best: tuple[float, _Group, str] | None = None
        for group in self._alike(found.name):
            shared = _shares_title(found, group)
            verdict = names.compare(found.name, group.name, same_document=True, shared_role=shared)
            if verdict.relation != "different" and (best is None or verdict.score > best[0]):
                best = (verdict.score, group, verdict.rule if verdict.rule != "equal" else "name")
        if best is None:
            return None, ""
        self._known[key] = best[1]
        return best[1], best[2]

    def _short(self, found: Found, mention: Mention) -> tuple[_Group | None, str]:
        """The person that a surname (or a lone given name) means here."""
        fits: list[tuple[_Group, str, float]] = []
        for group in self._alike(found.name):
            verdict = names.compare(found.name, group.name, same_document=True)
            if verdict.relation != "different":
                fits.append((group, verdict.rule, verdict.score))
        if not fits:
            return None, ""
        gender = names.gender(found.name, " ".join(found.titles))
        if gender and len(fits) > 1:
            fits = [fit for fit in fits if gender_of(fit[0].person) in (None, gender)] or fits
        # A word that is somebody's surname and another's given name is used as a surname. Whom "Mr." or "Ms." keeps
        # telling from namesakes is meant without it, too.
        most = max(self._told.get(fit[0].person.index, 0) for fit in fits)
        group, rule, _ = max(
            fits,
            key=lambda fit: (
                fit[1] != "given",
                most >= TOLD and self._told.get(fit[0].person.index, 0) == most,
                self._centrality(fit[0].person, mention.span[0]),
            ),
        )
        return group, rule

    def _centrality(self, person: Person, position: int) -> tuple[bool, bool, int]:
        """Of several persons with the surname: those named in full before, in this part of the text and outside
        headings; of them who was brought in first, as the others have to be told apart by their full names. Before
        anybody is brought in: whom the document names most."""
        since = self._breaks[count - 1] if (count := bisect.bisect_left(self._breaks, position)) else -1
        starts = [start for start in person.starts if start < position and index_at(self._headings, start) is None]
        here = next((start for start in starts if start > since), None)
        if here is not None:
            return True, True, -here
        return False, bool(starts), len(person.starts)


def _words(name: names.Name) -> set[str]:
    """Words and classes of spellings that a name shares with its other forms."""
    return {*name.tokens, "".join(name.tokens), *family_classes(name)}


def _shares_title(found: Found, group: _Group) -> bool:
    """Does the name carry a title that the person has, or none that contradicts it?"""
    mine = {word.casefold() for title in found.titles for word in title.split()}
    return bool(mine & group.titles) or not mine or not group.titles


def _fullest(person: Person) -> str:
    """The form with most words; of those one that is introduced by a title, then the first: a name is spelt with most
    care where it is introduced."""
    return max(person.mentions, key=lambda mention: (len(mention.form.split()), bool(mention.titles))).form
