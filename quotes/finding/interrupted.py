"""Sentences of somebody's words that the writer interrupts to say who speaks: what is on either side of the
interruption belongs together, unless a second cue stands there."""

from __future__ import annotations

import re

from quotes import lexicon
from quotes.finding import act
from quotes.finding.context import Context, TaggedLike
from quotes.finding.spans import has_words, inside, overlap, words
from quotes.types import Span

FAR = 250
"""No interruption is longer, in code points."""
LONG = 5
"""A quotation of fewer words may be a part of the writer's own sentence."""
CLAUSE = 3
"""A clause has at least so many words."""
_INTERRUPTED = re.compile(r"[,—–-]\s*$")
_ENDS = re.compile(r"[.!?]\W*\s")
_OWN_CLAUSE = re.compile(r"\bthat\b|\b\w+ing\s*[,—–-]\s*$", re.IGNORECASE)
_CUE = re.compile(r"(?P<cue>[a-z]+)(?:\s+(?:me|you|him|her|it|us|them))?\s*[,:]\s*$")
_PEOPLE = r"(?:an?|another|her|his|its|one|the|their)(?:\s+[\w’'-]+){1,3}|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}"
_OTHERS = re.compile(
    r"[”\"][^”“\"\n.!?]{3,80}\s(?:and|before|but|then|until|when)\s+"
    rf"(?P<source>(?:{_PEOPLE})(?:,\s(?:{_PEOPLE}))?),?"
    r"(?<![’']s)\s+(?P<cue>[a-z]+ed|said|[a-z]+\s+(?:back|in|out|up))\.\s*$"
)
"""Behind a quotation: another's words announced, at the end of a sentence."""
_FRONTED = re.compile(
    r"(?:(?:and|but|so|yet)\s+)?(?:although|because|even\s+(?:if|though|when)|if|once|since|though|unless|until|when|"
    r"whenever|where|wherever|whether|while)\s+(?!(?:asked|told|pressed|\w+ing)\b)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"(?:and|because|but|if|or|so|then|though|when|while|yet)\s+", re.IGNORECASE)


def goes_on(context: Context, number: int, tagged: TaggedLike) -> bool:
    """Does the quotation end the sentence that the one before it, of this attribution, begins: ``“If we wait,” Roe
    said, pointing to the map, “we shall lose the valley.”``"""
    if number == 0:
        return False
    text, first, second = context.text, context.quotations[number - 1], context.quotations[number]
    gap = first.outer[-1][1], second.outer[0][0]
    between = text[slice(*gap)]
    if gap[1] - gap[0] > FAR or text[first.end - 1] != "," or not text[second.start].islower() or "\n" in between:
        return False
    if words(text, (second.start, second.end)) < LONG or not _INTERRUPTED.search(between):
        return False
    if _ENDS.search(between) or _OWN_CLAUSE.search(between) or not all(inside(span, gap) for span in tagged.cue):
        return False
    return bool(tagged.cue and tagged.source) and not any(
        overlap(span, gap) and not any(overlap(span, own) for own in tagged.source)
        for group in context.groups.get(context.paragraph(second.start) or 0, ())
        for span in context.tagged[group].source
    )


def own_voice(context: Context, start: int, tagged: TaggedLike) -> tuple[Span, tuple[Span, ...]] | None:
    """(cue, source) of a quotation that begins (with its mark) there, if a verb of saying right before it is not the
    cue of this attribution, which has words before: ``“Go,” Roe said before asking her, “Why not?”`` The source is
    another where the verb has a subject of its own: ``“Go,” Roe said, and her brother cut in. “Stay.”``"""
    where = context.paragraph(start)
    if where is None:
        return None
    text, begins = context.text, max(context.paragraphs[where][0], start - FAR)
    known = (*tagged.cue, *tagged.source)
    verb = _CUE.search(text, begins, start)
    if verb is not None and not any(overlap(verb.span("cue"), span) for span in known):
        word = verb["cue"]
        if word in ("said", "says") or (word.endswith(("ing", "ed")) and act.classify(word) == "speech"):
            return verb.span("cue"), tagged.source
    clause = _OTHERS.search(text, begins, start)
    if clause is None or any(overlap(clause.span(), span) and span[1] > clause.start("source") for span in known):
        return None
    # "The crowd roared" tells of no words.
    reports = clause["cue"] in lexicon.terms("reporting") or (
        " " in clause["cue"] and act.classify(clause["cue"]) == "speech"
    )
    return (clause.span("cue"), (clause.span("source"),)) if reports else None


def fronted(context: Context, start: int, tagged: TaggedLike) -> Span | None:
    """The subordinate clause before the speaker, where the quotation that begins (with its mark) there is its main
    clause: ``If it rains, Roe said, “we shall wait.”``"""
    if not tagged.cue or not tagged.source:
        return None
    text = context.text
    around = sorted((*tagged.cue, *tagged.source))
    first = next((i for i in range(start, min(start + 3, len(text))) if text[i].isalnum()), start)
    if around[-1][1] > start or not text[first].islower() or has_words(text, (around[-1][1], start)):
        return None
    begins = context.sentence_start(start)
    clause = begins, begins + len(text[begins : around[0][0]].rstrip(" ,"))
    alone = text[clause[1] : clause[1] + 1] == "," and words(text, clause) >= CLAUSE
    return clause if alone and _FRONTED.match(text, *clause) and not context.quoted(clause) else None


def is_joined(text: str, span: Span, quotation: Span) -> bool:
    """Does reported speech begin with a conjunction that joins the quotation (with its marks) behind it to what was
    said before: ``“I like her,” he said, but “she is wrong.”``"""
    return _CONJUNCTION.fullmatch(text, span[0], quotation[0]) is not None
