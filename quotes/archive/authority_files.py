"""Authority files: CSV, lines of JSON, YAML. One entry is one record.

Keys: ``name``; and, where known, ``id``, ``type`` (person unless given), ``aliases``, ``offices``, ``identifiers``. In
CSV, several values of one cell stand with semicolons between; an office is ``Title (2019-2021)``, either year or day
may be left out; each further column is a scheme of identifiers: ``wikidata``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, get_args

from quotes import names
from quotes.errors import QuotesError, ReadingError
from quotes.types import Authority, Office, SpeakerType

KEYS = ("id", "name", "type", "aliases", "offices", "identifiers")
FORMATS = ("csv", "jsonl", "yaml")

_SUFFIXES = {"csv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "yaml": "yaml", "yml": "yaml"}
_WHEN = r"\d{4}(?:-\d\d){0,2}"
_OFFICE = re.compile(rf"(.+?)\s*\(\s*({_WHEN})?\s*(?:–|/|to|-)\s*({_WHEN})?\s*\)")
_TYPES = tuple(type for type in get_args(SpeakerType) if type in ("person", "organization", "document"))


def format_of(path: str) -> str:
    """The format that a file's suffix names. Raises QuotesError where it names none."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in _SUFFIXES:
        known = ", ".join(f".{name}" for name in _SUFFIXES)
        raise QuotesError(path, f"no format goes by the suffix '{suffix}'", f"Known: {known}; or give --format.")
    return _SUFFIXES[suffix]


def load(path: str, format: str | None = None) -> list[Authority]:
    """The entries of the authority file at ``path``, - for standard input. Raises QuotesError."""
    format = format or format_of(path if path != "-" else "-.jsonl")
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadingError(path, f"cannot be read ({reason})", "Check the path and its permissions.") from error
    try:
        return read(raw.decode("utf-8-sig"), format, source=path)
    except UnicodeDecodeError as error:
        raise ReadingError(path, f"is not UTF-8 (byte {error.start})", "Save it as UTF-8.") from error


def read(text: str, format: str, *, source: str) -> list[Authority]:
    """The entries of an authority file's text. Raises ReadingError with the number of the record at fault; then none
    is taken."""
    found: dict[str, Authority] = {}
    for number, record in enumerate(_records(text, format, source), 1):
        where = f"{source}, entry {number}"
        entry = _entry(record, where)
        if entry.id in found:
            raise ReadingError(where, f"the id '{entry.id}' is that of an earlier entry", "Give each an id of its own.")
        found[entry.id] = entry
    return list(found.values())


def write(entries: Iterable[Authority], stream: TextIO, format: str) -> int:
    """Writes entries so that ``read`` gives them back. Returns how many."""
    return _WRITERS[format](entries, stream)


def _records(text: str, format: str, source: str) -> Iterator[Any]:
    if format == "csv":
        yield from csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    elif format == "jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise ReadingError(f"{source}, line {number}", f"is no JSON ({error})", "Correct it.") from error
    else:
        yield from _yaml(text, source)


def _yaml(text: str, source: str) -> list[Any]:
    import yaml  # type: ignore[import-untyped]

    try:
        records = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ReadingError(source, f"is no YAML ({reason})", "Correct it.") from error
    if not isinstance(records, list):
        raise ReadingError(source, "is no list of entries", "Begin each entry with '- name: '.")
    return records


def _entry(record: Any, where: str) -> Authority:
    if not isinstance(record, dict) or not _one(record.get("name"), where, "name"):
        raise ReadingError(where, "has no name", "Each entry is a record with at least a 'name'.")
    name = _one(record["name"], where, "name")
    type = _one(record.get("type"), where, "type") or "person"
    if type not in _TYPES:
        raise ReadingError(where, f"'{type}' is no type", f"Known: {', '.join(_TYPES)}.")
    further = {key: value for key, value in record.items() if key not in KEYS and key is not None}
    identifiers = _identifiers(record.get("identifiers"), where) | _identifiers(further, where)
    return Authority(
        _one(record.get("id"), where, "id") or names.slug(name),
        name,
        type,  # type: ignore[arg-type]
        tuple(dict.fromkeys(_one(alias, where, "aliases") for alias in _several(record.get("aliases"), where))),
        tuple(_office(office, where) for office in _several(record.get("offices"), where)),
        tuple(sorted(identifiers.items())),
    )


