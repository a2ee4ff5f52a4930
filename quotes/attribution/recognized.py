"""Names of persons as the entity recognizer finds them, and where it passes them over: with a nickname, behind an
office."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Sequence

from quotes import lexicon, names
from quotes.attribution.offices import office
from quotes.attribution.parsed import Parsed
from quotes.attribution.people import Place
from quotes.attribution.roles import is_title_word, title_before
from quotes.attribution.sourcenames import has_given, has_noun_surname, is_bodyish, is_place, locate
from quotes.finding.spans import overlap
from quotes.types import Span

# A nickname between the given name and the surname: Marcia "Cia" Roe.
_WITH_NICKNAME = re.compile(
    r"\b(?P<given>[A-Z][\w.’'-]+(?:\s[A-Z]\.)?)\s(?:[\"“‘(]|'')[A-Z][\w.-]*(?:[\"”’)]|'')\s(?P<family>[A-Z][\w’'-]+)"
)
# The recognizer ends some names at the point of an initial: "Ian H" of "Ian H. Roe".
_INITIAL = re.compile(r"\s[A-Z]\.?$")
_BEHIND_INITIAL = re.compile(r"\.?\s[A-Z][a-z][\w’'-]+")
# An office before what must be a name, whatever the recognizer takes it for: "Mayor Ines Calder".
_TITLED = re.compile(
    r"(?<![\w’'-])(?P<title>[A-Z][\w-]+\.?)\s"
    r"(?P<name>[A-Z][\w’'-]*[a-z]\w*(?:\s(?:[A-Z]\.|[A-Z][\w’'-]*[a-z]\w*|[a-z]{2}-[A-Z]\w+|bin|de|van|von|da)){1,2})(?![\w-])"
)
# Whose relative somebody is: "John Quincy Roe's wife".
_KIN = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][a-z]\w*(?:\s(?:[A-Z]\.|[A-Z][\w’'-]*[a-z]\w*?)){1,3})['’]s?\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z-]+)\b"
)
ELSEWHERE = frozenset(["GPE", "NORP", "DATE"])


@dataclasses.dataclass(slots=True)
class Found:
    """A name found in the text, before it has a person. ``certain``: a source or a label names it."""

    span: Span
    name: names.Name
    titles: tuple[str, ...]
    place: Place
    certain: bool


def place(parsed: Parsed, span: Span) -> Place:
    """What the name is in its clause."""
    for token in parsed.tokens(span):
        if token.dep_.startswith("nsubj"):
            return "main subject" if token.head.dep_ == "ROOT" else "subject"
        if token.dep_ in ("poss", "compound") and token.head.idx > token.idx:
            if token.dep_ == "poss" or not token.head.ent_type_:
                return "owner"
        elif token.dep_ in ("dobj", "pobj", "dative", "agent"):
            return "object"
    return "other"


def is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Does the extent share anything with one of these, which are sorted and apart from each other?"""
    where = bisect.bisect_left(taken, span)
    return any(overlap(span, other) for other in taken[max(0, where - 1) : where + 1])


def with_nicknames(text: str, parsed: Parsed) -> list[Found]:
    found = []
    for match in _WITH_NICKNAME.finditer(text):
        name = names.parse(f"{match['given']} {match['family']}")
        if len(name.tokens) > 1 and not is_bodyish(name.text):
            span = match.start(), match.end()
            found.append(Found(span, name, name.titles, place(parsed, span), False))
    return found


def entities(text: str, parsed: Parsed) -> list[Found]:
    """The parse's PERSON entities that parse as names."""
    found = []
    for span, part, start, _ in parsed.entities("PERSON"):
        more = _BEHIND_INITIAL.match(text, span[1]) if _INITIAL.search(text, *span) else None
        span = (span[0], more.end()) if more else span
        words = text[slice(*span)]
        name = names.parse(words)
        if not name.text or not re.search(r"[^\W\d_]{2}", name.text) or "\n" in words or re.search(r"[@&]", words):
            continue
        if len(name.tokens) > 5 or not name.text[0].isupper() or is_place(name.text):
            continue
        before = title_before(parsed, part, start)
        if is_bodyish(name.text) and not has_noun_surname(name, titled=bool(before)):
            continue
        inner = locate(text, span, name.text) or span
        found.append(Found(inner, name, (*before, *name.titles), place(parsed, inner), False))
    return found


def titled(text: str, parsed: Parsed, recognized: Sequence[Found]) -> list[Found]:
    """Names behind an office or a form of address that the recognizer passed over."""
    taken = sorted(each.span for each in recognized)
    found = []
    for match in _TITLED.finditer(text):
        title = match["title"].rstrip(".").casefold()
        if office(title) not in lexicon.terms("sole_offices") and title not in lexicon.pairs("honorifics"):
            continue
        span = match.span("name")
        name = names.parse(match["name"])
        if is_taken(span, taken):
            continue
        if len(name.tokens) < 2 or name.text != match["name"] or any(map(_no_name, name.text.split())):
            continue
        kinds = {token.ent_type_ for token in parsed.tokens(span)}
        if kinds and kinds <= ELSEWHERE and not has_given(name):
            continue
        found.append(Found(span, name, (match["title"],), place(parsed, span), False))
    return found


def with_relatives(text: str, parsed: Parsed, recognized: Sequence[Found]) -> list[Found]:
    """Names of those whose relative somebody is, that the recognizer passed over: "John Quincy Roe's wife"."""
    taken = sorted(each.span for each in recognized)
    found = []
    for match in _KIN.finditer(text):
        span, name = match.span("name"), names.parse(match["name"])
        if match["noun"] not in lexicon.pairs("kin_nouns") or name.text != match["name"] or len(name.tokens) < 2:
            continue
        if not is_taken(span, taken) and not any(map(_no_name, name.text.split())):
            found.append(Found(span, name, (), "owner", False))
    return found


def _no_name(word: str) -> bool:
    """Is the word a title, a place, a day or part of a body's name?"""
    folded = word.casefold()
    return is_title_word(word) or is_place(word) or is_bodyish(word) or folded in lexicon.terms("calendar")
