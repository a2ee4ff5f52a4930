"""What the README shows is what happens: its commands run and print what it says, its Python runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shown import ROOT, blocks, check_commands, check_python, run

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and the database that the first command makes of them."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    first = next(line for line in README.splitlines() if line.startswith("python -m pip install ."))
    ingest = first.split(" && ")[1]
    code, printed = run(ingest, folder)
    assert code == 0, printed
    return folder


def test_the_two_commands_are_there() -> None:
    assert [line for line in README.splitlines() if line.startswith("python -m pip install ")] == [
        'python -m pip install . && quotes ingest seeds/ && quotes by "Hua Chunying"',
        "python -m pip install '.[test]' && python -m pytest",
    ]


def test_every_command_prints_what_the_readme_shows(folder: Path) -> None:
    check_commands(README, folder)


@pytest.mark.parametrize("code", blocks(README, "python"))
def test_python_examples_run(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_python(code, folder, monkeypatch)


def test_the_table_of_keys_is_complete() -> None:
    from quotes.types import CONTRACT_KEYS

    table = README[README.index("| key | value |") : README.index("In CSV")]
    assert set(re.findall(r"`(\w+)`", table)) >= set(CONTRACT_KEYS)
