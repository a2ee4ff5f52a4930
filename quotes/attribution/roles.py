"""The titles and offices that a text gives with a name, and the gender that they tell."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from quotes import lexicon, names
from quotes.attribution.parsed import Parsed
from quotes.attribution.people import Gender, People, Person
from quotes.given_names import given_name_gender
from quotes.names.nicknames import full_forms
from quotes.names.order import is_given
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

APPOSITION = re.compile(
    r"\s*,\s+(?P<role>(?:the |an? |his |her |its |their )?[^,.;:\"“”()\n]{3,90}?)(?=,|\.|;|\n|$| who | said)"
)

_LEAD = re.compile(r"^(?:As|as|While|When|But|And|Both|With|For|From|By|To|Of|In)\s+")
# Members of the United States Congress: "Jane Roe (R-Utah)", "Jane Roe, R-Utah,".
_PARTY = re.compile(r"(?:\s\(|,\s)(?P<party>[RDI])-(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_PRONOUNS = {"he": 1, "his": 1, "him": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}


def title_before(parsed: Parsed, part: int, start: int) -> tuple[str, ...]:
    """The title that stands right before a name: capitalised or lower-case title words of the same noun phrase."""
    doc = parsed.parts[part].doc
    first = start
    while first > 0:
        token = doc[first - 1]
        if token.is_sent_start and first < start and doc[first].is_sent_start:
            break
        if token.is_punct or token.is_space or token.text in ("and", "or"):
            if token.text not in ("-", "’s", "'s") and not (
                token.text == "." and is_title_word(doc[max(0, first - 2)].text)
            ):
                break
        elif (token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "ADV", "CCONJ") and not token.is_title) or (
            token.pos_ == "ADP" and not (first - 2 >= 0 and is_title_word(doc[first - 2].text))
        ):
            break
        first -= 1
        if start - first > 9:
            break
    words = doc[first:start].text if first < start else ""
    parsed_name = names.parse(f"{words} Xx") if words else None
    titles = parsed_name.titles if parsed_name and parsed_name.text == "Xx" else ()
    titles = tuple(
        re.sub(r"^(?:As|as|While|When|But|And|Both|With|For|From|By|To|Of|In)\s+", "", title) for title in titles
    )
    return tuple(title for title in titles if is_role(title))


def is_title_word(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return (
        folded in lexicon.terms("titles")
        or folded in lexicon.pairs("honorifics")
        or folded in lexicon.terms("person_nouns")
    )


def gender_of(person: Person) -> Gender | None:
    """What forms of address, titles and the given name tell of the person's gender."""
    if person.gender is None:
        for mention in person.mentions:
            person.gender = names.gender(mention.form, " ".join(mention.titles)) or _given_gender(mention.form)
            if person.gender:
                break
    return person.gender


@functools.lru_cache(maxsize=8192)
def _given_gender(form: str) -> Gender | None:
    """The gender of a given name that is a short form: the one listed, or that of all the full forms."""
    name = names.parse(form)
    if len(name.tokens) < 2 or name.order != "given-first":
        return None
    row = lexicon.pairs("short_names").get(name.tokens[0])
    if row:
        return "f" if row[0] == "f" else "m"
    told = {given_name_gender(full) for full in full_forms(name.tokens[0])} - {None}
    return next(iter(told)) if len(told) == 1 else None


def describe(text: str, person: Person) -> None:
    """Roles from titles and appositions, and gender."""
    seen: set[str] = set()

    def add(role: str, span: Span | None) -> None:
        cleaned = role.strip(" ,.")
        if (
            cleaned
            and cleaned.casefold() not in seen
            and cleaned.casefold().rstrip(".") not in lexicon.pairs("honorifics")
        ):
            seen.add(cleaned.casefold())
            person.roles.append((cleaned, span))

    for mention in person.mentions:
        for title in mention.titles:
            add(title, (max(0, mention.span[0] - len(title) - 1), mention.span[0]))
        party = _PARTY.match(text, mention.span[1])
        if party:
            add(f"{_PARTIES[party['party']]} of {party['state']}", party.span())
        match = APPOSITION.match(text, mention.span[1])
        if match and is_role(match["role"]):
            add(re.sub(r"^(?:the|an?)\s+", "", match["role"]), match.span("role"))
    person.given = any(is_given(token) for token in names.parse(person.name).tokens[:1])
    gender_of(person)
    if person.gender is None:
        for role, _ in person.roles:
            person.gender = names.gender("", role)
            if person.gender:
                break


def count_pronouns(people: People, parsed: Parsed) -> None:
    """For each person: which pronouns follow in sentences where nobody else is named before them, and at the start of
    the sentence after one where nobody else is named."""
    for index, part in enumerate(parsed.parts):
        before: set[int] = set()
        for sentence in part.doc.sents:
            sign, position = _first_pronoun(sentence)
            stop = parsed.extent(index, sentence.start, position)[1] if position > sentence.start else None
            start = parsed.extent(index, sentence.start, sentence.end)
            here = _named_in(people, start)
            if sign:
                earlier = _named_in(people, (start[0], stop)) if stop else set()
                meant = earlier or (before if position == sentence.start else set())
                if len(meant) == 1:
                    people.persons[next(iter(meant))].pronouns += sign
            before = here


def _first_pronoun(sentence: TokenSpan) -> tuple[int, int]:
    """1 for "he", -1 for "she", 0 for neither; and the index of its token."""
    for token in sentence:
        if sign := _PRONOUNS.get(token.lower_):
            return sign, token.i
    return 0, sentence.start


def _named_in(people: People, span: Span) -> set[int]:
    return {hit[0].index for at in people.within(span) if (hit := people.at(at))}


def is_role(words: str) -> bool:
    """Does an apposition tell an office: with a title word before its first preposition?"""
    head = re.split(r"\s(?:of|for|to|at|in|on|from|with)(?:\s|$)", words)[0]
    return any(is_title_word(word.rstrip(",")) for word in re.findall(r"[\w’'.-]+", head)[-2:])
