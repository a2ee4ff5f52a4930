"""Speakers on PolNeAR by kind of source: how many are right, which types are confused, how often each rule is right.

    python benchmarks/speakers.py [--polnear DIR] [--export FILE] [--errors N]

Reads the export of ``quotes extract DIR/text`` from FILE, or makes it (a minute). Counts gold attributions whose
content is found, as ``../shared/score/score.py`` matches them. Confusion and rules count those whose source is found
as well.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quotes import names, reading
from quotes.extraction import extract

SHARED = Path(__file__).resolve().parents[2] / "shared"
TYPES = ("person", "organization", "group", "document", "unnamed", "author", "unknown")
_PRONOUN = re.compile(r"(?:he|she|him|her|his|hers|i|me|my|we|us|our|you|it|its)$", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:they|them|their|both|each|these|those)$", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|whom|whose|which|that)$", re.IGNORECASE)

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, default=SHARED / "polnear" / "dev")
    parser.add_argument("--export", type=Path, help="the tool's quotes, one a line; made where none is given")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N wrong speakers, in eight words each"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(SHARED / "score"))
    score = importlib.import_module("score")
    with tempfile.TemporaryDirectory() as folder:
        export = options.export or _export(options.polnear, Path(folder, "export.jsonl"))
        found = list(matched(score, options.polnear, export))
    by_kind(score, found)
    confusion(found)
    rules(score, found)
    for source, who, row in [each[:3] for each in found if _wrong(score, each)][: options.errors]:
        words = " ".join(source.split()[:8])
        detail = row["steps"][0]["detail"] if row["steps"] else None
        print(f"  {words!r}: {who[0]['name']}, got {row['speaker']} ({row['speaker_type']}); {detail}")


def _export(polnear: Path, target: Path) -> Path:
    with target.open("w", encoding="utf-8") as lines:
        for path in reading.inputs([str(polnear / "text")]):
            for document in reading.read(path):
                lines.writelines(json.dumps(quote.as_dict()) + "\n" for quote in extract(document).quotes)
    return target


Found = tuple[str, list[Row], Row, bool]
"""A gold source's words, its speakers, the quote that was found, and whether the quote has that source."""


def matched(score: ModuleType, polnear: Path, export: Path) -> Iterator[Found]:
    """The gold attributions with a source whose content is found."""
    speakers, quotes = score.load_speakers(polnear), score.load_export(export)
    for document, (text, records) in score.load_gold(polnear).items():
        rows = quotes.get(document, [])
        characters = score.characters
        pairs = score.match([characters(r["content"]) for r in records], [characters(r["spans"]) for r in rows], 0.3)
        for index, record in enumerate(records):
            who = speakers.get((document, record["id"]), [])
            if index in pairs and record["source"] and who:
                row = rows[pairs[index]]
                here = bool(characters(record["source"]) & characters(row["source_spans"]))
                yield " ".join(text[a:b] for a, b in record["source"]), who, row, here


def _right(score: ModuleType, who: list[Row], row: Row) -> bool:
    persons = [each for each in who if each["type"] == "person"]
    if persons:
        return row["speaker_type"] == "person" and any(score.compatible(row["speaker"] or "", each) for each in persons)
    return any(each["type"] == row["speaker_type"] for each in who)


def _wrong(score: ModuleType, found: Found) -> bool:
    _, who, row, here = found
    return here and who[0]["type"] == "person" and not _right(score, who, row)


def kind_of(source: str, who: list[Row]) -> str:
    """What a source that means a person looks like."""
    word = source.split()[-1]
    forms = {form for each in who for form in [each["name"], *each.get("aliases", [])] if form}
    if any(form.casefold() in source.casefold() for form in forms):
        parsed = names.parse(source)
        if parsed.titles:
            return "name with a title"
        return "surname alone" if len(source.split()) == 1 else "name"
    for label, pattern in (("pronoun", _PRONOUN), ("they, both", _SEVERAL), ("who", _RELATIVE)):
        if pattern.match(word) and len(source.split()) < 3:
            return label
    return "description"


def by_kind(score: ModuleType, found: list[Found]) -> None:
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for source, who, row, here in found:
        if any(each["type"] == "person" for each in who):
            right = _right(score, who, row)
            wrong = "no source" if not row["source"] else "another source" if not here else row["speaker_type"]
            count[kind_of(source, who)]["right" if right else wrong] += 1
    print(f"{'kind of source':20s}{'of':>6s}{'right':>7s}{'share':>7s}  wrong, as")
    for kind, table in sorted(count.items(), key=lambda pair: -pair[1].total()):
        rest = ", ".join(f"{label} {times}" for label, times in table.most_common() if label != "right")
        print(f"{kind:20s}{table.total():6d}{table['right']:7d}{table['right'] / table.total():7.3f}  {rest}")


def confusion(found: list[Found]) -> None:
    count = Counter((who[0]["type"], row["speaker_type"]) for _, who, row, here in found if here)
    print("\n" + f"{'gold, got':14s}" + "".join(f"{label[:8]:>9s}" for label in TYPES))
    for gold in TYPES:
        print(f"{gold:14s}" + "".join(f"{count[gold, got]:9d}" for got in TYPES))
    print(f"types agree: {sum(count[label, label] for label in TYPES)} of {count.total()}")


def rules(score: ModuleType, found: list[Found]) -> None:
    """How often what each rule says is right, to be compared with ``quotes.attribution.others.RATES``."""
    count: dict[str, Counter[bool]] = defaultdict(Counter)
    for _, who, row, here in found:
        if here and row["steps"]:
            first = row["steps"][0]
            chosen = "nobody named" in (first["detail"] or "")
            label = "chosen" if chosen else row["speaker_type"]
            count[f"{first['rule']}, {label}"][_right(score, who, row)] += 1
    print("\nrule, type: right of")
    for rule, table in sorted(count.items()):
        print(f"  {rule:34s}{table[True]:6d}{table.total():6d}{table[True] / table.total():7.3f}")


if __name__ == "__main__":
    main()
