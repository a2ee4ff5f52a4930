"""Contents in the making: what the quotations and the pieces of reported speech of one attribution add up to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from quotes import lexicon
from quotes.finding import act
from quotes.finding.borders import to_end_of_paragraph
from quotes.finding.context import FAR, Context, TaggedLike, Voice
from quotes.finding.interrupted import fronted, goes_on, is_joined, own_voice
from quotes.finding.marks import Quotation
from quotes.finding.pieces import Piece
from quotes.finding.spans import has_words, overlap, trim_reported, words
from quotes.types import Span

SHORT = 3
"""Quotations of at most so many words are somebody's only where a cue is in their paragraph."""
LEAST = 0.25
"""Reported speech with less confidence is more often none than some."""
_CITING = frozenset(["according to", "as reported by", "per", "reported", "reports"])
_WORD = re.compile(r"[\w'’]+")
_BELOW = re.compile(r"\b(?:where|when|as|after|before|while)\s+$")
_ENDS = re.compile(r"\.\s+\W{0,2}$")
_AS = re.compile(r"\bas\s+$")
_ADDS = re.compile(r"\W*(?:and|because|but|or|so)\b", re.IGNORECASE)
_TITLED = ("titled", "entitled", "headlined", "nicknamed")
"""A cue that ends so gives a work's title or somebody's nickname."""


@dataclasses.dataclass(slots=True, eq=False)
class Run:
    """Quotations, or pieces of reported speech, that make up one content. ``group`` is the tagger's attribution that it
    comes from, if it comes from one; ``follows`` is the run whose source it takes over."""

    spans: list[Span]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    direct: bool
    group: int | None = None
    follows: Run | None = None


def direct_runs(context: Context, owners: Mapping[int, int]) -> list[Run]:
    """The quotations (index to group) as contents. Those of one group are one content, but where somebody else is named
    beside one of them, or where another's words stand between two paragraphs of it."""
    runs: list[Run] = []
    last: dict[int, tuple[int, Run]] = {}
    for number in sorted(owners):
        quotation = context.quotations[number]
        main = _interrupted_for(context, owners, number)
        group = owners[number] if main is None else main
        each = context.tagged[group]
        voice = None if main is not None else context.voice(quotation) or _introduction(context, quotation, group)
        before = last.get(group)
        if voice is not None and voice.cue != each.cue and _outweighs(context, voice, quotation, group, before):
            run = Run(list(quotation.pieces), voice.cue, voice.source, _confidence(context, group), True, voice.group)
            runs.append(run)
            last.pop(group, None)
            if _is_cited(context, voice, group):
                last[group] = number, run
            continue
        one = before is not None and _is_one_utterance(context, before[0], number, owners)
        own = own_voice(context, quotation.outer[0][0], each) if one else None
        if before is not None and one and own is None:
            before[1].spans += quotation.pieces
            last[group] = number, before[1]
            continue
        run = Run(list(quotation.pieces), each.cue, each.source, _confidence(context, group), True, group)
        if own is not None:
            run.cue, run.source, run.group = (own[0],), own[1], None
        elif not run.source and voice is not None:
            run.cue, run.source = voice.cue, voice.source
        runs.append(run)
        last[group] = number, run
    return [run for run in runs if _is_said(context, run)]


def _interrupted_for(context: Context, owners: Mapping[int, int], number: int) -> int | None:
    """The group of the quotation before, where this one goes on with it whatever stands between them; else None."""
    main = owners.get(number - 1)
    if main is None:
        return None
    one = goes_on(context, number, context.tagged[main]) or _is_aside(context, main, number, owners[number])
    return main if one else None


def _is_cited(context: Context, voice: Voice | TaggedLike, group: int) -> bool:
    """Does the group only tell where the words of that speaker were reported, so that a quotation behind it is his as
    well: "“A,” Roe said, according to the Herald. “B.”"?"""
    end = max(span[1] for span in (*voice.cue, *voice.source))
    around = sorted((*context.tagged[group].cue, *context.tagged[group].source))
    if around[0][0] < end or around[0][0] - end > FAR:
        return False
    cue = " ".join(context.text[slice(*span)] for span in context.tagged[group].cue).casefold()
    return cue in _CITING and re.search(r"[.!?”\"]\s", context.text[end : around[0][0]]) is None


def _confidence(context: Context, group: int) -> float:
    each = context.tagged[group]
    return max(each.piece_confidence, default=each.confidence)


