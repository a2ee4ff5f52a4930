"""Documents of several kinds, as a run over very many finds them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quotes import reading
from quotes.errors import ReadingError

# "dying" and "marked" are found in other processes, too.
sys.path.append(str(Path(__file__).parent))

NAMES = ("Maria Keller", "Tom Adeyemi", "Ines Calder", "Keller", "María Keller")


def text(number: int) -> str:
    one, other = NAMES[number % 5], NAMES[number // 5 % 5]
    return f"“Let us go, number {number},” said {one}. The council met again. “It rains, 😀?” wanted {other}."


@pytest.fixture
def folder(tmp_path):
    """A folder with texts, JSON lines, and a file that cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [{"id": f"r{number}", "text": text(number), "title": f"T{number}"} for number in range(60)]
    (folder / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for number in range(8):
        (folder / f"t{number}.txt").write_text(text(number), encoding="utf-8")
    (folder / "void.txt").write_text("")
    return folder


@pytest.fixture
def documents(folder):
    """The documents of the folder, in order."""
    found = []
    for source in reading.inputs([str(folder)]):
        try:
            found += reading.read(source)
        except ReadingError:
            assert source.endswith("void.txt")
    return found
