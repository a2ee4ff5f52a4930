"""A parse that somebody else made of the same text, in place of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.types import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NEEDED = ("TAG", "POS", "LEMMA", "DEP", "ENT_IOB")


def serves(doc: Doc) -> bool:
    """Does the Doc hold what attribution reads: tags, lemmas, dependencies and names, in English?"""
    return doc.lang_ == "en" and all(doc.has_annotation(name) for name in NEEDED)


class Borrowed:
    """Stretches of a Doc over the whole text; what its tokens do not cut out evenly is parsed by ``nlp``."""

    def __init__(self, doc: Doc, nlp: Language) -> None:
        self._doc = doc
        self._nlp = nlp

    def pipe(self, text: str, spans: Sequence[Span]) -> Iterator[Doc]:
        """A Doc for each extent of the text, of just these code points."""
        for start, end in spans:
            cut = self._doc.char_span(start, end)
            yield self._nlp(text[start:end]) if cut is None else cut.as_doc()
