"""An article gives the same quotes as a page, a PDF or a Word file as it gives as plain text."""

from __future__ import annotations

from collections import Counter

import pytest
from articles import ARTICLES
from setting import as_docx, as_html, as_markdown, as_pdf

from quotes import reading
from quotes.extraction import extract

SETTERS = {
    ".html": (as_html, "trafilatura"),
    ".docx": (as_docx, "docx"),
    ".pdf": (as_pdf, "pypdf"),
    ".md": (as_markdown, "markdown_it"),
}


def quotes_of(path):
    """What was said by whom, as what; white space does not count."""
    (document,) = reading.read(str(path))
    return Counter((" ".join(quote.text.split()), quote.speaker, quote.kind) for quote in extract(document).quotes)


@pytest.fixture(scope="module")
def from_text(tmp_path_factory):
    """The quotes of each article's plain text."""
    folder = tmp_path_factory.mktemp("text")
    found = {}
    for name, article in ARTICLES.items():
        path = folder / f"{name}.txt"
        path.write_text(article.plain, encoding="utf-8")
        found[name] = quotes_of(path)
    return found


@pytest.mark.parametrize("suffix", SETTERS)
@pytest.mark.parametrize("name", ARTICLES)
def test_a_format_changes_no_quote(name, suffix, from_text, tmp_path):
    setter, library = SETTERS[suffix]
    pytest.importorskip(library)
    if suffix == ".pdf":
        pytest.importorskip("reportlab")
    path = tmp_path / f"article{suffix}"
    path.write_bytes(setter(ARTICLES[name]))
    assert len(from_text[name]) >= 3
    assert quotes_of(path) == from_text[name]
