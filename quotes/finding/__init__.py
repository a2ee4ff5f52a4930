"""Finding: blocks in, attributions out. Quotation marks, the learned tagger and the document's structure, merged."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import Protocol

from quotes import lexicon
from quotes.finding import marks
from quotes.finding.context import Tagged, TaggedLike
from quotes.finding.headed import datelines, with_datelines, without_datelines
from quotes.finding.headlines import spoken_headlines
from quotes.finding.marks import Quotation
from quotes.finding.merge import merge
from quotes.finding.sources import interposed, of_one_sentence, whole_phrase, without_vocative
from quotes.finding.spans import index_at, inside, paragraphs, reach, words
from quotes.layout.evidence import in_person
from quotes.types import Attribution, Block, Document, Span

TURN_CONFIDENCE = 0.98
EXCERPT_CONFIDENCE = 0.95
NESTED_WORDS = 12
"""Contents of fewer words hold no report of somebody else's words that is worth a second reading."""
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINING = re.compile(r"\s*(?:that|whether|if|how|why)\s+")
_LABEL = re.compile(r"\b[A-Z]{3,}:\s")
_OWN_VOICE = re.compile(r"(?:i|we|me|us|my|our|one|who|which|that|it|this)\b", re.IGNORECASE)


class TaggerLike(Protocol):
    """What finding needs of the tagger."""

    def tag(self, text: str, segments: Sequence[Span]) -> Sequence[TaggedLike]: ...


def find(document: Document, blocks: Sequence[Block], tagger: TaggerLike) -> list[Attribution]:
    """All attributions of a document, sorted by where their content starts; outer ones before nested ones.

    Boilerplate and bylines are not read. A turn or an excerpt is one content; what it reports of others is found
    inside it. ``Attribution.continues`` is an index into the returned list.
    """
    text = document.text
    running, spoken = _regions(text, blocks)
    segments = sorted([*running, *(segment for block in spoken for segment in _segments(text, block))])
    headed = datelines(text, blocks)
    tagged = without_datelines(text, tagger.tag(text, with_datelines(segments, headed)), headed)
    quotations = marks.pair(text, segments)
    found = _merged(text, running, quotations, tagged)
    headings = [block for block in blocks if block.kind == "heading"]
    found = [_verbatim(text, each, running) for each in _headlines(found, headings)]
    found += spoken_headlines(text, headings, found)
    nested = _inside_contents(text, found, quotations, tagger)
    for block in spoken:
        inner = _segments(text, block)
        found.append(_spoken(text, block))
        # A label, or the line above a block quotation, names the speaker of the whole.
        reported = [each for each in tagged if all(index_at(inner, start) is not None for start, _ in each.source)]
        reported = [kept for each in reported if (kept := without_vocative(text, each))]
        nested += _foreign(text, _merged(text, inner, quotations, reported), spoken=True)
    return _ordered([*found, *nested])


def _regions(text: str, blocks: Sequence[Block]) -> tuple[list[Span], list[Block]]:
    """The paragraphs of running text, and the blocks that are somebody's words as a whole."""
    running: list[Span] = []
    spoken: list[Block] = []
    for block in blocks:
        if block.kind in ("turn", "excerpt"):
            spoken.append(block)
        elif block.kind not in ("boilerplate", "byline"):
            running += _segments(text, block)
    return running, spoken


def _segments(text: str, block: Block) -> list[Span]:
    return [paragraph for span in block.spans for paragraph in paragraphs(text, span)]


def _merged(
    text: str, segments: Sequence[Span], quotations: Sequence[Quotation], tagged: Sequence[TaggedLike]
) -> list[Attribution]:
    """The attributions of these segments alone."""
    return merge(
        text,
        segments,
        [each for each in quotations if each.depth == 0 and index_at(segments, each.start) is not None],
        [_within(text, each, segments) for each in tagged if index_at(segments, each.content[0][0]) is not None],
    )


def _within(text: str, each: TaggedLike, segments: Sequence[Span]) -> TaggedLike:
    """The same, its contents ending where other words than the segments' come between: in a turn, with the turn; and
    its sources within one sentence."""
    content = tuple((start, reach(text, segments, (start, end))) for start, end in each.content)
    source = tuple(_source(text, span, each) for span in each.source)
    if content == each.content and source == each.source:
        return each
    return Tagged(content, each.cue, source, each.confidence, each.piece_confidence)


def _source(text: str, span: Span, each: TaggedLike) -> Span:
    """The extent of a source, without what only stands beside it."""
    return whole_phrase(text, interposed(text, of_one_sentence(text, span, each.cue), each.cue))


def _spoken(text: str, block: Block) -> Attribution:
    """A turn or an excerpt as a content. A block quotation is a sentence's, whose cue stands behind the source."""
    if block.kind == "excerpt" and block.label is not None and block.speaker is None:
        above = block.label[1], max(block.label[1], block.start)
        cues = [match.span() for match in _LETTERS.finditer(text, *above) if match[0].casefold() in _reporting()]
        colon = text.rfind(":", *above)
        cue = cues[-1:] or ([(colon, colon + 1)] if colon >= 0 else [])
        return Attribution(block.spans, tuple(cue), (block.label,), "direct", confidence=EXCERPT_CONFIDENCE)
    return Attribution(
        content=block.spans,
        source=(block.label,) if block.label else (),
        kind="direct",
        form="turn" if block.kind == "turn" else "excerpt",
        confidence=TURN_CONFIDENCE if block.kind == "turn" else EXCERPT_CONFIDENCE,
        origin=block.kind,
        occasion=block.occasion,
        collected=block.speaker,
    )


