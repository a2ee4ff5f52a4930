"""How large an input may be. What is larger is no document that somebody wrote, and says so in one line."""

from __future__ import annotations

from quotes.errors import ReadingError

TEXT = 50_000_000
"""Bytes of one text, one record, one row."""
WHOLE = 500_000_000
"""Bytes of a file that has to be held as a whole: JSON that is not in lines, PDF, DOCX."""
MARKUP = 20_000_000
"""Bytes of one page of HTML, as trafilatura allows."""
PAGES = 10_000
"""Pages of a PDF."""
SECONDS = 8.0
"""Time for one page of a PDF. Ordinary ones take a few hundredths of a second."""
EXPANSION, FREE = 300, 20_000_000
"""What is compressed may grow by this factor, and to this many bytes in any case. Text grows by 3 to 30."""
BLANK = 1_000_000
"""Blank lines in a row."""
FAULTS = 100_000
"""Records that may be at fault before the first good one."""
PARTS = 10_000
"""Files inside one DOCX."""
DEPTH = 6
"""Objects within objects in which the records of a JSON file are looked for."""

SPLIT = "Split it into its documents."


def megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"


def too_blank(source: str) -> ReadingError:
    return ReadingError(source, f"{BLANK:,} blank lines in a row", "Check how it was made.")


def too_large(source: str, limit: int, what: str = "a document") -> ReadingError:
    return ReadingError(source, f"larger than the {megabytes(limit)} that {what} may have", SPLIT)
