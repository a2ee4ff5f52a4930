"""Whether a line or a record is what the project itself writes: keys, types, closed values, extents that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

from quotes.errors import QuotesError
from quotes.types import (
    CONTRACT_KEYS,
    CORRECTING,
    PIECE_SEPARATOR,
    Act,
    DecisionKind,
    Form,
    LocalSpeaker,
    QuoteKind,
    SpeakerType,
    content_text,
)

Check = Callable[[Any], bool]

_ID = re.compile(r"[0-9a-f]{16}")
_MOST = 2**31


class LineError(QuotesError):
    """A line is not what the project writes. ``reason`` says what is wrong with it, ``place`` which of several lines
    it is, the last unless given."""

    def __init__(self, reason: str, place: int = -1) -> None:
        super().__init__("line", reason, "")
        self.place = place


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _known(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _one_of(closed: Any) -> Check:
    return lambda value: isinstance(value, str) and value in get_args(closed)


def _listed(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_count, value)) and value[0] < value[1]


def _spans(value: Any) -> bool:
    return _listed(_span)(value) and all(one[1] <= other[0] for one, other in pairwise(value))


def _share(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def _place(value: Any) -> bool:
    """The extent of a step or alias: it may be empty."""
    return value is None or (isinstance(value, list) and len(value) == 2 and all(map(_count, value)))


def _object(checks: Mapping[str, Check]) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == checks.keys()
        and all(check(value[key]) for key, check in checks.items())
    )


_STEP = _object({"rule": _text, "text": _known, "span": _place, "detail": _known})
LINE: dict[str, Check] = {
    **dict.fromkeys(CONTRACT_KEYS, _known),
    "id": lambda value: isinstance(value, str) and bool(_ID.fullmatch(value)),
    "document": _text, "kind": _one_of(QuoteKind), "act": _one_of(Act), "form": _one_of(Form), "text": _text,
    "spans": lambda value: bool(value) and _spans(value), "cue_spans": _spans, "source_spans": _spans,
    "speaker_type": _one_of(SpeakerType), "speakers": _listed(_text), "resolution": _listed(_text),
    "confidence": _share, "also_in": _listed(_object({"document": _text, "id": _text})), "same_as": _listed(_text),
    "steps": _listed(_STEP),
}  # fmt: skip
"""What the value of each key of a quote's line must be."""
LATER = ("also_in", "same_as")
"""Keys that lines of earlier versions lack."""

_ALIAS = _object({"form": _text, "count": _count, "span": _place, "rule": _text})
_SPEAKER = _object(
    {"key": _text, "name": _text, "type": _one_of(SpeakerType), "roles": _listed(_text), "aliases": _listed(_ALIAS)}
)
_SAID: tuple[Check, ...] = (
    _text, _known, _known, _one_of(SpeakerType), _listed(_text), lambda value: isinstance(value, bool), _share,
)  # fmt: skip


def _found_line(value: Any) -> bool:
    try:
        return bool(line(value)) if isinstance(value, dict) else False
    except LineError:
        return False


def _placed(check: Check) -> Check:
    return lambda value: isinstance(value, list) and len(value) == 2 and _count(value[0]) and check(value[1])


DOCUMENT: dict[str, Check] = {
    "type": _text, "id": _text, "title": _known, "date": _known, "publisher": _known, "url": _known,
    "notes": _listed(_text), "extractor": _text, "text": _text, "speakers": _listed(_SPEAKER),
    "said": _listed(lambda value: isinstance(value, list) and len(value) in (len(_SAID) - 1, len(_SAID))
                    and all(check(part) for check, part in zip(_SAID, value, strict=False))),
    "found": _object({"quotes": _listed(_placed(_found_line)), "speakers": _listed(_placed(_SPEAKER))}),
}  # fmt: skip
"""What the values of a document's record must be."""
SELDOM = ("found",)
"""Keys that only the records of corrected documents have."""
_ENTRY = _object(
    {"id": _text, "name": _text, "type": _one_of(SpeakerType), "aliases": _listed(_text),
     "offices": _listed(lambda value: isinstance(value, list) and len(value) == 3 and all(map(_known, value))),
     "identifiers": lambda value: isinstance(value, dict) and all(map(_text, value.values()))}
)  # fmt: skip
DECISION: dict[str, Check] = {
    "type": _text, "number": _count, "kind": _one_of(DecisionKind), "names": _listed(_text),
    "documents": _listed(_text), "at": _known, "reason": _known, "undone": _known, "authorities": _listed(_ENTRY),
    "quotes": lambda value: bool(value) and _listed(_object({"document": _text, "id": _text, "text": _text}))(value),
    "types": _listed(_one_of(SpeakerType)),
}  # fmt: skip


