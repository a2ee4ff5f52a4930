"""What a page of documentation shows: its commands with their output, its examples in Python."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pty = pytest.importorskip("pty", reason="needs a terminal of its own to print to")


PLAIN = re.compile(r"(quotes|python -m quotes[.\w]*|python benchmarks/\S+) ")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[tuple[str, list[str]]]:
    """The console commands, in order, each with the lines of output that the page shows."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line)
    return found


def plain_commands(page: str) -> list[str]:
    """The commands, in order, that stand in blocks without output: fenced ones without a name, and indented ones."""
    found, fence = [], None
    for line in page.splitlines():
        if line.startswith("```"):
            fence = line[3:] if fence is None else None
        elif (fence in ("", "sh") or (fence is None and line.startswith("    "))) and PLAIN.match(line.strip()):
            found.append(line.strip())
    return found


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


def check_commands(page: str, folder: Path) -> None:
    """Runs the page's commands in the folder; each must print the lines that the page shows, or more."""
    for command, shown in commands(page):
        code, printed = run(command, folder)
        assert code == 0, f"{command}\n{printed}"
        lines = [line.rstrip() for line in printed.splitlines()]
        missing = [line for line in shown if not any(real.startswith(line.rstrip()) for real in lines)]
        assert missing == [], f"{command}\n{printed}"


def check_python(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs an example in the folder; it must print something."""
    import quotes.pipeline  # noqa: F401  (the entry point, where the package runs from the source tree)

    monkeypatch.chdir(folder)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), {"__name__": "__main__"})
    assert printed.getvalue().strip()
