"""Folds: replacements, one after the other, that give the spellings of a sound one form."""

from __future__ import annotations

import re

Steps = tuple[tuple[re.Pattern[str], str], ...]


def steps(*rows: tuple[str, str]) -> Steps:
    """The fold of these rows, each a pattern and what replaces it."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rows)


def folded(word: str, steps: Steps) -> str:
    """The word after all steps."""
    for pattern, replacement in steps:
        word = pattern.sub(replacement, word)
    return word
