"""Compares an export with gold: how much was found, how much of it is right, and whether the speaker is.

    python -m quotes.score GOLD EXPORT.jsonl [--errors N] [--floors FLOORS.json]

GOLD is a folder of JSONL files, or one such file (its format: fixtures/README.md); EXPORT.jsonl is what ``quotes
extract`` or ``quotes export`` writes. Documents are matched by file name. Contents are matched one to one, best overlap
of characters (shared over joint) first, from ``THRESHOLD`` up. What is optional in the gold counts neither for nor
against, and so do unmatched predictions of attitudes and of what a speaker reports of himself inside his own quote.

Standard library only and no part of the tool, so that an error of the tool cannot hide in its own measure.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotes.score.gold import Row, ScoreError, gold_files, read_rows
from quotes.score.matching import match
from quotes.score.speakers import is_self_report, key, right_speaker

Ratio = tuple[int, int]

OTHER_THRESHOLDS = (0.3, 0.8)


@dataclasses.dataclass
class Tally:
    """Counts of one document or of several. ``figures`` turns them into ``(hits, of)`` by name."""

    counts: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    faults: list[str] = dataclasses.field(default_factory=list)
    said: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    """(identity, speaker_id) of each quote whose speaker is right."""

    def check(self, name: str, right: bool) -> None:
        self.counts[name] += right
        self.counts[name + " of"] += 1

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.faults.extend(other.faults)
        self.said.extend(other.said)

    def figures(self) -> dict[str, Ratio]:
        counted = {name: (self.counts[name], self.counts[name + " of"]) for name in FIGURES}
        return counted | {"identity": one_to_one(self.said)}


FIGURES = {
    "attributed": "attributions found and given to the right speaker, of all in the gold",
    "recall": "attributions found, of all in the gold",
    "precision": "predictions that are in the gold, of all that count",
    "speaker": "right speakers, of the attributions found",
    "recall@0.3": "the same as recall at this overlap",
    "recall@0.8": "the same as recall at this overlap",
    "kind": "direct, indirect or mixed, of the attributions found",
    "act": "speech, thought or attitude, of the attributions found",
    "form": "sentence, turn, excerpt or headline, of the attributions found",
    "parent": "right parents, of the attributions found that have one or were given one",
    "occasion": "right occasions, of the excerpts found that have one",
    "identity": "identities that are one speaker_id, shared with no other (of a database's export)",
}


def score(gold: Path, predicted: Mapping[str, Sequence[Row]]) -> dict[str, Tally]:
    """Tallies by document, in the order of their names, and "total" last. Documents outside the gold do not count."""
    tallies: dict[str, Tally] = {}
    total = Tally()
    for file in gold_files(gold):
        for document, rows in read_rows(file).items():
            tallies[document] = score_document(document, rows, predicted.get(document, ()))
            total.add(tallies[document])
    if predicted and not tallies.keys() & predicted.keys():
        names = ", ".join(sorted(predicted)[:3])
        raise ScoreError(gold, f"has no document of the export ({names})", "Give the gold of these documents.")
    return tallies | {"total": total}


def score_document(document: str, gold: Sequence[Row], predicted: Sequence[Row]) -> Tally:
    tally = Tally()
    matched = match(gold, predicted)
    owner = owners(gold, predicted, matched)
    for i, row in enumerate(gold):
        found = predicted[matched[i]] if i in matched else None
        right = found is not None and right_speaker(row, found, gold)
        if found and right and row.get("identity") and found.get("speaker_id") and not row.get("speakers"):
            tally.said.append((row["identity"], found["speaker_id"]))
        if row["optional"]:
            continue
        tally.check("recall", found is not None)
        tally.check("attributed", right)
        if found is None:
            tally.faults.append(f"missed   {document} {row['n']}: {shown(row)} -- {row['speaker']}")
            continue
        tally.check("speaker", right)
        if not right:
            got = f"{found.get('speaker')} ({found.get('speaker_type')})"
            tally.faults.append(
                f"speaker  {document} {row['n']}: {shown(row)} -- {row['speaker']} ({row['speaker_type']}), got {got}"
            )
        for name in ("kind", "act", "form"):
            tally.check(name, found.get(name) == row[name])
        if row["parent"] or found.get("parent"):
            tally.check("parent", right_parent(row["parent"], found, owner))
        if row["occasion"]:
            tally.check("occasion", key(found.get("occasion")) == key(row["occasion"]))
    for threshold in OTHER_THRESHOLDS:
        loose = match(gold, predicted, threshold)
        for i in (i for i, row in enumerate(gold) if not row["optional"]):
            tally.check(f"recall@{threshold}", i in loose)
    score_predictions(tally, document, gold, predicted, matched)
    return tally


def score_predictions(
    tally: Tally, document: str, gold: Sequence[Row], predicted: Sequence[Row], matched: Mapping[int, int]
) -> None:
    """Counts precision: true is what matches gold that is not optional, false what matches nothing and is neither an
    attitude nor a report of the speaker's own words inside his quote."""
    by_id = {row["id"]: row for row in predicted if row.get("id")}
    neutral = {j for i, j in matched.items() if gold[i]["optional"]}
    true = {j for i, j in matched.items() if not gold[i]["optional"]}
    for j, row in enumerate(predicted):
        if j in true:
            tally.check("precision", True)
        elif j not in neutral and row.get("act") != "attitude" and not is_self_report(row, by_id):
            tally.check("precision", False)
            tally.faults.append(f"false    {document}: {shown(row)} -- {row.get('speaker')}, cue {row.get('cue')!r}")


def owners(gold: Sequence[Row], predicted: Sequence[Row], matched: Mapping[int, int]) -> dict[str, set[int]]:
    """The gold numbers matched to each predicted id, with the numbers of the rows that they continue."""
    rows = {row["n"]: row for row in gold}
    result: dict[str, set[int]] = collections.defaultdict(set)
    for i, j in matched.items():
        number: int | None = gold[i]["n"]
        while number is not None:
            result[predicted[j].get("id") or ""].add(number)
            number = rows[number].get("continues")
    return result


def right_parent(gold_parent: int | None, predicted: Row, owner: Mapping[str, set[int]]) -> bool:
    """``owner`` gives the gold numbers that the prediction with this id was matched to."""
    parent = predicted.get("parent")
    return parent is None if gold_parent is None else gold_parent in owner.get(parent or "", set())


def one_to_one(said: Sequence[tuple[str, str]]) -> Ratio:
    """How many identities have one speaker_id throughout that no other identity has, of all."""
    ids: dict[str, set[str]] = collections.defaultdict(set)
    identities: dict[str, set[str]] = collections.defaultdict(set)
    for identity, speaker_id in said:
        ids[identity].add(speaker_id)
        identities[speaker_id].add(identity)
    right = sum(1 for found in ids.values() if len(found) == 1 and len(identities[next(iter(found))]) == 1)
    return right, len(ids)


def below(tallies: Mapping[str, Tally], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """One line for each figure under its floor. A floor for a document or figure that is not there is one, too."""
    for document, wanted in floors.items():
        figures = tallies[document].figures() if document in tallies else {}
        for name, floor in wanted.items():
            hits, of = figures.get(name, (0, 0))
            if floor > 0 and (not of or hits / of < floor):
                yield f"{document}: {name} {hits}/{of} is below {floor}"


def shown(row: Row, width: int = 90) -> str:
    text = " ".join(str(row.get("text", "")).split())
    return repr(text if len(text) <= width else f"{text[: width - 30]} ... {text[-25:]}")
