"""The words at the start of a paragraph that may name who speaks: ``NAME:``, ``Q``, ``**Name**``, ``[Name]``, ...

This module tells the look of one paragraph's start. Whether the document is a transcript, and so whether the words are
a label at all, is for ``evidence`` to decide.
"""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from quotes import lexicon
from quotes.types import Span

Shape = Literal["question", "answer", "role", "titled", "name", "outlet", "single"]
Make = Literal[
    "mark", "gap", "glued", "colon", "bold", "bracket", "bare bracket", "stroke", "stop", "dash", "clock", "line", "key"
]

REACH = 170
"""Code points from a paragraph's start in which its label must end."""
LONGEST = 10
"""Words that a label may have, what stands in brackets left out."""

# A day may stand before it, as in chats: "[12/03/2021, 10:04:11] Jane Roe: ...".
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? "
_CLOCK = rf"[\[(]?(?:{_DAY})?\d{{1,2}}:\d\d(?::\d\d)?(?:[.,]\d{{1,3}})?(?: ?[AP]M)?[\])]?"
# The number of a line, as in depositions; of a question, as in parliaments: "1. Jane Roe (Midvale) (Lab): ...", and in
# their committees: "Q12 Chair: ...".
_NUMBER = (
    r"(?:\d{1,4}[ \t]{2,}|T?\d{1,3}\. (?:\[\d{1,7}\] ?)?(?=[^\W\d_][^:\n(]{2,50}\([^()\n]{2,50}\)[^:\n]{0,50}:)"
    r"|Q\.? ?\d{1,4}\.?[ \t]{1,3}(?=[^\W\d_a-z][^:\n.?!]{1,60}:))?"
)
# Each paragraph of a transcript that is quoted as a whole may open with a mark: "“ROE: Good morning.".
_QUOTED = r"(?:[\"“](?=[A-Z][A-Z.'’ -]{2,40}: ))?"
_QUESTION = re.compile(
    rf"{_NUMBER}[*_\[(]{{0,3}}(?P<name>(?:Q(?:UESTION|uestion)?|A(?:NSWER|nswer)?)(?:[ \xa0]?\d{{1,2}})?)"
    r"(?P<mark>[)\]*_]{0,3}[:.：]?[)\]*_]{0,3})"
)
_OPENING = re.compile(rf"{_NUMBER}[>#\s]{{0,6}}(?:{_CLOCK}\s*[-–—]?\s*)?[*_]{{0,3}}{_QUOTED}")
_NAME = r"(?P<name>[^\W\d_][^:：\n\[\](){}<>\"“”*|;?!]{0,98}?)"
# An office, a seat, a party or a time may stand in brackets after the name.
_ASIDE = rf"\s*(?:[(\[][^()\[\]\n]{{1,70}}[)\]]\s*){{0,3}}(?:{_CLOCK}\s*)?"
_MAKES: tuple[tuple[Make, re.Pattern[str]], ...] = (
    ("bold", re.compile(rf"(?<=\*\*){_NAME}{_ASIDE}[:：]?\s*\*\*\s*[:：]?")),
    ("colon", re.compile(rf"{_NAME}{_ASIDE}[*_]{{0,3}}\s?[:：][*_]{{0,3}}(?![/\d]\S)")),
    ("bracket", re.compile(rf"[\[<]{_NAME}[\]>]\s*[:：]|[\[<](?P<name2>[^\W\d_][^:\]>\n]{{0,60}})[:：][\]>]")),
    ("bare bracket", re.compile(rf"[\[<]{_NAME}[\]>]\s+(?=[A-Z“\"(])")),
    # As the European Parliament sets its record: "Jane Roe (PPE). – ...", "Jane Roe, Member of the Commission. – ...".
    (
        "stroke",
        re.compile(
            r"(?P<name>[^\W\d_a-z][^\n:.;?!()\[\]“”\",]{1,58}[^\s\n:.;?!()\[\]“”\",])(?:,[^\n:.;?!“”\"]{3,90}"
            r"|\s?\([^()\n]{1,40}\)){0,2}\. ?[–—] (?:\([A-Z]{2}\) )?(?=[A-Z“\"(])"
        ),
    ),
    (
        "stop",
        re.compile(
            r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|The|Sen|Rep|Gen)\.? |(?:MR|MS|MRS|DR)\. )?[A-Z][A-Z'’-]{2,}"
            r"(?: (?:of )?[A-Z][A-Za-z'’.-]+){0,3})\. (?=[A-Z“\"(])"
        ),
    ),
    # The same in ordinary letters, as in the record of a committee: "Mr. Polk. Thank you.", "Mr. Polk [continuing]."
    ("stop", re.compile(r"(?P<name>[A-Z][\w’'-]*\.?(?: [A-Z][\w’'-]+){1,3})(?: \[[a-z]+\])?\. (?=[A-Z“\"(])")),
    ("dash", re.compile(r"(?P<name>(?:(?:MR|MS|MRS|DR)\. )?[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’.-]*){0,3}) ?(?:-|–|—|--) ")),
)
_CLOCK_END = re.compile(rf"{_NAME}\s+{_CLOCK}\s*$")
_LINE = re.compile(r"(?P<name>[^\W\d_][\w .,'’-]{1,60}\w)(?:\s*[(\[][^()\[\]\n]{1,70}[)\]]){0,3}$")
# An office may stand behind a dash, as in the transcripts of companies' calls.
_OFFICE_LINE = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]*(?: \w[\w.'’-]*){0,5})\s+(?:-|–|—|--)\s+(?P<office>[A-Z][\w ,.&'’/-]{2,70})$"
)
_BRACKETS = re.compile(r"\s*\(([^()\d]{4,60})\)")
_MADE_OF_NAMES = frozenset({"of", "and", "the", "for", "&"})


