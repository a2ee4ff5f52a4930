"""brat standoff: a folder with a text and its annotations for each document (https://brat.nlplab.org/standoff.html).

Source, Cue and Content are entities, tied by one Attribution event a quote, as in PolNeAR (Newell, Margolin and Ruths,
LREC 2018). A note on the event names the speaker, attributes hold the closed values, a relation ties a nested quote
to the one that it stands in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from quotes.export.rows import Found, values
from quotes.types import Span

ATTRIBUTES = ("kind", "act", "form", "speaker_type")

CONFIGURATION = """[entities]
Source
Cue
Content
[relations]
Nested	Arg1:Content, Arg2:Content
[events]
Attribution	Content:Content, Cue?:Cue, Source?:Source
[attributes]
Kind	Arg:Attribution, Value:direct|indirect|mixed
Act	Arg:Attribution, Value:speech|thought|attitude
Form	Arg:Attribution, Value:sentence|turn|excerpt|headline
Speaker_type	Arg:Attribution, Value:person|organization|group|document|unnamed|author|unknown
"""

_UNSAFE = re.compile(r"[^\w.-]+")
NAME_LENGTH = 100
"""Code points of a file name, which file systems bound at 255 bytes."""


def write(found: Iterable[Found], folder: Path) -> int:
    """Writes ``NAME.txt`` and ``NAME.ann`` for each document into the folder, which is empty, and the
    ``annotation.conf`` that brat wants. The names are those of the documents' files. Returns how many quotes."""
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    count = 0
    for document, rows in found:
        if document is None:
            raise ValueError("brat files need the documents' texts")
        with _text_file(folder, document.id) as stream:
            stream.write(document.text)
        annotations = Path(stream.name).with_suffix(".ann")
        with open(annotations, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(f"{each}\n" for each in annotated([values(row) for row in rows], document.text))
        count += len(rows)
    return count


def annotated(quotes: Sequence[dict[str, Any]], text: str) -> Iterator[str]:
    """The lines of annotations for the quotes of a document, the values of their rows."""
    marks = _Marks(text)
    contents: dict[str, str] = {}
    nested: list[tuple[str, str]] = []
    for number, quote in enumerate(quotes, 1):
        places = {"Content": quote["spans"], "Cue": quote["cue_spans"], "Source": quote["source_spans"]}
        entities = {role: marks.add(role, spans) for role, spans in places.items() if spans}
        contents[quote["id"]] = entities["Content"]
        trigger = marks.add("Attribution", quote["cue_spans"] or quote["source_spans"] or quote["spans"][:1])
        yield from marks.take()
        tied = " ".join(f"{role}:{entity}" for role, entity in entities.items())
        yield f"E{number}\tAttribution:{trigger} {tied}"
        for place, key in enumerate(ATTRIBUTES, 1):
            yield f"A{(number - 1) * len(ATTRIBUTES) + place}\t{key.capitalize()} E{number} {quote[key]}"
        if quote["speaker"] is not None:
            yield f"#{number}\tAnnotatorNotes E{number}\t{_on_one_line(quote['speaker'])}"
        if quote["parent"] is not None:
            nested.append((quote["id"], quote["parent"]))
    held = [(contents[id], contents[parent]) for id, parent in nested if parent in contents]
    for number, (inner, outer) in enumerate(held, 1):
        yield f"R{number}\tNested Arg1:{inner} Arg2:{outer}"


class _Marks:
    """Numbers the extents of a document's annotations, and gives out their lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._count = 0
        self._lines: list[str] = []

    def add(self, kind: str, spans: Sequence[Span]) -> str:
        self._count += 1
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(self._text[start:end] for start, end in spans)
        self._lines.append(f"T{self._count}\t{kind} {offsets}\t{_on_one_line(words)}")
        return f"T{self._count}"

    def take(self) -> list[str]:
        lines, self._lines = self._lines, []
        return lines


def _on_one_line(words: str) -> str:
    # One for one, so that the length stays that of the extent.
    return re.sub(r"[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", words)


def _text_file(folder: Path, id: str) -> TextIO:
    """A new file for the document's text, named as the document's own file; numbered where another one is too."""
    stem = _UNSAFE.sub("_", re.split(r"[/\\]", id)[-1].removesuffix(".txt"))[:NAME_LENGTH].lstrip(".") or "document"
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        try:
            handle = os.open(folder / f"{name}.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            number += 1
            continue
        os.close(handle)
        # newline="": extents count the text's own characters.
        return open(folder / f"{name}.txt", "w", encoding="utf-8", newline="")
