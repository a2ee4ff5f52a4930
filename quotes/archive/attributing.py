"""Corrections of single quotes: given to another speaker, to nobody known, or said to be none.

The document is written anew from what had been found in it, with the corrections that hold: no model is needed. Each is
one transaction, and on the disk when it is over.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes import names as parsing
from quotes import registry
from quotes.archive import decisions, naming, resolving, rewriting
from quotes.database import Database, blocks, corrections, speakers
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, storable
from quotes.errors import QueryError
from quotes.registry.blocks import NAMED, exact_keys, normal
from quotes.types import Corrected, Decision, LocalSpeaker, Quote, SpeakerType

Ref = tuple[str, str]

PLACES = 50
"""In so many documents at most a decision holds on to a speaker who has namesakes."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Meant:
    """A speaker to whom quotes are given: the name that the decision holds on to, and the local speakers by whom one
    tells afterwards that it is this one; none for one who is new."""

    name: str
    type: SpeakerType
    who: SpeakerRow | None = None
    members: tuple[Ref, ...] = ()


def attribute(
    db: Database, quotes: Sequence[Quote], names: Sequence[str], *, new: bool, reason: str | None
) -> Decision:
    """Gives these quotes to the speakers of these names together, or to nobody known. A name that nobody goes by is a
    person's who is new, if ``new`` is set. Raises QueryError, UnknownSpeakerError or AmbiguousSpeakerError."""
    with db.transaction(durable=True):
        meant = [_new(db, name) if new else _known(db, name) for name in names]
        who = [each.who for each in meant if each.who is not None]
        if len({each.id for each in who}) < len(who) or len({each.name for each in meant}) < len(meant):
            raise QueryError(", ".join(names), "are not different speakers", "Name each of them once.")
        ids = [each.id for each in who]
        if ids and len(ids) == len(meant) and all(_sayers(db, quote.id) == ids for quote in quotes):
            listed = ", ".join(each.name for each in who)
            raise QueryError(", ".join(quote.id for quote in quotes), f"is {listed}'s already", "Nothing was changed.")
        anchors, types = tuple(each.name for each in meant), tuple(each.type for each in meant)
        decision = _decide(
            db, Decision(0, "attribute", anchors, _narrowing(db, meant, quotes), None, reason, (), types), quotes
        )
        for quote in quotes:
            _check(db, quote, meant)
        return decision


def discard(db: Database, quotes: Sequence[Quote], *, reason: str | None) -> Decision:
    """Takes these quotes out: they are none."""
    with db.transaction(durable=True):
        return _decide(db, Decision(0, "discard", (), (), None, reason), quotes)


def apply(db: Database, number: int) -> None:
    """Writes the documents anew that have quotes of which a decision speaks: once it is recorded, or undone. The caller
    holds the transaction."""
    for id in corrections.documents_of(db, number):
        rewriting.rewrite(db, id)
    resolving.settle_within(db)


def by_place(quote: Corrected) -> tuple[str, str]:
    """The order in which a decision has its quotes."""
    return quote.document, quote.id


def _decide(db: Database, decision: Decision, quotes: Iterable[Quote]) -> Decision:
    corrected = {Corrected(quote.document, quote.id, quote.text) for quote in quotes}
    decision = dataclasses.replace(
        decision, at=decisions.now(), reason=decision.reason and storable(decision.reason),
        quotes=tuple(sorted(corrected, key=by_place)),
    )  # fmt: skip
    decision = speakers.decide(db, decision, registry.decision_keys(decision))
    apply(db, decision.number)
    return decision


def _known(db: Database, name: str) -> _Meant:
    """The one speaker whom a name denotes, by a name under which it is kept in a document."""
    who = naming.identify(db, name)
    named = blocks.named(db, who.id)
    count = Counter(form for _, form in named)
    alone = {form for form in count if len(speakers.with_form(db, form)) == 1}

    def fitness(form: str) -> tuple[bool, bool, bool, int, int, str]:
        full = bool(parsing.parse(form).given)
        return form == who.name, form in alone, full, count[form], len(form), form

    chosen = max(count, key=fitness, default=who.name)
    return _Meant(chosen, who.type, who, tuple(ref for ref, form in named if form == chosen))


def _narrowing(db: Database, meant: Sequence[_Meant], quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Documents in which the names mean those who are meant, where others are or may be called so, too; none where the
    names say it all."""
    if all(each.type in NAMED and _is_alone(db, each) for each in meant):
        return ()
    known = {document for each in meant for document in _places(db, each)}
    new = {quote.document for quote in quotes} if any(each.who is None for each in meant) else set()
    return tuple(sorted(known | new))


def _places(db: Database, meant: _Meant) -> set[str]:
    """The documents that tell of a speaker under the name; where none is left, those that the decisions held on to
    which gave the speaker quotes."""
    told = [ref for ref in meant.members if _decision(ref) is None]
    if told or meant.who is None:
        return {document for document, _ in told[:PLACES]}
    held = {_decision(ref) for ref in meant.members}
    decided = speakers.decisions(db, quotes=False)
    return {document for decision in decided if decision.number in held for document in decision.documents}


def _decision(ref: Ref) -> int | None:
    return LocalSpeaker(ref[1], "", "unknown").decision


def _is_alone(db: Database, meant: _Meant) -> bool:
    """Whether a name is a full one, under which documents keep no other speaker."""
    if meant.type == "person" and registry.is_short(parsing.parse(meant.name)):
        return False
    return _bearers(db, meant.name) <= {meant.who.id if meant.who is not None else ""}


def _bearers(db: Database, name: str) -> set[str]:
    """The ids of those whom documents keep under a name."""
    form = normal(name)
    return {id for id, other in blocks.bearing(db, exact_keys((name,))) if normal(other) == form}


def _new(db: Database, name: str) -> _Meant:
    """A person of a name that nobody goes by."""
    name = " ".join(storable(name).split())
    if not folded(name):
        raise QueryError("''", "is no name", "Give the name of the speaker.")
    if there := {who.id for who in speakers.with_form(db, name)} | _bearers(db, name):
        raise QueryError(name, f"is there already [{min(there)}]", "Give the quote to that speaker, who is not new.")
    return _Meant(name, "person")


def _check(db: Database, quote: Quote, meant: Sequence[_Meant]) -> None:
    """Makes sure that a quote is now whose it was to be: with those who were this speaker before. Raises QueryError."""
    now = _speakers(db, quote.id)
    if len(now) != len(meant):
        raise QueryError(quote.id, "cannot be given to these together", "Name others.")
    for speaker, each in zip(now, meant, strict=True):
        same = _most(db, each.members)
        if same is not None and same != speaker:
            raise QueryError(each.name, "cannot be told from a namesake", "Split the two, or rename one, first.")


def _most(db: Database, members: Sequence[Ref]) -> int | None:
    """The canonical speaker of most of these local ones, by number; None where none is left."""
    count = Counter(blocks.speakers_with(db, members))
    return max(count, key=count.__getitem__) if count else None


def _sayers(db: Database, quote: str) -> list[str]:
    """The ids of those who say a quote, in their order."""
    rows = [speakers.by_number(db, number) for number in _speakers(db, quote)]
    return [row.id for row in rows if row is not None]


def _speakers(db: Database, quote: str) -> list[int]:
    statement = """
        SELECT said.speaker FROM said JOIN quotes ON quotes.number = said.quote WHERE quotes.id = ? ORDER BY rank
    """
    return [number for (number,) in db.all(statement, (quote,))]
