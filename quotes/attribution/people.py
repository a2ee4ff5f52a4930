"""The persons that a document names: their mentions, gathered under one name each."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from quotes import lexicon, names
from quotes.attribution.parsed import Parsed
from quotes.given_names import given_name_gender
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Gender = Literal["f", "m"]
_APPOSITION = re.compile(
    r"\s*,\s+(?P<role>(?:the |an? |his |her |its |their )?[^,.;:\"“”()\n]{3,90}?)(?=,|\.|;|\n|$| who | said)"
)
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


def gather(
    text: str, parsed: Parsed, named: Iterable[Span], quoted: Sequence[Span], headings: Sequence[Span] = ()
) -> People:
    """The persons of the text.

    ``named`` are extents that are known to name a speaker (labels of turns, sources that look like names); the rest
    comes from the parse. ``quoted`` are sorted extents of direct contents, ``headings`` of headings, where capitals
    tell no name.
    """
    found = _outside_headings(_entities(text, parsed), headings)
    singles: list[_Found] = []
    for span in named:
        for each in _named(text, span, parsed):
            if len(each.name.tokens) == 1 and not each.titles:
                singles.append(each)
            elif each.span not in {other.span for other in found}:
                found = [other for other in found if not _overlap(other.span, each.span)]
                found.append(each)
    found += _lone(singles, found, text)
    found += _spread(found, parsed)
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


def _outside_headings(found: list[_Found], headings: Sequence[Span]) -> list[_Found]:
    """Without names of headings that go beyond a name of the text ("Roe Says" for "Roe")."""
    in_text = [each for each in found if not any(start <= each.span[0] < end for start, end in headings)]
    forms = {each.name.tokens for each in in_text}
    words = {token for form in forms for token in form}
    kept = []
    for each in found:
        if each in in_text or each.name.tokens in forms or not words.intersection(each.name.tokens):
            kept.append(each)
    return kept


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
        if len(name.tokens) > 5 or not name.text[0].isupper() or _bodyish(name.text) or _is_place(name.text):
            continue
        root = doc[start:end].root
        before = _title_before(parsed, part, start)
        inner = _inner(text, span, name.text)
        found.append(_Found(inner, name, (*before, *name.titles), root.dep_.startswith("nsubj"), False))
    return found


def _inner(text: str, span: Span, name: str) -> Span:
    """The extent of the name itself within an entity that also holds its title or a possessive s."""
    at = text.find(name, *span)
    return (at, at + len(name)) if at >= 0 else span


def _title_before(parsed: Parsed, part: int, start: int) -> tuple[str, ...]:
    """The title that stands right before a name: capitalised or lower-case title words of the same noun phrase."""
    doc = parsed.parts[part].doc
    first = start
    while first > 0:
        token = doc[first - 1]
        if token.is_punct or token.is_space or token.text in ("and", "or"):
            if token.text not in (".", "-", "’s", "'s"):
                break
        elif (token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "ADV", "CCONJ") and not token.is_title) or (
            token.pos_ == "ADP" and not (first - 2 >= 0 and _title_word(doc[first - 2].text))
        ):
            break
        first -= 1
        if start - first > 9:
            break
    words = doc[first:start].text if first < start else ""
    parsed_name = names.parse(f"{words} Xx") if words else None
    titles = parsed_name.titles if parsed_name and parsed_name.text == "Xx" else ()
    titles = tuple(re.sub(r"^(?:As|as|While|When|But|And|With|For|From|By|To|Of|In)\s+", "", title) for title in titles)
    return tuple(title for title in titles if _is_role(title))


def _title_word(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return (
        folded in lexicon.terms("titles")
        or folded in lexicon.pairs("honorifics")
        or folded in lexicon.terms("person_nouns")
    )


def _named(text: str, span: Span, parsed: Parsed) -> list[_Found]:
    """The names in an extent that is known to name a speaker, where it looks like one: "Gov. Jane Roe of Ohio",
    "Roe and Poe"."""
    found = []
    position = span[0]
    for part in re.split(r"(,\s|\s+\(|\s+(?:who|and)\s)", text[slice(*span)]):
        if not re.fullmatch(r",\s|\s+\(|\s+(?:who|and)\s", part):
            each = _named_part(text, (position, position + len(part)), parsed)
            if each is None:
                break  # what follows the first part without a name is apposition
            found.append(each)
        elif not re.search("and", part):
            break
        position += len(part)
    return found


def _named_part(text: str, span: Span, parsed: Parsed) -> _Found | None:
    words = text[slice(*span)]
    if re.match(r"(?:an?|some|many|most|several|few|his|her|their|its|our|my)\s", words, re.IGNORECASE):
        return None
    if re.match(r"the\s", words, re.IGNORECASE) and not names.parse(words.split(None, 1)[-1]).titles:
        return None
    name = _before_preposition(words) or names.parse(words)
    if not name.text or not 1 <= len(name.tokens) <= 4:
        return None
    if not all(word[0].isupper() or len(word) < 4 for word in name.text.split()):
        return None
    if _bodyish(name.text) or _is_place(name.text):
        return None
    at = text.find(name.text, *span)
    if at < 0:
        return None
    tokens = parsed.tokens((at, at + len(name.text)))
    kinds = {token.ent_type_ for token in tokens} - {""}
    if kinds and kinds <= {"ORG", "GPE", "NORP", "LOC", "FAC"} and not name.titles and not _given(name):
        return None
    subject = any(token.dep_.startswith("nsubj") for token in tokens)
    return _Found((at, at + len(name.text)), name, name.titles, subject, True)


def _before_preposition(words: str) -> names.Name | None:
    """The name before "of Ohio", "at the National Review", where that part holds one."""
    match = re.search(r"\s(?:of|from|at|in|for|with|on)\s", words)
    if not match:
        return None
    name = names.parse(words[: match.start()])
    return name if name.text and (name.titles or len(name.tokens) > 1) and not _bodyish(name.text) else None


def _given(name: names.Name) -> bool:
    """Is the first word a well-known given name?"""
    return given_name_gender(name.text.split()[0]) is not None


def _lone(singles: list[_Found], found: list[_Found], text: str) -> list[_Found]:
    """Of sources of one capitalised word, those that name a person: a known person's, or one with a role behind it."""
    known = {token for each in found for token in each.name.tokens}
    taken = {each.span for each in found}
    kept = []
    for each in singles:
        if any(_overlap(each.span, span) for span in taken):
            continue
        match = _APPOSITION.match(text, each.span[1])
        if each.name.tokens[0] in known or (match and _is_role(match["role"])):
            taken.add(each.span)
            kept.append(each)
    return kept


