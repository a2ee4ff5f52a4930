"""Libraries for single formats, which a user installs as extras."""

from __future__ import annotations

import importlib
from typing import Any

from quotes.errors import ReadingError

PACKAGE = "quote-attribution"


def need(module: str, *, extra: str, source: str, what: str) -> Any:
    """The module. Raises ReadingError naming the extra where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        reason = f"reading {what} needs the extra '{extra}'"
        raise ReadingError(source, reason, f"Install it: pip install '{PACKAGE}[{extra}]'") from error
