"""What comes out of Markdown, web pages, PDF and Word files and web archives, and how files are unpacked."""

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile

import pytest
from articles import NEWS, RELEASE, REMARKS
from rich.console import Console
from setting import as_docx, as_html, as_pdf

from quotes import reading
from quotes.cli import text_page
from quotes.errors import ReadingError
from quotes.layout import blocks
from quotes.reading.columns import Chunk, by_columns
from quotes.reading.markdown import front_matter, paragraphs
from quotes.reading.pieces import Piece, joined
from quotes.reading.repair import repaired
from quotes.reading.typeset import Line, pieces

SAID = "The mayor said that the harbour would open again in spring, and that she was glad of it."


def one(path):
    (document,) = reading.read(path)
    return document


@pytest.mark.parametrize(
    ("matter", "values"),
    [
        (
            '---\ntitle: "A: b"\ndate: 2020-04-22 # written\ntags:\n  - x\n---\n',
            {"title": "A: b", "date": "2020-04-22"},
        ),
        ("---\ntitle: >\n  A long\n  title\n...\n", {"title": "A long title"}),
        ("+++\ntitle = 'It''s'\n+++\n", {"title": "It's"}),
        ("---\n\nNo front matter.\n\n---\n", None),
        ("---\ntitle: not closed\n", None),
    ],
)
def test_front_matter(matter, values):
    found, rest = front_matter(matter + "Text.")
    assert {name: value for name, value in found.items() if value} == (values or {})
    assert rest == ("Text." if values else matter + "Text.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# Title\n\nOne line\nand *the* `next`.", ["Title", "One line and the next."]),
        ("See [the plan](http://a.example/x_y) and ![a map](m.png).", ["See the plan and ."]),
        ("> “Go,”\n> she said.", ["“Go,” she said."]),
        ("1. One\n2. Two\n\n- Three", ["1. One", "2. Two", "- Three"]),
        ("| Who | What |\n|---|---|\n| Ana | Go. |", ["Who", "What", "Ana", "Go."]),
        ("<!-- hidden -->\n\nA&amp;B\\*", ["A&B*"]),
    ],
)
def test_markdown(text, lines):
    assert [line for line in joined(paragraphs(text)).split("\n") if line] == lines


def test_bold_names_are_kept_where_they_are_labels_only():
    labels = [Piece("Ana Berg We will go.", 8), Piece("Bo Dahl When?", 7)]
    assert joined(labels) == "**Ana Berg** We will go.\n\n**Bo Dahl** When?"
    assert joined(labels[:1]) == "Ana Berg We will go."
    assert joined([Piece("Ana Berg, the mayor, said", 8)] * 2).count("*") == 0
    assert joined([Piece("ANA BERG: We will go.", 9)] * 2).count("*") == 0


WROTE = ("Bishop Leontine Maas apologised on Sunday for what had been done.", "In a letter she wrote:")
WORDS = ("We have failed those who had nobody else.", "I am ashamed of it, and I will open the archive.")


def quoting_docx():
    import docx

    document = docx.Document()
    for text in WROTE:
        document.add_paragraph(text)
    for text in WORDS:
        document.add_paragraph(text, style="Quote")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "library"),
    [
        ("a.md", lambda: ("\n\n".join(WROTE) + "\n\n> " + "\n>\n> ".join(WORDS)).encode(), "markdown_it"),
        ("a.docx", quoting_docx, "docx"),
        ("a.html", lambda: (
            "<html><body><article>" + "".join(f"<p>{text}</p>" for text in WROTE)
            + "<blockquote>" + "".join(f"<p>{text}</p>" for text in WORDS) + "</blockquote></article></body></html>"
        ).encode(), "trafilatura"),
    ],
)  # fmt: skip
def test_block_quotations_stay_apart(write, name, make, library):
    pytest.importorskip(library)
    document = one(write(name, make()))
    assert document.text.split("\n\n")[-4:] == [*WROTE, *(f"> {text}" for text in WORDS)]
    (excerpt,) = (block for block in blocks(document) if block.kind == "excerpt")
    assert [document.text[start:end] for start, end in excerpt.spans] == list(WORDS)
    assert document.text[slice(*excerpt.label)] == "she"


def test_a_web_page_gives_its_text_and_what_it_says_of_itself(write):
    pytest.importorskip("trafilatura")
    document = one(write("a.html", as_html(NEWS)))
    assert (document.title, document.date, document.publisher) == (NEWS.title, "2020-04-22", "Coast Herald")
    assert document.url == "https://www.coastherald.example/harbour"
    assert document.text.startswith(f"{NEWS.title}\n\nNORDHAVN — ")
    for furniture in ("Subscribe", "cookies", "herring", "Gull77", "tracking", "Copyright"):
        assert furniture not in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-1"])
