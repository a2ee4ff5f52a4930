"""Two names of which one leaves out words of the other: half of a double family name, a first name."""

from __future__ import annotations

import itertools

from quotes import lexicon
from quotes.given_names import given_name_gender
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
    initials = sum(1 for _ in itertools.takewhile(is_initial, full))
    if len(short) > 1 and initials and full[initials:] == short:
        # "J. Edgar Hoover" and "Edgar Hoover".
        return Verdict("same", "middle", 0.85)
    if full[1:] == short and _goes_by_second(one if short == other.tokens else other, short):
        return Verdict("same", "first name", 0.8)
    if full[1:] == short and order.has_both_given(one if full == one.tokens else other):
        # "William Lai Ching-te" and "Lai Ching-te".
        return Verdict("same", "first name", 0.85)
    if full[:2] == short and order.has_both_given(one if full == one.tokens else other):
        # "Martin Lee Chu-ming" and "Martin Lee".
        return Verdict("same", "double name", 0.75)
    if len(short) < 2 or any(is_initial(word) for word in short) or order.eastern(short) or order.eastern(full):
        return slips.DIFFERENT
    if pieces[: len(short)] == short or full[: len(short)] == short:
        if is_burmese(full):
            # "Aung San" and "Aung San Suu Kyi".
            return Verdict("compatible", "double name", 0.7)
        return Verdict("same" if len(short) >= 2 and not _is_middle(short, full) else "compatible", "double name", 0.85)
    if _goes_by_inner(short, full):
        return Verdict("same", "first name", 0.8)
    if _son_left_out(short, full) or _goes_by_married_name(short, full) or _middle_and_second_family(short, full):
        return Verdict("same", "double name", 0.8)
    remaining = iter(pieces)
    if all(word in remaining for word in short):
        return Verdict("compatible", "double name", 0.7)
    return slips.DIFFERENT


_SHORT_FIRST = frozenset(
    {"mohd", "muhd", "md", "syed", "sayed", "seyed", "seyyed", "sayyid", "sayyed"}
    | {
        "chaudhry",
        "chaudhary",
        "choudhry",
        "choudhary",
        "chowdhury",
        "mian",
        "makhdoom",
        "sardar",
        "mirza",
        "rana",
        "sahibzada",
    }
)
"""Words before the name that Muslims go by: Mohammed in short, the style of the Prophet's descendants, and those of
landed families of Pakistan."""
_SONS = frozenset({"bin", "binti", "binte"})


def _goes_by_inner(short: Words, full: Words) -> bool:
    """Whether a Western first name is left out, and others, before a name of another language that its bearer goes by:
    "Grace Naledi Mandisa Pandor" and "Naledi Pandor". (In India the second name is the father's.)"""
    if len(short) != 2 or len(full) < 4 or short[1] != full[-1] or short[0] not in full[1:-2]:
        return False
    others = order.is_given(full[0]) and not order.is_given(short[0]) and not romanisation.is_arabic(short[0])
    return others and short[1] not in lexicon.terms("common_surnames")


def _son_left_out(short: Words, full: Words) -> bool:
    """ "Rosli bin Dahlan" and "Rosli Dahlan", with a name that is not an Arab prince's."""
    plain = tuple(word for word in full if word not in _SONS)
    return plain == short != full and full[0] not in _SONS and not romanisation.is_arabic(full[0])


def _goes_by_married_name(short: Words, full: Words) -> bool:
    """ "Cristina Fernández de Kirchner" and "Cristina Kirchner": a woman's own family name left out."""
    married = len(full) >= 4 and full[-2] == "de" and short == (full[0], full[-1])
    return married and given_name_gender(full[0]) == "f"


_HALVES = frozenset({"jose", "juan", "jean", "joao", "maria", "marie", "mary", "ana", "anna", "anne", "hans", "karl"})
"""Given names that are the first half of a double one more often than not."""


def _middle_and_second_family(short: Words, full: Words) -> bool:
    """ "Hugo Rafael Chávez Frías" and "Hugo Chávez": what stands between is a given name, and what is left out at the
    end a mother's family name."""
    if len(full) != 4 or short != (full[0], full[2]) or romanisation.is_arabic(full[0]):
        return False
    half = full[0] in _HALVES or full[0] in lexicon.terms("common_given")
    particles = lexicon.terms("particles")
    family = not order.is_given(full[2]) or full[2].endswith("ez")
    return order.is_given(full[1]) and not half and family and not particles.intersection(full)


def first_left_out(short: Words, full: Words) -> bool:
    """Whether the first word of a longer name is one that its bearer need not go by: "Syed", or "Muhammad" before two
    names without an article ("Muhammad Jusuf Kalla"); Arabs go by their first name, and their father's comes next."""
    if len(short) != len(full) - 1 or len(short) < 2:
        return False
    chain = any(map(_has_article, short)) or (len(short) > 2 and all(map(romanisation.is_arabic, short)))
    return full[0] in _SHORT_FIRST or (_is_muhammad(full[0]) and not chain)


def may_leave_out(word: str) -> bool:
    """Whether a word may be a first name that is left out."""
    return word in _SHORT_FIRST or _is_muhammad(word)


def _is_muhammad(word: str) -> bool:
    return romanisation.arabic(word) == romanisation.arabic("muhammad")


def _has_article(word: str) -> bool:
    """Whether a word has an Arabic article, or is one."""
    return word.startswith(("al-", "el-")) or word in {"al", "el"}


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
