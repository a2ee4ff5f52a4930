"""Nothing goes over the network, whatever is asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCKING = """
import socket

def refused(*arguments, **named):
    raise AssertionError(f"a connection was tried: {arguments}")

socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refused
"""
WORK = """
import sys
from quotes.cli import main
import pathlib

def run(*arguments):
    try:
        main(list(arguments))
    except SystemExit as left:
        assert not left.code, (arguments, left.code)

run("ingest", "seeds", "page.html", "--workers", "1")
run("by", "Hua Chunying")
run("search", "world")
run("export", "quotes.jsonl")
run("extract", "page.html", "--format", "jsonl")
"""
PAGE = """<html><head><title>Bridge</title><link rel="stylesheet" href="http://127.0.0.1:9/a.css"></head><body><article>
<img src="http://127.0.0.1:9/a.png"><p>“The bridge will open in May,” said Mayor Ines Calder. She added that tolls would
stay, and that nobody who lives in the town would have to pay more than before.</p><script src="http://127.0.0.1:9/a.js"></script>
<iframe src="http://127.0.0.1:9/"></iframe></article></body></html>"""


@pytest.mark.parametrize("work", [WORK], ids=["reading, asking, exporting"])
def test_no_connection_is_tried(work: str, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="reads a web page: pip install '.[html]'")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("QUOTES_DB", None)
    done = subprocess.run(
        [sys.executable, "-c", BLOCKING + work], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Ines Calder" in (tmp_path / "quotes.jsonl").read_text(encoding="utf-8")


def test_the_blocking_would_tell() -> None:
    code = BLOCKING + "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "a connection was tried" in done.stderr
