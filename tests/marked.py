"""A stand-in for ``quotes.extraction.extract`` that knows one pattern and needs no model."""

from __future__ import annotations

import collections
import re

from quotes.types import Alias, Document, Extraction, LocalSpeaker, Quote, Step, quote_id

KELLER = Document("keller.txt", "“Go,” said Maria Keller. “It rains,” believed Maria Keller.", date="2020-04-22")
ADEYEMI = Document("adeyemi.txt", "“Stay,” said Tom Adeyemi. “Peace,” wanted Tom Adeyemi.", date="2021-05-01")

SAID = re.compile(r"“(?P<text>[^”]+)” (?P<cue>said|believed|wanted) (?P<source>\w+(?: [A-Z]\w+)*)")
ACTS = {"said": "speech", "believed": "thought", "wanted": "attitude"}


def unsure(text: str) -> float:
    return 0.5 if text.endswith("?") else 1.0


def extract_marked(document: Document) -> Extraction:
    """The quotes of a text that knows one pattern: “…” said|believed|wanted NAME. Questions are unsure."""
    found, counts = [], collections.Counter()
    for match in SAID.finditer(document.text):
        name, span = match["source"], match.span("text")
        counts[name] += 1
        found.append(
            Quote(
                id=quote_id(document.id, [span]), document=document.id, kind="direct", act=ACTS[match["cue"]],
                form="sentence", text=match["text"], spans=(span,), cue=match["cue"], cue_spans=(match.span("cue"),),
                source=name, source_spans=(match.span("source"),), speaker=name, speaker_id=name,
                speaker_type="person", speakers=(name,), confidence=unsure(match["text"]),
                steps=(Step("name", name, match.span("source")),),
                title=document.title, date=document.date, publisher=document.publisher, url=document.url,
            )
        )  # fmt: skip
    speakers = [LocalSpeaker(name, name, "person", (), (Alias(name, count),)) for name, count in counts.items()]
    return Extraction(document, tuple(found), tuple(speakers))
