"""coreferee's rules and network, from the package's own weights, on a bounded text."""

from __future__ import annotations

import functools
import json
from importlib import resources
from pathlib import Path
from typing import Any

from coreferee.annotation import Annotator  # type: ignore[import-untyped]
from coreferee.tendencies import create_thinc_model  # type: ignore[import-untyped]

from quotes.coreference.features import Table, pairs
from quotes.coreference.network import Network, from_thinc
from quotes.coreference.rules import Rules, mention
from quotes.coreference.text import Text, Token
from quotes.errors import ModelError


class Engine(Annotator):  # type: ignore[misc]
    """coreferee's annotator, which joins the links that rules and network propose to chains that hold together."""

    def __init__(self, rules: Rules, table: Table, network: Network) -> None:
        # Not Annotator.__init__, which reads its own word lists and builds features for spaCy's tokens.
        self.rules_analyzer = rules
        self.tendencies_analyzer = self
        self.thinc_ensemble = network
        self.table = table

    def chains(self, text: Text) -> list[list[tuple[int, ...]]]:
        """The chains: of each mention, the indices of its head words in the text. Writes on the text."""
        self.rules_analyzer.initialize(text)
        self.annotate(text, used_in_training=True)  # that is: initialized already, and leave it as it is
        return [[tuple(each.token_indexes) for each in chain.mentions] for chain in text.coref_chains.chains]

    def score(self, text: Text, network: Network) -> None:
        """Order the candidates of each anaphor: certain ones first, the likelier first."""
        found = pairs(text, self.table)
        if found is None:
            return
        likely = iter(network.probabilities(found).tolist())
        for token in text:
            candidates = getattr(token.coref_chains, "temp_potential_referreds", None)
            if candidates:
                for candidate in candidates:
                    candidate.temp_score = next(likely)
                candidates.sort(key=lambda candidate: (candidate.temp_is_uncertain, -candidate.temp_score))

    def temp_annotate_any_coreferring_noun_link(
        self, token: Token, sentence_deque: Any, single: dict[int, set[Any]], coordinated: dict[int, set[Any]]
    ) -> None:
        """As coreferee's, looking at the words that can be linked only."""
        rules = self.rules_analyzer
        if not token.coref_chains.temp_potentially_referring or not rules.may_refer_back(token):
            return
        failed: set[int] = set()  # by identity: the chains that hold no noun for the token
        for sentence in sentence_deque:
            for other in reversed(sentence):
                if other.i >= token.i:
                    continue
                linked = single.get(other.i)
                if (
                    other.coref_chains.temp_potentially_referring
                    and rules.is_potential_coreferring_noun_pair(other, token)
                ) or (linked is not None and id(linked) not in failed and self._holds_noun_for(linked, token)):
                    self.record_mention(mention(other), token, single, coordinated)
                    return
                if linked is not None:
                    failed.add(id(linked))

    def _holds_noun_for(self, linked: set[Any], token: Token) -> bool:
        return any(
            self.rules_analyzer.is_potential_coreferring_noun_pair(token.doc[each.root_index], token)
            for each in linked
            if len(each.token_indexes) == 1
        )


@functools.cache
def load_engine(folder: Path | None = None) -> Engine:
    """The engine with the weights of a folder, or the package's own, loaded once.

    The folder holds a thinc ``model`` (msgpack, nothing is unpickled) and ``feature_table.json``. Raises ModelError
    if they are missing or damaged.
    """
    source = folder or resources.files("quotes") / "data" / "coreference"
    try:
        table = Table(json.loads((source / "feature_table.json").read_text(encoding="utf-8")))
        network = from_thinc(create_thinc_model().from_bytes((source / "model").read_bytes()))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(source, f"cannot be loaded ({error})", "Install the package again.") from error
    return Engine(Rules(), table, network)
