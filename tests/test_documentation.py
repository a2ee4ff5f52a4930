"""What the pages of docs/ show is what happens."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shown import ROOT, blocks, check_commands, check_python, commands, plain_commands, run

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


ALL_PAGES = {"README.md": (ROOT / "README.md").read_text(encoding="utf-8"), **PAGES}
APART = ("quotes serve", "quotes extract s3://", "../shared/", "python benchmarks/", "python training/")
"""What cannot run here: a server, a cluster's storage, corpora and measures that are no part of the package."""


@pytest.fixture(scope="module")
def prepared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the pages' plain commands read."""
    folder = tmp_path_factory.mktemp("prepared") / "in"
    shutil.copytree(filled, folder)
    shutil.copytree(ROOT / "fixtures" / "seeds", folder / "fixtures" / "seeds")
    (folder / "articles").mkdir()
    (folder / "articles" / "bridge.txt").write_text("“The bridge will open in May,” said Mayor Ines Calder.\n")
    for command in ("quotes export GOLD/ --format brat --document 003_f50e", "quotes export export.jsonl"):
        assert run(command, folder)[0] == 0
    (folder / "people.csv").write_text("".join(blocks(PAGES["speakers.md"], "csv")), encoding="utf-8")
    return folder


def runnable(page: str) -> list[str]:
    return [line for line in plain_commands(page) if not any(part in line for part in APART)]


@pytest.mark.parametrize("name", [name for name, page in ALL_PAGES.items() if runnable(page)])
def test_every_plain_command_works(name: str, prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    called = (
        f'quotes() {{ {sys.executable} -m quotes "$@"; }}; python() {{ {sys.executable} "$@"; }}; set -eo pipefail\n'
    )
    lines = runnable(ALL_PAGES[name])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("QUOTES_DB", None)
    done = subprocess.run(
        ["bash", "-c", called + "\n".join(lines)], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, (lines, done.stderr[-2000:])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_is_told_what_completes(shell: str) -> None:
    (line,) = re.findall(rf"^    (.*_QUOTES_COMPLETE={shell}_source quotes.*)#", PAGES["index.md"], re.MULTILINE)
    assert "_QUOTES_COMPLETE" in line
    told = {
        "_QUOTES_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "quotes sp",
        "COMP_CWORD": "sp" if shell == "fish" else "1",
    }
    for instruction, wanted in (({"_QUOTES_COMPLETE": f"{shell}_source"}, "_quotes_completion"), (told, "speakers")):
        code = "import sys; sys.argv[0] = 'quotes'; from quotes.cli import main; main()"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **instruction}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
        assert wanted in done.stdout, done.stderr


def test_the_table_of_keys_is_complete() -> None:
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", PAGES["jsonl.md"], re.MULTILINE))))
    assert named == set(CONTRACT_KEYS)


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_documentation_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", PAGES[name]):
        assert (ROOT / "docs" / target).exists(), target
