"""Whatever goes wrong while documents come in: nothing that was in the database is lost, and the rest follows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ("full-disk", "failing-disk", "locked", "damaged-page", "readers")


def run(*arguments):
    """The script of benchmarks/, which compares all tables."""
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "faults.py"), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_by(fault):
    done = run(fault, "--tries", "4", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == [fault, "4", "tries,", "nothing", "lost"]


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="permissions are of another kind here")
def test_nothing_is_lost_by_missing_permissions():
    done = run("no-permission", "--tries", "6")
    assert done.returncode == 0, done.stdout + done.stderr


CARELESS = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import contextlib
import faults
from quotes.database import Database

@contextlib.contextmanager
def transaction(self, **options):
    yield

Database.transaction = transaction
faults.main()
"""


@pytest.mark.parametrize("fault", ["full-disk", "failing-disk"])
def test_the_script_would_tell(fault):
    """Without transactions, something is."""
    arguments = [sys.executable, "-c", CARELESS, str(ROOT / "benchmarks"), fault, "--tries", "10"]
    done = subprocess.run(arguments, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Error" in done.stderr
