"""Two names of which one leaves out words of the other: half of a double family name, a first name."""

from __future__ import annotations

from quotes import lexicon
from quotes.names import order, romanisation, slips
from quotes.names.model import Name, Verdict
from quotes.names.normal import is_initial
from quotes.names.readings import Words


def contained(one: Name, other: Name) -> Verdict:
    """The verdict on two names of which one may be the other without some of its words: "Pedro Sánchez" and "Pedro
    Sánchez Pérez-Castejón", "J. Edgar Hoover" and "Edgar Hoover"."""
    short, full = (one.tokens, other.tokens) if len(one.tokens) < len(other.tokens) else (other.tokens, one.tokens)
    if len(one.tokens) == len(other.tokens):
        short, full = sorted((one.tokens, other.tokens), key=_hyphens)
    pieces = tuple(piece for word in full for piece in word.split("-"))
    if len(short) > 1 and is_initial(full[0]) and full[1:] == short:
        # "J. Edgar Hoover" and "Edgar Hoover".
        return Verdict("same", "middle", 0.85)
    if full[1:] == short and _goes_by_second(one if short == other.tokens else other, short):
        return Verdict("same", "first name", 0.8)
    if full[1:] == short and full[0] in _SHORT_FIRST and len(short) > 1:
        return Verdict("same", "first name", 0.85)
    if full[1:] == short and order.has_both_given(one if full == one.tokens else other):
        # "William Lai Ching-te" and "Lai Ching-te".
        return Verdict("same", "first name", 0.85)
    if len(short) < 2 or any(is_initial(word) for word in short) or order.eastern(short) or order.eastern(full):
        return slips.DIFFERENT
    if pieces[: len(short)] == short or full[: len(short)] == short:
        if is_burmese(full):
            # "Aung San" and "Aung San Suu Kyi".
            return Verdict("compatible", "double name", 0.7)
        return Verdict("same" if len(short) >= 2 and not _is_middle(short, full) else "compatible", "double name", 0.85)
    remaining = iter(pieces)
    if all(word in remaining for word in short):
        return Verdict("compatible", "double name", 0.7)
    return slips.DIFFERENT


_SHORT_FIRST = frozenset({"mohd", "muhd", "md", "syed", "sayed", "seyed", "seyyed", "sayyid"})
"""Words before the name that Muslims go by: Mohammed in short, and the style of the Prophet's descendants."""


def _hyphens(words: Words) -> int:
    return sum(word.count("-") for word in words)


def _goes_by_second(full: Name, short: Words) -> bool:
    """Whether a first name is left out that its bearer does not go by ("Maria Corazon Aquino"), or a word in front that
    is none ("Crooked ..."): only where not both are usual given names, as "Juan Carlos" and "Carlos" are two people."""
    known = lexicon.terms("common_surnames")
    both = order.is_given(short[0]) and order.is_given(full.tokens[0])
    rare = not both and not any(map(romanisation.is_arabic, full.tokens)) and short[-1] not in known
    whole = not is_initial(short[0]) and not order.is_particle(short[0])
    return len(short) == 2 and rare and whole and not order.eastern(short) and not order.is_eastern(full)


def is_burmese(words: Words) -> bool:
    """Whether a name is Burmese: all of its words are its bearer's own, and a longer name is another person's."""
    return lexicon.terms("name_words", "my").issuperset(words)


def _is_middle(short: Words, full: Words) -> bool:
    """Whether the last word of the shorter form could be a middle name of the longer ("Mary Ann", "Mary Ann Smith")."""
    added = [word for word in full[len(short) :] if word not in lexicon.terms("particles")]
    return order.is_given(short[-1]) or len(added) > 2
