"""The evidence that a description means a person: the office that it names, kin, land and party, the words near the
name."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.attribution.offices import office, people_of
from quotes.attribution.people import Mention, Person
from quotes.attribution.surroundings import Surroundings, is_like, is_plain, modifiers

_FORMER = re.compile(r"\b(?:former|ex|then|late|onetime|ousted|deposed)\b", re.IGNORECASE)


def role(values: dict[str, float], person: Person, shared: Surroundings) -> None:
    """Do the person's roles agree with the description's head noun, and the words near the name with its words?"""
    head = shared.phrase.head
    fits = person.index in shared.fits
    last = shared.context.last_speakers
    values["role agrees"] = float(fits)
    values["role agrees, last speaker"] = float(fits and bool(last) and last[0].person is person)
    values["role agrees, nobody else's does"] = float(fits and len(shared.fits) == 1)
    values["like role"] = float(not fits and office(head) not in person.role_words and is_like(head, person.role_words))
    values["like role, nobody else's is"] = float(bool(values["like role"]) and shared.like == 1)
    values["like role, no role agrees"] = float(bool(values["like role"]) and not shared.fits)
    values["another role"] = float(bool(person.roles) and not fits and not values["like role"])
    values["head noun near the name"] = float(not fits and head[:6] in shared.people.words_near(person))
    values["another's role agrees, named before"] = float(
        not fits and not values["like role"] and bool(shared.agreeing_before)
    )
    if shared.modifiers:
        share = len(shared.modifiers & shared.people.words_near(person)) / len(shared.modifiers)
        values["share of modifiers near the name"] = share
        values["no modifiers near the name"] = float(not share)


def service(values: dict[str, float], person: Person, shared: Surroundings) -> None:
    """Those who serve or speak for others ("the spokesman", "his lawyer") are known by it in the text or have no name
    in it; so is whoever else is meant by words of which nothing stands near the name."""
    fits, near = bool(values["role agrees"]), bool(values["head noun near the name"])
    serves = office(shared.phrase.head) in lexicon.terms("serving_nouns")
    values["serves, role does not agree"] = float(serves and not fits)
    values["serves, role does not agree, head noun near"] = float(serves and not fits and near)
    tied = fits or near or values["like role"] or values["coreference"]
    if not tied and not shared.modifiers & shared.people.words_near(person):
        values["no role agrees, nothing near the name does"] = 1.0


def kin(values: dict[str, float], person: Person, shared: Surroundings) -> None:
    """ "His wife" may well be who bears his surname."""
    if shared.phrase.head not in lexicon.pairs("kin_nouns") or shared.context.owner is None:
        return
    same = _surname(person) == _surname(shared.people.persons[shared.context.owner])
    values["kin, shares the owner's surname"] = float(same)
    values["kin, another surname"] = float(not same)


def nation(values: dict[str, float], person: Person, shared: Surroundings) -> None:
    """The lands and parties that the description names against those of the person's roles."""
    agrees = bool(values["role agrees"])
    last = person.last_before(shared.context.position)
    values["role agrees, nearest such"] = float(agrees and last is not None and last.span[0] == shared.nearest_agreeing)
    values["role agrees, most mentioned such"] = float(agrees and len(person.mentions) == shared.most_agreeing)
    values["role agrees, named after, another such before"] = float(
        agrees and last is None and bool(shared.agreeing_before)
    )
    owner = shared.context.owner
    if owner is not None and (agrees or values["like role"]):
        surname = shared.people.persons[owner].name.split()[-1]
        values["role names the owner"] = float(any(surname in role.split() for role, _ in person.roles))
    plain = agrees and is_plain(shared.people.text, shared.phrase)
    values["plain office, most mentioned such"] = float(plain and len(person.mentions) == shared.most_agreeing)
    values["no role agrees, owned"] = float(not agrees and owner is not None)
    if shared.lands:
        theirs = people_of(" ".join(role for role, _ in person.roles))
        near = shared.lands & shared.people.words_near(person)
        values["land or party agrees"] = float(bool(shared.lands & theirs)) or 0.5 * bool(near)
        values["land or party is another"] = float(bool(theirs) and not shared.lands & theirs)
        values["land or party unknown, role agrees"] = float(agrees and not theirs and not near)


def beginning(values: dict[str, float], person: Person, last: Mention | None, shared: Surroundings) -> None:
    """ "A senator" or "Judge" at the start of a text may be named further down."""
    values["opening, named before"] = float(last is not None)
    if last is not None:
        return
    values["opening, first named after"] = float(shared.next is person)
    first = person.mentions[0]
    comes_in = shared.next is person and first.subject and 0 <= first.paragraph - shared.context.paragraph <= 1
    values["opening, named next without a role"] = float(comes_in and not person.roles)
    values["opening, first speaker of the text"] = float(person.index == shared.context.first_speaker)
    values["opening, role agrees, named after"] = values["role agrees"]
    values["opening, like role, named after"] = values["like role"]
    values["opening, head noun near the name"] = values["head noun near the name"]
    values["opening, modifiers near the name"] = values["share of modifiers near the name"]


def _surname(person: Person) -> str:
    return person.name.split()[-1].casefold()


def is_relative(person: Person, shared: Surroundings) -> bool:
    """Is the person known as somebody's relative only, and the description no such one?"""
    kin = lexicon.pairs("kin_nouns")
    if not person.roles or shared.phrase.head in kin or shared.context.coreferent is person:
        return False
    return all(role.split()[-1].casefold() in kin for role, _ in person.roles)


def holds_another(person: Person, shared: Surroundings) -> bool:
    """Is the person known by other offices than the one that is spoken of, with nothing that ties the two together?"""
    phrase, people = shared.phrase, shared.people
    words = people.text[slice(*phrase.span)]
    if not person.roles or shared.context.coreferent is person or _FORMER.search(words):
        return False
    if person.index in shared.fits:
        return False
    if office(phrase.head) in person.role_words:
        return True  # of another rank
    latest = shared.context.last_speakers
    if latest and latest[0].person is person and latest[0].paragraph == shared.context.paragraph:
        return False
    if is_like(phrase.head, person.role_words):
        return False
    near = people.words_near(person, phrase.span)
    return phrase.head[:6] not in near and not modifiers(words, phrase.head) & near