def decision(value: dict[str, Any]) -> dict[str, Any]:
    """The record of a decision with all keys. Raises LineError."""
    own = ("quotes", "types")
    if value.get("kind") not in CORRECTING:
        checked(value, {key: check for key, check in DECISION.items() if key not in own})
        return {**value, **{key: [] for key in own}}
    checked(value, DECISION)
    if len(value["types"]) != len(value["names"]) or (value["kind"] == "discard" and value["names"]):
        raise LineError("'names' and 'types' do not agree")
    if len({(each["document"], each["id"]) for each in value["quotes"]}) < len(value["quotes"]):
        raise LineError("'quotes' has one twice")
    return value


def checked(value: dict[str, Any], checks: Mapping[str, Check], *, free: Sequence[str] = ()) -> None:
    """Raises LineError where a key is missing, is none, or has a wrong value. ``free`` ones may be missing."""
    missing = [key for key in checks if key not in value and key not in free]
    if missing:
        raise LineError(f"no '{missing[0]}'")
    for key, found in value.items():
        if key not in checks:
            raise LineError(f"unknown key '{key[:40]}'")
        if not checks[key](found):
            raise LineError(f"'{key}' has a wrong value")


def line(value: dict[str, Any]) -> dict[str, Any]:
    """The line of a quote with all keys. Raises LineError."""
    checked(value, LINE, free=LATER)
    for text, spans in (("text", "spans"), ("cue", "cue_spans"), ("source", "source_spans")):
        words, pieces = value[text] or "", value[spans]
        between = len(PIECE_SEPARATOR) * (len(pieces) - 1)
        if pieces and len(words) != between + sum(end - start for start, end in pieces):
            raise LineError(f"'{text}' is not as long as '{spans}' says")
    if value["resolution"] != [step["rule"] for step in value["steps"]]:
        raise LineError("'resolution' and 'steps' do not agree")
    return value | {key: value.get(key, []) for key in LATER}


def _found_together(record: Mapping[str, Any], keys: set[str]) -> None:
    """Raises LineError where what had been found before corrections does not fit the record of the document."""
    found = record["found"]
    gone = [speaker["key"] for _, speaker in found["speakers"]]
    if len(keys.union(gone)) < len(keys) + len(gone):
        raise LineError("'found' has a speaker who is there")
    told = keys.union(gone)
    for each in (line for _, line in found["quotes"]):
        same = ("title", "date", "publisher", "url")
        if each["document"] != record["id"] or any(each[key] != record[key] for key in same):
            raise LineError("'found' has the quote of another document")
        if content_text(record["text"], each["spans"]) != each["text"]:
            raise LineError("'found' has a quote that does not stand in the document")
        if each["speaker_id"] is not None and (each["speaker_id"] not in told or _decided(each["speaker_id"])):
            raise LineError("'found' lacks a speaker")
    corrected = {line["id"] for _, line in found["quotes"]}
    if any(_decided(key) and id not in corrected for id, key, *_ in record.get("said", ())):
        raise LineError("'found' lacks a quote that was corrected")


def _decided(key: str | None) -> bool:
    return LocalSpeaker(key or "", "", "unknown").decision is not None


def together(record: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> None:
    """Raises LineError where the lines of a document's quotes do not fit its record or each other."""
    ids = [line["id"] for line in lines]
    for place, each in enumerate(lines):
        if ids.index(each["id"]) < place:
            raise LineError("the same quote stands in another line", place)
        for key in ("title", "date", "publisher", "url"):
            if each[key] != record[key]:
                raise LineError(f"another '{key}' than the rest of its document", place)
        for text, spans in (("text", "spans"), ("cue", "cue_spans"), ("source", "source_spans")):
            if each[spans] and content_text(record["text"], each[spans]) != each[text]:
                raise LineError(f"'{text}' is not what its document says there", place)
    keys = {speaker["key"] for speaker in record["speakers"]}
    if len(keys) < len(record["speakers"]):
        raise LineError("its document has a speaker twice")
    if "found" in record:
        _found_together(record, keys)
    if "said" in record:
        if sorted(said[0] for said in record["said"]) != sorted(ids):
            raise LineError("tells of other quotes than there are")
        if any(said[1] is not None and said[1] not in keys for said in record["said"]):
            raise LineError("lacks a speaker")
        if "found" not in record and any(map(_decided, keys)):
            raise LineError("lacks 'found'")
    else:
        for place, each in enumerate(lines):
            if each["speaker_id"] is not None and each["speaker_id"] not in keys:
                raise LineError("its document does not have its speaker", place)
