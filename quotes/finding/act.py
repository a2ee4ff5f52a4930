"""The act of a quote: do the words of its cue tell of speech, of a thought or of an attitude?

The classes follow the types of attribution in the Penn Discourse TreeBank (Prasad et al. 2007, Attribution and its
annotation in the PDTB): speech is its verbs of communication, thought its propositional attitudes and factives,
attitude its control verbs, with everything that reports neither words nor a thought ("hardly clarified the matter").
Only word lists and the shape of the content decide, so that a call takes microseconds and each answer leads back to a
line of a list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quotes import lexicon
from quotes.types import Act

Group = Literal["speech", "thought", "attitude", "clause", "finding"]

_GROUPS: tuple[Group, ...] = ("speech", "thought", "attitude", "clause", "finding")
_WORD = re.compile(r"n't\b|'[a-z]+\b|[^\W\d_]+(?:-[^\W\d_]+)*?(?=n't\b)|[^\W\d_]+(?:-[^\W\d_]+)*")
_SUFFIXES = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_PREFIXES = ("re", "re-", "counter", "counter-", "over", "out", "co-", "pre-", "mis")
_HEAD_ENDS = re.compile(r"[,;:(–—]|\b(?:of|by|from|in|on|for|that|which|who|about|with)\b")
_CLAUSE_WINDOW = 12  # words; a subject of more words before its finite verb is rare in news
_GAP = 1  # words that may stand between two words of a phrase: "called again for"
_UTTERANCE_WORDS = 3
_OPENING = 60  # characters of the content that hold its first words
_THAT_WORDS = 4  # fewer make a noun phrase: "that style"
_BASE_LETTERS = 4  # of a prefixed word: "relying" is no lying again


class _Entry(NamedTuple):
    words: tuple[str, ...]
    group: Group
    mark: str
    """What the list notes beside the term: "weak", "performs", "affirms" or nothing."""


class _Found(NamedTuple):
    group: Group
    negated: bool
    weak: bool
    performs_at: int = -1
    """Where the words go on after a cue that announces the speaker's own words ("I would like"), else -1."""


def classify(cue: str | None, *, direct: bool = False, content: str = "", source: str = "") -> Act:
    """What a quote's cue tells: ``speech``, ``thought`` or ``attitude``.

    ``cue`` holds the cue's words as they stand in the text, the parts of a discontinuous one joined by a space; None, a
    bare mark (":") or a cue without letters is speech. ``direct`` says that the content stands in quotation marks and
    is a full utterance: then an unusual cue ("smiled") is speech, too. ``content`` and ``source``, where given, decide
    what the cue leaves open. Speech that the cue denies ("did not mention") is attitude: nothing was said.
    """
    words = _words(cue or "")
    if not words:
        return "speech"
    found = _decisive(words if direct else words + _particle(content))
    if direct:
        return _act_of_direct(found, content)
    clause = words[-1] in ("that", "whether") or is_clause(content)
    if found is None:
        return "speech" if _begins_with_that(words, content) else "attitude"
    if _performs(found, words + _words(content[:_OPENING]), source):
        return "speech"
    if found.group == "speech":
        denied = found.negated or (found.weak and content[:3].casefold() == "to ")
        return "attitude" if denied else "speech"
    if found.group == "finding" and not found.negated and _is_document(source):
        return "speech"
    if found.group in ("finding", "clause"):
        return "thought" if clause else "attitude"
    return "thought" if found.group == "thought" else "attitude"


def is_clause(content: str) -> bool:
    """Whether the content looks like a clause with a finite verb, not like a thing or a deed ("to go", "the law")."""
    words = _words(content[:200])
    if not words or words[0] == "to":
        return False
    if not _parts(words[0]).isdisjoint(("opener", "subject")):
        return True
    for word in words[1:_CLAUSE_WINDOW]:
        if "relative" in _parts(word):
            return False
        if "finite" in _parts(word):
            return True
    return False


def _parts(word: str) -> frozenset[str]:
    return frozenset(lexicon.pairs("clause_words").get(word, ()))


def _begins_with_that(cue: Sequence[str], content: str) -> bool:
    """Whether "that" joins cue and content, as after hardly any verb but those of saying and thinking."""
    return cue[-1] == "that" or (content[:5].casefold() == "that " and len(content.split()) >= _THAT_WORDS)


def _performs(found: _Found, words: Sequence[str], source: str) -> bool:
    """Whether somebody announces words of their own and so says them: "I would like to thank", "we want to stress"
    (hedged performatives: Fraser 1975)."""
    at = found.performs_at
    if at < 0 or found.negated or words[at : at + 1] != ["to"]:
        return False
    announced = _decisive(words[at + 1 : at + 3])
    own = any("first" in _parts(word) for word in _words(source)[:1])
    return own and announced is not None and announced.group == "speech" and not announced.weak


