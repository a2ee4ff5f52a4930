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
from quotes.types import Corrected, Decision, Quote, SpeakerType

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
            db, Decision(0, "attribute", anchors, _narrowing(db, meant), None, reason, (), types), quotes
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


def _narrowing(db: Database, meant: Sequence[_Meant]) -> tuple[str, ...]:
    """Documents in which the names mean those who are meant, where others are called so, too; none where the names say
    it all."""
    known = [each for each in meant if each.who is not None]
    if all(each.type in NAMED and _is_alone(db, each) for each in known):
        return ()
    return tuple(sorted({document for each in known for document, _ in each.members[:PLACES]}))


def _is_alone(db: Database, meant: _Meant) -> bool:
    """Whether no other speaker is kept in a document under the name."""
    form = normal(meant.name)
    bearers = {id for id, name in blocks.bearing(db, exact_keys((meant.name,))) if normal(name) == form}
    return bearers <= {meant.who.id if meant.who is not None else ""}


def _new(db: Database, name: str) -> _Meant:
    """A person of a name that nobody goes by."""
    name = " ".join(storable(name).split())
    if not folded(name):
        raise QueryError("''", "is no name", "Give the name of the speaker.")
    if bearers := speakers.with_form(db, name):
        raise QueryError(name, f"is there already [{bearers[0].id}]", "Give the quote to that speaker, who is not new.")
    return _Meant(name, "person")


def _check(db: Database, quote: Quote, meant: Sequence[_Meant]) -> None:
    """Makes sure that a quote is now whose it was to be: with those who are this speaker still, or with nobody else
    whom documents name. Raises QueryError."""
    now = _speakers(db, quote.id)
    if len(now) != len(meant):
        raise QueryError(quote.id, "cannot be given to these together", "Name others.")
    for speaker, each in zip(now, meant, strict=True):
        if each.who is None:
            items = blocks.occurrences(db, blocks.of_numbers(db, [speaker]))
            told = [item.speaker.name for _, item in items if item.speaker.decision is None]
            if told:
                raise QueryError(each.name, f"is there already, as {told[0]}", "The speaker is not new.")
        elif (same := _most(db, each.members)) is not None and same != speaker:
            raise QueryError(each.who.name, "cannot be told from a namesake", "Split the two, or rename one, first.")


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
