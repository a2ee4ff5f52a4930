"""brat standoff: entities Source, Cue and Content, tied by one event an attribution (https://brat.nlplab.org/standoff.html).

The first event argument is the trigger, whichever role it has; ``Source2`` is a further Source. A note on an event
(``#1  AnnotatorNotes E1  Ada Lovelace``) names its speaker, who is a person unless an attribute (``A1  Speaker_type E1
group``) says otherwise.
"""

from __future__ import annotations

import collections
import re
from pathlib import Path

from quotes.evaluation.model import EvaluationError, Said, Who
from quotes.types import Span

_ENTITY = re.compile(r"(T\S+)\t\w+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"(E\S+)\t(.+)")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (E\S+)\t(.+)")
_TYPE = re.compile(r"A\S+\tSpeaker_type (E\S+) (\w+)")
_ARGUMENT = re.compile(r"(Source|Cue|Content|Attribution)\d*:(\S+)", re.IGNORECASE)


def read_annotations(path: Path) -> tuple[Said, ...]:
    """The attributions of an .ann file that have a content. Raises EvaluationError where it cannot be read."""
    entities: dict[str, tuple[Span, ...]] = {}
    events: dict[str, str] = {}
    notes: dict[str, str] = {}
    types: dict[str, str] = {}
    for line in _lines(path):
        if match := _ENTITY.match(line):
            entities[match[1]] = _extents(match[2])
        elif match := _EVENT.match(line):
            events[match[1]] = match[2]
        elif match := _NOTE.match(line):
            notes[match[1]] = match[2].strip()
        elif match := _TYPE.match(line):
            types[match[1]] = match[2]
    said = []
    for key, arguments in events.items():
        roles: dict[str, list[Span]] = collections.defaultdict(list)
        for role, entity in _ARGUMENT.findall(arguments):
            roles[role.lower()] += entities.get(entity, ())
        if roles["content"]:
            content, source, cue = (tuple(sorted(roles[role])) for role in ("content", "source", "cue"))
            who = (Who(notes[key], types.get(key, "person")),) if key in notes else ()
            said.append(Said(key, content, source, cue, who))
    return tuple(said)


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """(text, annotations) of a folder: ``x.txt`` beside ``x.ann``, or the folders ``text`` and ``attributions``.

    Where several annotators read a text (``x_ann1.ann``, ``x_ann2.ann``), the first in the order of names counts.
    """
    texts, notes = folder / "text", folder / "attributions"
    if not texts.is_dir():
        return [(path, ann) for path in sorted(folder.glob("*.txt")) if (ann := path.with_suffix(".ann")).is_file()]
    first: dict[str, Path] = {}
    for path in sorted(notes.glob("*.ann")):
        for stem in (path.stem, path.stem.rpartition("_")[0]):
            first.setdefault(stem, path)
    return [(path, first[path.stem]) for path in sorted(texts.glob("*.txt")) if path.stem in first]


def _extents(offsets: str) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in (part.split() for part in offsets.split(";")))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(path, f"not readable ({error})", "Give brat's files in UTF-8.") from error