def _outweighs(
    context: Context, voice: Voice, quotation: Quotation, group: int, before: tuple[int, Run] | None
) -> bool:
    """Does a voice beside the quotation outweigh the tagger's link: where that reaches from another paragraph, or over
    a quotation that it fits better?"""
    each = context.tagged[group]
    home = context.paragraph((each.cue or each.source)[0][0])
    return before is not None or home != context.paragraph(quotation.start) or voice.group is None


def _introduction(context: Context, quotation: Quotation, group: int) -> Voice | None:
    """The last one who speaks before the quotation in its paragraph, where the tagger's link reaches over there from
    another paragraph."""
    place = context.paragraph(quotation.start)
    each = context.tagged[group]
    if place is None or place == context.paragraph((each.cue or each.source)[0][0]):
        return None
    earlier = [
        (other.cue, number)
        for number in context.groups.get(place, ())
        if (other := context.tagged[number]).source and other.cue[-1][1] <= quotation.start
    ]
    if not earlier:
        return None
    cue, number = max(earlier)
    if act.classify(" ".join(context.text[slice(*span)] for span in cue)) != "speech":
        return None
    return Voice(cue, context.tagged[number].source, context.tagged[number].confidence, number, False)


def _is_aside(context: Context, main: int, number: int, group: int) -> bool:
    """Does the group's cue stand in a clause below the one that names the speaker of the last quotation, or after it
    only to tell where his words were reported, so that both are his: "“A,” Roe said at the hall, where Poe also spoke.
    “B.”"?"""
    text, last, quotation = context.text, context.quotations[number - 1], context.quotations[number]
    ours, theirs = context.tagged[main], context.tagged[group]
    if main == group or not (ours.cue and theirs.cue and theirs.source):
        return False
    if last.end <= ours.cue[0][0] and _is_cited(context, ours, group):
        end = max(span[1] for span in (*theirs.cue, *theirs.source))
        return end <= quotation.start and _ENDS.match(text[end : quotation.start]) is not None
    places = (last.end, ours.cue[0][0], theirs.source[0][0], theirs.cue[-1][1], quotation.start)
    if list(places) != sorted(places) or ours.cue[-1][1] > theirs.source[0][0]:
        return False
    between = text[ours.cue[-1][1] : theirs.source[0][0]]
    behind = text[theirs.cue[-1][1] : quotation.start]
    return bool(_BELOW.search(between)) and _ENDS.match(behind) is not None and not re.search(r"[.!?]\s", between)


def _is_one_utterance(context: Context, before: int, number: int, owners: Mapping[int, int]) -> bool:
    """Are two quotations of one group one utterance: in one paragraph, or with nobody else's words between them?"""
    first, second = context.quotations[before], context.quotations[number]
    if context.paragraph(first.end) == context.paragraph(second.start):
        return True
    return all(owners.get(between, owners[number]) == owners[number] for between in range(before + 1, number))


def _is_said(context: Context, run: Run) -> bool:
    """A few words in marks are no quotation where nobody is named for them, or in another paragraph than the cue."""
    count = words(context.text, run.spans[0])
    if len(run.spans) > 1 or count > SHORT:
        return True
    if not run.source:
        return count > 2
    return context.paragraph(run.spans[0][0]) == context.paragraph((run.cue or run.source)[0][0])


def lead_in(context: Context, run: Run) -> None:
    """Takes in the subordinate clause before the speaker, which the quotation completes: the run is mixed then."""
    if run.group is None or not run.direct:
        return
    outer = context.quotation_at(run.spans[0][0])
    clause = fronted(context, outer[0], context.tagged[run.group]) if outer else None
    if clause is not None:
        run.spans.insert(0, clause)
        run.direct = False


def reported_run(context: Context, group: int, pieces: Sequence[Piece]) -> Run | None:
    """The group's pieces of reported speech as one content; pieces in other paragraphs than the cue belong to no
    content that can be told. None where nothing is left that says anything."""
    text, tagged = context.text, context.tagged[group]
    if not tagged.cue or text[slice(*tagged.cue[-1])].casefold().endswith(_TITLED):
        return None
    home = context.paragraph(tagged.cue[0][0])
    near = [piece for piece in pieces if context.paragraph(piece.span[0]) == home] or pieces[:1]
    spans = sorted(trimmed for piece in near if (trimmed := trim_reported(text, piece.span)))
    where = context.paragraph(spans[0][0]) if spans else None
    confidence = sum(piece.confidence for piece in near) / len(near)
    if where is None or confidence < LEAST:
        return None
    joined = to_end_of_paragraph(text, _joined(text, spans), tagged.cue, context.paragraphs[where])
    run = Run(joined, tagged.cue, tagged.source, confidence, False, group)
    return run if _says_something(context, run) else None


