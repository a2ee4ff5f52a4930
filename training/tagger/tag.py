"""What the tagger alone finds in a folder of texts, as JSON lines for a scorer: ``python -m training.tagger.tag``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quotes.finding import tagger


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.tagger.tag", description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of .txt files")
    parser.add_argument("out", type=Path, help="JSON lines: document, spans, cue_spans, source_spans, confidence")
    parser.add_argument("--weights", type=Path, help="folder of packed weights; the package's own by default")
    options = parser.parse_args()
    model = tagger.load(options.weights)
    with options.out.open("w", encoding="utf-8") as out:
        for path in sorted(options.texts.glob("*.txt")):
            with path.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            for found in model.tag(text, [(0, len(text))]):
                row = {
                    "document": path.name,
                    "spans": found.content,
                    "cue_spans": found.cue,
                    "source_spans": found.source,
                    "confidence": round(found.confidence, 4),
                }
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
