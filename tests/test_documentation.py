"""What the pages of docs/ show is what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shown import ROOT, blocks, check_commands, check_python, commands, run

from quotes.types import CONTRACT_KEYS

ELSEWHERE = {"formats.md"}
"""Pages whose examples need inputs of their own; their tests stand with those."""
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
SHOWING = {name: page for name, page in PAGES.items() if name not in ELSEWHERE}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and a database of them."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    code, printed = run("quotes ingest seeds/", folder)
    assert code == 0, printed
    return folder


@pytest.mark.parametrize("name", [name for name, page in SHOWING.items() if commands(page)])
def test_every_command_prints_what_the_page_shows(name: str, filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    check_commands(SHOWING[name], tmp_path)


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, page in SHOWING.items() for number in range(len(blocks(page, "python")))],
)
def test_python_examples_run(name: str, number: int, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_python(blocks(SHOWING[name], "python")[number], filled, monkeypatch)


def test_the_table_of_keys_is_complete() -> None:
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", PAGES["jsonl.md"], re.MULTILINE))))
    assert named == set(CONTRACT_KEYS)


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_documentation_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", PAGES[name]):
        assert (ROOT / "docs" / target).exists(), target
