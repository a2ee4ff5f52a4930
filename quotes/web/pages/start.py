"""The start page: what is there, who is quoted most, the latest documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from quotes.archive import Archive
from quotes.web.pages.rendering import page as rendered
from quotes.web.pages.rendering import view

if TYPE_CHECKING:
    from quotes.web.application import Site

SPEAKERS, DOCUMENTS = 12, 8


@view
async def page(request: Request, datasette: Site) -> Response:
    return await rendered(datasette, request, "start", **await datasette.archives.read(_overview))


def _overview(archive: Archive) -> dict[str, Any]:
    return {
        "totals": archive.totals(),
        "speakers": list(archive.speakers(limit=SPEAKERS)),
        "documents": archive.latest(limit=DOCUMENTS),
    }
