"""How much a bare surname tells."""

from __future__ import annotations

from quotes.lexicon import terms
from quotes.names import chinese, order
from quotes.names.model import Name

_USUAL = 5.0  # per mille of the population
_SHORT = 3


def is_usual(short: Name) -> bool:
    """Whether a bare surname is borne by so many that being the only one in the corpus tells little."""
    word = short.tokens[-1]
    return chinese.surnames().get(word, 0.0) >= _USUAL or word in terms("common_surnames")


def is_telling(short: Name) -> bool:
    """Whether a bare surname is so rare that two documents that know nobody else of the name mean one person."""
    word = short.tokens[-1]
    alone = not short.given and not short.suffix and len(word) > _SHORT
    return alone and not (is_usual(short) or order.is_given(word) or chinese.is_surname(word))
