"""Text as the database keeps and compares it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quotes.errors import QueryError

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def storable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, replaced one for one: extents stay true."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def folded(name: str) -> str:
    """The form under which names are looked up: no case, no diacritics, single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", storable(name)) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def stored_keys(keys: Iterable[str]) -> set[str]:
    """Block keys as the tables hold them: NUL, at which SQLite's JSON functions end a text, becomes its picture."""
    return {storable(key).replace("\0", "\N{SYMBOL FOR NULL}") for key in keys}


def match_expression(words: str) -> str:
    """The FTS5 expression for what a person typed: every word must occur; ``"..."`` is a phrase, ``word*`` a
    beginning. Nothing else has a meaning, so that no text is a fault of syntax. Raises QueryError where there is no
    word to look for."""
    terms = []
    for phrase, word in _TERM.findall(_printable(words)):
        tokens = phrase or word
        if any(c.isalnum() for c in tokens):
            terms.append(f'"{tokens.rstrip("*")}"' + ("*" if word.endswith("*") else ""))
    if not terms:
        raise QueryError(words.strip() or "''", "holds no word to search for", "Give words that were said.")
    return " ".join(terms)


def _printable(words: str) -> str:
    # SQLite ends an expression at NUL.
    return "".join(c if c.isprintable() else " " for c in storable(words)).translate(_MARKS)
