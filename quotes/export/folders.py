"""Folders of Parquet: what was found in very many documents, part by part.

``quotes/part-00000.parquet`` has a row a quote, as ``parquet`` writes them; ``documents/part-00000.parquet`` a row for
each document that these are of, with its text and its speakers. ``_SUCCESS`` is written last: without it the folder
is not whole. A folder is a path, or an address that fsspec knows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from quotes.errors import QuotesError, ReadingError
from quotes.export.parquet import ROWS, pyarrow, schema
from quotes.types import Extraction

DONE = "_SUCCESS"
ADDRESS = "://"
"""What tells an address from a path."""


class Part(NamedTuple):
    """The two files of a part."""

    documents: str
    quotes: str


def document_schema() -> Any:
    """The columns of documents: those of their records (see ``archive.records``)."""
    arrow = pyarrow()
    text = arrow.string()
    alias = [("form", text), ("count", arrow.int32()), ("span", arrow.list_(arrow.int32())), ("rule", text)]
    speaker = [("key", text), ("name", text), ("type", text), ("roles", arrow.list_(text)),
               ("aliases", arrow.list_(arrow.struct(alias)))]  # fmt: skip
    known = [(key, text) for key in ("id", "title", "date", "publisher", "url")]
    return arrow.schema(
        [*known, ("notes", arrow.list_(text)), ("extractor", text), ("text", text),
         ("speakers", arrow.list_(arrow.struct(speaker)))]
    )  # fmt: skip


def table(found: Iterable[Extraction], *, extractor: str) -> Any:
    """A row for each document: its columns, and its ``quotes`` as a list."""
    return pyarrow().Table.from_pylist([_row(each, extractor) for each in found], schema=nested_schema())


def nested_schema() -> Any:
    arrow = pyarrow()
    return document_schema().append(arrow.field("quotes", arrow.list_(arrow.struct(list(schema())))))


def _row(found: Extraction, extractor: str) -> dict[str, Any]:
    document = found.document
    speakers = [
        {"key": who.key, "name": who.name, "type": who.type, "roles": who.roles,
         "aliases": [{"form": a.form, "count": a.count, "span": a.span, "rule": a.rule} for a in who.aliases]}
        for who in found.speakers
    ]  # fmt: skip
    known = {key: getattr(document, key) for key in ("id", "title", "date", "publisher", "url", "notes", "text")}
    return known | {
        "extractor": extractor, "speakers": speakers, "quotes": [quote.as_dict() for quote in found.quotes],
    }  # fmt: skip


def write_part(folder: str, number: int, table: Any) -> int:
    """Writes the rows that ``table`` makes as the part of this number, in place of what is there. Returns how many
    quotes."""
    arrow = pyarrow()
    column = table["quotes"].combine_chunks()
    quotes = arrow.Table.from_batches([arrow.RecordBatch.from_struct_array(column.flatten())], schema=schema())
    # The documents go last: a part is there when they are.
    _write(f"{folder}/quotes/part-{number:05d}.parquet", quotes)
    _write(f"{folder}/documents/part-{number:05d}.parquet", table.drop_columns("quotes"))
    return int(quotes.num_rows)


def _write(path: str, table: Any) -> None:
    arrow = pyarrow()
    options = {"compression": "zstd", "row_group_size": ROWS}
    if ADDRESS in path:
        # An object is there as a whole or not at all.
        files = _filesystem(path)
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with files.open(path, "wb") as stream:
            arrow.parquet.write_table(table, stream, **options)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    # A lost worker may still be at it while another one does it again.
    beside = f"{os.path.dirname(path)}/.{os.path.basename(path)}.{os.getpid()}"
    try:
        # Opened here: the library takes no name that is not UTF-8.
        with open(beside, "wb") as stream:
            arrow.parquet.write_table(table, stream, **options)
        os.replace(beside, path)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


def begin(folder: str) -> None:
    """Makes sure that the folder is new or empty. Raises QuotesError."""
    pyarrow()
    try:
        if ADDRESS in folder:
            files = _filesystem(folder)
            there = files.exists(folder) and bool(files.ls(folder))
            files.makedirs(folder, exist_ok=True)
        else:
            os.makedirs(folder, exist_ok=True)
            there = bool(os.listdir(folder))
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuotesError(folder, f"cannot be written ({reason})", "Name another folder.") from error
    if there:
        raise QuotesError(folder, "is there already, and not empty", "Name a new folder.")


def end(folder: str) -> None:
    """Marks the folder as whole."""
    path = f"{folder}/{DONE}"
    if ADDRESS in folder:
        _filesystem(folder).touch(path)
    else:
        open(path, "wb").close()


def discard(folder: str) -> None:
    """Takes out what was written to a folder that ``begin`` found new or empty."""
    if ADDRESS in folder:
        _filesystem(folder).rm(folder, recursive=True)
    else:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def parts(folder: str) -> list[Part]:
    """The parts of a folder, in the order of the documents. Raises ReadingError where it is not whole."""
    if not os.path.exists(f"{folder}/{DONE}"):
        reason = "is no folder of quotes, or one that was not finished"
        raise ReadingError(folder, reason, "Give what 'quotes extract --output' wrote, or run that again.")
    names = sorted(os.listdir(f"{folder}/documents"))
    return [
        Part(f"{folder}/documents/{name}", f"{folder}/quotes/{name}") for name in names if name.endswith(".parquet")
    ]


def is_folder(path: str) -> bool:
    """Whether a path is a folder that ``extract`` wrote."""
    return os.path.isdir(path) and os.path.exists(f"{path}/{DONE}") and os.path.isdir(f"{path}/documents")


def rows(path: str) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a few at a time. Raises ReadingError where it cannot be read."""
    arrow = pyarrow()
    try:
        with open(path, "rb") as stream, arrow.parquet.ParquetFile(stream) as file:
            for batch in file.iter_batches(batch_size=ROWS // 10):
                yield from batch.to_pylist()
    except (OSError, arrow.ArrowException) as error:
        raise ReadingError(path, "damaged, or no Parquet file", "Write it again.") from error


def _filesystem(address: str) -> Any:
    try:
        import fsspec
    except ImportError as error:
        remedy = "Install it: pip install 'quote-attribution[url]'."
        raise QuotesError(address, "an address needs the extra 'url'", remedy) from error
    return fsspec.core.url_to_fs(address)[0]
