"""Spellings of one name that come from another script: Cyrillic, Arabic, Korean.

Each fold maps the usual transliterations of a sound to one spelling, and is used only where a name shows by an ending
or a known part that it comes from that script: "Smith" and "Smyth" are two names, "Zelensky" and "Zelenskyy" one.
The folds follow the tables in common use (BGN/PCGN, ISO 9, ALA-LC, and what newspapers make of them).
"""

from __future__ import annotations

import functools
import re

from quotes import lexicon
from quotes.names.folding import folded, steps
from quotes.names.remembered import remembered

Words = tuple[str, ...]

_SLAVIC = re.compile(
    r"(?:sk(?:y|yy|iy|yi|ij|i|yj|aya|aia|aja)|(?:[^aeiou]o[vw]|e[vw]|yov)a?|[^aeiou]off|enk[oa]|.{4}[^aeiou][iy]an|ch[uy]k"
    r"|v[iy]ch|vna|lny[iy]?|[sc]hvili|dze)$"
)
_SLAVIC_STEPS = steps(
    (r"tch", "ch"),
    (r"chvili$", "shvili"),
    (r"dzh", "zh"),
    (r"c(?=[aoutlkr])", "k"),
    (r"(?<=[^aeiou])ou(?!sk)", "u"),
    (r"off$", "ov"),
    (r"shch|sch", "sh"),
    # Belarusian: Tsikhan-, -ouskaya; Russian: Tikhon-, -ovskaya.
    (r"tsi(?=[^aeiou])", "ti"),
    (r"ou(?=sk)", "ov"),
    (r"kh", "χ"),
    (r"ts|tz", "c"),
    (r"ks", "x"),
    (r"ph", "f"),
    (r"w", "v"),
    (r"j(?=[aeou])", "y"),
    (r"(?:iy|yi|yy|ij|yj|ii|iyi)\b", "i"),
    (r"(?<=[aeo])[iyj]\b", "i"),
    (r"(?:ii|iy)(?=[aou])", "y"),
    (r"(?<=[aeo])i(?=[aeou])", "y"),
    (r"^(?:ye|je)", "e"),
    (r"(?<=.)ye", "e"),
    (r"(?<=[^aeiou])(?:iy|i|y)(?=[aou])", "y"),
    (r"^(?:iu|ju|yu)", "yu"),
    (r"^(?:ia|ja|ya)", "ya"),
    (r"yo(?=v)|io(?=v)|(?<=[csz]h)o(?=v)", "e"),
    (r"enka\b", "enko"),
    (r"y(?![aou])", "i"),
    (r"(.)\1+", r"\1"),
    (r"sh", "š"),
    (r"ch", "č"),
    (r"zh", "ž"),
)
# One letter of Ukrainian and Belarusian is h, and g in Russian; kh is often written h.
_NEAR_SLAVIC = frozenset({("χ", "h"), ("h", "χ"), ("h", "g"), ("g", "h")})

# An article, or a "servant of" with what follows.
_ARABIC = re.compile(r"(?:al|el)-.|abd(?:el|ul|al|ur|er|ar)-?[a-z]{3}|bou[^aeiou][a-z]{3}")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul)-")
_ARABIC_STEPS = steps(
    (r"^abd(?:el|ul|al|ol|our|ur|er|ar|or)?(?=.{2})", "abdal"),
    (r"(?:iyy?|y)[ae]h?$", "ya"),
    (r"dj|zh", "j"),
    (r"ch", "sh"),
    (r"c(?=[eiy])", "s"),
    (r"aou|aw(?![aeiou])", "au"),
    (r"dh|th(?=a)", "d"),
    (r"kh(?=ad)", "k"),
    (r"gh|q|^g(?=[aeu]d)", "k"),
    (r"ck", "k"),
    (r"ou|oo|o|w(?=u)", "u"),
    (r"ee|ii|iy|yi", "i"),
    (r"(?<=[^aeiou])y(?![aeiou])", "i"),
    (r"ei|ey|ay|ai", "y"),
    (r"ph", "f"),
    (r"(.)\1+", r"\1"),
    # The ending of most feminine names; Salah and Saleh are two.
    (r"(?<=.{3}[^aeiou])[ae]h$", "a"),
    (r"(?<=.)h$", ""),
    (r"med$", "mad"),
    (r"^yus[aeu]f$", "yusuf"),
    # A short vowel before a last r is written either way after two consonants: Haidar, Anwer; not in Naser, Nassar.
    (r"(?<=[^aeiou]{2})er$", "ar"),
    # Egyptians say g for j.
    (r"gu?(?=[aei])|j", "j"),
)
# A short "e" often stands for i, as the ear has it: Khaled, Khalid.
_NEAR_VOWELS = frozenset({("e", "i"), ("i", "e")})
_LONG = 7
_SERVANT = re.compile("abe?d(?:el|ul|al|ol|our|ur|er|ar|or)?")
_SON = {"ben": "bin", "ibn": "bin", "el": "al", "ul": "al"}


@remembered
def is_slavic(word: str) -> bool:
    """Whether a token looks like a Russian or Ukrainian name."""
    return bool(_SLAVIC.search(word)) or slavic(word) in _slavic_given()


@functools.cache
def _slavic_given() -> frozenset[str]:
    return frozenset(slavic(word) for word in lexicon.terms("given_names", "ru"))


@remembered
def slavic(word: str) -> str:
    """One spelling for the transliterations of a Cyrillic name.

    >>> slavic("zelenskyy") == slavic("zelensky"), slavic("aleksei") == slavic("alexey")
    (True, True)
    """
    return folded(word, _SLAVIC_STEPS)


