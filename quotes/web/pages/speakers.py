"""The speakers: all of them, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from quotes.archive import Archive
from quotes.archive.overview import RECENT
from quotes.errors import NotFoundError
from quotes.web.asked import Asked, asked
from quotes.web.pages.rendering import arguments, lines, view
from quotes.web.pages.rendering import page as rendered
from quotes.web.pages.searching import alike_names
from quotes.web.timeline import HEIGHT, WIDTH, bars

if TYPE_CHECKING:
    from quotes.web.application import Site

PAGE = 30
LISTED = 60


@view
async def everyone(request: Request, datasette: Site) -> Response:
    wanted = asked(arguments(request))

    def found(archive: Archive) -> dict[str, Any]:
        listed = list(archive.speakers(wanted.q, limit=LISTED + 1, after=wanted.after or None))
        alike = alike_names(archive, wanted.q) if wanted.q and not listed else []
        more = listed[LISTED - 1].id if len(listed) > LISTED else None
        return {"speakers": listed[:LISTED], "more": more, "alike": alike}

    context = await datasette.archives.read(found)
    return await rendered(datasette, request, "speakers", asked=wanted, prefix=wanted.q, **context)


@view
async def page(request: Request, datasette: Site) -> Response:
    given = arguments(request)
    id = (given.get("id") or [""])[0]
    if not id:
        raise NotFoundError("a speaker", "none is named", "'Speakers' lists who is there.")
    wanted = asked({**given, "by": [id]})
    context = await datasette.archives.read(lambda archive: _found(archive, wanted))
    return await rendered(datasette, request, "speaker", asked=wanted, width=WIDTH, height=HEIGHT, **context)


def _found(archive: Archive, wanted: Asked) -> dict[str, Any]:
    profile = archive.profile(wanted.by)
    found = archive.found(wanted.words, by=profile.speaker.id, newest=True, **wanted.narrowing(PAGE))
    chart = bars(profile.months)
    document = archive.document(wanted.document) if wanted.document else None
    return {
        "profile": profile,
        "document": document,
        "recent": RECENT if profile.speaker.documents > RECENT else None,
        "speaker": profile.speaker,
        "chart": chart,
        "most": max((bar.quotes for bar in chart), default=0),
        "facets": found.facets,
        "lines": lines(found.quotes, wanted.words),
        "more": found.more,
    }
