"""How many gold turns of press briefings get the right text and the right named speaker, what it costs in time.

    python benchmarks/attribution.py [--briefings DIR] [--texts DIR] [--errors N]

A turn counts as right if one quote has exactly its text, and its speaker is the gold one: the same name, or nobody
named where the gold names nobody. The time is that of each stage over the texts of ``--texts``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quotes import attribution, coreference, english, finding, layout, names, reading
from quotes.attribution import chains, choice, gathering, parsed
from quotes.attribution import resolver as resolver_module
from quotes.extraction import extract
from quotes.finding import tagger
from quotes.types import Quote

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefings", type=Path, default=SHARED / "briefings")
    parser.add_argument("--texts", type=Path, default=SHARED / "polnear" / "dev" / "text")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N faults")
    options = parser.parse_args()
    if options.briefings.is_dir():
        turns(options.briefings, options.errors)
    if options.texts.is_dir():
        times(options.texts)


def turns(folder: Path, errors: int) -> None:
    gold: dict[str, dict[tuple[tuple[int, int], ...], dict[str, str | None]]] = defaultdict(dict)
    for line in (folder / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        gold[turn["document"]][tuple((start, end) for start, end in turn["spans"])] = turn
    count: Counter[str] = Counter()
    shown = []
    for document in reading.read(str(folder / "briefings.jsonl")):
        found = {quote.spans: quote for quote in extract(document).quotes if quote.form == "turn"}
        for spans, turn in gold[document.id].items():
            count["turns"] += 1
            quote = found.get(spans)
            count["named"] += turn["speaker"] is not None
            if quote is None:
                continue
            count["text"] += 1
            if _fits(quote, turn["label"], turn["speaker"], document.text):
                count["right"] += 1
                count["named right"] += turn["speaker"] is not None
            else:
                shown.append(f"  {document.id}: {turn['label']!r} is {turn['speaker']!r}, got {quote.speaker!r}")
    print(f"gold turns                                {count['turns']:6d}")
    print(f"found, exact text                      {count['text'] / count['turns']:9.4f}")
    print(f"exact text and right speaker           {count['right'] / count['turns']:9.4f}")
    print(f"of those of named speakers             {count['named right'] / max(1, count['named']):9.4f}")
    for line, times_seen in Counter(shown).most_common(errors):
        print(line, times_seen)


def _fits(quote: Quote, label: str, speaker: str | None, text: str) -> bool:
    """Is the speaker the gold one? Where the gold has no full name, nobody named is right, and the name in the label;
    so is that where the text does not give the gold's given name together with the surname."""
    named = quote.speaker if quote.speaker_type == "person" else None
    surname = named is not None and named.split()[-1].casefold() in label.casefold()
    if speaker is None:
        return named is None or surname
    relation = names.compare(named, speaker).relation if named else "different"
    return relation == "same" or (relation == "compatible" and surname and speaker not in text)


def times(folder: Path) -> None:
    """Seconds in the parser, in coreference and in the resolver, over a folder of texts."""
    nlp = english.load()
    engine = coreference.load(nlp)
    spent: Counter[str] = Counter()
    engine.chains = _timed(engine.chains, spent, "coreference")  # type: ignore[method-assign]
    attribution.parse = _timed(parsed.parse, spent, "parser")  # type: ignore[attr-defined]
    attribution.gather = _timed(gathering.gather, spent, "names")  # type: ignore[attr-defined]
    resolver_module.choose = _timed(choice.choose, spent, "choices")  # type: ignore[attr-defined]
    chains.Chains.antecedents = _timed(chains.Chains.antecedents, spent, "chains")  # type: ignore[method-assign]
    tag = tagger.load()
    for path in reading.inputs([str(folder)]):
        for document in reading.read(path):
            blocks = layout.blocks(document)
            attributions = finding.find(document, blocks, tag)
            started = time.perf_counter()
            attribution.attribute(document, blocks, attributions, nlp, engine)
            spent["all"] += time.perf_counter() - started
    resolver = spent["all"] - spent["parser"] - spent["coreference"]
    print(f"parser {spent['parser']:.1f} s, coreference {spent['coreference']:.1f} s, resolver {resolver:.1f} s:")
    rest = resolver - spent["names"] - spent["choices"]
    print(f"names {spent['names']:.1f} s, choices {spent['choices']:.1f} s, phrases and the rest {rest:.1f} s")
    print(f"coreference and resolver to parser     {(resolver + spent['coreference']) / spent['parser']:9.4f}")


def _timed(function, spent, name):  # type: ignore[no-untyped-def]
    def run(*arguments, **options):  # type: ignore[no-untyped-def]
        started = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            spent[name] += time.perf_counter() - started

    return run


if __name__ == "__main__":
    main()
