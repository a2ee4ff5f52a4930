"""Words for offices: which name the same one, which one like it."""

from __future__ import annotations

import functools
import re

from quotes import lexicon

_PREPOSITION = re.compile(r"\s(?:of|for|to|at|in|on|from|with|under|by)(?:\s|$)")
_DEMONYM = re.compile(r"(?:[aei]n|er|ite|i|man|woman|crat|ton)$")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NAME = re.compile(r"[A-Z]\w+(?:\s(?:of\s|and\s|for\s|the\s){0,2}[A-Z]\w+){2,}")
_GENERAL = re.compile(r"\b(?:attorney|solicitor)[\s-](?=general\b)", re.IGNORECASE)
"""An attorney general is nobody's lawyer."""
_CAPITALS = re.compile(r"\b[A-Z]{2,4}\b")
_TELLING = re.compile(r"\w{3,}|[A-Z]{2,}")


def office(word: str) -> str:
    """The first word of the group that names the same office, case-folded: "sen" gives "senator", "PM" "minister"."""
    folded = _abbreviations().get(word.upper(), word).rpartition(" ")[2].casefold()
    return _forms().get(folded, folded)


def without_article(words: str) -> str:
    """The words without "the" or "a" in front."""
    return _ARTICLE.sub("", words)


def head_of(role: str) -> str:
    """A role up to its first preposition: "spokesman" of "spokesman for the president"."""
    return _PREPOSITION.split(role, maxsplit=1)[0]


def office_words(role: str) -> frozenset[str]:
    """The words of a role, each under its office; those of a press secretary and the like are a spokesman's too."""
    found = {office(word) for word in re.findall(r"[\w'’-]+", _GENERAL.sub("", spelt_out(role)))}
    folded = role.casefold()
    if any(speaking in folded for speaking in lexicon.terms("speaking_offices")):
        found.add(office("spokesman"))
    return frozenset(found)


def spelt_out(words: str) -> str:
    """The words with offices in capitals spelt out: "prime minister" for "PM"."""
    return _CAPITALS.sub(lambda match: _abbreviations().get(match[0], match[0]), words)


def rank_of(words: str, head: str) -> frozenset[str]:
    """The words that make another office of an office: "vice" and "deputy" of a president, "prime" of a minister."""
    before = []
    for word in re.findall(r"[\w'’]+", spelt_out(words)):
        if office(word) == office(head):
            break
        before.append(word.casefold())
    return frozenset(before) & lexicon.terms("ranks")


def telling_words(words: str) -> set[str]:
    """Words of four letters or more, cut to six ("Wisconsin" meets "Wisconsinite"), and abbreviations in capitals;
    words for one land or party as one ("French", "France"); the initials of long names."""
    peoples = _peoples()
    found = set()
    for match in _TELLING.finditer(words):
        word = match.group()
        folded = word.casefold()
        if word[0].isupper() and folded in peoples:
            found.add(peoples[folded])
        elif len(word) > 3 or word.isupper():
            found.add(folded[:6])
    for match in _NAME.finditer(words):
        found.add("".join(word[0] for word in match[0].split() if word[0].isupper()).casefold())
    return found


def people_of(words: str) -> set[str]:
    """The lands and parties that capitalised words name, each by its first word in ``peoples.txt``."""
    peoples = _peoples()
    found = (peoples.get(match.group().casefold()) for match in _TELLING.finditer(words) if match.group()[0].isupper())
    return {word for word in found if word}


def is_demonym(word: str) -> bool:
    """Does the word name one person by land or party, and not all of them: "Texan", not "French"?"""
    folded = word.casefold()
    return _peoples().get(folded, folded) != folded and bool(_DEMONYM.search(folded))


@functools.cache
def _peoples() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lexicon.lines("peoples"):
        first, *others = line.casefold().split()
        for word in (first, *others):
            table.setdefault(word, first)
    return table


@functools.cache
def _forms() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lexicon.lines("office_forms"):
        first, *others = line.casefold().split()
        for word in (first, *others):
            table.setdefault(word, first)
    return table


@functools.cache
def _abbreviations() -> dict[str, str]:
    """{capitals: words}"""
    return dict(line.split("\t") for line in lexicon.lines("office_abbreviations"))


@functools.cache
def like_offices() -> dict[str, frozenset[str]]:
    """For each office those that a text may speak of in its stead."""
    table: dict[str, set[str]] = {}
    for line in lexicon.lines("same_offices"):
        group = {office(word) for word in line.split()}
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}
