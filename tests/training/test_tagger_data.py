"""The tagger's training data: brat standoff read, gold extents put on word pieces as labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.tagger.labels import GoldSpan, bio, bioes, piece_roles
from training.tagger.polnear import Article, load_articles, split_held_out

ANNOTATION = """\
T1\tSource 0 2\tHe
T2\tCue 3 7\tsaid
T3\tContent 8 10;16 18\tno ... no
T4\tAttribution 3 7\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
"""


def corpus(folder: Path, text: str, annotation: str) -> Path:
    for name, path in ((text, "text/a_1.txt"), (annotation, "attributions/a_1_x.ann")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(name, encoding="utf-8", newline="")
    return folder


def test_discontinuous_content_and_carriage_returns_keep_their_offsets(tmp_path: Path) -> None:
    (article,) = load_articles(corpus(tmp_path, "He said no,\r\nand no again.", ANNOTATION))
    ((attribution,),) = article.readings
    assert attribution.content == ((8, 10), (16, 18))
    assert [article.text[a:b] for a, b in (*attribution.source, *attribution.cue)] == ["He", "said"]


def test_an_extent_outside_of_the_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside of the text's 9 characters"):
        load_articles(corpus(tmp_path, "He said n", ANNOTATION))


def test_held_out_articles_are_spread_over_all() -> None:
    articles = [Article(str(number), "", ((),)) for number in range(20)]
    training, held_out = split_held_out(articles, 4)
    assert [article.name for article in held_out] == ["2", "7", "12", "17"]
    assert len(training) == 16
    assert split_held_out(articles, 0) == (articles, [])


@pytest.mark.parametrize(
    ("spans", "plain", "framed"),
    [
        ([GoldSpan("content", 1, 4, 0)], [0, 5, 6, 6, 0], [0, 9, 10, 11, 0]),
        ([GoldSpan("source", 2, 3, 0)], [0, 0, 1, 0, 0], [0, 0, 4, 0, 0]),
        # A cue within a content keeps its pieces: two pieces of content, each with its own begin.
        ([GoldSpan("content", 0, 5, 0), GoldSpan("cue", 2, 3, 0)], [5, 6, 3, 5, 6], [9, 11, 8, 9, 11]),
        # Neighbours of one role are two spans.
        ([GoldSpan("content", 0, 2, 0), GoldSpan("content", 2, 5, 1)], [5, 6, 5, 6, 6], [9, 11, 9, 10, 11]),
        # Of two contents one inside the other the outer one is labelled.
        ([GoldSpan("content", 0, 5, 0), GoldSpan("content", 1, 3, 1)], [5, 6, 6, 6, 6], [9, 10, 10, 10, 11]),
    ],
)
def test_labels(spans: list[GoldSpan], plain: list[int], framed: list[int]) -> None:
    roles, owners = piece_roles(5, spans)
    assert np.array_equal(bio(roles, owners), plain)
    assert np.array_equal(bioes(roles, owners), framed)
