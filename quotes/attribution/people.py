"""The persons that a document names: their mentions, gathered under one name each."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from quotes import lexicon, names
from quotes.attribution.parsed import Parsed
from quotes.types import Span

Gender = Literal["f", "m"]
_APPOSITION = re.compile(r"\s*,\s+(?P<role>(?:the |an? |his |her |its |their )?[^,.;:\"“”()\n]{3,90}?)(?=,|\.|;|\n|$| who | said)")
_OWNER_ROLE = re.compile(r"(?P<role>(?:[A-Z][\w.’'-]*\s+){0,4}?[\w’'-]+),\s*$")


@dataclasses.dataclass(slots=True)
class Mention:
    """A person's name in the text. ``form`` is the name without titles; ``rule`` says how it came to its person."""

    span: Span
    form: str
    titles: tuple[str, ...]
    sentence: int
    paragraph: int
    subject: bool = False
    quoted: bool = False
    rule: str = "name"


@dataclasses.dataclass(slots=True)
class Person:
    """One person of the document. ``name`` is the fullest form; ``roles`` are (words, extent), first seen first."""

    index: int
    name: str
    mentions: list[Mention]
    roles: list[tuple[str, Span | None]] = dataclasses.field(default_factory=list)
    gender: Gender | None = None


class People:
    """The persons of a document, to be asked by extent or by form."""

    def __init__(self, persons: list[Person]) -> None:
        self.persons = persons
        self._at = {mention.span: (person, mention) for person in persons for mention in person.mentions}
        self.spans = sorted(self._at)
        self._forms: dict[str, Person] = {}
        for person in persons:
            for mention in person.mentions:
                self._forms.setdefault(mention.form.casefold(), person)

    def at(self, span: Span) -> tuple[Person, Mention] | None:
        """The person named at exactly this extent."""
        return self._at.get(span)

    def called(self, form: str) -> Person | None:
        """The person who goes by this form, or by one compatible with it, if it is only one."""
        exact = self._forms.get(form.casefold())
        if exact is not None:
            return exact
        fits = [p for p in self.persons if names.compare(form, p.name, same_document=True).relation != "different"]
        return fits[0] if len(fits) == 1 else None


@dataclasses.dataclass(slots=True)
class _Found:
    """A name found in the text, before it has a person."""

    span: Span
    name: names.Name
    titles: tuple[str, ...]
    subject: bool
    certain: bool


def gather(text: str, parsed: Parsed, named: Iterable[Span], quoted: Sequence[Span], owner: str | None = None) -> People:
    """The persons of the text.

    ``named`` are extents that are known to name a speaker (labels of turns, sources that look like names); the rest
    comes from the parse. ``quoted`` are sorted extents of direct contents. ``owner`` is a name that the layout gives.
    """
    found = _entities(text, parsed)
    taken = [each.span for each in found]
    for span in named:
        for each in _named(text, span, parsed):
            if each.span not in taken and not any(_overlap(each.span, t) for t in taken if not each.certain):
                found = [f for f in found if not _overlap(f.span, each.span)]
                found.append(each)
                taken = [f.span for f in found]
    found.sort(key=lambda each: each.span)
    mentions = [
        (
            each,
            Mention(
                each.span,
                names.display(each.name.text),
                each.titles,
                parsed.sentence_at(each.span[0]),
                parsed.paragraph_at(each.span[0]),
                each.subject,
                any(start <= each.span[0] < end for start, end in quoted),
            ),
        )
        for each in found
    ]
    persons = _cluster(mentions)
    for person in persons:
        _describe(text, person)
    return People(persons)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _entities(text: str, parsed: Parsed) -> list[_Found]:
    """The parse's PERSON entities that parse as names."""
    found = []
    for span, part, start, end in parsed.entities("PERSON"):
        doc = parsed.parts[part].doc
        words = text[slice(*span)]
        name = names.parse(words)
        if not name.text or not re.search(r"[^\W\d_]{2}", name.text) or "\n" in words or "@" in words:
            continue
        if len(name.tokens) > 5 or not name.text[0].isupper():
            continue
        root = doc[start:end].root
        before = _title_before(text, parsed, part, start)
        inner = _inner(text, span, name.text)
        found.append(_Found(inner, name, (*before, *name.titles), root.dep_.startswith("nsubj"), False))
    return found


