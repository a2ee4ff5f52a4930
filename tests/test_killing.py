"""An ingest that is killed at any moment goes on where it was, and comes to the same database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("workers", "runs"), [(1, 3), (2, 1)])
def test_a_killed_ingest_is_resumed_to_the_same_database(workers, runs):
    """The script of benchmarks/, a few times: it kills, resumes, and compares all tables."""
    arguments = ["--runs", str(runs), "--workers", str(workers), "--documents", "60", "--seed", "5"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "killing.py"), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *_, last = done.stdout.splitlines()[-1].split("\r")
    assert last.startswith(f"{runs} runs, killed ")
    assert not last.startswith(f"{runs} runs, killed 0 times")
