"""From a document to its quotes: one pure function, without database or global state beyond the loaded models.
The same input gives the same output in every process and on every machine."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from quotes import coreference, english, finding, layout
from quotes.attribution import attribute
from quotes.attribution.borrowed import Borrowed, serves
from quotes.finding import tagger
from quotes.types import Document, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SURROGATE = re.compile("[\ud800-\udfff]")


def extract(document: Document, *, doc: Doc | None = None) -> Extraction:
    """All quotes of the document with their speakers, local to it. Odd text is never an error.

    ``doc`` is a parse of the same text by another English pipeline, used in place of one's own where it has all that is
    needed: tags, lemmas, dependencies and names.
    Lone surrogates, which are no text, become U+FFFD, in the document of the extraction too. Raises ModelError where a
    model is missing or damaged.
    """
    if _SURROGATE.search(document.text):
        document = dataclasses.replace(document, text=_SURROGATE.sub("\ufffd", document.text))
    blocks = layout.blocks(document)
    attributions = finding.find(document, blocks, tagger.load())
    nlp = english.load()
    parser = Borrowed(doc, nlp) if doc is not None and serves(doc) and doc.text == document.text else nlp
    return attribute(document, blocks, attributions, parser, coreference.load(nlp))
