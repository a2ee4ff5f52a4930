"""Whose words a document holds: the person whom its title, lead and captions name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from quotes import lexicon
from quotes.layout.labels import titles
from quotes.types import Span

_WORD = r"[A-Z][\w.’'-]*"
_RUN = rf"(?P<run>{_WORD}(?:[ \xa0](?:of|the|for|and|de|del|la|van|von|der|bin|al|el|da|dos|di|{_WORD})){{0,9}})"
# After a titled name a word in -s or -ed is its verb; captions tell in the present tense.
_VERB = (
    r"(?P<verb>[a-z]{2,}ed|[a-z]{3,}s|gave|made|said|held|met|spoke|sent|told|took|wrote|has|had|was|is|shook|paid|led"
    r"|began|left|rode|sat|stood|lit|drove|flew|wore|went|came)"
)
_ACTS = re.compile(rf"{_RUN}[ \xa0](?:[a-z]+ly )?{_VERB}\b")
_HOLDER = re.compile(rf",[ \xa0]{_RUN}")
_OFFICE = re.compile(r",[ \xa0](?:the )?(?P<office>[^\W\d_][^,.;:\n]{2,80})")
_THIRD = re.compile(r"\b(?:He|She|His|Her|They|he|she|his|her)\b")
_AFTER_THE = re.compile(r"\b[Tt]he (?=([a-z]+)(?: ([a-z]+))?)")
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_TOPIC = re.compile(r"(?<=\w),? (?:ON|AT|IN|TO|AFTER|BEFORE|DURING|FOLLOWING|REGARDING|CONCERNING|ABOUT|UPON|AHEAD) .*")
_MET = re.compile(
    rf"{_RUN}(?=,? [a-z])[^\n]*?\. (?:He|She|They) "
    r"(?:spoke|talked|speaks|talks|sat down|sits down|met|tells|told|answers|answered)\b"
)
_BY_LINE = re.compile(rf"(?:[Bb]y|[Oo]f|[Ff]rom|[Ww]ith) (?:the )?(?:H\.?E\.? )?{_RUN}")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Yy]ou|[Yy]our)\b")


class Person(NamedTuple):
    """The name as the text has it, without title, the extent of its first mention with the title, and the office that
    stands behind that after a comma, case-folded ("spokesman for the council")."""

    name: str
    mention: Span
    office: str = ""

    def holds(self, label: str) -> bool:
        """Whether a label, case-folded, says the office, or the start of it."""
        return re.match(rf"{re.escape(label.removeprefix('the '))}(?!\w)", self.office) is not None


def person(text: str, title: Span | None, lead: Iterable[Span], captions: Iterable[Span]) -> Person | None:
    """The one person whose remarks the document collects, None if it names none or two alike.

    ``title`` is the title's extent, ``lead`` the sentences before the first excerpt, ``captions`` those that follow an
    occasion. A phrase such as "remarks by NAME" weighs most, then what the lead reports someone did.
    """
    scores: dict[str, float] = {}
    mentions: dict[str, Span] = {}

    def count(span: Span | None, weight: float) -> None:
        name = _bare(text, span) if span else None
        if span and name:
            scores[name] = scores.get(name, 0) + weight
            mentions[name] = min(mentions.get(name, span), span)

    lead = list(lead)
    for span in ([title] if title else []) + lead:
        count(_owner(text, span), 3)
    for span in lead:
        count(actor(text, span), 2)
    for span in captions:
        count(actor(text, span), 0.5)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return Person(ranked[0][0], mentions[ranked[0][0]])


def actor(text: str, sentence: Span) -> Span | None:
    """The extent of the titled name with which the sentence starts, if a finite verb in the third person follows."""
    match = _ACTS.match(text, sentence[0], min(sentence[1], sentence[0] + 300))
    return _titled(match) if match else None


def is_about(text: str, sentence: Span, name: str) -> bool:
    """Whether the sentence speaks of people from outside: a titled name acts in it, or the collected person is named,
    and nobody says I, we or you."""
    words = _QUOTED.sub(" ", text[slice(*sentence)])
    if _FIRST.search(words):
        return False
    return actor(text, sentence) is not None or name in words


def introduces(text: str, span: Span, name: str) -> bool:
    """Whether a stretch before the first occasion introduces the collection instead of belonging to it."""
    words = text[slice(*span)]
    things = lexicon.terms("collection_words")
    return not _FIRST.search(words) and (
        name.split()[-1] in words or any(word.casefold().strip(".,:;") in things for word in words.split())
    )


def goes_on(text: str, sentence: Span) -> bool:
    """Whether the sentence carries on what the one before told of someone."""
    words = _QUOTED.sub(" ", text[slice(*sentence)])
    if _FIRST.search(words):
        return False
    return bool(_THIRD.search(words)) or any(not titles().isdisjoint(pair) for pair in _AFTER_THE.findall(words))


def interviewed(text: str, opening: Iterable[Span]) -> Person | None:
    """The one person who answers in an interview or a press conference, as its title and lead tell; None if they name
    nobody or several. ``opening`` holds the paragraphs before the first turn."""
    mentions: dict[str, Span] = {}
    for start, end in opening:
        line = text[start : min(end, start + 600)]
        for pattern in _answering():
            for match in pattern.finditer(line):
                found = _run(match, start)
                name = _bare(text, found)
                if name:
                    mentions[name] = min(mentions.get(name, found), found)
    if len({name.split()[-1] for name in mentions}) != 1:
        return None
    name = max(mentions, key=len)
    office = _OFFICE.match(text, mentions[name][1])
    return Person(name, mentions[name], office["office"].casefold() if office else "")


def met(text: str, opening: Iterable[Span]) -> Person | None:
    """The person with whom a paragraph of an interview's lead begins, and who "spoke to" somebody in its next
    sentences."""
    for start, end in opening:
        match = _MET.match(text, start, min(end, start + 600))
        name = _bare(text, _run(match, 0)) if match else None
        if match and name:
            return Person(name, _run(match, 0))
    return None


def addresser(text: str, title: Span) -> Person | None:
    """The person or body whose address the title announces: "Remarks by NAME at ...", "NAME's speech on ..."."""
    line = _topicless(text[title[0] : min(title[1], title[0] + 400)])
    for pattern in _announcing():
        match = pattern.match(line)
        if match:
            mention = _run(match, title[0])
            name = _bare(text, mention)
            holder = _HOLDER.match(line, match.end("run")) if name is None else None
            if holder is not None:
                # "Statement by the Minister of Culture, NAME, on ..."
                mention = _run(holder, title[0])
                name = _bare(text, mention)
            return Person(name, mention) if name else None
    return None


def speaks_below(text: str, title: Span, below: Span) -> Person | None:
    """The person of a title that goes on in the line below it: "Doorstep statement", "by Secretary General NAME"."""
    parted = re.fullmatch(r"\s+", text[title[1] : below[0]])
    match = _BY_LINE.match(_topicless(text[below[0] : min(below[1], below[0] + 400)])) if parted else None
    if match is None or not announces(text[slice(*title)]):
        return None
    mention = _run(match, below[0])
    name = _bare(text, mention)
    return Person(name, mention) if name else None


def _topicless(line: str) -> str:
    """The line; one in capitals without what it says on the occasion and the matter: "STATEMENT BY ROE ON TRADE"."""
    return _TOPIC.sub("", line) if line.isupper() else line


def reports(text: str, name: str) -> bool:
    """Whether the text tells from outside what the person of this name said."""
    surname = re.escape(name.split()[-1])
    return re.search(rf"\b{surname} (?:said|says|told|added|stressed|noted|continued)\b", text) is not None


def titled_or_full(text: str, match: re.Match[str]) -> Span | None:
    """The extent of the group "run" where it is a pronoun or a person's name: with a title, or of two words or more."""
    span = match.span("run")
    words = text[slice(*span)]
    if words.casefold() in ("he", "she", "they"):
        return span
    name = _run(match, 0)
    return name if _bare(text, name) else None


