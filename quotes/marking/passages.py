"""A quote as a list of quotes shows it: as much as fits, with the words that were looked for set off."""

from __future__ import annotations

import bisect
import re
import unicodedata

LONG = 480
BEFORE = 160
"""Code points of a passage, and of what stands before the first of the words."""
_WORD = re.compile(r"\w+")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def passage(text: str, words: str | None, *, long: int = LONG) -> tuple[list[tuple[str, bool]], bool]:
    """The text in pieces, each with whether it was looked for; and whether that is less than the whole text. Of one of
    more than ``long`` code points, the first part is given in which the most of the words stand."""
    text = " ".join(text.split())
    hits = _hits(text, words) if words else []
    start, end = 0, len(text)
    if len(text) > long:
        start = _start(hits, long)
        start = text.find(" ", start) + 1 if start else 0
        end = text.rfind(" ", start, start + long)
        end = start + long if end <= start else end
        end = len(text) if start + long >= len(text) else end
    pieces: list[tuple[str, bool]] = []
    place = start
    for first, last, _ in hits:
        if place <= first and last <= end:
            pieces += [(text[place:first], False), (text[first:last], True)]
            place = last
    pieces.append((text[place:end], False))
    shown = [(("… " if start else "") + pieces[0][0], pieces[0][1]), *pieces[1:]]
    shown[-1] = (shown[-1][0] + (" …" if end < len(text) else ""), shown[-1][1])
    return [piece for piece in shown if piece[0]], start > 0 or end < len(text)


def _start(hits: list[tuple[int, int, str]], long: int) -> int:
    """Where the part begins that holds the most of the words looked for, and closest together; the first of such."""
    ranked = []
    for place, (first, reach, _) in enumerate(hits):
        seen: set[str] = set()
        end = bisect.bisect_right(hits, (first - BEFORE + long,), lo=place)
        for _, last, word in hits[place:end]:
            reach = reach if word in seen else last
            seen.add(word)
        ranked.append((-len(seen), reach - hits[place][1], first, reach))
    _, _, first, reach = min(ranked, default=(0, 0, 0, 0))
    return max(0, first - BEFORE) if reach > long else 0


def _hits(text: str, words: str) -> list[tuple[int, int, str]]:
    """The words of the text that are among the words looked for, without regard to case and diacritics: their extents,
    and which of those they are."""
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
        word = plain if plain in whole else next((start for start in beginnings if plain.startswith(start)), None)
        if word is not None:
            found.append((*match.span(), word))
    return found


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
