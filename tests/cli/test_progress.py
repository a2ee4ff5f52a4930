"""How far an ingest says that it has come."""

from __future__ import annotations

import contextlib
import json

import pytest

from quotes.cli.progress import Inputs


def test_inputs_are_done_once_all_of_their_documents_are():
    inputs, reached = Inputs(), []
    for documents in (2, 0, 1):
        inputs.begin("x")
        for _ in range(documents):
            inputs.document()
        inputs.end()
    for _ in range(3):
        inputs.done()
        reached.append(inputs.reached)
    assert reached == [0, 2, 3]


@pytest.mark.parametrize(("share", "read", "done", "reached"), [(0.5, 10, 10, 0.5), (0.5, 10, 5, 0.25), (1, 1, 0, 0)])
def test_of_the_one_that_is_read_a_part_counts(share, read, done, reached):
    inputs = Inputs(lambda source: share)
    inputs.begin("x")
    for _ in range(read):
        inputs.document()
    for _ in range(done):
        inputs.done()
    assert inputs.reached == reached


def test_one_large_file_shows_how_far_it_is(run, tmp_path, monkeypatch):
    told = []

    @contextlib.contextmanager
    def bar(inputs):
        yield lambda *now: told.append(now)

    monkeypatch.setattr("quotes.cli.progress.bar", bar)
    rows = (
        {"id": str(number), "text": f"“Go,” said Maria Keller. {number} " + "It rained. " * 300}
        for number in range(400)
    )
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("ingest", "news.jsonl", "--workers", "1").exit_code == 0
    at = {documents: reached for reached, documents, _ in told}
    assert at[400] == 1
    assert 0.3 < at[200] < 0.7
