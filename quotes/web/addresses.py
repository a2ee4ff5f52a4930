"""Where things are, and what the templates need to write them down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from quotes import marking
from quotes.types import Quote

LONGEST_SOURCE = 60
"""Characters of the words for a speaker in a list."""


class Links(marking.Links):
    """Where names and quotes in a marked document lead to; for an ``editor``, to where they are corrected, too."""

    def __init__(self, *, editor: bool = False) -> None:
        self._editor = editor

    def speaker(self, id: str) -> str | None:
        return speaker(id)

    def quote(self, id: str) -> str | None:
        return by_id(id)

    def correct(self, said: Quote) -> str | None:
        if not self._editor or said.speaker_id is None:
            return None
        return f"{speaker(said.speaker_id)}&document={quote(said.document, safe='')}#correct"

    def amend(self, said: Quote) -> str | None:
        return amend(said.id) if self._editor else None


# Ids hold slashes and dots, which browsers rewrite in a path: they go into the query.
def speaker(id: str) -> str:
    return f"/speaker?id={quote(id, safe='')}"


def document(id: str) -> str:
    return f"/document?id={quote(id, safe='')}"


def by_id(id: str) -> str:
    """The short address of a quote."""
    return f"/quote?id={quote(id, safe='')}"


def amend(id: str) -> str:
    """Where one quote is corrected."""
    return f"/edit/quote?id={quote(id, safe='')}"


def in_document(said: Quote) -> str:
    """The quote in its document."""
    return f"{document(said.document)}#q-{quote(said.id, safe='')}"


def outside(url: str | None) -> str | None:
    """An address that a document gives for itself, if it is one of the web: nothing that would run."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def named_as(said: Quote) -> str | None:
    """The words that stand for the speaker, "he", where they hold no part of the name and not the role."""
    words = " ".join((said.source or "").split())
    known = set(re.findall(r"\w+", (said.speaker or "").casefold()))
    if known & set(re.findall(r"\w+", words.casefold())) or (said.role and said.role.casefold() in words.casefold()):
        return None
    if not words:
        return None
    return words if len(words) <= LONGEST_SOURCE else words[:LONGEST_SOURCE].rsplit(" ", 1)[0] + " …"


def number(count: int) -> str:
    return f"{count:,}"


def days(first: str | None, last: str | None) -> str:
    return " to ".join(dict.fromkeys(day for day in (first, last) if day))


def identifier(scheme: str, value: str) -> str | None:
    """The address of an identifier, where its scheme has one."""
    patterns: Mapping[str, str] = {
        "wikidata": "https://www.wikidata.org/wiki/{}",
        "viaf": "https://viaf.org/viaf/{}",
        "orcid": "https://orcid.org/{}",
        "isni": "https://isni.org/isni/{}",
    }
    pattern = patterns.get(scheme.lower())
    return pattern.format(quote(value, safe="")) if pattern else None


def prepare(env: Any) -> None:
    """Gives the templates these functions, and makes them print no control character."""
    env.filters |= {
        "speaker_address": speaker, "document_address": document, "in_document": in_document, "outside": outside,
        "number": number, "told": marking.told, "citation": marking.citation, "by_id": by_id, "named_as": named_as,
        "decided": marking.decided, "where": marking.where,
    }  # fmt: skip
    env.globals |= {"days": days, "identifier_address": identifier}
    env.finalize = _visible


def _visible(value: Any) -> Any:
    return marking.shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
