"""The pages in a real browser: what a reader does, with keys and on a phone, and what axe says of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from marked import extract_marked
from test_hostile_pages import ID as HOSTILE_ID
from test_hostile_pages import TEXT as HOSTILE

from quotes import archive, marking
from quotes.types import Document

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install Debian's 'chromium', or set CHROMIUM")

DOCUMENTS = [
    Document(
        "in/keller.txt",
        "“We go on with the bridge,” said Maria Keller.\n\n"
        + "Nothing was said for a while.\n\n" * 30
        + "“It rains,” believed Maria Keller. “We stay,” said Tom Adeyemi.",
        title="Budget adopted", date="2020-04-22", publisher="The Post",
    ),
    Document("in/adeyemi.txt", "“We never go,” said Maria Keller. “Why?” said Tom Adeyemi.", date="2021-05-01"),
    Document(HOSTILE_ID, HOSTILE.replace("said <script>alert(1)</script>", "said Eve Stone"), title=HOSTILE),
]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a real server of its own, and the one that takes the token."""
    path = tmp_path_factory.mktemp("served") / "quotes.db"
    with archive.open(path) as opened:
        opened.add(DOCUMENTS, extract=extract_marked)
    command = [sys.executable, "-m", "quotes", "serve", "--port", "0", "--edit", "--db", str(path)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            printed = [server.stderr.readline() for _ in range(2)]
            addresses = [re.search(r"http://\S+", line) for line in printed]
            assert all(addresses), printed
            yield addresses[0][0].rstrip("/"), addresses[1][0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        # Chromium's sandbox does not start for root.
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, address):
    """``new_page(width=..., color_scheme=...)``: a page of a browser without cookies. What its scripts complain of,
    what asks for another machine, and what opens a dialogue fails the test."""
    contexts, faults = [], []

    def new_page(*, width=1280, height=900, **options):
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, base_url=address[0], accept_downloads=True, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(address[0]) else faults.append(asked.url))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page):
    return new_page()


def faults_of(page):
    """What axe finds serious or critical, each with the first place."""
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


def test_search_open_a_speaker_open_a_quote_in_its_document(page):
    page.goto("/")
    page.get_by_label("Search quotes and speakers").fill("bridge")
    page.keyboard.press("Enter")
    page.locator(".line .who a").click()
    page.get_by_role("heading", name="Maria Keller").wait_for()
    page.get_by_role("link", name="We go on with the bridge").click()
    page.get_by_role("heading", name="Budget adopted").wait_for()
    assert page.locator("mark.chosen").inner_text() == "We go on with the bridge,"
    assert page.locator(".note.open h3").inner_text().startswith("Maria Keller")
    assert "the words name the speaker" in page.locator(".note.open").inner_text()


def test_a_click_shows_the_reasons_and_escape_leaves_them(page):
    page.goto("/document?id=in/adeyemi.txt")
    assert page.locator(".note.open").count() == 0
    page.locator("mark", has_text="Why?").click()
    assert page.locator(".note.open h3").inner_text() == "Tom Adeyemi"
    assert re.search(r"#q-[0-9a-f]{16}$", page.url)
    page.keyboard.press("Escape")
    assert page.locator(".note.open").count() == 0
    assert "#" not in page.url


def test_keys_go_from_quote_to_quote(page):
    page.goto("/document?id=in/keller.txt")
    chosen = []
    for key in "jjjjkk":
        page.keyboard.press(key)
        chosen.append(page.locator("mark.chosen").inner_text().rstrip(","))
    bridge, rains, stay = "We go on with the bridge", "It rains", "We stay"
    assert chosen == [bridge, rains, stay, stay, rains, bridge]
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.innerText") == "It rains,"
    assert page.locator("mark.chosen").is_visible()


def test_a_label_is_reached_and_opened_by_keys(page):
    page.goto("/document?id=in/adeyemi.txt")
    page.locator(".label").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("why-")
    page.get_by_role("button", name="Close").click()
    assert page.evaluate("document.activeElement.tagName") == "MARK"


def test_a_deep_link_shows_its_quote(page):
    page.goto("/document?id=in/keller.txt")
    page.keyboard.press("k")
    deep = page.url
    page.goto("/")
    page.goto(deep)
    assert page.locator("mark.chosen").inner_text() == "We stay,"
    top = page.locator("mark.chosen").bounding_box()["y"]
    assert 0 < top < 900


def test_what_is_copied_is_the_text_of_the_document(page):
    page.goto("/document?id=in/adeyemi.txt")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.text'))")
    assert page.evaluate("getSelection().toString()") == DOCUMENTS[1].text


