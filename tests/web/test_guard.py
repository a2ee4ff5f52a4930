"""Who may ask what: names, sizes, methods, and nothing that writes or runs what a stranger wrote."""

from __future__ import annotations

import sqlite3

import pytest

from quotes import archive
from quotes.errors import DatabaseError
from quotes.web.archives import Archives
from quotes.web.serving import OWN, is_loopback


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8001", 200), ("127.0.0.1", 200), ("[::1]:8001", 200), ("evil.example", 421), ("", 421)],
)
def test_only_its_own_names_reach_it(serve, host, status):
    assert serve(hosts=OWN).get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data?sql=select+1", 403),
        ("/data.json?sql=select+1", 403),
        ("/data/quotes.json?_where=1=1", 403),
        ("/data.db", 403),
        ("/-/databases.json", 404),
        ("/-/metadata.json", 404),
        ("/-/plugins.json", 404),
        ("/-/auth-token?token=x", 404),
        ("/_internal", 403),
        ("/_memory", 404),
        ("/-/quotes/../application.py", 404),
        ("/-/quotes/%2e%2e/application.py", 404),
        ("/search?q=" + "a" * 5000, 414),
    ],
)
def test_what_is_nobodys_business_is_not_answered(reader, address, status):
    assert reader.get(address).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", ["/", "/edit/merge", "/edit", "/data/quotes", "/-/logout", "/-/messages"])
def test_without_edit_there_is_nothing_to_write_to(reader, method, address):
    assert reader._ask(method, address).status_code in (404, 405)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json", "content-length": "2"}, 415),
        ({"content-type": "application/x-www-form-urlencoded", "content-length": "9999999"}, 413),
        ({"content-type": "multipart/form-data; boundary=x", "content-length": "2"}, 415),
    ],
)
def test_only_small_forms_are_read(serve, headers, status):
    reader = serve(token="secret")
    assert reader._ask("POST", "/edit/undo", content=b"{}", headers=headers).status_code == status


def test_look_ups_cannot_write(path):
    with archive.open(path, readonly=True) as opened, pytest.raises((DatabaseError, sqlite3.OperationalError)):
        opened.rename("Tom Adeyemi", "Tim Adeyemi")
    with archive.open(path) as opened:
        assert opened.identify("Tom Adeyemi").name == "Tom Adeyemi"


def test_what_takes_too_long_is_given_up(path):
    archives = Archives(str(path))
    try:
        mine = archives._mine()
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        with pytest.raises(DatabaseError, match="takes too long"), mine.limited(0.05):
            mine._db.row(endless)
        assert mine.totals().quotes
    finally:
        archives.close()


def test_a_question_that_takes_too_long_is_answered_so(reader, monkeypatch):
    from quotes.web import archives

    monkeypatch.setattr(archives, "SECONDS", -1.0)
    monkeypatch.setattr("quotes.database.connection.INSTRUCTIONS", 1)
    answer = reader.get("/search?q=go")
    assert answer.status_code == 503
    assert "takes too long" in answer.text
    assert ".db" not in answer.text


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.4", False),
        ("x.org", False),
    ],
)
def test_what_is_this_machine_alone(host, loopback):
    assert is_loopback(host) is loopback


def test_another_datasette_is_left_as_it_is(reader):
    import asyncio

    from datasette.app import Datasette

    other = Datasette(memory=True)
    answer = asyncio.run(other.client.get("/_memory?sql=select+1"))
    assert answer.status_code == 200
    assert "content-security-policy" not in answer.headers
    assert asyncio.run(other.client.get("/speakers")).status_code == 404
