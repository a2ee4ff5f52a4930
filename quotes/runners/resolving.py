"""Who is who in a folder that ``extract`` wrote: canonical speakers, block by block, in this process or on Ray.

The result is that of ``registry.resolve`` over all local speakers at once, without anybody's decisions: those are the
database's.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from quotes import registry
from quotes.archive import records
from quotes.export import folders
from quotes.export.parquet import pyarrow, write_records
from quotes.runners import blocks, cluster
from quotes.types import Occurrence, Speaker

BUCKETS = 200
"""Into so many parts the blocks are put; one is resolved at a time."""
COLUMNS = ["id", "date", "speakers"]

Row = dict[str, Any]


def here(folder: str) -> list[Row]:
    """The canonical speakers, by id, resolved all at once in this process."""
    return [_row(speaker) for speaker in registry.resolve(_occurrences(folder))]


def on_ray(folder: str) -> list[Row]:
    """The canonical speakers, by id, resolved on Ray. Raises QuotesError where Ray is not installed."""
    ray = cluster.ray()
    with cluster.connected(ray, None):
        # Sorting asks for no processor that the tasks could be waiting for themselves.
        ray.data.DataContext.get_current().shuffle_strategy = ray.data.context.ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
        paths = [part.documents for part in folders.parts(folder)]
        documents = ray.data.read_parquet(paths, columns=COLUMNS)
        options = {"batch_format": "pyarrow", "num_cpus": cluster.FINDING}
        tied = documents.map_batches(_keys, **options)
        numbers = blocks.numbered({tuple(row["keys"]) for row in tied.iter_rows()})
        shared = ray.put(numbers)
        found = (
            documents.map_batches(_placed, fn_args=(shared,), **options)
            .groupby("bucket")
            .map_groups(_resolved, **options)
        )
        return sorted((json.loads(row["speaker"]) for row in found.iter_rows()), key=lambda row: str(row["id"]))


def write(folder: str, speakers: Iterable[Row]) -> int:
    """Writes the speakers into the folder, as a table of their own. Returns how many."""
    os.makedirs(f"{folder}/speakers", exist_ok=True)
    return write_records(speakers, schema(), f"{folder}/speakers/part-00000.parquet")


def schema() -> Any:
    """The columns of canonical speakers. ``members`` are the local speakers: a document and a key."""
    arrow = pyarrow()
    text = arrow.string()
    member = arrow.struct([("document", text), ("key", text)])
    evidence = arrow.struct([("form", text), ("document", text), ("count", arrow.int64()), ("rule", text)])
    return arrow.schema(
        [("id", text), ("name", text), ("type", text), ("roles", arrow.list_(text)), ("members", arrow.list_(member)),
         ("evidence", arrow.list_(evidence))]
    )  # fmt: skip


def _row(speaker: Speaker) -> Row:
    return {
        "id": speaker.id, "name": speaker.name, "type": speaker.type, "roles": list(speaker.roles),
        "members": [{"document": document, "key": key} for document, key in speaker.members],
        "evidence": [dataclasses.asdict(each) for each in speaker.evidence],
    }  # fmt: skip


def _occurrences(folder: str) -> Iterator[Occurrence]:
    for part in folders.parts(folder):
        for row in folders.rows(part.documents):
            yield from _of(row)


def _of(row: Row) -> Iterator[Occurrence]:
    for each in row["speakers"]:
        yield Occurrence(row["id"], row["date"], records.speaker(each))


def _keys(documents: Any) -> Any:
    """What ties the local speakers of these documents: each set of keys once."""
    arrow = pyarrow()
    found = {blocks.keys(each) for row in documents.to_pylist() for each in _of(row)}
    return arrow.table({"keys": arrow.array([list(each) for each in sorted(found)], arrow.list_(arrow.int64()))})


def _placed(documents: Any, shared: Any) -> Any:
    """The local speakers of these documents, one a row, with their blocks. ``shared`` refers to the numbers of all."""
    arrow = pyarrow()
    numbers: dict[blocks.Keys, int] = cluster.ray().get(shared)
    placed: list[tuple[int, str]] = []
    for row in documents.to_pylist():
        for each, occurrence in zip(row["speakers"], _of(row), strict=True):
            told = {"id": row["id"], "date": row["date"], "speakers": [each]}
            placed.append((numbers[blocks.keys(occurrence)], json.dumps(told)))
    return arrow.table(
        {
            "bucket": arrow.array([number % BUCKETS for number, _ in placed], arrow.int64()),
            "block": arrow.array([number for number, _ in placed], arrow.int64()),
            "told": arrow.array([told for _, told in placed], arrow.string()),
        }
    )


def _resolved(bucket: Any) -> Any:
    """The canonical speakers of the blocks in a bucket."""
    arrow = pyarrow()
    members = ((row["block"], each) for row in bucket.to_pylist() for each in _of(json.loads(row["told"])))
    found = [speaker for block in blocks.together(members) for speaker in registry.resolve(block)]
    return arrow.table({"speaker": arrow.array([json.dumps(_row(each)) for each in found], arrow.string())})