def _one(value: Any, where: str, key: str) -> str:
    """A value as text, white space squeezed; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        # YAML takes 2019-01-20 for a date; its text is what was written.
        if hasattr(value, "isoformat"):
            return str(value.isoformat())
        raise ReadingError(where, f"'{key}' is no text", "Write it as a text, in quotation marks where in doubt.")
    return " ".join(str(value).split())


def _several(value: Any, where: str) -> list[Any]:
    """A list, or what a cell of CSV holds."""
    if isinstance(value, str):
        return [part for part in (part.strip() for part in value.split(";")) if part]
    if value is None or isinstance(value, list):
        return [part for part in value or [] if part not in (None, "")]
    raise ReadingError(where, f"{value!r:.60} is no list", "Write a list.")


def _office(value: Any, where: str) -> Office:
    if isinstance(value, dict):
        title, since, until = (_one(value.get(key), where, key) for key in ("title", "since", "until"))
    else:
        written = _one(value, where, "offices")
        match = _OFFICE.fullmatch(written)
        title, since, until = match.groups() if match else (written, "", "")
    for day in (since, until):
        if day and not re.fullmatch(_WHEN, day):
            raise ReadingError(where, f"'{day}' is no date", "Write 2020-04-22, 2020-04 or 2020.")
    if not title:
        raise ReadingError(where, "has an office without a title", "Write title, since and until.")
    return Office(title, since or None, until or None)


def _identifiers(value: Any, where: str) -> dict[str, str]:
    if isinstance(value, str):
        pairs = (part.partition("=") for part in _several(value, where))
        value = {scheme.strip(): found.strip() for scheme, _, found in pairs}
    if value is not None and not isinstance(value, dict):
        raise ReadingError(where, "'identifiers' is no table", "Write scheme and value, as in wikidata: Q42.")
    listed = {str(scheme): _one(found, where, str(scheme)) for scheme, found in (value or {}).items()}
    return {scheme: found for scheme, found in listed.items() if found}


def _record(entry: Authority) -> dict[str, Any]:
    record: dict[str, Any] = {"id": entry.id, "name": entry.name, "type": entry.type, "aliases": list(entry.aliases)}
    record["offices"] = [
        {key: value for key in ("title", "since", "until") if (value := getattr(office, key))}
        for office in entry.offices
    ]
    return record | {"identifiers": dict(entry.identifiers)}


def _jsonl(entries: Iterable[Authority], stream: TextIO) -> int:
    import jsonlines

    count = 0
    with jsonlines.Writer(stream) as writer:
        for entry in entries:
            writer.write(_record(entry))
            count += 1
    return count


def _yaml_out(entries: Iterable[Authority], stream: TextIO) -> int:
    import yaml

    count = 0
    for entry in entries:
        yaml.safe_dump([_record(entry)], stream, allow_unicode=True, sort_keys=False, width=120)
        count += 1
    return count


def _csv(entries: Iterable[Authority], stream: TextIO) -> int:
    from quotes.export.tables import cell

    writer = csv.writer(stream)
    writer.writerow(KEYS)
    count = 0
    for entry in entries:
        offices = (
            f"{o.title} ({o.since or ''} to {o.until or ''})" if o.since or o.until else o.title for o in entry.offices
        )
        identifiers = (f"{scheme}={value}" for scheme, value in entry.identifiers)
        row = (entry.id, entry.name, entry.type, "; ".join(entry.aliases), "; ".join(offices), "; ".join(identifiers))
        writer.writerow([cell(value) for value in row])
        count += 1
    return count


_WRITERS: dict[str, Callable[[Iterable[Authority], TextIO], int]] = {"csv": _csv, "jsonl": _jsonl, "yaml": _yaml_out}
