"""Pairs quotation marks: straight, curly, low, guillemets, corner brackets, doubled single ones, and single quotes
where they are marks and not apostrophes.

Marks are paired paragraph by paragraph with a stack, so that one odd mark spoils no more than its own paragraph. Where
a paragraph ends inside a quotation, the quotation goes on in the next one if that reopens it with the same mark
(Chicago Manual of Style 13.32); else it is left unclosed, to be carried on by whoever knows the text around it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from quotes.types import Span

Family = Literal[
    "straight", "curly", "low", "guillemet", "corner", "white corner", "backtick", "single", "straight single"
]

_OPENING: dict[str, Family] = {
    "“": "curly",
    "‟": "curly",
    "„": "low",
    "「": "corner",
    "『": "white corner",
    "«": "guillemet",
}
_CLOSERS: dict[Family, str] = {
    "straight": '"”',
    "curly": '”"',
    "low": '“”"',
    "guillemet": "»",
    "corner": "」",
    "white corner": "』",
    "backtick": "'\"”",
    "single": "’'",
    "straight single": "'’",
}
_SINGLE: frozenset[Family] = frozenset({"single", "straight single"})
_MARK = re.compile(r"``|''|[\"“”‟„«»「」『』‘’'‹›]")
_SINGLE_MARK = re.compile("['’‘]")
_BEFORE_OPENING = frozenset("([{<—–-/:;,*_>|…")
_DEEPEST = 4  # more open quotations than that are lost closing marks; no further ones are opened
# Words that begin with an apostrophe (elisions), so that ’em opens nothing.
_ELISION = re.compile(r"(?:\d0s|\d\d\b|em\b|tis\b|twas\b|til\b|cause\b|n\b|bout\b|round\b|am\b)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    ``pieces`` are the extents inside the marks, one a paragraph, sorted; ``outer`` are the same with the marks.
    ``depth`` is 0 for an outermost quotation. ``closed`` tells whether a closing mark ends it. ``parent`` is the index
    of the quotation around it, in the list that ``pair`` returns.
    """

    pieces: tuple[Span, ...]
    outer: tuple[Span, ...]
    depth: int
    closed: bool
    family: Family
    parent: int | None = None

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


@dataclasses.dataclass(slots=True)
class _Open:
    """A quotation that is being read; ``mark`` is the extent of its opening mark."""

    family: Family
    mark: Span
    inner: list[_Found] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(slots=True)
class _Found:
    """A quotation of one paragraph, as a tree; ``start`` and ``end`` include the marks."""

    family: Family
    start: int
    end: int
    inside: Span
    closed: bool
    inner: list[_Found] = dataclasses.field(default_factory=list)


