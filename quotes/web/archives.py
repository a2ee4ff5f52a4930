"""The archive for a server: look-ups in threads of their own, each with a connection that cannot write, and limited in
time; changes one after another."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from quotes import archive
from quotes.archive import Archive

Answer = TypeVar("Answer")

THREADS = 4
SECONDS = 5.0
"""What takes longer is given up."""


class Archives:
    """The database at ``path``, which has to be there. Close it when it is done."""

    def __init__(self, path: str) -> None:
        self.path = path
        # Brings the schema and the speakers up to date, where the file may be written.
        with archive.open(path, create=False) as opened:
            opened.totals()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="quotes")
        self._own = threading.local()
        self._opened: list[Archive] = []
        self._changing = threading.Lock()

    async def read(self, look_up: Callable[[Archive], Answer]) -> Answer:
        """What ``look_up`` makes of the archive; it must not hand out anything that still reads. Raises
        DatabaseError where it takes too long."""

        def limited() -> Answer:
            mine = self._mine()
            with mine.limited(SECONDS):
                return look_up(mine)

        return await asyncio.get_running_loop().run_in_executor(self._threads, limited)

    async def change(self, decide: Callable[[Archive], Answer]) -> Answer:
        """What ``decide`` makes of the archive, which it may write to."""

        def alone() -> Answer:
            with self._changing, archive.open(self.path, create=False) as opened:
                return decide(opened)

        return await asyncio.get_running_loop().run_in_executor(self._threads, alone)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        for opened in self._opened:
            opened.close()

    def _mine(self) -> Archive:
        mine: Archive | None = getattr(self._own, "archive", None)
        if mine is None:
            mine = self._own.archive = archive.open(self.path, readonly=True)
            self._opened.append(mine)
        return mine
