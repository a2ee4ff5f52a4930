"""A stand-in for the tagger: texts that mark what it would have found.

``{c1:...}`` content, ``{v1:...}`` cue, ``{s1:...}`` source of attribution 1.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from quotes import finding
from quotes.types import Attribution, Block, Document, Span


@dataclasses.dataclass(frozen=True)
class Tagged:
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float = 0.9

    @property
    def piece_confidence(self) -> tuple[float, ...]:
        return (self.confidence,) * len(self.content)


class Marked:
    """Stands in for the tagger: gives what the example marks, once."""

    def __init__(self, marked: str) -> None:
        self.text = ""
        spans: dict[tuple[str, str], list[Span]] = {}
        position = 0
        for match in re.finditer(r"\{([cvs])(\d):(.*?)\}", marked, re.DOTALL):
            self.text += marked[position : match.start()]
            spans.setdefault((match[2], match[1]), []).append((len(self.text), len(self.text) + len(match[3])))
            self.text += match[3]
            position = match.end()
        self.text += marked[position:]
        numbers = sorted({number for number, _ in spans})
        self._tagged = [Tagged(*(tuple(spans.get((n, role), ())) for role in "cvs")) for n in numbers]

    def tag(self, text: str, segments: Sequence[Span]) -> list[Tagged]:
        tagged, self._tagged = self._tagged, []
        return tagged


def found(marked: str, *, kind: str = "paragraph") -> list[Attribution]:
    tagger = Marked(marked)
    blocks = [Block(kind, ((0, len(tagger.text)),))]  # type: ignore[arg-type]
    return finding.find(Document("d", tagger.text), blocks, tagger)


def shown(marked: str, **options: str) -> list[tuple[str, list[str], str]]:
    text = Marked(marked).text
    return [
        (each.kind, [text[s:e] for s, e in each.content], " ".join(text[s:e] for s, e in each.source))
        for each in found(marked, **options)
    ]
