"""The times in a cue's clause: which expression of time tells when the words were said, by the parse and by what stands
between it and the cue."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from quotes import lexicon
from quotes.attribution.parsed import Parsed
from quotes.dating import Moment, moments
from quotes.finding.spans import overlap
from quotes.types import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Path = Literal["cue", "elsewhere", "off"]

LONGEST_PATH = 12
"""Steps in the parse from a time to its cue; longer ways are errors of the parse."""
NEAR = 10
"""So many words at most may stand between a cue and a time that the parse gives to what follows."""
_VERBS = ("VERB", "AUX")
_MARKS = '"“”„«»'


def cue_times(each: Attribution, text: str, parsed: Parsed, contents: Contents) -> list[Moment]:
    """The times that belong to the clause of this attribution's cue, in the order of the text; never one inside what
    is said. None for a cue in the future or with a modal verb, which reports nothing that has been said."""
    cue = [token for span in each.cue for token in parsed.tokens(span)]
    part = parsed.part_at(each.cue[0][0]) if each.cue else None
    if not cue or part is None or any(_not_yet(token) for token in cue):
        return []
    offset = parsed.parts[part].start
    sentence = cue[0].sent
    found = moments(text, offset + sentence.start_char, offset + sentence.end_char)
    found = [moment for moment in found if not contents.hold(moment.span, each.cue[0][0])]
    return [moment for moment in found if _Clause(each, text, parsed, cue, offset).holds(moment)]


class Contents:
    """The contents of a document's attributions, to ask whether something is said or says."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._spans = sorted(span for each in attributions for span in each.content)
        self._reach: list[int] = []
        for _, end in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def hold(self, span: Span, cue: int) -> bool:
        """Does the extent share a code point with a content that the cue at this position is no part of?"""
        index = bisect.bisect_left(self._spans, (span[1], 0)) - 1
        while index >= 0 and self._reach[index] > span[0]:
            one = self._spans[index]
            if overlap(one, span) and not one[0] <= cue < one[1]:
                return True
            index -= 1
        return False


def _not_yet(token: Token) -> bool:
    """ "will say", "is expected to say", "might say"; "now says" is of today, whatever time stands beside it."""
    return token.pos_ in _VERBS and any(
        child.lower_ == "now" or (child.dep_ == "aux" and child.tag_ in ("MD", "TO")) for child in token.children
    )


