"""The rules by which two family names, or two given names, are one."""

from __future__ import annotations

import re
from collections.abc import Callable

from quotes import lexicon
from quotes.names import chinese, korean, loose, order, romanisation
from quotes.names.nicknames import is_nickname
from quotes.names.normal import is_initial, joined
from quotes.names.readings import Parts, Words

_IBERIAN = re.compile("[^aeiou]ez$")
"""The ending of Spanish patronymics, which stand first of two family names and hardly ever as a middle name."""


def family(left: Parts, right: Parts) -> str | None:
    """The rule by which two family names are one; None where they are not."""
    one, other = left.family, right.family
    if one == other:
        return "name"
    if joined(one) == joined(other):
        return "spacing"
    bare_one, bare_other = _without_article(one), _without_article(other)
    if bare_one == bare_other:
        return "particle"
    if left.eastern or right.eastern:
        return _eastern_family(left, right)
    return "transliteration" if _spelt_alike(left, right, one, other) else None


def _eastern_family(left: Parts, right: Parts) -> str | None:
    one, other = joined(left.family), joined(right.family)
    character = chinese.same_character(one, other)
    if character is not None:
        return "polyphone" if character else "homophone"
    if len({chinese.UMLAUTS.get(surname, surname) for surname in (one, other)}) == 1:
        return "transliteration"
    given = all(order.is_korean_given(side.given) for side in (left, right))
    if given and korean.surnames(one) & korean.surnames(other):
        return "transliteration"
    return None


def _without_article(words: Words) -> Words:
    """Family name without the Arabic article and without particles that papers leave out."""
    kept = tuple(word.removeprefix("al-").removeprefix("el-") for word in words if word not in {"al", "el"})
    return kept or words


def _spelt_alike(left: Parts, right: Parts, one: Words, other: Words) -> bool:
    """Whether two parts of names transliterate one: where both names show the script that they come from by an
    ending, an article or a known given name, or where nothing in them shows that they are no transliterations."""
    sides = [(*side.family, *side.given) for side in (left, right)]
    if all(any(map(loose.is_greek, side)) for side in sides) and loose.greek(joined(one)) == loose.greek(joined(other)):
        return True
    if _is_unknown(left) and _is_unknown(right) and loose.same_loosely(joined(one), joined(other)):
        return True
    for fold in (romanisation.plain_kh, romanisation.indonesian, _japanese(left, right)):
        if fold(joined(one)) == fold(joined(other)):
            return True
    if all(any(map(romanisation.is_slavic, side)) for side in sides):
        if romanisation.same_slavic(joined(one), joined(other)):
            return True
        belarusian = any(words[0] in lexicon.terms("belarusian", "ru") for words in (left.given, right.given) if words)
        belarusian = belarusian or joined(one).endswith("au") != joined(other).endswith("au")
        if belarusian and romanisation.same_belarusian(joined(one), joined(other)):
            return True
    arabic = all(any(map(romanisation.is_arabic, side)) for side in sides) and not (
        _is_western(left) and _is_western(right)
    )
    return arabic and romanisation.same_arabic(joined(_without_article(one)), joined(_without_article(other)))


def _japanese(left: Parts, right: Parts) -> Callable[[str], str]:
    """The fold of Japanese words, if all words of both names may be Japanese."""
    words = (*left.family, *left.given, *right.family, *right.given)
    return romanisation.japanese if all(map(romanisation.is_japanese, words)) else str


def _is_western(parts: Parts) -> bool:
    """Whether a given name is usual in Western languages and not among Arabs: "James Baker" is no Abu Bakr."""
    given = parts.given[:1]
    return any(order.is_given(word) and not romanisation.is_arabic(word) for word in given)


def _is_unknown(parts: Parts) -> bool:
    """Whether a name, in the order that it stands in, has no given name that is usual in Western languages."""
    return parts.rule is None and bool(parts.given) and not order.is_given(parts.given[0])


def given(left: Parts, right: Parts) -> str | None:
    """The rule by which two given names are one; None where they are not. ("initial" says only that they may be.)"""
    one, other = left.given, right.given
    if one == other:
        return "name"
    if joined(one) == joined(other):
        return "spacing"
    if left.eastern or right.eastern:
        return "transliteration" if _korean(left, right) else None
    if not one or not other:
        return None
    if is_nickname(one[0], other[0]):
        return "nickname"
    if _same_initials(left, right):
        return "name"
    if mongolian(one[0], other[0]):
        return "particle"
    if _initials(left, right):
        return "initial"
    return "transliteration" if _spelt_alike(left, right, one, other) else None


def _korean(left: Parts, right: Parts) -> bool:
    """Whether two Korean given names, after family names, are spellings of one."""
    sides = (left, right)
    families = (korean.surnames(joined(side.family)) for side in sides)
    if not frozenset.intersection(*families) or not all(order.is_korean_given(side.given) for side in sides):
        return False
    one, other = (korean.givens(joined(side.family), side.given) for side in sides)
    return not one.isdisjoint(other)


def _initials(left: Parts, right: Parts) -> bool:
    """ "J. Biden" and "Joe Biden", "J.D. Vance" and "James David Vance"."""
    one, other = (given_pieces((*side.given, *side.middle)) for side in (left, right))
    short, full = (one, other) if len(joined(one)) <= len(joined(other)) else (other, one)
    letters = joined(short)
    if is_initial(short[0]) and full[0].startswith(short[0]):
        return True
    return 2 <= len(letters) <= 3 and len(full) == len(letters) and letters == "".join(word[0] for word in full)


