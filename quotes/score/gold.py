"""Gold and exports: rows of JSONL by document, the gold's checksum, the floors set for it."""

from __future__ import annotations

import collections
import hashlib
import json
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError

Row = dict[str, Any]


class ScoreError(QuotesError):
    """Gold, export or floors cannot be read or do not belong together."""


def read_rows(path: Path) -> dict[str, list[Row]]:
    """Rows by the file name of their document. Raises ScoreError on what is not JSONL of quotes."""
    rows: dict[str, list[Row]] = collections.defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in filter(str.strip, lines):
            row = json.loads(line)
            rows[Path(row["document"]).name].append(row | {"spans": [(start, end) for start, end in row["spans"]]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ScoreError(
            path, f"not readable as JSONL of quotes ({error})", "Give gold first, then an export."
        ) from error
    return rows


def gold_files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise ScoreError(path, "no gold here", "Give a folder with *.jsonl or one such file.")
    return files


def checksum(path: Path) -> str:
    """SHA-256 over the gold files in the order of their names."""
    digest = hashlib.sha256()
    for file in gold_files(path):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read_floors(path: Path, gold: Path) -> dict[str, dict[str, float]]:
    """The floors for this gold, by document. Raises ScoreError if the gold is not the one they were set for."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))[gold.resolve().name]
        floors: dict[str, dict[str, float]] = entry["floors"]
        known = entry["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ScoreError(path, f"no floors for {gold.name} here ({error})", "See fixtures/README.md.") from error
    if known != checksum(gold):
        raise ScoreError(path, "the gold has changed since the floors were set", f"Set sha256 to {checksum(gold)}.")
    return floors
