"""Names of persons in a text: where they stand, with their titles, before it is known whose they are."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes import lexicon, names
from quotes.attribution.parsed import Parsed
from quotes.attribution.roles import APPOSITION, is_role, is_title_word, title_before
from quotes.finding.spans import index_at
from quotes.given_names import given_name_gender
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclasses.dataclass(slots=True)
class Found:
    """A name found in the text, before it has a person."""

    span: Span
    name: names.Name
    titles: tuple[str, ...]
    subject: bool
    certain: bool


def find_names(text: str, parsed: Parsed, named: Iterable[Span], headings: Sequence[Span] = ()) -> list[Found]:
    """The names of persons in a text, sorted, apart from each other. See ``gathering.gather`` for the parameters."""
    found = _outside_headings(_entities(text, parsed), headings)
    singles: list[Found] = []
    given: dict[Span, Found] = {}
    for span in named:
        for each in _named(text, span, parsed):
            if len(each.name.tokens) == 1 and not each.titles:
                singles.append(each)
            else:
                given.setdefault(each.span, each)
    same = {each.span: each for each in found}
    found = _apart([*(same.get(span, each) for span, each in given.items()), *found])
    found = _apart([*found, *_lone(singles, found, text)])
    return sorted([*found, *_spread(found, parsed)], key=lambda each: each.span)


def _apart(found: Iterable[Found]) -> list[Found]:
    """Those that overlap none before them, sorted."""
    taken: list[Span] = []
    kept: list[Found] = []
    for each in found:
        where = bisect.bisect_left(taken, each.span)
        if not any(_overlap(each.span, other) for other in taken[max(0, where - 1) : where + 1]):
            taken.insert(where, each.span)
            kept.append(each)
    return sorted(kept, key=lambda each: each.span)


def _outside_headings(found: list[Found], headings: Sequence[Span]) -> list[Found]:
    """Without names of headings that go beyond a name of the text ("Roe Says" for "Roe")."""
    spans = sorted(headings)
    heading = [index_at(spans, each.span[0]) is not None for each in found]
    forms = {each.name.tokens for each, inside in zip(found, heading, strict=True) if not inside}
    words = {token for form in forms for token in form}
    return [
        each
        for each, inside in zip(found, heading, strict=True)
        if not inside or each.name.tokens in forms or not words.intersection(each.name.tokens)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _entities(text: str, parsed: Parsed) -> list[Found]:
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
        before = title_before(parsed, part, start)
        inner = _inner(text, span, name.text)
        found.append(Found(inner, name, (*before, *name.titles), root.dep_.startswith("nsubj"), False))
    return found


def _inner(text: str, span: Span, name: str) -> Span:
    """The extent of the name itself within an entity that also holds its title or a possessive s."""
    at = text.find(name, *span)
    return (at, at + len(name)) if at >= 0 else span


def _named(text: str, span: Span, parsed: Parsed) -> list[Found]:
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


def _named_part(text: str, span: Span, parsed: Parsed) -> Found | None:
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
    return Found((at, at + len(name.text)), name, name.titles, subject, True)


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


def _lone(singles: list[Found], found: list[Found], text: str) -> list[Found]:
    """Of sources of one capitalised word, those that name a person: a known person's, or one with a role behind it."""
    known = {token for each in found for token in each.name.tokens}
    kept = []
    for each in singles:
        match = APPOSITION.match(text, each.span[1])
        if each.name.tokens[0] in known or (match and is_role(match["role"])):
            kept.append(each)
    return kept


def _spread(found: list[Found], parsed: Parsed) -> list[Found]:
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
                Found(span, names.parse(f"Mr. {token.text}"), title_before(parsed, index, token.i), subject, False)
            )
    return spread


def _name_before(doc: Doc, index: int) -> bool:
    """Is the word before part of the same name: capitalised, and no title?"""
    before = doc[index - 1]
    return before.is_title and before.pos_ == "PROPN" and not is_title_word(before.text)


def _is_place(words: str) -> bool:
    return words.casefold() in lexicon.terms("places")


def _bodyish(words: str) -> bool:
    """Does any word say that this is a body rather than a person?"""
    bodies, documents = lexicon.terms("body_nouns"), lexicon.terms("source_documents")
    folded = [w.casefold().strip(".,'’") for w in words.split() if given_name_gender(w) is None or w.isupper()]
    return any(word in bodies or word in documents or word.rstrip("s") in bodies for word in folded) or (
        words.isupper() and len(folded) == 1 and len(words) < 4
    )
