"""Two names compared: one person's, perhaps one person's, or two persons'.

The order of the rules is from the surest to the least; the first that applies decides. Every rule that a bad
conversion or another habit of spelling explains gives "same"; a shorter form gives "compatible"; a slip of a letter
counts only with support from the document.
"""

from __future__ import annotations

import itertools

from quotes import lexicon
from quotes.names import agreement, chinese, order, romanisation, slips, vietnamese, wadegiles
from quotes.names.contained import contained, is_burmese
from quotes.names.gender import gender, told_gender
from quotes.names.model import Name, Verdict
from quotes.names.nicknames import full_forms
from quotes.names.normal import ascii_only, is_initial, joined, token, written_out
from quotes.names.parsing import parse_entry
from quotes.names.readings import Parts, Words, readings
from quotes.names.remembered import remembered


def compare(a: str | Name, b: str | Name, *, same_document: bool = False, shared_role: bool = False) -> Verdict:
    """How two names relate. ``same_document``: both stand in one text; ``shared_role``: under one title or office.

    >>> compare("Li Keqiang", "Keqiang Li").rule, compare("Rand Paul", "Ron Paul").relation
    ('order', 'different')
    """
    one, other = (parse_entry(name) if isinstance(name, str) else name for name in (a, b))
    if (other.tokens, other.text) < (one.tokens, one.text):
        one, other = other, one
    return _compare(one, other, same_document, shared_role)


@remembered
def _compare(one: Name, other: Name, same_document: bool, shared_role: bool) -> Verdict:
    if not one.tokens or not other.tokens:
        return Verdict("different", "no name", 0.0)
    verdict = _without_suffix(one, other, same_document, shared_role)
    if verdict.relation == "different":
        return verdict
    if one.tokens != other.tokens and _genders_differ(one, other):
        return Verdict("different", "gender", 0.1)
    return _with_suffix(one, other, verdict)


def _genders_differ(one: Name, other: Name) -> bool:
    """Whether a form of address with one speaks against the other: "Mr. Clinton" and "Hillary Clinton"."""
    if not (told_gender(one) or told_gender(other)):
        return False
    left, right = gender(one), gender(other)
    return left is not None and right is not None and left != right


def _with_suffix(one: Name, other: Name, verdict: Verdict) -> Verdict:
    """Jr. and Sr., II and III keep father and son apart; a bare surname may still be either."""
    left, right = (_generation(name.suffix) for name in (one, other))
    if left == right or (verdict.relation == "compatible" and not (left and right)):
        return verdict
    if verdict.rule == "nickname" and not (left and right) and _formal(*((one, other) if left else (other, one))):
        # "Joe Manchin" and "Joseph Manchin III": a style that writes the mark writes the full given name too.
        return Verdict("same", "nickname", 0.75)
    if len(one.tokens) == len(other.tokens) == 1 and not (left and right):
        # "Queen Elizabeth" and "Elizabeth II".
        return Verdict("compatible", "suffix", 0.7)
    return Verdict("different", "suffix", 0.3)


def _formal(full: Name, short: Name) -> bool:
    """Whether the given name of the one is the full form of the other's."""
    return token(full.given[0]) in full_forms(token(short.given[0]))


def _generation(suffix: str | None) -> str:
    folded = token(suffix or "")
    return {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}.get(folded, folded)


def _without_suffix(one: Name, other: Name, same_document: bool, shared_role: bool) -> Verdict:
    if one.tokens == other.tokens:
        if vietnamese.tones_differ(one, other):
            return Verdict("different", "tone", 0.3)
        return Verdict("same", "name", 1.0)
    if joined(one.tokens) == joined(other.tokens):
        return Verdict("same", "spacing", 0.98)
    if _short_korean(one, other):
        return Verdict("same", "transliteration", 0.85)
    if _lost_letters(one, other):
        return Verdict("same", "lost letters", 0.95)
    if {*written_out(one.text), *written_out(other.text)} & {joined(one.tokens), joined(other.tokens)}:
        return Verdict("same", "umlaut", 0.95)
    if _wade_giles(one, other):
        return Verdict("same", "wade-giles", 0.9)
    if _arabic(one, other):
        return Verdict("same", "transliteration", 0.88)
    if not one.given or not other.given:
        short, full = (other, one) if one.given else (one, other)
        return _short(short, full, supported=same_document and shared_role)
    pairs = itertools.product(readings(one), readings(other))
    verdicts = [_full(left, right, same_document, shared_role) for left, right in pairs]
    best = max(verdicts, key=lambda verdict: (_RANK[verdict.relation], verdict.score))
    if best.relation != "different" or best.score:
        return best
    if sorted(one.tokens) == sorted(other.tokens):
        # "Wei Li" and "Li Wei": each word may be either part.
        return Verdict("compatible" if same_document else "different", "order", 0.55)
    return contained(one, other)