def test_without_scripts_the_reasons_stand_at_the_end(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/document?id=in/adeyemi.txt")
    page.locator(".label").first.click()
    assert page.locator(".note").first.is_visible()
    assert re.search(r"#why-[0-9a-f]{16}$", page.url)


CITED = (
    "“We go on with the bridge” — Maria Keller. “Budget adopted”, The Post, 2020-04-22\n"
    "{address}/quote?id={id}"
)  # fmt: skip


@pytest.mark.parametrize("allowed", [["clipboard-read", "clipboard-write"], ["clipboard-read"]], ids=str)
@pytest.mark.parametrize(
    "path", ["/search?q=bridge", "/speaker?id=maria-keller&q=bridge", "/document?id=in/keller.txt"]
)
def test_a_quote_is_copied_with_its_source_and_address(new_page, address, path, allowed):
    page = new_page(permissions=allowed)
    page.goto(path)
    page.keyboard.press("j")
    button = page.locator("button.copy:visible").first
    button.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    id = re.search(r"[0-9a-f]{16}$", copied)[0]
    assert copied == CITED.format(address=address[0], id=id)
    page.goto(f"/quote?id={id}")
    assert page.locator("mark.chosen").inner_text() == "We go on with the bridge,"


@pytest.mark.parametrize("format", ["JSONL", "CSV"])
def test_download(page, format):
    page.goto("/speaker?id=maria-keller")
    with page.expect_download() as download:
        page.get_by_role("link", name=format, exact=True).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == f"quotes-maria-keller.{format.lower()}"
    assert "We go on with the bridge," in text
    if format == "JSONL":
        assert {json.loads(line)["speaker"] for line in text.splitlines()} == {"Maria Keller"}


def test_a_document_full_of_scripts_runs_none(page):
    page.goto("/document?" + urlencode({"id": HOSTILE_ID}))
    page.keyboard.press("j")
    assert "<script>alert(1)</script> we go" in page.locator("mark.chosen").inner_text()
    page.goto("/documents?q=script")
    page.goto("/search?q=go")
    assert page.locator("img").count() == 0
    assert page.evaluate("document.querySelectorAll('script:not([src])').length") == 0


def noted(document):
    return [marking.Noted(quote, document.text) for quote in extract_marked(document).quotes]


def test_the_file_that_stands_alone(new_page, tmp_path):
    page = new_page(offline=True)
    page.set_content(marking.page(DOCUMENTS[2], noted(DOCUMENTS[2])))
    page.locator("mark").click()
    assert page.locator(".note.open h3").inner_text() == "Eve Stone"
    assert faults_of(page) == []


def test_the_frame_of_a_notebook(page):
    page.set_content(marking.frame(DOCUMENTS[1], noted(DOCUMENTS[1])))
    frame = page.frame_locator("iframe")
    frame.locator("mark", has_text="Why?").click()
    assert frame.locator(".note.open h3").inner_text() == "Tom Adeyemi"
    frame.locator("body").press("Escape")
    assert frame.locator(".note.open").count() == 0


def test_edit_with_and_without_the_token(new_page, address):
    stranger, editor = new_page(), new_page()
    stranger.goto("/speaker?id=tom-adeyemi")
    assert stranger.get_by_role("heading", name="Correct").count() == 0
    editor.goto(address[1])
    editor.goto("/speaker?id=tom-adeyemi")
    editor.locator("summary", has_text="Rename").click()
    editor.get_by_label("New name").fill("Thomas Adeyemi")
    editor.get_by_role("button", name="Rename").click()
    editor.get_by_role("heading", name="Thomas Adeyemi").wait_for()
    assert "Renamed: Thomas Adeyemi" in editor.get_by_role("status").inner_text()
    assert faults_of(editor) == []
    stranger.goto("/speakers")
    assert stranger.get_by_role("link", name="Thomas Adeyemi").count() == 1
    editor.get_by_role("button", name="Undo").click()
    editor.get_by_role("heading", name="Tom Adeyemi").wait_for()


PAGES = [
    "/", "/search?q=go", "/search?q=nothing", "/speaker?id=maria-keller", "/speaker?id=maria-keller&kind=direct&q=go",
    "/document?id=in/keller.txt", "/speakers", "/documents", "/decisions", "/edit",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(page, path):
    page.goto(path)
    assert faults_of(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    if path.startswith("/document?"):
        page.keyboard.press("j")
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_long_words_and_tags_are_not_wider_than_a_phone(new_page):
    page = new_page(width=360, height=740)
    page.goto("/document?" + urlencode({"id": HOSTILE_ID}))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_the_reasons_do_not_cover_the_quote(new_page):
    page = new_page(width=360, height=740, has_touch=True)
    page.goto("/document?id=in/keller.txt")
    page.locator("mark", has_text="We stay").tap()
    note, mark = page.locator(".notes").bounding_box(), page.locator("mark.chosen").bounding_box()
    assert mark["y"] + mark["height"] <= note["y"]
    assert note["y"] + note["height"] <= 740