@remembered
def same_slavic(one: str, other: str) -> bool:
    """Whether two tokens transliterate one Cyrillic name.

    >>> same_slavic("shmyhal", "shmygal"), same_slavic("jomart", "zhomart"), same_slavic("petrov", "petrova")
    (True, True, False)
    """
    pairs = ((one, other), (one.replace("j", "zh"), other), (one, other.replace("j", "zh")))
    return any(_alike(slavic(left), slavic(right), _NEAR_SLAVIC) for left, right in pairs)


def slavic_classes(word: str) -> frozenset[str]:
    """Of which names that `same_slavic` takes for one share some."""
    readings = {word, word.replace("j", "zh")}
    return frozenset(slavic(reading).translate(str.maketrans("χg", "hh")) for reading in readings)


def _alike(left: str, right: str, near: frozenset[tuple[str, str]]) -> bool:
    return len(left) == len(right) and all(a == b or (a, b) in near for a, b in zip(left, right, strict=True))


@remembered
def is_arabic(word: str) -> bool:
    """Whether a token has an Arabic article or is a given name of the Islamic world."""
    plain = arabic(word)
    return bool(_ARABIC.match(word)) or not _arabic_given().isdisjoint((_with_a(plain), plain.replace("e", "i")))


@functools.cache
def _arabic_given() -> frozenset[str]:
    plain = {arabic(word) for word in lexicon.terms("given_names", "ar")}
    return frozenset({_with_a(word) for word in plain} | {word.replace("e", "i") for word in plain})


@remembered
def arabic(word: str) -> str:
    """An Arabic name without its article, its letters in one spelling; vowels that vary stay, see `same_arabic`."""
    return folded(_ARTICLE.sub("", word).replace("-", ""), _ARABIC_STEPS)


def same_arabic(one: str, other: str) -> bool:
    """Whether two tokens transliterate one Arabic name.

    >>> same_arabic("gaddafi", "qadhafi"), same_arabic("al-sisi", "el-sissi"), same_arabic("hassan", "hussein")
    (True, True, False)
    """
    if ("dh" in one) != ("dh" in other) and same_arabic(one.replace("dh", "z"), other.replace("dh", "z")):
        # What the Arabs say as d is z to Persians, Turks and Indians: Kadhim, Kazem.
        return True
    left, right = arabic(one), arabic(other)
    if _alike(left, right, _NEAR_VOWELS):
        return True
    if len(left) == len(right):
        # French and Persian habits differ in the vowel of the first syllable: Serraj, Sarraj; Pervez, Parvez.
        first = re.match(r"[^aeiou]+[ae](?=[^aeiou])", left)
        return bool(first) and _alike(_with_a(left), _with_a(right), _NEAR_VOWELS)
    short, full = sorted((left, right), key=len)
    return len(full) >= _LONG and short in _without_short_vowel(full)


def _with_a(word: str) -> str:
    return re.sub(r"^([^aeiou]+)e(?=[^aeiou])", r"\1a", word)


@remembered
def _without_short_vowel(word: str) -> frozenset[str]:
    """A long name without one of its short vowels inside: Zawahiri is Zawahri too."""
    inner = re.finditer(r"(?<=[aeiou][^aeiou])[aeiu](?=[^aeiou][aeiou])", word)
    return frozenset(word[: match.start()] + word[match.end() :] for match in inner)


@remembered
def arabic_words(tokens: Words) -> Words:
    """The words of a name without articles, a "servant of" in one word with what follows.

    >>> arabic_words(("abdel-fattah", "el", "sisi")), arabic_words(("abdul", "rahman", "al-sudais"))
    (('abdalfattah', 'sisi'), ('abdalrahman', 'sudais'))
    """
    words: list[str] = []
    servant = False
    pieces = [piece for word in tokens for piece in _ARTICLE.sub("", word).split("-") if piece]
    for index, piece in enumerate(pieces):
        word = _SON.get(piece, piece)
        if word == "al" and words:
            continue
        if _SERVANT.fullmatch(word) and index < len(pieces) - 1:
            servant = True
            continue
        words.append("abdal" + word if servant else word)
        servant = False
    return tuple(words)


@remembered
def plain_kh(word: str) -> str:
    """A word with one spelling for kh and h, between which the languages of Asia vary: Rakhmon, Rahmon. The same for
    the Dutch oe of old Indonesian names: Soeharto, Suharto."""
    return re.sub(
        r"^soe(?=[^aeiou])|oe(?=[^aeiou].*o$)", lambda found: found[0].replace("oe", "u"), word.replace("kh", "h")
    )


def consonants(word: str) -> str:
    """The consonants of an Arabic name: names that `same_arabic` takes for one share them."""
    return re.sub("[aeiuy]", "", arabic(word.replace("dh", "z"))).replace("z", "d")


def korean_surname(word: str) -> str | None:
    """The Revised or usual spelling that stands for a Korean surname: "Rhee" and "Yi" are "lee"; None for others."""
    row = lexicon.pairs("surnames", "ko").get(word)
    return row[0] if row else None


_KOREAN_STEPS = steps(
    (r"oo|ou|eo|eu", "u"),
    (r"ee|ea", "i"),
    (r"(?<=h)ui$", "i"),
    (r"oi|oe|ue", "oe"),
    (r"^ch|^j", "j"),
    (r"^p(?!h)|^b", "b"),
    (r"^t|^d", "d"),
    (r"^k|^g", "g"),
    (r"^r|^l", "r"),
    (r"^sh", "s"),
    (r"ck|g$", "k"),
    (r"nk$", "ng"),
)


def korean_given(words: Words) -> str:
    """One spelling for the romanisations of a Korean given name, for comparison inside one surname only."""
    pieces = [piece for word in words for piece in word.split("-")]
    return "".join(folded(piece, _KOREAN_STEPS) for piece in pieces)
