"""The command as a process: pipes, signals, start-up."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
SLOW = """
import sys, time, types
import marked
def extract(document):
    print("reading", document.id, flush=True)
    time.sleep(0.2)
    return marked.extract_marked(document)
sys.modules["quotes.extraction"] = module = types.ModuleType("quotes.extraction")
module.extract = extract
from quotes.cli import main
main(["ingest", "in"])
"""


@pytest.fixture
def start(tmp_path):
    """Starts Python with these arguments in a fresh folder."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}

    def start(*arguments, stdout_to=subprocess.PIPE, **options):
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, text=True,
            stdout=stdout_to, stderr=subprocess.PIPE, preexec_fn=_interruptible, **options,
        )  # fmt: skip

    return start


def _interruptible():
    # A shell has what it runs in the background ignore Ctrl-C, and so would this process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def many(filled, documents):
    """A database with enough quotes to fill a pipe."""
    documents(many=" ".join(f"“Go {number},” said Maria Keller." for number in range(500)))
    assert filled("ingest", "in").exit_code == 0
    return filled


@pytest.mark.parametrize(
    "arguments", [("export",), ("by", "Maria Keller"), ("by", "Maria Keller", "--format", "table")]
)
def test_a_reader_who_has_enough_is_no_error(many, start, arguments):
    process = start("-m", "quotes", *arguments)
    assert process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait() == 0
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_stopped_ingest_leaves_whole_documents_and_goes_on(run, documents, start, how, code):
    documents(**{f"d{number}": "“Go,” said Maria Keller. “Stay,” said Tom Adeyemi." for number in range(6)})
    process = start("-c", SLOW)
    for _ in range(3):
        process.stdout.readline()
    process.send_signal(how)
    errors = process.stderr.read()
    process.stdout.close()
    assert process.wait() == code
    assert "Traceback" not in errors
    with sqlite3.connect("quotes.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = run("export").rows
    assert {row["document"] for row in rows} == {"in/d0.txt", "in/d1.txt"}
    assert len(rows) == 4
    assert "4 added, 0 replaced, 2 unchanged" in run("ingest", "in").stderr
    assert len(run("export").rows) == 12


SEVERAL = """
import sys, types
import marked
def extract(document):
    import time
    time.sleep(0.2)
    return marked.extract_marked(document)
sys.modules["quotes.extraction"] = module = types.ModuleType("quotes.extraction")
module.extract = extract
if __name__ == "__main__":
    from quotes.parallel import extracting
    from quotes.cli import main
    extracting.SMALL = 1
    main(["ingest", "in", "--workers", "2"])
"""


def test_ctrl_c_ends_all_processes_and_keeps_what_is_done(run, documents, start, tmp_path):
    documents(**{f"d{number:02}": "“Go,” said Maria Keller." for number in range(40)})
    (tmp_path / "several.py").write_text(SEVERAL)
    process = start("several.py", start_new_session=True)
    while not os.path.exists("quotes.db") or not stored():
        assert process.poll() is None
        time.sleep(0.05)
    # As a terminal does, to all processes of the group.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "Stopped."
    assert "Traceback" not in errors
    late = time.monotonic() + 20
    while group_lives(process.pid):
        assert time.monotonic() < late, "a process is left"
        time.sleep(0.05)
    kept = stored()
    assert 0 < kept < 40
    assert f"{40 - kept} added, 0 replaced, {kept} unchanged" in run("ingest", "in").stderr


def group_lives(group):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def stored():
    with sqlite3.connect("quotes.db") as connection, contextlib.suppress(sqlite3.OperationalError):
        return connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    return 0


def test_two_ingests_at_once_wait_for_each_other(run, documents, start):
    documents(**{f"d{number}": "“Go,” said Maria Keller." for number in range(4)})
    processes = [start("-c", SLOW), start("-c", SLOW)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert len(run("export").rows) == 4
    assert [row["documents"] for row in run("speakers").rows] == [4]


HEAVY = (
    "spacy",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "coreferee",
    "thinc",
    "rich",
    "quotes.registry",
    "quotes.extraction",
)


@pytest.mark.parametrize(
    "arguments",
    [("by", "Maria Keller"), ("search", "go"), ("speakers",), ("export",), ("show", "keller"), ("--help",)],
)
def test_look_ups_load_nothing_heavy(filled, start, arguments):
    code = (
        "import sys\nfrom quotes.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    process = start("-c", code)
    _, errors = process.communicate()
    assert process.returncode == 0
    assert errors.splitlines()[-1] == "[]"


def test_look_ups_start_fast(filled, start):
    def seconds():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out, _ = start("-m", "quotes", "by", "Maria Keller").communicate()
        assert out
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # Time of the processor, the best of three: the machine may be busy.
    assert min(seconds() for _ in range(3)) < 0.35


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_without_room_is_told_in_one_line(start, tmp_path):
    (tmp_path / "text.txt").write_text("“We won,” Jane Roe said.\n", encoding="utf-8")
    with open("/dev/full", "w") as full:
        process = start("-m", "quotes", "extract", "text.txt", stdout_to=full)
        _, told = process.communicate()
    assert process.returncode == 2
    assert told.splitlines()[-1].startswith("Error: the output: cannot be written (No space left on device).")
    assert "Traceback" not in told
