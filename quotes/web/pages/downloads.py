"""Everything that a look-up gives, as a file: read and sent piece by piece, so that none is too long."""

from __future__ import annotations

import functools
import io
import re
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import AsgiStream, Request

from quotes import export
from quotes.archive import Archive
from quotes.types import Quote
from quotes.web.asked import Asked, asked
from quotes.web.pages.rendering import arguments, view

if TYPE_CHECKING:
    from quotes.web.application import Site

PIECE = 500
TYPES = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@view
async def quotes(request: Request, datasette: Site) -> AsgiStream:
    wanted, format = asked(arguments(request)), request.url_vars["format"]
    # What is wrong with the question is said before the answer begins.
    first = await datasette.archives.read(functools.partial(_piece, wanted=wanted, after=None))

    async def send(writer: Any) -> None:
        piece, begun = first, False
        while piece or not begun:
            await writer.write(_written(piece, format, begun))
            begun = True
            if len(piece) < PIECE:
                break
            piece = await datasette.archives.read(functools.partial(_piece, wanted=wanted, after=piece[-1].id))

    name = "-".join(["quotes", *re.findall(r"[a-z0-9]+", wanted.by.lower())])
    headers = {"Content-Disposition": f'attachment; filename="{name}.{format}"', "Cache-Control": "no-cache"}
    return AsgiStream(send, headers=headers, content_type=TYPES[format])


def _piece(archive: Archive, *, wanted: Asked, after: str | None) -> list[Quote]:
    narrowing = wanted.narrowing(PIECE)
    narrowing["after"] = after
    return list(archive.newest(wanted.words, by=wanted.speaker, **narrowing))


def _written(piece: list[Quote], format: str, begun: bool) -> str:
    stream = io.StringIO(newline="")
    export.FORMATS[format](piece, stream)
    text = stream.getvalue()
    # Every piece of CSV would begin with the header, which holds no line break.
    return text.partition("\n")[2] if begun and format == "csv" else text
