"""Letters that a bad conversion has dropped: "Jos" of "José"."""

from __future__ import annotations

from quotes.names.model import Name
from quotes.names.normal import ascii_only, remains


def lost_letters(one: Name, other: Name) -> bool:
    """Whether one is what a bad conversion leaves of the other: "Jos" of "José". Names of three words' letters
    or more only, so that little is not taken for much."""
    if one.text.isascii() == other.text.isascii() or len(one.tokens) < 2 or len(other.tokens) < 2:
        return False
    return left_of(one.text, other.text) or left_of(other.text, one.text)


def left_of(short: str, full: str) -> bool:
    """Whether a text is the letters of another, those that are not ASCII left out or without their diacritics."""
    if short.isascii() == full.isascii() or len(full.split()) < 2:
        return False
    letters, whole = ("".join(char for char in text.casefold() if char.isalpha()) for text in (short, full))
    return len(letters) >= 6 and len(ascii_only(whole)) <= len(letters) < len(whole) and letters in remains(whole)
