"""What a reader sees where something is wrong: one line that says what, and what to do."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from quotes.errors import AmbiguousSpeakerError, DatabaseError, NotFoundError, QuotesError
from quotes.web.pages import rendering

if TYPE_CHECKING:
    from quotes.web.application import Site


PAGES = {"speakers": "‘Speakers’", "speakers decisions": "‘Decisions’"}
"""The pages that tell what a command does."""

_COMMAND = re.compile(r"'quotes ([^']*)'")
_SHELL = re.compile(r"'quotes [^']*'|(?<!\S)--[a-z]|\bpip install\b|\bsame command\b")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


def words(error: QuotesError) -> str:
    """The error in a line, for readers without a command line."""
    return f"{error.thing}: {error.reason}. {remedy(error)}".strip()


def remedy(error: QuotesError) -> str:
    """What to do about an error, on a page: a command is called by the page that does the same; the brackets and
    clauses that speak of others, or of options, are left out. It may be that nothing is left."""
    text = _COMMAND.sub(_page, error.remedy)
    text = _BRACKETS.sub(lambda match: "" if _is_for_the_shell(match[1]) else match[0], text)
    kept = [clause for clause in re.split(r"(?<=[.;])\s+", text) if not _is_for_the_shell(clause)]
    told = re.sub(r";$", ".", " ".join(kept))
    return told[:1].upper() + told[1:]


def _page(command: re.Match[str]) -> str:
    # What stands in capitals is for the reader to fill in.
    return PAGES.get(" ".join(word for word in command[1].split() if not word.isupper()), command[0])


def _is_for_the_shell(text: str) -> bool:
    return _SHELL.search(text) is not None


async def told(site: Site, request: Request, error: QuotesError) -> Response:
    """The page of an error of the project."""
    if isinstance(error, AmbiguousSpeakerError):
        return await rendering.page(site, request, "which", status=300, error=error)
    if isinstance(error, NotFoundError):
        return await failed(site, request, 404, "Not found", words(error))
    if isinstance(error, DatabaseError):
        # The path of the file is nobody's business but the server's.
        logging.getLogger(__name__).warning("%s", error)
        return await failed(site, request, 503, "No answer", f"The database {error.reason}. {remedy(error)}".strip())
    return await failed(site, request, 400, "That cannot be asked", words(error))


async def page(site: Site, request: Request, exception: Exception) -> Response:
    """The page of any other exception. Faults of the program are logged, and not shown."""
    if isinstance(exception, Base400):
        status = exception.status
        words = "There is no such page." if status == 404 else str(exception.args[0])
    elif isinstance(exception, DatasetteError):
        status, words = exception.status or 500, str(exception.message)
    else:
        logging.getLogger(__name__).error("%s failed", request.path, exc_info=exception)
        status, words = 500, "This is a fault of quotes itself. The server’s log says more; please report it."
    title = "Not found" if status == 404 else "That cannot be shown"
    return await failed(site, request, status, title, words)


async def failed(site: Site, request: Request, status: int, title: str, words: str) -> Response:
    """A page, or JSON where JSON was asked for."""
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "title": title, "error": words}, status=status)
    return await rendering.page(site, request, "error", status=status, title=title, words=words)