class Label(NamedTuple):
    """A possible label. Extents count from the paragraph's start; ``content`` is where the words spoken begin.

    ``key`` is the same for every occurrence of a label. ``make`` and ``capitals`` and ``own_line`` tell how it is set:
    a transcript keeps to one or two ways.
    """

    name: Span
    content: int
    shape: Shape
    key: str
    make: Make
    capitals: bool
    own_line: bool

    @property
    def form(self) -> tuple[str, bool, bool]:
        return self.make, self.capitals, self.own_line


def initials(name: str) -> frozenset[str]:
    """The letters that may stand for a name from its second turn on, with and without its titles and articles."""
    words = [word for word in name.split() if word[0].isupper()]
    bare = [word for word in words if fold(word) not in titles() and fold(word) != "the"]
    found = {"".join(word[0] for word in some) for some in (words, bare, bare[:1] + bare[-1:])}
    return frozenset(letters for letters in found if len(letters) > 1)


def bare_name(key: str) -> list[str]:
    """The words of a label's key without titles and articles."""
    return [word for word in key.split() if fold(word) not in titles() and fold(word) != "the"]


def parse(text: str) -> Label | None:
    """The label that ``text``, one paragraph, may start with."""
    head = text[:REACH]
    return _question(text, head) or _named(text, head)


def _question(text: str, head: str) -> Label | None:
    """``Q`` and ``A``, spelt out or not, with a mark after them, a gap, or nothing."""
    match = _QUESTION.match(head)
    if not match:
        return None
    rest = head[match.end() :]
    gap = len(rest) - len(rest.lstrip())
    shape: Shape = "question" if match.group("name")[0] == "Q" else "answer"
    letter = len(match.group("name")) == 1
    make: Make
    if match.group("mark").strip(")]*_") and (gap or not rest[:1].isalnum()):
        make = "mark"
    elif match.group("mark") or not rest.strip() or gap >= 2 or rest[0] in "\t\xa0":
        make = "mark" if match.group("mark") else "gap"
    elif shape == "question" and letter and gap == 1 and _opens(rest[1:2]):
        make = "gap"
    elif shape == "question" and letter and not gap and re.match(r"[A-Z][a-z’']", rest):
        make = "glued"
    else:
        return None
    content = match.end() + _space(text, match.end())
    return Label(match.span("name"), content, shape, match.group("name")[0], make, True, content >= len(text))


def _opens(char: str) -> bool:
    return char.isupper() or char in "“\"‘'(["


