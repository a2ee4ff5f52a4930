"""What a page says of itself: its title, date, site and address, as trafilatura and htmldate find them.

trafilatura also looks for authors, tags, categories and licences, which takes it a quarter of the time of a page and
is not wanted here. So its single steps are called, in its order.
"""

from __future__ import annotations

import contextlib
from typing import Any, NamedTuple

# A date from somewhere in the text would be a guess.
DATES = {"extensive_search": False, "original_date": True}


class PageHead(NamedTuple):
    """The fields of a page; None where it does not give them. The date is in ISO 8601."""

    title: str | None
    date: str | None
    site: str | None
    url: str | None


def page_head(tree: Any, url: str | None) -> PageHead:
    """The fields of a parsed page; ``url`` is the address it came from, where that is known."""
    from trafilatura import metadata

    try:
        found = _wanted(tree, url, metadata)
    except (AttributeError, TypeError):
        # A version with other steps: all that it finds, then.
        found = metadata.extract_metadata(tree, url, dict(DATES))
    title = found.title and " ".join(found.title.split())
    return PageHead(title or None, found.date, found.sitename or found.hostname, found.url or url)


def _wanted(tree: Any, url: str | None, steps: Any) -> Any:
    """The steps of trafilatura's ``extract_metadata`` that fill the wanted fields."""
    found = steps.examine_meta(tree)
    # What a page's script says in a broken way says nothing, there as here.
    with contextlib.suppress(Exception):
        found = steps.extract_meta_json(tree, found)
    found.title = found.title or steps.extract_title(tree)
    found.url = found.url or steps.extract_url(tree, url)
    found.date = steps.find_date(tree, **DATES, url=found.url)
    found.sitename = _site(found.sitename or steps.extract_sitename(tree)) or _host(found.url, steps)
    found.clean_and_trim()
    return found


def _site(name: str | None) -> str | None:
    """A site's name without the sign of its account elsewhere, and with a capital unless it is an address."""
    name = (name or "").lstrip("@")
    return (name if "." in name or name[:1].isupper() else name.title()) or None


def _host(url: str | None, steps: Any) -> str | None:
    match = steps.META_URL.match(url) if url else None
    return match[1] if match else None
