"""What a request asks for: the parameters of its address as a look-up takes them, and addresses that ask for more or
less."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from quotes.archive import Narrowing
from quotes.errors import QueryError

KINDS = ("direct", "indirect", "mixed")
ACTS = ("speech", "thought", "attitude")
ORDERS = ("newest",)
LONGEST = 500
"""Characters of a parameter."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A look-up: ``q`` are words, ``by`` is a speaker, the others narrow it as in ``Narrowing``. Empty means any.
    ``order`` is "newest", or empty for the best first where there are words."""

    q: str = ""
    by: str = ""
    kind: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    document: str = ""
    order: str = ""
    after: str = ""

    @property
    def words(self) -> str | None:
        return self.q or None

    @property
    def speaker(self) -> str | None:
        return self.by or None

    @property
    def narrowed(self) -> bool:
        """Whether more than words and a speaker are asked for."""
        return any((self.kind, self.act, self.since, self.until, self.document))

    def narrowing(self, limit: int) -> Narrowing:
        """The options of a look-up of at most ``limit`` quotes."""
        given = Narrowing(
            kind=self.kind, since=self.since or None, until=self.until or None, document=self.document or None,
            after=self.after or None, limit=limit,
        )  # fmt: skip
        if self.act:
            given["act"] = self.act
        return given

    def query(self, **changes: str | tuple[str, ...]) -> str:
        """The look-up with these changes, from its beginning, as the query of an address."""
        values = {field.name: changes.get(field.name, getattr(self, field.name)) for field in dataclasses.fields(self)}
        values["after"] = changes.get("after", "")
        return urlencode([(name, one) for name, value in values.items() for one in _several(value) if one])

    def at(self, path: str, **changes: str | tuple[str, ...]) -> str:
        """The address of the look-up with these changes, from its beginning, on the page at ``path``."""
        query = self.query(**changes)
        # The page of a speaker calls it by its id.
        query = re.sub(r"(^|&)by=", r"\1id=", query) if path == "/speaker" else query
        return f"{path}?{query}" if query else path


def asked(arguments: Mapping[str, Sequence[str]]) -> Asked:
    """The look-up of an address. ``arguments`` maps names to all of their values. Raises QueryError."""
    single = {name: _first(arguments, name) for name in ("q", "by", "since", "until", "document", "after")}
    (order,) = _among(arguments, "order", ORDERS) or ("",)
    return Asked(kind=_among(arguments, "kind", KINDS), act=_among(arguments, "act", ACTS), order=order, **single)


def _first(arguments: Mapping[str, Sequence[str]], name: str) -> str:
    values = arguments.get(name) or ("",)
    value = values[0].strip()
    if len(value) > LONGEST:
        raise QueryError(value[:40] + "…", "is too long", f"Give at most {LONGEST} characters.")
    return value


def _among(arguments: Mapping[str, Sequence[str]], name: str, known: Sequence[str]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in arguments.get(name) or () if value))
    for value in values:
        if value not in known:
            raise QueryError(value[:40], f"is no {name} of quotes", f"Known: {', '.join(known)}.")
    return values


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
