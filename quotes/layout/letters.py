"""Letters to the editor and open letters: each is its signer's words, and the signature stands below.

"JOHN ROE, Midvale", "Jane Roe" with her town or her trade on the next line, "Yours faithfully, ...". The page says that
it holds letters, or each of them greets whom it is written to, or a single one speaks in person throughout, as signed
statements do: a line with a name below a text is not enough.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes import lexicon
from quotes.layout import collected, evidence
from quotes.layout.labels import shape_of
from quotes.layout.paragraphs import Paragraph
from quotes.types import Block, BlockKind, Document, Span

SHORT = 90
"""Code points of a signature, a greeting or a heading, at most."""
WORDS = 4
"""Words of a letter, at least."""
STATED = 0.5
"""Share of a signed statement's paragraphs that must speak in the first or second person."""

_ANNOUNCED = re.compile(
    r"\bletters?\b.{0,20}\b(?:editor|readers?)\b|\breaders?[’']? letters\b|\bto the editor\b|\bopen letter\b"
    r"|^\W*letters\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:(?:dear|to) [^\n.!?]{2,80}[,:–—-]|(?:sirs?|madam|sir or madam|editor)\s?[,:–—-]+|to the editor\W?)$",
    re.IGNORECASE,
)
_GREETS = re.compile(r"(?:S[Ii][Rr]s?|Madam|Editor|Dear [^\n,.]{2,40})\s?[,:–—-]\s?(?=\S)")
_CLOSES = re.compile(
    r"(?:(?:yours|respectfully|sincerely|faithfully|regards|thank you|thanks|signed)\b[^.!?:]{0,40}"
    r"|(?:best|kind|warm|with|in)\b[^.!?:]{0,30}\b(?:regards|wishes|respect|thanks|friendship|solidarity))[,:]?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[—–-]{0,2}\s*(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){1,5}?)(?:(?:,| [|–—-]) ?(?P<rest>[^.;:!?]{2,70}))?\.?"
)
_WITHHELD = re.compile(r"[(\[]?(?:names? (?:and address )?(?:withheld|supplied)|anonymous)\b.{0,40}", re.IGNORECASE)
_ON_THE_WRITER = re.compile(r"[(\[]?(?:the (?:writer|author)s? |(?:he|she) is )", re.IGNORECASE)
_SAYS_I = re.compile(r"\bI(?=['’ ][a-z])|\b[Mm]y\b")
_WORD = re.compile(r"\w[\w’'-]*")


class Letter(NamedTuple):
    """A letter: the index of its first line and of its signature, the extent of the signer's name, None where it is
    withheld; whether it greets somebody."""

    first: int
    signed: int
    name: Span | None
    greets: bool


def find(document: Document, paragraphs: list[Paragraph], kinds: list[BlockKind]) -> list[Block] | None:
    """The blocks of a page of letters, or of one letter; None if the document is neither."""
    letters = _letters(paragraphs)
    if not letters:
        return None
    head = [document.title or "", *(paragraph.text for paragraph in paragraphs[: letters[0].first + 1])]
    if (
        not any(map(_ANNOUNCED.search, head))
        and not all(letter.greets for letter in letters)
        and not (len(letters) == 1 and _is_statement(document.text, paragraphs, letters[0], head))
    ):
        return None
    # A name below which the text goes on is a heading.
    last = letters[-1].signed + 1
    while last < len(paragraphs) and (kinds[last] != "paragraph" or _is_on_the_writer(paragraphs[last].text)):
        last += 1
    if last < len(paragraphs):
        return None
    found: list[Block] = []
    place = 0
    for letter in letters:
        beside = range(place, letter.first)
        found += [Block("byline" if place else kinds[index], (paragraphs[index].span,)) for index in beside]
        found += _blocks(paragraphs, kinds, letter)
        place = letter.signed + 1
    return found + [Block("byline", (paragraph.span,)) for paragraph in paragraphs[place:]]


