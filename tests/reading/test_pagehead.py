"""The fields that a page gives of itself: the same as with trafilatura, which looks for more than is wanted."""

from __future__ import annotations

import pytest

from quotes.reading.pagehead import DATES, PageHead, page_head

trafilatura = pytest.importorskip("trafilatura", reason="reads a web page: pip install '.[html]'")

BODY = "<body><h1>Harbour to open</h1><p class='author'>By Ada Roe</p><p>The crane is new.</p><a rel='tag'>x</a></body>"
LINKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Crane '
    'is new", "datePublished": "2020-04-22T09:30:00Z", "publisher": {"@type": "Organization", "name": "Coast Herald"}}'
    "</script>"
)


def page(head: str) -> str:
    return f"<html><head>{head}</head>{BODY}</html>"


@pytest.mark.parametrize(
    ("head", "title", "date", "site", "url"),
    [
        ("", "Harbour to open", None, None, None),
        ("<title>Harbour - coastherald.example</title>", "Harbour to open", None, "coastherald.example", None),
        ('<meta property="og:title" content=" The \n harbour"><meta property="og:site_name" content="herald">',
         "The harbour", None, "Herald", None),
        ('<meta name="twitter:site" content="@herald">', "Harbour to open", None, "Herald", None),
        ('<link rel="canonical" href="https://www.coast.example/a">', "Harbour to open", None, "coast.example",
         "https://www.coast.example/a"),
        ('<meta property="article:published_time" content="2020-04-22T09:30:00Z">', "Harbour to open", "2020-04-22",
         None, None),
        (LINKED, "Crane is new", "2020-04-22", "Coast Herald", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>', "Harbour to open", None,
         None, None),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head, title, date, site, url):
    tree = trafilatura.load_html(page(head))
    assert page_head(tree, None) == PageHead(title, date, site, url)
    theirs = trafilatura.extract_metadata(tree, None, dict(DATES))
    assert (theirs.title, theirs.date, theirs.sitename or theirs.hostname, theirs.url) == (title, date, site, url)


def test_the_address_that_a_page_came_from_stands_in():
    tree = trafilatura.load_html(page(""))
    assert page_head(tree, "https://coast.example/a") == PageHead(
        "Harbour to open", None, "coast.example", "https://coast.example/a"
    )


def test_a_version_with_other_steps_is_asked_for_all(monkeypatch):
    tree = trafilatura.load_html(page(""))
    monkeypatch.delattr("trafilatura.metadata.extract_sitename", raising=True)
    monkeypatch.setattr(
        "trafilatura.metadata.extract_metadata", lambda tree, url, dates: trafilatura.settings.Document()
    )
    assert page_head(tree, "https://coast.example/a") == PageHead(None, None, None, "https://coast.example/a")
