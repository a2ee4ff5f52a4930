"""Documents read in several processes: the same database as from one, whatever becomes of the processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from marked import extract_marked

from quotes import archive
from quotes.errors import ModelError
from quotes.parallel import extracting, workers
from quotes.parallel.workers import WorkerError
from quotes.types import Document

NAMES = ("Maria Keller", "Tom Adeyemi", "Ada Keller", "Bill Hansen")


def documents(count, *odd):
    """Documents with 1 to 4 quotes each; ``odd`` gives (number, text) of others among them."""
    for number in range(count):
        said = (f"“Go {number},” said {name}." for name in NAMES[: number % 4 + 1])
        yield Document(f"d{number:03}", dict(odd).get(number) or " ".join(said), date=f"2020-01-{number % 28 + 1:02}")


def extract_oddly(document):
    """Does what the text of the document says. Each process leaves a file of its own name."""
    if document.text == "fail":
        raise ValueError("no\nvalue")
    if document.text == "no model":
        raise ModelError("tagger.onnx", "missing", "Install the package again.")
    if document.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if document.text.startswith("die once "):
        mark = Path(document.text.removeprefix("die once "))
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if document.text == "slow":
        time.sleep(0.5)
    return extract_marked(document)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Processes are started for very little."""
    monkeypatch.setattr(extracting, "SMALL", 1)


@pytest.fixture
def read(tmp_path):
    """Reads documents into a database of their own: what was told of each, what failed, and all that is kept."""

    def read(documents, *, workers=2, **options):
        path = tmp_path / f"{len(os.listdir(tmp_path))}.db"
        failed = []
        with archive.Archive(path, extractor="1") as opened:
            told = list(
                opened.ingest(
                    documents, extract=extract_oddly, workers=workers,
                    failed=lambda document, error: failed.append((document.id, error)), **options,
                )
            )  # fmt: skip
            kept = [
                [tuple(row) for row in opened._db.all(f"SELECT * FROM {table} ORDER BY 1, 2")]
                for table in ("documents", "quotes", "said", "local_speakers", "aliases", "speakers", "evidence")
            ]
        return told, failed, kept

    return read


def test_the_database_is_the_same_whatever_the_number_of_processes(read):
    assert read(documents(40)) == read(documents(40), workers=1) == read(documents(40), workers=3)


def test_documents_are_told_of_in_their_order_also_after_a_slow_one(read):
    told, failed, _ = read(documents(20, (0, "slow"), (5, "fail")))
    assert [added.document for added in told] == [f"d{number:03}" for number in range(20) if number != 5]
    ((id, error),) = failed
    assert (id, type(error), str(error)) == ("d005", ValueError, "no\nvalue")


def test_the_document_of_a_process_that_dies_is_read_again(read, tmp_path):
    whole = read(documents(30, (7, "once")))
    told, failed, kept = read(documents(30, (7, f"die once {tmp_path / 'mark'}")))
    assert failed == []
    assert len(told) == 30
    assert kept[1:] == whole[2][1:], "all but the text of the one document"


def test_a_document_that_kills_each_process_is_left_out_and_said_to_be(read):
    told, failed, _ = read(documents(30, (7, "die")))
    ((id, error),) = failed
    assert (id, type(error)) == ("d007", WorkerError)
    assert "SIGKILL; out of memory?" in str(error)
    assert len(told) == 29


def test_processes_that_all_die_end_it(read):
    with pytest.raises(WorkerError, match="die one after another"):
        read(documents(30, *((number, "die") for number in range(30))))


def test_a_missing_model_stops_it_all_and_comes_through_whole(read):
    with pytest.raises(ModelError) as caught:
        read(documents(30, (9, "no model")))
    assert (caught.value.thing, caught.value.reason) == ("tagger.onnx", "missing")
    assert multiprocessing.active_children() == []


def test_little_is_read_without_starting_processes(read, monkeypatch):
    monkeypatch.setattr(extracting, "SMALL", 1_000_000)
    monkeypatch.setattr(workers.Pool, "__init__", None)
    told, _, _ = read(documents(10))
    assert len(told) == 10


def test_no_process_is_left_when_the_reader_has_enough(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        adding = opened.ingest(documents(60), extract=extract_oddly, workers=2)
        next(adding)
        assert len(multiprocessing.active_children()) == 2
        adding.close()
        assert multiprocessing.active_children() == []
        assert opened.add(documents(60), extract=extract_marked).unchanged > 0


def test_only_so_many_documents_are_taken_ahead(tmp_path):
    taken = []

    def counted():
        for document in documents(200):
            taken.append(document.id)
            yield document

    with archive.open(tmp_path / "quotes.db") as opened:
        for done, _ in enumerate(opened.ingest(counted(), extract=extract_oddly, workers=2), 1):
            assert len(taken) - done <= extracting.WINDOW * 2 + 300


@pytest.mark.parametrize("workers", [1, 2])
def test_of_several_documents_of_one_id_the_last_is_kept(read, workers):
    same = [Document("d", f"“Go {number // 2},” said Maria Keller. " * 9) for number in range(6)]
    told, _, kept = read(same, workers=workers)
    assert [added.outcome for added in told] == ["added", "unchanged", "replaced", "unchanged", "replaced", "unchanged"]
    assert [row[6] for row in kept[1]] == ["Go 2,"] * 9


def test_what_is_there_already_is_not_read_again(read, tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        opened.add(documents(40), extract=extract_oddly, workers=2)
        changed = [Document("d003", "“Stay,” said Tom Adeyemi."), *documents(40, (3, "fail"))]
        summary = opened.add((d for d in changed if d.text != "fail"), extract=extract_oddly, workers=2)
    assert (summary.added, summary.replaced, summary.unchanged) == (0, 1, 39)
