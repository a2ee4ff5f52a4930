"""A name taken apart: titles, given and family name, suffix.

Titles are read from the lists of words; a name is what stands after the last word that can only be a title. The
order of given and family name follows the languages that put the family name first (Chinese, Korean, Vietnamese)
where the words look like theirs, else the Western order.
"""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.names import order, romanisation
from quotes.names.model import Name
from quotes.names.normal import is_capital, token, without_possessive
from quotes.names.remembered import remembered

_OUTER = ' \t\r\n"“”„«»‹›‘*_,;:·•–—-'
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|\s*[\"“][^\"“”]{1,20}[\"”](?=\s)")
_NICKNAME = re.compile(
    r"[\w.]\s+(?:[\"“”(](?P<marked>[^\W\d_][\w'’-]{1,14})[\"“”)]|['‘](?P<single>[^\W\d_][\w-]{1,14})['’])\s+(?=[^\W\d_])"
)
_NUMERAL = re.compile("[ivx]+")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my"})
_PREPOSITIONS = frozenset({"of", "for", "to", "at", "in", "on", "from", "with", "and", "as"})
_SMALL = _PREPOSITIONS | _DETERMINERS
_BODIES = frozenset({"un", "us", "uk", "eu"})
_QUANTIFIERS = frozenset({"some", "many", "several", "few", "most", "all", "other", "others", "both", "two", "three"})
_ARTICLE = re.compile("(?:al|el|ad|an|ar|as|ash|at|az|d)-")
_ARABIC_LINK = re.compile("(?:al|el|bin|ibn)$|al-|el-")
_SON = re.compile("(?:bin|ibn)$")
_PEER = re.compile(r"(?:Lord|Lady|Baroness|Baron|Viscount) (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?= of [A-Z])")
"""A peer with the place in the title: "Lord Kerr of Kinlochard"."""
_LONGEST_PLACE = 4
_TWO_WORD_STYLES = frozenset({("tan", "sri"), ("puan", "sri"), ("dato", "sri"), ("datuk", "sri"), ("datin", "sri")})
"""Malay styles whose words are names elsewhere."""


@remembered
def parse(text: str) -> Name:
    """The parts of a name as it stands in a text, with or without titles; never fails.

    >>> parse("German Chancellor Olaf Scholz").titles, parse("MS. PSAKI").text
    (('German Chancellor',), 'PSAKI')
    """
    text, nickname = _nickname(" ".join(text.split()))
    main, after = _segments(text)
    words = [word for word in main.split() if token(word)]
    start, stop = (0, len(words)) if _is_eastern(words) else _extent(words)
    suffix = next((word for word in (*words[stop:], *after) if suffix_kind(word) == "g"), None)
    stripped = (without_possessive(word.strip(_OUTER + "()[]")) for word in words[start:stop])
    name = [word for word in stripped if token(word)]
    titles = _titles(words[:start])
    if not name:
        return Name(titles, (), (), (), None, "", ())
    tokens = tuple(token(word) for word in name)
    given, middle, family, how = order.parts(tuple(name), tokens)
    shown = " ".join(name) + (f" {suffix.strip(_OUTER)}" if suffix else "")
    ending = suffix.strip(_OUTER) if suffix else None
    return Name(titles, given, middle, family, ending, shown, tokens, how, nickname if given else None)


def _nickname(text: str) -> tuple[str, str | None]:
    """A text without the nickname between its names, and the nickname: "Leonor "Leni" Robredo"."""
    found = _NICKNAME.search(text)
    if not found or not is_capital(found["marked"] or found["single"]):
        return text, None
    return f"{text[: found.start() + 1]} {text[found.end() :]}", found["marked"] or found["single"]


@remembered
def parse_entry(text: str) -> Name:
    """Like ``parse``, for a name by itself, as in a catalogue or a query: "Starmer, Keir" is turned round whatever the
    given name is.

    >>> parse_entry("Starmer, Keir").text, parse("Starmer, Keir").text
    ('Keir Starmer', 'Starmer')
    """
    first, comma, rest = (part.strip() for part in text.partition(","))
    words = rest.split()
    plain = comma and 0 < len(words) <= 3 and all(is_capital(word) and not suffix_kind(word) for word in words)
    if plain and not any(map(_is_title, words)) and rest.casefold() not in lexicon.terms("places"):
        # "MA, Xiaoguang" has no degree.
        return parse(f"{rest} {first.capitalize() if suffix_kind(first) else first}")
    return parse(text)


def _is_eastern(words: list[str]) -> bool:
    """Whether three words are the name of a Korean or Chinese, though one of its syllables can be a title: "Choe Son
    Hui", "Sun Yat Sen"."""
    capital = all(is_capital(word) and word.isalpha() for word in words)
    return (
        len(words) == 3
        and capital
        and not _is_title(words[0])
        and any(map(_is_title, words[1:]))
        and (order.eastern(tuple(map(token, words))) == "family-first")
    )


