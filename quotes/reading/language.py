"""Whether a text is in English, by its script and its function words.

Function words make up 35 to 50 in a hundred of running English (articles, prepositions, pronouns, auxiliaries), and
hardly any of another language's, which shows in a dozen words (Grefenstette, "Comparing two language identification
schemes", 1995).
"""

from __future__ import annotations

import re

from quotes import lexicon

SHARE = 0.15
"""Share of function words from which words are English. News articles have 0.2 and more, other languages up to 0.13."""
SHARE_OF_OTHERS = 0.1
"""Share of function words below which a single paragraph is not English."""
ENOUGH = 12
"""Words from which the share tells."""
LEAST = 1 / 3
"""A document with this share of English is read."""
SAMPLE = 250
"""Code points that are looked at first, in three places; what shows English there is English."""
REACH = 500_000
"""Code points that are looked at otherwise."""

_COMMONEST = (" the ", " and ", " of ", " to ")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")


class ForeignError(ValueError):
    """The text is not in English."""

    def __init__(self) -> None:
        super().__init__("not in English")


def check(text: str) -> None:
    """Raises ForeignError for a text that is mostly not in English; texts of a few words pass."""
    if not is_english(text):
        raise ForeignError


def is_english(text: str) -> bool:
    """Whether a third of the text or more is in English; what is too short to tell is."""
    half = len(text) // 2
    if all(_shows_english(text[start : start + SAMPLE]) for start in (0, half, max(0, len(text) - SAMPLE))):
        return True
    english = other = 0
    for line in text[:REACH].splitlines():
        foreign = len(_OTHER_SCRIPT.findall(line)) if not line.isascii() else 0
        share, words = _share(line)
        if foreign * 2 > len(line.split()) + words:
            # A word of Chinese or Japanese has about two characters.
            other += foreign // 2
        elif words < ENOUGH:
            continue
        elif share >= SHARE:
            english += words
        else:
            other += words
    if english + other < 2 * ENOUGH:
        share, words = _share(text[:REACH])
        return share >= SHARE or (words < 2 * ENOUGH and not other)
    return english >= LEAST * (english + other)


def is_foreign(paragraph: str) -> bool:
    """Whether a paragraph in Latin script is long enough to tell, and has next to no English function words. A list of
    names is foreign, too."""
    if any(word in paragraph for word in _COMMONEST):
        return False
    share, words = _share(paragraph)
    # A small "i" is a word of Polish, Czech, Catalan or Norwegian.
    return words >= ENOUGH and share - paragraph.count(" i ") / words < SHARE_OF_OTHERS


def _shows_english(sample: str) -> bool:
    """Whether the sample's share of function words is English. What stands beside a mark is not counted at first, which
    is several times faster and only ever finds fewer."""
    known = lexicon.terms("function_words")
    words = sample.split()
    if len(words) >= ENOUGH and sum(map(known.__contains__, words)) >= SHARE * len(words):
        return True
    return _share(sample)[0] >= SHARE


def _share(text: str) -> tuple[float, int]:
    """The share of English function words, and the number of words."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    known = lexicon.terms("function_words")
    return sum(map(known.__contains__, words)) / max(1, len(words)), len(words)
