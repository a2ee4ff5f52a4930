"""Two names compared: one person's, perhaps one person's, or two persons'.

The order of the rules is from the surest to the least; the first that applies decides. Every rule that a bad
conversion or another habit of spelling explains gives "same"; a shorter form gives "compatible"; a slip of a letter
counts only with support from the document.
"""

from __future__ import annotations

import dataclasses
import itertools

from quotes import lexicon
from quotes.names import agreement, chinese, generations, order, romanisation, scripts, slips, vietnamese, wadegiles
from quotes.names.contained import contained, first_left_out, is_burmese
from quotes.names.gender import gender, told_gender
from quotes.names.lost import left_of, lost_letters
from quotes.names.model import Name, Verdict
from quotes.names.normal import joined, token, written_out
from quotes.names.parsing import parse, parse_entry
from quotes.names.readings import Parts, readings
from quotes.names.remembered import remembered


def compare(a: str | Name, b: str | Name, *, same_document: bool = False, shared_role: bool = False) -> Verdict:
    """How two names relate. ``same_document``: both stand in one text; ``shared_role``: under one title or office.

    >>> compare("Li Keqiang", "Keqiang Li").rule, compare("Rand Paul", "Ron Paul").relation
    ('order', 'different')
    """
    one, other = (parse_entry(name) if isinstance(name, str) else name for name in (a, b))
    if isinstance(a, str) and isinstance(b, str) and (left_of(a, b) or left_of(b, a)):
        # "Zuzana aputova": without its first letter a name looks like a common word.
        return Verdict("same", "lost letters", 0.95)
    if (other.tokens, other.text) < (one.tokens, one.text):
        one, other = other, one
    return _compare(one, other, same_document, shared_role)


@remembered
def _compare(one: Name, other: Name, same_document: bool, shared_role: bool) -> Verdict:
    if not one.tokens or not other.tokens:
        return Verdict("different", "no name", 0.0)
    verdict = _without_suffix(one, other, same_document, shared_role)
    if verdict.relation != "same" and (one.nickname or other.nickname):
        called = _without_suffix(_called(one), _called(other), same_document, shared_role)
        if called.relation == "same":
            verdict = Verdict("same", "nickname", 0.9)
    if verdict.relation != "same" and _first_left_out(one, other):
        verdict = Verdict("same", "first name", 0.8)
    if verdict.relation == "different":
        return verdict
    if one.tokens != other.tokens and _genders_differ(one, other):
        return Verdict("different", "gender", 0.1)
    return generations.with_suffix(one, other, verdict)


def _first_left_out(one: Name, other: Name) -> bool:
    """Whether one name is the other without a first word that its bearer need not go by: "Syed Hasan Ali"."""
    short, full = sorted((one, other), key=lambda name: len(name.tokens))
    if not short.given or not first_left_out(short.tokens, full.tokens):
        return False
    return _without_suffix(short, parse(full.text.partition(" ")[2]), False, False).relation == "same"


def _called(name: Name) -> Name:
    """A name with its nickname in the place of the given name."""
    if not name.nickname:
        return name
    tokens = tuple(token(word) for word in (name.nickname, *name.family))
    text = " ".join((name.nickname, *name.family))
    return dataclasses.replace(name, given=(name.nickname,), middle=(), text=text, tokens=tokens, nickname=None)


def _genders_differ(one: Name, other: Name) -> bool:
    """Whether a form of address with one speaks against the other: "Mr. Clinton" and "Hillary Clinton"."""
    if not (told_gender(one) or told_gender(other)):
        return False
    left, right = gender(one), gender(other)
    return left is not None and right is not None and left != right


def _without_suffix(one: Name, other: Name, same_document: bool, shared_role: bool) -> Verdict:
    if one.tokens == other.tokens:
        if vietnamese.tones_differ(one, other):
            return Verdict("different", "tone", 0.3)
        return Verdict("same", "name", 1.0)
    if joined(one.tokens) == joined(other.tokens):
        return Verdict("same", "spacing", 0.98)
    if lost_letters(one, other):
        return Verdict("same", "lost letters", 0.95)
    if {*written_out(one.text), *written_out(other.text)} & {joined(one.tokens), joined(other.tokens)}:
        return Verdict("same", "umlaut", 0.95)
    if scripts.short_korean(one, other):
        return Verdict("same", "transliteration", 0.85)
    if rule := scripts.romanised(one, other):
        return Verdict("same", rule, 0.9 if rule == "wade-giles" else 0.85)
    if scripts.arabic(one, other):
        return Verdict("same", "transliteration", 0.88)
    if not one.given or not other.given:
        short, full = (other, one) if one.given else (one, other)
        return _short(short, full, supported=same_document and shared_role)
    pairs = itertools.product(readings(one), readings(other))
    verdicts = [_full(left, right, same_document, shared_role) for left, right in pairs]
    best = max(verdicts, key=lambda verdict: (_RANK[verdict.relation], verdict.score))
    if best.relation != "different" or best.score:
        return best
    if _rotated(one, other):
        return Verdict("same", "order", 0.85)
    if sorted(one.tokens) == sorted(other.tokens):
        # "Wei Li" and "Li Wei": each word may be either part.
        return Verdict("compatible" if same_document else "different", "order", 0.55)
    return contained(one, other)


_RANK = {"same": 2, "compatible": 1, "different": 0}


def _rotated(one: Name, other: Name) -> bool:
    """Whether one name of three words or more is the other with its last word in front, as a list has it without the
    comma, and the words are no Western or Arabic given names, which may stand anywhere: "Teo Chee Hean"."""
    left, right = one.tokens, other.tokens
    if len(left) != len(right) or len(left) < 3 or (left[1:] + left[:1] != right and right[1:] + right[:1] != left):
        return False
    if any(name.family[0].isupper() and not name.given[0].isupper() for name in (one, other) if name.given):
        return True  # "ALBUQUERQUE Maria"
    return sum(order.is_given(word) for word in left) < 2 and not any(map(romanisation.is_arabic, left))


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
    if given_rule == "initial" and (
        agreement.all_initials(left, right)
        or agreement.same_middle(left, right)
        or agreement.initial_of_the_father(left, right)
    ):
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
        return _polyphone(left, right, usual=rule == "homophone", same_document=same_document)
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


def _polyphone(left: Parts, right: Parts, *, usual: bool, same_document: bool) -> Verdict:
    """Surnames that are readings of one character. Sure only where the other reading is hardly a surname (not
    ``usual``); before a given name of one syllable, only where it is no other kind of name either ("Dan", "Chou")."""
    long = len(chinese.given_syllables(left.given)) == 2
    if long and not usual:
        return Verdict("same", "polyphone", 0.9)
    words = {joined(left.family), joined(right.family)}
    if not usual and not any(word in lexicon.pairs("short_names") or wadegiles.is_surname(word) for word in words):
        return Verdict("same", "polyphone", 0.75)
    if long or not usual:
        return Verdict("compatible" if same_document else "different", "polyphone", 0.6)
    return Verdict("different", "polyphone", 0.4)
