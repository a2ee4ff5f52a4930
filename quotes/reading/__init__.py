"""From bytes to documents: files, folders, globs, standard input, JSON lines.

``read`` turns one input into documents, ``inputs`` finds the inputs that paths, folders and globs name, ``document``
makes a document from a string. Offsets always count code points of ``Document.text``.
"""

from __future__ import annotations

from quotes.reading.files import SUFFIXES, inputs, read
from quotes.reading.head import document

__all__ = ["SUFFIXES", "document", "inputs", "read"]
