"""Search: words, with everything that narrows them and counts beside each."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from quotes.archive import Archive, SpeakerRow
from quotes.errors import AmbiguousSpeakerError, QuotesError, UnknownSpeakerError
from quotes.web.asked import Asked, asked
from quotes.web.pages.rendering import arguments, lines, view
from quotes.web.pages.rendering import page as rendered

if TYPE_CHECKING:
    from quotes.web.application import Site

PAGE = 30
PEOPLE = 5
"""So many speakers with a name that begins with the words are shown above the quotes."""


@view
async def page(request: Request, datasette: Site) -> Response:
    wanted = asked(arguments(request))
    found = await datasette.archives.read(lambda archive: _found(archive, wanted))
    return await rendered(datasette, request, "search", asked=wanted, q=wanted.q, **found)


def _found(archive: Archive, wanted: Asked) -> dict[str, Any]:
    newest = wanted.order == "newest"
    found = archive.found(wanted.words, by=wanted.speaker, newest=newest, **wanted.narrowing(PAGE))
    people = list(archive.speakers(wanted.q, limit=PEOPLE)) if wanted.q and not wanted.by and not wanted.after else []
    nothing = not people and not found.quotes and not wanted.by and not wanted.narrowed
    alike = alike_names(archive, wanted.q) if wanted.q and nothing else []
    return {
        "lines": lines(found.quotes, wanted.words),
        "more": found.more,
        "order": found.order,
        "people": people,
        "alike": alike,
        "facets": found.facets,
        "speaker": archive.identify(wanted.by) if wanted.by else None,
        "document": _title(archive, wanted.document) if wanted.document else None,
    }


def alike_names(archive: Archive, name: str) -> list[SpeakerRow]:
    """The speakers who may be meant by a name with which no name begins: who bears a variant of it, or a name that is
    spelt nearly so."""
    try:
        return [archive.identify(name)]
    except AmbiguousSpeakerError as error:
        keys = [id for id, _, _ in error.candidates]
    except UnknownSpeakerError as error:
        keys = list(error.nearest)
    rows = {}
    for key in keys[:PEOPLE]:
        with contextlib.suppress(QuotesError):
            who = archive.identify(key)
            rows[who.id] = who
    return list(rows.values())


def _title(archive: Archive, id: str) -> str:
    try:
        found = archive.document(id)
    except QuotesError:
        return id
    return found.title or found.id
