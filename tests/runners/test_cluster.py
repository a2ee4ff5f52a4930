"""On Ray: the same rows as from one process, also where a worker is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from dying import Dying
from marked import extract_marked
from test_folder import rows, unexpected

from quotes import reading
from quotes.runners import cluster, resolving
from quotes.runners import folder as runner

ray = pytest.importorskip("ray", reason="the extra 'ray' is not installed")
pytest.importorskip("ray.data", reason="the extra 'ray' is not installed")


@pytest.fixture(scope="module")
def path():
    """Changes the environment for as long as these tests run."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module", autouse=True)
def one_cluster(path):
    """One cluster with one processor for all tests: to start it takes longest."""
    here = Path(__file__).parent
    path.setenv("PYTHONPATH", os.pathsep.join(map(str, (here, here.parent, here.parent.parent))))
    ray.init(num_cpus=1, object_store_memory=cluster.MEMORY, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture
def one_process(documents, tmp_path):
    """The folder that one process writes."""
    runner.run(documents, str(tmp_path / "one"), extract=extract_marked, failed=unexpected)
    return tmp_path / "one"


def everything(output):
    """All rows of quotes, and all of documents."""
    found = rows(output)
    return [row for part in found[::2] for row in part], [row for part in found[1::2] for row in part]


def test_rows_are_those_of_one_process_though_a_worker_is_killed(folder, one_process, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PART", 20)
    dying = Dying("r33", str(tmp_path / "trace"))
    done = cluster.run(reading.inputs([str(folder)]), str(tmp_path / "out"), extract=dying, workers=1)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "trace").read_text()), signal.SIG_DFL)
    assert everything(tmp_path / "out") == everything(one_process)
    assert (done.documents, done.quotes) == tuple(map(len, reversed(everything(one_process))))
    (fault,) = done.faults
    assert "void.txt: empty" in fault


def test_speakers_are_resolved_block_by_block(one_process):
    assert resolving.on_ray(str(one_process)) == resolving.here(str(one_process))
