"""coreferee's English rules, asked each question once.

The answers are those of ``coreferee.lang.en.language_specific_rules``; what is here only remembers them on the tokens
of a ``Text``, looks words up in sets instead of lists, and leaves out questions whose answer is known to be no.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coreferee.data_model import Mention  # type: ignore[import-untyped]
from coreferee.lang.en.language_specific_rules import (  # type: ignore[import-untyped]
    LanguageSpecificRulesAnalyzer as EnglishRules,
)

from quotes.coreference.text import Text, Token
from quotes.given_names import coreferee_words

WORD_LISTS = (
    "animal_words",
    "avalent_verbs",
    "blacklisted_phrases",
    "exclusively_female_words",
    "exclusively_male_words",
    "exclusively_person_words",
    "person_words",
)

MAX_EARLIER = 100
"""Nouns and pronouns before an anaphor that are considered: prose has some 30 in five sentences, in 99.5 of 100 cases
fewer than 60."""
MAX_LATER = 50
"""The same, after it in its sentence."""


class Rules(EnglishRules):  # type: ignore[misc]
    """Holds word lists only, so one object serves any number of texts and threads."""

    def __init__(self) -> None:
        super().__init__()
        for name in WORD_LISTS:
            setattr(self, name, coreferee_words(name))
        self.male_names = coreferee_words("male_names", "common")
        self.female_names = coreferee_words("female_names", "common")
        self.exclusively_male_names = self.male_names - self.female_names
        self.exclusively_female_names = self.female_names - self.male_names

    def initialize(self, doc: Text) -> None:
        """As coreferee's, on a Text: siblings, quotation marks, and the candidates of each anaphor."""
        doc.coref_chains.temp_sent_starts = [sentence.start for sentence in doc.sents]
        for token in doc:
            siblings = self.get_dependent_siblings(token)
            token.coref_chains.temp_dependent_siblings = siblings
            for sibling in siblings:
                if sibling is not token and token.coref_chains.temp_governing_sibling is None:
                    sibling.coref_chains.temp_governing_sibling = token
        self._mark_quotations(doc)
        mentions: list[list[Token]] = []
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                token.coref_chains.temp_sent_index = number
                token.coref_chains.temp_potentially_referring = self.is_independent_noun(token)
            mentions.append([t for t in sentence if self.is_independent_noun(t) or self.is_potential_anaphor(t)])
            for token in mentions[-1]:
                if self.is_potential_anaphor(token):
                    first = max(0, number - self.maximum_anaphora_sentence_referential_distance)
                    candidates = list(self._candidates(token, [t for part in mentions[first:] for t in part]))
                    if candidates:
                        token.coref_chains.temp_potential_referreds = candidates

    def get_dependent_siblings(self, token: Token) -> list[Token]:
        joins = (*self.dependent_sibling_deps, "cc")
        if token.lemma_ not in self.or_lemmas and not any(
            child.dep_ in joins or (child.dep_ in self.conjunction_deps and child.children) for child in token.children
        ):
            return []
        siblings: list[Token] = super().get_dependent_siblings(token)
        return siblings

    def _mark_quotations(self, doc: Text) -> None:
        inside = [0] * len(self.quote_tuples)
        for token in doc:
            for index, (opening, closing) in enumerate(self.quote_tuples):
                if token.text == (closing if inside[index] else opening):
                    inside[index] = 1 - inside[index]
            token.coref_chains.temp_quote_array = tuple(inside)

    def _candidates(self, token: Token, others: list[Token]) -> Iterator[Any]:
        """The mentions that the anaphor may stand for: earlier ones, then those later in its sentence."""
        here = others.index(token)
        for other in (*others[max(0, here - MAX_EARLIER) : here], *others[here + 1 : here + 1 + MAX_LATER]):
            earlier = other.i < token.i
            single = mention(other)
            if self.language_independent_is_potential_anaphoric_pair(single, token) > 0 and (
                earlier or self.is_potential_cataphoric_pair(single, token)
            ):
                yield single
            if siblings := other.coref_chains.temp_dependent_siblings:
                several = mention(other, *siblings)
                if self.language_independent_is_potential_anaphoric_pair(several, token) > 0 and (
                    earlier or self.is_potential_cataphoric_pair(single, token)
                ):
                    yield several

    def language_independent_is_potential_anaphoric_pair(self, referred: Any, referring: Token) -> int:
        root = referring.doc[referred.root_index]
        if referring in root.coref_chains.temp_dependent_siblings:
            return 0
        result: int = self.is_potential_anaphoric_pair(referred, referring, True)
        if result == 2 and (
            root.coref_chains.temp_quote_array != referring.coref_chains.temp_quote_array
            or self._named_nearer(referred, root, referring)
        ):
            result = 1
        referred.temp_is_uncertain = result == 1
        return result

    def is_potential_anaphoric_pair(self, referred: Any, referring: Token, directly: bool) -> int:
        # Whether the two may stand in one chain depends on the anaphor's form only, not on where it is.
        answers = referring.doc[referred.root_index].facts
        question = (len(referred.token_indexes) > 1, referring.morph.features)
        answer: int | None = answers.get(question)
        if answer is None:
            answer = answers[question] = super().is_potential_anaphoric_pair(referred, referring, False)
        if directly and answer:
            answer = super().is_potential_anaphoric_pair(referred, referring, True)
        return answer

    def _named_nearer(self, referred: Any, root: Token, referring: Token) -> bool:
        """Whether a noun that stands for the same thing is closer to the anaphor in its sentence's structure."""
        if self.is_potential_anaphor(root):
            return False
        region: Token | None = None  # the largest part of the sentence around the anaphor without ``root``
        for part in (referring, *referring.ancestors):
            if root in part.subtree:
                break
            region = part
        if region is None:
            return False
        return any(
            self.is_potential_coreferring_noun_pair(referring.doc[index], other)
            for index in referred.token_indexes
            for other in region.subtree
            if self.may_refer_back(other)
        )

    def may_refer_back(self, token: Token) -> bool:
        """Whether any noun before it can stand for the same thing: it is a name or a definite description."""
        known = token.facts.get("refers_back")
        if known is None:
            known = token.facts["refers_back"] = token.pos_ in self.noun_pos and bool(
                self.get_propn_subtree(token)
                or self.is_potentially_referring_back_noun(token)
                or (token.lemma_.lower() in self.reverse_entity_noun_dictionary and self.is_potentially_definite(token))
            )
        return bool(known)

    def is_potential_coreferring_noun_pair(self, referred: Token, referring: Token) -> bool:
        if not self.may_refer_back(referring) or referred.pos_ not in self.noun_pos:
            return False
        if not (self._same_name(referred, referring) or referred.lemma_ == referring.lemma_):
            # e.g. "BMW", "the company"
            label = self.reverse_entity_noun_dictionary.get(referring.lemma_.lower())
            if label is None or label != referred.ent_type_:
                return False
        return bool(super().is_potential_coreferring_noun_pair(referred, referring))

    def _same_name(self, referred: Token, referring: Token) -> bool:
        for key in ("name", "folded_name"):
            end = self._name(referring)[key]
            if end and self._name(referred)[key].endswith(end):
                return True
        return False

    def _name(self, token: Token) -> dict[str, Any]:
        if "name" not in token.facts:
            words = self.get_propn_subtree(token)
            token.facts["name"] = " ".join(word.text for word in words)
            token.facts["folded_name"] = " ".join(word.lemma_.lower() for word in words)
        return token.facts

    def get_propn_subtree(self, token: Token) -> list[Token]:
        if "name_words" not in token.facts:
            token.facts["name_words"] = super().get_propn_subtree(token)
        words: list[Token] = token.facts["name_words"]
        return words

    def is_independent_noun(self, token: Token) -> bool:
        return self._once("noun", super().is_independent_noun, token)

    def is_potential_anaphor(self, token: Token) -> bool:
        return self._once("anaphor", super().is_potential_anaphor, token)

    def is_potentially_introducing_noun(self, token: Token) -> bool:
        return self._once("introducing", super().is_potentially_introducing_noun, token)

    def is_potentially_referring_back_noun(self, token: Token) -> bool:
        return self._once("back", super().is_potentially_referring_back_noun, token)

    def is_potentially_definite(self, token: Token) -> bool:
        return self._once("definite", super().is_potentially_definite, token)

    @staticmethod
    def _once(question: str, ask: Any, token: Token) -> bool:
        answer = token.facts.get(question)
        if answer is None:
            answer = token.facts[question] = bool(ask(token))
        return bool(answer)

    @staticmethod
    def has_morph(token: Token, key: str, value: str | None = None) -> bool:
        return bool(token.morph[key]) if value is None else value in token.morph[key]


def mention(*tokens: Token) -> Any:
    """coreferee's Mention of these head words, without the text that it prepares for printing."""
    made = Mention()
    made.root_index = tokens[0].i
    made.token_indexes = [token.i for token in tokens]
    return made
