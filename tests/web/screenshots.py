"""Takes the pictures of the pages that the README shows.

    quotes ingest seeds/ --db seeds.db
    python tests/web/screenshots.py seeds.db docs/images

Needs the extra ``browser`` and Chromium.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from quotes import archive
from quotes.types import Quote

WIDTH, HEIGHT = 1200, 760
NEAR = 500
"""Characters to either side of a quote that stand in a picture with it."""
SHADES = 96
"""Colours of a picture: enough for text, and a third of the bytes."""


def addresses(path: str) -> dict[str, str]:
    """The pages of the four pictures: the speaker quoted over the longest time, the quote with most others of different
    kinds and speakers around it, a word that many speakers say."""
    with archive.open(path, create=False) as opened:
        speakers = list(opened.speakers(types=("person",), limit=20))
        who = max(speakers, key=lambda one: (len(opened.profile(one.id).months), one.quotes))
        documents = [list(opened.quotes(document.id)) for document in opened.latest(limit=50)]
    shown = max(
        (quote for quotes in documents for quote in quotes if quote.cue), key=lambda one: variety(one, documents)
    )
    return {
        "start": "/", "search": "/search?q=cooperation", "speaker": f"/speaker?id={who.id}",
        "document": f"/document?id={shown.document}#q-{shown.id}",
    }  # fmt: skip


def variety(quote: Quote, documents: list[list[Quote]]) -> int:
    """How many kinds of quotes and speakers stand near a quote."""
    (quotes,) = (quotes for quotes in documents if quote in quotes)
    near = [other for other in quotes if abs(other.spans[0][0] - quote.spans[0][0]) < NEAR]
    return len({(other.kind, other.speaker, other.parent is None) for other in near})


def take(page: Page, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(SHADES, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def main(path: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "quotes", "serve", "--port", "0", "--db", path]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        try:
            assert server.stderr is not None
            base = re.search(r"http://[\d.:]+", server.stderr.readline())
            assert base is not None
            sandbox = [] if os.geteuid() else ["--no-sandbox"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for name, address in addresses(path).items():
                page.goto(base[0] + address)
                take(page, folder / f"{name}.png")
            browser.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    main(arguments.database, arguments.folder)
