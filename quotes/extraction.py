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
from quotes.names.remembered import forget
from quotes.types import Document, Extraction, content_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = 512
"""So many answers of each kind about names are remembered from one document to the next, at most."""
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
    # Sentences are read over the line ends of a hard-wrapped text, of which its author knows nothing.
    read = dataclasses.replace(document, text=layout.unwrapped(document.text))
    attributions = finding.find(read, blocks, tagger.load())
    with english.reading() as nlp:
        parser = Borrowed(doc, nlp) if doc is not None and serves(doc) and doc.text == read.text else nlp
        found = attribute(read, blocks, attributions, parser, coreference.load(nlp))
    forget(beyond=NAMES)
    return found if read.text == document.text else _as_written(found, document)


def _as_written(found: Extraction, document: Document) -> Extraction:
    """The extraction with the words of its quotes as the document has them."""
    text = document.text
    quotes = tuple(
        dataclasses.replace(
            quote,
            text=content_text(text, quote.spans),
            cue=content_text(text, quote.cue_spans) or None,
            source=content_text(text, quote.source_spans) or None,
        )
        for quote in found.quotes
    )
    return dataclasses.replace(found, document=document, quotes=quotes)
