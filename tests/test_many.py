"""Many documents from Python: what is found in each does not depend on the others, nor on who reads it."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import extract_marked
from test_extraction import PROSE, check
from test_workers import documents as some
from test_workers import extract_oddly

import quotes
from quotes import archive
from quotes.errors import ModelError
from quotes.extraction import extract
from quotes.parallel import extracting
from quotes.types import Document

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))


def seeds():
    """The shorter ones."""
    for path in sorted(SEEDS, key=os.path.getsize)[:3]:
        yield from quotes.read(path)


@pytest.fixture
def small(monkeypatch):
    """Processes are started for very little."""
    monkeypatch.setattr(extracting, "SMALL", 1)


@pytest.fixture
def oddly(small, monkeypatch):
    """The texts themselves say what becomes of them (see ``test_workers.extract_oddly``)."""
    monkeypatch.setattr("quotes.extraction.extract", extract_oddly)


def test_texts_and_documents_give_what_each_gives_alone():
    given = ["“The bridge opens in May,” said Mayor Ines Calder.", *seeds(), ""]
    found = list(quotes.extract_many(given))
    assert [each.quotes for each in found] == [quotes.extract(each) for each in given]
    assert [each.document.id for each in found[1:-1]] == [document.id for document in seeds()]


def test_processes_with_models_of_their_own_find_the_same(small):
    assert list(quotes.extract_many(seeds(), workers=2)) == list(quotes.extract_many(seeds()))


@pytest.mark.parametrize(("workers", "batch_size"), [(1, 1), (2, 1), (2, 7), (3, 2)])
def test_the_order_is_that_of_the_input(oddly, workers, batch_size):
    given = list(some(40, (3, "slow"), (30, "slow")))
    found = list(quotes.extract_many(given, workers=workers, batch_size=batch_size))
    assert [each.document for each in found] == given
    assert found == [extract_marked(each) for each in given]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_told_of_and_left_out(oddly, workers):
    told = []
    given = some(20, (5, "fail"), (6, "fail"))
    found = list(quotes.extract_many(given, workers=workers, failed=lambda *each: told.append(each)))
    assert [each.document.id for each in found] == [f"d{number:03}" for number in range(20) if number not in (5, 6)]
    assert [(document.id, str(error)) for document, error in told] == [("d005", "no\nvalue"), ("d006", "no\nvalue")]


def test_a_document_that_brings_processes_down_is_told_of(oddly):
    told = []
    found = list(quotes.extract_many(some(20, (5, "die")), workers=2, failed=lambda *each: told.append(each)))
    assert len(found) == 19
    ((document, error),) = told
    assert document.id == "d005"
    assert "SIGKILL" in str(error)


def test_a_failure_passes_where_nobody_is_told(oddly):
    found = quotes.extract_many(some(20, (5, "fail")), workers=2)
    assert [each.document.id for each in itertools.islice(found, 5)] == [f"d{number:03}" for number in range(5)]
    with pytest.raises(ValueError, match="no"):
        next(found)
    assert multiprocessing.active_children() == []


def test_a_missing_model_stops_it_all(oddly):
    with pytest.raises(ModelError):
        list(quotes.extract_many(some(20, (5, "no model")), workers=2, failed=lambda *each: None))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_input_is_read_as_it_is_asked_for(oddly, workers):
    taken = []

    def endless():
        for number in itertools.count():
            taken.append(number)
            yield f"“Go {number},” said Maria Keller."

    found = quotes.extract_many(endless(), workers=workers, batch_size=3)
    assert taken == []
    for _ in range(10):
        next(found)
    assert len(taken) <= 10 + 2 * 3 * extracting.WINDOW
    found.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("options", [{"workers": 0}, {"batch_size": 0}, {"workers": -1}])
def test_no_process_and_no_batch_make_no_sense(options):
    with pytest.raises(ValueError, match="1 or more"):
        quotes.extract_many([], **options)


BATCH = st.lists(PROSE, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCH)
def test_no_document_changes_what_is_found_in_another(texts):
    given = [Document(str(number), text) for number, text in enumerate(texts)]
    for each, found in zip(given, quotes.extract_many(given), strict=True):
        check(found)
        assert found == extract(each)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCH, st.randoms(use_true_random=False))
def test_no_document_changes_the_stored_quotes_of_another(texts, chance):
    """Beside who the speaker is in all of them, and where else it was said, which others do change."""
    given = [Document(str(number), text) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder, archive.open(f"{folder}/all.db") as together:
        together.add(chance.sample(given, len(given)))
        for document in given:
            with archive.open(f"{folder}/{document.id}.db") as alone:
                alone.add([document])
                assert own(together, document) == own(alone, document)


def own(opened, document):
    """The quotes of a document, without who says them in all documents."""
    shared = ("speaker", "speaker_id", "speakers", "steps", "also_in", "same_as", "resolution")
    found = opened.quotes(document=document.id)
    return [{key: value for key, value in quote.as_dict().items() if key not in shared} for quote in found]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(categories=["Z", "Cc"]), max_size=40))
def test_nothing_is_said_in_a_text_without_words(text):
    found = extract(Document("blank", text))
    assert (found.quotes, found.speakers) == ((), ())
