"""Resolves sources: from the words that name who spoke to a speaker of the document, with the steps that led there."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Callable, Sequence
from importlib import resources

from quotes import names
from quotes.attribution.candidates import FEATURES, Context, candidates
from quotes.attribution.local import Resolved, body_name
from quotes.attribution.parsed import Parsed
from quotes.attribution.people import People, Person
from quotes.attribution.phrases import Gender, Phrase, analyse
from quotes.types import Span, SpeakerType, Step

NEAR = 2
"""A body or group that "it" or "they" means spoke at most so many paragraphs before."""
LIKELY = 0.4
"""A person who fits a pronoun with less probability is not named."""
_POSSESSIVE = re.compile(r"(?P<pronoun>his|her)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)

Coreferent = Callable[[int], list[Span]]
"""For the position of a pronoun: the extents of what coreference takes it for."""


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """Per kind of phrase the weight of each of ``candidates.FEATURES``, and of "nobody" for descriptions. Learned:
    see training/resolver."""
    path = resources.files("quotes") / "data" / "resolver.json"
    table: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return table


class Resolver:
    """Resolves the sources of one document, in the order of the text. It remembers who spoke."""

    def __init__(self, text: str, parsed: Parsed, people: People, coreferent: Coreferent, author: str | None) -> None:
        self._text = text
        self._parsed = parsed
        self._people = people
        self._coreferent = coreferent
        self._author = author
        self._spoke: list[tuple[Person, int]] = []
        self._others: list[tuple[Resolved, int]] = []
        self._mentions = people.count
        self.speakers: frozenset[int] = frozenset()

    def phrase(self, span: Span) -> Phrase:
        return analyse(self._text, span, self._parsed, self._people.within(span))

    def resolve(self, span: Span, *, inside: Resolved | None = None) -> Resolved:
        """Who the source at this extent means. ``inside`` is the speaker of the words that the source stands in."""
        phrase = self.phrase(span)
        resolved = self._by_kind(phrase, span, inside)
        if inside is None:
            self._remember(resolved, span[0])
        return resolved

    def _by_kind(self, phrase: Phrase, span: Span, inside: Resolved | None) -> Resolved:
        if phrase.kind == "name":
            return self._named(phrase)
        if phrase.kind == "pronoun":
            return self._chosen(phrase, inside, "pronoun")
        if phrase.kind == "description":
            return self._chosen(phrase, inside, "title")
        if phrase.kind == "first person":
            return self._first_person(phrase, inside)
        if phrase.kind == "relative":
            return self._relative(phrase, span, inside)
        if phrase.kind in ("plural pronoun", "it"):
            return self._thing(phrase)
        return self._literal(phrase, inside)

    # -- names ------------------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase) -> Resolved:
        found = [hit for span in phrase.names if (hit := self._people.at(span))]
        persons = list(dict.fromkeys(person.index for person, _ in found))
        steps: list[Step] = []
        for person, mention in found:
            other = person.name if mention.form != person.name else None
            rule = "name" if mention.rule in ("name", "surname", "shorter", "longer") else f"variant:{mention.rule}"
            steps.append(Step("name", self._text[slice(*mention.span)], mention.span, other))
            if rule != "name":
                steps.append(Step(rule, mention.form, person.mentions[0].span, person.name))
        people = tuple(self._people.persons[index] for index in persons)
        role = phrase.titles[0] if phrase.titles and not _is_honorific(phrase.titles[0]) else _role(people[0])
        return Resolved("person", people[0].name, tuple(steps), people, role)

    # -- pronouns and descriptions ------------------------------------------------------------------------------------

    def _context(self, span: Span, inside: Resolved | None) -> Context:
        coreferent = None
        for extent in self._coreferent(span[0]):
            coreferent = coreferent or self._people.over(extent)
        return Context(
            span[0],
            self._parsed.sentence_at(span[0]),
            self._parsed.paragraph_at(span[0]),
            self._latest(),
            coreferent,
            self.speakers,
            self._mentions,
            inside.person.index if inside and inside.person else None,
        )

    def _latest(self) -> list[tuple[Person, int]]:
        """The persons who spoke last, each once, latest first."""
        latest: dict[int, tuple[Person, int]] = {}
        for person, paragraph in reversed(self._spoke[-6:]):
            latest.setdefault(person.index, (person, paragraph))
        return list(latest.values())

    def options(self, phrase: Phrase, inside: Resolved | None = None) -> list[tuple[Person, list[float]]]:
        """The candidates for a pronoun or a description with their features, for resolving and for training."""
        return candidates(self._people.persons, phrase, self._context(phrase.span, inside))

    def _chosen(self, phrase: Phrase, inside: Resolved | None, rule: str) -> Resolved:
        words = self._text[slice(*phrase.span)]
        table = weights()["pronoun" if rule == "pronoun" else "description"]
        options = self.options(phrase, inside)
        scores = [sum(table[name] * value for name, value in zip(FEATURES, each, strict=True)) for _, each in options]
        nobody = [table["nobody"]] if rule == "title" else []
        chances = _softmax([*scores, *nobody])
        ranked = sorted(zip(chances, options, strict=False), key=lambda pair: (-pair[0], pair[1][0].index))
        detail = "; ".join(f"{person.name} {chance:.2f}" for chance, (person, _) in ranked[:3])
        best = ranked[0] if ranked else None
        if best is None or best[0] < LIKELY or (nobody and best[0] < chances[-1]):
            kind: SpeakerType = "unnamed" if rule == "title" else "unknown"
            step = Step(rule, words, phrase.span, f"nobody fits; {detail}" if detail else "nobody fits")
            return Resolved(kind, words if rule == "title" else None, (step,), probability=0.6)
        chance, (person, _) = best
        last = person.last_before(phrase.span[0]) or person.mentions[0]
        steps = (Step(rule, words, phrase.span, detail), Step("name", last.form, last.span, person.name))
        role = words if rule == "title" else _role(person)
        return Resolved("person", person.name, steps, (person,), _role(person) or role, chance)

    def _first_person(self, phrase: Phrase, inside: Resolved | None) -> Resolved:
        step = Step("pronoun", self._text[slice(*phrase.span)], phrase.span, "the speaker of the words around it")
        if inside is not None:
            return Resolved(inside.type, inside.name, (step, *inside.steps), inside.persons, inside.role)
        own = Step("pronoun", self._text[slice(*phrase.span)], phrase.span, "the author of the text")
        return Resolved("author", self._author or "the author", (own,), probability=0.8)

    def _relative(self, phrase: Phrase, span: Span, inside: Resolved | None) -> Resolved:
        """The noun that a relative clause hangs on, by the parse; else the nearest name before it."""
        step = Step("pronoun", self._text[slice(*span)], span, "relative clause")
        tokens = self._parsed.tokens(span)
        clause = tokens[0].head if tokens else None
        while clause is not None and clause.dep_ != "relcl" and clause.head.i != clause.i:
            clause = clause.head
        if clause is not None and clause.dep_ == "relcl":
            noun, index = clause.head, self._parsed.part_at(span[0])
            assert index is not None
            before = self._parsed.extent(index, noun.left_edge.i, noun.i + 1)
            if before[1] <= span[0]:
                person = self._people.over(self._parsed.extent(index, noun.i, noun.i + 1))
                inner = self._named_person(person, step) if person else None
                if inner is None:
                    phrase = self.phrase(before)
                    if phrase.kind not in ("relative", "pronoun", "it"):
                        inner = self._by_kind(phrase, before, inside)
                        inner = Resolved(inner.type, inner.name, (step, *inner.steps), inner.persons, inner.role, 0.85)
                if inner is not None:
                    return inner
        earlier = self._people.within((span[0] - 90, span[0]))
        hit = self._people.at(earlier[-1]) if earlier else None
        return self._named_person(hit[0], step) if hit else Resolved("unknown", None, (step,), probability=0.5)

    def _named_person(self, person: Person, step: Step) -> Resolved:
        named = Step("name", person.mentions[0].form, person.mentions[0].span, person.name)
        return Resolved("person", person.name, (step, named), (person,), _role(person), 0.9)

    # -- bodies, groups, documents -----------------------------------------------------------------------------------

    def _thing(self, phrase: Phrase) -> Resolved:
        """ "it" and "they": the body or group that spoke last nearby; for "they" also several persons who did."""
        words = self._text[slice(*phrase.span)]
        here = self._parsed.paragraph_at(phrase.span[0])
        for resolved, paragraph in reversed(self._others):
            if here - paragraph > NEAR:
                break
            if phrase.kind == "it" and resolved.type in ("group", "person"):
                continue
            if resolved.persons:
                step = Step("pronoun", words, phrase.span, ", ".join(resolved.names))
                return Resolved("person", resolved.name, (step, *resolved.steps), resolved.persons, resolved.role, 0.6)
            step = Step("pronoun", words, phrase.span, resolved.name)
            return Resolved(resolved.type, resolved.name, (step, *resolved.steps), role=resolved.role, probability=0.6)
        step = Step("pronoun", words, phrase.span, "nobody fits")
        return Resolved("unknown", None, (step,), probability=0.6)

    def _literal(self, phrase: Phrase, inside: Resolved | None) -> Resolved:
        """Sources that go by their own words."""
        words = " ".join(self._text[slice(*phrase.span)].split())
        step = Step("name", words, phrase.span)
        if phrase.kind in ("organization", "document", "group"):
            owner = self._owner(words, phrase, inside)
            name = owner or (body_name(words) if phrase.kind == "organization" else words)
            return Resolved(phrase.kind, name, (step,))
        if phrase.kind == "unnamed":
            return Resolved("unnamed", words, (step,))
        return Resolved("unknown", words, (step,), probability=0.7)

    def _owner(self, words: str, phrase: Phrase, inside: Resolved | None) -> str | None:
        """ "his campaign" under its owner's name."""
        match = _POSSESSIVE.fullmatch(words)
        if not match:
            return None
        start = phrase.span[0]
        gender: Gender = "m" if match["pronoun"].casefold() == "his" else "f"
        owner = self._chosen(
            Phrase("pronoun", (start, start + len(match["pronoun"])), gender=gender), inside, "pronoun"
        )
        return f"{owner.name}’s {match['rest']}" if owner.name else None

    def _remember(self, resolved: Resolved, position: int) -> None:
        paragraph = self._parsed.paragraph_at(position)
        if resolved.person is not None:
            self._spoke.append((resolved.person, paragraph))
            if len(resolved.persons) > 1:
                self._others.append((resolved, paragraph))
        elif resolved.name and resolved.type in ("organization", "group", "document"):
            self._others.append((resolved, paragraph))


def _role(person: Person) -> str | None:
    """The person's first office in the document."""
    return next((role for role, _ in person.roles), None)


def _is_honorific(title: str) -> bool:
    return not names.parse(f"{title} Xx").titles or len(title.rstrip(".")) <= 3


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]
