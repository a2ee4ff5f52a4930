"""Two names compared: one person's, perhaps one person's, or two persons'.

The order of the rules is from the surest to the least; the first that applies decides. Every rule that a bad
conversion or another habit of spelling explains gives "same"; a shorter form gives "compatible"; a slip of a letter
counts only with support from the document.
"""

from __future__ import annotations

import functools
import itertools

from rapidfuzz.distance import JaroWinkler, Levenshtein

from quotes.names import chinese, order, romanisation, wadegiles
from quotes.names.gender import gender, told_gender
from quotes.names.model import Name, Verdict
from quotes.names.nicknames import is_nickname
from quotes.names.normal import ascii_only, is_initial, joined, token
from quotes.names.parsing import parse

Words = tuple[str, ...]

DIFFERENT = Verdict("different", "name", 0.0)
_SLIP_LENGTH = 6
_SLIP_LIKENESS = 0.88


def compare(a: str | Name, b: str | Name, *, same_document: bool = False, shared_role: bool = False) -> Verdict:
    """How two names relate. ``same_document``: both stand in one text; ``shared_role``: under one title or office.

    >>> compare("Hua Chunying", "Chunying Hua").rule, compare("Bill Clinton", "Hillary Clinton").relation
    ('order', 'different')
    """
    one, other = (parse(name) if isinstance(name, str) else name for name in (a, b))
    if (other.tokens, other.text) < (one.tokens, one.text):
        one, other = other, one
    return _compare(one, other, same_document, shared_role)


@functools.lru_cache(maxsize=65536)
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
    if len(one.tokens) == len(other.tokens) == 1 and not (left and right):
        # "Queen Elizabeth" and "Elizabeth II".
        return Verdict("compatible", "suffix", 0.7)
    return Verdict("different", "suffix", 0.3)


def _generation(suffix: str | None) -> str:
    folded = token(suffix or "")
    return {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}.get(folded, folded)


def _without_suffix(one: Name, other: Name, same_document: bool, shared_role: bool) -> Verdict:
    if one.tokens == other.tokens:
        return Verdict("same", "name", 1.0)
    if joined(one.tokens) == joined(other.tokens):
        return Verdict("same", "spacing", 0.98)
    if _lost_letters(one, other):
        return Verdict("same", "lost letters", 0.95)
    if _wade_giles(one, other):
        return Verdict("same", "wade-giles", 0.9)
    supported = same_document and shared_role
    if len(one.tokens) == 1 or len(other.tokens) == 1:
        short, full = (one, other) if len(one.tokens) <= len(other.tokens) else (other, one)
        return _bare(short, full, supported)
    readings = [
        _full(left, right, same_document, shared_role) for left, right in itertools.product(_parts(one), _parts(other))
    ]
    best = max(readings, key=lambda verdict: (_RANK[verdict.relation], verdict.score))
    if best.relation != "different" or best.score:
        return best
    if sorted(one.tokens) == sorted(other.tokens):
        # "Wei Li" and "Li Wei": each word may be either part.
        return Verdict("compatible" if same_document else "different", "order", 0.55)
    return _contained(one, other)


_RANK = {"same": 2, "compatible": 1, "different": 0}


def _lost_letters(one: Name, other: Name) -> bool:
    """Whether one is what a bad conversion leaves of the other: "Antnio" of "António". Names of three words' letters
    or more only, so that little is not taken for much."""
    if one.text.isascii() == other.text.isascii() or len(one.tokens) < 2 or len(other.tokens) < 2:
        return False
    left, right = ("".join(char for char in name.text.casefold() if char.isalpha()) for name in (one, other))
    short, full = (left, right) if left.isascii() else (right, left)
    return len(short) >= 6 and short == ascii_only(full)


def _wade_giles(one: Name, other: Name) -> bool:
    """ "Mao Tse-tung" and "Mao Zedong"."""
    for old, new in ((one, other), (other, one)):
        whole = wadegiles.from_wade_giles(old.tokens)
        if whole and order.eastern(new.tokens):
            family, given = (tuple(token(word) for word in words) for words in (new.family, new.given))
            return wadegiles.from_pinyin(joined(family), given) == whole
    return False


# A name's parts as the rules take them: family, given and middle tokens, whether in an Eastern order, and the rule
# that read them so (None for the usual reading).
Parts = tuple[Words, Words, Words, bool, "str | None"]


@functools.lru_cache(maxsize=65536)
def _parts(name: Name) -> tuple[Parts, ...]:
    """The readings of a name of two words or more: as parsed, and turned round where the words allow it."""
    family, given, middle = (tuple(token(word) for word in words) for words in (name.family, name.given, name.middle))
    eastern = order.is_eastern(name)
    readings: list[Parts] = [(family, given, middle, eastern, None)]
    if len(name.tokens) == 2 and _may_turn(name.tokens[0], name.tokens[1]):
        readings.append((given, family, (), eastern, "order"))
    elif not eastern and len(name.tokens) == 3 and order.eastern(name.tokens[2:] + name.tokens[:2]) == "family-first":
        readings.append((name.tokens[2:], name.tokens[:2], (), True, "order"))
    return tuple(readings)


