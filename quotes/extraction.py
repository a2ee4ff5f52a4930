"""From a document to its quotes: one pure function, without database or global state beyond the loaded models.
The same input gives the same output in every process and on every machine."""

from __future__ import annotations

import dataclasses
import re

from quotes import coreference, english, finding, layout
from quotes.attribution import attribute
from quotes.finding import tagger
from quotes.types import Document, Extraction

_SURROGATE = re.compile("[\ud800-\udfff]")


def extract(document: Document) -> Extraction:
    """All quotes of the document with their speakers, local to it. Odd text is never an error.

    Lone surrogates, which are no text, become U+FFFD, in the document of the extraction too. Raises ModelError where a
    model is missing or damaged.
    """
    if _SURROGATE.search(document.text):
        document = dataclasses.replace(document, text=_SURROGATE.sub("\ufffd", document.text))
    blocks = layout.blocks(document)
    attributions = finding.find(document, blocks, tagger.load())
    nlp = english.load()
    return attribute(document, blocks, attributions, nlp, coreference.load(nlp))
