"""The plugin: what Datasette asks of it. A Datasette that is not a ``Site`` is left as it is."""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import Any

import pluggy
from datasette.plugins import pm

from quotes.web import addresses, guard

NAME = "quotes"

hookimpl = pluggy.HookimplMarker("datasette")


def register() -> None:
    """Makes the plugin known to Datasette; harmless when done before."""
    if not pm.has_plugin(NAME):
        pm.register(sys.modules[__name__], name=NAME)


def is_site(datasette: Any) -> bool:
    from quotes.web.application import Site

    return isinstance(datasette, Site)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    if not is_site(datasette):
        return []
    from quotes.web import pages

    return pages.ROUTES


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    if not is_site(datasette):
        return lambda app: app
    editable = datasette.token is not None
    return lambda app: guard.guarded(app, hosts=datasette.hosts, editable=editable)


@hookimpl
def permission_allowed(datasette: Any, actor: dict[str, Any] | None, action: str) -> bool | None:
    if action != "correct-speakers":
        return None
    return is_site(datasette) and datasette.token is not None and actor == {"id": "editor"}


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    if is_site(datasette):
        addresses.prepare(env)


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, list[Any], list[Any]]:
    answers = yield
    if not is_site(datasette):
        return answers
    from quotes.web.pages import errors

    # In place of Datasette's own answer, which prints the values of all variables.
    return [errors.page(datasette, request, exception)]


@hookimpl(wrapper=True)
def forbidden(datasette: Any, request: Any, message: str) -> Generator[None, list[Any], list[Any]]:
    answers = yield
    if not is_site(datasette):
        return answers
    from quotes.web.pages import errors

    # Datasette names an action where it has no words.
    words = message if " " in message else "Questions in SQL and the file itself are closed here; the tables are open."
    return [errors.failed(datasette, request, 403, "This is not for everybody", words)]
