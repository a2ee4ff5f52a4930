"""From an answer to a page."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from quotes.errors import QuotesError
from quotes.marking import passages
from quotes.types import Quote

if TYPE_CHECKING:
    from quotes.web.application import Site

View = Callable[[Any, Any], Awaitable[Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A quote in a list: its words in pieces, each with whether it was looked for; ``cut`` where there are more."""

    quote: Quote
    pieces: list[tuple[str, bool]]
    cut: bool


def lines(quotes: Iterable[Quote], words: str | None = None) -> list[Line]:
    """The quotes as a list shows them; ``words`` are those looked for."""
    return [Line(quote, *passages.passage(quote.text, words)) for quote in quotes]


async def page(site: Site, request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """The page that a template makes of this context; every template knows whether the reader may correct."""
    may = await site.permission_allowed(request.actor, "correct-speakers")
    context |= {"may_correct": may, "editable": site.token is not None, "q": context.get("q", "")}
    text = await site.render_template(f"quotes/{template}.html", context, request=request)
    return Response.html(text, status=status, headers={"Cache-Control": "no-cache"})


def arguments(request: Request) -> dict[str, list[str]]:
    """The parameters of the address, each with all of its values."""
    return {name: request.args.getlist(name) for name in request.args}


def view(function: View) -> View:
    """A view whose errors become pages that say what is wrong and what to do."""

    @functools.wraps(function)
    async def answering(request: Request, datasette: Site) -> Response:
        from quotes.web.pages import errors

        try:
            return await function(request, datasette)
        except QuotesError as error:
            return await errors.told(datasette, request, error)

    return answering
