"""Blocks: which local speakers can be one at all.

Two occurrences that could be one speaker, or that could want the same id, share a key. So a change touches only the
occurrences that hang together with it by keys.
"""

from __future__ import annotations

import functools
import re

from quotes import names
from quotes.names.classes import family_classes
from quotes.names.normal import token
from quotes.types import Decision, Occurrence, SpeakerType

NAMED: frozenset[SpeakerType] = frozenset({"person", "organization", "document"})
"""The types that are joined across documents; the others keep to their document."""

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def forms(occurrence: Occurrence) -> tuple[str, ...]:
    """All name forms of a local speaker, its name first, without repetition."""
    speaker = occurrence.speaker
    return tuple(dict.fromkeys((speaker.name, *(alias.form for alias in speaker.aliases))))


def block_keys(occurrence: Occurrence) -> frozenset[str]:
    """The keys of the blocks that a local speaker belongs to; never empty.

    A person has the class of each family name among its forms; an organization or document its normalised names; any
    other speaker only itself.
    """
    speaker = occurrence.speaker
    if speaker.type not in NAMED:
        return frozenset({f"only:{occurrence.document}\0{speaker.key}"})
    if speaker.type == "person":
        return frozenset(key for form in forms(occurrence) for key in person_keys(form))
    # A person and a body of one name ("Jordan") would want the same id.
    return frozenset(f"name:{body_name(form)}" for form in forms(occurrence))


@functools.lru_cache(maxsize=65536)
def person_keys(form: str) -> frozenset[str]:
    """The keys of one name form of a person."""
    name = names.parse(form)
    if not name.tokens:
        return frozenset({f"name:{body_name(form)}"})
    keys = {f"family:{family}" for family in family_classes(name)}
    return frozenset(keys | {f"name:{' '.join(name.tokens)}"})


@functools.lru_cache(maxsize=65536)
def body_name(form: str) -> str:
    """The name of a body or document as it is compared: without a leading article, case and punctuation."""
    words = (token(word) for word in _LEADING.sub("", form.strip()).split())
    return " ".join(word for word in words if word) or form.strip()


def decision_keys(decision: Decision) -> frozenset[str]:
    """The keys of the blocks that a decision speaks of: these are resolved together."""
    return frozenset(key for form in decision.names for key in (*person_keys(form), f"name:{body_name(form)}"))
