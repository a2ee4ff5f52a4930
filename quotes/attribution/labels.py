"""Whose turn or excerpt: the speaker that a label, or the document's structure, names."""

from __future__ import annotations

import re

from quotes import lexicon, names
from quotes.attribution.local import Resolved
from quotes.attribution.offices import office, without_article
from quotes.attribution.people import People, Person
from quotes.attribution.resolver import Resolver
from quotes.attribution.sourcenames import is_bodyish, is_place
from quotes.names import chinese
from quotes.types import Attribution, Span, Step

LONGEST_ACRONYM = 5
_QUESTION = re.compile(
    r"(?:q|question|a|answer|questioner|reporters?|press|media|journalist|audience|speaker)\W*\d*$", re.IGNORECASE
)
_AND = re.compile(r"\s(?:and|&)\s")
_PLURAL = re.compile(r"(?:the )?(?:[\w-]+ ){0,4}[\w-]*[^\Ws]s (?:of|for|from) ", re.IGNORECASE)


def resolve_label(each: Attribution, text: str, people: People, resolver: Resolver) -> Resolved:
    """The speaker of a turn or an excerpt."""
    if each.form == "excerpt":
        if not each.collected:
            return Resolved("unknown", None, ())
        return _by_form(each.collected, "collection", each.source[0] if each.source else None, people, resolver)
    if not each.source:
        if each.collected:
            return _by_form(each.collected, "turn", None, people, resolver)
        return Resolved("unnamed", None, (Step("turn", None, None, "no label"),))
    span = each.source[0]
    words = " ".join(text[slice(*span)].split())
    step = Step("turn", words, span)
    if _QUESTION.fullmatch(words):
        return Resolved("unnamed", words, (step,))
    if (several := _several(words, span, step, people, resolver)) is not None:
        return several
    if words.casefold() in lexicon.terms("label_roles") or not names.parse(words).text:
        return _holder(words, step, people)
    inner = people.within(span)
    if inner and (hit := people.at(inner[-1])):
        return _person(hit[0], step)
    return _by_form(words, "turn", span, people, resolver, named=each.collected is not None)


def _several(words: str, span: Span, step: Step, people: People, resolver: Resolver) -> Resolved | None:
    """Several persons under one label, or a group ("the ministers of Kenya and Uganda"); None for one alone."""
    if not _AND.search(words):
        return None
    found = {hit[0].index: hit[0] for inner in people.within(span) if (hit := people.at(inner))}
    persons = tuple(found.values())
    if _PLURAL.match(words):
        return Resolved("group", words, (step,), probability=0.9)
    if len(persons) > 1:
        return Resolved("person", persons[0].name, (step,), persons, probability=0.9)
    return None


def _person(person: Person, step: Step) -> Resolved:
    role = next((role for role, _ in person.roles), None)
    full = next((mention for mention in person.mentions if mention.form == person.name), person.mentions[0])
    named = Step("name", full.form, full.span, person.name)
    steps = (step,) if step.text == person.name else (step, named)
    return Resolved("person", person.name, steps, (person,), role, 0.99)


def _holder(words: str, step: Step, people: People) -> Resolved:
    """The person whom the text calls by the office in the label ("President Roe" for "THE PRESIDENT"), if it is one
    person or mostly one."""
    wanted = [office(word) for word in without_article(words).split()]
    counted: list[tuple[int, Person]] = []
    for person in people.with_role(wanted[-1]) if wanted else []:
        times = sum([office(word) for word in title.split()] == wanted for m in person.mentions for title in m.titles)
        if times:
            counted.append((times, person))
    counted.sort(key=lambda pair: (-pair[0], pair[1].index))
    if counted and (len(counted) == 1 or counted[0][0] >= 2 * counted[1][0]):
        found = _person(counted[0][1], step)
        return Resolved(found.type, found.name, found.steps, found.persons, found.role, 0.85)
    return Resolved("unnamed", words, (step,))


def _by_form(
    words: str, rule: str, span: Span | None, people: People, resolver: Resolver, *, named: bool = False
) -> Resolved:
    """A label, or the name of a collection's speaker, that the text around it does not hold as a name. ``named``: the
    document's layout says that it is one who speaks in person, whatever the parse takes it for."""
    step = Step(rule, words, span)
    parsed = names.parse(words)
    person = people.called(parsed.text) if parsed.text else None
    if person is not None:
        return _person(person, step)
    if rule == "turn" and _is_body(words, parsed, None if named else span, resolver):
        return Resolved("organization", words, (step,), probability=0.9)
    role = parsed.titles[0] if parsed.titles else None
    return Resolved("person", names.display(parsed.text or words), (step,), role=role, probability=0.95)


def _is_body(words: str, parsed: names.Name, span: Span | None, resolver: Resolver) -> bool:
    """Is the label a medium or another body: by its words, by capitals that no surname has, by the parse?"""
    if parsed.titles:
        return False
    if is_bodyish(words) or any(word in lexicon.terms("outlet_words") for word in words.casefold().split()):
        return True
    word = words.casefold()
    if words.isupper() and " " not in words and len(words) <= LONGEST_ACRONYM:
        return not (
            word in lexicon.terms("common_surnames") or chinese.is_surname(word) or re.search("[aeiou].*[aeiou]", word)
        )
    if is_place(words):
        return True
    return span is not None and resolver.phrase(span).kind in ("organization", "group", "document") and " " in words
