"""Learns the weights of quotes/data/resolver.json from the articles of PolNeAR whose speakers are known.

    python -m training.resolver.train [--polnear DIR] [--rounds N]

Each round runs the tool with the weights of the round before on the gold attributions and on those that it finds
itself, and fits one model for pronouns and one for descriptions: a softmax over the candidates and "nobody", with an
L2 penalty. The articles of labels.tsv are learned from as well. Prints accuracy, log loss and a reliability table of
held-out articles, and writes the weights.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes import coreference, english, finding, layout
from quotes.attribution import choice
from quotes.attribution.evidence import FEATURES, NOBODY
from quotes.finding import tagger
from quotes.types import Document
from training.resolver import corpus
from training.resolver.examples import Example, collect, collect_labelled

SHARED = Path(__file__).resolve().parents[3] / "shared"
WEIGHTS = Path(__file__).resolve().parents[2] / "quotes" / "data" / "resolver.json"
PENALTIES = {"pronoun": 3.0, "description": 3.0}
"""Chosen among 3, 6, 10, 20 and 30 by the log loss on held-out articles, the further ones among them."""
PRIOR_OF_NOBODY = {"nobody, unnamed of that gender alone in the sentence before": 7.0}
"""What "A spokeswoman called. She said" means, for pronouns: too rare to be learned."""
PRIOR = {
    "role agrees": 2.0,
    "role agrees, nobody else's does": 1.0,
    "like role": 0.5,
    "another role": -0.5,
    "another's role agrees, named before": -1.0,
    "role agrees, named after, another such before": -1.0,
    "no role agrees, nothing near the name does": -0.5,
    "role names the owner": 1.0,
    "kin, shares the owner's surname": 2.0,
    "kin, another surname": -0.5,
    "serves, role does not agree": -1.0,
}
"""What the features of a description mean before anything is learned."""
FOLDS = 6
Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, default=SHARED / "polnear" / "train")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    nlp = english.load()
    tools = nlp, coreference.load(nlp)
    prepared = []
    for article in corpus.load(options.polnear):
        document = Document(article.name, article.text)
        blocks = layout.blocks(document)
        prepared.append((article, blocks, [article.attributions, finding.find(document, blocks, tagger.load())]))
    labelled = [
        (one, layout.blocks(Document(one.name, one.text)), meant) for one, meant in corpus.labelled(options.polnear)
    ]
    for number in range(options.rounds):
        examples = [each for article, blocks, runs in prepared for each in collect(article, blocks, runs, *tools)]
        further = [each for one, blocks, meant in labelled for each in collect_labelled(one, blocks, meant, *tools)]
        print(f"round {number + 1}: {len(examples)} examples, {len(further)} further")
        write(learn(examples, further))
        choice.weights.cache_clear()


def learn(examples: Sequence[Example], further: Sequence[Example]) -> dict[str, dict[str, dict[str, float]]]:
    """The table of weights, and on stdout what held-out articles say of them: of ``examples`` a part is held out in
    turn; ``further`` ones are learned from only."""
    table = {}
    prior = np.array([0.0] * len(FEATURES) + [PRIOR_OF_NOBODY.get(name, 0.0) for name in NOBODY])
    for kind in ("pronoun", "description"):
        mine = [each for each in examples if (each.kind == "pronoun") == (kind == "pronoun")]
        more = [each for each in further if (each.kind == "pronoun") == (kind == "pronoun")]
        penalty = PENALTIES[kind]
        loss, chances, hits = held_out(mine, more, penalty, prior)
        print(
            f"{kind}: {len(mine)} examples and {len(more)} further, in use "
            f"{np.mean([each.hit for each in mine]):.3f} right; held out:"
        )
        print(f"  accuracy {hits.mean():.3f}, log loss {loss:.3f}, penalty {penalty}")
        reliability(chances, hits)
        weights = fit([*mine, *more], penalty, prior)
        table[kind] = {
            "candidate": {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=False)},
            "nobody": {name: round(float(w), 3) for name, w in zip(NOBODY, weights[len(FEATURES) :], strict=True)},
        }
        # Descriptions are few: they start from what is known of pronouns, and from what their own features mean.
        prior = np.where(np.arange(len(weights)) < len(FEATURES), weights, 0.0)
        for name, weight in PRIOR.items():
            prior[FEATURES.index(name)] = weight
    return table


def write(table: dict[str, dict[str, dict[str, float]]]) -> None:
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def matrix(examples: Sequence[Example]) -> tuple[Floats, Floats, Floats]:
    """(examples, options, features), and masks of what is an option and of what is right. Nobody is the first."""
    most = 1 + max(len(each.features) for each in examples)
    values = np.zeros((len(examples), most, len(FEATURES) + len(NOBODY)))
    there = np.zeros((len(examples), most))
    right = np.zeros((len(examples), most))
    for row, each in enumerate(examples):
        values[row, 0, len(FEATURES) :] = each.nobody
        there[row, : 1 + len(each.features)] = 1
        right[row, 0] = not any(each.right)
        if each.features:
            values[row, 1 : 1 + len(each.features), : len(FEATURES)] = each.features
            right[row, 1 : 1 + len(each.right)] = each.right
    return values, there, right


def chances_of(weights: Floats, values: Floats, there: Floats) -> Floats:
    scores = values @ weights
    scores = np.where(there > 0, scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def fit(examples: Sequence[Example], penalty: float, prior: Floats, *, steps: int = 300, rate: float = 0.05) -> Floats:
    """Weights that make the right options likeliest and stay near the prior: Adam on the whole set, deterministic."""
    values, there, right = matrix(examples)
    times = Counter(each.article for each in examples)
    # An article with many is not so much more evidence.
    worth = np.array([times[each.article] ** -0.5 for each in examples])
    worth *= len(examples) / worth.sum()
    real = there > 0
    row = np.nonzero(real)[0]
    starts = np.concatenate([[0], np.cumsum(real.sum(axis=1))[:-1]])
    values, right, worth = values[real], right[real], worth[row]
    weights = prior.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = values @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[row])
        chances = powers / np.add.reduceat(powers, starts)[row]
        good = chances * right
        wanted = good / np.add.reduceat(good, starts)[row]
        gradient = values.T @ (worth * (chances - wanted)) + penalty * (weights - prior)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        size = rate * (1 - step / (steps + 1))
        weights -= size * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def held_out(
    examples: Sequence[Example], further: Sequence[Example], penalty: float, prior: Floats
) -> tuple[float, Floats, Floats]:
    """Mean log loss, and for each example the chance of the answer and whether it is right, by weights learned from
    other articles."""
    articles = sorted({each.article for each in examples})
    fold = {name: number % FOLDS for number, name in enumerate(articles)}
    losses, chances, hits = [], [], []
    for number in range(FOLDS):
        rest = [each for each in examples if fold[each.article] != number]
        test = [each for each in examples if fold[each.article] == number]
        values, there, right = matrix(test)
        given = chances_of(fit([*rest, *further], penalty, prior), values, there)
        losses.append(-np.log(np.maximum(1e-9, (given * right).sum(axis=1))))
        best = given.argmax(axis=1)
        chances.append(given.max(axis=1))
        hits.append(right[np.arange(len(test)), best])
    return float(np.concatenate(losses).mean()), np.concatenate(chances), np.concatenate(hits)


def reliability(chances: Floats, hits: Floats) -> None:
    """Of the answers given with such a chance, how many are right."""
    edges = (0.0, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)
    for low, high in itertools.pairwise(edges):
        chosen = (chances >= low) & (chances < high)
        if chosen.any():
            mean, share = chances[chosen].mean(), hits[chosen].mean()
            print(f"  chance {low:.2f} to {min(1, high):.2f}: {chosen.sum():4d}, mean {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main()
