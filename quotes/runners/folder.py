"""Into a folder of Parquet, in this process or in several."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

from quotes.archive.opened import version
from quotes.export import folders
from quotes.parallel.extracting import extractions
from quotes.parallel.workers import Extract
from quotes.runners.common import Outcome
from quotes.types import Document

PART = 1000
"""Documents in a part."""


def run(
    documents: Iterable[Document],
    output: str,
    *,
    extract: Extract,
    workers: int = 1,
    failed: Callable[[Document, Exception], None],
) -> Outcome:
    """Finds the quotes of these documents and writes them to a new folder (see ``export.folders``). ``failed`` is told
    of documents on which ``extract`` fails; they are left out. Raises QuotesError."""
    folders.begin(output)
    outcome = Outcome()

    def left_out(document: Document, error: Exception) -> None:
        outcome.faults.append(document.id)
        failed(document, error)

    everything = extractions(documents, extract, workers=workers, failed=left_out)
    for number in itertools.count():
        some = list(itertools.islice(everything, PART))
        if not some and number:
            break
        outcome.quotes += folders.write_part(output, number, folders.table(some, extractor=version()))
        outcome.documents += len(some)
    folders.end(output)
    return outcome
