"""Documents of many layouts, read from end to end: what is said in each, and by whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes import reading
from quotes.extraction import extract

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "layouts"
ROWS = [
    line.split("\t")
    for line in (FOLDER / "quotes.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_what_is_said_in_a_document_of_this_layout(name):
    (document,) = reading.read(str(FOLDER / name))
    quotes = [(quote, " ".join(quote.text.split())) for quote in extract(document).quotes]
    found = {(quote.speaker or "-", words) for quote, words in quotes}
    # Nobody is named for a question of the floor, whatever it is called there.
    found |= {("-", words) for quote, words in quotes if quote.speaker_type in ("unnamed", "unknown")}
    expected = [(who, words) for document, who, words in ROWS if document == name]
    assert expected
    assert [row for row in expected if row not in found] == []
    said = {words for _, words in expected}
    assert [words for quote, words in quotes if quote.form in ("turn", "excerpt") and words not in said] == []
