"""What docs/formats.md shows is what happens: its commands print what it says, its Python runs."""

from __future__ import annotations

import bz2
import io
import json
import shlex
import zipfile
from pathlib import Path

import pytest
from articles import BRIEFING, NEWS, RELEASE
from setting import as_docx, as_html, as_markdown, as_pdf
from shown import ROOT, blocks, check_python, commands

for library in ("trafilatura", "pypdf", "docx", "pyarrow", "warcio", "zstandard", "reportlab"):
    pytest.importorskip(library)

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
SAID = "“The bridge will open in May,” said Mayor Ines Calder.\n"
RECORDS = [
    {"id": "n1", "headline": "Bridge", "datePublished": "2020-04-22T09:30:00Z", "body": SAID},
    {"headline": "Ferry", "body": "“Stay,” said Peter Okonjo, councillor."},
    {"headline": "No text"},
]
SUBTITLES = """1
00:00:01,000 --> 00:00:04,000
HOST: Good evening. When will you
open the bridge?

2
00:00:04,500 --> 00:00:08,000
MAYOR CALDER: We will open it in May.

3
00:00:08,100 --> 00:00:09,000
HOST: Thank you.
"""
FRENCH = "Le conseil se réunira de nouveau mardi, a dit le maire, et personne ne sait ce qu'il va décider alors. "


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a file of each format."""
    import pyarrow
    import pyarrow.parquet
    import zstandard

    folder = tmp_path_factory.mktemp("formats")
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("april/bridge.txt", SAID)
        archive.writestr("april/ferry.pdf", b"%PDF-1.7 cut off")
    for name, data in {
        "note.txt": SAID.encode(),
        "post.md": as_markdown(NEWS),
        "talk.srt": SUBTITLES.encode(),
        "dump.jsonl": lines,
        "dump.jsonl.zst": zstandard.compress(lines),
        "api.json": json.dumps({"status": "ok", "results": RECORDS[:2]}).encode(),
        "articles.csv": "heading;words\nBridge;“Go,” said Marta Lindqvist.\n".encode(),
        "news.html": as_html(NEWS),
        "release.pdf": as_pdf(RELEASE),
        "briefing.docx": as_docx(BRIEFING),
        "crawl.warc": web_archive(),
        "april.zip": packed.getvalue(),
        "note.txt.bz2": bz2.compress(SAID.encode()),
        "conseil.txt": (FRENCH * 3).encode(),
        "scan.png": b"\x89PNG",
    }.items():
        (folder / name).write_bytes(data)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(RECORDS[:2]), folder / "articles.parquet")
    return folder


def web_archive():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    url, page = "https://www.coastherald.example/harbour", io.BytesIO(as_html(NEWS))
    writer.write_record(writer.create_warc_record(url, "response", payload=page, http_headers=headers))
    return stream.getvalue()


def printed(command: str) -> str:
    """What the command prints, its messages included."""
    from click.testing import CliRunner

    from quotes.cli import main

    command, _, given = command.partition(" < ")
    program, *arguments = shlex.split(command)
    assert program == "quotes"
    data = Path(given).read_bytes() if given else None
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, input=data).output


@pytest.mark.parametrize(("command", "shown"), commands(PAGE), ids=[command for command, _ in commands(PAGE)])
def test_every_command_prints_what_the_page_shows(command, shown, folder, monkeypatch):
    monkeypatch.chdir(folder)
    lines = [line.rstrip() for line in printed(command).splitlines()]
    assert shown
    assert [line for line in shown if line.strip() != "..." and line.rstrip() not in lines] == []


@pytest.mark.parametrize("code", blocks(PAGE, "python"))
def test_python_examples_run(code, folder, monkeypatch):
    check_python(code, folder, monkeypatch)


def test_every_suffix_is_on_the_page():
    from quotes.reading import SUFFIXES

    assert [suffix for suffix in SUFFIXES if suffix and f"`{suffix}`" not in PAGE] == []
