"""PolNeAR articles: text and brat standoff annotations of sources, cues and contents (Newell et al., LREC 2018)."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from pathlib import Path

from quotes.types import Span

ROLES = ("content", "cue", "source")

_SPAN = re.compile(r"T\d+$")
_NUMBER = re.compile(r"\d+$")


@dataclasses.dataclass(frozen=True)
class GoldAttribution:
    """Extents by role, in code points of the article's text, sorted; any role may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]

    def role(self, name: str) -> tuple[Span, ...]:
        return {"content": self.content, "cue": self.cue, "source": self.source}[name]


@dataclasses.dataclass(frozen=True)
class Article:
    """``readings`` holds the attributions of each annotator; the first in sorted file order is the gold one."""

    name: str
    text: str
    readings: tuple[tuple[GoldAttribution, ...], ...]


def load_articles(folder: Path) -> list[Article]:
    """The annotated articles of a split's folder (text/*.txt, attributions/*.ann), sorted by name."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in files:
            # newline="" keeps carriage returns: the offsets count them.
            with path.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            articles.append(
                Article(path.stem, text, tuple(read_standoff(each, len(text)) for each in files[path.stem]))
            )
    return articles


def read_standoff(path: Path, length: int) -> tuple[GoldAttribution, ...]:
    """The attributions of one annotation file; extents outside of the text's ``length`` are an error in the data."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if _SPAN.match(key):
            offsets = rest.split("\t")[0].partition(" ")[2]
            spans[key] = tuple(_span(part, length) for part in offsets.split(";") if part)
        elif key.startswith("E"):
            roles: dict[str, set[Span]] = {role: set() for role in ROLES}
            for argument in rest.split():
                role, _, name = argument.partition(":")
                role = _NUMBER.sub("", role).lower()
                if role in roles:
                    roles[role].update(spans.get(name, ()))
            if roles["content"] or roles["cue"]:
                found.append(GoldAttribution(**{role: tuple(sorted(extents)) for role, extents in roles.items()}))
    return tuple(found)


def _span(part: str, length: int) -> Span:
    start, end = map(int, part.split())
    if not 0 <= start <= end <= length:
        raise ValueError(f"extent {part} is outside of the text's {length} characters")
    return start, end


def split_held_out(articles: list[Article], count: int) -> tuple[list[Article], list[Article]]:
    """(training, held out): every nth article is held out, so that each publisher and month is in both."""
    step = len(articles) / count if count else 0
    chosen = {int(step * index + step / 2) for index in range(count)}
    return (
        [article for index, article in enumerate(articles) if index not in chosen],
        [article for index, article in enumerate(articles) if index in chosen],
    )
