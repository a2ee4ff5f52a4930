"""Documents in, what was found in them out, in the same order: in this process, or in several.

Memory is bounded: only so many documents are taken from the input ahead of the first one that is not done yet.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from typing import NamedTuple

from quotes.archive.workers import Extract, Outcome, Pool
from quotes.types import Document

SMALL = 100_000
"""Code points of text, some ten seconds of work: for less, it is not worth while to start processes."""
OVERHEAD = 500
"""What a document costs beside its text, in code points."""
SOME = 200
"""Documents that are looked at together, to tell whether that is so."""
WINDOW = 8
"""Documents that are taken ahead, for each worker."""
LARGEST = 8_000_000
"""Code points of text that are held at a time, if there is more than one document."""


class Item(NamedTuple):
    """A document that comes in, and whether it is to be read; what need not be passes as it is."""

    document: Document
    wanted: bool


@dataclasses.dataclass(slots=True)
class Entry:
    """A document on its way. ``outcome`` is what was found, or an exception; None where it was not to be read."""

    document: Document
    outcome: Outcome | None = None
    done: bool = False


def extracted(
    items: Iterable[Item], extract: Extract, *, workers: int
) -> Generator[tuple[Document, Outcome | None], None, None]:
    """Each document with what ``extract`` made of it, the exception that it raised, or None where it was not to be
    read; in the order in which they come in. With more than one worker, ``extract`` must be picklable; processes are
    started once there is enough to read to make up for it."""
    items = iter(items)
    while workers > 1:
        some = list(_some(items))
        if _cost(some) >= SMALL:
            with Pool(extract, workers) as pool:
                yield from _pooled(itertools.chain(some, items), pool, WINDOW * workers)
            return
        yield from _here(some, extract)
        if not some:
            return
    yield from _here(items, extract)


def _some(items: Iterator[Item]) -> Iterator[Item]:
    """Items from the front, to tell from whether it is worth while to start processes."""
    cost = 0
    for item in itertools.islice(items, SOME):
        yield item
        cost += _cost([item])
        if cost >= SMALL:
            return


def _cost(items: Iterable[Item]) -> int:
    return sum(len(item.document.text) + OVERHEAD for item in items if item.wanted)


def _here(items: Iterable[Item], extract: Extract) -> Iterator[tuple[Document, Outcome | None]]:
    for document, wanted in items:
        if not wanted:
            yield document, None
            continue
        try:
            outcome: Outcome = extract(document)
        except Exception as error:
            outcome = error
        yield document, outcome


def _pooled(items: Iterator[Item], pool: Pool, window: int) -> Iterator[tuple[Document, Outcome | None]]:
    entries = deque[Entry]()
    waiting: dict[int, Entry] = {}
    numbers = itertools.count()
    held, more = 0, True
    while more or entries:
        while more and pool.has_room and len(entries) < window and held < LARGEST:
            item = next(items, None)
            if item is None:
                more = False
                break
            entries.append(Entry(item.document, done=not item.wanted))
            held += len(item.document.text)
            if item.wanted:
                number = next(numbers)
                waiting[number] = entries[-1]
                pool.submit(number, item.document)
        while entries and entries[0].done:
            entry = entries.popleft()
            held -= len(entry.document.text)
            yield entry.document, entry.outcome
        if entries:
            for number, outcome in pool.wait():
                entry = waiting.pop(number)
                entry.outcome, entry.done = outcome, True
