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
    (r"gu(?=[ei])", "g"),
    (r"c(?=[aoutlkr])", "k"),
    (r"(?<=[^aeiou])ou(?!sk)", "u"),
    (r"off$", "ov"),
    (r"shch|sch", "sh"),
    # Belarusian: Tsikhan-, -ouskaya; Russian: Tikhon-, -ovskaya.
    (r"tsi(?=[^aeiou])", "ti"),
    (r"ou(?=sk)", "ov"),
    (r"kh", "χ"),
    (r"gh", "g"),
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
    (r"(?<=[bdfkmnprstv])yo|yo(?=v)|io(?=v)|(?<=[csz]h)o(?=v)", "e"),
    # Belarusian: Stanislau; Russian: Stanislav.
    (r"(?<=[^aeiou]a)u$", "v"),
    (r"(?<=en|sh|ch|ry)ka$", "ko"),
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
    (r"a[ei]i|aee|ae", "ai"),
    (r"^[ae]y(?=a)", "iy"),
    (r"hu?llah$", "ullah"),
    (r"^s[ae]?yy?[ei]d$", "saiid"),
    (r"(?<=[ou])th(?=m)", "s"),
    (r"^abd(?:el|ul|al|ol|our|ur|er|ar|or)?(?=.{2})", "abdal"),
    (r"(?:iyy?|yy?)[ae]h?$", "ya"),
    (r"dj|zh", "j"),
    (r"ch", "sh"),
    (r"c(?=[eiy])", "s"),
    (r"aou|aw(?![aeiouy])", "au"),
    (r"dh|th(?=a)", "d"),
    (r"kh(?=ad)", "k"),
    (r"gh|q|^g(?=[aeu]d|ay)", "k"),
    (r"ck", "k"),
    (r"ou|oo|o|w(?=u)", "u"),
    (r"ee|ii|iy|yi", "i"),
    (r"(?<=[^aeiou])y", "i"),
    (r"ei|ey|ay|ai", "y"),
    (r"ph", "f"),
    (r"(.)\1+", r"\1"),
    # The ending of most feminine names; Salah and Saleh are two.
    (r"(?<=.{3}[^aeiou])[ae]h$", "a"),
    (r"(?<=.)h$", ""),
    (r"med$", "mad"),
    (r"^[jy]us[aeu]f$", "yusuf"),
    # A short vowel before a last r is written either way after two consonants: Haidar, Anwer; not in Naser, Nassar.
    (r"(?<=[^aeiou]{2})er$", "ar"),
    (r"(?<=m)re$", "r"),
    # Egyptians say g for j.
    (r"gu?(?=[aei])|j", "j"),
)
# A short "e" often stands for i, as the ear has it: Khaled, Khalid.
_NEAR_VOWELS = frozenset({("e", "i"), ("i", "e")})
_NEAR_IN_LONG = _NEAR_VOWELS | {("a", "e"), ("e", "a")}
_LONG = 7
# The article written together with the name: Elsisi, ElBaradei.
_GLUED = re.compile("(?:al|el)(?=[^aeiou-].{3})")
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
    pairs = [(reading, other) for reading in _other_habits(one)] + [(one, reading) for reading in _other_habits(other)]
    return any(_alike(slavic(left), slavic(right), _NEAR_SLAVIC) for left, right in pairs)


def _other_habits(word: str) -> tuple[str, ...]:
    """A word as it is, and as others write it whose j is zh, or who write French ("Chouvalov", "Iakounine")."""
    if "j" not in word and "ou" not in word and "ch" not in word:
        return (word,)
    french = re.sub("t?ch", lambda found: "sh" if found[0] == "ch" else "ch", word).replace("ou", "u")
    if "ou" in word:
        french = re.sub("(?<=[^aeiou])ine$", "in", french)
    return (word, word.replace("j", "zh"), french)


def same_belarusian(one: str, other: str) -> bool:
    """Whether two tokens transliterate one name, an unstressed o of which Belarusian writes a.

    >>> same_belarusian("kolesnikova", "kalesnikava"), same_slavic("kolesnikova", "kalesnikava")
    (True, False)
    """
    return same_slavic(one.replace("o", "a"), other.replace("o", "a"))


def slavic_classes(word: str) -> frozenset[str]:
    """Of which names that `same_slavic` and `same_belarusian` take for one share some."""
    readings = (*_other_habits(word), *_other_habits(word.replace("o", "a")))
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


def same_arabic(one: str, other: str, *, long: int = _LONG) -> bool:
    """Whether two tokens transliterate one Arabic name.

    >>> same_arabic("gaddafi", "qadhafi"), same_arabic("al-sisi", "el-sissi"), same_arabic("hassan", "hussein")
    (True, True, False)

    ``long`` is the number of letters from which a short vowel may be left out.
    """
    if ("dh" in one) != ("dh" in other) and same_arabic(one.replace("dh", "z"), other.replace("dh", "z")):
        # What the Arabs say as d is z to Persians, Turks and Indians: Kadhim, Kazem.
        return True
    if bool(_GLUED.match(one)) != bool(_GLUED.match(other)) and same_arabic(unglued(one), unglued(other)):
        return True
    left, right = arabic(one), arabic(other)
    if _alike(left, right, _NEAR_VOWELS if len(left) < _LONG else _NEAR_IN_LONG):
        return True
    if len(left) == len(right):
        # French and Persian habits differ in the vowel of the first syllable: Serraj, Sarraj; Pervez, Parvez.
        first = re.match(r"[^aeiou]+[ae](?=[^aeiou])", left)
        return bool(first) and _alike(_with_a(left), _with_a(right), _NEAR_VOWELS)
    short, full = sorted((left, right), key=len)
    return len(full) >= long and short in _without_short_vowel(full)


def unglued(word: str) -> str:
    """A word without an article that is written together with it.

    >>> unglued("elsisi"), unglued("allawi"), unglued("ali")
    ('sisi', 'lawi', 'ali')
    """
    return _GLUED.sub("", word, count=1)


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
        words.append("abdal" + word if servant else unglued(word) if words else word)
        servant = False
    return tuple(words)


_OLD_INDONESIAN = steps((r"tj", "c"), (r"(?<!d)j", "y"), (r"dj", "j"), (r"oe", "u"))


@remembered
def indonesian(word: str) -> str:
    """A word in the Indonesian spelling of today, if it shows the one before 1972: "tjahaja" is "cahaya"."""
    return folded(word, _OLD_INDONESIAN) if re.search("tj|[ds]j|oe", word) else word


# A word of Japanese syllables in Hepburn's romanisation, long vowels written out or not.
_JAPANESE = re.compile(
    r"(?:(?:[kgszdnhbpmyrwjtf]|[kghnbpmr]y|[sc]h|ts)?(?:[aeio]|u{1,2}|o[ou])h?|[nm](?![aeiou])|[kstp](?=[kstpc]))+"
)
_JAPANESE_STEPS = steps((r"o[ou]|oh(?![aeiou])", "o"), (r"uu", "u"), (r"m(?=[bpm])", "n"))


@remembered
def is_japanese(word: str) -> bool:
    """Whether a token may be a Japanese word of two syllables or more."""
    return len(word) > 2 and bool(_JAPANESE.fullmatch(word))


@remembered
def japanese(word: str) -> str:
    """One spelling for the long vowels and the n of Japanese words.

    >>> japanese("koumura"), japanese("itoh"), japanese("gemba")
    ('komura', 'ito', 'genba')
    """
    return folded(word, _JAPANESE_STEPS)


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
