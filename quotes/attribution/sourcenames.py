"""Names of persons inside sources: words known to name who spoke, where the entity recognizer may miss them."""

from __future__ import annotations

import dataclasses
import re

from quotes import lexicon, names
from quotes.attribution.offices import head_of
from quotes.attribution.parsed import Parsed
from quotes.attribution.phrases import after_lead
from quotes.attribution.roles import APPOSITION, clean_role, is_role
from quotes.given_names import given_name_gender
from quotes.names import chinese
from quotes.names.order import is_given
from quotes.types import Span

NameAt = tuple[Span, names.Name]

_SEPARATOR = re.compile(r",\s+|\s+\(|\s*[—–]\s*|\s+-\s+|\s+(?:who|and|or|but|while|as)\s+|\s*:\s+")
_PREPOSITION = re.compile(r"\s(?:of|from|at|in|for|with|on|during|before|after|to|by)\s")
_ENDS_IN_PREPOSITION = re.compile(r"\b(?:of|from|at|in|for|with|on|to|by)(?:\s+the)?\s+$")
_INDEFINITE = re.compile(
    r"(?:an?|one|some|many|most|several|few|another|other|two|three|his|her|their|its|our|my|this|that)\s",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^.*(?:\w['’]s|s['’])\s+")
_AGED = re.compile(r",\s(?:aged\s)?\d{1,3},")
_STARTS = re.compile(r"(?:[\n.!?:]|[\n.!?]\s*[\"“‘'])\s*$")
_NOT_PERSONS = frozenset(["ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"])


def in_source(text: str, span: Span, parsed: Parsed) -> list[NameAt]:
    """The names in a source that look like a person's: "Gov. Jane Roe of Ohio", "Roe and Poe", "One member, Jane Roe".
    Names that tell whose or of what ("Roe's campaign", "a spokesman for Roe") are none."""
    found: list[NameAt] = []
    parts = _parts(text, (after_lead(text, span, parsed), span[1]))
    for number, (part, before) in enumerate(parts):
        joined = bool(re.fullmatch(r"\s+(?:and|or)\s+", before))
        presented = number == 1 and is_role(text[slice(*parts[0][0])])
        each = _in_part(text, part, parsed, presented=presented)
        if each is None:
            if number == 0 and re.fullmatch(r"[,(—–:]", parts[1][1].strip() if len(parts) > 1 else ""):
                continue  # "One member of the board, Jane Roe"
            if number == 0 and len(parts) > 1 and is_role(text[slice(*part)]):
                continue  # "the former head and candidate Jane Roe"
            break
        if presented and not each[1].titles and (relative := _relative(text[slice(*parts[0][0])])):
            each = each[0], dataclasses.replace(each[1], titles=(relative,))
        sure = _sure(each, parsed) or (presented and (len(each[1].tokens) > 1 or bool(each[1].titles)))
        if number and (not joined or not found) and (found or not sure):
            break  # what follows the first name without "and" is apposition
        found.append(each)
    return found


def _relative(words: str) -> str | None:
    """The noun where a phrase denotes a relative: "his wife", "Roe's elder brother"."""
    noun = words.split()[-1].casefold()
    return noun if noun in lexicon.pairs("kin_nouns") else None


def _parts(text: str, span: Span) -> list[tuple[Span, str]]:
    """The extent cut at commas, brackets and conjunctions, each part with what parts it from the one before."""
    parts = []
    position, before = span[0], ""
    for match in _SEPARATOR.finditer(text, *span):
        parts.append(((position, match.start()), before))
        position, before = match.end(), match.group()
    parts.append(((position, span[1]), before))
    return parts


def _in_part(text: str, span: Span, parsed: Parsed, *, presented: bool = False) -> NameAt | None:
    """The name in one part of a source. ``presented``: an office stands before it, "the school's principal, Jane Roe",
    which tells more than the entity recognizer."""
    words = text[slice(*span)]
    owner = _OWNER.match(words)
    if owner and owner.end() < len(words) and re.search(r"[A-Z]\w", words[owner.end() :]):
        return _in_part(text, (span[0] + owner.end(), span[1]), parsed)  # "the Herald's Jane Roe"
    if _INDEFINITE.match(words):
        return None
    if re.match(r"the\s", words, re.IGNORECASE) and not names.parse(words.split(None, 1)[-1]).titles:
        return None
    name = _before_preposition(words) or names.parse(words)
    if not name.text or not 1 <= len(name.tokens) <= 4:
        return None
    if not _capital(name) or "&" in words:
        return None
    if is_place(name.text) or (is_bodyish(name.text) and not has_noun_surname(name)):
        return None
    if name.titles and name.titles[-1].split()[-1] in lexicon.terms("body_nouns") and not has_given(name):
        return None  # "the industry body FLOW"
    at = locate(text, span, name.text)
    if at is None or _owns(text, at, span[1]) or _ENDS_IN_PREPOSITION.search(text, span[0], at[0]):
        return None  # "the mayor of Port Amble"
    tokens = parsed.tokens(at)
    # What the recognizer takes for one name with the owner before it, "the Herald's Jane Roe", tells nothing.
    kinds = set() if tokens and tokens[0].ent_iob_ == "I" else {token.ent_type_ for token in tokens} - {""}
    known = (
        name.titles
        or has_given(name)
        or _is_chinese(name)
        or name.tokens[0] in lexicon.terms("particles")
        or _presented(text, at, name)
    )
    if len(name.tokens) > 1 and kinds and kinds <= _NOT_PERSONS and not (known or presented):
        return None
    return at, name


def _is_chinese(name: names.Name) -> bool:
    """Is it a Chinese surname with a given name in pinyin behind it: "LI Xiaoming", which few recognizers know?"""
    return chinese.is_surname(name.tokens[0]) and len(chinese.given_syllables(name.tokens[1:])) == 2


def _presented(text: str, at: Span, name: names.Name) -> bool:
    """Does an initial or a suffix in the name, or an age or an office behind it, tell a person: "Jon R. Roe II", "Jon
    Roe, 26,", "Jon Roe, the foreign minister of Ruritania"?"""
    if name.suffix or any(len(token) == 1 for token in name.tokens[1:-1]) or _AGED.match(text, at[1]):
        return True
    match = APPOSITION.match(text, at[1])
    role = clean_role(match["role"]) if match else None
    return role is not None and any(word.casefold() in lexicon.terms("titles") for word in head_of(role).split())


def _owns(text: str, at: Span, end: int) -> bool:
    """Does the name only tell whose: "Roe's aides"?"""
    return bool(re.match(r"['’]s?\s+\w", text[at[1] : end]))


def _before_preposition(words: str) -> names.Name | None:
    """The name before "of Ohio", "at the National Review", where that part holds one."""
    for match in _PREPOSITION.finditer(words):
        name = names.parse(words[: match.start()])
        if name.text and _capital(name) and (has_noun_surname(name) or not is_bodyish(name.text)):
            return name
    return None


def before_preposition(text: str, span: Span) -> bool:
    """Does a preposition follow the name: "Roe in an interview"?"""
    return _PREPOSITION.match(text, span[1]) is not None


def _capital(name: names.Name) -> bool:
    return all(word[0].isupper() or len(word) < 4 for word in name.text.split())


def _sure(each: NameAt, parsed: Parsed) -> bool:
    """Is a name behind a comma surely a person's?"""
    (span, name) = each
    kinds = {token.ent_type_ for token in parsed.tokens(span)}
    return len(name.tokens) > 1 and (has_given(name) or "PERSON" in kinds)


def is_lone_person(each: NameAt, text: str, parsed: Parsed, known: frozenset[str]) -> bool:
    """Does a source of one capitalised word name a person? A known person's name does, one with a role behind it, and
    one that neither the entity recognizer nor the way it is used takes for something else."""
    span, name = each
    word = name.text
    if name.tokens[0] in known:
        return True
    match = APPOSITION.match(text, span[1])
    if match and clean_role(match["role"]):
        return True
    tokens = parsed.tokens(span)
    if word.istitle() and word.casefold() in lexicon.terms("common_surnames") and len(tokens) == 1:
        return True
    if name.titles:
        article = re.search(r"\bthe\s+(?=[A-Z][^.]*$)", text[max(0, span[0] - 60) : span[0]], re.IGNORECASE)
        if article or not any(token.ent_type_ == "PERSON" for token in tokens):
            return False  # "The American Legion", "Right Wing Watch"
    if not tokens or (word.isupper() and len(word) < 6) or not word[0].isupper() or not word.isalpha():
        return False
    if any(token.ent_type_ in ("GPE", "NORP", "LOC", "FAC", "DATE", "PRODUCT") for token in tokens):
        return False
    if any(token.pos_ != "PROPN" for token in tokens) or re.search(r"[a-z][A-Z]", word):
        return False
    if is_given(name.tokens[0]):
        return True
    return tokens[0].ent_type_ != "ORG" and not is_sentence_start(text, span[0])


def is_addressed(name: names.Name) -> bool:
    """Does the word before the name address a person or tell what he is: "Mr.", "Senator", "the actress"?"""
    if not name.titles:
        return False
    last = name.titles[-1].split()[-1]
    word = last.rstrip(".").casefold()
    # "American" and "Republican" tell what somebody is as well, but stand in the names of bodies.
    terms = ("titles", "label_titles", "person_nouns") if last.islower() else ("titles", "label_titles")
    return any(word in lexicon.terms(each) for each in terms) or any(
        word in lexicon.pairs(each) for each in ("honorifics", "kin_nouns", "office_abbreviations")
    )


def is_sentence_start(text: str, position: int) -> bool:
    """Is a capital here due to the place: at the start of a line or sentence?"""
    return position == 0 or bool(
        re.search(r"(?:[\n.!?:]|[\n.!?]\s*[\"“‘'])\s*$", text[max(0, position - 4) : position])
    )


def locate(text: str, span: Span, name: str) -> Span | None:
    """Where the words of a name stand: the name as it is, or its first to its last word where a nickname or other
    aside stands between."""
    at = text.find(name, *span)
    if at >= 0:
        return at, at + len(name)
    words = name.split()
    start = text.find(words[0], *span)
    last = text.find(words[-1], start + len(words[0]), span[1]) if start >= 0 else -1
    return (start, last + len(words[-1])) if last >= 0 else None


def has_given(name: names.Name) -> bool:
    """Is the first word a usual given name?"""
    return is_given(name.tokens[0])


def is_place(words: str) -> bool:
    return words.casefold() in lexicon.terms("places")


def has_noun_surname(name: names.Name, *, titled: bool = False) -> bool:
    """Is the last word a surname that is a noun for a body or a document as well: behind a usual given name, a form of
    address or, if ``titled``, an office ("Steven Law", "Ms. Banks")?"""
    if name.tokens[-1] not in lexicon.terms("noun_surnames"):
        return False
    addressed = any(title.casefold().rstrip(".") in lexicon.pairs("honorifics") for title in name.titles)
    return titled or addressed or (len(name.tokens) > 1 and has_given(name))


def is_bodyish(words: str) -> bool:
    """Does any word say that this is a body rather than a person? A usual given name in front is not asked."""
    bodies, documents = lexicon.terms("body_nouns"), lexicon.terms("source_documents")
    parts = [word for word in words.split() if given_name_gender(word) is None or word.isupper()]
    folded = [word.casefold().strip(".,'’") for word in parts]
    if len(words.split()) > 1 and folded and parts[0] == words.split()[0] and is_given(folded[0]):
        folded = folded[1:]
    if any(word in bodies or word in documents or word.rstrip("s") in bodies for word in folded):
        return True
    if re.search(r"\w\.\w{2,}", words):
        return True  # an address of the web
    return words.isupper() and len(words.split()) == 1 and len(words) < 4
