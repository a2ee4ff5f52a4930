"""Classes of family and given names: spellings that `compare` can take for one share a class.

The classes are a little wider than the comparison, so that only names within one need comparing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from quotes.names import agreement, chinese, korean, loose, order, regional, romanisation, scripts, slips, wadegiles
from quotes.names.contained import may_leave_out
from quotes.names.model import Name
from quotes.names.nicknames import full_forms
from quotes.names.normal import ascii_only, is_initial, joined, remains, token, written_out
from quotes.names.readings import may_turn
from quotes.names.remembered import remembered

_ARTICLE = re.compile("^(?:al|el)-")


@remembered
def family_classes(name: Name) -> frozenset[str]:
    """The classes of every word of a name that may stand alone as its family name, and of the name as a whole.

    Family names are the family name itself, the parts of a double one, and any word that is no usual given name (so
    that a name written in the other order is found). Empty for a name without words.
    """
    tokens = name.tokens
    family = tuple(token(word) for word in name.family)
    words = {*family, joined(family)} if family else set()
    if not order.is_eastern(name) or may_turn(tokens):
        words |= {word for word in tokens if not order.is_given(word)}
    if order.has_both_given(name):
        words.add(tokens[1])
    words |= _pieces(words)
    words |= _without_vowels(words)
    if tokens:
        words |= {joined(tokens), ascii_only(name.text), *_wholes(name)}
    return _all(words if len(tokens) == 1 else (word for word in words if len(word) > 1), _shown_scripts(tokens))


@remembered
def pair_classes(name: Name) -> frozenset[tuple[str, str]]:
    """Unordered pairs of a given name's and a family name's class: two names of two words or more share a pair if
    `compare` calls them the same. Empty for a family name alone."""
    tokens = name.tokens
    if not name.given:
        return frozenset()
    scripts = _shown_scripts(tokens)
    given, middle, family = (tuple(token(word) for word in words) for words in (name.given, name.middle, name.family))
    lasts = {joined(family)}
    if order.is_eastern(name):
        syllables = korean.givens(joined(family), given) if order.is_korean_given(given) else ()
        starts = frozenset({joined(given), *("k:" + each for each in syllables)})
    else:
        # Two given words are "Abdul Rahman", which may be one word elsewhere.
        first = joined(given) if len(given) == 2 else given[0]
        starts = _all(full_forms(first) | agreement.fathers(first), scripts) | _initials(given, middle)
        if agreement.is_own_name(joined(family)) and not middle:
            starts |= {"f:" + first[0]}
        if name.nickname:
            starts |= _all(full_forms(token(name.nickname)), scripts)
        if is_initial(first) and (whole := next((word for word in middle if not is_initial(word)), None)):
            # "M. U. M. Ali Sabry"
            starts |= {whole}
        if middle and not is_initial(middle[0]):
            # Some go by their second name.
            starts |= _all(middle[:1], scripts) if may_leave_out(tokens[0]) else {middle[0]}
        lasts |= {word for word in tokens[1:] if not is_initial(word) and not order.is_particle(word)}
        lasts |= _pieces(lasts)
        lasts |= _without_vowels(lasts)
    pairs = {("", joined(tokens)), ("", ascii_only(name.text)), *(("", whole) for whole in _wholes(name))}
    pairs |= {(min(pair), max(pair)) for pair in itertools.product(starts, _all(lasts, scripts))}
    if order.has_both_given(name):
        pairs |= {(min(pair), max(pair)) for pair in ((tokens[0], tokens[1]), (tokens[1], joined(tokens[-1:])))}
    return frozenset(pairs)


def _initials(given: tuple[str, ...], middle: tuple[str, ...]) -> frozenset[str]:
    """The initials of a name of two given names or more, in one word: "F. W.", "FW" and "Frederik Willem" share them.
    One alone among words written out tells nothing."""
    words = agreement.given_pieces((*given, *middle))
    if len(words) > 1 and sum(map(is_initial, words)) != 1:
        return frozenset({"i:" + "".join(word[0] for word in words if word)})
    return frozenset({"i:" + words[0]} if len(words) == 1 and 2 <= len(words[0]) <= 3 else ())


def _wholes(name: Name) -> frozenset[str]:
    """The whole of a name with its umlauts written out, of a Chinese one in Wade-Giles and in pinyin, and the
    consonants of an Arabic one."""
    given, family = (tuple(token(word) for word in words) for words in (name.given, name.family))
    old = wadegiles.from_wade_giles(name.tokens) or wadegiles.short_from_wade_giles(name.tokens)
    whole = old or wadegiles.from_pinyin(joined(family), given)
    found = {"w:" + whole} if whole else set()
    forms = (*scripts.eastern_forms(name), regional.pinyin_form(joined(family), given))
    found |= {"z:" + form for form in forms if form}
    if any(map(romanisation.is_arabic, name.tokens)):
        words = romanisation.arabic_words(name.tokens)
        found |= {"a:" + " ".join(map(romanisation.consonants, words)), "d:" + romanisation.consonants("".join(words))}
    if len(name.tokens) == 2 and order.is_korean_syllable(name.tokens[1]):
        syllable = korean.given(name.tokens[1:])
        found |= {f"k:{surname} {syllable}" for surname in korean.surnames(name.tokens[0])}
    if len(name.tokens) > 2 and sum(map(order.is_given, name.tokens)) < 2:
        # The last word may stand in front elsewhere.
        found.add("r:" + " ".join(sorted(name.tokens)))
    return written_out(name.text) | remains(name.text) | found


def _shown_scripts(tokens: tuple[str, ...]) -> frozenset[str]:
    """The scripts that a name shows to come from."""
    tests = {"slavic": romanisation.is_slavic, "arabic": romanisation.is_arabic, "greek": loose.is_greek}
    found = frozenset(script for script, test in tests.items() if any(map(test, tokens)))
    return found if not tokens or order.is_given(tokens[0]) else found | {"other"}


def _without_vowels(words: Iterable[str]) -> set[str]:
    """What very long words are, a vowel of which may be another."""
    return {"v:" + re.sub("[aeiou]", "", word) for word in words if len(word) >= slips.VERY_LONG}


def _pieces(words: Iterable[str]) -> set[str]:
    """The parts of hyphenated words."""
    return {piece for word in words if "-" in word for piece in word.split("-") if len(piece) > 2}


def _all(words: Iterable[str], scripts: frozenset[str]) -> frozenset[str]:
    return frozenset(found for word in words for found in _classes(word, scripts))


@remembered
def _classes(word: str, scripts: frozenset[str]) -> frozenset[str]:
    """The classes of one token: itself, without an article, and what it transliterates."""
    plain, bare = word.replace("-", ""), _ARTICLE.sub("", word).replace("-", "")
    found = {plain, bare, romanisation.plain_kh(plain), romanisation.indonesian(plain)}
    if romanisation.is_japanese(plain):
        found.add(romanisation.japanese(plain))
    found |= {chinese.surname_readings().get(plain, plain), *korean.surnames(plain)}
    if "slavic" in scripts:
        found |= {"s:" + reading for reading in romanisation.slavic_classes(plain)}
    if "arabic" in scripts:
        found |= {"a:" + romanisation.consonants(each) for each in (word, romanisation.unglued(word))}
    if "greek" in scripts:
        found.add(loose.greek(plain))
    if "other" in scripts and len(plain) >= loose.LEAST:
        found.add(loose.spelling(plain))
    return frozenset(found)
