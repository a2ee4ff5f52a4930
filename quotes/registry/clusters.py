"""A union-find over local speakers that respects what must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Ref = tuple[str, str]


class Clusters:
    """Disjoint sets of references. ``apart`` gives for each reference its group under each separating decision; two
    sets that hold different groups of one decision never become one.

    The state is the point here: each union must see all the unions before it.
    """

    def __init__(self, refs: Iterable[Ref], apart: Mapping[Ref, Mapping[int, int]]) -> None:
        self._parent: dict[Ref, Ref] = {ref: ref for ref in refs}
        self._members: dict[Ref, list[Ref]] = {ref: [ref] for ref in self._parent}
        self._groups: dict[Ref, dict[int, int]] = {
            ref: dict(groups) for ref, groups in apart.items() if ref in self._parent
        }

    def root(self, ref: Ref) -> Ref:
        while self._parent[ref] != ref:
            self._parent[ref] = self._parent[self._parent[ref]]
            ref = self._parent[ref]
        return ref

    def may_join(self, one: Ref, other: Ref) -> bool:
        """Whether no decision keeps the two sets apart."""
        left, right = (self._groups.get(self.root(ref), {}) for ref in (one, other))
        small, large = (left, right) if len(left) <= len(right) else (right, left)
        return all(large.get(number, group) == group for number, group in small.items())

    def is_set_apart(self, ref: Ref) -> bool:
        """Whether a decision sets the set apart from others: the first group of each stays, the rest go."""
        return any(group > 0 for number, group in self._groups.get(self.root(ref), {}).items() if number >= 0)

    def join(self, one: Ref, other: Ref) -> bool:
        """Make the two sets one; False where a decision forbids it."""
        left, right = self.root(one), self.root(other)
        if left == right:
            return True
        if not self.may_join(left, right):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        self._parent[right] = left
        self._members[left].extend(self._members.pop(right))
        if groups := self._groups.pop(right, None):
            self._groups.setdefault(left, {}).update(groups)
        return True

    def members(self, ref: Ref) -> list[Ref]:
        return self._members[self.root(ref)]

    def sets(self) -> list[list[Ref]]:
        """All sets, each sorted, in the order of their first references."""
        return sorted(sorted(members) for members in self._members.values())
