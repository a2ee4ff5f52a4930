"""Addresses that fsspec knows are read like paths."""

from __future__ import annotations

import gzip
import json

import pytest

from quotes import reading
from quotes.errors import ReadingError

fsspec = pytest.importorskip("fsspec", reason="the extra 'url' is not installed")

TEXT = "“We have repaired the outer wall of the harbour,” said Maria Keller."
RECORDS = b"".join(json.dumps({"id": f"r{number}", "text": TEXT}).encode() + b"\n" for number in range(2))


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    files.pipe("/news/b.txt", TEXT.encode())
    files.pipe("/news/a/many.jsonl.gz", gzip.compress(RECORDS))
    for name in (".hidden.txt", "_SUCCESS", "picture.png"):
        files.pipe(f"/news/{name}", b"x")
    yield files
    files.rm("/news", recursive=True)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("memory://news", ["memory:///news/a/many.jsonl.gz", "memory:///news/b.txt"]),
        ("memory://news/*.txt", ["memory:///news/.hidden.txt", "memory:///news/b.txt"]),
        ("memory://news/b.txt", ["memory://news/b.txt"]),
        ("memory://news/none.txt", ["memory://news/none.txt"]),
    ],
)
def test_what_an_address_names(memory, address, found):
    assert list(reading.inputs([address])) == found


def test_files_are_read_as_on_a_disk(memory):
    documents = [document for source in reading.inputs(["memory://news"]) for document in reading.read(source)]
    assert [document.id for document in documents] == ["r0", "r1", "memory:///news/b.txt"]
    assert {document.text for document in documents} == {TEXT}


@pytest.mark.parametrize(
    ("address", "reason"),
    [("memory://news/none.txt", "no such file"), ("nothing://there/a.txt", "cannot be opened")],
)
def test_what_cannot_be_read(memory, address, reason):
    with pytest.raises(ReadingError, match=reason):
        list(reading.read(address))
