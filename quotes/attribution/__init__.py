"""Attribution: from what was found to who said it. Every attribution's source is resolved to a speaker of its
document, with the steps that led there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes import names
from quotes.attribution.attributor import Attributor
from quotes.attribution.borrowed import Borrowed
from quotes.attribution.dating import dated
from quotes.attribution.gathering import gather
from quotes.attribution.letters import Signatures
from quotes.attribution.others import Coreferent
from quotes.attribution.parsed import Parsed, parse
from quotes.attribution.people import People
from quotes.attribution.references import References
from quotes.attribution.resolver import Resolver
from quotes.attribution.roles import learn_genders
from quotes.finding.spans import paragraphs
from quotes.types import Attribution, Block, Document, Extraction, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.coreference import Coreference

BACK = 2
"""Coreference reads so many paragraphs before the one with the pronoun."""
_PRONOUN = re.compile(r"(?:he|she|him|her|his|they)$", re.IGNORECASE)
_BYLINE = re.compile(r"^\s*(?:by|from)\s+", re.IGNORECASE)


def attribute(
    document: Document,
    blocks: Sequence[Block],
    attributions: Sequence[Attribution],
    nlp: Language | Borrowed,
    coreference: Coreference,
) -> Extraction:
    """The document's quotes and speakers. ``attributions`` are sorted, outer ones before those inside them. ``nlp``
    parses them, or has a parse of the whole document."""
    if not attributions:
        return Extraction(document)
    resolver, people = prepare(document, blocks, attributions, nlp, coreference)
    found = Attributor(document, attributions, resolver, people).run()
    if learn_genders(people, resolver.called):
        found = Attributor(document, attributions, resolver.anew(), people).run()
    return dated(found, attributions, blocks, resolver.parsed)


def prepare(
    document: Document,
    blocks: Sequence[Block],
    attributions: Sequence[Attribution],
    nlp: Language | Borrowed,
    coreference: Coreference,
) -> tuple[Resolver, People]:
    """The resolver of a document's sources, and its persons. For ``attribute`` and for training."""
    text = document.text
    readable = [span for block in blocks if block.kind != "boilerplate" for span in block.spans]
    lines = [paragraph for span in sorted(readable) for paragraph in paragraphs(text, span)]
    parsed = parse(nlp, text, lines)
    people = _people(text, parsed, blocks, attributions)
    coreferent = _coreferent(text, parsed, attributions, coreference)
    resolver = Resolver(text, parsed, people, coreferent, _author(text, blocks))
    speaking = _speaking(attributions, people)
    resolver.speakers = speaking
    resolver.signatures = Signatures(text, lines)
    quoted = _joined(span for each in attributions if each.kind == "direct" for span in each.content)
    resolver.references = References(parsed, quoted, [span for each in attributions for span in each.source])
    resolver.first_speaker = next(iter(speaking), None)
    resolver.headings = sorted(span for block in blocks if block.kind == "heading" for span in block.spans)
    return resolver, people


def _people(text: str, parsed: Parsed, blocks: Sequence[Block], attributions: Sequence[Attribution]) -> People:
    named = [block.label for block in blocks if block.label]
    named += [span for each in attributions for span in each.source[:1]]
    quoted = sorted(span for each in attributions if each.kind == "direct" for span in each.content)
    headings = [span for block in blocks if block.kind == "heading" for span in block.spans]
    reported = _joined(span for each in attributions for span in each.content)
    bylines = sorted(span for block in blocks if block.kind == "byline" for span in block.spans)
    return gather(text, parsed, named, quoted, headings, reported, bylines)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The extents sorted, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _speaking(attributions: Sequence[Attribution], people: People) -> Counter[int]:
    """How often each person is named in a source, by index, the first to speak first."""
    found: Counter[int] = Counter()
    for each in attributions:
        for source in each.source:
            for span in people.within(source):
                if hit := people.at(span):
                    found[hit[0].index] += 1
    return found


def _author(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind == "byline" and _BYLINE.match(line := text[block.start : block.end]):
            name = names.parse(_BYLINE.sub("", line)).text
            if " " in name:
                return names.display(name)
    return None


def _coreferent(text: str, parsed: Parsed, attributions: Sequence[Attribution], coreference: Coreference) -> Coreferent:
    """Coreference over the paragraphs that pronoun sources stand in and those before them, read in one pass for each
    run of such paragraphs; nothing is run where no source is a pronoun."""
    from quotes.attribution.chains import Chains

    positions = [s for each in attributions for s, e in each.source if _PRONOUN.match(text[s:e].strip())]
    return Chains(parsed, positions, coreference, back=BACK).antecedents
