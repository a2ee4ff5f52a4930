"""Speed and memory of ``extract`` beside the plain spaCy pipeline, on the same texts, in one run on one core.

usage: python benchmarks/extract.py [FOLDER_OR_FILE ...] [--limit N] [--rounds N]

Prints words a second (CPU time of this process) for the spaCy pipeline alone, for finding alone (layout, tagger, marks,
merging), for attribution alone (with its parse), and for the whole; each also as a share of the spaCy pipeline's. The
best of the rounds counts: the machine may be busy. Words are what white space parts.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from quotes import coreference, english, finding, layout, reading  # noqa: E402
from quotes.attribution import attribute  # noqa: E402
from quotes.extraction import extract  # noqa: E402
from quotes.finding import tagger  # noqa: E402

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "polnear" / "dev" / "text"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(DEFAULT)])
    parser.add_argument("--limit", type=int, default=20, help="documents at most")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    documents = [document for path in reading.inputs(options.paths) for document in reading.read(path)][: options.limit]
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words:,} words")
    nlp, model = english.load(), tagger.load()
    chains = coreference.load(nlp)
    blocks = [layout.blocks(document) for document in documents]
    found = [finding.find(document, each, model) for document, each in zip(documents, blocks, strict=True)]

    stages: dict[str, Callable[[], object]] = {
        "spaCy": lambda: [nlp(document.text) for document in documents],
        "finding": lambda: [finding.find(d, layout.blocks(d), model) for d in documents],
        "attribution": lambda: [
            attribute(d, b, f, nlp, chains) for d, b, f in zip(documents, blocks, found, strict=True)
        ],
        "extract": lambda: [extract(document) for document in documents],
    }
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(options.rounds):
        for name, stage in stages.items():
            began = time.process_time()
            stage()
            best[name] = min(best[name], time.process_time() - began)
    for name, seconds in best.items():
        print(f"{name:12s} {words / seconds:8,.0f} words/s   {best['spaCy'] / seconds:5.2f} of spaCy")
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8,.0f} MiB")


if __name__ == "__main__":
    main()
