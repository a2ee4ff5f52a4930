"""How a name of two words or more can be read: which words are the family name."""

from __future__ import annotations

from typing import NamedTuple

from quotes import lexicon
from quotes.names import chinese, order, romanisation
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
    if len(name.tokens) == 2 and _may_turn(name.tokens[0], name.tokens[1]):
        found.append(Parts(given, family, (), eastern, "order"))
    elif not eastern and len(name.tokens) == 3 and order.eastern(name.tokens[2:] + name.tokens[:2]) == "family-first":
        found.append(Parts(name.tokens[2:], name.tokens[:2], (), True, "order"))
    return tuple(found)


def _may_turn(first: str, last: str) -> bool:
    """Whether two words in the other order are surely the same name: not where both could be either part."""
    either = lexicon.terms("common_surnames") | lexicon.terms("given_names", "ar")
    if all(order.is_given(word) or word in either for word in (first, last)):
        return False
    return not all(chinese.is_surname(word) or romanisation.korean_surname(word) for word in (first, last))
