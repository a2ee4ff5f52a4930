"""Transcripts put together: which words are whose turn, where a turn ends, what stands between turns."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from quotes.layout import collected, evidence, furniture, legends, sections
from quotes.layout.collected import Person
from quotes.layout.evidence import Line
from quotes.layout.labels import initials
from quotes.layout.legends import Legend
from quotes.layout.paragraphs import Paragraph
from quotes.layout.turns import Turn
from quotes.types import Block, BlockKind, Document, Span

LEAD = 3
"""Paragraphs of running text above the first label from which on the turns stand within an article."""

_REPORTED = re.compile(r"[”\"],? (?:\w+ ){0,4}(?:said|says|told|added|asked)\b|\b(?:said|told|according to)\b")

_ASKED = re.compile(
    r"(?:(?:When|On being|Being) )?(?:[Aa]sked|In (?:response|reply)|Responding|Answering|Replying)(?: \w+){0,3}? "
    r"(?:about|to|on|by|whether|if|for|why|how|what)\b"
)
# As the Chinese Foreign Ministry has it: "The following question was raised after the press conference: ...".
_RAISED = re.compile(
    r"(?:The following|Another|A) (?:follow-up )?questions? (?:was|were) (?:raised|asked|put|submitted)\b"
    r"|(?:After|Following|Before) the [^.:]{0,40}(?:conference|briefing|meeting),? [^.:]{0,60}\b(?:asked|was raised)\b"
)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: (?:[a-z]{1,3} )?[^\W\d_a-z][\w’'.-]+){1,3}(?<!\.)")
_EVENT = re.compile(
    r"\b(?:(?:press|news) (?:conference|briefing)|briefing|gaggle|transcript|hearing|debate)\b", re.IGNORECASE
)
_GREETS = re.compile(r"(?:Good (?:morning|afternoon|evening|day)|Hello|Welcome|Thank you all|Ladies and gentlemen)\b")
_GUIDE = re.compile(r"\bFAQs?\b|\bfrequently asked\b", re.IGNORECASE)


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a transcript or of an article that holds one; None if it holds none."""
    legend = legends.find(paragraphs)
    lines = evidence.speaking(paragraphs, kinds, legend)
    if not lines or _is_guide(document, paragraphs):
        return None
    kinds = ["caption" if index in legend.places else kind for index, kind in enumerate(kinds)]
    first = lines[0].place
    above = [p.span for p in paragraphs[:first]][:6]
    holder = _holder(document.text, above, kinds)
    opening = _opening(paragraphs, kinds, first, stated=holder is not None and not _told(paragraphs[:first], holder))
    found = [Block(kinds[index], (paragraphs[index].span,)) for index in range(opening)]
    event = any(
        _EVENT.search(p.text) for p, kind in zip(paragraphs[:opening], kinds, strict=False) if kind == "heading"
    )
    # What somebody says before the first label names others as well.
    named = collected.interviewed(document.text, above[:opening] if holder or event else above)
    spoken = first
    while spoken > opening and sections.is_section(paragraphs[spoken - 1].text):
        spoken -= 1
    found += _unlabelled(paragraphs[opening:spoken], holder or (named if event else None), event)
    found += [Block("heading", (paragraph.span,)) for paragraph in paragraphs[spoken:first]]
    return found + _turns(document.text, paragraphs, kinds, lines, named, legend)


def _holder(text: str, head: list[Span], kinds: list[BlockKind]) -> Person | None:
    """The one whose statement or press conference a title says it is, or the line that goes on below it."""
    title = next((index for index in range(len(head)) if kinds[index] == "heading"), None)
    if title is None:
        return None
    holder = collected.addresser(text, head[title])
    if holder is None and title + 1 < len(head):
        holder = collected.speaks_below(text, head[title], head[title + 1])
    return holder


def _told(paragraphs: list[Paragraph], holder: Person) -> bool:
    """Whether one of the paragraphs reports what the holder said."""
    return any(collected.reports(paragraph.text, holder.name) for paragraph in paragraphs)


