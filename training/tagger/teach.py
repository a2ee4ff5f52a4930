"""From PolNeAR's training articles to a teacher of 12 layers: ``python -m training.tagger.teach --work FOLDER``. Its
weights are then given to ``python -m training.tagger --teacher``."""

from __future__ import annotations

import dataclasses

import torch

from . import polnear, prepare, teacher
from .__main__ import encoder_folder, parser
from .train import Recipe, train

RECIPE = Recipe(epochs=1.5, learning_rate=1.2e-4, warm_up=0.06, average=0.99, seed=3)
FROZEN = 4
"""The lowest layers stay as they are: they know words, not quotations, and learning them is a third of the time."""


def main() -> None:
    options = parser(__doc__ or "", RECIPE).parse_args()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = prepare.load_tokenizer(encoder_folder() / "tokenizer.json")
    training, held_out = polnear.split_held_out(polnear.load_articles(options.polnear), options.held_out)
    model = teacher.untrained()
    teacher.load_pretrained(model.encoder, teacher.encoder_file(options.work))
    model.encoder.requires_grad_(False)
    model.encoder.layers[FROZEN:].requires_grad_(True)
    model.encoder.shapes.requires_grad_(True)
    model.encoder.states.requires_grad_(True)
    recipe = Recipe(**{field.name: getattr(options, field.name) for field in dataclasses.fields(Recipe)})
    examples, kept = (
        [prepare.example(prepare.article_pieces(tokenizer, article), article) for article in articles]
        for articles in (training, held_out)
    )
    train(model, examples, recipe, options.work, kept)


if __name__ == "__main__":
    main()
