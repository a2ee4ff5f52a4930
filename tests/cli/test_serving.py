"""``quotes serve`` as people call it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

pytest.importorskip("datasette", reason="the extra 'web' is not installed")


@pytest.fixture
def started(filled, tmp_path):
    """``started("--edit")``: the process of a server on the filled database and the first lines that it prints."""
    servers = []

    def start(*options):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "QUOTES_DB": str(tmp_path / "quotes.db")}
        command = [sys.executable, "-m", "quotes", "serve", "--port", "0", *options]
        servers.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment))
        lines = []
        while not lines or not lines[-1].startswith("Ctrl-C"):
            line = servers[-1].stderr.readline()
            assert line, lines
            lines.append(line)
        return servers[-1], lines

    yield start
    for server in servers:
        server.kill()
        server.communicate()


def test_it_serves_until_it_is_interrupted(started):
    server, lines = started()
    address = re.search(r"http://127\.0\.0\.1:\d+/", lines[0])[0]
    with urllib.request.urlopen(address + "speaker?id=Maria%20Keller") as answer:
        assert "<h1>Maria Keller</h1>" in answer.read().decode()
    assert not any("token" in line for line in lines)
    server.send_signal(signal.SIGINT)
    _, rest = server.communicate(timeout=20)
    assert server.returncode in (0, 130)
    assert "Traceback" not in rest


def test_it_answers_to_its_own_name_alone(started):
    _, lines = started("--allow-host", "quotes.example")
    address = re.search(r"http://127\.0\.0\.1:\d+/", lines[0])[0]
    asked = urllib.request.Request(address, headers={"Host": "quotes.example"})
    assert urllib.request.urlopen(asked).status == 200
    with pytest.raises(urllib.error.HTTPError, match="421"):
        urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}))


def test_with_edit_it_prints_the_address_that_takes_the_token(started):
    _, lines = started("--edit")
    address = re.search(r"http://\S+/edit\?token=\S{32}", lines[1])[0]
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address) as answer:
        assert "You may correct who is who" in answer.read().decode()


def test_a_port_that_is_taken_is_said(filled):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = filled("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "Choose another with --port" in result.stderr


def test_a_database_that_is_not_there_is_said(run):
    result = run("serve", "--db", "nowhere.db")
    assert result.exit_code == 2
    assert "no such database" in result.stderr


def test_without_the_extra_it_says_which(filled, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("datasette", "quotes.web."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datasette", None)
    result = filled("serve")
    assert result.exit_code == 2
    assert "quote-attribution[web]" in result.stderr


def test_the_pages_start_without_the_models():
    # Datasette brings numpy along where it is installed.
    models = {"spacy", "coreferee", "onnxruntime", "tokenizers", "thinc"}
    code = f"import sys, quotes.web.pages, quotes.web.application; print(*sorted({models!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []
