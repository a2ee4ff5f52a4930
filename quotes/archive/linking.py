"""Finds copies of documents, and quotes that say the same: what came in is compared with what shares keys with it.

The result hangs on what the database holds and not on the order in which it came: two marks belong together where they
share keys that few others have and their texts are nearly the same; groups are what such pairs tie together. A key with
very many marks says nothing, and counts for none of them; where a mark that comes or goes takes a key over that bound,
the groups that it held together are worked out anew.
"""

from __future__ import annotations

import array
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from quotes import twins
from quotes.database import Database
from quotes.database import twins as rows
from quotes.database.twins import Mark
from quotes.twins import keys as kinds

MOST_QUOTES, MOST_ARTICLES = 32, 100
"""A key that more marks of quotes, or of documents, have counts for nothing: so many at most are compared."""
SHARED_ARTICLES = 3
"""Documents are compared where they share so many keys; quotes where they share one."""
CACHED_ARTICLES, CACHED_QUOTES = 128, 1024
"""More than are compared with one: where articles share a page's foot only, each is compared with all before it."""
LONGEST = 2_000_000
"""Documents of more code points are copies of none: to find their words would take too much memory."""


def link(db: Database, *, last: int, most: int) -> set[int] | None:
    """Files so many of the documents at most that came in or changed, with numbers up to ``last``, and finds the copies
    of them and of their quotes. Returns the canonical speakers whose quotes have to be counted anew; None where there
    was nothing to do. The caller holds the transaction."""
    compare = _Compare(db)
    counted: set[int] = set()
    documents = rows.take_unlinked(db, last, most)
    for document in documents:
        own, quotes = _marks(rows.text_of(db, document), rows.quotes_of(db, document))
        new = rows.file(db, document, own, quotes)
        counted |= _bring_up(db, compare, new, rows.take_left(db), [document])
    if not documents and not (left := rows.take_left(db)):
        return None
    return counted if documents else _bring_up(db, compare, [], left, [])


def _marks(text: str, quotes: Iterable[tuple[int, str]]) -> tuple[Mark | None, list[tuple[int, Mark]]]:
    """The mark of a document, and those of its quotes; without those that have no keys."""
    words = twins.words(text) if len(text) <= LONGEST else []
    keys = twins.article_keys(words)
    own = Mark(mark := twins.article_mark(words), keys, mark) if keys else None
    found = []
    for number, quote in quotes:
        words = twins.words(quote)
        if keys := twins.quote_keys(words):
            mark = twins.quote_mark(words)
            found.append((number, Mark(mark, keys, mark)))
    return own, found


def _bring_up(
    db: Database, compare: _Compare, new: Sequence[Mark], left: rows.Left, documents: Collection[int]
) -> set[int]:
    """Works out the groups that new marks and those that lost a text touch, and the copies in them. ``documents`` came
    in. Returns the canonical speakers to be counted anew."""
    changed = _regroup(db, compare, new, left.gone)
    moved = {alike for mark, alike in changed.items() if mark < 0 and all(mark != each.mark for each in new)}
    touched = rows.copies_with(db, [mark for mark in changed if mark > 0])
    own = rows.groups_of(db, documents)
    for group in moved:
        touched |= set(rows.members(db, group))
    for group in (own | left.groups) - moved:
        # The second of a group makes a copy of the first, and whoever is left alone is none any more.
        few = rows.members(db, group, most=3)
        touched |= set(few) if len(few) <= 2 else set(documents) if group in own else set()
    for document in touched:
        _align(db, document)
    return rows.speakers_in(db, touched)


def _regroup(db: Database, compare: _Compare, new: Sequence[Mark], gone: Sequence[Mark]) -> dict[int, int]:
    """Brings the groups up to date. Returns the new marks and those whose group changed, with the group."""
    fresh = {each.mark for each in new}
    torn = {mark for _, mark in rows.with_keys(db, _crossing(db, new, gone))} - fresh
    broken = {each.alike for each in rows.of_marks(db, torn)} | {each.alike for each in gone}
    old = [each for each in rows.of_groups(db, broken) if each.mark not in fresh]
    working = {each.mark: each for each in [*old, *new]}
    pairs = _candidates(db, working)
    others = {each.mark: each.alike for each in rows.of_marks(db, {other for _, other in pairs} - working.keys())}
    joined = _Joined([*working, *others.values()])
    for one, other in pairs:
        end = others.get(other, other)
        if joined.root(one) != joined.root(end) and compare(one, other):
            joined.join(one, end)
    groups: dict[int, int] = {}
    for members in joined.sets():
        least = min(members)
        groups.update(dict.fromkeys(members & working.keys(), least))
        if whole := members - working.keys() - {least}:
            groups.update({each.mark: least for each in rows.of_groups(db, whole)})
    changed = {mark: least for mark, least in groups.items() if mark not in working or working[mark].alike != least}
    rows.regroup(db, changed)
    return changed | {mark: groups[mark] for mark in fresh}


def _crossing(db: Database, new: Sequence[Mark], gone: Sequence[Mark]) -> set[int]:
    """The keys that come to have too many marks, or not too many any more."""
    added, lost = (Counter(key for each in marks for key in each.keys) for marks in (new, gone))
    # Counted no further than what tells on which side of the bound it is, with and without those added.
    sizes = rows.sizes(db, {*added, *lost}, MOST_ARTICLES + 1 + max(added.values(), default=0))
    return {
        key
        for key in {*added, *lost}
        if (sizes[key] > _most(key)) != (sizes[key] - added[key] + lost[key] > _most(key))
    }


def _candidates(db: Database, marks: Mapping[int, Mark]) -> list[tuple[int, int]]:
    """The pairs of one of these marks with another mark that share enough keys, each once, sorted."""
    keys = {key for each in marks.values() for key in each.keys}
    telling = {key for key, size in rows.sizes(db, keys, MOST_ARTICLES + 1).items() if 1 < size <= _most(key)}
    filed: dict[int, list[int]] = {}
    for key, mark in rows.with_keys(db, telling):
        filed.setdefault(key, []).append(mark)
    pairs: set[tuple[int, int]] = set()
    for each in marks.values():
        shared = Counter(mark for key in each.keys for mark in filed.get(key, ()))
        least = SHARED_ARTICLES if each.mark < 0 else 1
        for other, times in shared.items():
            if times >= least and other != each.mark and not (other in marks and other < each.mark):
                pairs.add((each.mark, other))
    return sorted(pairs)


def _most(key: int) -> int:
    return MOST_ARTICLES if key > kinds.LARGEST_QUOTE_KEY else MOST_QUOTES


def _align(db: Database, document: int) -> None:
    """Says which quotes of a document are one with those of its copies: the first with the first of the same words,
    the second with the second."""
    (group,) = rows.groups_of(db, [document]) or {0}
    if len(rows.members(db, group, most=2)) < 2:
        rows.set_copies(db, document, [])
        return
    alike = rows.groups_of_quotes(db, document)
    times: Counter[int] = Counter()
    found = []
    for number, text in rows.quotes_of(db, document):
        said = alike.get(number) or twins.quote_mark(twins.words(text))
        times[said] += 1
        found.append((number, twins.mark("copy", group, said, times[said])))
    rows.set_copies(db, document, found)


class _Compare:
    """Compares two marks by a text of each; the same pair gives the same answer whichever text it is."""

    def __init__(self, db: Database) -> None:
        self._words = functools.lru_cache(maxsize=CACHED_QUOTES)(lambda mark: twins.words(rows.example(db, mark)))
        self._runs = functools.lru_cache(maxsize=CACHED_ARTICLES)(
            # Four bytes a run, where a set would take a hundred.
            lambda mark: array.array("I", kinds.runs(twins.words(rows.example(db, mark)), kinds.ARTICLE_RUN))
        )

    def __call__(self, one: int, other: int) -> bool:
        if one < 0:
            return twins.same_article(self._runs(one), self._runs(other))
        return twins.same_words(self._words(one), self._words(other))


class _Joined:
    """Disjoint sets."""

    def __init__(self, marks: Iterable[int]) -> None:
        self._parents = {mark: mark for mark in marks}

    def root(self, mark: int) -> int:
        while self._parents[mark] != mark:
            self._parents[mark] = self._parents[self._parents[mark]]
            mark = self._parents[mark]
        return mark

    def join(self, one: int, other: int) -> None:
        self._parents[self.root(one)] = self.root(other)

    def sets(self) -> list[set[int]]:
        found: dict[int, set[int]] = {}
        for mark in self._parents:
            found.setdefault(self.root(mark), set()).add(mark)
        return list(found.values())
