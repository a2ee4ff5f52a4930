"""Which speakers a list shows at first: those whose names can be somebody's, not what a parser has left over."""

from __future__ import annotations

from quotes import lexicon
from quotes.names.normal import is_capital, token
from quotes.names.parsing import parse
from quotes.types import SpeakerType

_LONGEST = 8


def is_name(form: str) -> bool:
    """Whether a form can be somebody's name: more than a letter and function words ("Q", "you all").

    >>> is_name("Theresa May"), is_name("You"), is_name("Q")
    (True, False, False)
    """
    tokens = parse(form).tokens
    empty = {*lexicon.pairs("clause_words"), *lexicon.terms("empty_words"), *lexicon.terms("open_words")}
    return any(len(word) > 1 and word not in empty for word in tokens)


def is_listed(name: str, type: SpeakerType) -> bool:
    """Whether a list shows a speaker of this name unless all are asked for: a person's name, or the proper name of a
    body or document.

    >>> is_listed("CDC", "organization"), is_listed("his senior staff", "organization"), is_listed("P+11", "person")
    (True, False, False)
    """
    if type == "person":
        return is_name(name) and any(map(is_capital, name.split())) and not any(map(str.isdigit, name))
    words = name.split()
    if words and token(words[0]) in lexicon.terms("empty_words"):
        words = words[1:]
    if not words or len(words) > _LONGEST or words[-1].endswith(("'s", "’s", "'", "’")):
        return False
    clause = {word for word, kinds in lexicon.pairs("clause_words").items() if "particle" not in kinds[0]}
    return is_capital(words[0]) and is_capital(words[-1]) and not clause.intersection(word.lower() for word in words)
