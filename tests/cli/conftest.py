"""The command as people call it, on a database of its own, with a stand-in for the models."""

from __future__ import annotations

import json
import sys
import types

import pytest
from click.testing import CliRunner
from marked import extract_marked

from quotes.cli import main


@pytest.fixture(autouse=True)
def stand_in(monkeypatch):
    module = types.ModuleType("quotes.extraction")
    module.extract = extract_marked
    monkeypatch.setitem(sys.modules, "quotes.extraction", module)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """``run("by", "NAME")``: the result, with ``exit_code``, ``stdout``, ``stderr`` and ``rows`` of JSON. The current
    folder is a fresh one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUOTES_DB", raising=False)

    def run(*arguments, **options):
        result = CliRunner().invoke(main, arguments, **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        result.rows = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
        return result

    return run


@pytest.fixture
def documents(run, tmp_path):
    """Writes documents by name; returns their folder."""

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / "in" / f"{name}.txt").parent.mkdir(exist_ok=True)
            (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
        return "in"

    return write


@pytest.fixture
def filled(run, documents):
    """``run`` on a database with two documents."""
    documents(
        keller="Budget adopted\n\nApril 22, 2020\n\n“We go,” said Maria Keller. “It rains,” believed Maria Keller.",
        adeyemi="“Stay,” said Tom Adeyemi. “No,” said Maria Keller. “Peace,” wanted Tom Adeyemi.",
    )
    assert run("ingest", "in").exit_code == 0
    return run
