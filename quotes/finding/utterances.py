"""Which quotations are somebody's words, as against scare quotes, titles of works, nicknames and slogans."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.finding.marks import Quotation
from quotes.finding.spans import words
from quotes.types import Span

_SENTENCE_END = re.compile(r"[.!?…]['’)\]]*$")
_CLAUSE_END = re.compile(r"[,.!?…—–-]['’)\]]*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|shall|should|may|might|must|"
    r"i|we|you|he|she|they|it|don['’]t|won['’]t|can['’]t|isn['’]t|let['’]s|[\w]+['’](?:s|re|ll|ve|m|d))\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
LONG = 8
"""From so many words on a quotation is an utterance even without a finite verb or a pronoun in sight."""


def is_sentence(text: str, quotation: Quotation) -> bool:
    """Does the quotation stand as a sentence of its own: a capital first, an end mark (or the comma before its cue)
    last?"""
    words_in = text[quotation.start : quotation.end].strip()
    if not words_in:
        return False
    first = next((character for character in words_in if character.isalnum()), "a")
    ends = _CLAUSE_END.search(words_in) is not None or not quotation.closed
    return (first.isupper() or first.isdigit()) and ends


def is_utterance(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """Is this quotation, of which no cue is known, somebody's words?

    A sentence with a finite verb or a pronoun is; so is a whole paragraph in marks; a capitalised phrase or a few
    words amid a sentence of the author's are a title, a name or a scare quote.
    """
    count = sum(words(text, piece) for piece in quotation.pieces)
    if len(quotation.pieces) > 1:
        return True
    alone = paragraph[1] - paragraph[0] - (quotation.outer[0][1] - quotation.outer[0][0]) <= 2
    said = text[quotation.start : quotation.end]
    if is_title(said, text[slice(*paragraph)]):
        return False
    if alone:
        return count >= 3
    return is_sentence(text, quotation) and count >= 4 and (count >= LONG or _FINITE.search(said) is not None)


def is_title(said: str, around: str = "") -> bool:
    """Is this the title of a work ("All the King's Men"): capitals but for short words, more than one of them, and no
    sentence ended? Not where the text ``around`` it, a headline, is written so too."""
    if _SENTENCE_END.search(said.rstrip(" ,")) or not _in_title_case(said):
        return False
    outside = around.replace(said, " ")
    return not (len(_LETTERS.findall(outside)) > 2 and _in_title_case(outside))


def _in_title_case(words: str) -> bool:
    found = _LETTERS.findall(words)
    capitalised = sum(word[0].isupper() for word in found)
    small = [word for word in found if not word[0].isupper()]
    enough = capitalised > 2 or (capitalised == 2 and not small)
    return enough and len(small) <= capitalised and all(word in _small_words() for word in small)


def goes_on_as_speech(text: str, paragraph: Span) -> bool:
    """Does a paragraph read like somebody's words rather than narration? Speech runs in the present and the first
    person, narration in the past."""
    said = text[slice(*paragraph)].lower()
    present = len(re.findall(r"\b(?:is|are|am|will|must|shall|can|should|has|have|we|our|us|i|my|let)\b", said))
    past = len(re.findall(r"\b(?:was|were|had|did|said|told|asked|added|went|came|he|she|his|her)\b", said))
    return present > past


def _small_words() -> frozenset[str]:
    """Words that titles write small."""
    return lexicon.terms("title_small_words")
