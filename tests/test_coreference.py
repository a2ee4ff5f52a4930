"""Coreference: who is meant, on which part of a text, at what cost, and that nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from quotes import english
from quotes.coreference import Chain, antecedents, load
from quotes.coreference import stretches as bounds
from quotes.coreference.engine import load_engine
from quotes.coreference.text import Text, surnames
from quotes.errors import ModelError

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def nlp():
    return english.load()


@pytest.fixture(scope="module")
def coreference(nlp):
    return load(nlp)


def index(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Jacinda Ardern met Scott Morrison. She thanked reporters.", "She", ["Ardern"]),
        ("Jacinda Ardern met Scott Morrison. She said he was late.", "he", ["Morrison"]),
        ("The minister arrived late. She blamed the trains.", "She", ["minister"]),
        ("Joe Smith and Ann Lee spoke. They said it rained.", "They", ["Smith", "Lee"]),
        ("Ann Lee spoke. Lee was happy.", "Ann", []),
        ("It is raining.", "It", []),
        ("He said so.", "He", []),
    ],
)
def test_a_pronoun_stands_for_the_most_specific_mention_of_its_chain(nlp, coreference, text, word, meant):
    doc = nlp(text)
    found = coreference.antecedent(doc, index(doc, word), chains=coreference.chains(doc))
    assert [doc[i].text for i in found] == meant


def test_a_chain_gives_its_mentions_by_head_words(nlp, coreference):
    text = "Nobody spoke. Joe Smith and Ann Lee came. They sang."
    (chain,) = (chain for chain in coreference.chains(nlp(text)) if any(len(mention) > 1 for mention in chain.heads))
    assert chain.heads == ((4, 7), (10,))
    assert [[text[start:end] for start, end in mention] for mention in chain.mentions] == [["Smith", "Lee"], ["They"]]
    assert chain.specific == 0


def test_the_antecedent_of_one_token_is_found_without_the_chains_of_the_rest(nlp, coreference):
    doc = nlp("Ann Lee spoke. " + "It rained. " * 300 + "Joe Smith met Mary Jones. He sang.")
    assert [doc[i].text for i in coreference.antecedent(doc, index(doc, "He"))] == ["Smith"]


def test_pronouns_lead_to_several_people_through_other_pronouns():
    def chain(*heads: tuple[int, ...], specific: int = 0) -> Chain:
        return Chain(heads=heads, mentions=(), specific=specific)

    smith, both = chain((1,), (4,)), chain((4, 6), (9,))  # "Smith ... him and Jones ... they"
    assert antecedents([smith, both], 9) == [1, 6]
    assert antecedents([smith, both], 4) == [1]
    circle = [chain((1, 2), (3,)), chain((3, 4), (1,))]
    assert antecedents(circle, 3) == [2, 4]


def test_only_the_given_paragraphs_are_read(nlp, coreference):
    paragraphs = ["Ann Lee spoke. She was happy.", "Joe Smith spoke. He was sad.", "He was late."]
    doc = nlp("\n\n".join(paragraphs))
    second = index(doc, "Joe"), index(doc, "sad") + 2
    third = second[1], len(doc)
    chains = coreference.chains(doc, [second])
    assert [[doc[i].text for mention in chain.heads for i in mention] for chain in chains] == [["Smith", "He"]]
    assert coreference.chains(doc, [third]) == []
    late = index(doc, "late") - 2
    assert [doc[i].text for i in antecedents(coreference.chains(doc, [third, second]), late)] == ["Smith"]


def test_a_surname_is_a_person_where_the_full_name_is(nlp, coreference):
    doc = nlp("Mary Whitfield spoke in Leeds.")
    assert surnames(doc) == {"Whitfield"}
    later = Doc(nlp.vocab, words=["Whitfield"], pos=["PROPN"], deps=["ROOT"], heads=[0], ents=["B-ORG"])
    assert Text(later, [(0, 1)])[0].ent_type_ == "ORG"
    assert Text(later, [(0, 1)], persons=surnames(doc))[0].ent_type_ == "PERSON"


def test_the_document_stays_as_it_was(nlp, coreference):
    doc = nlp("Jacinda Ardern met Scott Morrison. She said he was late.")
    before = doc.to_bytes()
    chains = coreference.chains(doc)
    assert chains
    assert doc.to_bytes() == before
    (restored,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert not restored.user_data
    # A DocBin keeps no tensor: the network has less to go by, the rules still hold.
    assert [doc[i].text for i in antecedents(coreference.chains(restored), index(doc, "She"))] == ["Ardern"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "😀 😀", "张三说:“我们不同意。”", "قال", "he", "\ufeff \x00 \u202e"]
)
def test_odd_text_has_no_chains_and_raises_nothing(nlp, coreference, text):
    assert coreference.chains(nlp(text)) == []


def test_a_text_without_a_parse_has_no_chains(coreference):
    assert coreference.chains(spacy.blank("en")("Ann Lee spoke. She was happy.")) == []


PATHOLOGICAL = {
    "one name": "Mary Jones " * 1500,
    "one name, sentences": "Mary Jones spoke. " * 700,
    "no stop": "he told her that they saw him and she " * 90,
    "pronouns": "he she they " * 300,
    "coordination": "Mary Jones and " * 500,
    "lines": "she\n" * 1000,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_windows_and_sentences_are_bounded_and_cover_the_text_once(nlp, coreference, text):
    doc = nlp(text)
    own = []
    for pieces, fresh in bounds.windows(doc):
        assert max(end - start for start, end in pieces) <= bounds.MAX_SENTENCE
        assert pieces[-1][1] - pieces[0][0] <= bounds.MAX_WINDOW + bounds.MAX_SENTENCE
        own += range(fresh, pieces[-1][1])
    assert own == list(range(len(doc)))
    heads = [mention for chain in coreference.chains(doc) for mention in chain.heads]
    assert len(heads) == len(set(heads))


def test_a_chain_goes_on_from_window_to_window(nlp, coreference, monkeypatch):
    monkeypatch.setattr(bounds, "MAX_WINDOW", 40)
    doc = nlp("Ann Lee spoke. " + "She was happy. " * 40)
    assert len(list(bounds.windows(doc))) > 3
    (chain,) = coreference.chains(doc)
    assert [doc[i].text for (i,) in chain.heads] == ["Lee"] + ["She"] * 40


@pytest.mark.filterwarnings("ignore:.*W007")
@pytest.mark.skipif(not SEEDS, reason="no seeds in this checkout")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_chains_are_those_of_coreferees_own_code(nlp, path):
    """The stand-in tokens, the remembered answers and the factored network are there for speed alone."""
    import json

    from coreferee.annotation import Annotator
    from coreferee.data_model import FeatureTable
    from coreferee.tendencies import create_thinc_model

    weights = Path(sys.modules["quotes"].__file__).parent / "data" / "coreference"
    table = FeatureTable(**json.loads((weights / "feature_table.json").read_text(encoding="utf-8")))
    annotator = Annotator(nlp, nlp, table, create_thinc_model().from_disk(weights / "model"))
    doc = nlp(path.read_text(encoding="utf-8")[:6000])
    whole = [(sentence.start, sentence.end) for sentence in doc.sents]
    ours = load_engine().chains(Text(doc, whole))
    annotator.annotate(doc)
    theirs = [[tuple(mention.token_indexes) for mention in chain.mentions] for chain in doc._.coref_chains.chains]
    assert ours
    assert ours == theirs


def test_another_language_is_refused():
    with pytest.raises(ModelError, match="no coreference for this language"):
        load(spacy.blank("de"))


@pytest.mark.parametrize("damage", ["missing", "table", "model"])
def test_damaged_weights_are_named(tmp_path, damage):
    weights = Path(sys.modules["quotes"].__file__).parent / "data" / "coreference"
    for name in ("feature_table.json", "model") if damage != "missing" else ():
        content = (weights / name).read_bytes()
        (tmp_path / name).write_bytes(content[:1000] if name.startswith(("feature_" + damage, damage)) else content)
    with pytest.raises(ModelError, match=str(tmp_path)):
        load_engine(tmp_path)


def test_loading_warns_of_nothing_and_asks_no_network():
    script = """
import socket

def refuse(*arguments, **options):
    raise AssertionError("network access")

socket.socket.connect = socket.getaddrinfo = refuse
from quotes import english
from quotes.coreference import load
nlp = english.load()
doc = nlp("Ann Lee spoke. She was happy.")
print(len(load(nlp).chains(doc)))
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, cwd=Path(__file__).parent.parent
    )
    assert (done.stdout, done.stderr, done.returncode) == ("1\n", "", 0)
