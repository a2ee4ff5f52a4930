"""Web Annotations (W3C Recommendation of 23 February 2017) in JSON-LD: a collection with one page.

Each quote is one annotation. Its target is the document, at the quote's extents, told by their positions in code
points and by their words with what stands around them; its bodies name the speaker and the quote's kind.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote as percent_encoded

from quotes.export.rows import Found, values
from quotes.types import Document

CONTEXT = 32
"""Code points before and after a quote that its TextQuoteSelector gives."""
TAGS = ("kind", "act", "form")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "quotes")


def write(found: Iterable[Found], stream: TextIO) -> int:
    """Writes the collection. Returns how many quotes."""
    stream.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", ')
    stream.write('"label": "Quotes", "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
    count = 0
    # What is known only at the end stands at the end: the order of the keys is free in JSON.
    running = _SPACE
    for each in annotated(found):
        stream.write(",\n" if count else "\n")
        stream.write(json.dumps(each, ensure_ascii=False))
        running = uuid.uuid5(running, each["id"])
        count += 1
    collection, page = running.urn, uuid.uuid5(running, "page").urn
    stream.write(f'\n], "id": "{page}", "partOf": "{collection}"}}, "total": {count}, "id": "{collection}"}}\n')
    return count


def annotated(found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    """The annotation of each quote."""
    for document, rows in found:
        if document is None:
            raise ValueError("annotations need the documents' texts")
        for row in rows:
            yield annotation(document, values(row))


def annotation(document: Document, quote: dict[str, Any]) -> dict[str, Any]:
    """The annotation of a quote: ``quote`` holds the values of its row."""
    targets = [_target(document, start, end) for start, end in quote["spans"]]
    bodies = [_text(name, "identifying") for name in quote["speakers"]]
    bodies += [_text(quote[key], "tagging") for key in TAGS]
    return {
        "id": uuid.uuid5(_SPACE, quote["id"]).urn,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(document: Document, start: int, end: int) -> dict[str, Any]:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": _iri(document),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
            },
        ],
    }


def _iri(document: Document) -> str:
    """The document's address, or its id as a reference relative to the file's place."""
    url = document.url
    if url is not None and url.startswith(("http://", "https://")):
        return percent_encoded(url, safe="%/:=&?~#+!$,;'@()*[]")
    # A colon in the first part would make a scheme of it.
    return percent_encoded(document.id, safe="/~!$&'()*+,;=@")


def _text(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
