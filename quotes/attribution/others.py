"""Sources that mean no single named person: bodies, groups, documents, "it" and "they", several persons at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from quotes import lexicon, names
from quotes.attribution.candidates import Spoke
from quotes.attribution.local import Resolved, body_name
from quotes.attribution.offices import office
from quotes.attribution.parsed import Parsed
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase, is_common, singular
from quotes.attribution.sourcenames import is_bodyish
from quotes.types import Span, Step

RATES = {
    "name": 0.97,
    "variant": 0.9,
    "given name": 0.6,
    "organization": 0.9,
    "group": 0.94,
    "document": 0.95,
    "unnamed": 0.8,
    "unknown": 0.65,
    "it": 0.83,
    "several": 0.8,
    "body meant": 0.85,
    "account": 0.6,
    "relative": 0.9,
    "signed": 0.9,
    "author": 0.95,
    "addressed": 0.5,
    "going on": 0.4,
    "nobody": 0.65,
}
"""How often a resolution of each kind is right, type and name, where the source was found: measured on articles whose
speakers are known (``python benchmarks/attribution.py --polnear``); rounded, and nearer to one half where the articles
have fewer than twenty. Choices by the learned weights bring their own. Where no speaker is given there is none to be
wrong about: the two rates of that are the share of such quotes whose words and source are right."""
NEAR = 2
"""A body or group that "it" or "they" means spoke at most so many paragraphs before."""
FAR = 6
"""A body that "the company" means spoke at most so many paragraphs before."""
LOOK = 24
"""So many names back, two that are joined by "and" are looked for."""
_COMMON_BODY = re.compile(r"(?:the|this)\s[a-z-]+", re.IGNORECASE)
_ANY_BODY = frozenset(
    ["company", "firm", "group", "organization", "organisation", "agency", "outlet", "newspaper", "paper"]
)
_INSTITUTIONS = frozenset(
    ["ministry", "government", "court", "party", "police", "senate", "parliament", "department", "committee", "council",
     "commission", "union", "university", "congress", "army", "navy", "embassy", "church"]
)  # fmt: skip
POSSESSIVE = re.compile(r"(?P<pronoun>his|her)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_TWO = re.compile(
    r"(?:both|the two|the (?:brothers|sisters|couple|pair|duo|twins|two\s\w+))(?:\s(?:men|women|candidates|leaders|"
    r"senators|officials|sides|rivals|ministers|presidents))?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:(?:an?|one|the)\s)?(?:[A-Z]?[a-z]+\s){0,2}(?:user|account|poster|blogger|handle)\s(?P<handle>@\w+)"
)
_HANDLE = re.compile(r",?\s\(?(?P<handle>@\w+)")

Coreferent = Callable[[int], list[Span]]
"""For the position of a pronoun: the extents of what coreference takes it for."""


class Others:
    """Remembers who spoke, and resolves what means no single named person."""

    def __init__(self, text: str, parsed: Parsed, people: People, coreferent: Coreferent) -> None:
        self._text = text
        self.parsed = self._parsed = parsed
        self._people = people
        self._coreferent = coreferent
        self._spoke: list[Spoke] = []
        self._others: list[tuple[Resolved, int]] = []
        self._handles: dict[str, Person] | None = None

    def _owning(self, phrase: Phrase, inside: Resolved | None) -> int | None:
        """Whose lawyer "his lawyer" or "Roe's lawyer" is."""
        raise NotImplementedError

    def _latest(self) -> list[Spoke]:
        """The persons who spoke last, each once, latest first."""
        latest: dict[int, Spoke] = {}
        for spoke in reversed(self._spoke[-6:]):
            latest.setdefault(spoke.person.index, spoke)
        return list(latest.values())

    def _named_person(self, person: Person, step: Step, chance: float = 0.9) -> Resolved:
        last = person.last_before(step.span[0]) if step.span else None
        last = last or person.mentions[0]
        named = Step("name", last.form, last.span, person.name)
        return Resolved("person", person.name, (step, named), (person,), first_role(person), chance)

    def _thing(self, phrase: Phrase) -> Resolved:
        """ "it" and "they": the body or group that spoke last nearby; for "they" also several persons who did."""
        words = self._text[slice(*phrase.span)]
        several = self._several(phrase)
        if several:
            return self._together(phrase, several)
        here = self._parsed.paragraph_at(phrase.span[0])
        pair = self._pair(phrase.span[0], 1 if phrase.kind == "plural pronoun" and words.casefold() != "both" else NEAR)
        if pair and phrase.kind == "plural pronoun" and not self._spoke_since(pair[1].paragraph):
            return self._together(phrase, pair[0])
        if words.casefold() in ("both", "each") and (two := self._two(phrase.span[0])):
            return self._together(phrase, two)
        for resolved, paragraph in reversed(self._others):
            if here - paragraph > NEAR:
                break
            if phrase.kind == "it" and resolved.type in ("group", "person"):
                continue
            if resolved.persons:
                step = Step("pronoun", words, phrase.span, ", ".join(resolved.names))
                return Resolved(
                    "person", resolved.name, (step, *resolved.steps), resolved.persons, resolved.role, RATES["several"]
                )
            step = Step("pronoun", words, phrase.span, resolved.name)
            return Resolved(
                resolved.type, resolved.name, (step, *resolved.steps), role=resolved.role, probability=RATES["it"]
            )
        step = Step("pronoun", words, phrase.span, "nobody fits")
        return Resolved("unknown", None, (step,), probability=RATES["nobody"])

    def _several(self, phrase: Phrase) -> tuple[Person, ...]:
        """The persons that coreference takes "they" for, if it is more than one."""
        if phrase.kind != "plural pronoun":
            return ()
        found = {p.index: p for extent in self._coreferent(phrase.span[0]) if (p := self._people.over(extent))}
        return tuple(found.values()) if len(found) > 1 else ()

    def _spoke_since(self, paragraph: int) -> bool:
        """Did a body or group speak in this paragraph or later?"""
        return bool(self._others) and self._others[-1][1] >= paragraph and not self._others[-1][0].persons

    def _pair(self, position: int, paragraphs: int) -> tuple[tuple[Person, ...], Mention] | None:
        """The last persons before the position who are named together, "Roe and Poe", at most so many paragraphs
        back, with the mention of the last."""
        here = self._parsed.paragraph_at(position)
        for first, second in self._people.together_before(position, LOOK):
            hits = self._people.at(first), self._people.at(second)
            if hits[0] and hits[1] and hits[0][0] is not hits[1][0]:
                mention = hits[1][1]
                return ((hits[0][0], hits[1][0]), mention) if here - mention.paragraph <= paragraphs else None
        return None

    def _holders(self, phrase: Phrase) -> tuple[Person, ...] | None:
        """Two persons named together nearby whose office "the senators" names, and nothing else."""
        words = self._text[slice(*phrase.span)].split()
        if len(words) != 2 or words[0].casefold() not in ("the", "both"):
            return None
        pair = self._pair(phrase.span[0], NEAR)
        wanted = office(singular(phrase.head))
        return pair[0] if pair and all(wanted in person.role_words for person in pair[0]) else None

    def _two(self, position: int) -> tuple[Person, ...] | None:
        """Two persons who are named together nearby, else the last two who spoke there."""
        pair = self._pair(position, NEAR)
        if pair:
            return pair[0]
        here = self._parsed.paragraph_at(position)
        last = [spoke.person for spoke in self._latest() if here - spoke.paragraph <= NEAR + 1][:2]
        return tuple(last) if len(last) > 1 else None

    def _together(self, phrase: Phrase, persons: tuple[Person, ...]) -> Resolved:
        """Several persons for one phrase."""
        words = self._text[slice(*phrase.span)]
        step = Step("pronoun", words, phrase.span, ", ".join(person.name for person in persons))
        first = persons[0].last_before(phrase.span[0]) or persons[0].mentions[0]
        named = Step("name", first.form, first.span, persons[0].name)
        return Resolved("person", persons[0].name, (step, named), persons, first_role(persons[0]), RATES["several"])

    def _literal(self, phrase: Phrase, inside: Resolved | None) -> Resolved:
        """Sources that go by their own words."""
        words = " ".join(self._text[slice(*phrase.span)].split())
        if not words:
            return Resolved("unknown", None, (), probability=RATES["nobody"])  # nothing but signs: "🙂 said"
        step = Step("name", words, phrase.span, _told(phrase))
        person = self._by_letters(words)
        if person is not None:
            full = Step("variant:initials" if words[0] != "@" else "variant:handle", words, None, person.name)
            return self._named_person(person, full, RATES["variant"])
        if words.startswith("@") and words[1:2].isalpha() and not is_bodyish(words[1:]):
            return Resolved("person", words, (step,), probability=RATES["account"])
        account = _ACCOUNT.fullmatch(words)
        if account and not is_bodyish(account["handle"][1:]):
            return Resolved("person", account["handle"], (step,), probability=RATES["account"])
        if phrase.kind == "group" and words.casefold() == "others" and (named := self._named_beside(phrase.span[0])):
            return self._named_person(named, step, RATES["several"])
        if phrase.kind == "group" and _TWO.match(words) and (two := self._two(phrase.span[0])):
            return self._together(phrase, two)
        if phrase.kind == "group" and (pair := self._holders(phrase)):
            return self._together(phrase, pair)
        body = self._body_meant(phrase) if phrase.kind == "organization" else None
        if body is not None:
            return Resolved(
                "organization",
                body.name,
                (dataclasses.replace(step, rule="title"), *body.steps),
                probability=RATES["body meant"],
            )
        if phrase.kind in ("organization", "document", "group"):
            owner = self._owner(words, phrase, inside)
            name = owner or (body_name(words) if phrase.kind == "organization" else words)
            return Resolved(phrase.kind, name, (step,), probability=RATES[phrase.kind])
        if phrase.kind == "unnamed":
            return Resolved("unnamed", words, (step,), probability=RATES[phrase.kind])
        return Resolved("unknown", words, (step,), probability=RATES["unknown"])

    def _named_beside(self, position: int) -> Person | None:
        """The person named right before "and others", as headings have it: "Roe, others vow to go on"."""
        before = re.search(r"(?:,|,? and) $", self._text[max(0, position - 6) : position])
        return self._people.over((position - len(before[0]) - 1, position - len(before[0]))) if before else None

    def _body_meant(self, phrase: Phrase) -> Resolved | None:
        """The body that "the company" means: the last named one that spoke and whose name does not say that it is
        something else."""
        words = self._text[slice(*phrase.span)]
        if not _COMMON_BODY.fullmatch(words):
            return None
        here = self._parsed.paragraph_at(phrase.span[0])
        for resolved, paragraph in reversed(self._others):
            if here - paragraph > FAR or resolved.type != "organization" or not resolved.name:
                continue
            mine = [word for word in resolved.name.casefold().split() if word in lexicon.terms("body_nouns")]
            if re.search(r"(?:^|\s)[A-Z]", resolved.name) and (
                phrase.head in mine or (phrase.head in _ANY_BODY and not _INSTITUTIONS.intersection(mine))
            ):
                return resolved
        return None

    def _by_letters(self, words: str) -> Person | None:
        """The person whose initials or account the words are: "AMLO", "@roe" where the text has "Jane Roe (@roe)"."""
        if re.fullmatch(r"[A-Z]{3,5}", words):
            fits = [
                person
                for person in self._people.persons
                if "".join(word[0] for word in names.parse(person.name).tokens).upper() == words
            ]
            return fits[0] if len(fits) == 1 else None
        return self._accounts().get(words.casefold())

    def _accounts(self) -> dict[str, Person]:
        """Whose account each "@roe" is that stands right behind a name."""
        if self._handles is None:
            self._handles = {}
            for match in _HANDLE.finditer(self._text):
                if hit := self._people.over((max(0, match.start() - 1), match.start() + 1)):
                    self._handles.setdefault(match["handle"].casefold(), hit)
        return self._handles

    def _owner(self, words: str, phrase: Phrase, inside: Resolved | None) -> str | None:
        """ "his campaign" under its owner's name."""
        match = POSSESSIVE.fullmatch(words)
        if not match:
            return None
        index = self._owning(phrase, inside)
        return f"{self._people.persons[index].name}’s {match['rest']}" if index is not None else None


def first_role(person: Person) -> str | None:
    """The person's first office in the document."""
    return next((role for role, _ in person.roles), None)


def _told(phrase: Phrase) -> str | None:
    """What the type of a phrase that goes by its own words rests on, for people to read."""
    if not phrase.head:
        return None
    return (
        f"{phrase.kind}: the noun {phrase.head}" if is_common(phrase.head) else f"{phrase.kind}: the form of the phrase"
    )