def _says_something(context: Context, run: Run) -> bool:
    """Is there more than pronouns and articles? Whom or what somebody opposes may be said in one."""
    said = " ".join(context.text[slice(*span)] for span in run.spans)
    if not set(_WORD.findall(said.casefold())) <= lexicon.terms("empty_words"):
        return True
    cue, source = (" ".join(context.text[slice(*span)] for span in spans) for spans in (run.cue, run.source))
    return act.classify(cue, content=said, source=source) == "attitude"


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sorted pieces, with neighbours joined that only white space or marks part."""
    joined = list(spans[:1])
    for span in spans[1:]:
        last = joined[-1]
        if span[0] <= last[1] or not any(character.isalnum() for character in text[last[1] : span[0]]):
            joined[-1] = (last[0], max(last[1], span[1]))
        else:
            joined.append(span)
    return joined


def unite(context: Context, direct: Sequence[Run], reported: Run) -> Run | None:
    """The direct run of the same attribution that the reported one makes one content with, now mixed; None where there
    is none. Words that a cue parts are one utterance if they go on in quotation marks: ``The plan is “bold,” she said.
    “It will work.”``, in the next paragraph too. What is reported behind a quotation and its cue is another: ``“Go,”
    she said, adding that ...``, and so is a quotation with a cue of its own: ``It was “bold,” she said, adding, “It
    works.”``"""
    if reported.group is None:
        return None
    place = context.paragraph(reported.spans[0][0])
    last = context.quotations_in(reported.spans[-1])
    ends_quoted = bool(last) and not has_words(context.text, (last[-1][1], max(last[-1][1], reported.spans[-1][1])))
    same = [run for run in direct if run.group == reported.group]
    own = [run for run in same if context.paragraph(run.spans[0][0]) == place]
    if place is not None and ends_quoted:
        own += [run for run in same if _opens_paragraph(context, run, place + 1)]
    run = next((run for run in own if run.spans[0] > reported.spans[0]), own[-1] if own else None)
    if run is None:
        return None
    reported.spans = [span for span in reported.spans if not any(overlap(span, source) for source in run.source)]
    if not reported.spans:
        return run  # who speaks is not said: ``“Go,” quips the founder. “Now.”``
    before = reported.spans[-1][1] <= run.spans[0][0]
    if before and _is_compared(context, reported.spans[-1][1], run):
        return run
    if before and _takes_own_cue(context, run, reported.group):
        return None
    one = before or _begins_quoted(context, reported)
    if not one and not any(_touch(context.text, one, other) for one in run.spans for other in reported.spans):
        return None
    run.spans = sorted([*run.spans, *reported.spans])
    run.direct = False
    return run


def _opens_paragraph(context: Context, run: Run, number: int) -> bool:
    """Does the run begin where this paragraph does?"""
    if number >= len(context.paragraphs):
        return False
    begins = context.paragraphs[number][0]
    return begins <= run.spans[0][0] and not has_words(context.text, (begins, run.spans[0][0]))


def _is_compared(context: Context, end: int, run: Run) -> bool:
    """Does the sentence that ends there only compare its own words with the quotation, which somebody else said: ``It
    is a joke, or, as Roe said, “What does it matter?”``"""
    around = sorted((*run.cue, *run.source))
    outer = context.quotation_at(run.spans[0][0])
    if not around or not outer or not end <= around[0][0] <= around[-1][1] <= outer[0]:
        return False
    text = context.text
    compared = _AS.search(text, end, around[0][0]) is not None
    return compared and _ADDS.match(text, outer[0]) is None and text[run.spans[-1][1] - 1] in ".!?"


def _takes_own_cue(context: Context, run: Run, group: int) -> bool:
    """Gives the run the verb of saying right before it as its cue, if there is one beside the group's."""
    outer = context.quotation_at(run.spans[0][0])
    own = own_voice(context, outer[0], context.tagged[group]) if outer else None
    if own is not None:
        run.cue, run.source, run.group = (own[0],), own[1], None
    return own is not None


def _begins_quoted(context: Context, run: Run) -> bool:
    """Does it begin in marks, or with a conjunction and marks?"""
    start, end = run.spans[0]
    first = next(iter(context.quotations_in((start, end))), None)
    return first is not None and (first[0] <= start or is_joined(context.text, (start, end), first))


def _touch(text: str, one: Span, other: Span) -> bool:
    """Do no words part the extents?"""
    return not has_words(text, (min(one[1], other[1]), max(one[0], other[0])))
