"""Quotations signed with a name: ``"..." -- Jane Roe, mayor``, ``"..." (Mayor Jane Roe)``, the name on a line below."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from quotes import lexicon, names
from quotes.finding.context import Context
from quotes.finding.marks import Quotation
from quotes.finding.runs import Run
from quotes.finding.spans import index_at, inside
from quotes.types import Span

_DASH = r"(?:--+|[—–―‒~]|-(?=\s|[A-Z]))"
_SIGNED = re.compile(rf"[\s.,]*(?P<mark>{_DASH})\s*(?P<source>[^\s\"“”].{{1,120}}?)[\s.]*$")
_BRACKETED = re.compile(r"[\s.,]*(?P<mark>\()(?P<source>[^()\"“”]{2,120})\)[\s.]*$")
_BELOW = re.compile(rf"\s*(?P<mark>{_DASH})?\s*(?P<source>[^\s\"“”][^\"“”]{{1,120}}?)\s*$")
_LEAD = " \t-–—•*>·0123456789.)"
"""What may stand before a signed quotation in its line."""
LONGEST = 10
"""Words of a signature without a name, at most."""
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


SIGNED = 0.97
"""Confidence of a quotation with a name under it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a quotation: extents of the mark (None for a bare name on its own line) and of the name with its
    role. ``first`` is the index of the quotation with which the signed words begin, where marks inside them are odd."""

    mark: Span | None
    source: Span
    first: int | None = None


def signatures(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> dict[int, Signature]:
    """The signatures by the index of their quotation. A name alone on the next line counts where a dash stands before
    it, or where at least two quotations of the text are signed so; where more have one on the line above, those are
    theirs. Words that name nobody count beside two that do."""
    found: dict[int, Signature] = {}
    bare: dict[int, Signature] = {}
    above: dict[int, Signature] = {}
    nameless: dict[int, Signature] = {}
    for number, quotation in enumerate(quotations):
        end = quotation.outer[-1][1]
        where = index_at(paragraphs, end - 1)
        if where is None:
            continue
        line_end = paragraphs[where][1]
        if text[paragraphs[where][0] : quotation.outer[-1][0]].strip(_LEAD):
            if signed := _odd(text, paragraphs[where], quotations, number):
                found[number] = signed
            continue
        if text[end:line_end].strip(" .,*_"):
            signed = _match(_SIGNED, text, end, line_end) or _match(_BRACKETED, text, end, line_end)
            if signed:
                found[number] = signed
            elif loose := _nameless(text, end, line_end):
                nameless[number] = loose
            continue
        over = _match(_BELOW, text, *paragraphs[where - 1]) if where else None
        if over and over.mark is None:
            above[number] = over
        if where + 1 < len(paragraphs):
            below = _match(_BELOW, text, *paragraphs[where + 1])
            if below and below.mark:
                found[number] = below
            elif below:
                bare[number] = below
    if len(above) > len(bare):
        bare = above
    named = {**bare, **found} if len(bare) > 1 else found
    return {**nameless, **named} if len(named) > 1 else named


def sign(context: Context, runs: list[Run]) -> list[Run]:
    """The runs, with signed quotations as runs of their own: they are that person's, whatever else stands near."""
    signed = signatures(context.text, context.paragraphs, context.quotations)
    if not signed:
        return runs
    taken = {piece for number in signed for piece in context.quotations[number].pieces}
    for run in runs:
        if run.direct:
            run.spans = [span for span in run.spans if span not in taken]
    runs = [run for run in runs if run.spans]
    for number, signature in signed.items():
        last = context.quotations[number]
        spans = list(last.pieces)
        if signature.first is not None:
            first = context.quotations[signature.first]
            spans, whole = [(first.start, last.end)], (first.outer[0][0], last.outer[-1][1])
            runs = [run for run in runs if not all(inside(span, whole) for span in run.spans)]
        mark = (signature.mark,) if signature.mark else ()
        runs.append(Run(spans, mark, (signature.source,), SIGNED, True))
    return runs


def _odd(text: str, line: Span, quotations: Sequence[Quotation], number: int) -> Signature | None:
    """The signature of a line that is all one quotation, but whose inner marks are odd, so that they pair as several:
    it begins with a mark, and nobody is said to speak in it."""
    last = quotations[number]
    first = number
    while first and quotations[first - 1].outer[0][0] >= line[0]:
        first -= 1
    signed = _match(_SIGNED, text, last.outer[-1][1], line[1])
    if not signed or signed.mark is None or text[line[0] : quotations[first].outer[0][0]].strip(_LEAD):
        return None
    for one, other in itertools.pairwise(quotations[first : number + 1]):
        if one.family != last.family or _reports(text[one.outer[-1][1] : other.outer[0][0]]):
            return None
    return dataclasses.replace(signed, first=first)


def _nameless(text: str, start: int, end: int) -> Signature | None:
    """A few words behind a dash, or with a capital in brackets, that name nobody ("-- anonymous", "(Prosecutor's
    office)"): a signature where it is the custom to sign."""
    match = _SIGNED.match(text[start:end]) or _BRACKETED.match(text[start:end])
    if (
        not match
        or (match["mark"] == "(" and not match["source"][0].isupper())
        or len(match["source"].split()) > LONGEST
        or _reports(re.split(r",\s", match["source"])[0])
    ):
        return None
    mark, source = match.span("mark"), match.span("source")
    return Signature((start + mark[0], start + mark[1]), (start + source[0], start + source[1]))


def _match(pattern: re.Pattern[str], text: str, start: int, end: int) -> Signature | None:
    match = pattern.match(text[start:end])
    if not match or not _is_signature(match["source"], dashed=match["mark"] is not None):
        return None
    mark = match.span("mark") if match["mark"] else None
    source = match.span("source")
    return Signature(
        (start + mark[0], start + mark[1]) if mark else None,
        (start + source[0], start + source[1]),
    )


def _is_signature(words: str, *, dashed: bool) -> bool:
    """A name, with or without a role: capitals throughout but for particles; of one word only behind a dash; on a line
    of its own no sentence."""
    if not dashed and words.endswith((".", ":", "!", "?")):
        return False
    main = re.split(r",\s|\s\(|\s[–—-]\s", words)[0].strip(" .")
    name = names.parse(main)
    parts = _WORD.findall(name.text)
    if not parts or len(parts) > 5 or (len(parts) < 2 and not dashed and not name.titles):
        return False
    if not all(part[0].isupper() or part in lexicon.terms("particles") for part in parts):
        return False
    return not _reports(main)


def _reports(words: str) -> bool:
    return any(word.casefold() in lexicon.terms("reporting") for word in _WORD.findall(words))