def pair(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """All quotations of the paragraphs (extents in code points, sorted), outer ones before those inside them.

    Odd marks are skipped, never an error. Time is linear in the length of the paragraphs.
    """
    found: list[Quotation] = []
    running: int | None = None  # index in found of a quotation that the last paragraph left open
    for start, end in paragraphs:
        trees = _paragraph(text, start, end)
        for position, tree in enumerate(trees):
            if position == 0 and running is not None and _reopens(text, start, tree, found[running]):
                before = found[running]
                found[running] = dataclasses.replace(
                    before,
                    pieces=(*before.pieces, tree.inside),
                    outer=(*before.outer, (tree.start, tree.end)),
                    closed=tree.closed,
                )
                index = running
                _add_inner(tree.inner, 1, index, found)
            else:
                index = _add(tree, 0, None, found)
            last = position == len(trees) - 1
            running = index if last and not found[index].closed else None
        if not trees:
            running = None
    return found


def _reopens(text: str, start: int, tree: _Found, before: Quotation) -> bool:
    """Does the paragraph begin with the mark of the quotation that was left open?"""
    return tree.family == before.family and not text[start : tree.start].strip(" \t\r\n>*_")


def _add(tree: _Found, depth: int, parent: int | None, found: list[Quotation]) -> int:
    index = len(found)
    found.append(Quotation((tree.inside,), ((tree.start, tree.end),), depth, tree.closed, tree.family, parent))
    _add_inner(tree.inner, depth + 1, index, found)
    return index


def _add_inner(trees: list[_Found], depth: int, parent: int, found: list[Quotation]) -> None:
    for tree in trees:
        _add(tree, depth, parent, found)


def _paragraph(text: str, start: int, end: int) -> list[_Found]:
    """The quotations of one paragraph as trees, in order."""
    root: list[_Found] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        here, past = match.span()
        mark = match.group()
        action = _action(text, mark, here, past, start, end, stack)
        if action is None:
            continue
        kind, family = action
        if kind == "open":
            if len(stack) < _DEEPEST:
                stack.append(_Open(family, (here, past)))
            continue
        # A closing mark ends the innermost quotation of its family; single ones left open inside it were apostrophes.
        while stack and stack[-1].family != family:
            _give_up(stack, root)
        opened = stack.pop()
        closed = _Found(opened.family, opened.mark[0], past, (opened.mark[1], here), True, opened.inner)
        (stack[-1].inner if stack else root).append(closed)
    while stack:
        _leave_open(text, stack, root, end)
    return [tree for tree in root if text[tree.inside[0] : tree.inside[1]].strip()]


def _give_up(stack: list[_Open], root: list[_Found]) -> None:
    """The innermost open mark opened nothing; what stood inside it moves out."""
    opened = stack.pop()
    (stack[-1].inner if stack else root).extend(opened.inner)


def _leave_open(text: str, stack: list[_Open], root: list[_Found], end: int) -> None:
    """The paragraph ends inside the innermost open quotation: single marks were apostrophes, others run to the end,
    unless what follows inside shows that a closing mark was lost before it."""
    opened = stack[-1]
    if opened.family in _SINGLE:
        _give_up(stack, root)
        return
    stack.pop()
    outside = stack[-1].inner if stack else root
    lost = _lost_closing(text, opened)
    if lost is None:
        stop = end
        while stop > opened.mark[1] and text[stop - 1].isspace():
            stop -= 1
        outside.append(_Found(opened.family, opened.mark[0], stop, (opened.mark[1], stop), False, opened.inner))
        return
    before = [tree for tree in opened.inner if tree.end <= lost]
    outside.append(_Found(opened.family, opened.mark[0], lost, (opened.mark[1], lost), True, before))
    outside.extend(tree for tree in opened.inner if tree.end > lost)


def _lost_closing(text: str, opened: _Open) -> int | None:
    """Where the closing mark of an unclosed quotation was lost, or None where none was.

    A quotation of the same kind that starts a sentence of its own inside it is no quotation within a quotation: the
    first one must have ended before, at the end of a clause.
    """
    for tree in opened.inner:
        if tree.family != opened.family:
            continue
        before = text[max(opened.mark[1], tree.start - 2) : tree.start].rstrip()
        inside = text[tree.inside[0] : tree.inside[1]].strip()
        if before and before[-1] in ".!?…,:" and len(inside.split()) > 3 and inside[-1] in ".,!?…":
            sentence = re.compile(r"[.!?…,](?=\s)").search(text, opened.mark[1], tree.start)
            return sentence.end() if sentence else tree.start
    return None


def _action(
    text: str, mark: str, here: int, past: int, start: int, end: int, stack: list[_Open]
) -> tuple[Literal["open", "close"], Family] | None:
    """What the mark at ``here`` does, given the quotations that are open: open, close, or nothing."""
    before = text[here - 1] if here > start else " "
    after = text[past] if past < end else " "
    if mark in "'‘’‹›":
        return _single_action(text, mark, here, past, end, before, after, stack)
    families = [opened.family for opened in stack if opened.family not in _SINGLE]
    innermost = families[-1] if families else None
    may_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING or before in "'‘“\"«")
    if mark == "``":
        return "open", "backtick"
    if mark == "''":
        if "backtick" in families:
            return "close", "backtick"
        return ("open", "backtick") if may_open else None
    if mark == '"':
        return _straight_action(before, after, innermost, families, may_open)
    if mark == "“" and innermost == "curly" and after.isspace() and not before.isspace():  # “wrong way round“
        return "close", "curly"
    if mark == "“" and innermost == "low":
        return "close", "low"
    if mark == "»" and "guillemet" not in families:  # »German order«
        return ("open", "guillemet") if may_open else None
    if mark == "«" and innermost == "guillemet" and not may_open:
        return "close", "guillemet"
    if mark in _OPENING:
        return "open", _OPENING[mark]
    for family in reversed(families):
        if mark in _CLOSERS[family]:
            return "close", family
    if mark == "”" and may_open and not families:  # ”wrong way round”
        return "open", "curly"
    return None


def _straight_action(
    before: str, after: str, innermost: Family | None, families: list[Family], may_open: bool
) -> tuple[Literal["open", "close"], Family] | None:
    if "straight" not in families:
        if innermost == "curly" and not may_open:  # “half converted"
            return "close", "curly"
        if before.isdigit() and not may_open:  # 6'2" is a height
            return None
        return ("open", "straight") if may_open or (before.isspace() and not after.isspace()) else None
    nested = may_open and before not in ".,!?—–-" and innermost == "straight" and before != "\n"
    if nested and (before.isspace() or before in "(["):
        return "open", "straight"
    return "close", "straight"


def _single_action(
    text: str, mark: str, here: int, past: int, end: int, before: str, after: str, stack: list[_Open]
) -> tuple[Literal["open", "close"], Family] | None:
    family: Family = "straight single" if mark == "'" else "single"
    opening_place = (before.isspace() or before in _BEFORE_OPENING or before in '"“«') and (
        after.isalnum() or after in '"“[(…$£€'
    )
    if mark == "‘" and not after.isspace():
        return None if before.isalnum() else ("open", "single")
    if mark in "‹›":
        return None
    opened = next((o for o in reversed(stack) if o.family in _SINGLE), None)
    if opening_place:
        if mark == "'" and opened is None and not _ELISION.match(text, past):
            return "open", family
        return None
    if opened is None or before.isspace() or (after.isalnum() and before.isalnum()):
        return None
    if before in "sS" and not _closes_after_s(text, past, end):
        return None
    return "close", opened.family


def _closes_after_s(text: str, past: int, end: int) -> bool:
    """Whether a mark after an s closes a quotation: not where a better closing mark (after punctuation) follows in
    the paragraph before the next opening one, for then it is a plural possessive."""
    if past < end and text[past] in '.,;:!?)"”':
        return True
    for match in _SINGLE_MARK.finditer(text, past, min(end, past + 600)):
        where = match.start()
        if match.group() == "‘" or text[where - 1].isspace():
            return True
        if text[where - 1] in ".,!?…" and (where + 1 >= end or not text[where + 1].isalnum()):
            return False
    return True
