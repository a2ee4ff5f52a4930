"""Whatever the bytes are: a document or one message, in little time."""

import bz2
import gzip
import io
import json
import random
import tarfile
import time
import zipfile

import pytest
from articles import NEWS
from setting import as_docx, as_html, as_pdf

from quotes import reading
from quotes.errors import ReadingError

pytest.importorskip("hypothesis")
for library in ("trafilatura", "pypdf", "docx", "pyarrow", "warcio", "reportlab"):
    pytest.importorskip(library)

from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

SECONDS = 10
SUFFIXES = sorted(reading.SUFFIXES - {""})
SAID = b"The mayor said that the harbour would open again in spring. "
PARAGRAPH = b"<p>" + SAID + b"</p>"
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


def outcome(path):
    """The texts of an input, or the message: one line that names the input."""
    began = time.monotonic()
    try:
        found = [document.text for document in reading.read(path)]
    except ReadingError as error:
        found = str(error)
    assert time.monotonic() - began < SECONDS
    assert isinstance(found, list) or (found.startswith(path) and "\n" not in found)
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n",
       b"\x1f\x8b\x08\x00", b"BZh91AY&SY", b"{\"text\": \"", b"<html><body>", b"---\n", b"text,title\n", b"\xff\xfe"]),
       suffix=st.sampled_from(SUFFIXES))  # fmt: skip
def test_any_bytes(write, data, head, suffix):
    outcome(write("a" + suffix, head + data))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".csv"]))
def test_any_text(write, text, suffix):
    outcome(write("a" + suffix, text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html"])
def test_files_with_broken_bytes_and_ends(write, suffix):
    whole = {".pdf": as_pdf, ".docx": as_docx, ".html": as_html}[suffix](NEWS)
    chance = random.Random(1)
    for part in (0.1, 0.5, 0.9, 0.99):
        outcome(write("a" + suffix, whole[: int(len(whole) * part)]))
    for _ in range(20):
        broken = bytearray(whole)
        for _ in range(chance.choice([1, 5, 40])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        outcome(write("a" + suffix, bytes(broken)))


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def tarred(**files):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def with_body(xml):
    """The Word file of an article with another main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(NEWS))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "boom"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("line.txt", lambda: SAID * 900_000, "larger than the 50 MB"),
        ("line.jsonl", lambda: SAID * 900_000, "longer than 50 MB"),
        ("line.csv", lambda: SAID * 900_000, "larger than the 50 MB"),
        ("line.html", lambda: SAID * 900_000, "larger than the 20 MB"),
        ("line.pdf", lambda: SAID * 900_000, "no PDF"),
        ("line.warc", lambda: SAID * 900_000, "no web archive"),
        ("endless.warc", lambda: b"WARC/1.0\r\n" + b"x" * 20_000_000, "no page"),
        ("endless.pdf", lambda: b"%PDF-1.4\n" + b"x" * 20_000_000, "cut off"),
        ("nul.txt", lambda: b"\0" * 1_000_000, "binary data"),
        ("blank.jsonl", lambda: b"\n" * 20_000_000, "1,000,000 blank lines"),
        ("blank.csv", lambda: b"text\n" + b"\n" * 20_000_000, "1,000,000 blank lines"),
        ("bomb.txt.gz", lambda: gzip.compress(b"a" * 40_000_000), "unpacks to more than 300 times"),
        ("bomb.csv.bz2", lambda: bz2.compress(b"text\n" + b"a" * 40_000_000), "unpacks to more than 300 times"),
        ("twice.txt.gz", lambda: gzip.compress(gzip.compress(SAID)), "compressed twice"),
        (
            "archive.zip",
            lambda: zipped(a=zipped(b=SAID)),
            "1 of 1 files left out (file 1: a: an archive within an archive)",
        ),
        ("bomb.zip", lambda: zipped(a=b"a" * 40_000_000), "a: unpacks to more than 300 times its size"),
        ("nested.tar", lambda: tarred(a=tarred(b=SAID)), "an archive within an archive"),
        ("cut.zip", lambda: zipped(a=SAID)[:-9], "damaged or cut off after file 0"),
        ("cut.tar", lambda: tarred(a=SAID * 100)[:2_000], "damaged"),
        ("many.zip", lambda: zipped(**{f"a{n}": b"" for n in range(10_001)}), "more than 10,000 files"),
        ("text.zip", lambda: SAID * 100, "damaged or cut off"),
        ("bomb.tar.gz", lambda: gzip.compress(tarred(a=b"a" * 40_000_000)), "unpacks to more than 300 times"),
        ("nested.docx", lambda: zipped(word__document_xml=zipped(b=SAID)), "damaged, or no Word file"),
        ("bomb.docx", lambda: with_body(WORD + b" " * 60_000_000 + b"</w:document>"), "larger than the 50 MB"),
        ("deep.docx", lambda: with_body(WORD + b"<w:p>" * 50_000 + b"</w:p>" * 50_000), "damaged, or no Word file"),
        ("deep.json", lambda: b"[" * 200_000 + b"]" * 200_000, "no JSON"),
        ("deep.jsonl", lambda: b'{"text":' * 200_000, "no JSON"),
        ("number.json", lambda: b'{"text": ' + b"9" * 100_000 + b"}", "no JSON"),
        ("deep.html", lambda: b"<html><body>" + b"<div>" * 100_000 + PARAGRAPH, "2,000 within each other"),
        ("tags.html", lambda: b"<html><body>" + PARAGRAPH * 100_000, "more than 60,000 tags"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_absurd_inputs_get_one_message(write, name, make, message):
    assert message in outcome(write(name, make()))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("entities.docx", lambda: with_body(
            ENTITIES + WORD + b"<w:body><w:p><w:r><w:t>" + SAID + b"&a;&c;</w:t></w:r></w:p></w:body></w:document>")),
        ("entities.xhtml", lambda: ENTITIES + b"<html><body>" + PARAGRAPH * 3 + b"<p>&a;&c; said.</p></body></html>"),
        ("script.html", lambda: b"<html><body><script>boom</script>" + PARAGRAPH * 3),
        ("deep.html", lambda: b"<html><body>" + b"<div>" * 1_500 + PARAGRAPH * 3),
        ("attribute.html", lambda: b"<html><body><div class='" + b"a " * 500_000 + b"'>" + PARAGRAPH * 3),
        ("comments.md", lambda: SAID + b"\n\n" + b"<!--" * 100_000),
        ("brackets.md", lambda: SAID * 3 + b"[" * 50_000),
        ("ticks.jsonl", lambda: json.dumps({"text": SAID.decode() + "``" * 1_000_000}).encode()),
        ("tags.jsonl", lambda: json.dumps(
            {"text": "<p></p></p>" + "<script>" * 100_000 + SAID.decode() * 9_000}).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_absurd_inputs_that_hold_a_text_are_read(write, name, make):
    (text,) = outcome(write(name, make()))
    assert SAID.decode().strip() in " ".join(text.split())
    assert "boom" not in text