def _titled(match: re.Match[str]) -> Span | None:
    """The run of capitalised words, if a title opens it or stands in it."""
    words = match.group("run").split()
    place = next((index for index, word in enumerate(words) if _fold(word) in titles()), None)
    if place is None or place + 1 >= len(words):
        glued = any(re.match(r"(?:Director|Secretary)General$", word) for word in words)
        return match.span("run") if glued else None
    return match.span("run")


def _fold(word: str) -> str:
    return word.casefold().strip(".,")


@functools.cache
def _owned() -> tuple[re.Pattern[str], ...]:
    things = "|".join(lexicon.lines("collection_words"))
    things = rf"(?:[A-Za-z’'-]+ ){{0,3}}(?:{things}|{things.title()})"
    return (
        re.compile(rf"^{_RUN} (?i:quotes|quotations|sayings)$"),
        re.compile(rf"\b{things}(?: (?:made|given|delivered|written))?(?: by| of| from) (?:the )?{_RUN}"),
        re.compile(rf"{_RUN}[’']s?[ \xa0]{things}\b"),
        re.compile(rf"\b[Ww]hat (?:the )?{_RUN} (?:has |had |have )?(?:[Ss]aid|[Ss]ays)\b"),
        re.compile(rf"^{_RUN} (?:on|On|about)\b"),
        re.compile(rf"^{_RUN}: (?i:(?:selected |famous |memorable )?{things})\b"),
        re.compile(rf"(?:^|[:.–—-] ){_RUN} in (?:his|her|their) own words\b"),
    )


_KINDS = (
    r"(?i:remarks|speech|address|statement|keynote|toast|message|letter|testimony|lecture|eulogy|press conference"
    r"|(?:press |news )?briefing|news conference|press gaggle)"
)


def announces(title: str) -> bool:
    """Whether a title says that somebody's speech or statement follows."""
    return re.search(rf"\b{_KINDS}\b", title) is not None