_RANK = {"same": 2, "compatible": 1, "different": 0}


def _lost_letters(one: Name, other: Name) -> bool:
    """Whether one is what a bad conversion leaves of the other: "Jos" of "José". Names of three words' letters
    or more only, so that little is not taken for much."""
    if one.text.isascii() == other.text.isascii() or len(one.tokens) < 2 or len(other.tokens) < 2:
        return False
    left, right = ("".join(char for char in name.text.casefold() if char.isalpha()) for name in (one, other))
    short, full = (left, right) if left.isascii() else (right, left)
    return len(short) >= 6 and short == ascii_only(full)


def _wade_giles(one: Name, other: Name) -> bool:
    """ "Mao Tse-tung" and "Mao Zedong"."""
    for old, new in ((one, other), (other, one)):
        whole = wadegiles.from_wade_giles(old.tokens) or wadegiles.short_from_wade_giles(old.tokens)
        if whole and order.eastern(new.tokens):
            family, given = (tuple(token(word) for word in words) for words in (new.family, new.given))
            return wadegiles.from_pinyin(joined(family), given) == whole
    return False


def _short_korean(one: Name, other: Name) -> bool:
    """ "Suh Hoon" and "Seo Hoon": one given name of a syllable that is no other given name, a Korean family name."""
    if not len(one.tokens) == len(other.tokens) == 2 or one.tokens[1] != other.tokens[1]:
        return False
    given = one.tokens[1]
    left, right = (romanisation.korean_surname(name.tokens[0]) for name in (one, other))
    usual = order.is_given(given) or given in chinese.SYLLABLES
    return left is not None and left == right and not usual and order.is_korean_syllable(given)


_FATHERS = frozenset({"abu", "abou", "umm", "oum"})


def _arabic(one: Name, other: Name) -> bool:
    """Two Arabic names of three words or more, articles apart: "Mustafa Abdul Jalil" and "Mustafa Abdel-Jalil"."""
    sides = one.tokens, other.tokens
    # "Abu Mazen": the father of somebody, without a name of his own.
    fathers = all(side[0] in _FATHERS for side in sides)
    if not fathers and (max(map(len, sides)) < 3 or not all(map(_is_arabic, sides))):
        return False
    left, right = map(romanisation.arabic_words, sides)
    if len(left) != len(right):
        return _divided(left, right)
    alike = len(left) == len(right) > 1 and not any(map(is_initial, (*left, *right)))
    return alike and all(itertools.starmap(romanisation.same_arabic, zip(left, right, strict=True)))


def _is_arabic(tokens: Words) -> bool:
    return any(romanisation.is_arabic(piece) for word in tokens for piece in (word, *word.split("-")))


def _divided(left: Words, right: Words) -> bool:
    """Whether two Arabic names are one but for the division of their words: "Jalal al-Din", "Jalaluddin"."""
    one, other = (romanisation.consonants("".join(words)) for words in (left, right))
    return one == other and len(one) >= _DIVIDED


_DIVIDED = 7
"""Consonants that a name must have to be known by them."""


def _short(short: Name, full: Name, *, supported: bool) -> Verdict:
    """A bare family name ("Scholz", "von der Leyen") or given name against another name."""
    word = joined(short.tokens)
    family = tuple(token(part) for part in full.family)
    if not full.given:
        rule = _one_word(short.tokens[-1], full.tokens[-1])
        if rule == "transliteration":
            return Verdict("same", rule, 0.85)
        if rule:
            return Verdict("compatible", rule, 0.7)
        near = supported and slips.near(word, joined(full.tokens))
        return Verdict("compatible", "slip", 0.6) if near else slips.DIFFERENT
    if word in {joined(family), *family, family[-1].split("-")[-1], family[-1].split("-")[0]}:
        return Verdict("compatible", "surname", 0.9)
    rule = _one_word(short.tokens[-1], family[-1])
    if rule:
        return Verdict("compatible", rule, 0.8)
    if word in full.tokens:
        return Verdict("compatible", "given", 0.6)
    if supported and slips.near(word, family[-1]):
        return Verdict("compatible", "slip", 0.6)
    return slips.DIFFERENT


