"""The spaCy component."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.cli.evaluate import evaluate
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from quotes import english, evaluation
from quotes.pipeline import COLOURS, attributed, gold_doc

TEXT = "“The bridge will open in May,” said Mayor Ines Calder. She added that tolls would stay."
EXPECTED = [("Ines Calder", "The bridge will open in May,"), ("Ines Calder", "that tolls would stay")]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes")
    return nlp


@pytest.fixture(scope="module")
def parsing() -> Language:
    """An English pipeline with parser and names, as users have it."""
    nlp = spacy.load(english.PACKAGES[1])
    nlp.add_pipe("quotes")
    return nlp


def said(doc: Doc) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in doc._.quotes]


def test_quotes_are_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert said(doc) == EXPECTED
    assert [span.text for span in doc.spans["cues"]] == ["said", "added"]
    assert [span.text for span in doc.spans["sources"]] == ["Mayor Ines Calder", "She"]
    assert [(span.label_, span.kb_id_) for span in doc.spans["quotes"]] == [
        ("direct", "Ines Calder"),
        ("indirect", "Ines Calder"),
    ]


def test_one_id_ties_the_pieces_of_a_quote_to_its_cue_and_source(nlp: Language) -> None:
    doc = nlp("“The bridge,” said Mayor Ines Calder, “will open in May.”")
    (quote,) = doc._.quotes
    spans = [span for key in ("quotes", "cues", "sources") for span in doc.spans[key]]
    assert len(spans) == 4
    assert {span.id_ for span in spans} == {quote.id}


def test_the_pipelines_own_parse_is_read(parsing: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english.load(), "pipe", None)
    assert said(parsing(TEXT)) == EXPECTED


def test_a_doc_goes_through_a_docbin(nlp: Language) -> None:
    data = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert said(doc) == EXPECTED
    assert [span.kb_id_ for span in doc.spans["quotes"]] == ["Ines Calder"] * 2


def test_processes_share_the_work(nlp: Language) -> None:
    assert [said(doc) for doc in nlp.pipe([TEXT, "It rained.", TEXT], n_process=2, batch_size=1)] == [
        EXPECTED,
        [],
        EXPECTED,
    ]


def test_the_pipeline_is_saved_with_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"min_confidence": 1.0})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("quotes")["min_confidence"] == 1.0
    assert again(TEXT)._.quotes == ()


@pytest.mark.parametrize(
    "config", [{"min_confidence": 2.0}, {"min_confidence": "all"}, {"reuse": "no way"}, {"least": 1}]
)
def test_wrong_settings_are_refused(config: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"min_confidence|reuse|least"):
        spacy.blank("en").add_pipe("quotes", config=config)


def test_a_pipeline_for_another_language_is_warned_of() -> None:
    with pytest.warns(UserWarning, match="for 'de'"):
        spacy.blank("de").add_pipe("quotes")


@pytest.mark.parametrize("text", ["", " ", "No", "“”", "\x00", "你好。"])
def test_odd_text_has_no_quotes(nlp: Language, text: str) -> None:
    assert nlp(text)._.quotes == ()


def test_displacy_shows_the_quotes(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="span", options={"spans_key": "quotes"}, jupyter=False)
    assert "indirect" in html
    assert COLOURS["DIRECT"] in html
    assert COLOURS["INDIRECT"] in html


GOLD = evaluation.Attributed(
    "news",
    tuple(
        evaluation.Said(str(number), (start,), (source,), (), (evaluation.Who("Ines Calder"),))
        for number, (start, source) in enumerate([((1, 29), (36, 53)), ((55, 64), (55, 58))])
    ),
    TEXT,
)


def test_gold_goes_into_a_doc_and_back(nlp: Language) -> None:
    assert [(each.content, each.source) for each in attributed(gold_doc(nlp, GOLD)).said] == [
        (each.content, each.source) for each in GOLD.said
    ]


def test_the_scorer_reports_the_figures(nlp: Language) -> None:
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), gold_doc(nlp, GOLD))])
    assert scores["quotes_content_r"] == 0.5
    assert scores["quotes_speaker_acc"] == 1.0
    assert scores["spans_quotes_f"] == 0.5


def test_spacy_evaluate_takes_a_docbin(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    DocBin(docs=[gold_doc(nlp, GOLD)], store_user_data=True).to_disk(tmp_path / "gold.spacy")
    scores = evaluate(str(tmp_path / "pipeline"), tmp_path / "gold.spacy", spans_key="quotes")
    assert scores["quotes_attributed_f"] == 0.5
    assert scores["spans_quotes_p"] == 0.5
