"""PolNeAR articles with the speaker of each source: what the weights are learned from."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import defaultdict
from pathlib import Path

from quotes import names
from quotes.types import Attribution, Span

LABELS = Path(__file__).with_name("labels.tsv")
Labels = dict[Span, list[Span]]
"""For the extent of a source: extents of names of the persons that it means, none where it means nobody named."""
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclasses.dataclass(frozen=True)
class Source:
    """A source phrase of the gold: its extents, and the full names of the persons it means; none for other speakers."""

    spans: tuple[Span, ...]
    persons: tuple[str, ...]

    def means(self, name: str) -> bool:
        """Is this one of the persons?"""
        return any(names.compare(name, person).relation != "different" for person in self.persons)


@dataclasses.dataclass(frozen=True)
class Article:
    """A text with its gold attributions and what its sources mean."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]


def load(folder: Path) -> list[Article]:
    """The articles of a PolNeAR split that have speakers in ``folder/speakers.jsonl``, in its order."""
    rows = map(json.loads, (folder / "speakers.jsonl").read_text(encoding="utf-8").splitlines())
    return [_read(folder, row) for row in rows]


def labelled(folder: Path) -> list[tuple[Article, Labels]]:
    """The articles of labels.tsv, each with its labels."""
    labels: dict[str, Labels] = defaultdict(dict)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, start, end, named = line.split("\t")
        meant = [] if named == "-" else [(int(a), int(b)) for a, b in (span.split("-") for span in named.split())]
        labels[name][int(start), int(end)] = meant
    return [(_read(folder, {"doc": name, "speakers": {}, "sources": {}}), labels[name]) for name in sorted(labels)]


def _read(folder: Path, row: dict[str, object]) -> Article:
    """The article of a row of speakers.jsonl; of several annotators the first in sorted order."""
    # newline="" keeps carriage returns: the offsets count them.
    with (folder / "text" / f"{row['doc']}.txt").open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    standoff = sorted((folder / "attributions").glob(f"{row['doc']}_*.ann"))[0]
    return _article(row, text, standoff.read_text(encoding="utf-8"))


def _article(row: dict[str, object], text: str, standoff: str) -> Article:
    speakers, keys = row["speakers"], row["sources"]
    assert isinstance(speakers, dict)
    assert isinstance(keys, dict)
    attributions, sources = [], []
    for number, roles in _events(standoff).items():
        if not roles["Content"]:
            continue
        direct = text[max(0, roles["Content"][0][0] - 1) : roles["Content"][0][0] + 1]
        kind = "direct" if any(mark in direct for mark in "\"“'‘") else "indirect"
        attributions.append(
            Attribution(
                tuple(sorted(roles["Content"])),
                tuple(sorted(roles["Cue"])),
                tuple(sorted(roles["Source"])),
                "direct" if kind == "direct" else "indirect",
            )
        )
        if roles["Source"] and number in keys:
            persons = [speakers[key] for key in keys[number] if speakers[key]["type"] == "person"]
            forms = tuple(form for person in persons for form in {person["name"], person.get("identity") or ""} - {""})
            sources.append(Source(tuple(sorted(roles["Source"])), forms))
    attributions.sort(key=lambda each: (each.content[0][0], -each.content[-1][1]))
    return Article(str(row["doc"]), text, tuple(attributions), tuple(sources))


def _events(standoff: str) -> dict[str, dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {}
    events: dict[str, dict[str, list[Span]]] = {}
    for line in standoff.split("\n"):
        fields = line.split("\t")
        if re.match(r"T\d+\t\w+ \d", line):
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (part.split() for part in offsets.split(";"))]
        elif re.match(r"E\d+\t", line):
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for role, span in _ROLE.findall(fields[1]):
                roles[role] += spans.get(span, [])
            events[fields[0]] = roles
    return events