def _may_turn(first: str, last: str) -> bool:
    """Whether two words in the other order are surely the same name: not where both could be either part."""
    if all(order.is_given(word) for word in (first, last)):
        return False
    return not all(chinese.is_surname(word) for word in (first, last))


def _bare(short: Name, full: Name, supported: bool) -> Verdict:
    """A name of one word against another name."""
    word = short.tokens[0]
    family = tuple(token(part) for part in full.family)
    if len(full.tokens) == 1:
        rule = _one_word(word, full.tokens[0])
        if rule == "transliteration":
            return Verdict("same", rule, 0.85)
        if rule:
            return Verdict("compatible", rule, 0.7)
        near = supported and _near_word(word, full.tokens[0])
        return Verdict("compatible", "slip", 0.6) if near else DIFFERENT
    if word in {joined(family), *family, family[-1].split("-")[-1], family[-1].split("-")[0]}:
        return Verdict("compatible", "surname", 0.9)
    rule = _one_word(word, family[-1])
    if rule:
        return Verdict("compatible", rule, 0.8)
    if word in full.tokens:
        return Verdict("compatible", "given", 0.6)
    if supported and _near_word(word, family[-1]):
        return Verdict("compatible", "slip", 0.6)
    return DIFFERENT


def _one_word(one: str, other: str) -> str | None:
    """The rule by which two single family names are spellings of one; None where they are not."""
    if chinese.same_character(one, other):
        return "polyphone"
    if romanisation.is_slavic(one) and romanisation.slavic(one) == romanisation.slavic(other):
        return "transliteration"
    if min(len(one), len(other)) >= 5 and one.startswith(("al-", "el-")) and romanisation.same_arabic(one, other):
        return "transliteration"
    return None


