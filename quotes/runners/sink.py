"""The end of the line on Ray: blocks of documents become parts of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow
from ray.data import Datasink

from quotes.export import folders
from quotes.runners.common import Outcome


class Sink(Datasink):  # type: ignore[misc]
    """Writes a part for each task, named by its number, so that one that is done again takes the place of the other.
    ``outcome`` tells what became of it all."""

    def __init__(self, folder: str, size: int) -> None:
        self.outcome = Outcome()
        self._folder, self._size = folder, size

    @property
    def min_rows_per_write(self) -> int:
        return self._size

    def write(self, blocks: Iterable[Any], ctx: Any) -> tuple[int, int, list[str]]:
        """Documents and quotes that were written, and the faults."""
        table = pyarrow.concat_tables([_table(block) for block in blocks])
        faults = [fault for fault in table["fault"].to_pylist() if fault is not None]
        table = table.filter(pyarrow.compute.is_null(table["fault"])).drop_columns("fault")
        return table.num_rows, folders.write_part(self._folder, ctx.task_idx, table), faults

    def on_write_complete(self, write_result: Any) -> None:
        for documents, quotes, faults in write_result.write_returns:
            self.outcome.documents += documents
            self.outcome.quotes += quotes
            self.outcome.faults += faults


def _table(block: Any) -> Any:
    return block if isinstance(block, pyarrow.Table) else pyarrow.Table.from_pandas(block, preserve_index=False)