def _inner(text: str, span: Span, name: str) -> Span:
    """The extent of the name itself within an entity that also holds its title or a possessive s."""
    at = text.find(name, *span)
    return (at, at + len(name)) if at >= 0 else span


def _title_before(text: str, parsed: Parsed, part: int, start: int) -> tuple[str, ...]:
    """The title that stands right before a name: capitalised or lower-case title words of the same noun phrase."""
    doc = parsed.parts[part].doc
    first = start
    while first > 0:
        token = doc[first - 1]
        if token.is_punct or token.is_space or token.text in ("and", "or"):
            if token.text not in (".", "-", "’s", "'s"):
                break
        elif token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "ADV", "CCONJ") and not token.is_title:
            break
        elif token.pos_ == "ADP" and not (first - 2 >= 0 and _title_word(doc[first - 2].text)):
            break
        first -= 1
        if start - first > 9:
            break
    words = text[slice(*parsed.extent(part, first, start))] if first < start else ""
    parsed_name = names.parse(f"{words} Xx") if words else None
    titles = parsed_name.titles if parsed_name and parsed_name.text == "Xx" else ()
    return tuple(title for title in titles if any(_title_word(word) for word in title.split()))


def _title_word(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return folded in lexicon.terms("titles") or folded in lexicon.pairs("honorifics") or folded in lexicon.terms("person_nouns")


def _named(text: str, span: Span, parsed: Parsed) -> list[_Found]:
    """The name in an extent that is known to name a speaker, where it looks like one."""
    words = re.split(r",\s|\s+\(|\s+(?:who|and)\s", text[slice(*span)])[0]
    if re.match(r"(?:the|an?|some|many|most|his|her|their|its|our)\s", words, re.IGNORECASE) and "," not in words:
        words_after = words.split(None, 1)[1] if " " in words else ""
        if not names.parse(words_after).titles:
            return []
    name = names.parse(words)
    if not name.text or not 1 <= len(name.tokens) <= 4 or not all(w[0].isupper() or len(w) < 4 for w in name.text.split()):
        return []
    tokens = parsed.tokens(span)
    if any(token.ent_type_ in ("ORG", "GPE", "NORP", "LOC", "FAC") for token in tokens) and not name.titles:
        whole = {token.ent_type_ for token in tokens if token.is_title}
        if whole <= {"GPE", "NORP", "LOC"} or _bodyish(name.text):
            return []
    if _bodyish(name.text) or (len(name.tokens) == 1 and not name.titles):
        return []
    at = text.find(name.text, *span)
    if at < 0:
        return []
    subject = any(token.dep_.startswith("nsubj") for token in tokens)
    return [_Found((at, at + len(name.text)), name, name.titles, subject, True)]


def _bodyish(words: str) -> bool:
    """Does any word say that this is a body rather than a person?"""
    bodies, documents = lexicon.terms("body_nouns"), lexicon.terms("source_documents")
    folded = [word.casefold().strip(".,'’") for word in words.split()]
    return any(word in bodies or word in documents or word.rstrip("s") in bodies for word in folded) or (
        words.isupper() and len(folded) == 1
    )


def _cluster(mentions: list[tuple[_Found, Mention]]) -> list[Person]:
    """Mentions under one person each: full names first, in the order of the text; then shorter forms, which join the
    compatible person named last before them, or else first after them."""
    persons: list[Person] = []
    full = [pair for pair in mentions if len(pair[0].name.tokens) > 1]
    short = [pair for pair in mentions if len(pair[0].name.tokens) <= 1]
    for found, mention in full:
        person, rule = _match_full(found, persons)
        if person is None:
            persons.append(Person(len(persons), mention.form, [mention]))
        else:
            mention.rule = rule
            person.mentions.append(mention)
            if len(mention.form) > len(person.name) and rule in ("shorter", "name", "longer", "initials"):
                person.name = mention.form
    for found, mention in short:
        person, rule = _match_short(found, mention, persons)
        if person is None:
            persons.append(Person(len(persons), mention.form, [mention]))
        else:
            mention.rule = rule
            person.mentions.append(mention)
    for index, person in enumerate(persons):
        person.index = index
        person.mentions.sort(key=lambda mention: mention.span)
        person.name = _fullest(person)
    return persons


def _match_full(found: _Found, persons: list[Person]) -> tuple[Person | None, str]:
    best: tuple[float, Person, str] | None = None
    for person in persons:
        shared = _shares_title(found, person)
        verdict = names.compare(found.name, names.parse(person.name), same_document=True, shared_role=shared)
        if verdict.relation == "different":
            continue
        if best is None or verdict.score > best[0]:
            best = (verdict.score, person, verdict.rule if verdict.rule != "equal" else "name")
    return (best[1], best[2]) if best else (None, "")


def _shares_title(found: _Found, person: Person) -> bool:
    """Does the name carry a title that the person has, or none that contradicts it?"""
    mine = {word.casefold() for title in found.titles for word in title.split()}
    theirs = {word.casefold() for m in person.mentions for title in m.titles for word in title.split()}
    return bool(mine & theirs) or not mine or not theirs


def _match_short(found: _Found, mention: Mention, persons: list[Person]) -> tuple[Person | None, str]:
    """The person that a surname (or a lone given name) means here."""
    fits: list[tuple[Person, str]] = []
    for person in persons:
        verdict = names.compare(found.name, names.parse(person.name), same_document=True)
        if verdict.relation != "different":
            fits.append((person, verdict.rule))
    if not fits:
        return None, ""
    gender = names.gender(found.name, " ".join(found.titles))
    if gender and len(fits) > 1:
        agreeing = [fit for fit in fits if _gender_of(fit[0]) in (None, gender)]
        fits = agreeing or fits
    if len(fits) > 1:
        fits = _most_central(fits, mention)
    return fits[0]


def _most_central(fits: list[tuple[Person, str]], mention: Mention) -> list[tuple[Person, str]]:
    """Of several persons with the surname: the one that the document names most, the nearest before where equal."""

    def weight(fit: tuple[Person, str]) -> tuple[int, int, int]:
        before = [m.span[0] for m in fit[0].mentions if m.span[0] < mention.span[0]]
        return (1 if before else 0, len(fit[0].mentions), max(before, default=-1))

    return sorted(fits, key=weight, reverse=True)


def _gender_of(person: Person) -> Gender | None:
    if person.gender is None:
        for mention in person.mentions:
            person.gender = names.gender(mention.form, " ".join(mention.titles))
            if person.gender:
                break
    return person.gender


def _fullest(person: Person) -> str:
    """The form with most words; of those the most frequent, then the first."""
    forms: dict[str, int] = {}
    for mention in person.mentions:
        forms[mention.form] = forms.get(mention.form, 0) + 1
    return max(forms, key=lambda form: (len(form.split()), forms[form]))


def _describe(text: str, person: Person) -> None:
    """Roles from titles and appositions, and gender."""
    seen: set[str] = set()

    def add(role: str, span: Span | None) -> None:
        cleaned = role.strip(" ,.")
        if cleaned and cleaned.casefold() not in seen and cleaned.casefold().rstrip(".") not in lexicon.pairs("honorifics"):
            seen.add(cleaned.casefold())
            person.roles.append((cleaned, span))

    for mention in person.mentions:
        for title in mention.titles:
            add(title, (max(0, mention.span[0] - len(title) - 1), mention.span[0]))
        match = _APPOSITION.match(text, mention.span[1])
        if match and _is_role(match["role"]):
            add(re.sub(r"^(?:the|an?)\s+", "", match["role"]), match.span("role"))
    _gender_of(person)
    if person.gender is None:
        for role, _ in person.roles:
            person.gender = names.gender("", role)
            if person.gender:
                break


def _is_role(words: str) -> bool:
    """Does an apposition tell an office: with a title word before its first preposition?"""
    head = re.split(r"\s(?:of|for|to|at|in|on|from|with)\s", words)[0]
    return any(_title_word(word.rstrip("s,")) for word in re.findall(r"[\w’'-]+", head)[-2:])
