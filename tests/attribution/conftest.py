"""The models, loaded once, and a way to write attributions into a text."""

from __future__ import annotations

import re

import pytest

from quotes import coreference, english, layout
from quotes.attribution import attribute
from quotes.types import Attribution, Document

_MARK = re.compile(r"«(?P<source>[^»]*)»|⟦(?P<content>[^⟧]*)⟧")


def marked(text: str) -> tuple[str, list[Attribution]]:
    """The text without marks and its attributions: «source» and ⟦content⟧, the first source with the first content,
    and so on; «» stands for no source. Contents that follow a quotation mark are direct."""
    plain, position = "", 0
    sources, contents = [], []
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        words = match["source"] if match["source"] is not None else match["content"]
        span = (len(plain), len(plain) + len(words))
        (sources if match["source"] is not None else contents).append(span)
        plain += words
        position = match.end()
    plain += text[position:]
    found = [
        Attribution((content,), (), (source,) if source[0] < source[1] else (), _kind(plain, content[0]))
        for source, content in zip(sources, contents, strict=True)
    ]
    return plain, sorted(found, key=lambda each: each.content)


def _kind(text: str, start: int) -> str:
    return "direct" if text[:start].endswith(("“", '"')) else "indirect"


@pytest.fixture(scope="session")
def models():
    nlp = english.load()
    return nlp, coreference.load(nlp)


@pytest.fixture(scope="session")
def resolve(models):
    """From a marked text to its quotes."""

    def run(text: str, form: str = "sentence"):
        plain, attributions = marked(text)
        document = Document("example", plain)
        return attribute(document, layout.blocks(document), attributions, *models).quotes

    return run