def _is_statement(text: str, paragraphs: list[Paragraph], letter: Letter, head: list[str]) -> bool:
    """Whether the signed text is its signer's statement: most of its paragraphs speak in person, and they say "I" or
    the title announces it; none reports what the signer said."""
    lines = [one.text for one in paragraphs[letter.first : letter.signed] if _is_prose(one.text)]
    spoken = sum(map(evidence.in_person, lines))
    name = text[slice(*letter.name)] if letter.name else ""
    if spoken < max(2, len(lines) * STATED) or not name or collected.reports(text, name):
        return False
    return any(map(collected.announces, head)) or sum(_SAYS_I.search(line) is not None for line in lines) * 2 >= spoken


def _letters(paragraphs: list[Paragraph]) -> list[Letter]:
    found: list[Letter] = []
    place = 0
    for index in range(1, len(paragraphs)):
        signed, name = _signature(paragraphs, index)
        if not signed:
            continue
        first = place
        # What stands right below a signature belongs to it: a town, an office, a line on the writer.
        while found and first < index and _is_on_the_writer(paragraphs[first].text):
            first += 1
        lines = [paragraph.text for paragraph in paragraphs[first:index]]
        if sum(len(_WORD.findall(line)) for line in lines if _is_prose(line)) >= WORDS:
            greets = any(_GREETING.match(line) or _GREETS.match(line) for line in lines)
            found.append(Letter(first, index, name, greets))
            place = index + 1
    return found


def _signature(paragraphs: list[Paragraph], index: int) -> tuple[bool, Span | None]:
    """Whether the line is a signature: a name alone, or with a place or an office, below a sentence or a valediction;
    and the extent of the name."""
    line, above = paragraphs[index], paragraphs[index - 1].text
    if len(line.text) > SHORT or not (_is_prose(above) or _CLOSES.match(above)):
        return False, None
    if _WITHHELD.fullmatch(line.text):
        return True, None
    match = _SIGNED.fullmatch(line.text)
    if match is None or shape_of(match["name"]) not in ("name", "titled"):
        return False, None
    return True, (line.start + match.start("name"), line.start + match.end("name"))


def _is_prose(text: str) -> bool:
    """Whether the line ends a sentence and is no greeting."""
    return text.rstrip("\"”’')]* ").endswith((".", "!", "?", "…")) and not _GREETING.match(text)


def _is_on_the_writer(text: str) -> bool:
    """Whether a line below a signature tells of its writer: "Midvale", "The writer is ..."."""
    if _ON_THE_WRITER.match(text):
        return True
    words = [word for word in _WORD.findall(text) if word not in lexicon.terms("title_small_words")]
    return len(text) <= SHORT and not _is_prose(text) and all(not word[0].islower() for word in words)


def _blocks(paragraphs: list[Paragraph], kinds: list[BlockKind], letter: Letter) -> list[Block]:
    """Headings and greetings apart, the words as one excerpt by who signed, the signature as a byline."""
    found: list[Block] = []
    spans: list[Span] = []
    for index in range(letter.first, letter.signed):
        text, span = paragraphs[index].text, paragraphs[index].span
        if _GREETING.match(text) or (_CLOSES.match(text) and not _is_prose(text)):
            found.append(Block("byline", (span,)))
        elif kinds[index] not in ("paragraph", "heading"):
            found.append(Block(kinds[index], (span,)))
        elif not spans and len(text) <= SHORT and not _is_prose(text):
            found.append(Block("heading", (span,)))
        elif spans and spans[-1][1] == paragraphs[index - 1].end:
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    signed = Block("byline", (paragraphs[letter.signed].span,))
    if not spans:
        return [*found, signed]
    return [*found, Block("excerpt", tuple(spans), label=letter.name, speaker=_name(paragraphs, letter)), signed]


def _name(paragraphs: list[Paragraph], letter: Letter) -> str | None:
    if letter.name is None:
        return None
    line = paragraphs[letter.signed]
    return line.text[letter.name[0] - line.start : letter.name[1] - line.start]
