"""Folders of Parquet: whole or not at all, the same from one process or several, and what an ingest makes of them."""

from __future__ import annotations

import json
import os

import pytest
from dying import Dying
from marked import extract_marked

from quotes import archive
from quotes.errors import QuotesError, ReadingError
from quotes.export import folders
from quotes.runners import folder as runner

pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")


def unexpected(document, error):
    raise error


def rows(output):
    """All rows, of quotes and of documents."""
    parts = folders.parts(str(output))
    return [list(folders.rows(path)) for part in parts for path in (part.quotes, part.documents)]


def expected(documents):
    return [json.loads(json.dumps(quote.as_dict())) for each in documents for quote in extract_marked(each).quotes]


def test_a_row_a_quote_and_a_row_a_document(documents, tmp_path):
    done = runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    quotes, known = rows(tmp_path / "out")
    assert quotes == expected(documents)
    assert [(row["id"], row["text"], row["title"]) for row in known] == [(d.id, d.text, d.title) for d in documents]
    assert (done.documents, done.quotes) == (len(documents), len(quotes))


def test_the_folder_of_quotes_is_one_table(documents, tmp_path, monkeypatch):
    dataset = pytest.importorskip("pyarrow.dataset")
    monkeypatch.setattr(runner, "PART", 10)
    runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    assert len(folders.parts(str(tmp_path / "out"))) == 7
    assert dataset.dataset(tmp_path / "out" / "quotes").to_table().to_pylist() == expected(documents)


def test_several_processes_find_the_same(documents, tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.parallel.extracting.SMALL", 1)
    dying = Dying(documents[7].id, str(tmp_path / "trace"))
    runner.run(documents, str(tmp_path / "out"), extract=dying, workers=2, failed=unexpected)
    assert (tmp_path / "trace").exists()
    runner.run(documents, str(tmp_path / "one"), extract=extract_marked, failed=unexpected)
    assert rows(tmp_path / "out") == rows(tmp_path / "one")


def test_a_document_on_which_it_fails_is_left_out(documents, tmp_path):
    told = []
    dying = Dying("", "", fails="r5")
    done = runner.run(documents, str(tmp_path / "out"), extract=dying, failed=lambda *each: told.append(each))
    assert [(document.id, str(error)) for document, error in told] == [("r5", "a fault")]
    assert done.documents == len(documents) - 1
    assert rows(tmp_path / "out")[0] == expected(each for each in documents if each.id != "r5")


def test_an_ingest_takes_the_folder(documents, tmp_path):
    runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    with archive.open(tmp_path / "a.db") as brought, archive.open(tmp_path / "b.db") as ingested:
        assert {added.outcome for added in brought.bring(str(tmp_path / "out"))} == {"added"}
        ingested.add(documents, extract=extract_marked)
        assert list(brought.quotes()) == list(ingested.quotes())
        assert list(brought.speakers(types=())) == list(ingested.speakers(types=()))
        assert {added.outcome for added in brought.bring(str(tmp_path / "out"))} == {"unchanged"}
        assert ingested.add(documents, extract=extract_marked).unchanged == len(documents)


def test_a_name_that_is_not_utf_8(documents, tmp_path):
    out = tmp_path / os.fsdecode(b"caf\xe9")
    runner.run(documents[:3], str(out), extract=extract_marked, failed=unexpected)
    assert rows(out)[0] == expected(documents[:3])


def test_nothing_is_written_over(documents, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("")
    with pytest.raises(QuotesError, match="not empty"):
        runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]


def test_what_was_not_finished_is_not_taken(documents, tmp_path):
    def stopping():
        yield from documents[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run(stopping(), str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    with archive.open(tmp_path / "a.db") as opened, pytest.raises(ReadingError, match="not finished"):
        list(opened.bring(str(tmp_path / "out")))


def test_a_damaged_part_is_an_error_and_nothing_goes_in(documents, tmp_path):
    runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=unexpected)
    (tmp_path / "out" / "quotes" / "part-00000.parquet").write_bytes(b"PAR1 and no more")
    with archive.open(tmp_path / "a.db") as opened:
        with pytest.raises(ReadingError, match="damaged"):
            list(opened.bring(str(tmp_path / "out")))
        assert list(opened.quotes()) == []


def test_an_address_instead_of_a_path(documents, tmp_path):
    pytest.importorskip("fsspec", reason="the extra 'url' is not installed")
    address = f"file://{tmp_path}/out"
    runner.run(documents, address, extract=extract_marked, failed=unexpected)
    assert rows(tmp_path / "out")[0] == expected(documents)
