"""Names in capitals, written readably."""

from __future__ import annotations

import re

from quotes.names.normal import token
from quotes.names.parsing import suffix_kind


def display(name: str) -> str:
    """Readable casing: words in capitals throughout become capitalised, mixed case is left alone.

    >>> display("JEAN-PIERRE"), display("LI Keqiang"), display("McCONNELL"), display("J.D. VANCE")
    ('Jean-Pierre', 'Li Keqiang', 'McConnell', 'J.D. Vance')
    """
    return " ".join(_display(word) for word in name.split())


def _display(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    if suffix_kind(word) == "g" and token(word) not in {"jr", "sr", "junior", "senior"}:
        return word
    if match := re.fullmatch(r"(Mc|Mac)([A-Z]{2,})", word):
        return match[1] + match[2].capitalize()
    if len(letters) < 2 or not all(char.isupper() for char in letters) or "." in word.rstrip(".,"):
        return word
    if len(letters) == 2 and not re.search("[AEIOUY]", word):
        return word
    cased = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    cased = re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", cased)
    return re.sub(r"(?<=\w)(['’])S\b", r"\1s", cased)
