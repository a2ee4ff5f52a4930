"""Which speaker a person means by a name."""

from __future__ import annotations

from quotes.database import Database, speakers
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded
from quotes.errors import AmbiguousSpeakerError, UnknownSpeakerError

NEAREST = 5
LEAST_SCORE = 60.0


def identify(db: Database, name: str) -> SpeakerRow:
    """The one speaker whom ``name`` denotes: an id, a canonical name, an alias, or a variant never seen before.

    Raises UnknownSpeakerError with the nearest names, or AmbiguousSpeakerError with the candidates.
    """
    speaker = speakers.by_id(db, name.strip())
    if speaker is not None:
        return speaker
    candidates = speakers.with_form(db, name)
    # A full name that one speaker bears is settled. A single word may fit others, who never occur under it alone.
    if len(candidates) != 1 or " " not in folded(name):
        candidates = _with_variants(db, name, candidates)
    if not candidates:
        raise UnknownSpeakerError(name, _nearest(db, name))
    if len(candidates) > 1:
        raise AmbiguousSpeakerError(name, tuple((who.id, who.name, _description(who)) for who in candidates))
    return candidates[0]


def _with_variants(db: Database, name: str, candidates: list[SpeakerRow]) -> list[SpeakerRow]:
    from quotes import registry
    from quotes.archive.resolving import name_keys

    pairs = speakers.forms_in_blocks(db, name_keys(name))
    known = {who.id: who for who in candidates}
    for id in registry.match(name, pairs):
        who = known.get(id) or speakers.by_id(db, id)
        if who is not None:
            known[id] = who
    return sorted(known.values(), key=lambda who: (-who.quotes, folded(who.name), who.id))


def _nearest(db: Database, name: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, speakers.names(db), scorer=fuzz.WRatio, processor=folded, limit=NEAREST, score_cutoff=LEAST_SCORE
    )
    return tuple(form for form, _, _ in found)


def _description(who: SpeakerRow) -> str:
    """What tells a speaker apart from one of the same name."""
    years = "–".join(dict.fromkeys(day[:4] for day in (who.first, who.last) if day))
    count = f"{who.quotes} quote{'' if who.quotes == 1 else 's'}"
    return ", ".join(part for part in (*who.roles[:1], count, years) if part)