def _segments(text: str) -> tuple[str, tuple[str, ...]]:
    """The words that hold the name, and the suffixes after a comma. "Clinton, Hillary" is turned round."""
    whole = without_possessive(_ASIDE.sub("", " ".join(text.split())).strip(_OUTER))
    first, *rest = [part.strip() for part in whole.split(",")]
    if (peer := _PEER.match(first)) and not any(map(_is_title, peer["name"].split())):
        first = peer[0]
    after = tuple(word for part in rest for word in part.split() if suffix_kind(word))
    others = [part for part in rest if part and not all(suffix_kind(word) for word in part.split())]
    if others and len(first.split()) == 1 and len(others) == 1 and _inverted(others[0]):
        first = f"{others[0]} {first}"
    return without_possessive(first), after


def _inverted(part: str) -> bool:
    """Whether the words after a comma are a given name: one to three capitalised words, the first a known one."""
    words = part.split()
    return len(words) <= 3 and all(is_capital(word) for word in words) and order.is_given(token(words[0]))


def suffix_kind(word: str) -> str | None:
    """ "g" for a mark of generation, "d" for a degree or order, None for another word."""
    folded = token(word)
    kind = lexicon.pairs("suffixes").get(folded)
    if not kind or not is_capital(word):
        return None
    # Numerals and short degrees are written large: "XI" and "MA" are such, "Xi" and "Ma" are names.
    short = _NUMERAL.fullmatch(folded) or (kind[0] == "d" and len(folded) == 2)
    return None if short and not word.strip(_OUTER).isupper() else kind[0]


def _is_title(word: str) -> bool:
    """Whether a word can be part of a title: an office, a form of address, a word of an office's name."""
    folded = token(word)
    if folded in lexicon.terms("titles") or folded in lexicon.pairs("honorifics"):
        return True
    if folded in _SMALL or folded in _BODIES:
        # "Un" and "In" are syllables of Korean names, "UN" and "in" are not.
        return word.islower() if folded in _SMALL else word.isupper()
    if folded in lexicon.terms("title_words"):
        return True
    # "Attorney-General", "ex-president", but no "Young-guard".
    return "-" in folded and folded.split("-")[-1] in lexicon.terms("titles") and not order.is_eastern_given(word)


def is_honorific(word: str) -> bool:
    """Whether a word is a form of address ("Mr.", "Lady") rather than an office."""
    return token(word) in lexicon.pairs("honorifics")


def _extent(words: list[str]) -> tuple[int, int]:
    """Where the name begins and ends among the words; an empty extent at the end where they hold a title only."""
    stop = len(words)
    while stop > 1 and suffix_kind(words[stop - 1]) and not _is_first_name_word(words, stop - 1):
        stop -= 1
    if not any(is_capital(word) for word in words):
        # A query typed in small letters, or a phrase like "some experts".
        if words and token(words[0]) in _QUANTIFIERS | _DETERMINERS:
            return len(words), len(words)
        start = stop
        while start > 0 and not _is_title(words[start - 1]):
            start -= 1
        return (start, stop) if start < stop else (len(words), len(words))
    start = stop
    while start > 0 and _belongs(words, start - 1, stop):
        start -= 1
    while start < stop and _is_small(words, start, stop):
        start += 1
    if start == stop:
        return len(words), len(words)
    if stop - start > 2 and (token(words[start]), token(words[start + 1])) in _TWO_WORD_STYLES:
        start += 2
    if 0 < start < stop - 1 and (token(words[start - 1]), token(words[start])) in _TWO_WORD_STYLES:
        start += 1
    start += _excellencies(words, start, stop)
    return _without_place(words, start, stop), stop


def _excellencies(words: list[str], start: int, stop: int) -> int:
    """How many words at the beginning are "H.E.", before two words at least: before one they are initials."""
    return 1 if stop - start > 2 and words[start].strip(_OUTER) in ("H.E.", "H.E") else 0


def _is_small(words: list[str], index: int, stop: int) -> bool:
    """Whether the word in front of a would-be name is an article or a preposition: not an initial ("A."), not the
    Korean family name of "An Chul-soo"."""
    if token(words[index]) not in _PREPOSITIONS | _DETERMINERS or "." in words[index]:
        return False
    return not (index == stop - 2 and is_capital(words[index]) and _is_korean_given(words[index + 1]))


def _is_korean_given(word: str) -> bool:
    return order.is_eastern_given(word) and order.is_korean_given((token(word),))


def _is_first_name_word(words: list[str], index: int) -> bool:
    """Whether a would-be suffix has no name before it ("Senator Ma", "Mr. V")."""
    return index == 0 or (_is_title(words[index - 1]) and not _doubles(words, index - 1))


