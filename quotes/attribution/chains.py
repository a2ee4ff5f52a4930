"""Coreference where it can change an answer: around the pronouns that are sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.attribution.parsed import Parsed
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.coreference import Chain, Coreference


class Chains:
    """The chains around some positions, read on demand, one run of neighbouring paragraphs at a time."""

    def __init__(self, parsed: Parsed, positions: Sequence[int], coreference: Coreference, *, back: int) -> None:
        self._parsed = parsed
        self._coreference = coreference
        self._runs = self._stretches(positions, back)
        self._read: dict[tuple[int, int], tuple[list[Chain], list[int]]] = {}

    def _stretches(self, positions: Sequence[int], back: int) -> list[tuple[int, int]]:
        """Ranges of parts, half-open, apart from each other: each position's part and ``back`` before it."""
        runs: list[tuple[int, int]] = []
        for part in sorted({p for position in positions if (p := self._parsed.part_at(position)) is not None}):
            start = max(0, part - back)
            if runs and start <= runs[-1][1]:
                runs[-1] = (runs[-1][0], part + 1)
            else:
                runs.append((start, part + 1))
        return runs

    def antecedents(self, position: int) -> list[Span]:
        """Extents of the words that the pronoun at the position stands for; [] where no chain tells."""
        from quotes.coreference import antecedents

        part = self._parsed.part_at(position)
        run = next((run for run in self._runs if part is not None and run[0] <= part < run[1]), None)
        tokens = self._parsed.tokens((position, position + 1))
        if run is None or part is None or not tokens:
            return []
        chains, offsets = self._chains(run)
        found = antecedents(chains, offsets[part - run[0]] + tokens[0].i)
        extents = []
        for index in found:
            where = max(i for i, offset in enumerate(offsets) if offset <= index)
            local = index - offsets[where]
            extents.append(self._parsed.extent(run[0] + where, local, local + 1))
        return extents

    def _chains(self, run: tuple[int, int]) -> tuple[list[Chain], list[int]]:
        """The run's chains, with the number of its first token for each of its parts."""
        if run not in self._read:
            from spacy.tokens import Doc

            docs = [part.doc for part in self._parsed.parts[slice(*run)]]
            offsets = [0]
            for doc in docs[:-1]:
                offsets.append(offsets[-1] + len(doc))
            joined = Doc.from_docs(docs, ensure_whitespace=False)
            assert joined is not None
            self._read[run] = self._coreference.chains(joined), offsets
        return self._read[run]
