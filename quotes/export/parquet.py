"""Parquet: a typed column a key, row groups written as they come."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from typing import Any, BinaryIO

from quotes.errors import QuotesError
from quotes.export.rows import Found, line
from quotes.types import CONTRACT_KEYS

ROWS = 10_000
"""Quotes in a row group, which is held in memory as a whole."""


def pyarrow() -> Any:
    """The library. Raises QuotesError naming the extra where it is not installed."""
    try:
        import pyarrow
        import pyarrow.json
        import pyarrow.parquet
    except ImportError as error:
        remedy = "Install it: pip install 'quote-attribution[parquet]'."
        raise QuotesError("Parquet", "needs the extra 'parquet'", remedy) from error
    return pyarrow


def schema() -> Any:
    """The columns and their types. Lists of extents and of steps come back as ``Quote.as_dict`` has them."""
    arrow = pyarrow()
    extents = arrow.list_(arrow.list_(arrow.int32()))
    step = [("rule", arrow.string()), ("text", arrow.string()), ("span", arrow.list_(arrow.int32())),
            ("detail", arrow.string())]  # fmt: skip
    types = {
        **dict.fromkeys(("spans", "cue_spans", "source_spans"), extents),
        **dict.fromkeys(("speakers", "resolution", "same_as"), arrow.list_(arrow.string())),
        "also_in": arrow.list_(arrow.struct([("document", arrow.string()), ("id", arrow.string())])),
        "steps": arrow.list_(arrow.struct(step)),
        "confidence": arrow.float64(),
    }
    return arrow.schema([(key, types.get(key, arrow.string())) for key in CONTRACT_KEYS])


def write(found: Iterable[Found], stream: BinaryIO) -> int:
    """Writes a Parquet file. Returns how many quotes."""
    arrow, columns = pyarrow(), schema()
    rows = itertools.chain.from_iterable(rows for _, rows in found)
    count = 0
    with arrow.parquet.ParquetWriter(arrow.PythonFile(stream, mode="w"), columns, compression="zstd") as writer:
        while group := list(itertools.islice(rows, ROWS)):
            writer.write_table(_table(b"".join(map(line, group)), columns))
            count += len(group)
    return count


def _table(text: bytes, columns: Any) -> Any:
    """The table of these lines of JSON. Arrow's own parser of JSON takes a tenth of the time of objects on the way."""
    json = pyarrow().json
    parsing = json.ParseOptions(explicit_schema=columns, unexpected_field_behavior="error")
    return json.read_json(io.BytesIO(text), json.ReadOptions(use_threads=False, block_size=len(text)), parsing)


def write_records(records: Iterable[dict[str, Any]], schema: Any, place: Any) -> int:
    """Writes records of this schema to a path or file, a row group at a time. Returns how many."""
    arrow = pyarrow()
    count = 0
    records = iter(records)
    with arrow.parquet.ParquetWriter(place, schema, compression="zstd") as writer:
        while group := list(itertools.islice(records, ROWS)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count
