"""Do a predicted name and a gold name denote the same person?"""

from __future__ import annotations

import re
import unicodedata

from quotes import lexicon

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def words(name: str) -> list[str]:
    """The words of a name without case, diacritics, titles and possessive s."""
    titles = lexicon.terms("measured_titles")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return [re.sub("['’]s$", "", word) for word in _WORD.findall(plain) if word not in titles]


def same_person(predicted: str, forms: tuple[str, ...]) -> bool:
    """Is the predicted name one of the forms, or does one hold the other and both end alike?

    Jr. and the given name must not contradict.
    """
    mine = words(predicted)
    return bool(mine) and any(_fits(mine, words(form)) for form in forms)


def _fits(mine: list[str], theirs: list[str]) -> bool:
    if not theirs or mine == theirs:
        return mine == theirs
    if SUFFIXES & {*mine} != SUFFIXES & {*theirs}:
        return False
    a, b = ([word for word in each if word not in SUFFIXES] for each in (mine, theirs))
    return bool(a and b) and a[-1] == b[-1] and ({*a} <= {*b} or {*b} <= {*a})
