"""A quote as a list of quotes shows it: as much as fits, with the words that were looked for set off."""

from __future__ import annotations

import re
import unicodedata

LONG = 480
BEFORE = 160
"""Characters."""
_WORD = re.compile(r"\w+")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def passage(text: str, words: str | None) -> tuple[list[tuple[str, bool]], bool]:
    """The text in pieces, each with whether it was looked for; and whether that is less than the whole text."""
    text = " ".join(text.split())
    hits = _hits(text, words) if words else []
    start, end = 0, len(text)
    if len(text) > LONG:
        start = max(0, hits[0][0] - BEFORE) if hits and hits[0][1] > LONG else 0
        start = text.find(" ", start) + 1 if start else 0
        end = text.rfind(" ", start, start + LONG)
        end = start + LONG if end <= start else end
        end = len(text) if start + LONG >= len(text) else end
    pieces: list[tuple[str, bool]] = []
    place = start
    for first, last in hits:
        if place <= first and last <= end:
            pieces += [(text[place:first], False), (text[first:last], True)]
            place = last
    pieces.append((text[place:end], False))
    shown = [(("… " if start else "") + pieces[0][0], pieces[0][1]), *pieces[1:]]
    shown[-1] = (shown[-1][0] + (" …" if end < len(text) else ""), shown[-1][1])
    return [piece for piece in shown if piece[0]], start > 0 or end < len(text)


def _hits(text: str, words: str) -> list[tuple[int, int]]:
    """The words of the text that are among the words looked for, without regard to case and diacritics."""
    whole: set[str] = set()
    beginnings: list[str] = []
    for phrase, word in _TERM.findall(words):
        parts = [_plain(part) for part in _WORD.findall(phrase or word)]
        if word.endswith("*") and parts:
            beginnings.append(parts.pop())
        whole.update(parts)
    found = []
    for match in _WORD.finditer(text):
        plain = _plain(match[0])
        if plain in whole or any(plain.startswith(beginning) for beginning in beginnings):
            found.append(match.span())
    return found


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