def _one_word(one: str, other: str) -> str | None:
    """The rule by which two single family names are spellings of one; None where they are not."""
    if one != other and romanisation.plain_kh(one) == romanisation.plain_kh(other):
        return "transliteration"
    if chinese.same_character(one, other):
        return "polyphone"
    if romanisation.is_slavic(one) and romanisation.slavic(one) == romanisation.slavic(other):
        return "transliteration"
    if min(len(one), len(other)) >= 5 and one.startswith(("al-", "el-")) and romanisation.same_arabic(one, other):
        return "transliteration"
    return None


_SCORES = {
    "order": 0.95,
    "middle": 0.9,
    "polyphone": 0.9,
    "nickname": 0.88,
    "transliteration": 0.88,
    "spacing": 0.95,
    "particle": 0.93,
}


def _full(left: Parts, right: Parts, same_document: bool, shared_role: bool) -> Verdict:
    """Two names of two words or more, each in one reading."""
    family_rule = agreement.family(left, right)
    if family_rule is None:
        if left.rule is right.rule is None and slips.long_vowel(left, right):
            return Verdict("same", "vowel", 0.8)
        return slips.family_slip(left, right, same_document=same_document, shared_role=shared_role)
    given_rule = agreement.given(left, right)
    if given_rule is None:
        return slips.given_slip(left, right, family_rule, same_document=same_document, shared_role=shared_role)
    if not (left.eastern or right.eastern) and agreement.middles_conflict(left, right):
        if agreement.second_given_left_out(left, right):
            return Verdict("same", "double name", 0.85)
        return Verdict("different", "middle", 0.2)
    if given_rule == "initial" and (agreement.all_initials(left, right) or agreement.same_middle(left, right)):
        return Verdict("same", "initials", 0.85)
    rules = [rule for rule in (family_rule, given_rule, _turned(left, right)) if rule and rule != "name"]
    rule = rules[0] if rules else "middle" if left.middle != right.middle else "order"
    if "initial" in rules:
        return Verdict("compatible", "initial", 0.75)
    shared = (*left.given, *left.family)
    usual = _is_usual(left) or _may_be_half(left, right) or is_burmese(shared)
    if rule == "middle" and usual and agreement.middle_left_out(left, right):
        return Verdict("compatible", "middle", 0.7)
    if rule in ("polyphone", "homophone"):
        return _polyphone(left, usual=rule == "homophone", same_document=same_document)
    return Verdict("same", rule, _SCORES.get(rule, 0.85))


def _is_usual(parts: Parts) -> bool:
    """Whether so many bear a name that a middle name more may be another person's: "John Adams"."""
    return parts.given[0] in lexicon.terms("common_given") and parts.family[-1] in lexicon.terms("common_surnames")


def _may_be_half(left: Parts, right: Parts) -> bool:
    """Whether the given name and the middle name of one can be a double given name: "José María", "Ahmad Shah"."""
    middle = (left.middle or right.middle)[:1]
    half = left.given[0] in lexicon.terms("compound_given")
    return half and (romanisation.is_arabic(left.given[0]) or all(map(order.is_given, middle)))


def _turned(left: Parts, right: Parts) -> str | None:
    """ "order" where one of the two is read the other way round."""
    return "order" if left.rule != right.rule else None


def _polyphone(parts: Parts, *, usual: bool, same_document: bool) -> Verdict:
    """Surnames that are readings of one character. Sure only where the other reading is hardly a surname (not
    ``usual``) and the given name of two syllables is the same."""
    long = len(chinese.given_syllables(parts.given)) == 2
    if long and not usual:
        return Verdict("same", "polyphone", 0.9)
    if long or not usual:
        return Verdict("compatible" if same_document else "different", "polyphone", 0.6)
    return Verdict("different", "polyphone", 0.4)
