"""Corrections for those who have the token: merge, split, rename, keep apart, and single quotes; each can be taken
back."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from datasette.utils import baseconv
from datasette.utils.asgi import Forbidden, Request, Response

from quotes.archive import Archive, SpeakerRow
from quotes.errors import QueryError, QuotesError
from quotes.marking import decided
from quotes.marking.wording import names
from quotes.web import addresses
from quotes.web.pages import errors
from quotes.web.pages.rendering import lines, view
from quotes.web.pages.rendering import page as rendered

if TYPE_CHECKING:
    from quotes.web.application import Site

HOURS = 12
"""A token shown once counts for so long in this browser."""

Form = Mapping[str, list[str]]


@view
async def enter(request: Request, datasette: Site) -> Response:
    """Takes the token, from the address that the server printed or from a form, and remembers it in a cookie."""
    if datasette.token is None:
        return await rendered(datasette, request, "enter", status=403, wrong=False)
    token = (await _form(request)).get("token", [""])[0] if request.method == "POST" else request.args.get("token")
    if not token:
        return await rendered(datasette, request, "enter", wrong=False)
    if not datasette.accepts(token.strip()):
        return await rendered(datasette, request, "enter", status=403, wrong=True)
    response = Response.redirect("/", status=303)
    until = baseconv.base62.encode(int(time.time()) + HOURS * 3600)
    signed = datasette.sign({"a": {"id": "editor"}, "e": until}, "actor")
    response.set_cookie("ds_actor", signed, max_age=HOURS * 3600, httponly=True, samesite="strict")
    return response


@view
async def leave(request: Request, datasette: Site) -> Response:
    response = Response.redirect("/", status=303)
    if request.method == "POST":
        response.set_cookie("ds_actor", "", max_age=0, expires=0, httponly=True, samesite="strict")
    return response


@view
async def decide(request: Request, datasette: Site) -> Response:
    if request.method != "POST":
        return Response.redirect("/decisions", status=303)
    await _permitted(request, datasette)
    form, what = await _form(request), request.url_vars["what"]
    place = addresses.amend if what in ("correct", "discard") else addresses.speaker
    back = place(form["id"][0]) if form.get("id") else "/decisions"
    try:
        words, leads = await datasette.archives.change(lambda archive: _decided(archive, what, form))
    except QuotesError as error:
        datasette.add_message(request, errors.words(error), datasette.ERROR)
        return Response.redirect(back, status=303)
    datasette.add_message(request, words, datasette.INFO)
    return Response.redirect(leads or back, status=303)


@view
async def quote(request: Request, datasette: Site) -> Response:
    """The page on which one quote is corrected."""
    await _permitted(request, datasette)
    id: str = request.args.get("id") or ""
    why = await datasette.archives.read(lambda archive: archive.why(id))
    (line,) = lines([why.quote])
    return await rendered(datasette, request, "quote", why=why, line=line)


@view
async def decisions(request: Request, datasette: Site) -> Response:
    held = await datasette.archives.read(lambda archive: archive.decisions())
    return await rendered(datasette, request, "decisions", decisions=held[::-1])


async def _permitted(request: Request, datasette: Site) -> None:
    if not await datasette.permission_allowed(request.actor, "correct-speakers"):
        raise Forbidden("Corrections need the token that the server printed when it started.")


def _decided(archive: Archive, what: str, form: Form) -> tuple[str, str | None]:
    """Carries a correction out; what to say about it, and the address of the speaker that comes of it."""
    id, other, reason = _one(form, "id"), _one(form, "name"), _one(form, "reason") or None
    if what == "undo":
        number = _one(form, "number")
        if not number.isascii() or not number.isdigit():
            raise QueryError(number or "''", "is no number of a decision", "The decisions are numbered.")
        taken = archive.undo(int(number))
        return f"Undone: {decided(taken)}.", None
    if what in ("correct", "discard"):
        return _corrected(archive, form, discard=what == "discard")
    if not archive.has(id):
        raise QueryError(id or "''", "is no speaker any more", "Look the name up again.")
    if what == "rename":
        return _told("Renamed", archive.rename(id, other, reason=reason))
    if what == "merge":
        both = archive.identify(id), archive.identify(other)
        said = " and ".join(who.name for who in both) + " are one"
        return _told(said, archive.merge(*(who.id for who in both), reason=reason))
    if what == "never":
        apart = archive.never(id, archive.identify(other).id, reason=reason)
        meant = apart[0]
    else:
        forms, documents = form.get("form", ()), form.get("document", ())
        apart = archive.split(id, *forms, documents=documents, reason=reason)
        meant = next((who for who in apart if _is_meant(archive, who, forms, documents)), apart[0])
    return f"Kept apart: {', '.join(who.name for who in apart)}.", addresses.speaker(meant.id)


def _corrected(archive: Archive, form: Form, *, discard: bool) -> tuple[str, str]:
    """Corrects one quote: given to the speaker of a name, to nobody known where none is given, or discarded."""
    said, name, reason = archive.quote(_one(form, "id")), _one(form, "name"), _one(form, "reason") or None
    if discard:
        archive.discard(said.id, reason=reason)
        return "It is no quote any more.", addresses.document(said.document)
    if not name and not form.get("unknown"):
        raise QueryError("''", "is no name", "Give the name of the speaker.")
    archive.correct(said.id, speaker=name or None, new=bool(form.get("new")), reason=reason)
    now = archive.quote(said.id)
    return f"Corrected: {names(now)}.", addresses.in_document(now)


def _is_meant(archive: Archive, who: SpeakerRow, forms: Sequence[str], documents: Sequence[str]) -> bool:
    """Whether a speaker is the one that was set apart, by name forms or documents: who that is, comes next."""
    if documents:
        return any(quote.speaker_id == who.id for document in documents for quote in archive.quotes(document))
    return any(known.form in forms for known in archive.speaker(who.id).forms)


def _told(words: str, who: SpeakerRow) -> tuple[str, str]:
    return f"{words}: {who.name}.", addresses.speaker(who.id)


async def _form(request: Request) -> Form:
    body = await request.post_body()
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500)


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0].strip()