def _near_word(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SLIP_LENGTH and Levenshtein.distance(one, other) == 1


def _full(left: Parts, right: Parts, same_document: bool, shared_role: bool) -> Verdict:
    """Two names of two words or more, each in one reading."""
    family_rule = _family(left, right)
    if family_rule is None:
        return _family_slip(left, right, same_document, shared_role)
    given_rule = _given(left, right)
    if given_rule is None:
        return _given_slip(left, right, family_rule, same_document, shared_role)
    turned = "order" if (left[4] or right[4]) and left[4] != right[4] else None
    if not (left[3] or right[3]) and _middles_conflict(left[2], right[2]):
        return Verdict("different", "middle", 0.2)
    rules = [rule for rule in (family_rule, given_rule, turned) if rule and rule != "name"]
    if not rules:
        rules = ["order" if _turned(left, right) else "middle"] if left[:3] != right[:3] else ["order"]
    rule = rules[0]
    if "initial" in rules:
        return Verdict("compatible", "initial", 0.75)
    if rule == "homophone" or (rule == "polyphone" and len(chinese.given_syllables(left[1])) < 2):
        # Two common surnames, or a given name of one syllable: likely, not sure.
        return Verdict("compatible" if same_document else "different", "polyphone", 0.6)
    return Verdict("same", rule, _SCORES.get(rule, 0.85))


_SCORES = {
    "order": 0.95,
    "middle": 0.9,
    "polyphone": 0.9,
    "nickname": 0.88,
    "transliteration": 0.88,
    "spacing": 0.95,
    "particle": 0.93,
}


def _turned(left: Parts, right: Parts) -> bool:
    return left[0] == right[0] and joined(left[1]) == joined(right[1]) and left[2] == right[2]


def _family(left: Parts, right: Parts) -> str | None:
    """The rule by which two family names are one; None where they are not."""
    one, other = left[0], right[0]
    if one == other:
        return "name"
    if joined(one) == joined(other):
        return "spacing"
    bare_one, bare_other = _without_article(one), _without_article(other)
    if bare_one == bare_other:
        return "particle"
    if left[3] or right[3]:
        return _eastern_family(left, right)
    return "transliteration" if _spelt_alike(left, right, one, other) else None


def _eastern_family(left: Parts, right: Parts) -> str | None:
    one, other = joined(left[0]), joined(right[0])
    character = chinese.same_character(one, other)
    if character is not None:
        return "polyphone" if character else "homophone"
    if len({chinese.UMLAUTS.get(surname, surname) for surname in (one, other)}) == 1:
        return "transliteration"
    given = (left[1], right[1])
    if all(order.is_korean_given(words) for words in given):
        korean = romanisation.korean_surname(one)
        if korean and korean == romanisation.korean_surname(other):
            return "transliteration"
    return None


def _without_article(words: Words) -> Words:
    """Family name without the Arabic article and without particles that papers leave out."""
    kept = tuple(word.removeprefix("al-").removeprefix("el-") for word in words if word not in {"al", "el"})
    return kept or words


def _spelt_alike(left: Parts, right: Parts, one: Words, other: Words) -> bool:
    """Whether two parts of names transliterate one, where both names show the script that they come from by an
    ending, an article or a known given name."""
    sides = [(*side[0], *side[1]) for side in (left, right)]
    if all(any(map(romanisation.is_slavic, side)) for side in sides) and (
        romanisation.slavic(joined(one)) == romanisation.slavic(joined(other))
    ):
        return True
    arabic = all(any(map(romanisation.is_arabic, side)) for side in sides)
    return arabic and romanisation.same_arabic(joined(_without_article(one)), joined(_without_article(other)))


def _given(left: Parts, right: Parts) -> str | None:
    """The rule by which two given names are one; None where they are not. ("initial" says only that they may be.)"""
    one, other = left[1], right[1]
    if one == other:
        return "name"
    if joined(one) == joined(other):
        return "spacing"
    if left[3] or right[3]:
        korean = all(order.is_korean_given(words) for words in (one, other))
        if korean and romanisation.korean_given(one) == romanisation.korean_given(other) and _korean(left, right):
            return "transliteration"
        return None
    if not one or not other:
        return None
    if is_nickname(one[0], other[0]):
        return "nickname"
    if _initials(left, right):
        return "initial"
    return "transliteration" if _spelt_alike(left, right, one, other) else None


def _korean(left: Parts, right: Parts) -> bool:
    return all(romanisation.korean_surname(joined(side[0])) for side in (left, right))


def _initials(left: Parts, right: Parts) -> bool:
    """ "J. Biden" and "Joe Biden", "J.D. Vance" and "James David Vance"."""
    one, other = ((*side[1], *side[2]) for side in (left, right))
    short, full = (one, other) if len(joined(one)) <= len(joined(other)) else (other, one)
    letters = joined(short)
    if is_initial(short[0]) and full[0].startswith(short[0]):
        return True
    return 2 <= len(letters) <= 3 and len(full) == len(letters) and letters == "".join(word[0] for word in full)


def _middles_conflict(one: Words, other: Words) -> bool:
    """Whether two sequences of middle names cannot be one person's: the shorter does not fit into the longer from
    its start."""
    return any(
        not (a == b or (is_initial(a) and b.startswith(a)) or (is_initial(b) and a.startswith(b)) or is_nickname(a, b))
        for a, b in zip(one, other, strict=False)
    )


def _given_slip(left: Parts, right: Parts, family_rule: str, same_document: bool, shared_role: bool) -> Verdict:
    """One family name, given names that differ by a slip of the pen or the machine."""
    one, other = joined(left[1]), joined(right[1])
    if family_rule != "name" or not one or not other:
        return DIFFERENT
    distance = Levenshtein.distance(one, other)
    if left[3] or right[3]:
        if not _syllables_near(left[1], right[1]):
            return DIFFERENT
        if same_document and not shared_role:
            return Verdict("compatible", "slip", 0.6)
    elif distance > 1 or min(len(one), len(other)) < 4 or (order.is_given(one) and order.is_given(other)):
        return DIFFERENT
    if same_document and shared_role:
        return Verdict("same", "slip", 0.85)
    if same_document and distance == 1 and min(len(one), len(other)) >= _SLIP_LENGTH:
        return Verdict("compatible", "slip", 0.7)
    return Verdict("different", "slip", 0.5)


def _syllables_near(one: Words, other: Words) -> bool:
    """Whether two given names in pinyin differ in the end of one syllable only, of two: a letter or two lost or
    mistaken. Given names of one syllable are never near: each letter tells two people apart."""
    left, right = chinese.given_syllables(one), chinese.given_syllables(other)
    if len(left) != 2 or len(right) != 2:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return a[0] == b[0] and JaroWinkler.similarity(joined(one), joined(other)) >= _SLIP_LIKENESS


def _family_slip(left: Parts, right: Parts, same_document: bool, shared_role: bool) -> Verdict:
    """One given name, family names that differ by a letter."""
    if left[1] != right[1] or left[3] or right[3] or not _near_word(joined(left[0]), joined(right[0])):
        return DIFFERENT
    if same_document and shared_role:
        return Verdict("same", "slip", 0.85)
    return Verdict("compatible", "slip", 0.6) if same_document else Verdict("different", "slip", 0.5)


def _contained(one: Name, other: Name) -> Verdict:
    """A double surname of which one part is left out: "Pedro Sánchez" and "Pedro Sánchez Pérez-Castejón"."""
    short, full = (one.tokens, other.tokens) if len(one.tokens) < len(other.tokens) else (other.tokens, one.tokens)
    pieces = tuple(piece for word in full for piece in word.split("-"))
    if len(short) < 2 or any(is_initial(word) for word in short) or order.eastern(short) or order.eastern(full):
        return DIFFERENT
    if pieces[: len(short)] == short or full[: len(short)] == short:
        return Verdict("same" if len(short) >= 2 and not _is_middle(short, full) else "compatible", "double name", 0.85)
    remaining = iter(pieces)
    if all(word in remaining for word in short):
        return Verdict("compatible", "double name", 0.7)
    return DIFFERENT


def _is_middle(short: Words, full: Words) -> bool:
    """Whether the last word of the shorter form could be a middle name of the longer ("Mary Ann", "Mary Ann Smith")."""
    return order.is_given(short[-1]) or len(full) - len(short) > 2
