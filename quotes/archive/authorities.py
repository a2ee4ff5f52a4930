"""Authority files taken into the archive, and given out again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from quotes import names, registry
from quotes.archive import resolving
from quotes.archive.decisions import now
from quotes.database import Database, authorities, blocks, speakers
from quotes.database.text import storable
from quotes.errors import QueryError
from quotes.types import Authority, Decision, Office


def take_in(db: Database, entries: Sequence[Authority], *, source: str, reason: str | None) -> Decision:
    """Keeps these entries as one decision, which can be undone, and works out anew whom they concern."""
    if not entries:
        raise QueryError(source, "holds no entry", "Give names, one a line.")
    with db.transaction(durable=True):
        decision = speakers.decide(db, Decision(0, "import", (storable(source),), (), now(), reason), ())
        clean = [_clean(entry) for entry in entries]
        authorities.store(db, decision.number, [(entry, registry.authority_keys(entry)) for entry in clean])
        resolve(db, decision.number)
    return decision


def resolve(db: Database, number: int) -> None:
    """Works out anew who is who among all whom the entries of an import may be."""
    touched = authorities.of_import(db, number)
    resolving.resolve(db, (), blocks.with_keys(db, authorities.keys_of(db, touched)))


def given_out(db: Database, *, imported: bool = False) -> Iterator[Authority]:
    """The entries that hold; with them, unless ``imported`` is set, the other quoted persons, organizations and
    documents, in the form of entries, most quoted first."""
    held = authorities.every(db)
    yield from held
    if imported:
        return
    known = {entry.id for entry in held}
    for who in speakers.select(db, types=("person", "organization", "document"), quoted=True):
        if who.id in known or (who.type == "person" and not names.parse(who.name).given):
            continue
        forms = dict.fromkeys(item.form for item in speakers.evidence(db, who.id))
        aliases = tuple(form for form in forms if form != who.name and _is_alias(form, who.type))
        yield Authority(who.id, who.name, who.type, aliases, tuple(Office(role) for role in who.roles if role))


def _is_alias(form: str, type: str) -> bool:
    """Whether a form says by itself who is meant: bare surnames and titles are the documents' own shorthand."""
    if type != "person":
        return True
    name = names.parse(form)
    return bool(name.given) and not name.titles


def _clean(entry: Authority) -> Authority:
    return dataclasses.replace(
        entry,
        id=storable(entry.id),
        name=storable(entry.name),
        aliases=tuple(map(storable, entry.aliases)),
        offices=tuple(dataclasses.replace(office, title=storable(office.title)) for office in entry.offices),
        identifiers=tuple((storable(scheme), storable(value)) for scheme, value in entry.identifiers),
    )
