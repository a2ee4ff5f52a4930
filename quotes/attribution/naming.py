"""Names of persons in a text: where they stand, with their titles, before it is known whose they are."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quotes import lexicon, names
from quotes.attribution.offices import is_demonym
from quotes.attribution.parsed import Parsed
from quotes.attribution.recognized import (
    ELSEWHERE,
    Found,
    entities,
    is_taken,
    place,
    titled,
    with_nicknames,
    with_relatives,
)
from quotes.attribution.roles import is_title_word, title_before
from quotes.attribution.sourcenames import (
    before_preposition,
    has_given,
    in_source,
    is_addressed,
    is_bodyish,
    is_lone_person,
    is_place,
)
from quotes.finding.spans import index_at
from quotes.names.order import is_given
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SMALL = re.compile(r"(?<![\w@#./])[^\W\d_A-Z][\w’'-]*(?!\.\w)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?:\.(?=\s[A-Z]))?")


def find_names(text: str, parsed: Parsed, named: Iterable[Span], headings: Sequence[Span] = ()) -> list[Found]:
    """The names of persons in a text, sorted, apart from each other. See ``gathering.gather`` for the parameters."""
    named = tuple(named)
    certain = [*with_nicknames(text, parsed), *entities(text, parsed)]
    certain += [*titled(text, parsed, certain), *with_relatives(text, parsed, certain)]
    forms = _outside_headings(certain, headings)
    singles: list[Found] = []
    given: dict[Span, Found] = {}
    for source in named:
        for span, name in in_source(text, source, parsed):
            each = Found(span, name, name.titles, place(parsed, span), True)
            if len(name.tokens) == 1 and not is_addressed(name):
                singles.append(each)
            else:
                given.setdefault(span, each)
    full = _full_forms(text, parsed, {each.name.tokens[0] for each in [*singles, *given.values()] if each.name.tokens})
    spans = sorted(headings)
    forms += [each for each in full if has_given(each.name) or index_at(spans, each.span[0]) is None]
    # The first is the recognizer's, which tells the title too.
    same = {each.span: each for each in reversed(forms)}
    found = _apart([*(same.get(span, each) for span, each in given.items()), *forms])
    found = [each for each in _without_overlong(found, parsed) if not _no_person(each, text)]
    surnames = {each.name.tokens[-1] for each in found if len(each.name.tokens) > 1}
    ordinary = frozenset(match.group() for match in _SMALL.finditer(text))
    found = [each for each in found if not _ordinary_word(each, ordinary, surnames)]
    found = [each for each in found if not (_stands_for_body(each, surnames) or _is_thing(each, text, surnames))]
    singles = [each for each in singles if not (_stands_for_body(each, surnames) or _no_person(each, text))]
    known = frozenset(token for each in found for token in each.name.tokens)
    lone = [
        each
        for each in singles
        if (each.name.tokens[0] in known or not before_preposition(text, each.span))
        and is_lone_person((each.span, each.name), text, parsed, known)
    ]
    found = _apart([*found, *lone])
    found = _apart([*found, *_again(text, found, named, parsed)])
    found = _apart([*found, *_double_surnames(text, found, parsed)])
    return sorted((each for each in [*found, *_spread(found, parsed)] if each.name.tokens), key=lambda each: each.span)


def _again(text: str, found: list[Found], named: Iterable[Span], parsed: Parsed) -> list[Found]:
    """The sources that are a full name found elsewhere in the text, whatever the recognizer takes them for there."""
    whole = {each.name.text: each.name for each in found if len(each.name.tokens) > 1}
    return [
        Found(span, name, (), place(parsed, span), True)
        for span in named
        if (name := whole.get(text[slice(*span)])) is not None
    ]


def _apart(found: Iterable[Found]) -> list[Found]:
    """Those that overlap none before them, sorted."""
    taken: list[Span] = []
    kept: list[Found] = []
    for each in found:
        if not is_taken(each.span, taken):
            bisect.insort(taken, each.span)
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
        if not inside
        or each.name.tokens in forms
        or not words.intersection(each.name.tokens)
        or (each.name.tokens[-1] in words and (each.titles or has_given(each.name)))
    ]


def _full_forms(text: str, parsed: Parsed, surnames: set[str]) -> list[Found]:
    """Full names with one of these words as the last, wherever the text has them: labels and sources are often bare
    surnames, and the recognizer may miss the one place where the name is given in full."""
    found = []
    before: re.Match[str] | None = None
    for match in _CAPITALISED.finditer(text):
        last, before = before, match
        if last is None or text[last.end() : match.start()] != " " or match[0].casefold() not in surnames:
            continue
        name = names.parse(f"{last[0]} {match[0]}")
        if len(name.tokens) == 2 and (has_given(name) or last[0].isalpha()) and not _ordinary(last, text, parsed):
            found.append(
                Found(
                    (last.start(), match.end()),
                    name,
                    (),
                    place(parsed, match.span()),
                    False,
                )
            )
    return found


def _ordinary(word: re.Match[str], text: str, parsed: Parsed) -> bool:
    """Is the word before a surname no given name: a title, a word of the language, a word in capitals?"""
    if is_title_word(word[0]) or is_bodyish(word[0]) or is_place(word[0]) or (word[0].isupper() and len(word[0]) > 2):
        return True
    if is_given(word[0].casefold()):
        return False
    return any(
        token.pos_ != "PROPN" or token.is_stop or token.ent_type_ not in ("", "PERSON")
        for token in parsed.tokens(word.span())
    )


def _without_overlong(found: list[Found], parsed: Parsed) -> list[Found]:
    """With names cut down that go beyond a name of the text: "Jane Roe Suffered" and "Benghazi Widow Jane Roe" beside
    "Jane Roe"; "Roe Iowa" and "Beyond Roe" where Roe is a surname; "Poor Jane". What is cut is no part of a name."""
    times = Counter(each.name.tokens for each in found)
    families = Counter(each.name.tokens[-1] for each in found if len(each.name.tokens) > 1)
    kept = []
    for each in found:
        tokens = each.name.tokens
        shorter = tokens[:-1]
        if len(tokens) > 2 and times[shorter] >= times[tokens]:
            kept.append(_cut(each, len(shorter)))
        elif len(tokens) == 2 and times[tokens] == 1 and families[tokens[0]] > has_given(each.name):
            kept.append(_cut(each, 1))
        elif len(tokens) > 2 and not has_given(each.name) and (begin := _known_from(tokens, times)):
            kept.append(_behind(each, begin))
        elif len(tokens) == 2 and (
            tokens[0] in lexicon.terms("epithets")
            or (families[tokens[1]] > times[tokens] and _is_plain_word(each, parsed))
        ):
            kept.append(_behind(each))
        else:
            kept.append(each)
    return kept


def _known_from(tokens: tuple[str, ...], times: Mapping[tuple[str, ...], int]) -> int:
    """The number of words before a given name with which a name of the text begins, "Widow Jane Roe"; 0 for none."""
    begins = (begin for begin in range(1, len(tokens) - 1) if is_given(tokens[begin]) and times[tokens[begin:]])
    return next(begins, 0)


def _surname(word: str) -> names.Name:
    """A word that is a surname alone, of a man or a woman."""
    return dataclasses.replace(names.parse(f"Mr. {word}"), titles=())


def _is_plain_word(each: Found, parsed: Parsed) -> bool:
    """Is the first word, by its part of speech, no name?"""
    tokens = parsed.tokens((each.span[0], each.span[0] + 1))
    return bool(tokens) and tokens[0].pos_ not in ("PROPN", "NOUN", "X") and not has_given(each.name)


def _behind(each: Found, count: int = 1) -> Found:
    """The name without its first words."""
    words = each.name.text.split()[count:]
    form = " ".join(words)
    name = _surname(form) if len(words) == 1 else names.parse(form)
    return dataclasses.replace(each, span=(each.span[1] - len(form), each.span[1]), name=name)


def _cut(each: Found, count: int) -> Found:
    """The name without what follows its first words."""
    words = each.name.text.split()[:count]
    form = " ".join(words)
    name = _surname(form) if count == 1 else names.parse(form)
    return dataclasses.replace(each, span=(each.span[0], each.span[0] + len(form)), name=name)


def _no_person(each: Found, text: str) -> bool:
    """Does the name end in a day, or in a word for several people: "Friday", "House Republicans", "the Roes"? Is it a
    word for a relative: "Gran"?"""
    if not each.name.tokens:
        return True
    last = each.name.tokens[-1]
    if len(each.name.tokens) == 1 and last in lexicon.pairs("kin_nouns"):
        return True
    if last in lexicon.terms("calendar") and (len(each.name.tokens) == 1 or not has_given(each.name)):
        return True
    if last.endswith("s") and (is_title_word(last[:-1]) or is_demonym(last[:-1])):
        return True
    start, end = each.span
    if text[end : end + 1] == ":" and each.name.text.casefold() in lexicon.terms("label_stop_words"):
        return True  # "Verdict: ..."
    return len(each.name.tokens) == 1 and last.endswith("s") and _behind_article(text, start)


def _ordinary_word(each: Found, ordinary: frozenset[str], surnames: set[str]) -> bool:
    """Is it one word that the text uses as a common noun as well: "Oversight", "Universe"?"""
    (first, *others) = each.name.tokens
    if others or each.titles or each.certain or first in surnames or is_given(first):
        return False
    return each.name.text.lower() in ordinary


def _stands_for_body(each: Found, surnames: set[str]) -> bool:
    """Is it one word that alone names a body, where nobody of the text has that surname?"""
    (first, *others) = each.name.tokens
    return not others and not each.titles and first in lexicon.terms("bodies_alone") and first not in surnames


def _is_thing(each: Found, text: str, surnames: set[str]) -> bool:
    """Is it one word behind an article, "the Herald", where nobody of the text has that surname?"""
    (first, *others) = each.name.tokens
    return not others and not each.titles and first not in surnames and _behind_article(text, each.span[0])


def _behind_article(text: str, position: int) -> bool:
    return text[max(0, position - 4) : position].casefold() == "the "


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
            if token.ent_type_ in ELSEWHERE or (token.ent_type_ == "ORG" and _inside_entity(token)):
                continue
            span = parsed.extent(index, token.i, token.i + 1)
            if is_taken(span, taken):
                continue
            titles = title_before(parsed, index, token.i)
            spread.append(Found(span, _surname(token.text), titles, place(parsed, span), False))
    return spread


def _double_surnames(text: str, found: list[Found], parsed: Parsed) -> list[Found]:
    """Further mentions by the last two words of a name of three or more, "Calder Roe" of "Ines Calder Roe"."""
    tails = {
        " ".join(words[-2:]): _surname(" ".join(words[-2:]))
        for each in found
        if len(words := each.name.text.split()) > 2
        and all(len(word) > 2 and word[0].isupper() for word in words[-2:])
        and not is_given(words[-2].casefold())
    }
    if not tails:
        return []
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sorted(tails)))})(?![\w-])")
    return [
        Found(match.span(), tails[match[0]], (), place(parsed, match.span()), False) for match in pattern.finditer(text)
    ]


def _inside_entity(token: Token) -> bool:
    """Is the word only a part of what the recognizer takes for one name?"""
    before = token.i > 0 and token.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return before or after


def _name_before(doc: Doc, index: int) -> bool:
    """Is the word before part of the same name: capitalised, and no title?"""
    before = doc[index - 1]
    return before.is_title and before.pos_ == "PROPN" and not is_title_word(before.text)