_DRAVIDIAN = re.compile(
    r"(?:[sw]am[iy]|appa|achari|[nvrlsh]an|[bg]am|elvam|shankar|sekhar|murth[iy]|raman|nidhi|aiah|ayya|alith?aa?)$"
)
_LONG = 8


def is_own_name(word: str) -> bool:
    """Whether a word looks like the last, and own, name of somebody of Southern India."""
    return len(word) >= _LONG and bool(_DRAVIDIAN.search(word))


def initial_of_the_father(left: Parts, right: Parts) -> bool:
    """Whether an initial stands before a name of Southern India, where it is the father's or the village's and what
    follows is the bearer's own: "S. Radhakrishnan" and "Sarvepalli Radhakrishnan"."""
    own = left.family == right.family and is_own_name(joined(left.family))
    western = any(order.is_given(side.given[0]) for side in (left, right))
    return own and not (left.middle or right.middle or western)


def _same_initials(left: Parts, right: Parts) -> bool:
    """ "B. S." and "BS"."""
    letters = [joined((*side.given, *side.middle)) for side in (left, right)]
    split = [(*side.given, *side.middle) for side in (left, right) if all(map(is_initial, (*side.given, *side.middle)))]
    return letters[0] == letters[1] and 2 <= len(letters[0]) <= 3 and bool(split)


_OF_THE_FATHER = re.compile("g?iin|[iy]y?n")


def mongolian(one: str, other: str) -> bool:
    """Whether two words are a Mongolian father's name with and without the ending of the genitive: "Tsakhiagiin",
    "Tsakhia".

    >>> mongolian("ukhnaagiin", "ukhnaa"), mongolian("martin", "mart")
    (True, False)
    """
    short, full = sorted((one, other), key=len)
    ending = full.removeprefix(short) if full.startswith(short) else ""
    genitive = bool(ending) and bool(
        _OF_THE_FATHER.fullmatch(full, len(short)) or (ending == "n" and short.endswith("ai"))
    )
    return genitive and len(short) > 4 and not (order.is_given(one) or order.is_given(other))


def fathers(word: str) -> frozenset[str]:
    """What a word may be without the ending of the Mongolian genitive."""
    found = {
        word[: match.start()]
        for length in (1, 2, 3, 4)
        if (match := _OF_THE_FATHER.fullmatch(word, len(word) - length))
    }
    return frozenset(each for each in found | ({word[:-1]} if word.endswith("ain") else set()) if len(each) > 4)


def all_initials(left: Parts, right: Parts) -> bool:
    """Whether one gives two initials or more and the other the names that begin so, in number and order: "F. W." and
    "Frederik Willem", "K. P. Sharma" and "Khadga Prasad Sharma"."""
    one, other = (given_pieces((*side.given, *side.middle)) for side in (left, right))
    short, full = (one, other) if len(joined(one)) <= len(joined(other)) else (other, one)
    if len(short) == 1 and 2 <= len(short[0]) <= 3:
        # "JD", "A.P.J."
        short = tuple(short[0])
    return (
        len(short) == len(full)
        and sum(map(is_initial, short)) >= 2
        and not any(map(is_initial, full))
        and all(b.startswith(a) if is_initial(a) else a == b for a, b in zip(short, full, strict=True))
    )


def given_pieces(words: Words) -> Words:
    """The given names of a name, a double one in its parts: "Heinz-Christian"."""
    return tuple(piece for word in words for piece in word.split("-") if piece)


def same_middle(left: Parts, right: Parts) -> bool:
    """Whether an initial and the given name that it may stand for are followed by one second name: "J. Edgar" and
    "John Edgar"."""
    return left.middle == right.middle != () and not any(map(is_initial, left.middle))


def second_given_left_out(left: Parts, right: Parts) -> bool:
    """Whether one of two names with a double family name leaves out a second given name: "Andrés Manuel López Obrador"
    and "Andrés López Obrador", "Hillary Diane Rodham Clinton" and "Hillary Rodham Clinton"."""
    short, full = sorted((left.middle, right.middle), key=len)
    if not 0 < len(short) < len(full) or full[-len(short) :] != short or any(map(is_initial, full)):
        return False
    left_out = full[: -len(short)]
    return bool(_IBERIAN.search(short[-1])) or (all(map(order.is_given, left_out)) and not order.is_given(short[0]))


def middle_left_out(left: Parts, right: Parts) -> bool:
    """Whether one has a middle name, written in full, and the other none."""
    return bool(left.middle) != bool(right.middle) and not any(map(is_initial, (*left.middle, *right.middle)))


def _shortened(short: str, full: str) -> bool:
    """ "F." of "Fitzgerald", "Rob" of "Roberto"."""
    return full.startswith(short) and (is_initial(short) or len(short) > 2)


def middles_conflict(left: Parts, right: Parts) -> bool:
    """Whether the middle names of two names cannot be one person's: the shorter sequence does not fit into the longer
    from its start."""
    return any(
        not (a == b or _shortened(a, b) or _shortened(b, a) or is_nickname(a, b) or _middle_alike(left, right, a, b))
        for a, b in zip(left.middle, right.middle, strict=False)
    )


def _middle_alike(left: Parts, right: Parts, one: str, other: str) -> bool:
    return not (is_initial(one) or is_initial(other)) and _spelt_alike(left, right, (one,), (other,))
