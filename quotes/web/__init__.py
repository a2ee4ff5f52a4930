"""The database in a browser: a plugin of Datasette with pages of its own. Needs the extra ``web``.

``site(path)`` is the application, ``serving.serve`` runs it. Nothing here is imported before it is called for, so that
the command line starts without Datasette.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.web.application import Site

__all__ = ["site"]


def site(path: str | os.PathLike[str], *, token: str | None = None, hosts: tuple[str, ...] | None = None) -> Site:
    """The pages of the quote database at ``path``, as a Datasette; its ``app()`` is an ASGI application.

    Who shows the ``token`` may correct who is who; without one nobody may. ``hosts`` are the names under which it may
    be called, any if None. Raises QuotesError where the extra is not installed, DatabaseError where the file fails.
    """
    try:
        from quotes.web.application import Site
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.partition(".")[0] == "quotes":
            raise
        remedy = "Install it with: python -m pip install 'quote-attribution[web]'"
        raise QuotesError("the web page", f"needs {error.name}, which is not installed", remedy) from error
    return Site(os.fspath(path), token=token, hosts=hosts)