def _particle(content: str) -> list[str]:
    """The preposition that begins the content, which may complete a phrase of the cue ("is looking" + "to fill")."""
    words = _words(content[:_OPENING])[:1]
    return [word for word in words if "particle" in _parts(word)]


def _act_of_direct(found: _Found | None, content: str) -> Act:
    if found is None or found.weak or found.group in ("clause", "finding"):
        return "speech"
    if found.group == "thought":
        return "thought"
    if found.group == "speech":
        return "attitude" if found.negated else "speech"
    # "wants 'change'" is no utterance; "'I am so glad you came,' she enthused" is one.
    return "speech" if len(content.split()) >= _UTTERANCE_WORDS else "attitude"


def _decisive(words: Sequence[str]) -> _Found | None:
    """The first plain cue word or phrase, else the first weak one: the governing word comes first in English
    ("wants to say", "said in support of")."""
    forms = [_lemmas(word) for word in words]
    weak: _Found | None = None
    negated = False
    i = 0
    while i < len(words):
        negation = _longest(forms, i, _negation())
        if negation is not None:
            entry, end = negation
            if entry.mark == "affirms":
                i = end
                continue
            negated = True
        hit = _longest(forms, i, _index())
        if hit is not None:
            entry, end = hit
            if entry.mark != "weak":
                return _Found(entry.group, negated, False, end if entry.mark == "performs" else -1)
            weak = weak or _Found(entry.group, negated, True)
            i = end
        else:
            i += 1
    return weak


def _longest(
    forms: Sequence[frozenset[str]], start: int, index: dict[str, tuple[_Entry, ...]]
) -> tuple[_Entry, int] | None:
    """The entry of most words that begins at a word, plain before weak, and where it ends."""
    best: tuple[_Entry, int] | None = None
    for form in forms[start]:
        for entry in index.get(form, ()):
            if best is not None and _rank(entry) <= _rank(best[0]):
                continue
            end = _match(entry.words, forms, start)
            if end is not None:
                best = entry, end
    return best


def _rank(entry: _Entry) -> tuple[int, bool, int]:
    return len(entry.words), entry.mark != "weak", -_GROUPS.index(entry.group)


def _match(phrase: tuple[str, ...], forms: Sequence[frozenset[str]], start: int) -> int | None:
    i = start + 1
    for word in phrase[1:]:
        for j in range(i, min(i + _GAP + 1, len(forms))):
            if word in forms[j]:
                i = j + 1
                break
        else:
            return None
    return i


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


@functools.lru_cache(maxsize=1 << 14)
def _lemmas(word: str) -> frozenset[str]:
    """The word itself and the entries that it may be a form of; a prefixed form ("reaffirmed") only where nothing else
    fits."""
    forms = frozenset((word, *_inflected(word)))
    if forms & _vocabulary():
        return forms
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if len(rest) < len(word):
            bases = {base for base in (rest, *_inflected(rest)) if len(base) >= _BASE_LETTERS}
            plain = {base for base in bases for entry in _index().get(base, ()) if entry.mark != "weak"}
            if plain:
                return forms | plain
    return forms


def is_base_form(word: str) -> bool:
    """Is it a word of the cue lists as an infinitive has it: "consider", not "considered" or "said"?"""
    return word in _vocabulary() and word not in lexicon.pairs("cue_forms") and not word.endswith(("ed", "ing"))


def _inflected(word: str) -> Iterator[str]:
    listed = lexicon.pairs("cue_forms").get(word)
    if listed is not None:
        yield from listed
        return
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            yield stem + ending
            if suffix in ("ed", "ing") and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


def _is_document(source: str) -> bool:
    """Whether the head of the source names something written or measured, or stands for such a thing."""
    words = _words(_HEAD_ENDS.split(source, maxsplit=1)[0]) or _words(source)
    if not words:
        return False
    head = words[-1]
    return not lexicon.terms("source_documents").isdisjoint((head, *_inflected(head)))


@functools.cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """The entries of all lists by their first word."""
    return _entries([(group, f"cues_{group}") for group in _GROUPS])


@functools.cache
def _negation() -> dict[str, tuple[_Entry, ...]]:
    return _entries([("attitude", "cues_negation")])


def _entries(lists: Sequence[tuple[Group, str]]) -> dict[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = {}
    for group, name in lists:
        for term, marks in lexicon.pairs(name).items():
            words = tuple(term.split())
            index.setdefault(words[0], []).append(_Entry(words, group, marks[0] if marks else ""))
    return {first: tuple(entries) for first, entries in index.items()}


@functools.cache
def _vocabulary() -> frozenset[str]:
    """Every word of the lists, first in its phrase or not."""
    indexes = (_index(), _negation())
    return frozenset(
        word for index in indexes for entries in index.values() for entry in entries for word in entry.words
    )
