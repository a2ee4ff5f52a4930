"""What the README shows is what happens: its commands run and print what it says, its Python runs."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
pty = pytest.importorskip("pty", reason="needs a terminal of its own to print to")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, list[str]]]:
    """The console commands, in order, each with the lines of output that the README shows."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line)
    return found


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


def run(command: str, folder: Path) -> tuple[int, str]:
    """Runs one ``quotes`` command on a terminal of 80 columns; exit code and what it printed."""
    arguments = shlex.split(command)
    assert arguments[0] == "quotes"
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "PYTHONPATH": str(ROOT)}
    environment.pop("QUOTES_DB", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", *arguments[1:]],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, env=environment,
    )  # fmt: skip
    os.close(follower)
    printed = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while chunk := os.read(leader, 65536):
            printed += chunk
    os.close(leader)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", printed.decode("utf-8"))
    return process.wait(), text.replace("\r\n", "\n")


def test_the_two_commands_are_there() -> None:
    assert [line for line in README.splitlines() if line.startswith("python -m pip install ")] == [
        'python -m pip install . && quotes ingest seeds/ && quotes by "Hua Chunying"',
        "python -m pip install '.[test]' && python -m pytest",
    ]


def test_every_command_prints_what_the_readme_shows(folder: Path) -> None:
    for command, shown in commands():
        code, printed = run(command, folder)
        assert code == 0, f"{command}\n{printed}"
        lines = [line.rstrip() for line in printed.splitlines()]
        missing = [line for line in shown if not any(real.startswith(line.rstrip()) for real in lines)]
        assert missing == [], f"{command}\n{printed}"


@pytest.mark.parametrize("code", blocks("python"))
def test_python_examples_run(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import quotes.pipeline  # noqa: F401  (the entry point, where the package runs from the source tree)

    monkeypatch.chdir(folder)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue().strip()


def test_the_table_of_keys_is_complete() -> None:
    from quotes.types import CONTRACT_KEYS

    table = README[README.index("| key | value |") : README.index("In CSV")]
    assert set(re.findall(r"`(\w+)`", table)) >= set(CONTRACT_KEYS)
