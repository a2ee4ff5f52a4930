"""Which reader an input goes to: by its first bytes where they are unmistakable, by its suffix otherwise."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator

from quotes.errors import ReadingError
from quotes.reading import plain, records, tables
from quotes.reading.fields import Fields
from quotes.reading.opening import Input
from quotes.types import Document

Reader = Callable[[Input, Fields], Iterator[Document]]

BY_SUFFIX = {
    "": "text", ".txt": "text", ".text": "text", ".srt": "text", ".vtt": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".html": "webpages", ".htm": "webpages", ".xhtml": "webpages", ".pdf": "pdf", ".docx": "word", ".docm": "word",
    ".parquet": "parquet", ".warc": "warc", ".wet": "warc",
    ".zip": "archives", ".tar": "archives", ".tgz": "archives", ".tbz2": "archives", ".txz": "archives",
}  # fmt: skip
SUFFIXES = frozenset(BY_SUFFIX)
KNOWN = ", ".join(sorted(suffix for suffix in SUFFIXES if suffix))
HEAD = 4_096

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,1000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)


def reader(opened: Input) -> Reader:
    """The reader of an input. Raises ReadingError for an unknown kind."""
    name = kind(opened.head(HEAD), opened.suffix)
    if name is None:
        raise ReadingError(opened.name, f"no reader for '{opened.suffix}'", f"Known: {KNOWN}.")
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    found: Reader = importlib.import_module(f"quotes.reading.{name}").read
    return found


def kind(head: bytes, suffix: str) -> str | None:
    """The format's name; None for an unknown one. A suffix that promises text is believed before JSON and tables are
    guessed; marks of files that are no text are believed before the suffix."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04") and (suffix in (".docx", ".docm") or b"word/" in head):
        return "word"
    named = BY_SUFFIX.get(suffix)
    if named == "archives" or (named == "text" and not suffix and _is_archive(head)):
        return "archives"
    if named in (None, "text") and _HTML.match(head):
        return "webpages"
    if named == "text" and not suffix:
        return _bare(head)
    return named


def _is_archive(head: bytes) -> bool:
    office = b"[Content_Types].xml" in head or b"mimetype" in head[:60]
    return (head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not office) or head[257:262] == b"ustar"


def _bare(head: bytes) -> str:
    """What has no suffix, as standard input."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return "jsonl" if _is_record(text.split(b"\n", 1)[0], cut=b"\n" not in text) else "json"
    if re.match(rb"\[\s*\{\s*\"", text):
        return "json"
    return "table" if tables.is_table(head) else "text"


def _is_record(line: bytes, *, cut: bool) -> bool:
    """Whether the line is a JSON object; one that is longer than what is looked at is taken for one."""
    if cut and len(line) >= HEAD // 2:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _text(opened: Input, fields: Fields) -> Iterator[Document]:
    yield plain.read(opened)


def _lines(opened: Input, fields: Fields) -> Iterator[Document]:
    yield from records.documents(opened.stream, source=opened.name, fields=fields)


def _json(opened: Input, fields: Fields) -> Iterator[Document]:
    yield from records.whole(opened.whole(what="a JSON file"), source=opened.name, fields=fields)


_BUILT_IN: dict[str, Reader] = {"text": _text, "jsonl": _lines, "json": _json, "table": tables.read}
