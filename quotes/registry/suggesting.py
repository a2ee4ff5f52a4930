"""Likely merges that no rule is sure enough of: for a person to decide."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from quotes.names import compare, order, parse
from quotes.names.classes import family_classes, pair_classes
from quotes.names.listed import is_name
from quotes.names.model import Name
from quotes.names.normal import joined, token
from quotes.registry.offices import office
from quotes.types import Speaker

_LEAST = 0.3
_LARGEST_BUCKET = 200


def suggest(speakers: Sequence[Speaker]) -> list[tuple[Speaker, Speaker, str]]:
    """Pairs of persons who may be one, with the reason, best first; empty where nothing is likely."""
    people = {speaker.id: speaker for speaker in speakers if speaker.type == "person" and is_name(speaker.name)}
    parsed = {key: parse(speaker.name) for key, speaker in people.items()}
    found = []
    for one, other in _pairs(parsed):
        score, reason = _likely(people[one], people[other], parsed[one], parsed[other])
        if score >= _LEAST and not (people[one].authority and people[other].authority):
            found.append((-score, one, other, reason))
    return [(people[one], people[other], reason) for _, one, other, reason in sorted(found)]


def _pairs(parsed: dict[str, Name]) -> Iterable[tuple[str, str]]:
    """Pairs that share a class of family or full name. Classes with very many people tell nothing and are left out."""
    buckets: dict[object, list[str]] = {}
    for key in sorted(parsed):
        for found in (*family_classes(parsed[key]), *pair_classes(parsed[key]), _given(parsed[key])):
            buckets.setdefault(found, []).append(key)
    pairs: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        full = [key for key in bucket if parsed[key].given]
        bare = [key for key in bucket if not parsed[key].given]
        if len(full) <= _LARGEST_BUCKET:
            pairs.update(itertools.combinations(full, 2))
            pairs.update((min(pair), max(pair)) for pair in itertools.product(full, bare[:_LARGEST_BUCKET]))
        # A bare surname of many documents is one suggestion each, not one for each two of them.
        pairs.update(itertools.pairwise(bare))
    return sorted(pairs)


def _given(name: Name) -> tuple[str, ...]:
    """What names with a slip or another reading in the family name share: the given name, and in the West the first
    letter of the family name."""
    given = tuple(token(word) for word in name.given)
    if not given or order.is_eastern(name):
        return ("given", joined(given) or " ".join(name.tokens))
    return ("given", given[0], token(name.family[-1])[:1])


def _likely(one: Speaker, other: Speaker, left: Name, right: Name) -> tuple[float, str]:
    """How likely two speakers are one, 0 to 1, and why."""
    verdict = compare(left, right)
    shared = {office(role) for role in one.roles} & {office(role) for role in other.roles} - {""}
    score = verdict.score if verdict.relation != "same" else 0.9
    if not left.given and not right.given:
        # Two bare surnames of different documents tell little.
        score = 0.35 if verdict.relation != "different" else 0.0
    if score and {ref[0] for ref in one.members} & {ref[0] for ref in other.members}:
        score -= 0.3
    reason = verdict.rule
    if shared and score:
        score = min(1.0, score + 0.3)
        reason = f"{verdict.rule}; both {min(shared)}"
    return score, reason
