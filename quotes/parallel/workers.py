"""Processes that find quotes: each loads the models once and is given one document after another.

A worker that dies (out of memory, killed) is replaced, and its document read once more by the new one; where that dies
too, the document is given back with a WorkerError. Workers end by themselves as soon as the process that started them
is gone, however it went.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from quotes.errors import QuotesError
from quotes.types import Document, Extraction

Extract = Callable[[Document], Extraction]
Outcome = Extraction | Exception

AHEAD = 2
"""Documents that a worker is given at a time, unless told otherwise: the next one lies ready when one is done."""
ATTEMPTS = 2
"""How often a document is tried whose worker dies."""
DEATHS = 4
"""Workers that may die one after another without any result before it is given up."""


class WorkerError(QuotesError):
    """A process that was finding quotes has died."""


class Task(NamedTuple):
    """A document to be read; ``number`` names it to whoever gave it."""

    number: int
    document: Document
    attempt: int = 1


class Raised(NamedTuple):
    """An exception on its way from a worker. The project's own take other arguments than they keep, which pickling an
    exception does not allow for."""

    kind: type[Exception]
    arguments: tuple[Any, ...]
    state: dict[str, Any]

    def restored(self) -> Exception:
        error = self.kind.__new__(self.kind)
        error.args = self.arguments
        error.__dict__.update(self.state)
        return error


class Worker:
    """A process with the tasks that it has been given, the one that it is at first."""

    def __init__(self, extract: Extract) -> None:
        # A new interpreter: what this one has running in threads, or holds open, is not copied half-way.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.tasks = deque[Task]()
        self.process = context.Process(target=_work, args=(theirs, extract), daemon=True)
        self.process.start()
        # Only the worker holds its end now: when it dies, reading here says so.
        theirs.close()

    def give(self, task: Task) -> None:
        self.tasks.append(task)
        # Where it has died, ``Pool.wait`` finds that out.
        with contextlib.suppress(OSError):
            self.connection.send(task.document)

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join()


class Pool:
    """Workers that run ``extract``, which must be a function at the top level of a module, or picklable otherwise; each
    is given ``ahead`` documents at a time. Close it, or use it in a ``with`` statement."""

    def __init__(self, extract: Extract, workers: int, *, ahead: int = AHEAD) -> None:
        self._extract, self._ahead = extract, ahead
        self._workers = [Worker(extract) for _ in range(workers)]
        self._deaths = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def has_room(self) -> bool:
        """Whether a worker can be given another document."""
        return any(len(worker.tasks) < self._ahead for worker in self._workers)

    def submit(self, number: int, document: Document) -> None:
        """Gives a document to the worker that has least to do."""
        self._give(Task(number, document))

    def wait(self) -> list[tuple[int, Outcome]]:
        """Waits until some documents are done: what was found in each, or the exception that came of it."""
        done: list[tuple[int, Outcome]] = []
        for connection in wait([worker.connection for worker in self._workers]):
            worker = next(worker for worker in self._workers if worker.connection is connection)
            try:
                found: Extraction | Raised = worker.connection.recv()
            except (EOFError, OSError):
                done += self._replace(worker)
            else:
                self._deaths = 0
                outcome = found.restored() if isinstance(found, Raised) else found
                done.append((worker.tasks.popleft().number, outcome))
        return done

    def _give(self, task: Task) -> None:
        min(self._workers, key=lambda worker: len(worker.tasks)).give(task)

    def _replace(self, dead: Worker) -> list[tuple[int, Outcome]]:
        """Puts a new worker in the place of a dead one and gives it the tasks. Gives back the one at which the other
        has died, where that was not the first time."""
        dead.end()
        how = _ending(dead.process.exitcode)
        self._deaths += 1
        if self._deaths >= DEATHS:
            raise WorkerError("workers", f"they die one after another ({how})", "Use fewer: --workers 1.")
        fresh = Worker(self._extract)
        self._workers[self._workers.index(dead)] = fresh
        if not dead.tasks:
            return []
        first, *rest = dead.tasks
        again = [first._replace(attempt=first.attempt + 1)] if first.attempt < ATTEMPTS else []
        for task in (*again, *rest):
            fresh.give(task)
        if again:
            return []
        reason = f"the process that read it died, {ATTEMPTS} times ({how})"
        return [(first.number, WorkerError(first.document.id, reason, "Split it, or use --workers 1."))]


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"{name}; out of memory?" if name == "SIGKILL" else name


def _work(connection: Connection, extract: Extract) -> None:
    """The life of a worker: reads the documents that come in, one after another, until there are no more."""
    # Ctrl-C goes to all processes of a terminal; the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    inbox: queue.SimpleQueue[Document] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    while True:
        outcome = _outcome(extract, inbox.get())
        try:
            connection.send(outcome)
        except OSError:
            return


def _receive(connection: Connection, inbox: queue.SimpleQueue[Document]) -> None:
    # Taken off the line at once, so that whoever sends never waits for a worker that waits to send itself.
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        # Nobody is left to take a result.
        os._exit(0)


def _outcome(extract: Extract, document: Document) -> Extraction | Raised:
    try:
        return extract(document)
    except Exception as error:
        raised = Raised(type(error), error.args, error.__dict__)
        try:
            pickle.dumps(raised)
        except Exception:
            return Raised(RuntimeError, (f"{type(error).__name__}: {error}",), {})
        return raised
