"""Where an export differs from PolNeAR's annotation, by kind of error, as a sample to read.

    quotes extract ../shared/polnear/dev/text > dev.jsonl
    python benchmarks/errors.py ../shared/polnear/dev dev.jsonl [--each N] [--seed N]

Kinds: direct and indirect contents that are missed, or found where none is annotated; contents found with other
borders (an overlap of 0.3 to 0.8); sources that share no word with the annotated one. Prints how many there are of each
kind and N of them, drawn by the seed. Contents are matched as in the official scorer: one to one, the largest overlap
first.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quotes.types import Span
from training.tagger.evaluate import LENIENT, STRICT, characters
from training.tagger.polnear import Article, GoldAttribution, load_articles

Row = dict[str, Any]
SHOWN = 110
"""Characters of a content that are printed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder with text/ and attributions/")
    parser.add_argument("export", type=Path, help="what quotes extract writes")
    parser.add_argument("--each", type=int, default=10, help="how many of each kind are printed")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in options.export.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[Path(row["document"]).name.removesuffix(".txt")].append(row)
    found: dict[str, list[str]] = defaultdict(list)
    for article in load_articles(options.gold):
        for kind, error in errors(article, rows[article.name]):
            found[kind].append(f"{article.name[:30]}  {error}")
    for kind in sorted(found, key=lambda kind: -len(found[kind])):
        print(f"\n{kind}: {len(found[kind])}")
        chosen = random.Random(options.seed).sample(found[kind], min(options.each, len(found[kind])))
        print("\n".join(f"  {error}" for error in sorted(chosen)))


def errors(article: Article, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """(kind, what is shown) of each error in an article."""
    text = article.text
    gold = [each for each in article.readings[0] if each.content]
    pairs = matched([each.content for each in gold], [row["spans"] for row in rows])
    for number, each in enumerate(gold):
        if number not in pairs:
            yield f"missed {kind(text, each.content)}", shown(text, each.cue, each.source, each.content)
            continue
        chosen, overlap = pairs[number]
        row = rows[chosen]
        if overlap < STRICT:
            yield "borders", f"{shown(text, (), (), each.content)}  ->  {shown(text, (), (), row['spans'])}"
        if each.source and not characters(each.source) & characters(row["source_spans"]):
            yield "source", f"{source_shown(text, each)}  ->  {row['source']!r}"
    hit = {chosen for chosen, _ in pairs.values()}
    for place, row in enumerate(rows):
        if place not in hit and not row["parent"]:
            about = shown(text, row["cue_spans"], row["source_spans"], row["spans"])
            yield f"false {kind(text, row['spans'])}", f"{row['confidence']:.2f} {row['act']}  {about}"


def matched(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> dict[int, tuple[int, float]]:
    """{index in gold: (index in found, overlap)} of contents that share at least ``LENIENT`` of their characters."""
    left, right = [characters(spans) for spans in gold], [characters(spans) for spans in found]
    pairs = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            shared = len(one & other)
            if shared and shared / len(one | other) >= LENIENT:
                pairs.append((-shared / len(one | other), i, j))
    chosen: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(pairs):
        if i not in chosen and j not in taken:
            chosen[i] = j, -overlap
            taken.add(j)
    return chosen


def kind(text: str, spans: Sequence[Span]) -> str:
    """Direct where a double quotation mark stands in or beside the content, as the official scorer has it."""
    return "direct" if any(set('"“”') & set(text[max(start - 1, 0) : end + 1]) for start, end in spans) else "indirect"


def shown(text: str, cue: Sequence[Span], source: Sequence[Span], content: Sequence[Span]) -> str:
    parts = [f"[{words(text, source)}]"] if source else []
    parts += [f"<{words(text, cue)}>"] if cue else []
    return " ".join([*parts, repr(words(text, content)[:SHOWN])])


def source_shown(text: str, each: GoldAttribution) -> str:
    return f"{shown(text, each.cue, (), each.content)}  {words(text, each.source)!r}"


def words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


if __name__ == "__main__":
    main()
