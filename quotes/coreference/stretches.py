"""Which parts of a parsed text coreference looks at, and how much of it at a time.

coreferee takes time that grows with the square of a sentence's length, and of a text's. So it is given bounded windows
in which no sentence is longer than ``MAX_SENTENCE``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

Range = tuple[int, int]
"""Token indices, half-open."""

MAX_SENTENCE = 150
"""Tokens; longer sentences are cut. No sentence of edited prose is that long; lists and unpunctuated text are."""
MAX_WINDOW = 1000
"""Tokens that are looked at together: more than two pages."""
MAX_OVERLAP = 250
"""Tokens of the window before that are looked at again, so that the first pronouns of a window have antecedents."""
OVERLAP_SENTENCES = 5
"""coreferee looks for the antecedents of a pronoun in the five sentences before its own."""


def windows(doc: Doc, stretches: Iterable[Range] | None = None) -> Iterator[tuple[list[Range], int]]:
    """The windows to look at, in order: each the sentences in it, as token ranges, and where its own part begins.

    ``stretches`` are joined where they touch; a gap between two ends the window. What lies before a window's own part
    is context that the window before has dealt with already; the own parts cover the stretches once. Without
    stretches, the whole Doc. Indices beyond the Doc are clipped; empty stretches are left out.
    """
    for start, end in joined(doc, [(0, len(doc))] if stretches is None else stretches):
        pieces = list(sentences(doc, start, end))
        first = fresh = 0
        for last in range(1, len(pieces) + 1):
            if last < len(pieces) and pieces[last][1] - pieces[first][0] <= MAX_WINDOW:
                continue
            yield pieces[first:last], pieces[fresh][0]
            fresh = last
            first = max(last - OVERLAP_SENTENCES, 0)
            while first < fresh and pieces[fresh - 1][1] - pieces[first][0] > MAX_OVERLAP:
                first += 1


def joined(doc: Doc, stretches: Iterable[Range]) -> list[Range]:
    """The stretches in order, overlapping ones and those with nothing but white space between them made one."""
    runs: list[Range] = []
    for start, end in sorted((max(start, 0), min(end, len(doc))) for start, end in stretches):
        if start >= end:
            continue
        if runs and all(doc[i].is_space for i in range(runs[-1][1], start)):
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def sentences(doc: Doc, start: int, end: int) -> Iterator[Range]:
    """The sentences of ``doc[start:end]``, cut where they are longer than ``MAX_SENTENCE``."""
    begin = start
    for i in range(start + 1, end + 1):
        if i == end or doc[i].is_sent_start or i - begin == MAX_SENTENCE:
            yield begin, i
            begin = i


def around(doc: Doc, token_index: int) -> Range:
    """The token's sentence and those before it in which its antecedent may stand."""
    start = token_index
    for _ in range(OVERLAP_SENTENCES + 1):
        start = max(start - 1, 0)
        while start > 0 and not doc[start].is_sent_start and token_index - start < MAX_WINDOW:
            start -= 1
    end = token_index + 1
    while end < len(doc) and not doc[end].is_sent_start and end - token_index < MAX_SENTENCE:
        end += 1
    return start, end
