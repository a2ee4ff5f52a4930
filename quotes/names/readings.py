"""How a name of two words or more can be read: which words are the family name."""

from __future__ import annotations

from typing import NamedTuple

from quotes import lexicon
from quotes.names import chinese, korean, order
from quotes.names.model import Name
from quotes.names.normal import token
from quotes.names.remembered import remembered

Words = tuple[str, ...]


class Parts(NamedTuple):
    """The tokens of a name by their parts, in one reading. ``rule`` is None for the reading that `parse` took."""

    family: Words
    given: Words
    middle: Words
    eastern: bool
    rule: str | None


@remembered
def readings(name: Name) -> tuple[Parts, ...]:
    """The readings of a name of two words or more: as parsed, and turned round where the words allow it."""
    family, given, middle = (tuple(token(word) for word in words) for words in (name.family, name.given, name.middle))
    eastern = order.is_eastern(name)
    found = [Parts(family, given, middle, eastern, None)]
    if may_turn(name.tokens):
        found.append(Parts(given, family, (), eastern, "order"))
    elif not eastern and len(name.tokens) == 3 and order.eastern(name.tokens[2:] + name.tokens[:2]) == "family-first":
        found.append(Parts(name.tokens[2:], name.tokens[:2], (), True, "order"))
    return tuple(found)


_RARE, _USUAL = 0.05, 0.5
"""Shares of the population in per mille: below the one a Chinese surname is hardly met, above the other often."""


def may_turn(tokens: Words) -> bool:
    """Whether a name is one of two words that are surely the same name in the other order: not where both could be
    either part."""
    if len(tokens) != 2:
        return False
    first, last = tokens
    either = lexicon.terms("common_surnames") | lexicon.terms("given_names", "ar")
    if all(order.is_given(word) or word in either for word in (first, last)):
        return False
    if not all(chinese.is_surname(word) or korean.surnames(word) for word in (first, last)):
        return True
    # Of two Chinese surnames one may be so rare that it is a given name.
    shares = sorted(chinese.surnames().get(word, 0.0) for word in (first, last))
    return 0 < shares[0] <= _RARE and shares[1] >= _USUAL
