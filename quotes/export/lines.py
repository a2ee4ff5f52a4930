"""Lines of JSON: one quote a line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import TextIO

from quotes.export.rows import LISTS, OF_DOCUMENT, OF_SPEAKER, Found, Row

SPEAKERS = 50_000
"""Speakers whose part of a line is kept, at most."""

_ESCAPED = re.compile(r'["\\\x00-\x1f]').search


def text(words: str) -> str:
    """A text as JSON."""
    # Most texts are written as they are; to look for what is not is quicker than to write all anew.
    return f'"{words}"' if _ESCAPED(words) is None else encode_basestring(words)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The JSON of each row, to the letter what ``json.dumps`` makes of ``Quote.as_dict``, without line break."""
    # Put together from parts, each written out here: lists are JSON already, and documents and speakers come again.
    # That is several times as fast as building it anew.
    known: Row = ()
    document = ""
    for row in rows:
        (
            of, who, id, kind, act, form, said, spans, cue, cue_spans, source, source_spans, role, resolution,
            occasion, said_on, confidence, parent, also_in, same_as, steps,
        ) = row  # fmt: skip
        if of is not known:
            known, document = of, part(OF_DOCUMENT, of)
        # One look at all of them: in most rows nothing has to be written otherwise.
        words = f"{id}{kind}{act}{form}{said}{cue}{source}{role}{occasion}{said_on}{parent}"
        # The three tests in front are quicker than the pattern, and hold for most.
        if ('"' in words or "\\" in words or not words.isprintable()) and _ESCAPED(words) is not None:
            id, kind, act, form, said, cue, source, role, occasion, said_on, parent = map(
                _escaped, (id, kind, act, form, said, cue, source, role, occasion, said_on, parent)
            )
        cue = "null" if cue is None else f'"{cue}"'
        source = "null" if source is None else f'"{source}"'
        role = "null" if role is None else f'"{role}"'
        occasion = "null" if occasion is None else f'"{occasion}"'
        said_on = "null" if said_on is None else f'"{said_on}"'
        parent = "null" if parent is None else f'"{parent}"'
        yield (
            f'{{"id": "{id}", {document}, "kind": "{kind}", "act": "{act}", "form": "{form}", '
            f'"text": "{said}", "spans": {spans}, "cue": {cue}, '
            f'"cue_spans": {cue_spans}, "source": {source}, '
            f'"source_spans": {source_spans}, {_speaker(who)}, "role": {role}, '
            f'"resolution": {resolution}, "occasion": {occasion}, '
            f'"said_on": {said_on}, "confidence": {confidence!r}, '
            f'"parent": {parent}, "also_in": {also_in}, "same_as": {same_as}, '
            f'"steps": {steps}}}'
        )


def _escaped(words: str | None) -> str | None:
    """A text as it stands in JSON between its quotation marks."""
    return None if words is None else encode_basestring(words)[1:-1]


def part(keys: Sequence[str], values: Sequence[str | None]) -> str:
    """The part of a line that has these keys."""
    return ", ".join(
        f'"{key}": {value if key in LISTS else "null" if value is None else text(value)}'
        for key, value in zip(keys, values, strict=True)
    )


@functools.lru_cache(maxsize=SPEAKERS)
def _speaker(who: Row) -> str:
    return part(OF_SPEAKER, who)


def write(found: Iterable[Found], stream: TextIO) -> int:
    """Writes one line of JSON a quote, with the keys of ``Quote.as_dict``. Returns how many."""
    count = 0
    for _, rows in found:
        if rows:
            stream.write("\n".join(lines(rows)) + "\n")
        count += len(rows)
    return count
