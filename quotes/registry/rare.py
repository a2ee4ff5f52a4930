"""How much a bare surname tells."""

from __future__ import annotations

from quotes.lexicon import terms
from quotes.names import chinese
from quotes.names.model import Name

_USUAL = 5.0  # per mille of the population


def is_usual(short: Name) -> bool:
    """Whether a bare surname is borne by so many that being the only one in the corpus tells little."""
    word = short.tokens[-1]
    return chinese.surnames().get(word, 0.0) >= _USUAL or word in terms("common_surnames")
