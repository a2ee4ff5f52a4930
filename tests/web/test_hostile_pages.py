"""Documents and names that hold HTML, addresses that would run, marks that turn the direction of writing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from quotes import archive
from quotes.types import Alias, Document, Extraction, LocalSpeaker, Quote, Step, quote_id

SCRIPT = "<script>alert(1)</script>"
ID = f'../"><{SCRIPT}?a=b&c=d#e'
TEXT = f"“{SCRIPT} we go \u202e on <img src=x onerror=alert(2)>,” said {SCRIPT}."
NAME = f"Mallory {SCRIPT}"


@pytest.fixture
def path(tmp_path):
    start, end = 1, TEXT.index(",”")
    source = (TEXT.rindex("<script>"), len(TEXT) - 1)
    document = Document(
        ID, TEXT, title=f"{SCRIPT}{{{{ 4663 * 8821 }}}}", date="2020-01-01", publisher='"><b onmouseover=alert(3)>',
        url="javascript:alert(4)",
    )  # fmt: skip
    step = Step("<i>rule</i>", SCRIPT, source, "<b>detail</b>")
    quote = Quote(
        quote_id(ID, [(start, end)]), ID, "direct", "speech", "sentence", TEXT[start:end], ((start, end),),
        cue="said", cue_spans=((TEXT.index("said"), TEXT.index("said") + 4),), source=SCRIPT, source_spans=(source,),
        speaker=NAME, speaker_id="m", speaker_type="person", speakers=(NAME,), role=f"Minister {SCRIPT}",
        steps=(step,), occasion="<u>Speech</u>", title=document.title, date=document.date,
        publisher=document.publisher, url=document.url,
    )  # fmt: skip
    speaker = LocalSpeaker("m", NAME, "person", (f"Minister {SCRIPT}",), (Alias(NAME, 1, source),))
    with archive.open(tmp_path / "quotes.db") as opened:
        opened.store(Extraction(document, (quote,), (speaker,)))
        opened.rename(NAME, f"{NAME} Jones", reason="<script>why</script>")
    return tmp_path / "quotes.db"


@pytest.fixture
def addresses(path):
    from urllib.parse import urlencode

    with archive.open(path) as opened:
        (who,) = opened.speakers()
    return [
        "/", "/speakers", "/documents", "/decisions", "/search?q=go", "/search?" + urlencode({"q": SCRIPT}),
        "/speakers?" + urlencode({"q": SCRIPT}), "/documents?" + urlencode({"q": SCRIPT}),
        "/speaker?" + urlencode({"id": who.id}), "/speaker?" + urlencode({"id": SCRIPT}),
        "/document?" + urlencode({"id": ID}), "/search?" + urlencode({"document": ID, "by": who.id}),
        "/search?" + urlencode({"kind": SCRIPT}), "/" + "<script>alert(1)</script>", "/data/documents", "/data/quotes",
        "/data/speakers",
    ]  # fmt: skip


def test_nothing_of_a_document_becomes_part_of_a_page(serve, addresses):
    reader = serve(token="secret")
    reader.get("/edit?token=secret")
    for address in addresses:
        page = reader.get(address)
        body = re.sub(r'<script src="/-/[\w/.]+"( defer)?></script>', "", page.text)
        if address.startswith("/data"):
            # Datasette's own script, which the policy keeps from running.
            body = body.replace("<script>DATASETTE_ALLOW_FACET", "")
        assert "<script" not in body, address
        assert not re.search(r"<(img|b|u|i|mark)\b[^>]*\son\w+=", body), address
        assert "<u>Speech" not in body
        assert 'href="javascript:' not in body, address
        # The product, too long to stand by chance in a date or a token.
        assert str(4663 * 8821) not in body, address
        assert "\u202e" not in body or address.startswith("/data"), address


def test_what_is_hostile_can_still_be_read(serve, addresses):
    page = serve().get(next(address for address in addresses if address.startswith("/document?")))
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; we go \\u202e on" in page.text
    assert "javascript:alert(4)" in page.text


def attributes(page):
    """The names of the attributes of all elements, as a browser reads them."""
    names = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, given: names.extend(name for name, _ in given)
    parser.feed(page)
    assert {"class", "id", "data-cite"} <= set(names)
    return names


def test_the_file_that_stands_alone_holds_one_script_its_own(path):
    from quotes import marking

    with archive.open(path) as opened:
        page = marking.page(*opened.reasons(ID))
    assert page.count("<script") == 1
    assert "onerror=alert" in page
    assert [name for name in attributes(page) if name.startswith("on")] == []


@pytest.mark.parametrize(
    "address", ["/", "/search?q=go", "/nowhere", "/data", "/quotes.csv", "/-/quotes/quotes.css", "/edit"]
)
def test_every_answer_bears_the_policy(serve, address):
    headers = serve().get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_of_the_plugin_holds_style_or_script(serve, addresses):
    reader = serve()
    for address in addresses:
        if not address.startswith("/data"):
            page = reader.get(address).text
            assert " style=" not in page
            assert "<style" not in page
