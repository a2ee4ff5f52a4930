"""Gold and predictions from their files."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quotes.evaluation import brat
from quotes.evaluation.model import Attributed, EvaluationError, Said, Who
from quotes.types import Span

__all__ = ["Attributed", "EvaluationError", "Said", "Who", "read_gold", "read_predictions", "stem"]


def read_gold(path: Path) -> list[Attributed]:
    """The documents of a folder of brat files or of JSONL, or of one JSONL file, in the order of their names.

    JSONL holds the keys of an export, corrected by hand: ``document``, ``spans``, and where they are to be compared
    ``source_spans``, ``speaker`` with ``speaker_type``; further ``aliases``, ``identity`` and ``optional``. Beside brat
    files, ``speakers.jsonl`` names the speakers: a line a document with ``doc``, ``speakers`` by key, ``sources``: the
    keys of each event. Raises EvaluationError.
    """
    if path.is_dir() and (found := brat.pairs(path)):
        who = _speakers(path / "speakers.jsonl")
        return [_brat_document(text, annotations, who.get(text.stem, {})) for text, annotations in found]
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    rows = [row for file in files for row in _rows(file)]
    if not rows:
        raise EvaluationError(path, "no gold here", "Give a folder with .txt and .ann files, or JSONL.")
    return [
        Attributed(name, tuple(map(_said, each)), *_text(path, name, each[0]["document"]))
        for name, each in sorted(_by_document(rows, path).items())
    ]


def read_predictions(path: Path) -> dict[str, tuple[Said, ...]]:
    """The attributions of an export (JSONL), by the stem of their document's file name. Raises EvaluationError."""
    return {name: tuple(map(_said, rows)) for name, rows in _by_document(_rows(path), path).items()}


def predictions(rows: Iterable[Mapping[str, Any]]) -> tuple[Said, ...]:
    """The attributions of one document's quotes, as ``Quote.as_dict`` gives them."""
    return tuple(map(_said, rows))


def stem(document: str) -> str:
    """By what documents of gold and predictions are known to be the same."""
    return Path(document).name.removesuffix(".txt")


def _brat_document(text: Path, annotations: Path, who: Mapping[str, tuple[Who, ...]]) -> Attributed:
    # newline="": extents count the file's own characters, \r\n as two.
    with open(text, encoding="utf-8", newline="") as handle:
        content = handle.read()
    said = brat.read_annotations(annotations)
    named = tuple(Said(each.id, each.content, each.source, each.cue, who.get(each.id, each.speakers)) for each in said)
    return Attributed(text.stem, named, content, str(text))


def _speakers(path: Path) -> dict[str, dict[str, tuple[Who, ...]]]:
    if not path.is_file():
        return {}
    found = {}
    for row in _rows(path):
        people = {
            key: Who(each["name"], each["type"], tuple(each.get("aliases", ())), each.get("identity"))
            for key, each in row["speakers"].items()
        }
        found[row["doc"]] = {event: tuple(people[key] for key in keys) for event, keys in row["sources"].items()}
    return found


def _text(path: Path, name: str, document: str) -> tuple[str | None, str | None]:
    """The text of a document of JSONL gold and its path, where the file lies where it says or beside the gold."""
    folder = path if path.is_dir() else path.parent
    for place in (folder / Path(document).name, folder / f"{name}.txt", Path(document)):
        if place.is_file():
            with open(place, encoding="utf-8", newline="", errors="replace") as handle:
                return handle.read(), str(place)
    return None, None


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(path, f"not readable ({error})", "Give JSONL in UTF-8.") from error
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                rows.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise EvaluationError(f"{path}:{number}", f"no JSON object ({error})", "Give one object a line.") from error
    return rows


def _by_document(rows: Iterable[Mapping[str, Any]], path: Path) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = collections.defaultdict(list)
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("document"), str) or not row.get("spans"):
            raise EvaluationError(path, f"row {number} has no document or no spans", "Give an export of quotes.")
        found[stem(row["document"])].append(row)
    return found


def _said(row: Mapping[str, Any]) -> Said:
    names = row.get("speakers") or []
    identity = row.get("identity") or row.get("speaker_id")
    first = Who(row.get("speaker"), row.get("speaker_type") or "unknown", tuple(row.get("aliases") or ()), identity)
    others = tuple(Who(name, first.type) for name in names if name != first.name)
    return Said(
        id=str(row.get("id") or row.get("n") or ""),
        content=_extents(row["spans"]),
        source=_extents(row.get("source_spans") or ()),
        cue=_extents(row.get("cue_spans") or ()),
        speakers=(first, *others) if first.name or first.type != "unknown" else (),
        kind=row.get("kind"),
        optional=bool(row.get("optional")),
        nested=row.get("parent") is not None,
        confidence=row.get("confidence"),
    )


def _extents(spans: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(sorted((start, end) for start, end in spans))