def _doubles(words: list[str], index: int) -> bool:
    return token(words[index]) in lexicon.terms("title_surnames")


def _belongs(words: list[str], index: int, stop: int) -> bool:
    """Whether the word at ``index`` is part of the name that ends before ``stop``, all words after it being so."""
    word = words[index]
    folded = token(word)
    particle = folded in lexicon.terms("particles") or bool(_ARTICLE.match(folded))
    if word.endswith(".") and folded in lexicon.terms("titles"):
        return False  # "Del. Jane Roe"
    if not is_capital(word):
        return (particle and (index < stop - 1 or "-" in folded)) or (index == 0 < stop - 1 and _beheaded(folded))
    if _ends_place(words, index) and index < stop - 1 and _titled_before(words, index):
        return False
    if _doubles(words, index) and _begins_eastern(words[index:stop]):
        return True  # "President Park Geun-hye"
    if _doubles(words, index) and (len(folded) > 3 or (index == stop - 1 and "." not in word)):
        # "Angus King", "Sen. King", "Martin Luther King": a surname after a name, or where nothing else is left.
        if index == 0:
            # "Dean Acheson", "Park Geun-hye", "Carter Page", but "King Charles" and "Dean Mary Smith".
            if folded in lexicon.terms("title_given"):
                doubled = stop == 3 and token(words[1]) in lexicon.terms("particles")  # "Marine Le Pen"
                return stop == 2 or doubled or (stop == 1 and not word.isupper())
            return folded not in lexicon.terms("titles") and not is_honorific(word)
        if folded in lexicon.terms("title_given") and words[index - 1].endswith(".") and _is_title(words[index - 1]):
            return True  # "Gov. Earl Ray Roe": a title that is abbreviated is the last one
        return is_capital(words[index - 1]) and (index == stop - 1 or not _is_title(words[index - 1]))
    if folded in _BODIES and " ".join(words).isupper():
        return index > 0
    if folded == "sultan" and index < stop - 1 and _ARABIC_LINK.match(token(words[index + 1])):
        # "Sultan Al Jaber", "Sultan bin Salman": a given name; "Sultan Qaboos" is one.
        return True
    if is_honorific(word) and index > 0 and (_is_islamic(words[index - 1]) or _SON.match(token(words[index - 1]))):
        # "Hassan Sheikh Mohamud", "Mohammed Sultan", "Bandar bin Sultan"
        return True
    return particle or not _is_title(word)


def _begins_eastern(words: list[str]) -> bool:
    return 1 < len(words) <= 3 and order.eastern(tuple(map(token, words))) == "family-first"


def _is_islamic(word: str) -> bool:
    return not _is_title(word) and romanisation.is_arabic(token(word))


def _beheaded(folded: str) -> bool:
    """Whether a word in small letters is a given name whose first letter, with a diacritic, a bad conversion has
    dropped: "lvaro" of "Álvaro"."""
    return len(folded) > 3 and not order.is_given(folded) and any(order.is_given(vowel + folded) for vowel in "aeiou")


def _ends_place(words: list[str], index: int) -> int:
    """How many words up to and with ``index`` are the name of a country, state or body; 0 where they are none."""
    places = lexicon.terms("places")
    for length in range(min(_LONGEST_PLACE, index + 1), 0, -1):
        if " ".join(word.strip(_OUTER).casefold() for word in words[index - length + 1 : index + 1]) in places:
            return length
    return 0


def _titled_before(words: list[str], index: int) -> bool:
    """Whether the place that ends at ``index`` follows a preposition: "ambassador to Belgium", "of the UN"."""
    first = index - _ends_place(words, index)
    while first >= 0 and token(words[first]) in _DETERMINERS:
        first -= 1
    return first >= 0 and token(words[first]) in _PREPOSITIONS


def _without_place(words: list[str], start: int, stop: int) -> int:
    """Leave what follows a preposition to the title, where the name is too long: "director of Acme Holdings Jane
    Roe". Only where a preposition stands right before; the last two words are the name."""
    if start == 0 or token(words[start - 1]) not in _PREPOSITIONS or stop - start < 3:
        return start
    return max(start, stop - 2)


def _titles(words: list[str]) -> tuple[str, ...]:
    """Titles as they stand: each form of address by itself, the other words together."""
    titles: list[list[str]] = []
    for word in words:
        clean = word.strip(_OUTER)
        if not clean or (not titles and token(clean) in _DETERMINERS):
            continue
        # "Prime Minister Lord ..." has two titles, "Attorney General" one.
        if not titles or _stands_alone(clean) or _stands_alone(titles[-1][-1]):
            titles.append([clean])
        else:
            titles[-1].append(clean)
    return tuple(" ".join(title) for title in titles)


def _stands_alone(word: str) -> bool:
    return is_honorific(word) and token(word) not in lexicon.terms("titles")
