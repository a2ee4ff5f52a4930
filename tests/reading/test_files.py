"""Which inputs are read, what becomes of their bytes, and what is said of those that cannot be read."""

import io
import os
import subprocess
import sys

import pytest

from quotes import reading
from quotes.errors import ReadingError
from quotes.reading.decoding import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“Go,” she said.\n".encode(), "“Go,” she said.\n"),
        ("\ufeffGo.\r\nStay.\r\n".encode(), "Go.\r\nStay.\r\n"),
        ("“Go,” she said.".encode("utf-16"), "“Go,” she said."),
        ("The mayor said go.".encode("utf-16-le"), "The mayor said go."),
        ("The mayor said go.".encode("utf-16-be"), "The mayor said go."),
        ("“Go,” she said.".encode("utf-32"), "“Go,” she said."),
        ("The café’s owner said he would go, and nobody else in the street did.".encode("cp1252"),
         "The café’s owner said he would go, and nobody else in the street did."),
        (b"Go\x00now.\x00\x00", "Go now.  "),
        ("“Go,” – “no,” – “go,” she said…".encode()[:-1], "“Go,” – “no,” – “go,” she said\ufffd"),
    ],
    ids=["UTF-8", "mark and CRLF", "UTF-16", "UTF-16 LE bare", "UTF-16 BE bare", "UTF-32", "Windows", "NUL", "cut off"],
)  # fmt: skip
def test_text_is_decoded_and_offsets_kept(write, data, text):
    (document,) = reading.read(write("a.txt", data))
    assert document.text == text


def test_other_encodings_are_guessed():
    text = "総理大臣は記者会見で、政府は市民を支援すると述べた。市長は橋を開くと言った。" * 10
    assert decode(text.encode("shift_jis")) == (text, ("decoded as cp932",))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"%PDF-1.7 ...", "damaged, or no PDF"),
        ("a.txt", b"PK\x03\x04....", "no text but a ZIP or Office file"),
        ("a.txt", bytes(range(256)) * 20, "no text but binary data"),
        ("a.txt", b"\0" * 100, "no text but binary data"),
        ("a.xyz", b"Go.", "no reader for '.xyz'. Known: .csv, .docm, .docx, .htm, .html, .json,"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "no reader for '.doc'"),
        ("a.json", b"[]", "empty"),
        ("a.json", b"\x89PNG....", "no text but a PNG file"),
        ("a.jsonl", b'{"title": "No text"}\n', "1 of 1 records left out (record 1: no text field)"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(write, name, data, message):
    path = write(name, data)
    with pytest.raises(ReadingError) as error:
        list(reading.read(path))
    assert str(error.value).startswith(f"{path}: {message}")
    assert "\n" not in str(error.value)


def test_missing_files_and_folders_without_texts(tmp_path):
    with pytest.raises(ReadingError, match=r"none\.txt: no such file\. Check the path"):
        list(reading.read(str(tmp_path / "none.txt")))
    with pytest.raises(ReadingError, match="a folder without files to read"):
        list(reading.read(str(tmp_path)))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_not_be_read(write):
    path = write("a.txt", b"Go.")
    os.chmod(path, 0)
    with pytest.raises(ReadingError, match="no permission"):
        list(reading.read(path))


def test_records_of_json_lines_are_documents(write):
    path = write(
        "news.jsonl",
        b'{"id": "n1", "text": "Go.", "title": "A", "date": "April 22, 2020", "url": "http://a.example", '
        b'"publisher": "Coast Press"}\n\n{"id": 7, "text": "Stay.\\ud800"}\n{"text": "No id."}\n',
    )
    first, second, third = reading.read(path)
    assert (first.id, first.text, first.title, first.date) == ("n1", "Go.", "A", "2020-04-22")
    assert (first.url, first.publisher) == ("http://a.example", "Coast Press")
    assert (second.id, second.text) == ("7", "Stay.\ufffd")
    assert third.id == f"{path}#4"


def test_bad_records_are_named_after_the_good_ones(write):
    path = write("news.jsonl", b'{"id": "a", "text": "Go."}\nnot json\n[1]\n{"id": "b", "text": "Stay."}\n')
    documents = reading.read(path)
    assert [next(documents).id, next(documents).id] == ["a", "b"]
    with pytest.raises(ReadingError, match=r"2 of 4 records left out \(record 2: no JSON; record 3: no object\)"):
        next(documents)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b'{"text": "Go."}', ["PATH"]),
        (b'[{"id": "a", "text": "Go."}, {"text": "Stay."}]', ["a", "PATH#2"]),
        (b'{"id": "a", "text": "Go."}\n{"id": "b", "text": "Stay."}\n', ["a", "b"]),
    ],
    ids=["object", "list", "lines"],
)
def test_json_files(write, data, ids):
    path = write("news.json", data)
    assert [document.id for document in reading.read(path)] == [key.replace("PATH", path) for key in ids]


@pytest.mark.parametrize(
    ("data", "ids"), [(b"Go.", ["-"]), (b'{"id": "a", "text": "Go."}\n', ["a"])], ids=["text", "JSON lines"]
)
def test_standard_input(monkeypatch, data, ids):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [document.id for document in reading.read("-")] == ids


def test_inputs_of_folders_globs_and_files(write, tmp_path):
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden/d.txt", ".e.txt", "f.png", "g.jsonl", "h.x"):
        write(name, b"Go.")
    base = str(tmp_path)

    def found(*paths):
        return [path.removeprefix(base + os.sep) for path in reading.inputs(paths)]

    assert found(base) == ["a.md", "b.txt", "g.jsonl", os.path.join("sub", "c.txt")]
    assert found(os.path.join(base, "*.txt")) == ["b.txt"]
    assert found(os.path.join(base, "h.x"), os.path.join(base, "b.txt"), base)[:2] == ["h.x", "b.txt"]
    assert found(os.path.join(base, "b.txt"), base).count("b.txt") == 1
    assert found("-", "none.txt", "no*.txt") == ["-", "none.txt", "no*.txt"]


def test_text_is_read_without_the_libraries_of_other_formats(write):
    heavy = {"lxml", "trafilatura", "pypdf", "docx", "pyarrow", "warcio", "zstandard", "ftfy", "markdown_it", "numpy"}
    code = (
        "import sys; from quotes import reading; list(reading.read(sys.argv[1])); list(reading.read(sys.argv[2]));"
        f"print(*sorted({heavy!r} & set(sys.modules)))"
    )
    files = write("a.txt", "“Go,” said Zoë.".encode()), write("a.jsonl", b'{"text": "Go."}')
    shown = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=True).stdout
    assert shown.split() == []
