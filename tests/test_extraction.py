"""What holds of every extraction, whatever the text."""

from __future__ import annotations

import itertools
import platform
import random
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotes
from quotes import english, reading
from quotes.extraction import extract
from quotes.types import Document, Extraction, content_text, quote_id

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))

ODD = [
    "",
    " \n\t\n ",
    "“",
    "”” ““ '' ‘’ «» \" ",
    "“A” said.",
    "said said said said",
    "He said she said they said it said.",
    "你好，“世界”。\n他说：“好。”",
    "\x00\ufffd\u202e“x”\u200b said \ud83d\ude00 Bob",
    "🙂 “🙂🙂🙂,” said 🙂.",
    "Q.\nA.\nQ.\nA.\n",
    "A: b\nA: b\nA: b\nA: b\nA: b\n",
    "\r\n\r\n“One,”\r\nsaid Ada Lovelace.\r\n",
    "“" * 300 + "x" + "”" * 300,
    "Ada Lovelace said that " * 200,
    ",;:.!?" * 200,
]


def check(extraction: Extraction) -> None:
    text = extraction.document.text
    ids = [quote.id for quote in extraction.quotes]
    assert len(set(ids)) == len(ids)
    keys = {speaker.key for speaker in extraction.speakers}
    for quote in extraction.quotes:
        assert quote.text == content_text(text, quote.spans)
        assert quote.text.strip()
        assert quote.id == quote_id(extraction.document.id, quote.spans)
        assert list(quote.spans) == sorted(quote.spans)
        for start, end in (*quote.spans, *quote.cue_spans, *quote.source_spans):
            assert 0 <= start < end <= len(text)
        assert 0 <= quote.confidence <= 1
        assert quote.parent is None or quote.parent in ids
        assert quote.speaker_id is None or quote.speaker_id in keys
        assert (quote.speaker is None) == (quote.speaker_id is None)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_invariants_hold_on_real_text(path: Path) -> None:
    for document in reading.read(str(path)):
        first = extract(document)
        check(first)
        assert first.quotes
        assert extract(document) == first


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_is_never_an_error(text: str) -> None:
    check(extract(Document("odd", text)))


def test_shuffled_words_and_marks_are_never_an_error() -> None:
    words = [*SEEDS[0].read_text(encoding="utf-8").split(), "“", "”", '"', "\n\n", "Q:", "‘", "’", "\n"]
    for seed in range(5):
        random.Random(seed).shuffle(words)
        check(extract(Document("shuffled", " ".join(words[:400]))))


SENTENCES = st.sampled_from(
    [
        "“The bridge opens in May,” Ines Calder said.",
        "Calder added that tolls would stay.",
        "She denied it.",
        "According to the report, nobody was hurt.",
        "“Never,",
        "” he said, “again.”",
        "MS. CALDER: Thank you.",
        "Q: And the tolls?",
        "A: They stay.",
        "«Non», a dit le maire.",
        "It rained.",
        "\n",
        "\n\n",
    ]
)
PROSE = st.lists(st.one_of(SENTENCES, st.text(max_size=12)), max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROSE)
def test_invariants_hold_on_any_text(text: str) -> None:
    found = extract(Document("any", text))
    check(found)
    assert extract(Document("any", text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "the mayor went on and on about it " * 2500,
        "Ada Lovelace spoke. " * 3000,
        "“We will,” she said. " * 1500,
    ],
    ids=["no sentence ends", "one name", "one quotation"],
)
def test_long_monotonous_text_takes_no_longer_than_other_text(text: str) -> None:
    began = time.process_time()
    check(extract(Document("long", text)))
    assert time.process_time() - began < 60


def test_words_are_forgotten_once_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline keeps the first words that it comes upon, and finds the same when it does so no longer."""
    words = english.load().vocab.strings

    def document(of: str) -> Document:
        return Document(of, "“Go,” said Ada Lovelace. " + " ".join(f"{of}{number}" for number in range(60)))

    found, known = extract(document("kept")), len(words)
    assert "kept59" in words
    monkeypatch.setattr(english, "LEARNT", 0)
    extract(document("forgotten"))
    assert len(words) == known
    assert "forgotten59" not in words
    assert extract(document("kept")) == found


def test_free_memory_is_given_back_from_time_to_time(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    given_back_after: list[str] = []
    monkeypatch.setattr(english, "READ", 2)
    monkeypatch.setattr(english, "_documents", itertools.count(1))
    monkeypatch.setattr(english, "_give_back", lambda: given_back_after.append(read[-1]))
    for name in "abcde":
        read.append(name)
        extract(Document(name, "“Go,” said Ada Lovelace."))
    assert given_back_after == ["b", "d"]


@pytest.mark.skipif(not sys.platform.startswith("linux") or platform.libc_ver()[0] != "glibc", reason="needs glibc")
def test_given_back_memory_is_the_system_s() -> None:
    import resource

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    # Pieces too small for a mapping of their own; every tenth stays, so that none of the others lies at the end.
    pieces: list[bytes | None] = [b"x" * 20_000 for _ in range(2_000)]
    for place in range(len(pieces)):
        if place % 10:
            pieces[place] = None
    before = resident()
    english._give_back()
    assert before - resident() > 20_000_000


def test_threads_read_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one of them forgets, another may be reading."""
    monkeypatch.setattr(english, "LEARNT", 0)
    documents = [Document(str(number), f"“Go on {'x' * number},” said Ada Love{number}.") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(extract, documents)) == [extract(document) for document in documents]


def test_the_package_answers_with_quotes() -> None:
    (quote,) = quotes.extract("“The bridge will open in May,” said Mayor Ines Calder.")
    assert (quote.speaker, quote.role, quote.kind, quote.act) == ("Ines Calder", "Mayor", "direct", "speech")
    assert quote.resolution == ("name",)


def test_a_hard_wrapped_text_says_what_it_says_unwrapped():
    text = (
        "Coal runs short\n\n"
        "The mayor, Ines Calder, told reporters on Tuesday that the coal in the harbour would last until the end of "
        "the month, and that every household would have to save.\n\n"
        "“I do not wish to alarm anybody,” she said in a broadcast, “but I should be failing in my duty if I did not "
        "tell the town the truth.”\n\n"
        "The leader of the opposition, Otto Brandt, said that Calder had known of the shortage since October, and "
        "asked why nobody had been told before the frost came.\n"
    )
    wrapped = "\n".join("\n".join(textwrap.wrap(line, 60, break_on_hyphens=False)) for line in text.split("\n"))
    assert len(wrapped) == len(text)
    flat = extract(Document("a", text))
    found = extract(Document("a", wrapped))
    assert [(q.spans, q.kind, q.speaker) for q in found.quotes] == [(q.spans, q.kind, q.speaker) for q in flat.quotes]
    assert all(quote.text == " … ".join(wrapped[a:b] for a, b in quote.spans) for quote in found.quotes)
    assert found.document.text == wrapped
    assert any("\n" in quote.text for quote in found.quotes)
