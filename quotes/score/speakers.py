"""Is the speaker of a prediction the one of the gold?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from quotes.score.gold import Row

FIRST_PERSON = {"i", "we", "me", "us", "my", "our"}
FUNCTION_WORDS = {"a", "an", "the", "of", "for", "at", "in", "on", "and", "to", "s"}
NAMELESS = {"unnamed", "group", "unknown"}
PUNCTUATION = {i: " " for i in range(0x2100) if not chr(i).isalnum() and not unicodedata.combining(chr(i))}


def name_tokens(name: str | None) -> list[str]:
    """The words of a name: case, diacritics, possessive s and punctuation taken off."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).casefold()
    return re.sub(r"['’]s\b", "", plain).replace("-", " ").translate(PUNCTUATION).split()


def key(name: str | None) -> str:
    return " ".join(name_tokens(name))


def known_names(row: Row) -> list[str | None]:
    return [row["speaker"], row.get("identity"), *row.get("aliases", []), *row.get("speakers", [])]


def names_fit(predicted: str | None, known: Sequence[str | None], speaker_type: str) -> bool:
    """Persons: one name holds the other and both end alike, which leaves titles out of account. Others: the same
    words, or half of the words and no others."""
    mine = name_tokens(predicted)
    if speaker_type == "person":
        return bool(mine) and any(
            theirs and mine[-1] == theirs[-1] and ({*mine} <= {*theirs} or {*theirs} <= {*mine})
            for theirs in map(name_tokens, known)
        )
    words = {*mine} - FUNCTION_WORDS or {*mine}
    for name in known:
        theirs_set = {*name_tokens(name)} - FUNCTION_WORDS or {*name_tokens(name)}
        small, large = sorted((words, theirs_set), key=len)
        if small and small <= large and 2 * len(small) >= len(large):
            return True
    return False


def right_speaker(gold: Row, predicted: Row, rivals: Sequence[Row] = ()) -> bool:
    """Is the predicted speaker the gold one? ``rivals`` are the document's gold rows: a name that fits the name of
    another person as well as this one's ("Lee" where two Lees speak) names neither."""
    kind, name = predicted.get("speaker_type"), predicted.get("speaker")
    same_type = gold.get("any_type") or kind == gold["speaker_type"] or {kind, gold["speaker_type"]} <= NAMELESS
    if not same_type:
        return False
    if gold["speaker"] is None:
        return kind in NAMELESS or names_fit(name, known_names(gold), "other")
    if not names_fit(name, known_names(gold), gold["speaker_type"]):
        return False
    own = {key(n) for n in known_names(gold)}
    if gold["speaker_type"] != "person" or key(name) in own:
        return True
    persons = (
        row for row in rivals if row["speaker_type"] == "person" and not own & {key(n) for n in known_names(row)}
    )
    return not any(names_fit(name, known_names(row), "person") for row in persons)


def is_self_report(row: Row, by_id: Mapping[str, Row]) -> bool:
    """Is this something that a speaker says of himself inside his own quote ("we hope that ...")?"""
    parent = by_id.get(row.get("parent") or "")
    if parent is None:
        return False
    speaker = row.get("speaker_id") or row.get("speaker")
    same = speaker is not None and speaker == (parent.get("speaker_id") or parent.get("speaker"))
    return same or key(row.get("source")) in FIRST_PERSON
