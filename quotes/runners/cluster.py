"""On Ray (https://docs.ray.io): documents are read by tasks, quotes found by a pool of actors that load the models
once, parts of the folder written by tasks. What a lost worker was at is done again by another.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotes.archive.opened import version
from quotes.errors import QuotesError, ReadingError
from quotes.export import folders
from quotes.parallel.workers import Extract
from quotes.runners.common import Outcome
from quotes.types import Document, Extraction

READ_FILES, READ_BYTES = 100, 8_000_000
"""So many files, or bytes of them, are read by one task."""
BATCH = 16
"""Documents that an actor is given at a time: what is done again where it is lost."""
BLOCK = 1 << 19
"""Bytes of a block, which goes to one actor: some 150 articles, a minute of work."""
PART = 1000
"""Documents in a part of the folder, at least, but for the last."""
FINDING, LITTLE = 0.9, 0.05
"""Shares of a processor that finding asks for, and reading and writing, which are next to nothing beside it. Together
they fit on one: else none would ever start where there is no other."""
MEMORY = 200_000_000
"""Bytes of Ray's object store, where a cluster is started on this machine."""


def run(
    sources: Iterable[str],
    output: str,
    *,
    extract: Extract,
    fields: Mapping[str, str | None] | None = None,
    workers: int | None = None,
) -> Outcome:
    """Reads these inputs, finds the quotes and writes them to a new folder (see ``export.folders``), in the order of
    the inputs.

    ``sources`` are paths that all machines of the cluster see, or addresses that fsspec knows; ``workers`` is how many
    actors find quotes, by default one for each processor of the cluster. The cluster is that of the environment
    variable RAY_ADDRESS; without, it is started on this machine. Raises QuotesError.
    """
    library = ray()
    folders.begin(output)
    with connected(library, workers):
        from quotes.runners.sink import Sink

        size = workers or max(1, int(library.cluster_resources().get("CPU", 1)))
        groups = [{"sources": group, "folder": os.getcwd(), "fields": dict(fields or {})} for group in _groups(sources)]
        found = (
            library.data.from_items(groups, override_num_blocks=max(1, len(groups)))
            .map_batches(read, batch_size=1, batch_format=None, num_cpus=LITTLE)
            .map_batches(
                Finder, fn_constructor_args=(extract,), batch_size=BATCH, batch_format="pyarrow",
                num_cpus=FINDING, compute=library.data.ActorPoolStrategy(size=size),
            )
        )  # fmt: skip
        sink = Sink(output, PART)
        found.write_datasink(sink, ray_remote_args={"num_cpus": LITTLE})
    folders.end(output)
    return sink.outcome


def ray() -> Any:
    """The library. Raises QuotesError naming the extra where it is not installed."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        remedy = "Install it: pip install 'quote-attribution[ray]'."
        raise QuotesError("ray", "this engine needs the extra 'ray'", remedy) from error
    return ray


@contextlib.contextmanager
def connected(ray: Any, workers: int | None) -> Iterator[None]:
    """A connection to Ray, closed again if it was not there before."""
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.target_max_block_size = BLOCK
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    if ray.is_initialized():
        yield
        return
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if "RAY_ADDRESS" not in os.environ:
        options |= {"num_cpus": workers, "object_store_memory": MEMORY, "include_dashboard": False}
    ray.init(**options)
    try:
        yield
    finally:
        ray.shutdown()


def _groups(sources: Iterable[str]) -> Iterator[list[str]]:
    """The sources, small files together."""
    group: list[str] = []
    size = 0
    for source in sources:
        group.append(source)
        size += os.path.getsize(source) if os.path.isfile(source) else READ_BYTES
        if len(group) >= READ_FILES or size >= READ_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def read(groups: Any) -> Iterator[Any]:
    """The documents of groups of sources, as tables; what cannot be read as a row with a ``fault``."""
    from quotes import reading

    for group in groups.to_pylist() if hasattr(groups, "to_pylist") else groups.to_dict("records"):
        with contextlib.suppress(OSError):
            os.chdir(group["folder"])
        rows: list[dict[str, Any]] = []
        for row in _rows(group["sources"], reading.read, group["fields"]):
            rows.append(row)
            if len(rows) == BATCH:
                yield _table(rows)
                rows = []
        if rows:
            yield _table(rows)


def _rows(sources: Sequence[str], read: Any, fields: dict[str, str | None]) -> Iterator[dict[str, Any]]:
    for source in sources:
        try:
            for document in read(source, **fields):
                yield {key: getattr(document, key) for key in _DOCUMENT} | {"fault": None}
        except ReadingError as error:
            yield {"id": source, "text": "", "notes": (), "fault": str(error)}


_DOCUMENT = ("id", "text", "title", "date", "publisher", "url", "notes")


def _table(rows: list[dict[str, Any]]) -> Any:
    import pyarrow

    columns = [(key, pyarrow.list_(pyarrow.string()) if key == "notes" else pyarrow.string()) for key in _DOCUMENT]
    return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema([*columns, ("fault", pyarrow.string())]))


class Finder:
    """An actor: loads the models when it starts, and is given one table of documents after another."""

    def __init__(self, extract: Extract) -> None:
        os.environ["OMP_NUM_THREADS"] = "1"
        self._extract = extract
        extract(Document("", "“Go,” said Ada Lovelace."))

    def __call__(self, table: Any) -> Any:
        """The documents with their quotes (see ``folders.table``), and a column ``fault``, null where there is none."""
        import pyarrow

        found: list[Extraction] = []
        faults: list[str | None] = []
        for row in table.to_pylist():
            fault = row.pop("fault")
            document = Document(**row | {"notes": tuple(row["notes"])})
            extraction = Extraction(document)
            if fault is None:
                try:
                    extraction = self._extract(document)
                except QuotesError:
                    raise
                except Exception as error:
                    fault = f"{document.id}: a fault of quotes itself ({type(error).__name__}: {error})"[:300]
            found.append(extraction)
            faults.append(fault)
        columns = folders.table(found, extractor=version())
        return columns.append_column("fault", pyarrow.array(faults, pyarrow.string()))
