"""The spaCy parse of a document, paragraph by paragraph, with extents in code points of the whole document."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.attribution.borrowed import Borrowed
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST = 4000
"""Paragraphs of more code points are parsed in parts, cut at sentence ends where there are any."""
_OBJECTS = ("dobj", "iobj", "dative", "pobj")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"(?<=\n)[ \t]*(?:[*_#~—–-][ \t]*){3,}\.?[ \t]*(?=\n)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One parsed stretch: its Doc, where it starts in the document, the number of its paragraph and the number of its
    first sentence, both counted over the document."""

    doc: Doc
    start: int
    paragraph: int
    sentence: int


class Parsed:
    """The parts of a document, in order. Built by ``parse``."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        # Plain lists: a Doc works its text and its tokens out anew at every call.
        self._starts = [part.start for part in parts]
        self._ends = [part.start + len(part.doc.text) for part in parts]
        self._sentences = [[part.start + sentence.start_char for sentence in part.doc.sents] for part in parts]

    def part_at(self, position: int) -> int | None:
        """Index of the part that holds the position."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._ends[index]:
            return None
        return index

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with the extent; [] where the extent was not parsed."""
        index = self.part_at(span[0])
        if index is None:
            return []
        part = self.parts[index]
        found = part.doc.char_span(span[0] - part.start, span[1] - part.start, alignment_mode="expand")
        return [] if found is None else [token for token in found if not token.is_space]

    def extent(self, part: int, start: int, end: int) -> Span:
        """Code points of tokens ``start`` to ``end`` (exclusive) of a part."""
        doc, offset = self.parts[part].doc, self.parts[part].start
        last = doc[end - 1]
        return offset + doc[start].idx, offset + last.idx + len(last.text)

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that holds the position, counted over the document; -1 where nothing was parsed."""
        index = self.part_at(position)
        if index is None:
            return -1
        return self.parts[index].sentence + max(0, bisect.bisect_right(self._sentences[index], position) - 1)

    def is_first_sentence(self, position: int) -> bool:
        """Does the position stand in the first sentence of its part?"""
        index = self.part_at(position)
        return index is not None and self.sentence_at(position) == self.parts[index].sentence

    def begins_paragraph(self, position: int) -> bool:
        """Is there nothing but a quotation mark before the position in its part?"""
        index = self.part_at(position)
        return index is not None and position - self.parts[index].start <= 2

    def paragraph_at(self, position: int) -> int:
        """Number of the paragraph that holds the position or the next one before it; -1 before the first."""
        index = bisect.bisect_right(self._starts, position) - 1
        return self.parts[index].paragraph if index >= 0 else -1

    def relative_head(self, span: Span) -> Span | None:
        """The noun phrase before a relative pronoun that its clause hangs on; None where the parse has none."""
        tokens = self.tokens(span)
        index = self.part_at(span[0])
        if not tokens or index is None:
            return None
        clause = tokens[0].head
        while clause.dep_ != "relcl" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "relcl":
            return None
        noun = clause.head
        while noun.dep_ == "pobj" and noun.left_edge.i == noun.i and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head  # "the nominee for president, who"
        extent = self.extent(index, noun.left_edge.i, clause.head.i + 1)
        return extent if extent[1] <= span[0] else None

    def equated(self, span: Span) -> Span | None:
        """The noun phrase that the one at the extent says something of: the subject of "was a teacher", the noun that
        "a teacher" stands beside; None where the parse has none."""
        index = self.part_at(span[0])
        tokens = self.tokens(span)
        if index is None or not tokens:
            return None
        noun = next((token for token in reversed(tokens) if token.dep_ in ("attr", "appos", "oprd")), None)
        if noun is None:
            return None
        other = noun.head
        if noun.dep_ != "appos":
            other = next((token for token in other.lefts if token.dep_.startswith("nsubj")), noun)
        return None if other.i == noun.i else self.extent(index, other.left_edge.i, other.i + 1)

    def is_main_subject(self, span: Span) -> bool:
        """Does the extent hold the subject of its sentence's main clause?"""
        return any(token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT" for token in self.tokens(span))

    def apart(self, span: Span) -> list[Span]:
        """The nouns that cannot be the subject at the extent, as they are objects of its verb ("He told Roe") or of a
        participle before it whose subject it is too ("Campaigning against Roe, he said"): principle B of binding
        (Chomsky 1981)."""
        index = self.part_at(span[0])
        subject = next((token for token in self.tokens(span) if token.dep_.startswith("nsubj")), None)
        if subject is None or index is None:
            return []
        nouns = _objects(subject.head)
        for clause in subject.head.lefts:
            if clause.dep_ == "advcl" and clause.tag_ in ("VBG", "VBN") and clause.i < subject.i and _bare(clause):
                nouns += _objects(clause)
                nouns += [noun for word in clause.children if word.dep_ == "prep" for noun in _objects(word)]
        return [self.extent(index, noun.i, noun.i + 1) for noun in nouns]

    def subjects_over(self, span: Span) -> list[Span]:
        """The subjects of the clause whose object the noun phrase at the extent is, which it cannot mean: Roe in "Roe
        told the senator" (principle C of binding, Chomsky 1981)."""
        index = self.part_at(span[0])
        noun = next((token for token in self.tokens(span) if token.dep_ in _OBJECTS), None)
        if noun is None or index is None:
            return []
        verb = noun.head
        while verb.dep_ in ("prep", "dative") and verb.pos_ == "ADP":
            verb = verb.head
        if verb.pos_ != "VERB":
            return []
        subjects = (token for token in verb.children if token.dep_ == "nsubj")
        return [self.extent(index, subject.i, subject.i + 1) for subject in subjects]

    def has_verb(self, span: Span) -> bool:
        """Is there a verb in the extent?"""
        return any(token.pos_ in ("VERB", "AUX") for token in self.tokens(span))

    def entities(self, label: str) -> Iterator[tuple[Span, int, int, int]]:
        """(extent, part, first token, last token + 1) of each entity with this label, in order."""
        for index, part in enumerate(self.parts):
            for entity in part.doc.ents:
                if entity.label_ == label:
                    yield self.extent(index, entity.start, entity.end), index, entity.start, entity.end


def _objects(head: Token) -> list[Token]:
    """The objects of a verb or preposition, without those joined to them."""
    return [token for token in head.children if token.dep_ in _OBJECTS]


def _bare(clause: Token) -> bool:
    """Has the participle no subject of its own?"""
    return not any(token.dep_.startswith("nsubj") for token in clause.children)


def breaks(text: str) -> list[int]:
    """Where lines of nothing but marks part the text, "___" or "* * *"."""
    return [match.start() for match in _BREAK.finditer(text)]


def parse(nlp: Language | Borrowed, text: str, paragraphs: Sequence[Span]) -> Parsed:
    """Parses the paragraphs: sorted extents apart from each other."""
    cut = [(number, span) for number, paragraph in enumerate(paragraphs) for span in _cut(text, paragraph)]
    docs: Iterator[Doc]
    if isinstance(nlp, Borrowed):
        docs = nlp.pipe(text, [span for _, span in cut])
    else:
        # spaCy cannot read half of a surrogate pair.
        docs = nlp.pipe([_SURROGATE.sub("\ufffd", text[start:end]) for _, (start, end) in cut], batch_size=64)
    parts: list[Part] = []
    sentence = 0
    for (number, (start, _)), doc in zip(cut, docs, strict=True):
        parts.append(Part(doc, start, number, sentence))
        sentence += sum(1 for _ in doc.sents)
    return Parsed(parts)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The extent in parts of at most ``LONGEST`` code points."""
    start, end = span
    while end - start > LONGEST:
        stop = start + LONGEST
        for match in _SENTENCE_END.finditer(text, start + LONGEST // 2, start + LONGEST):
            stop = match.end()
        yield start, stop
        start = stop
    if start < end:
        yield start, end
