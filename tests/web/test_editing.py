"""Corrections from the page: with the token, and only with it; each can be taken back."""

from __future__ import annotations

import html
import re

import pytest

from quotes import archive


def names(path):
    with archive.open(path) as opened:
        return sorted(who.name for who in opened.speakers())


@pytest.fixture
def editor(serve):
    reader = serve(token="secret")
    assert reader.get("/edit?token=secret").headers["location"] == "/"
    return reader


@pytest.mark.parametrize(
    ("what", "form", "expected"),
    [
        ("rename", {"id": "tom-adeyemi", "name": "Thomas Adeyemi"}, ["Ann Lee", "Maria Keller", "Thomas Adeyemi"]),
        ("merge", {"id": "tom-adeyemi", "name": "Ann Lee"}, ["Maria Keller", "Tom Adeyemi"]),
        ("never", {"id": "tom-adeyemi", "name": "Ann Lee"}, ["Ann Lee", "Maria Keller", "Tom Adeyemi"]),
    ],
)
def test_a_correction_is_kept_and_can_be_undone(editor, path, what, form, expected):
    before = names(path)
    answer = editor.post(f"/edit/{what}", {**form, "reason": "by hand"})
    assert answer.status_code == 303
    assert names(path) == expected
    page = editor.get(answer.headers["location"])
    assert "by hand" in page.text
    (number,) = set(re.findall(r'name="number" value="(\d+)"', page.text))
    assert editor.post("/edit/undo", {"number": number}).headers["location"] == "/decisions"
    assert names(path) == before
    assert "Nobody has corrected anything yet" in editor.get("/decisions").text


def test_names_are_set_apart(editor, path):
    before = names(path)
    address = editor.post("/edit/merge", {"id": "tom-adeyemi", "name": "Ann Lee"}).headers["location"]
    id = address.partition("=")[2]
    assert "Tom Adeyemi and Ann Lee are one: Tom Adeyemi." in editor.get("/decisions").text
    assert 'type="checkbox" name="form" value="Ann Lee"' in editor.get(address).text
    moved = editor.post("/edit/split", {"id": id, "form": "Ann Lee"}).headers["location"]
    assert moved == "/speaker?id=ann-lee"
    assert names(path) == before


def test_who_speaks_in_one_document_is_set_apart_from_the_reasons_of_a_quote(editor, path):
    document = editor.get("/document?id=in/adeyemi.txt").text
    (address,) = set(re.findall(r'href="(/speaker\?id=maria-keller[^"]*)#correct"', document))
    page = editor.get(html.unescape(address)).text
    assert 'name="document" value="in/adeyemi.txt"' in page
    form = {"id": "maria-keller", "document": "in/adeyemi.txt", "reason": "a namesake"}
    moved = editor.post("/edit/split", form).headers["location"].partition("=")[2]
    assert "Kept apart: María Keller, Maria Keller." in editor.get("/decisions").text
    with archive.open(path) as opened:
        assert {quote.document for quote in opened.by(moved)} == {"in/adeyemi.txt"}
        (other,) = (who.id for who in opened.speakers("Maria") if who.id != moved)
        assert {quote.document for quote in opened.by(other)} == {"in/keller.txt", "../notes/a b&c.txt"}


def spoken(path):
    with archive.open(path) as opened:
        return {quote.text: quote.speaker for quote in opened.quotes("in/adeyemi.txt")}


SPOKEN = {"We stay,": "Tom Adeyemi", "We never go,": "Maria Keller", "Who knows?": "Tom Adeyemi"}


@pytest.mark.parametrize(
    ("what", "form", "change"),
    [
        ("correct", {"name": "Ann Lee"}, {"We stay,": "Ann Lee"}),
        ("correct", {"name": "Ines Calder", "new": "1"}, {"We stay,": "Ines Calder"}),
        ("correct", {"unknown": "1"}, {"We stay,": None}),
        ("discard", {}, {}),
    ],
)
def test_one_quote_is_corrected_from_its_reasons(editor, path, what, form, change):
    assert spoken(path) == SPOKEN
    document = editor.get("/document?id=in/adeyemi.txt").text
    address = re.findall(r'href="(/edit/quote\?id=[^"]*)">Correct this quote', document)[0]
    assert "We stay" in editor.get(address).text
    id = address.partition("=")[2]
    answer = editor.post(f"/edit/{what}", {"id": id, **form, "reason": "by ear"})
    assert answer.headers["location"].startswith("/document?id=in%2Fadeyemi.txt")
    rest = {text: who for text, who in SPOKEN.items() if text != "We stay,"}
    assert spoken(path) == rest | change
    page = editor.get("/document?id=in/adeyemi.txt").text
    assert ("Before the correction</dt><dd>Tom Adeyemi" in page) == (what == "correct")
    listed = editor.get("/decisions").text
    assert f"{'discard' if what == 'discard' else 'attribute'} {id[:8]}" in listed
    assert "in/adeyemi.txt" in listed
    (number,) = set(re.findall(r'name="number" value="(\d+)"', listed))
    editor.post("/edit/undo", {"number": number})
    assert spoken(path) == SPOKEN


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "Nobody Known"}, "no such speaker"),
        ({"name": "Tom Adeyemi"}, "already"),
        ({"name": "Tom Adeyemi", "new": "1"}, "is there already"),
        ({"name": " "}, "is no name"),
    ],
)
def test_a_quote_that_cannot_be_corrected_so_stays_as_it_is(editor, path, form, said):
    with archive.open(path) as opened:
        (quote,) = opened.search("stay")
    answer = editor.post("/edit/correct", {"id": quote.id, **form})
    assert answer.headers["location"] == f"/edit/quote?id={quote.id}"
    assert said in editor.get(answer.headers["location"]).text
    assert spoken(path) == SPOKEN


