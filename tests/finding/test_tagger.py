"""The learned tagger: what it finds, that it reads only the segments; odd text and damaged weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.finding import tagger
from quotes.finding.context import Tagged
from quotes.finding.tagger import Tagger


@pytest.fixture(scope="session")
def model() -> Tagger:
    return tagger.load()


def words(text: str, tagged: Tagged) -> tuple[str, str, str]:
    """(source, cue, content) as the text has them."""
    parts = (" ".join(text[a:b] for a, b in spans) for spans in (tagged.source, tagged.cue, tagged.content))
    source, cue, content = parts
    return source, cue, content.strip('"“” ,.')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Angela Merkel said that the talks would go on.",
            ("Angela Merkel", "said", "that the talks would go on"),
        ),
        (
            "“We will rebuild the bridge,” said the mayor of Lyon.",
            ("the mayor of Lyon", "said", "We will rebuild the bridge"),
        ),
        (
            "According to the finance ministry, exports fell by a tenth in March.",
            ("the finance ministry", "According to", "exports fell by a tenth in March"),
        ),
    ],
)
def test_finds_source_cue_and_content(model: Tagger, text: str, expected: tuple[str, str, str]) -> None:
    (found,) = model.tag(text, [(0, len(text))])
    assert words(text, found) == expected
    assert 0.5 < found.confidence <= 1


def test_reads_only_the_segments(model: Tagger) -> None:
    text = "Jacinda Ardern said that schools would open.\nRead also: Scott Morrison said that borders would close."
    first = text.index("\n")
    assert [words(text, found)[0] for found in model.tag(text, [(0, first)])] == ["Jacinda Ardern"]
    assert len(model.tag(text, [(0, first), (first + 1, len(text))])) == 2


def test_long_text_is_read_in_windows(model: Tagger) -> None:
    cities = ["Lyon", "Porto", "Graz", "Turin", "Gdansk", "Malmo", "Bergen", "Ghent", "Cork", "Leeds", "Seville"]
    rain = "Rain fell on the river for most of the week, and the ferries stayed in port until the wind had turned. " * 3
    text = "\n".join(f"The mayor of {city} said that the bridge would be rebuilt.\n{rain}" for city in cities)
    found = [words(text, each) for each in model.tag(text, [(0, len(text))])]
    assert [source for source, _, _ in found] == [f"The mayor of {city}" for city in cities]
    assert all(content.startswith("that the bridge would be rebuilt") for _, _, content in found)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", '"', "”“", "a" * 5000, "😀" * 40, "''``''", "“\n“\n”", "He said \ud800."]
)
def test_odd_text_is_no_error(model: Tagger, text: str) -> None:
    for found in model.tag(text, [(0, len(text))] if text else []):
        assert all(0 <= a < b <= len(text) for a, b in found.content)


def test_same_input_same_output_alone_or_in_a_batch(model: Tagger) -> None:
    texts = ["Joko Widodo said that rice was cheap.", "Nothing happened.", "“Stay home,” Macky Sall told reporters."]
    documents = [(text, [(0, len(text))]) for text in texts]
    assert model.tag_many(documents) == [model.tag(*document) for document in documents]


@pytest.mark.parametrize(("damage", "reason"), [("cut", "damaged"), ("remove", "missing")])
def test_damaged_weights_are_refused(tmp_path: Path, damage: str, reason: str) -> None:
    folder = tmp_path / damage
    shutil.copytree(tagger.WEIGHTS, folder)
    if damage == "cut":
        (folder / "decoder.npz").write_bytes((folder / "decoder.npz").read_bytes()[:-1])
    else:
        (folder / "decoder.npz").unlink()
    with pytest.raises(ModelError, match=reason):
        tagger.load(folder)


def test_sections_of_a_long_document_are_read_apart(model: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["The mayor of Lyon said that the bridge would be rebuilt.", "“Never,” the mayor of Graz told reporters."]
    text = "\n".join(lines)
    segments = [(0, len(lines[0])), (len(lines[0]) + 1, len(text))]
    monkeypatch.setattr(tagger, "SECTION", 60)
    assert [words(text, each)[0] for each in model.tag(text, segments)] == ["The mayor of Lyon", "the mayor of Graz"]