def test_web_pages_are_decoded_as_they_say(write, encoding):
    pytest.importorskip("trafilatura")
    markup = f"<html><head><meta charset='{encoding}'></head><body><p>“Go,” said Zoë.</p><p>{SAID}</p></body></html>"
    markup = markup if encoding != "iso-8859-1" else markup.replace("“", '"').replace("”", '"')
    assert "said Zoë." in one(write("a.txt", markup.encode(encoding))).text


def test_word_files(write):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Harbour opens", 0)
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("MS. BERG:", "Go.", "Q", "Why?")):  # noqa: B905
        cell.text = text
    run = document.add_paragraph("Soft\u00adly, \xa0").add_run("she said")
    run.add_break()
    run.add_text("on Monday.")
    document.add_paragraph("First point", style="List Number")
    stream = io.BytesIO()
    document.save(stream)
    found = one(write("a.docx", stream.getvalue()))
    assert found.text == (
        "Harbour opens\n\nMS. BERG:\n\nGo.\n\nQ\n\nWhy?\n\nSoftly,  she said\non Monday.\n\nFirst point"
    )
    assert (found.title, found.notes) == ("Harbour opens", ("1 soft hyphens removed",))


TABLES = (
    (("Speaker", "Statement"), ("Cllr Ruth Amory", "I will not sign it."), ("Mr Ivo Pell", "We need until August.")),
    (("Ruth Amory", "Chair"), ("Ivo Pell", "Harbour Master")),
    (("MS. BERG:", "Go."), ("Q", "Why?")),
)


def table_docx():
    import docx

    document = docx.Document()
    document.add_paragraph(SAID)
    for rows in TABLES:
        table = document.add_table(len(rows), 2)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph(SAID)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def table_html():
    rows = ("".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows) for rows in TABLES)
    tables = "".join(f"<table>{each}</table><p>{SAID}</p>" for each in rows)
    return f"<html><body><article><p>{SAID}</p>{tables}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "make", "library"), [("a.docx", table_docx, "docx"), ("a.html", table_html, "trafilatura")]
)
def test_what_stands_in_a_row_of_a_table_belongs_together(write, name, make, library):
    pytest.importorskip(library)
    paragraphs = one(write(name, make())).text.split("\n\n")
    assert [paragraph for paragraph in paragraphs if paragraph != SAID] == [
        "Speaker, Statement", "Cllr Ruth Amory: I will not sign it.", "Mr Ivo Pell: We need until August.",
        "Ruth Amory, Chair", "Ivo Pell, Harbour Master", "MS. BERG:", "Go.", "Q", "Why?",
    ]  # fmt: skip


def test_pdf_pages_lose_their_furniture_and_hyphens(write):
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    data = as_pdf(RELEASE)
    document = one(write("a.pdf", data))
    assert [line for line in document.text.split("\n") if line] == [
        RELEASE.title, RELEASE.date, *("#" * part.level + " " * bool(part.level) + part.text for part in RELEASE.parts)
    ]  # fmt: skip
    assert any("running heads" in note for note in document.notes)
    assert one(write("named.txt", data)).text == document.text


@pytest.mark.parametrize("article", [RELEASE, REMARKS, NEWS], ids=lambda article: article.title[:12])
def test_columns_are_read_one_after_the_other_however_the_page_was_set(write, article):
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    long = article._replace(columns=2, indented=False, parts=article.parts * 3)
    text = one(write("a.pdf", as_pdf(long))).text
    assert text in one(write("b.pdf", as_pdf(long, by_rows=True))).text
    words = " ".join(text.replace("#", "").split())
    assert all(part.whole in words for part in long.parts)


def test_a_table_is_read_row_by_row():
    cells = [(50, "MS. BERG:"), (200, "We will go there in the end.")]
    assert by_columns([Chunk(x, 700 - 14 * row, 11, text) for row in range(20) for x, text in cells]) == []


def set_lines(*texts, x=50.0, step=14.0, size=11.0):
    return [Line(x, 700 - number * step, size, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the govern-", "ment said", "the government said"),
        ("the well-", "known mayor is well-known", "the well-known mayor is well-known"),
        ("the Anglo-", "American pact", "the Anglo-American pact"),
        ("in 2019-", "2020 it", "in 2019-2020 it"),
        ("OSLO —", "The mayor", "OSLO — The mayor"),
        ("the ﬁrst", "time", "the first time"),
    ],
)
def test_line_ends(first, second, text):
    assert pieces([set_lines(first, second)])[0][0].text == text


def test_paragraphs_by_space_and_by_indent():
    apart = set_lines("One line of the text that is long", "and ends here in the middle of it.")
    apart += [
        line._replace(y=line.y - 40)
        for line in set_lines("Another line of the text that is", "long, too, as it goes on.")
    ]
    assert len(pieces([apart])[0]) == 2
    lines = set_lines(*["A line of the text that ends a sentence here."] * 8)
    lines[4] = lines[4]._replace(x=62.0)
    assert len(pieces([lines])[0]) == 2