class _Clause:
    """One cue, to be asked of each time in its sentence."""

    def __init__(self, each: Attribution, text: str, parsed: Parsed, cue: Sequence[Token], offset: int) -> None:
        self._each = each
        self._text = text
        self._parsed = parsed
        self._cue = cue
        self._offset = offset
        self._cues = {token.i for token in cue} | {token.i for token in map(_main_verb, cue) if token is not None}

    def holds(self, moment: Moment) -> bool:
        tokens = self._parsed.tokens(moment.span)
        if not tokens or tokens[0].doc is not self._cue[0].doc or _is_bound(tokens[0]):
            return False
        root = next((token for token in tokens if token.head not in tokens), tokens[0])
        owned = _owner(root) if root.head.i > tokens[-1].i and root.dep_ in _MODIFYING else None
        if owned is not None and not self._names_statement(owned, possessive=root.dep_ == "poss"):
            return False
        vague = moment.day is None and moment.weekday is None and moment.back is None
        if vague and owned is None and not _stands_alone(tokens[0]):
            return False
        path, nouns = self._path(root)
        if path == "off":
            return False
        if self._offset + tokens[0].idx >= self._each.cue[-1][1]:
            return self._after(tokens, path, nouns, vague=vague)
        return self._before(tokens, path, nouns)

    def _after(self, tokens: Sequence[Token], path: Path, nouns: Sequence[Token], *, vague: bool) -> bool:
        """For a time behind the cue."""
        start = self._offset + tokens[0].idx
        said_between = [s for s in self._each.content if self._each.cue[-1][1] <= s[0] and s[1] <= start]
        if said_between and not self._closed(said_between[-1], start):
            # "said the vote was illegal on Monday": of the vote or of the saying?
            named = not vague and not nouns and self._has_no_verb(said_between)
            return path == "cue" and (named or any(is_statement(noun) for noun in nouns))
        between = self._between(self._cue[-1].i + 1, tokens[0].i, start)
        if not _lead_on(between):
            return False
        return path == "cue" or (not vague and sum(not t.is_punct for t in between) <= NEAR and _no_comma(between))

    def _has_no_verb(self, said: Sequence[Span]) -> bool:
        """Is the matter but named: "announced new controls on Monday"?"""
        return not any(token.pos_ in _VERBS for span in said for token in self._parsed.tokens(span))

    def _closed(self, said: Span, start: int) -> bool:
        """Does a quotation mark or a comma part what is said from what stands at ``start``?"""
        return any(mark in self._text[said[1] : start][:3] for mark in [*_MARKS, ","])

    def _before(self, tokens: Sequence[Token], path: Path, nouns: Sequence[Token]) -> bool:
        """For a time before the cue."""
        between = self._between(tokens[-1].i + 1, self._cue[0].i, self._offset + tokens[0].idx)
        if not between or all(token.pos_ == "ADV" for token in between):
            return path == "cue" or tokens[0].i - self._cue[0].sent.start > 1
        if path == "elsewhere" and self._shared(tokens[-1]):
            return True
        if path != "cue" or self._is_aside():
            return False
        lead = list(tokens[0].doc[self._cue[0].sent.start : tokens[0].i])
        at_start = all(_is_said_with(token) or _is_beside(token) or token.pos_ not in _VERBS for token in lead)
        return (at_start and _lead_on(lead)) or (_lead_on(between) and not self._claimed(lead))

    def _claimed(self, lead: Sequence[Token]) -> bool:
        """Does another verb stand before the time, with no comma between: "Since she came on Monday, she has said"?"""
        for token in reversed(lead):
            if token.text == ",":
                return False
            if token.pos_ in _VERBS and token.i not in self._cues and not _is_beside(token):
                return True
        return False

    def _shared(self, last: Token) -> bool:
        """Does the time stand before the first of several verbs, of which the cue is a further one: "The court on
        Monday rejected the plea and ruled that"?"""
        first = next((token for token in self._cue if token.dep_ == "conj" and token.pos_ in _VERBS), None)
        if first is None or any(child.dep_ in ("nsubj", "npadvmod", "advmod") for child in first.children):
            return False
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        near = last.doc[last.i + 1 : first.i]
        return last.i < first.i and all(token.pos_ in ("ADV", "AUX", "PART") for token in near)

    def _is_aside(self) -> bool:
        """Is the cue put into the reported sentence: "In 2012, he says, the company lost money"?"""
        end = self._each.cue[-1][1]
        behind = min((start for start, _ in self._each.content if start >= end), default=None)
        if behind is None or self._each.kind == "direct":
            return False
        return "," in self._text[end:behind] and not any(mark in self._text[end:behind] for mark in _MARKS)

    def _between(self, start: int, end: int, position: int) -> list[Token]:
        """The tokens from ``start`` to ``end`` that are neither said nor the name of the source."""
        spans = list(self._each.content)
        spans += [span for span in self._each.source if not span[0] <= position < span[1]]
        doc = self._cue[0].doc
        places = [(doc[i], self._offset + doc[i].idx) for i in range(start, end)]
        return [token for token, at in places if not any(s <= at < e for s, e in spans)]

    def _names_statement(self, noun: Token, *, possessive: bool) -> bool:
        """Is this what the words were said in: "a 2014 interview", "at Monday's hearing"?"""
        if is_statement(noun):
            return True
        lead = noun.head if noun.dep_ == "pobj" else None
        on_air = lead is not None and lead.lower_ == "on" and noun.text[:1].isupper()
        there = lead is not None and lead.lower_ in ("at", "during") and lead.head.i in self._cues
        return possessive and (on_air or there)

    def _path(self, node: Token) -> tuple[Path, list[Token]]:
        """Whether the parse leads from a time to the cue, and over which nouns; "off" where it leads over what makes
        the time that of another event."""
        nouns: list[Token] = []
        for _ in range(LONGEST_PATH):
            if node.i in self._cues:
                return "cue", nouns
            if node.head is node:
                return "elsewhere", nouns
            if node.dep_ in ("relcl", "appos") or (node.dep_ == "acl" and not _is_said_with(node)):
                return "off", nouns
            head = node.head
            if head.i not in self._cues:
                if head.pos_ in _VERBS and not _is_beside(head):
                    off = head.dep_ in ("relcl", "acl", "advcl", "pcomp")
                    return "off" if off else "elsewhere", nouns
                if head.pos_ in ("ADP", "SCONJ") and _of_matter(head):
                    return "off", nouns
                if head.pos_ in ("NOUN", "PROPN"):
                    nouns.append(head)
            node = head
        return "elsewhere", nouns


