"""Documents in, what was found in them out, in the same order: in this process, or in several.

Memory is bounded: only so many documents are taken from the input ahead of the first one that is not done yet.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import NamedTuple

from quotes.errors import QuotesError
from quotes.parallel.workers import AHEAD, Extract, Outcome, Pool, WorkerError
from quotes.types import Document, Extraction

Failed = Callable[[Document, Exception], None]

SMALL = 100_000
"""Code points of text, some ten seconds of work: for less, it is not worth while to start processes."""
OVERHEAD = 500
"""What a document costs beside its text, in code points."""
SOME = 200
"""Documents that are looked at together, to tell whether that is so."""
WINDOW = 4
"""Documents that are taken from the input, for each that a worker is given at a time."""
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


def extractions(
    documents: Iterable[Document],
    extract: Extract,
    *,
    workers: int = 1,
    ahead: int = AHEAD,
    failed: Failed | None = None,
) -> Generator[Extraction, None, None]:
    """What ``extract`` makes of each document, in their order. ``failed`` is told of those on which it fails, which are
    left out; see ``tell`` and ``extracted``."""
    items = (Item(document, True) for document in documents)
    with contextlib.closing(extracted(items, extract, workers=workers, ahead=ahead)) as found:
        for document, outcome in found:
            if isinstance(outcome, Extraction):
                yield outcome
            elif outcome is not None:
                tell(failed, document, outcome)


def tell(failed: Failed | None, document: Document, error: Exception) -> None:
    """Tells ``failed`` of a document on which ``extract`` fails. Raises the error itself where nobody wants to know, or
    where it stands in the way of all documents, as a missing model does."""
    fatal = isinstance(error, QuotesError) and not isinstance(error, WorkerError)
    if failed is None or fatal:
        raise error
    failed(document, error)


def extracted(
    items: Iterable[Item], extract: Extract, *, workers: int, ahead: int = AHEAD
) -> Generator[tuple[Document, Outcome | None], None, None]:
    """Each document with what ``extract`` made of it, the exception that it raised, or None where it was not to be
    read; in the order in which they come in. With more than one worker, ``extract`` must be picklable; processes are
    started once there is enough to read to make up for it, and each is given ``ahead`` documents at a time."""
    items = iter(items)
    while workers > 1:
        some = list(_some(items))
        if _cost(some) >= SMALL:
            with Pool(extract, workers, ahead=ahead) as pool:
                yield from _pooled(itertools.chain(some, items), pool, WINDOW * ahead * workers)
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
