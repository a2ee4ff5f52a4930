"""Compares the attributions of one document with their gold."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Sequence
from typing import Literal

from quotes.evaluation.matching import Extents, match, overlaps, shared, trimmed
from quotes.evaluation.model import Attributed, Said, Who
from quotes.evaluation.names import same_person

LOOSE, STRICT = 0.3, 0.8
"""Overlaps from which a content counts as found, as the Gender Gap Tracker's authors use them (Asr et al., 2021)."""
MARKS = frozenset('"“”')


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One error: what was missed, found though it is not there, or given to the wrong source or speaker."""

    kind: Literal["missed", "false", "source", "speaker"]
    document: str
    id: str
    text: str | None
    wanted: str | None = None
    got: str | None = None


@dataclasses.dataclass
class Counts:
    """Of one document: ``numbers`` by name, ``identities`` (gold identity, predicted id) of matched persons, ``sure``:
    the confidence of each prediction that has one, and whether it is right: content, source and speaker."""

    numbers: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    identities: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    faults: list[Fault] = dataclasses.field(default_factory=list)
    sure: list[tuple[float, bool]] = dataclasses.field(default_factory=list)


def count(gold: Attributed, predicted: Sequence[Said]) -> Counts:
    """Counts one document. What matches optional gold counts neither for nor against, and so does what is nested in
    another prediction and matches nothing."""
    counts = Counts()
    pairs = overlaps([each.content for each in gold.said], [each.content for each in predicted])
    matched, strict = match(pairs, LOOSE), match(pairs, STRICT)
    neutral = {j for i, j in matched.items() if gold.said[i].optional}
    wanted = [i for i, each in enumerate(gold.said) if not each.optional]
    right = {j for i, j in matched.items() if j not in neutral}
    given = [j for j, each in enumerate(predicted) if j in right or not (each.nested or j in neutral)]
    number = counts.numbers
    number["gold"], number["predicted"] = len(wanted), len(given)
    number["found"] = len(right)
    number["found strictly"] = sum(1 for i in strict if not gold.said[i].optional)
    number["exact"] = _exact(gold, wanted, [predicted[j] for j in given])
    number["false direct"] = sum(1 for j in given if j not in right and _direct(gold.text, predicted[j]))
    for j in given:
        if j not in right:
            counts.faults.append(_fault("false", gold, predicted[j], got=_who(predicted[j])))
    sourceless = {j for i, j in matched.items() if not gold.said[i].source}
    number["predicted person"] = sum(1 for j in given if j not in sourceless and _is_person(predicted[j]))
    by_prediction = {j: gold.said[i] for i, j in matched.items()}
    for j in given:
        if (confidence := predicted[j].confidence) is not None:
            counts.sure.append((confidence, j in right and _right(by_prediction[j], predicted[j])))
    for i in wanted:
        _count_one(counts, gold, gold.said[i], predicted[matched[i]] if i in matched else None)
    return counts


def _count_one(counts: Counts, gold: Attributed, wanted: Said, found: Said | None) -> None:
    number = counts.numbers
    sort = "direct" if _direct(gold.text, wanted) else "indirect"
    persons = _persons(wanted)
    number[sort] += 1
    number["person"] += bool(persons)
    if found is None:
        counts.faults.append(_fault("missed", gold, wanted, wanted=_who(wanted)))
        return
    number[f"found {sort}"] += 1
    hit = shared(wanted.source, found.source) > 0
    number["sourced"] += bool(wanted.source)
    number["right source"] += hit
    number["attributed"] += hit or not wanted.source
    if wanted.source and not hit:
        words, got = _words(gold.text, wanted.source), _words(gold.text, found.source)
        counts.faults.append(_fault("source", gold, wanted, wanted=words, got=got))
    if not persons:
        return
    how = _how(gold.text, wanted, persons)
    first = found.speakers[0] if found.speakers else None
    fits = _fits(persons, found)
    for name in ("", f" {how}"):
        number[f"found person{name}"] += 1
        number[f"right person{name}"] += fits
    if not fits:
        counts.faults.append(_fault("speaker", gold, wanted, wanted=persons[0].name, got=_who(found)))
    if first and first.identity and _is_person(found) and len(persons) == 1:
        counts.identities.append((persons[0].identity or persons[0].name or "", first.identity))


def _persons(wanted: Said) -> list[Who]:
    return [who for who in wanted.speakers if who.type == "person" and who.name] if wanted.source else []


def _fits(persons: Sequence[Who], found: Said) -> bool:
    return _is_person(found) and any(same_person(found.speakers[0].name or "", who.forms) for who in persons)


def _right(wanted: Said, found: Said) -> bool:
    """Is the source right, where the gold has one, and the speaker, where it is known?"""
    if wanted.source and not shared(wanted.source, found.source):
        return False
    if not wanted.source or not wanted.speakers:
        return True
    persons = _persons(wanted)
    return _fits(persons, found) if persons else not _is_person(found)


def _exact(gold: Attributed, wanted: Sequence[int], predicted: Sequence[Said]) -> int:
    def bare(each: Said) -> Extents:
        return trimmed(gold.text, each.content) if gold.text is not None else each.content

    mine = collections.Counter(bare(gold.said[i]) for i in wanted)
    return (mine & collections.Counter(map(bare, predicted))).total()


def _direct(text: str | None, each: Said) -> bool:
    """Does the content hold or touch a double quotation mark? Without the text, its kind tells."""
    if text is None:
        return each.kind != "indirect"
    return any(not MARKS.isdisjoint(text[max(start - 1, 0) : end + 1]) for start, end in each.content)


def _how(text: str | None, wanted: Said, persons: Sequence[Who]) -> str:
    """Does the source hold the speaker's name, or is it a pronoun or description?"""
    phrase = (_words(text, wanted.source) or "").casefold()
    named = any(form.casefold() in phrase for who in persons for form in (who.name, *who.aliases) if form)
    return "named" if named else "anaphoric"


def _is_person(each: Said) -> bool:
    return bool(each.speakers) and each.speakers[0].type == "person"


def _who(each: Said) -> str | None:
    return each.speakers[0].name if each.speakers else None


def _words(text: str | None, extents: Extents) -> str | None:
    return " ".join(text[start:end] for start, end in extents) if text is not None and extents else None


def _fault(
    kind: Literal["missed", "false", "source", "speaker"],
    gold: Attributed,
    each: Said,
    *,
    wanted: str | None = None,
    got: str | None = None,
) -> Fault:
    return Fault(kind, gold.name, each.id, _words(gold.text, each.content), wanted, got)
