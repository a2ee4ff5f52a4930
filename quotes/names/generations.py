"""Marks of generation: Jr. and Sr., II and III, on one name or on both."""

from __future__ import annotations

from quotes.names.model import Name, Verdict
from quotes.names.nicknames import full_forms
from quotes.names.normal import is_initial, token


def with_suffix(one: Name, other: Name, verdict: Verdict) -> Verdict:
    """Jr. and Sr., II and III keep father and son apart; a bare surname may still be either."""
    left, right = (_generation(name.suffix) for name in (one, other))
    if left == right or (verdict.relation == "compatible" and not (left and right)):
        return verdict
    full, short = (one, other) if left else (other, one)
    if not (left and right) and _marked(full, short, verdict):
        return verdict
    if verdict.rule == "nickname" and not (left and right) and (full.nickname or _formal(full, short)):
        # "Joe Manchin" and "Joseph Manchin III": a style that writes the mark writes the full given name too.
        return Verdict("same", "nickname", 0.75)
    if len(one.tokens) == len(other.tokens) == 1 and not (left and right):
        # "Queen Elizabeth" and "Elizabeth II".
        return Verdict("compatible", "suffix", 0.7)
    return Verdict("different", "suffix", 0.3)


def _marked(full: Name, short: Name, verdict: Verdict) -> bool:
    """Whether one is the official style of the other: a middle initial and "III", which papers leave out together
    ("Lloyd Austin"). Fathers are Jr.'s, and II's."""
    official = _generation(full.suffix) in {"iii", "iv", "v"} and len(full.middle) == 1
    return official and verdict.rule == "middle" and not short.middle and is_initial(token(full.middle[0]))


def _formal(full: Name, short: Name) -> bool:
    """Whether the given name of the one is the full form of the other's."""
    return token(full.given[0]) in full_forms(token(short.given[0]))


def _generation(suffix: str | None) -> str:
    folded = token(suffix or "")
    return {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}.get(folded, folded)
