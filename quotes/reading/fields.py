"""Records to documents: which field of a JSON object or a table's row is the text, the title, the date, ..."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from quotes.reading import language, limits
from quotes.reading.decoding import clean
from quotes.reading.head import document, iso
from quotes.reading.repair import repaired_record
from quotes.types import Document


class Fields(NamedTuple):
    """The names of the fields as the user gives them; None goes by convention. "a.b" is the field b of an object a."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None


# Names in use in news archives, interfaces of publishers and schema.org's NewsArticle, best first; "datePublished",
# "date_published" and "Date published" are one name here.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "fulltext", "maintext", "articlebody", "articletext", "bodytext",
        "plaintext", "cleantext", "cleanedtext", "rawtext", "textcontent", "transcript", "story", "speech", "remarks",
    ),
    "title": ("title", "headline", "webtitle", "articletitle", "subject"),
    "date": (
        "date", "datepublished", "publisheddate", "publicationdate", "published", "publishedat", "publishdate",
        "datepublish", "pubdate", "webpublicationdate", "firstpublicationdate", "publishtime", "articledate",
        "createdat", "datetime", "timestamp",
    ),
    "url": ("url", "link", "weburl", "articleurl", "sourceurl", "canonicalurl", "targeturi", "permalink"),
    "publisher": (
        "publisher", "publication", "outlet", "newspaper", "source", "sourcename", "sitename", "site", "domain",
        "sourcedomain", "hostname",
    ),
    "id": ("id", "docid", "documentid", "articleid", "uuid", "guid", "docno", "key"),
}  # fmt: skip
_COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_INNER = ("name", "title", "text", "$oid", "$date", "value")


QUOTE = frozenset({"document", "spans", "cue_spans", "source_spans", "speaker_id"})
"""Keys that a line of an export has: its text is of a document that is elsewhere."""


class FaultError(ValueError):
    """The record is no document. The message says why."""


def found(names: Sequence[str], fields: Fields) -> dict[str, tuple[str, ...]]:
    """For each part of a document, the names among ``names`` that give it, best first."""
    return _found(tuple(names), fields)


@functools.lru_cache(maxsize=256)
def _found(names: tuple[str, ...], fields: Fields) -> dict[str, tuple[str, ...]]:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]+", "", name).casefold(), name)
    result = {}
    for part, conventional in NAMES.items():
        given = getattr(fields, part)
        result[part] = (given,) if given else tuple(plain[name] for name in conventional if name in plain)
    return result


def listed(names: Iterable[object]) -> str:
    """The first names of fields for a message, in one line whatever stands in them."""
    return ", ".join(" ".join(str(name).split()) for name in itertools.islice(names, 12))[:200]


def from_record(record: Any, *, fields: Fields, source: str, fallback: str, local_ids: bool = False) -> Document:
    """The document of a record. Raises FaultError for what has no text, ForeignError for what is not in English.

    ``fallback`` is its id where the record gives none; ``local_ids`` says that a bare number counts within the source.
    """
    if not isinstance(record, dict):
        raise FaultError("no object")
    if fields.text is None and QUOTE.issubset(record):
        raise FaultError("a quote, not a document: 'quotes import' takes exports")
    if fields.text is None and not _texts(record, fields):
        record = _flat(record, fields)
    wanted = found([name for name in record if isinstance(name, str)], fields)
    text = next((text for name in wanted["text"] if (text := _text(_value(record, name)))), None)
    if text is None:
        raise FaultError(_missing(record, wanted["text"], fields))
    if len(text) > limits.TEXT:
        raise FaultError(f"larger than {limits.megabytes(limits.TEXT)}")
    text, notes = repaired_record(*clean(text.removeprefix("\ufeff")))
    if not text.strip():
        raise FaultError("empty text")
    language.check(text)
    parts = {part: _first(record, wanted[part]) for part in ("title", "url", "publisher", "id")}
    key = parts["id"]
    if key and local_ids and key.isdigit():
        key = f"{source}#{key}"
    return document(
        text,
        id=key or fallback,
        title=parts["title"],
        date=next((date for name in wanted["date"] if (date := date_of(_value(record, name)))), None),
        publisher=parts["publisher"],
        url=parts["url"],
        notes=notes,
    )


def date_of(value: object) -> str | None:
    """ISO 8601 date of a field's value: written out, compact (20200422), a date object, seconds or milliseconds since
    1970. None for what is no date after 1900."""
    if isinstance(value, dict):
        value = next((value[name] for name in _INNER if name in value), None)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)) or (isinstance(value, str) and value.isdigit() and len(value) in (10, 13)):
        return _since_1970(float(value)) or date_of(str(value))
    if not isinstance(value, str):
        return None
    compact = _COMPACT_DATE.fullmatch(value.strip())
    return iso("-".join(compact.groups()) if compact else value[:200])


def _since_1970(number: float) -> str | None:
    seconds = number / 1000 if number > 1e11 else number
    # Smaller numbers are days, years or counts.
    if not 1e8 <= seconds < 1e10:
        return None
    moment = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.date().isoformat()


def _texts(record: Mapping[str, Any], fields: Fields) -> list[str]:
    names = found([name for name in record if isinstance(name, str)], fields)["text"]
    return [name for name in names if _text(record[name])]


def _flat(record: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The record with the fields of the objects in it, its own first: publishers' interfaces wrap the text so."""
    inner = [value for value in record.values() if isinstance(value, dict)]
    inner.sort(key=lambda value: not _texts(value, fields))
    result: dict[str, Any] = {}
    for part in reversed(inner):
        result.update(part)
    return {**result, **{name: value for name, value in record.items() if not isinstance(value, dict)}}


def _value(record: Mapping[str, Any], name: str) -> Any:
    """The value of a field; of "a.b", where there is none of that name, the field b of the object a."""
    if name in record or "." not in name:
        return record.get(name)
    first, _, rest = name.partition(".")
    inner = record.get(first)
    return _value(inner, rest) if isinstance(inner, dict) else None


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return None


def _first(record: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((text for name in names if (text := _string(_value(record, name)))), None)


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = next((value[name] for name in _INNER if name in value), None)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean(value)[0].strip() or None if isinstance(value, str) else None


def _missing(record: Mapping[str, Any], names: Sequence[str], fields: Fields) -> str:
    if fields.text is not None and _value(record, fields.text) is None:
        return f"no field '{fields.text}'; there are: {listed(record)}"
    return "no text field" if not names else f"'{names[0]}' holds no text"
