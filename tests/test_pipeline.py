"""The spaCy component."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes.pipeline  # noqa: F401  (registers the factory where the package runs from the source tree)

TEXT = "“The bridge will open in May,” said Mayor Ines Calder. She added that tolls would stay."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes")
    return nlp


def said(doc: Doc) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in doc._.quotes]


EXPECTED = [("Ines Calder", "The bridge will open in May,"), ("Ines Calder", "that tolls would stay")]


def test_quotes_are_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert said(doc) == EXPECTED
    assert [span.text for span in doc.spans["cues"]] == ["said", "added"]
    assert [span.text for span in doc.spans["sources"]] == ["Mayor Ines Calder", "She"]
    assert [(span.label_, span.kb_id_) for span in doc.spans["quotes"]] == [
        ("direct", "Ines Calder"),
        ("indirect", "Ines Calder"),
    ]


def test_a_doc_goes_through_a_docbin(nlp: Language) -> None:
    data = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert said(doc) == EXPECTED


def test_unsure_quotes_can_be_left_out() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"min_confidence": 1.0})
    assert nlp(TEXT)._.quotes == ()


@pytest.mark.parametrize("text", ["", " ", "No", "“”", "\x00", "你好。"])
def test_odd_text_has_no_quotes(nlp: Language, text: str) -> None:
    assert nlp(text)._.quotes == ()
