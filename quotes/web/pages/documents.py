"""The documents: all of them, and the page of one with its quotes marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from quotes.archive import Archive
from quotes.errors import NotFoundError
from quotes.marking.article import article
from quotes.web import addresses
from quotes.web.asked import asked
from quotes.web.pages.rendering import arguments, view
from quotes.web.pages.rendering import page as rendered

if TYPE_CHECKING:
    from quotes.web.application import Site

LISTED = 40


@view
async def every(request: Request, datasette: Site) -> Response:
    wanted = asked(arguments(request))

    def found(archive: Archive) -> dict[str, Any]:
        listed = archive.latest(wanted.q, limit=LISTED + 1, after=wanted.after or None)
        return {"documents": listed[:LISTED], "more": listed[LISTED - 1].id if len(listed) > LISTED else None}

    context = await datasette.archives.read(found)
    return await rendered(datasette, request, "documents", asked=wanted, part=wanted.q, **context)


@view
async def page(request: Request, datasette: Site) -> Response:
    id = _id(request, "a document", "'Documents' lists what is there.")
    links = addresses.Links(editor=await datasette.permission_allowed(request.actor, "correct-speakers"))
    context = await datasette.archives.read(lambda archive: _marked(archive, id, links))
    return await rendered(datasette, request, "document", **context)


@view
async def quote(request: Request, datasette: Site) -> Response:
    """Leads from the id of a quote to its place."""
    id = _id(request, "a quote", "Give its id.")
    found = await datasette.archives.read(lambda archive: archive.quote(id))
    return Response.redirect(addresses.in_document(found))


def _marked(archive: Archive, id: str, links: addresses.Links) -> dict[str, Any]:
    document, whys = archive.reasons(id)
    parts = article(document, whys, links)
    return {
        "document": document, "count": len(whys), "heard": parts.heard,
        # Escaped by marking.
        "text": Markup(parts.text), "notes": Markup(parts.notes),
    }  # fmt: skip


def _id(request: Request, what: str, remedy: str) -> str:
    id: str = request.args.get("id") or ""
    if not id:
        raise NotFoundError(what, "none is named", remedy)
    return id
