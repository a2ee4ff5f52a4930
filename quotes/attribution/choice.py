"""The choice between the persons that a pronoun or a description may mean, by learned weights: a softmax over the
candidates and "nobody", each scored by a weighted sum (a conditional logit, McFadden 1974)."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import operator
from collections.abc import Sequence
from importlib import resources

from quotes.attribution.candidates import Context
from quotes.attribution.evidence import FEATURES, NOBODY, candidates, nobody
from quotes.attribution.people import People, Person
from quotes.attribution.phrases import Phrase

LEAST = 0.3
"""A description names nobody who is less likely than this: of those with .25 to .35, none of 8 was right (in
cross-validation over the training articles); of pronouns, which nearly always mean somebody named, 5 of 10."""


@dataclasses.dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one kind of phrase, in the order of ``FEATURES`` and of ``NOBODY``."""

    candidate: tuple[float, ...]
    nobody: tuple[float, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one source with their features and chances, likeliest first, and the chance of nobody."""

    options: tuple[tuple[Person, tuple[float, ...]], ...]
    chances: tuple[float, ...]
    nobody_features: tuple[float, ...]
    nobody: float
    least: float = 0.0
    """The chance that somebody has to have to be named."""

    @property
    def best(self) -> Person | None:
        """The likeliest person; None where nobody is likelier, or where it is too unsure to give anybody's name."""
        return self.options[0][0] if self.options and self.chances[0] >= max(self.nobody, self.least) else None

    def told(self, count: int = 3) -> str:
        """The likeliest candidates with their chances, for people to read."""
        shown = [f"{person.name} {chance:.2f}" for (person, _), chance in zip(self.options, self.chances, strict=True)]
        return "; ".join([*shown[:count], f"nobody named {self.nobody:.2f}"])


@functools.cache
def weights() -> dict[str, Weights]:
    """The learned weights by kind of phrase, "pronoun" and "description": see training/resolver."""
    path = resources.files("quotes") / "data" / "resolver.json"
    table: dict[str, dict[str, dict[str, float]]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        kind: Weights(
            tuple(table[kind]["candidate"].get(name, 0.0) for name in FEATURES),
            tuple(table[kind]["nobody"].get(name, 0.0) for name in NOBODY),
        )
        for kind in ("pronoun", "description")
    }


def choose(people: People, phrase: Phrase, context: Context) -> Choice:
    """Who the phrase means here."""
    learned = weights()["pronoun" if phrase.kind == "pronoun" else "description"]
    options = candidates(people, phrase, context)
    none = nobody(people, phrase, context, options)
    scores = [_score(learned.candidate, features) for _, features in options]
    *chances, last = _softmax([*scores, _score(learned.nobody, none)])
    order = sorted(range(len(options)), key=lambda index: (-chances[index], options[index][0].index))
    return Choice(
        tuple((options[index][0], tuple(options[index][1])) for index in order),
        tuple(chances[index] for index in order),
        tuple(none),
        last,
        0.0 if phrase.kind == "pronoun" else LEAST,
    )


def _score(learned: Sequence[float], features: Sequence[float]) -> float:
    total: float = sum(map(operator.mul, learned, features))
    return total


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