def _space(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isspace():
        end += 1
    return end - start


def _named(text: str, head: str) -> Label | None:
    opening = _OPENING.match(head)
    begin = opening.end() if opening else 0
    colon = ":" in head or "：" in head
    for make, pattern in _MAKES:
        if make == "colon" and not colon:
            continue
        match = pattern.match(head, begin)
        label = match and _label(text, match, "bold" if make == "colon" and "**" in head[:begin] else make)
        if label:
            return label
    if len(text) <= 80:
        match = _CLOCK_END.match(text, begin)
        if match is not None:
            return _label(text, match, "clock")
        match = _OFFICE_LINE.match(text, begin)
        if match is not None and not _is_office(match["office"]):
            return None
        if match is not None:
            label = _label(text, match, "line")
            return label and label._replace(shape="titled" if label.shape == "name" else label.shape)
        match = _LINE.match(text, begin)
        if match is not None:
            return _label(text, match, "line")
    return None


def _label(text: str, match: re.Match[str], make: Make) -> Label | None:
    group = "name" if match.group("name") is not None else "name2"
    name = match.group(group).rstrip(" ,*_-–—\t\xa0")
    start = match.start(group)
    end = start + len(name)
    comma = name.find(", ")
    if comma > 0 and fold(name[:comma].split()[-1]) in lexicon.terms("titles") and _is_named(name[comma + 2 :]):
        # "Official Spokesperson, Mr Roe:"
        start += comma + 2
    elif comma > 0:
        # "Name, Foreign Minister:" - the name is what stands before the comma.
        if not _is_office(name[comma + 2 :]):
            return None
        end = start + comma
    words = text[start:end]
    shape = shape_of(words)
    # Behind a surname ("Mr Abbott (Gorrie—Minister for Roads)") stands the seat or the office, not a name.
    named = shape == "titled" and fold(words.split()[0]) in lexicon.pairs("honorifics")
    aside = (
        _holder(text, match.end(group), match.end()) if shape in ("role", "titled", "outlet") and not named else None
    )
    if aside is not None:
        (start, end), shape = aside, "titled"
        words = text[start:end]
    capitals = words.upper() == words
    if shape is None or (make == "stop" and not capitals and shape not in ("titled", "role") and words.istitle()):
        return None
    content = match.end() + _space(text, match.end())
    own_line = content >= len(text) or "\n" in text[match.end() : content]
    return Label((start, end), content, shape, " ".join(words.casefold().split()), make, capitals, own_line)


def _holder(text: str, start: int, end: int) -> Span | None:
    """The name in the brackets after an office: "The Minister for Fisheries (Ana Berg):"."""
    match = _BRACKETS.match(text, start, end)
    words = match.group(1).split() if match else []
    if match is None or len(words) < 2 or shape_of(match.group(1)) not in ("name", "titled"):
        return None
    if fold(words[-1]) in titles() or fold(words[-1]) in lexicon.terms("person_nouns"):
        # "Jane Roe (Nominated Member)"
        return None
    return match.span(1)


def _is_named(words: str) -> bool:
    """Whether the words are a full name, with a form of address or without, and no office."""
    names = [word for word in words.split() if fold(word) not in lexicon.pairs("honorifics")]
    known = any(fold(name) in titles() for name in names)
    return "," not in words and len(names) > 1 and not known and shape_of(words) in ("name", "titled")


def _is_office(words: str) -> bool:
    # A company may stand before it: "Halcyon Securities -- Analyst".
    tokens = [word for word in words.split() if word.strip("-–—")]
    return len(tokens) <= 8 and (
        any(fold(token) in titles() for token in tokens)
        or all(token[0].isupper() or token in _MADE_OF_NAMES for token in tokens)
    )


def shape_of(name: str) -> Shape | None:
    """What kind of speaker the words may name by their look, None if they name none."""
    words = name.split()
    if not words or len(words) > LONGEST:
        return None
    folded = [fold(word) for word in words]
    whole = " ".join(word for word in folded if word and not word.isdigit())
    if whole in lexicon.terms("label_roles"):
        return "role"
    stops = lexicon.terms("label_stop_words")
    if len(words) > 1 and folded[0] in stops and whole not in stops and folded[-1] in lexicon.terms("titles"):
        # "Official Spokesperson"
        return "role" if all(map(_is_proper, words)) else None
    if whole in stops or folded[0] in stops or not _is_proper(words[0]):
        return None
    proper = [word for word in words if word not in _MADE_OF_NAMES and fold(word) not in lexicon.terms("particles")]
    # A full stop inside belongs to an initial or an abbreviated title, not to a sentence.
    if not proper or not all(map(_is_proper, proper)) or any(w[-1] == "." and len(w) > 5 for w in words[:-1]):
        return None
    if len(words) > 1 and folded[0] in titles():
        return "titled"
    if folded[0] == "the" or any(word in lexicon.terms("outlet_words") for word in folded):
        return "outlet"
    if any(word in titles() for word in folded[1:-1]):
        # "UN Secretary-General Roe", "Finance Minister Roe"
        return "titled"
    return "name" if len(proper) > 1 else "single"


@functools.cache
def titles() -> frozenset[str]:
    """Words that open or make a title: heads of offices, forms of address, what stands before them; case-folded."""
    return lexicon.terms("titles") | frozenset(lexicon.pairs("honorifics")) | (lexicon.terms("label_titles") - {"the"})


def fold(word: str) -> str:
    """A word of a label as word lists have it."""
    return word.casefold().strip(".,#()")


def _is_proper(word: str) -> bool:
    """Whether the word is set like a name: a capital first or after a particle ("al-Assad", "d'Estaing"), a number."""
    first = word.lstrip("'’‘#(")[:1]
    return first.isupper() or first.isdigit() or bool(re.match(r"\w{1,3}[-'’][A-Z]", word)) or _is_caseless(first)


def _is_caseless(char: str) -> bool:
    return char.isalpha() and char.lower() == char.upper()
