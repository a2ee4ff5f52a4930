"""coreferee's rules and network, from the package's own weights."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

from coreferee.annotation import Annotator  # type: ignore[import-untyped]
from coreferee.data_model import FeatureTable  # type: ignore[import-untyped]
from coreferee.lang.en.language_specific_rules import LanguageSpecificRulesAnalyzer  # type: ignore[import-untyped]
from coreferee.tendencies import TendenciesAnalyzer, create_thinc_model  # type: ignore[import-untyped]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.errors import ModelError
from quotes.given_names import coreferee_words


class Engine:
    def __init__(self, model: Any, table: FeatureTable) -> None:
        self.model = model
        self.table = table

    def chains(self, doc: Doc) -> list[list[tuple[int, ...]]]:
        """Chains of mentions of head indices. Writes on the Doc."""
        annotator = Annotator.__new__(Annotator)
        rules = rules_analyzer()
        annotator.rules_analyzer = rules
        annotator.thinc_ensemble = self.model
        annotator.tendencies_analyzer = TendenciesAnalyzer(rules, _Vectors(doc.vocab), self.table)
        annotator.annotate(doc)
        return [[tuple(mention.token_indexes) for mention in chain.mentions] for chain in doc._.coref_chains.chains]


class _Vectors:
    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab


def rules_analyzer() -> LanguageSpecificRulesAnalyzer:
    rules = LanguageSpecificRulesAnalyzer()
    for name in (
        "exclusively_person_words",
        "person_words",
        "exclusively_female_words",
        "exclusively_male_words",
        "animal_words",
        "blacklisted_phrases",
        "avalent_verbs",
    ):
        setattr(rules, name, coreferee_words(name))
    for name in ("male_names", "female_names"):
        setattr(rules, name, coreferee_words(name, "common"))
    rules.exclusively_male_names = rules.male_names - rules.female_names
    rules.exclusively_female_names = rules.female_names - rules.male_names
    return rules


@functools.cache
def load_engine() -> Engine:
    folder = resources.files("quotes") / "data" / "coreference"
    try:
        table = FeatureTable(**json.loads((folder / "feature_table.json").read_text(encoding="utf-8")))
        model = create_thinc_model().from_bytes((folder / "model").read_bytes())
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(folder, f"cannot be loaded ({error})", "Install the package again.") from error
    return Engine(model, table)
