"""A document's record from the lines of its quotes alone.

A line gives the words of its quote and where they stand, but not the text between, and the canonical speaker, but not
what the document called it. So the text is blank where nothing is known, and the canonical name is taken for the
document's own; the forms that the steps give are kept as aliases.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.archive.checking import LineError
from quotes.archive.records import KNOWN
from quotes.types import PIECE_SEPARATOR, SpeakerType

NOTE = "only the words of its quotes are known: they came in without the document"
"""The note of a document whose text is blank between its quotes."""
EXTRACTOR = "import"
"""Names the extractor of such documents, so that they are read when they come in whole."""
LARGEST = 50_000_000
"""Code points of a document's text: what is said to stand beyond is an error."""

Line = dict[str, Any]


def record(
    lines: Sequence[Line], text: str | None = None, notes: Sequence[str] = ()
) -> tuple[dict[str, Any], list[Line]]:
    """The record of the lines' document, with its text if that is known, and the lines by its local speakers. Raises
    LineError where the lines contradict each other."""
    first = lines[0]
    speakers: dict[str, dict[str, Any]] = {}
    for line in lines:
        for place, name in enumerate(line["speakers"] if line["speaker_id"] is not None else ()):
            key = _key(line) if place == 0 else _named(speakers, name) or f"with/{name}"
            found = speakers.setdefault(
                key, {"key": key, "name": name, "type": line["speaker_type"], "roles": [], "aliases": []}
            )
            if place == 0:
                _tell(found, line)
    known = {key: first[key] for key in KNOWN}
    made = {
        "id": first["document"], **known, "extractor": EXTRACTOR, "speakers": list(speakers.values()),
        "text": blank(lines) if text is None else text, "notes": [NOTE] if text is None else list(notes),
    }  # fmt: skip
    local = [line | ({"speaker_id": _key(line)} if line["speaker_id"] is not None else {}) for line in lines]
    return made, local


def blank(lines: Sequence[Line]) -> str:
    """A text that has the words of the quotes, cues, sources and steps at their extents, and blanks elsewhere."""
    pieces: list[tuple[int, int, str]] = []
    for line in lines:
        for words, spans in (("text", "spans"), ("cue", "cue_spans"), ("source", "source_spans")):
            pieces += _pieces(line[words] or "", line[spans])
    certain = len(pieces)
    for line in lines:
        for step in line["steps"]:
            start, end = step["span"] or (0, 0)
            if step["text"] and len(step["text"]) == end - start:
                pieces.append((start, end, step["text"]))
    end = max(end for _, end, _ in pieces)
    if end > LARGEST:
        raise LineError("stands further in its document than any document is long")
    text = [" "] * end
    # What is certain is written last.
    for start, stop, words in (*pieces[certain:], *pieces[:certain]):
        text[start:stop] = words
    return "".join(text)


def _pieces(words: str, spans: Sequence[Sequence[int]]) -> list[tuple[int, int, str]]:
    found, at = [], 0
    for start, end in spans:
        found.append((start, end, words[at : at + end - start]))
        at += end - start + len(PIECE_SEPARATOR)
    return found


def _tell(speaker: dict[str, Any], line: Line) -> None:
    """Adds what a line tells of its speaker: the role, and the form under which it goes in the document."""
    if line["role"] and line["role"] not in speaker["roles"]:
        speaker["roles"].append(line["role"])
    forms = [(speaker["name"], "name")]
    last = line["steps"][-1] if line["steps"] else None
    if last is not None and last["rule"].startswith(("variant:", "decision")) and last["text"]:
        forms.append((last["text"], last["rule"] if last["rule"].startswith("variant:") else "name"))
    for form, rule in forms:
        alias = next((each for each in speaker["aliases"] if each["form"] == form), None)
        if alias is None:
            speaker["aliases"].append({"form": form, "count": 1, "span": None, "rule": rule})
        else:
            alias["count"] += 1


def _named(speakers: dict[str, dict[str, Any]], name: str) -> str | None:
    return next((key for key, each in speakers.items() if each["name"] == name), None)


def _key(line: Line) -> str:
    """The key that the extractor gives a speaker of this name and type, on which its id may rest."""
    from quotes.attribution.local import Resolved, key

    type: SpeakerType = line["speaker_type"]
    found = key(Resolved(type, line["speaker"], ()), line["document"])
    return found if found is not None else str(line["speaker_id"])