@functools.cache
def _announcing() -> tuple[re.Pattern[str], ...]:
    kinds = _KINDS
    return (
        re.compile(
            rf"(?i:(?:full )?(?:text|transcript)(?: of)?:? )?(?:[A-Za-z’'-]+ ){{0,3}}?{kinds}"
            rf"(?: (?i:made|given|delivered|held))? (?i:by|from|of) (?:the )?(?:H\.?E\.? )?{_RUN}"
        ),
        re.compile(rf"(?i:(?:full )?(?:text|transcript)(?: of)?:? )?{_RUN}[’']s?[ \xa0](?:[\w-]+ ){{0,4}}{kinds}\b"),
    )


@functools.cache
def _answering() -> tuple[re.Pattern[str], ...]:
    kinds = r"(?:press conference|news conference|press briefing|briefing|interview|remarks|q ?& ?a|statement|answers)"
    return (
        # "in an interview with" names the one who asks as often as not.
        re.compile(
            r"(?:^(?:An? )?|[:.–—-] (?:[Aa]n? )?|\bof (?:our|the|an|this|her|his) |[’']s )(?:[Ee]xclusive |EXCLUSIVE )?"
            r"(?:[Qq] ?(?:&|and) ?[Aa]|[Ii]nterview|INTERVIEW|[Cc]onversation|[Qq]uestions [Aa]nd [Aa]nswers"
            rf"|\d{{0,2}} ?[Qq]uestions)(?: (?:with|for)|:) (?:the )?{_RUN}"
        ),
        re.compile(rf"{_RUN}[’']s?[ \xa0](?i:(?:[a-z-]+[ \xa0]){{0,4}}{kinds})\b"),
        re.compile(
            rf"(?:^|\. |, |[:–—-] )(?:\*\*)?{_RUN}(?:\*\*)?(?:, [^.,;:]{{3,80}},)?[ \xa0]"
            r"(?:answers|answered|discusses|discussed|talks to|talked to|speaks to"
            r"|took questions|takes questions|responds to|responded to|sat down with|sits down with|reflects on)\b"
        ),
        re.compile(
            r"\b(?:[Pp]ublish(?:es|ed)?|[Pp]resents?|[Bb]rings?|(?:[Tt]ext|[Tt]ranscript) of)\b[^.\n]{0,40}?"
            rf"\b[Ii]nterview with (?:the )?(?:(?:[A-Z][\w-]* ){{1,4}}to (?:the )?[A-Z][\w-]*,? )?{_RUN}"
        ),
        re.compile(rf"(?i:\b(?:deposition|testimony|examination|oral evidence|questioning) of )(?:the )?{_RUN}"),
        re.compile(
            rf"(?i:\b(?:press|news) (?:conference|briefing)|\bbriefing) (?:held |given )?(?:with|by|of) (?:the )?"
            rf"(?:[a-z-]+ ){{0,3}}{_RUN}"
        ),
        # "Ask the doctor: NAME on sleep"
        re.compile(rf": (?![^,:]*[’']s ){_RUN} (?:on|about) [a-z]"),
        re.compile(
            r"^(?:(?:[Ff]ull )?(?:[Tt]ranscript|TRANSCRIPT|[Tt]ext)|[Ii]n full|[Qq] ?(?:&|and) ?[Aa]|[Ii]nterview"
            rf"|INTERVIEW|[Qq]uestions and answers)[:–—-] ?{_RUN}(?= (?:on|about|at|in|speaks|talks)\b|,|$)"
        ),
    )


def owner(text: str, title: Span) -> Person | None:
    """The person whose words the title says are collected: "quotes by NAME", "what NAME said"."""
    mention = _owner(text, title)
    name = _bare(text, mention) if mention else None
    return Person(name, mention) if mention and name else None


def _owner(text: str, span: Span) -> Span | None:
    """The extent of the name in "remarks by NAME", "NAME's speeches", "what NAME said", "NAME on ..."."""
    line = text[span[0] : min(span[1], span[0] + 400)]
    for pattern in _owned():
        match = pattern.search(line)
        if match:
            found = _run(match, span[0])
            if _bare(text, found):
                return found
    return None


def _run(match: re.Match[str], offset: int) -> Span:
    """The extent of the name without a genitive's ending or a sentence's full stop."""
    run = re.sub(r"(?:[’']s?|\.|[’']s\s.*)$", "", match.group("run"))
    return offset + match.start("run"), offset + match.start("run") + len(run)


def _bare(text: str, span: Span) -> str | None:
    """The name without its titles; None for what is no person's name: one word without a title, a body."""
    words = text[slice(*span)].split()
    last_title = max((index for index, word in enumerate(words) if _fold(word) in titles()), default=-1)
    name = words[last_title + 1 :]
    while name and name[0] in ("of", "the", "for", "and"):
        name = name[2:]
    if not 1 <= len(name) <= 4 or (last_title < 0 and len(name) < 2) or not name[-1][0].isupper():
        return None
    if any(_fold(word) in lexicon.terms("outlet_words") for word in name) or name[0] == "The":
        return None
    return " ".join(name)
