"""Documents with what was found in them: stored, replaced and removed as a whole."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from quotes.database import corrections
from quotes.database.connection import Database
from quotes.database.text import storable
from quotes.types import Document, Extraction, LocalSpeaker, Quote, Step

FIELDS = ("title", "date", "publisher", "url")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def clean(document: Document) -> Document:
    """The document as UTF-8 can hold it. Extents in its text stay true."""
    changes: dict[str, Any] = {"text": storable(document.text), "notes": tuple(map(storable, document.notes))}
    # The id has to stay distinct: file names that are not UTF-8 differ in just these code points.
    changes["id"] = document.id.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
    changes |= {name: value and storable(value) for name in FIELDS for value in [getattr(document, name)]}
    return dataclasses.replace(document, **changes)


def is_stored(db: Database, document: Document, extractor: str) -> bool:
    """Whether this very document, text and metadata, is there as this extractor version left it."""
    row = db.row("SELECT * FROM documents WHERE id = ?", (document.id,))
    return row is not None and row["extractor"] == extractor and _values(document).items() <= dict(row).items()


def last(db: Database) -> int:
    """The highest number of a document; 0 where there are none."""
    (number,) = db.execute("SELECT ifnull(max(number), 0) FROM documents").fetchone()
    return int(number)


def store(db: Database, extraction: Extraction, extractor: str) -> bool:
    """Writes a document with its quotes and local speakers in place of what was there under its id. Says whether
    something was. The caller holds the transaction."""
    document = extraction.document
    values = _values(document) | {"id": document.id, "extractor": extractor, "text": document.text}
    old = db.row("SELECT number FROM documents WHERE id = ?", (document.id,))
    if old is not None:
        _empty(db, old["number"])
        settings = ", ".join(f"{name} = :{name}" for name in values)
        db.execute(f"UPDATE documents SET {settings} WHERE id = :id", values)
        number = old["number"]
    else:
        columns, places = ", ".join(values), ", ".join(f":{name}" for name in values)
        number = db.execute(f"INSERT INTO documents ({columns}) VALUES ({places})", values).lastrowid
    _store_quotes(db, number, extraction, {each.key: _store_speaker(db, number, each) for each in extraction.speakers})
    return old is not None


def store_quotes(
    db: Database, extraction: Extraction, *, without: Iterable[int], numbers: Mapping[str, int]
) -> list[int]:
    """Writes the quotes of a document that is there in place of those that it has. Its local speakers stay, except
    those ``without``; those that are new are written, under the numbers given for their keys, if any, and their numbers
    returned. The caller holds the transaction."""
    (number,) = db.execute("SELECT number FROM documents WHERE id = ?", (extraction.document.id,)).fetchone()
    db.execute("DELETE FROM quotes WHERE document = ?", (number,))
    db.executemany("DELETE FROM local_speakers WHERE number = ?", [(local,) for local in without])
    corrections.forget(db, number)
    stay = db.all("SELECT key, number FROM local_speakers WHERE document = ?", (number,))
    locals_: dict[str, int] = dict(map(tuple, stay))
    new = {
        each.key: _store_speaker(db, number, each, numbers.get(each.key))
        for each in extraction.speakers
        if each.key not in locals_
    }
    _store_quotes(db, number, extraction, locals_ | new)
    theirs = "(SELECT speaker FROM local_speakers WHERE local_speakers.number = said.local)"
    db.execute(
        f"UPDATE said SET speaker = {theirs} WHERE quote IN (SELECT number FROM quotes WHERE document = ?)", (number,)
    )
    # The trigger notes that copies have to be looked for.
    db.execute("UPDATE documents SET extractor = extractor WHERE number = ?", (number,))
    return list(new.values())


def _store_quotes(db: Database, number: int, extraction: Extraction, locals_: dict[str, int]) -> None:
    found = [speaker for speaker in extraction.speakers if speaker.decision is None]
    names = {speaker.name: locals_[speaker.key] for speaker in reversed(found)}
    for quote in in_order(extraction.quotes):
        _store_quote(db, number, quote, locals_, names)


def remove(db: Database, id: str) -> None:
    """Takes a document and all that was found in it out again. The caller holds the transaction."""
    db.execute("DELETE FROM documents WHERE id = ?", (id,))


def read(db: Database, id: str) -> Document | None:
    row = db.row("SELECT * FROM documents WHERE id = ?", (id,))
    if row is None:
        return None
    known = {name: row[name] for name in FIELDS}
    return Document(id=row["id"], text=row["text"], notes=tuple(json.loads(row["notes"])), **known)


def ids(db: Database, part: str, *, limit: int) -> list[str]:
    """The ids that contain ``part``, sorted."""
    found = db.rows("SELECT id FROM documents WHERE instr(id, ?) ORDER BY id LIMIT ?", (part, limit))
    return [row["id"] for row in found]


def count(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])


def _values(document: Document) -> dict[str, Any]:
    """What makes it the same document: the hash of the text and the columns of what is known about it."""
    import hashlib  # Loads a library that a look-up has no use for.

    known: dict[str, Any] = {name: getattr(document, name) for name in FIELDS}
    known["sha256"] = hashlib.sha256(document.text.encode()).hexdigest()
    known["notes"] = json.dumps(document.notes, ensure_ascii=False)
    return known


def _empty(db: Database, number: int) -> None:
    db.execute("DELETE FROM quotes WHERE document = ?", (number,))
    db.execute("DELETE FROM local_speakers WHERE document = ?", (number,))
    corrections.forget(db, number)


def in_order(quotes: Iterable[Quote]) -> list[Quote]:
    """One quote an id, in the order of the text: the outer before the nested, the first before its doubles."""
    unique: dict[str, Quote] = {}
    for quote in quotes:
        unique.setdefault(quote.id, quote)
    return sorted(unique.values(), key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1]))


def _store_speaker(db: Database, document: int, speaker: LocalSpeaker, number: int | None = None) -> int:
    row = (number, document, speaker.key, speaker.name, speaker.type, json.dumps(speaker.roles, ensure_ascii=False))
    statement = "INSERT INTO local_speakers (number, document, key, name, type, roles) VALUES (?, ?, ?, ?, ?, ?)"
    number = db.execute(statement, row).lastrowid
    assert number is not None
    forms = [(number, a.form, a.count, *(a.span or (None, None)), a.rule) for a in speaker.aliases]
    db.executemany("INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?)", forms)
    return number


def _store_quote(db: Database, document: int, quote: Quote, locals_: dict[str, int], names: dict[str, int]) -> None:
    # Where the document tells no day in figures, its own date orders the quote.
    day = next((date for date in (quote.said_on, quote.date) if date and _ISO.match(date)), "")
    row = {
        "id": quote.id, "document": document, "kind": quote.kind, "act": quote.act, "form": quote.form,
        "text": quote.text, "spans": json.dumps(quote.spans), "cue": quote.cue,
        "cue_spans": json.dumps(quote.cue_spans), "source": quote.source,
        "source_spans": json.dumps(quote.source_spans), "speaker": quote.speaker,
        "speaker_type": quote.speaker_type, "speakers": json.dumps(quote.speakers, ensure_ascii=False),
        "role": quote.role, "steps": json.dumps([_fields(step) for step in quote.steps], ensure_ascii=False),
        "occasion": quote.occasion, "said_on": quote.said_on, "confidence": quote.confidence,
        "parent": quote.parent, "day": day,
    }  # fmt: skip
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    number = db.execute(f"INSERT INTO quotes ({columns}) VALUES ({places})", row).lastrowid
    said = [(number, rank, local, day, quote.act) for rank, local in enumerate(_sayers(quote, locals_, names))]
    db.executemany("INSERT INTO said (quote, rank, local, day, act) VALUES (?, ?, ?, ?, ?)", said)


def _sayers(quote: Quote, locals_: dict[str, int], names: dict[str, int]) -> Iterable[int]:
    """The local speakers who say a quote: its own first, then the others, who are known by name, or by rank where a
    decision names them."""
    found = [locals_[quote.speaker_id]] if quote.speaker_id is not None else []
    for rank, name in enumerate(quote.speakers[1:], 1):
        local = locals_.get(f"{quote.speaker_id}/{rank}") or names.get(name)
        if local is not None:
            found.append(local)
    return dict.fromkeys(found)


def _fields(step: Step) -> list[Any]:
    return [step.rule, step.text, step.span, step.detail]
