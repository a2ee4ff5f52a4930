"""Roles in a comparable form, and which of them one person holds at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.lexicon import pairs, terms
from quotes.names.normal import token
from quotes.names.remembered import remembered

_FORMER = re.compile(r"^(?:then|former|ex|the|acting|retired|late|outgoing|incoming|current)\b[- ]?")
_SPOKEN = re.compile(r"(?:men|women|man|woman|people|persons)$")


@remembered
def office(role: str) -> str:
    """A role in a comparable form, without forms of address; empty where nothing else is in it.

    >>> office("U.S. Secretary of State"), office("Mr."), office("the then Foreign Ministry spokeswoman")
    ('us secretary of state', '', 'foreign ministry spokesperson')
    """
    words = (token(word) for word in role.split())
    kept = [word for word in words if word and word not in pairs("honorifics") and word != "the"]
    text = " ".join(kept)
    while (shorter := _FORMER.sub("", text)) != text:
        text = shorter
    return " ".join(
        _SPOKEN.sub("person", word) if word.startswith(("spokes", "chair")) else word for word in text.split()
    )


def offices(roles: Iterable[str]) -> frozenset[str]:
    """All offices among these roles, normalised."""
    return frozenset(found for role in roles if (found := office(role)))


def is_single(name: str) -> bool:
    """Whether an office, normalised, is one that few people hold at a time: more than one word, and not of those that
    many hold at once.

    >>> is_single("foreign ministry spokesperson"), is_single("republican senator"), is_single("president")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and not terms("many_holders").intersection(words)
