"""Articles in Parquet: one row each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotes.errors import ReadingError
from quotes.reading import limits
from quotes.reading.extras import need
from quotes.reading.fields import QUOTE, Fields, found, listed
from quotes.reading.opening import Input
from quotes.reading.records import Faults
from quotes.types import Document

ROWS = 200
"""Rows that are held at a time."""
REMEDY = "--text-field, --title-field, ... say which column is which."


def read(opened: Input, fields: Fields) -> Iterator[Document]:
    """The documents of a Parquet file; only the columns that count are read."""
    parquet = need("pyarrow.parquet", extra="parquet", source=opened.name, what="Parquet")
    stream = opened.stream if opened.file else io.BytesIO(opened.whole(what="a Parquet file from a pipe"))
    faults = Faults(opened.name, "row")
    try:
        file = parquet.ParquetFile(stream)
        names = list(file.schema_arrow.names)
        if fields.text is None and QUOTE.issubset(names):
            raise ReadingError(opened.name, "quotes, not documents", "'quotes import' takes exports.")
        columns = _columns(names, fields)
        if not found(names, fields)["text"] or not columns:
            raise ReadingError(opened.name, f"no text field; there are: {listed(names)}", REMEDY)
        _check(file, opened.name)
        for batch in file.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                faults.total += 1
                yield from faults.checked(row, fields, local_ids=True)
    except ReadingError:
        raise
    except Exception as error:  # pyarrow raises OSError, ValueError and its own, with native details in the message.
        raise ReadingError(opened.name, "damaged, or no Parquet file", "Write it again.") from error
    faults.settle(REMEDY)


def _columns(names: list[str], fields: Fields) -> list[str]:
    """The columns that a document is made of, and those of objects that may hold its text."""
    given = {name for part in found(names, fields).values() for name in part}
    wanted = {name if name in names else name.split(".")[0] for name in given}
    return [name for name in names if name in wanted]


def _check(file: Any, source: str) -> None:
    """Raises ReadingError for row groups that say they unpack beyond measure."""
    groups = range(min(file.metadata.num_row_groups, 100_000))
    if any(file.metadata.row_group(number).total_byte_size > 4 * limits.WHOLE for number in groups):
        raise limits.too_large(source, 4 * limits.WHOLE, "a row group")
