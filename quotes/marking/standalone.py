"""A marked document as one file that needs no other, and as a frame for notebooks."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from quotes.marking.article import Heard, article
from quotes.marking.reasons import Reasoned, html
from quotes.types import Document


def page(document: Document, whys: Sequence[Reasoned]) -> str:
    """The document as HTML that loads nothing from elsewhere. Its policy allows its own style and script alone."""
    parts = article(document, whys)
    style, script = asset("marked.css"), asset("copy.js") + asset("marked.js")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    title = html(document.title or document.id)
    known = [document.date, document.publisher, document.url, document.id if document.title else None]
    about = " · ".join(html(part) for part in known if part)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="marked alone">\n<header class="about"><h1>{title}</h1><p>{about}</p></header>\n'
        f'<main>\n{legend(parts.heard)}<article class="text" lang="en">{parts.text}</article>\n'
        f'<section class="notes" aria-label="Reasons"><h2>Why each quote is there</h2>{parts.notes}</section>\n'
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def frame(document: Document, whys: Sequence[Reasoned], *, height: str = "32rem") -> str:
    """The page in a frame of its own, for notebooks: nothing of it reaches the page around it."""
    inner = escape(page(document, whys), quote=True)
    style = f"width: 100%; height: {escape(height, quote=True)}; border: 1px solid #8884; border-radius: 6px"
    return (
        f'<iframe sandbox="allow-scripts" srcdoc="{inner}" style="{style}" title="Document with its quotes"></iframe>'
    )


def legend(heard: Sequence[Heard]) -> str:
    """Who speaks in the document, each in their colour."""
    items = "".join(
        f'<li><span class="chip {one.colour}">{html(one.name)}</span> <span class="count">{one.quotes}</span></li>'
        for one in heard
    )
    return f'<nav class="heard" aria-label="Speakers in this document"><ul>{items}</ul></nav>\n' if items else ""


def asset(name: str) -> str:
    """A file of this package's static folder."""
    return files("quotes.marking").joinpath("static", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
