"""Which gender the words with a name tell."""

from __future__ import annotations

import re
from typing import Literal

from quotes import lexicon
from quotes.given_names import given_name_gender
from quotes.names import order
from quotes.names.model import Name
from quotes.names.normal import fold, token
from quotes.names.parsing import parse

Gender = Literal["f", "m"]

_WOMAN = re.compile(r"(?:wom[ae]n|lady)$")
_MAN = re.compile(r"^(?:m[ae]n|(?!ger|hu|ro|otto|wo|.*wo).+m[ae]n)$")


def gender(name: str | Name, role: str | None = None) -> Gender | None:
    """ "f" or "m" where titles, the role or the given name tell; None else. A title goes before the given name.

    >>> gender("Ms. Psaki"), gender("Joan Smith", "spokesman"), gender("Li Keqiang")
    ('f', 'm', None)
    """
    parsed = parse(name) if isinstance(name, str) else name
    told = told_gender(parsed) or (_of_words(role) if role else None)
    if told:
        return told
    given = parsed.given or (parsed.family if not parsed.middle and len(parsed.tokens) == 1 else ())
    if not parsed.given or order.eastern(parsed.tokens):
        return None
    return given_name_gender(fold(given[0])) or given_name_gender(given[0])


def told_gender(name: Name) -> Gender | None:
    """The gender that the forms of address with a name tell ("Mr.", "Lady"); None where there are none."""
    for title in name.titles:
        if told := _of_words(title):
            return told
    return None


def _of_words(words: str) -> Gender | None:
    for word in words.split():
        folded = token(word)
        row = lexicon.pairs("honorifics").get(folded)
        if row and row[0] in ("f", "m"):
            return "f" if row[0] == "f" else "m"
        if _WOMAN.search(folded):
            return "f"
        if _MAN.search(folded):
            return "m"
    return None
