"""Which speaker a person means by a name."""

from __future__ import annotations

from quotes.database import Database, authorities, blocks, forms, speakers
from quotes.database.speakers import SpeakerRow
from quotes.database.text import folded, storable
from quotes.errors import AmbiguousSpeakerError, UnknownSpeakerError

NEAREST = 5
LEAST_SCORE = 65.0
_ALL_WORDS = frozenset({"name", "order"})


def identify(db: Database, name: str) -> SpeakerRow:
    """The one speaker whom ``name`` denotes: an id, an identifier in an authority file, a name, an alias, or a
    variant never seen before.

    Raises UnknownSpeakerError with the nearest names, or AmbiguousSpeakerError with the candidates.
    """
    name = " ".join(storable(name).split())
    speaker = speakers.by_id(db, name)
    if speaker is not None:
        return speaker
    found = [who for id in authorities.with_identifier(db, name) if (who := speakers.by_id(db, id)) is not None]
    if len(found) == 1:
        return found[0]
    candidates = speakers.with_form(db, name, exactly=True)
    if len(candidates) != 1:
        candidates = speakers.with_form(db, name)
    slips: list[SpeakerRow] = []
    # A full name that one speaker bears is settled. A single word may fit others, who never occur under it alone.
    if len(candidates) != 1 or " " not in name:
        candidates, slips = _with_variants(db, name, candidates)
    if not candidates:
        nearest = dict.fromkeys((*(who.name for who in slips), *_nearest(db, name)))
        raise UnknownSpeakerError(name or "''", tuple(nearest)[:NEAREST])
    if len(candidates) > 1:
        raise AmbiguousSpeakerError(name, tuple((who.id, who.name, _description(db, who)) for who in candidates))
    return candidates[0]


def _with_variants(db: Database, name: str, candidates: list[SpeakerRow]) -> tuple[list[SpeakerRow], list[SpeakerRow]]:
    """The candidates with those that bear a variant of the name, most quoted first; where there is none,
    those whose names differ by a slip of the pen only, who are not taken for the one that is meant."""
    from quotes import registry

    found = registry.match(name, speakers.forms_in_blocks(db, registry.name_keys(name)))
    # A full name that is the same by a rule goes before those that it may shorten.
    meant = [match.id for match in found if match.verdict.relation == "same"]
    # All words alike, in whatever order, are more than a middle name that is left out.
    whole = dict.fromkeys(m.id for m in found if m.verdict.relation == "same" and m.verdict.rule in _ALL_WORDS)
    if len(whole) == 1 and " " in name:
        meant = list(whole)
    if not meant or " " not in name:
        meant = [match.id for match in found if match.verdict.relation != "different"]
    ids = dict.fromkeys((*(who.id for who in candidates), *meant))
    known = speakers.by_ids(db, ids)
    if known:
        return known, []
    return [], [who for match in found if match.id not in ids if (who := speakers.by_id(db, match.id)) is not None]


def _nearest(db: Database, name: str) -> tuple[str, ...]:
    """The names and forms that are spelt most like this one, best first; a single word is compared word by word."""
    from rapidfuzz import fuzz, process

    names = forms.nearest(db, name)
    wanted = folded(name)
    if " " in wanted:
        choices = {(form, form): " ".join(sorted(folded(form).split())) for form in names}
        wanted = " ".join(sorted(wanted.split()))
    else:
        choices = {(form, word): word for form in names for word in folded(form).split()}
    found = process.extract(wanted, choices, scorer=fuzz.ratio, limit=3 * NEAREST, score_cutoff=LEAST_SCORE)
    return tuple(dict.fromkeys(form for _, _, (form, _) in found))[:NEAREST]


def _description(db: Database, who: SpeakerRow) -> str:
    """What tells a speaker apart from one of the same name."""
    years = "–".join(dict.fromkeys(day[:4] for day in (who.first, who.last) if day))
    count = f"{who.quotes} quote{'' if who.quotes == 1 else 's'}"
    place = f"in {who.documents} documents"
    if who.documents == 1:
        (where,) = blocks.documents_of(db, who.id, limit=1)
        place = f"in {where}"
    return ", ".join(part for part in (*who.roles[:1], f"{count} {place}", years) if part)