def _is_guide(document: Document, paragraphs: list[Paragraph]) -> bool:
    """Whether the questions and answers are a guide's, which nobody said."""
    return bool(_GUIDE.search(document.title or "") or _GUIDE.search(paragraphs[0].text[:200]))


def _unlabelled(paragraphs: list[Paragraph], holder: Person | None, event: bool) -> list[Block]:
    """The words before the first label: a question whose asker is not told, the statement of the one whose press
    conference the title says it is, or somebody's at an event. Else they may be the reporter's own."""
    if paragraphs and (_asks(paragraphs[-1].text) or (event and holder is None)):
        return [Block("turn", ((paragraphs[0].start, paragraphs[-1].end),))]
    if paragraphs and holder is not None:
        span = (paragraphs[0].start, paragraphs[-1].end)
        return [Block("turn", (span,), label=holder.mention, speaker=holder.name)]
    return [Block("paragraph", (paragraph.span,)) for paragraph in paragraphs]


def _turns(
    text: str,
    paragraphs: list[Paragraph],
    kinds: list[BlockKind],
    lines: list[Line],
    named: Person | None,
    legend: Legend,
) -> list[Block]:
    labels = {line.place: line.label for line in lines}
    first, last = lines[0].place, lines[-1].place
    article = sum(kind == "paragraph" for kind in kinds[:first]) >= LEAD
    longest = max((two.place - one.place for one, two in itertools.pairwise(lines)), default=1)
    found: list[Block] = []
    spelt_out = _initialled(lines, paragraphs) | _spelt_out(lines, paragraphs)
    spelt_out |= {short.casefold(): span for short, span in legend.names.items()}
    turn = Turn(text, named, spelt_out, sections.parties(paragraphs, labels))
    asker, answerer = _pair(lines, paragraphs) if longest == 1 else (None, None)
    asking = _alternating(paragraphs[last + 1 :]) if asker and answerer else frozenset[int]()
    for index in range(first, len(paragraphs)):
        paragraph, kind = paragraphs[index], kinds[index]
        place = _Place(article, index > last, index - last >= longest, longest == 1 and len(lines) > 2)
        if index in labels:
            found.extend(turn.close())
            turn.open(paragraph, labels[index], index)
        elif sections.is_section(paragraph.text) or (index + 1 in labels and sections.is_title(paragraph.text)):
            found.extend(turn.close())
            found.append(Block("heading", (paragraph.span,)))
        elif furniture.is_closing(paragraph.text) or (
            index > last and turn.ends_sentence and furniture.is_sign_off(paragraph.text)
        ):
            found.extend(turn.close())
            found.append(Block("boilerplate", (paragraph.span,)))
        elif kind == "boilerplate":
            turn.interrupt()
            found.append(Block(kind, (paragraph.span,)))
        elif asker and answerer and index > last and turn.changes_to(asker if paragraph.start in asking else answerer):
            found.extend(turn.close())
            turn.take_over(asker if paragraph.start in asking else answerer, paragraph)
        elif turn.awaits_words or (turn.is_open and not _leaves(paragraph.text, place)):
            turn.extend(paragraph)
        else:
            found.extend(turn.close())
            found.append(Block(kind, (paragraph.span,)))
    found.extend(turn.close())
    return found


def _pair(lines: list[Line], paragraphs: list[Paragraph]) -> tuple[Span, Span] | tuple[None, None]:
    """The last labels of the one who asks and the one who answers, where two alternate, each asking always or never.

    Their labels may stop and leave questions and answers in turn.
    """
    keys = list(dict.fromkeys(line.label.key for line in lines))
    alternate = all(one.label.key != two.label.key for one, two in itertools.pairwise(lines))
    if len(keys) != 2 or len(lines) < 4 or not alternate:
        return None, None
    asks = {key: {line.asks for line in lines if line.label.key == key} for key in keys}
    roles = {asks[key] == {True}: key for key in keys if len(asks[key]) == 1}
    if set(roles) != {True, False}:
        return None, None
    where = {line.label.key: line for line in lines}
    asker, answerer = (where[roles[role]] for role in (True, False))
    return _label_span(asker, paragraphs), _label_span(answerer, paragraphs)


