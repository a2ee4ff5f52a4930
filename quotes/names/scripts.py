"""Two names that come from one script other than Latin, compared as wholes: Chinese, Korean, Arabic."""

from __future__ import annotations

from quotes.names import chinese, korean, order, regional, romanisation, wadegiles
from quotes.names.model import Name
from quotes.names.normal import is_initial, joined, token

Words = tuple[str, ...]


def romanised(one: Name, other: Name) -> str | None:
    """The rule by which one is Chinese in an older romanisation and the other the same in pinyin: "Mao Tse-tung" and
    "Mao Zedong", "Leung Chun-ying" and "Liang Zhenying"."""
    for old, new in ((one, other), (other, one)):
        if not order.eastern(new.tokens):
            continue
        family, given = (tuple(token(word) for word in words) for words in (new.family, new.given))
        whole = wadegiles.from_wade_giles(old.tokens) or wadegiles.short_from_wade_giles(old.tokens)
        if whole and wadegiles.from_pinyin(joined(family), given) == whole:
            return "wade-giles"
        if regional.pinyin_form(joined(family), given) in eastern_forms(old):
            return "transliteration"
    return None


def eastern_forms(name: Name) -> frozenset[str]:
    """What a Chinese name spelt in the way of Hong Kong or Taiwan can be in pinyin, without a Western given name."""
    both = order.has_both_given(name)
    return regional.pinyin_forms(name.tokens[1:] if both else name.tokens, sure=both)


def short_korean(one: Name, other: Name) -> bool:
    """ "Suh Hoon" and "Seo Hun": a Korean family name, and one given name of a syllable, that is Korean by itself or by
    the spelling of the family name."""
    if not len(one.tokens) == len(other.tokens) == 2:
        return False
    families, givens = ({name.tokens[index] for name in (one, other)} for index in (0, 1))
    if len({korean.given((given,)) for given in givens}) > 1:
        return False
    if not frozenset.intersection(*map(korean.surnames, families)):
        return False
    sure = not any(map(chinese.is_surname, families)) and len(families) == 2
    usual = len(givens) > 1 or any(order.is_given(given) or given in chinese.SYLLABLES for given in givens)
    return (sure or not usual) and all(map(order.is_korean_syllable, givens)) and not any(map(order.is_given, givens))


_FATHERS = frozenset({"abu", "abou", "umm", "oum"})


def arabic(one: Name, other: Name) -> bool:
    """Two Arabic names of three words or more, articles apart: "Mustafa Abdul Jalil" and "Mustafa Abdel-Jalil"."""
    sides = one.tokens, other.tokens
    # "Abu Mazen": the father of somebody, without a name of his own.
    fathers = all(side[0] in _FATHERS for side in sides)
    if not fathers and (max(map(len, sides)) < 3 or not all(map(_is_arabic, sides))):
        return False
    left, right = map(romanisation.arabic_words, sides)
    if len(left) != len(right):
        return _divided(left, right) or _dynasty_left_out(*sorted(sides, key=len))
    alike = len(left) > 1 and not any(map(is_initial, (*left, *right)))
    long = _LONG if len(left) < 3 else _LONG - 1
    return alike and all(romanisation.same_arabic(a, b, long=long) for a, b in zip(left, right, strict=True))


_LONG = 7
"""Letters of an Arabic word that may have lost a short vowel; one less where two others agree."""
_SONS = frozenset({"bin", "ben", "ibn", "bint"})


def _dynasty_left_out(short: Words, full: Words) -> bool:
    """ "Faisal bin Farhan" and "Faisal bin Farhan Al Saud"."""
    if not len(short) == 3 < len(full) <= 5 or short[1] not in _SONS or full[1] not in _SONS:
        return False
    house = full[3:]
    named = (len(house) == 2 and house[0] in ("al", "el")) or (len(house) == 1 and house[0].startswith(("al-", "el-")))
    return named and all(romanisation.same_arabic(short[index], full[index]) for index in (0, 2))


def _is_arabic(tokens: Words) -> bool:
    return any(romanisation.is_arabic(piece) for word in tokens for piece in (word, *word.split("-")))


def _divided(left: Words, right: Words) -> bool:
    """Whether two Arabic names are one but for the division of their words: "Jalal al-Din", "Jalaluddin"."""
    one, other = (romanisation.consonants("".join(words)) for words in (left, right))
    return one == other and len(one) >= _DIVIDED


_DIVIDED = 7
"""Consonants that a name must have to be known by them."""