def _main_verb(cue: Token) -> Token | None:
    """The verb beside which a participle reports: "went" in "X went on the attack on Monday, saying that"."""
    if cue.tag_ != "VBG" or cue.dep_ != "advcl" or any(child.dep_ in ("nsubj", "mark") for child in cue.children):
        return None
    return cue.head if cue.head.tag_ == "VBD" else None


_MODIFYING = ("poss", "compound", "nummod", "amod", "nmod")


def _owner(time: Token) -> Token:
    """The noun at the end of the compound that a time is part of: "event" for "June" in "a June campaign event"."""
    noun = time.head
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    return noun


def is_statement(noun: Token) -> bool:
    """Does the noun name something said or written: a statement, an interview?"""
    return noun.lemma_.casefold() in _statements() or noun.lower_ in _statements()


@functools.cache
def _statements() -> frozenset[str]:
    """Head words of all kinds of occasions and statements."""
    return lexicon.terms("statement_nouns") | {term.split()[-1] for term in lexicon.terms("occasions")}


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.casefold()
    return lemma in lexicon.terms("speaking_verbs") or verb.lower_ in lexicon.terms("reporting")


def _is_said_with(verb: Token) -> bool:
    """Does the participle tell how its noun comes to speak: "Berg, asked on Monday", "a letter released on Monday"?"""
    return _speaks(verb) and (verb.tag_ != "VBN" or verb.head.pos_ == "PROPN" or is_statement(verb.head))


def _is_beside(verb: Token) -> bool:
    """Is it a clause of speaking beside another one, without a subject of its own: "speaking to reporters"?"""
    beside = verb.dep_ in ("advcl", "acl", "pcomp", "prep") and _speaks(verb)
    return beside and not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _of_matter(word: Token) -> bool:
    """Does the word lead to what is spoken of: "about", "in response to"?"""
    matter = lexicon.terms("matter_words")
    leads = word.lower_ in matter or (word.lower_ == "to" and word.head.lower_ in matter)
    return leads and not _is_in_name(word)


def _is_in_name(word: Token) -> bool:
    """Does the word stand inside a name: "of" in "State of the Union"?"""
    if word.i == word.sent.start or not word.nbor(-1).text[:1].isupper():
        return False
    behind = [token for token in word.doc[word.i + 1 : word.i + 3] if token.lower_ != "the"][:1]
    times = lexicon.pairs("weekdays").keys() | lexicon.pairs("months").keys()
    return any(token.text[:1].isupper() and token.lower_ not in times for token in behind)


def _lead_on(between: Sequence[Token]) -> bool:
    """Do these words between a cue and a time only tell where, to whom and in what it was said?"""
    for token in between:
        # Verbs in capitals are words of a title: "told Face the Nation on Sunday".
        if token.pos_ in _VERBS and not _speaks(token) and not token.is_title:
            return False
        if token.lower_ in lexicon.terms("matter_words") and not _is_in_name(token):
            return False
    return True


def _no_comma(tokens: Sequence[Token]) -> bool:
    return not any(token.text in (",", ";", ":", "(", ")") or token.tag_ == ":" for token in tokens)


def _word_before(token: Token) -> Token | None:
    """The word before a time, without article and what tells the part of a day or month."""
    for back in range(token.i - 1, max(-1, token.i - 4), -1):
        word = token.doc[back]
        if word.lower_ not in ("the", "-") and word.lower_ not in lexicon.terms("parts_of_time"):
            return word
    return None


def _is_bound(first: Token) -> bool:
    """Is it a time before or since which, a range, a habit, a thing to come: "by Monday", "since 2014"?"""
    word = _word_before(first)
    return word is not None and word.i >= first.sent.start and word.lower_ in lexicon.terms("time_bounds")


def _stands_alone(first: Token) -> bool:
    """Does a month or year stand for a time of its own: "in 2014", "in early March"?"""
    word = _word_before(first)
    return word is not None and word.lower_ == "in"