def test_a_paragraph_goes_on_over_the_page():
    pages = [
        [
            Line(50, 780, 9, f"THE HERALD {n}"),
            *set_lines(*[f"{word} of the text that goes on and"] * 5),
            Line(300, 30, 9, str(n)),
        ]
        for n, word in enumerate(("one", "two", "three"))
    ]
    (piece,), furniture = pieces(pages)
    assert furniture == 6
    assert piece.text.count("goes on and") == 15


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("``Go,'' she said.", "“Go,” she said."),
        ("Ana\xa0Berg", "Ana Berg"),
        ("har\u00adbour", "harbour"),
        ("&ldquo;Go,&rdquo; she said.", "“Go,” she said."),
    ],
)
def test_repairs_of_converted_texts(damaged, text):
    assert repaired(damaged)[0] == text


def test_what_was_repaired_is_shown_with_the_document(write):
    path = write(
        "a.jsonl", b'{"id": "a", "text": "&ldquo;Go,&rdquo; said Mayor Ana Berg, and the mayor went to the sea."}'
    )
    stream = io.StringIO()
    text_page.show(Console(file=stream, width=200), one(path), ())
    assert "When it was read: 2 HTML entities resolved." in stream.getvalue()


def test_web_archives(write):
    warcio = pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for url, kind, status, body in (
        ("http://a.example/1", "text/html; charset=utf-8", "200 OK", as_html(NEWS)),
        ("http://a.example/logo", "image/png", "200 OK", b"\x89PNG"),
        ("http://a.example/2", "text/html", "404 Not Found", as_html(NEWS)),
        ("http://a.example/3", "text/plain", "200 OK", SAID.encode()),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    assert warcio
    path = write("a.warc.gz", stream.getvalue())
    page, text = reading.read(path)
    assert (page.id, page.title, page.publisher) == (f"{path}#1", NEWS.title, "Coast Herald")
    assert (text.id, text.text, text.url) == (f"{path}#4", SAID, "http://a.example/3")


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_packed_files_are_unpacked(write, suffix):
    if suffix == ".zst":
        pack = pytest.importorskip("zstandard").compress
    else:
        pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[suffix]
    path = write("a.txt" + suffix, pack(SAID.encode()) + pack(b" The end."))
    assert (one(path).id, one(path).text) == (path, SAID + " The end.")
    lines = b'{"id": "a", "text": "Go."}\n{"id": "b", "text": "Stay."}\n'
    assert [document.id for document in reading.read(write("b.jsonl" + suffix, pack(lines)))] == ["a", "b"]
    for cut in (3, 12):
        with pytest.raises(ReadingError, match="damaged or cut off"):
            one(write("c.txt" + suffix, pack(SAID.encode() * 50)[:-cut]))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_archives_are_read_as_folders_are(write, name):
    files = {
        "news/one.txt": SAID.encode(),
        "news/two.jsonl": b'{"id": "a", "text": "Go."}\n{"text": "Stay."}\n',
        "news/three.txt.gz": gzip.compress(SAID.encode()),
        "news/.hidden.txt": b"No.",
        "__MACOSX/one.txt": b"No.",
        "logo.png": b"\x89PNG",
    }
    stream = io.BytesIO()
    if name.endswith(".zip"):
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, data in files.items():
                archive.writestr(inner, data)
    else:
        with tarfile.open(fileobj=stream, mode="w" if name.endswith("tar") else "w:gz") as packed:
            for inner, data in files.items():
                member = tarfile.TarInfo(inner)
                member.size = len(data)
                packed.addfile(member, io.BytesIO(data))
    path = write(name, stream.getvalue())
    assert [document.id for document in reading.read(path)] == [
        f"{path}/news/one.txt", "a", f"{path}/news/two.jsonl#2", f"{path}/news/three.txt.gz"
    ]  # fmt: skip
    assert list(reading.inputs([path])) == [path]


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("a.pdf", "pypdf", "pdf"), ("a.docx", "docx", "docx"), ("a.html", "trafilatura", "html"),
     ("a.parquet", "pyarrow.parquet", "parquet"), ("a.warc", "warcio.archiveiterator", "warc")],
)  # fmt: skip
def test_a_missing_library_is_told_with_its_extra(write, monkeypatch, name, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReadingError, match=rf"needs the extra '{extra}'. Install it: pip install '[a-z-]+\[{extra}\]'"):
        one(write(name, b"..."))


def test_standard_input_may_be_packed_or_a_page(monkeypatch):
    pytest.importorskip("trafilatura")
    for data in (gzip.compress(as_html(NEWS)), as_html(NEWS), as_docx(NEWS)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert one("-").title == NEWS.title
