"""Short and pet forms of given names."""

from __future__ import annotations

import functools

from quotes import lexicon


@functools.cache
def _pairs() -> frozenset[tuple[str, str]]:
    table = lexicon.pairs("nicknames")
    return frozenset(pair for full, short in table.items() for name in short for pair in ((full, name), (name, full)))


@functools.cache
def full_forms(name: str) -> frozenset[str]:
    """The full forms that a given name may stand for, itself among them: "bill" gives "bill" and "william"."""
    return frozenset({name} | {full for full, short in lexicon.pairs("nicknames").items() if name in short})


def is_nickname(one: str, other: str) -> bool:
    """Whether one token is a short form of the other ("joe", "joseph"). Two short forms of one name are not: "jack"
    and "johnny" may be two people.

    >>> is_nickname("william", "bill"), is_nickname("bill", "hillary")
    (True, False)
    """
    return (one, other) in _pairs()