def _alternating(paragraphs: list[Paragraph]) -> frozenset[int]:
    """The starts of the paragraphs after the last label that are the asker's: those that end in a question; where every
    second one up to the last question is such, or says something instead, every second one."""
    asks = [index for index, paragraph in enumerate(paragraphs) if _asks(paragraph.text)]
    if len(asks) > 1 and asks[0] == 0 and not any(index % 2 for index in asks):
        asks = list(range(0, asks[-1] + 1, 2))
    return frozenset(paragraphs[index].start for index in asks)


def _spelt_out(lines: list[Line], paragraphs: list[Paragraph]) -> dict[str, Span]:
    """The extents of the labels that others shorten to their initials, by the key of the short ones."""
    keys = {line.label.key for line in lines if line.label.capitals and line.label.key.isalpha()}
    found: dict[str, Span] = {}
    for line in lines:
        span = _label_span(line, paragraphs)
        name = paragraphs[line.place].text[slice(*line.label.name)]
        for letters in initials(name) if " " in name else ():
            if letters.casefold() in keys and line.label.key != letters.casefold():
                found.setdefault(letters.casefold(), span)
    return found


def _initialled(lines: list[Line], paragraphs: list[Paragraph]) -> dict[str, Span]:
    """The names above the first label whose initials labels are, by the labels' keys: "AB:" below "by Ana Berg"."""
    short = {line.label.key for line in lines if line.label.capitals and 2 <= len(line.label.key) <= 4}
    found: dict[str, dict[str, Span]] = {}
    for paragraph in paragraphs[: lines[0].place] if short else ():
        for match in _FULL_NAME.finditer(paragraph.text):
            for letters in initials(match[0]) & {key.upper() for key in short}:
                span = paragraph.start + match.start(), paragraph.start + match.end()
                found.setdefault(letters.casefold(), {}).setdefault(match[0], span)
    return {key: next(iter(names.values())) for key, names in found.items() if len(names) == 1}


def _label_span(line: Line, paragraphs: list[Paragraph]) -> Span:
    start = paragraphs[line.place].start
    return start + line.label.name[0], start + line.label.name[1]


class _Place(NamedTuple):
    """Where a paragraph without a label stands: in an article that holds turns; after the last label; farther from it
    than any turn is long; among turns of one paragraph each."""

    article: bool
    after_last: bool
    beyond: bool
    short: bool


def _leaves(text: str, place: _Place) -> bool:
    """Whether a paragraph without a label goes back from the transcript to the text around it."""
    if _RAISED.match(text):
        return True
    if evidence.in_person(text) or furniture.is_direction(text):
        return False
    if _ASKED.match(text):
        return True
    if place.article:
        return place.beyond or bool(_REPORTED.search(text))
    if not place.after_last:
        return False
    return (place.beyond and place.short) or (bool(_REPORTED.search(text)) and any(mark in text for mark in '"“'))


def _opening(paragraphs: list[Paragraph], kinds: list[BlockKind], first: int, *, stated: bool) -> int:
    """Where the words begin that somebody says before the first label: with a greeting, or with the paragraphs right
    above it that speak in the first or second person outside quotation marks, where a title says whose statement it is
    (``stated``) with the first that does. ``first`` if there are none."""
    last = first
    while last > 0 and sections.is_section(paragraphs[last - 1].text):
        last -= 1
    for index in range(last):
        if kinds[index] == "paragraph" and _GREETS.match(paragraphs[index].text):
            return index
    if stated:
        spoken = (i for i in range(last) if kinds[i] == "paragraph" and evidence.in_person(paragraphs[i].text))
        return next(spoken, first)
    index = last
    while index > 0 and kinds[index - 1] == "paragraph" and evidence.in_person(paragraphs[index - 1].text):
        index -= 1
    return index if index < last else first


def _asks(text: str) -> bool:
    return text.rstrip('"”’) ').endswith("?")