def test_without_the_token_no_quote_is_corrected(serve, path):
    reader = serve(token="secret")
    with archive.open(path) as opened:
        (quote,) = opened.search("stay")
    assert reader.get(f"/edit/quote?id={quote.id}").status_code == 403
    assert reader.post("/edit/discard", {"id": quote.id}).status_code == 403
    assert "/edit/quote" not in reader.get("/document?id=in/adeyemi.txt").text
    assert spoken(path) == SPOKEN


@pytest.mark.parametrize(
    ("what", "form", "said"),
    [
        ("merge", {"id": "tom-adeyemi", "name": "Tom Adeyemi"}, "is one speaker already"),
        ("merge", {"id": "tom-adeyemi", "name": "Nobody Known"}, "no such speaker"),
        ("rename", {"id": "tom-adeyemi", "name": "  "}, "is no name"),
        ("rename", {"id": "gone", "name": "Else"}, "is no speaker any more"),
        ("split", {"id": "tom-adeyemi"}, "nothing to set apart"),
        ("split", {"id": "tom-adeyemi", "form": "Tom Adeyemi"}, "nobody would be left as Tom Adeyemi"),
        ("undo", {"number": "99"}, "no such decision"),
        ("undo", {"number": "x"}, "is no number"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(editor, path, what, form, said):
    before = names(path)
    answer = editor.post(f"/edit/{what}", form)
    assert answer.status_code == 303
    told = editor.get("/decisions").text
    assert said in told
    assert not re.search(r"&#39;quotes |'quotes |--[a-z]+ ?[A-Z.]", told)
    assert names(path) == before


def test_without_the_token_nobody_corrects(serve, path):
    reader = serve(token="secret")
    before = names(path)
    answer = reader.post("/edit/rename", {"id": "tom-adeyemi", "name": "Else"})
    assert answer.status_code == 403
    assert names(path) == before
    assert "/edit/rename" not in reader.get("/speaker?id=tom-adeyemi").text


@pytest.mark.parametrize("token", ["", "Secret", "secret ish", "%00"])
def test_a_wrong_token_opens_nothing(serve, token):
    reader = serve(token="secret")
    assert "ds_actor" not in reader.get(f"/edit?token={token}").headers.get("set-cookie", "")
    assert "/edit/rename" not in reader.get("/speaker?id=tom-adeyemi").text


def test_the_token_may_be_given_in_a_form(serve):
    reader = serve(token="secret")
    assert reader.post("/edit", {"token": "wrong"}).status_code == 403
    answer = reader.post("/edit", {"token": "secret"})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert "/edit/rename" in reader.get("/speaker?id=tom-adeyemi").text
    reader.post("/edit/leave", {})
    assert "/edit/rename" not in reader.get("/speaker?id=tom-adeyemi").text


def test_a_form_of_another_page_is_refused(editor, path):
    before = names(path)
    answer = editor._ask("POST", "/edit/rename", data={"id": "tom-adeyemi", "name": "Else"})
    assert answer.status_code == 403
    answer = editor._ask("POST", "/edit/rename", data={"id": "tom-adeyemi", "name": "Else", "csrftoken": "guessed"})
    assert answer.status_code == 403
    assert names(path) == before


def test_the_cookie_of_another_server_is_worth_nothing(serve, editor):
    other = serve(token="secret")
    other._client.cookies.update(editor._client.cookies)
    assert "/edit/rename" not in other.get("/speaker?id=tom-adeyemi").text


def test_without_edit_the_token_page_says_so(reader):
    answer = reader.get("/edit?token=secret")
    assert answer.status_code == 403
    assert "quotes serve --edit" in answer.text
