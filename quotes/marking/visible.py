"""Text from a document as it is safe to print."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text with what would break the line or move the cursor written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(text: str) -> str:
    """The text with control characters and direction marks made visible, lines and tabs as they are."""
    return "".join(c if c in "\n\t" or not _hidden(c) else one_line(c) for c in text)


def _hidden(character: str) -> bool:
    point = ord(character)
    return point < 0x20 or 0x7F <= point < 0xA0 or 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069
