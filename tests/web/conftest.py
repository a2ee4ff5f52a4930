"""The pages as a browser gets them, without a browser and without a network."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from marked import extract_marked

from quotes import archive
from quotes.types import Document

pytest.importorskip("datasette", reason="the extra 'web' is not installed")
httpx = pytest.importorskip("httpx", reason="the extra 'web' is not installed")

KELLER = Document(
    "in/keller.txt",
    "“We go on,” said Maria Keller. “It rains,” believed Maria Keller. “Peace,” wanted Maria Keller.",
    title="Budget adopted", date="2020-04-22", publisher="The Post", url="https://example.org/budget",
)  # fmt: skip
ADEYEMI = Document(
    "in/adeyemi.txt",
    "“We stay,” said Tom Adeyemi. “We never go,” said Maria Keller. “Who knows?” said Tom Adeyemi.",
    title="Talks go on", date="2021-05-01",
)  # fmt: skip
UNDATED = Document("../notes/a b&c.txt", "“Perhaps we go,” said María Keller. “No,” said Ann Lee.")


class Reader:
    """Somebody who reads the pages: ``get`` and ``post`` give the answer, with ``text`` and ``status_code``."""

    def __init__(self, site):
        self._site, self._app, self._loop = site, site.app(), asyncio.new_event_loop()
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self._app), base_url="http://localhost")

    def get(self, path, **options):
        return self._ask("GET", path, **options)

    def post(self, path, data, **options):
        """Sends a form, with the token against forged requests that a page of this reader holds."""
        found = re.search(r'name="csrftoken" value="([^"]+)"', self.get("/edit").text)
        return self._ask("POST", path, data={"csrftoken": found[1], **data} if found else data, **options)

    def rows(self, path):
        return [json.loads(line) for line in self.get(path).text.splitlines()]

    def _ask(self, method, path, **options):
        return self._loop.run_until_complete(self._client.request(method, path, **options))

    def close(self):
        self._loop.run_until_complete(self._client.aclose())
        self._site.close()
        self._loop.close()


@pytest.fixture
def path(tmp_path):
    """The file of a database with three documents."""
    with archive.open(tmp_path / "quotes.db") as opened:
        opened.add([KELLER, ADEYEMI, UNDATED], extract=extract_marked)
    return tmp_path / "quotes.db"


@pytest.fixture
def opened(path):
    """The same database, as the archive knows it."""
    with archive.open(path) as opened:
        yield opened


@pytest.fixture
def serve(path):
    """``serve()`` gives a reader of the pages; ``token`` and ``hosts`` are as ``quotes.web.site`` takes them."""
    from quotes import web

    readers = []

    def serve(**options):
        readers.append(Reader(web.site(path, **options)))
        return readers[-1]

    yield serve
    for reader in readers:
        reader.close()


@pytest.fixture
def reader(serve):
    return serve()
