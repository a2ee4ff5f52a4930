"""Texts as they are compared: words without case, diacritics and punctuation; and their marks, hashes that are the same
for the same words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'"})


def words(text: str) -> list[str]:
    """The words of a text, folded; "don't" is "do", "not"."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join([c for c in decomposed if not unicodedata.combining(c)])
    text = text.casefold()
    if "n't" in text:
        text = text.replace("n't", " not")
    return _WORD.findall(text)


def mark(*parts: object) -> int:
    """A hash of these parts: 1 to 2**62, the same on every machine."""
    digest = hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 2) or 1


def quote_mark(words: Sequence[str]) -> int:
    """The mark of a quote's words: positive."""
    return mark("quote", *words)


def article_mark(words: Sequence[str]) -> int:
    """The mark of a document's words: negative, so that it is never that of a quote."""
    return -mark("article", *words)
