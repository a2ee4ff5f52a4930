"""Text from a document as it is safe to print."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

ID_LENGTH = 8
"""How much of a quote's id is printed for people: enough to be the only one but in very large databases."""


def one_line(text: str) -> str:
    """The text with what would break the line or move the cursor written as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(text: str) -> str:
    """The text with control characters and direction marks made visible, lines and tabs as they are."""
    return _HIDDEN.sub(lambda found: one_line(found[0]), text)