def _spread(found: list[_Found], parsed: Parsed) -> list[_Found]:
    """Further mentions by surname alone, which the entity recognizer often takes for something else."""
    surnames = {each.name.family[-1]: each.name for each in found if len(each.name.tokens) > 1 and each.name.family}
    taken = sorted(each.span for each in found)
    spread = []
    for index, part in enumerate(parsed.parts):
        for token in part.doc:
            if token.text not in surnames or (token.i and _name_before(part.doc, token.i)):
                continue
            if token.i + 1 < len(part.doc) and part.doc[token.i + 1].is_title and part.doc[token.i + 1].pos_ == "PROPN":
                continue
            span = parsed.extent(index, token.i, token.i + 1)
            where = bisect.bisect_left(taken, span)
            if any(_overlap(span, other) for other in taken[max(0, where - 1) : where + 1]):
                continue
            subject = token.dep_.startswith("nsubj")
            spread.append(
                _Found(span, names.parse(f"Mr. {token.text}"), _title_before(parsed, index, token.i), subject, False)
            )
    return spread


def _name_before(doc: Doc, index: int) -> bool:
    """Is the word before part of the same name: capitalised, and no title?"""
    before = doc[index - 1]
    return before.is_title and before.pos_ == "PROPN" and not _title_word(before.text)


def _is_place(words: str) -> bool:
    return words.casefold() in lexicon.terms("places")


def _bodyish(words: str) -> bool:
    """Does any word say that this is a body rather than a person?"""
    bodies, documents = lexicon.terms("body_nouns"), lexicon.terms("source_documents")
    folded = [w.casefold().strip(".,'’") for w in words.split() if given_name_gender(w) is None or w.isupper()]
    return any(word in bodies or word in documents or word.rstrip("s") in bodies for word in folded) or (
        words.isupper() and len(folded) == 1 and len(words) < 4
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
    """The form with most words; of those one that is introduced by a title, then the first: a name is spelt with most
    care where it is introduced."""
    return max(person.mentions, key=lambda mention: (len(mention.form.split()), bool(mention.titles))).form


def _describe(text: str, person: Person) -> None:
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
    head = re.split(r"\s(?:of|for|to|at|in|on|from|with)(?:\s|$)", words)[0]
    return any(_title_word(word.rstrip(",")) for word in re.findall(r"[\w’'.-]+", head)[-2:])