def _headlines(found: list[Attribution], headings: Sequence[Block]) -> list[Attribution]:
    """Marks what stands in a heading."""
    spans = [span for block in headings for span in block.spans]
    return [
        dataclasses.replace(each, form="headline") if index_at(spans, each.content[0][0]) is not None else each
        for each in found
    ]


def _verbatim(text: str, each: Attribution, paragraphs: Sequence[Span]) -> Attribution:
    """A paragraph that is a name with a colon and words in the first or second person gives them as they were said."""
    where = index_at(paragraphs, each.content[0][0]) if each.cue and each.source else None
    if where is None or each.kind == "direct" or each.form == "headline" or text[slice(*each.cue[0])] != ":":
        return each
    start, end = paragraphs[where]
    whole = each.source[0][0] == start and len(each.content) == 1 and not _WORD.search(text, each.content[0][1], end)
    labelled = whole and not _WORD.search(text, each.source[0][1], each.content[0][0])
    return dataclasses.replace(each, kind="direct") if labelled and in_person(text[start:end]) else each


def _inside_contents(
    text: str, found: Sequence[Attribution], quotations: Sequence[Quotation], tagger: TaggerLike
) -> list[Attribution]:
    """What contents report in their turn ("Roe said Poe had promised help"): each long one that holds a reporting word
    is read once more, on its own, as the tagger gives one layer only."""
    nested: list[Attribution] = []
    for each in found:
        segments = [_clause(text, piece) for span in each.content for piece in paragraphs(text, span)]
        if sum(words(text, segment) for segment in segments) < NESTED_WORDS:
            continue
        segments = [segment for segment in segments if _reports(text, segment)]
        if not segments:
            continue
        inner = [q for q in quotations if any(inside((q.start, q.end), s) and (q.start, q.end) != s for s in segments)]
        shallow = min((q.depth for q in inner), default=0)
        top = [dataclasses.replace(q, depth=0) for q in inner if q.depth == shallow]
        # Each paragraph by itself: what stands around it is the same speaker's and would only be tagged again.
        tagged = [found for segment in segments for found in tagger.tag(text, [segment])]
        nested += _foreign(text, merge(text, segments, top, tagged), spoken=False)
    return nested


def _clause(text: str, segment: Span) -> Span:
    """The segment without the word that joins it to its cue: what is left reads as a sentence."""
    match = _JOINING.match(text, *segment)
    return (match.end(), segment[1]) if match and match.end() < segment[1] else segment


def _reports(text: str, segment: Span) -> bool:
    """Does a transcript's label or a word here report speech, as against the speaker's own ("I said"), a noun ("the
    call") or a name ("the United States")?"""
    if _LABEL.search(text, *segment):
        return True
    before = ""
    for match in _WORD.finditer(text, *segment):
        word = match[0].replace("’", "'").casefold()
        if word in _reporting() and before not in lexicon.terms("no_report_behind") and not _is_name(text, match):
            return True
        before = word
    return False


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Has it a capital amid a sentence?"""
    return word[0][0].isupper() and text[max(0, word.start() - 2) : word.start() - 1] not in tuple('.!?…:"“”\n')


def _reporting() -> frozenset[str]:
    return lexicon.terms("reporting")


def _foreign(text: str, nested: Sequence[Attribution], *, spoken: bool) -> list[Attribution]:
    """Of what stands inside somebody's words, the reports of others: with a cue and a source that is not the speaker.

    Attitudes that a speaker ascribes to others are the speaker's words and no more; in a turn or an excerpt
    (``spoken``) so are thoughts.
    """
    kept = []
    for each in nested:
        source = " ".join(text[slice(*span)] for span in each.source).strip()
        reports = each.act == "speech" or (each.act == "thought" and not spoken)
        enough = each.kind == "direct" or sum(words(text, span) for span in each.content) > 2
        if source and reports and enough and each.cue and not _is_own_voice(source):
            kept.append(dataclasses.replace(each, continues=None))
    return kept


def _is_own_voice(source: str) -> bool:
    """Does the speaker mean himself: "I", "my office"? Not so "my neighbours", "our ambassador"."""
    if not _OWN_VOICE.match(source):
        return False
    first, *_, last = source.casefold().split() if " " in source else (source, source)
    return first not in ("my", "our") or _people().isdisjoint((last, last.removesuffix("s")))


@functools.cache
def _people() -> frozenset[str]:
    """Words for persons by what they are."""
    return lexicon.terms("person_nouns") | lexicon.terms("titles") | frozenset(lexicon.pairs("kin_nouns"))


def _said(found: Sequence[Attribution]) -> list[bool]:
    """Of each, whether a cue, a source or a structure makes it somebody's words, or it goes on with such a one."""
    said: list[bool] = []
    for each in found:
        if each.continues is not None:  # one before it
            said.append(said[each.continues])
        else:
            said.append(bool(each.cue or each.source) or each.form != "sentence")
    return said


def _ordered(found: Sequence[Attribution]) -> list[Attribution]:
    """Sorted by start, outer before inner, one for each content, those that nobody is said to have said left out;
    ``continues`` follows its target."""
    said = [index for index, kept in enumerate(_said(found)) if kept]
    order = sorted(said, key=lambda i: (found[i].content[0][0], -found[i].content[-1][1], i))
    place: dict[int, int] = {}
    seen: dict[tuple[Span, ...], int] = {}
    kept: list[Attribution] = []
    for index in order:
        content = found[index].content
        if content not in seen:
            seen[content] = len(kept)
            kept.append(found[index])
        place[index] = seen[content]
    return [
        each if each.continues is None else dataclasses.replace(each, continues=place[each.continues]) for each in kept
    ]
