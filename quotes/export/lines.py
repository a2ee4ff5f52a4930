"""Lines of JSON: one quote a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring as text
from typing import TextIO

from quotes.export.rows import LISTS, OF_DOCUMENT, OF_SPEAKER, Found, Row

SPEAKERS = 10_000
"""Speakers whose part of a line is kept, at most."""


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The JSON of each row, to the letter what ``json.dumps`` makes of ``Quote.as_dict``, without line break."""
    # Put together from parts, each written out here: lists are JSON already, and documents and speakers come again.
    # That is several times as fast as building it anew.
    known: Row = ()
    document = ""
    speakers: dict[Row, str] = {}
    for row in rows:
        (
            of, who, id, kind, act, form, said, spans, cue, cue_spans, source, source_spans, role, resolution,
            occasion, said_on, confidence, parent, also_in, same_as, steps,
        ) = row  # fmt: skip
        if of is not known:
            known, document = of, part(OF_DOCUMENT, of)
        speaker = speakers.get(who)
        if speaker is None:
            if len(speakers) >= SPEAKERS:
                speakers.clear()
            speaker = speakers[who] = part(OF_SPEAKER, who)
        yield (
            f'{{"id": {text(id)}, {document}, "kind": {text(kind)}, "act": {text(act)}, "form": {text(form)}, '
            f'"text": {text(said)}, "spans": {spans}, "cue": {"null" if cue is None else text(cue)}, '
            f'"cue_spans": {cue_spans}, "source": {"null" if source is None else text(source)}, '
            f'"source_spans": {source_spans}, {speaker}, "role": {"null" if role is None else text(role)}, '
            f'"resolution": {resolution}, "occasion": {"null" if occasion is None else text(occasion)}, '
            f'"said_on": {"null" if said_on is None else text(said_on)}, "confidence": {confidence!r}, '
            f'"parent": {"null" if parent is None else text(parent)}, "also_in": {also_in}, "same_as": {same_as}, '
            f'"steps": {steps}}}'
        )


def part(keys: Sequence[str], values: Sequence[str | None]) -> str:
    """The part of a line that has these keys."""
    return ", ".join(
        f'"{key}": {value if key in LISTS else "null" if value is None else text(value)}'
        for key, value in zip(keys, values, strict=True)
    )


def write(found: Iterable[Found], stream: TextIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    count = 0

    def rows() -> Iterator[Row]:
        for _, some in found:
            yield from some

    for line in lines(rows()):
        stream.write(line + "\n")
        count += 1
    return count
