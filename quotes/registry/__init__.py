"""Canonical speakers: local speakers of all documents joined, with the evidence, under people's decisions.

Pure functions, no input or output. The result does not depend on the order of the occurrences.
"""

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.registry.authorities import authority_keys
    from quotes.registry.blocks import block_keys, decision_keys, is_short, name_keys
    from quotes.registry.canonical import evidence, plain_id, shown, usual_roles
    from quotes.registry.matching import Match, match
    from quotes.registry.resolving import Part, resolve, resolve_part
    from quotes.registry.suggesting import suggest
    from quotes.registry.surnames import Group, Settled

__all__ = [
    "Group",
    "Match",
    "Part",
    "Settled",
    "authority_keys",
    "block_keys",
    "decision_keys",
    "evidence",
    "is_short",
    "match",
    "name_keys",
    "plain_id",
    "resolve",
    "resolve_part",
    "shown",
    "suggest",
    "usual_roles",
]

# To look a name up takes its keys and the comparison: that is a part of it all.
__getattr__ = lazily.parts(
    __name__,
    {
        "authorities": ("authority_keys",), "blocks": ("block_keys", "decision_keys", "is_short", "name_keys"),
        "canonical": ("evidence", "plain_id", "shown", "usual_roles"), "matching": ("Match", "match"),
        "resolving": ("Part", "resolve", "resolve_part"), "suggesting": ("suggest",), "surnames": ("Group", "Settled"),
    },
)  # fmt: skip
