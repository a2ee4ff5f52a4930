"""Web Annotations: what the recommendation asks for (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import dataclasses
import json

import pytest
from marked import extract_marked

from quotes import export
from quotes.export import rows
from quotes.types import Document

TEXT = "Yesterday, 😀 “Go,” said Maria Keller. “Stay,” said Tom Adeyemi."
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def written(tmp_path, documents):
    found = [(each, [rows.row(quote) for quote in extract_marked(each).quotes]) for each in documents]
    export.write_file(found, str(tmp_path / "all.jsonld"))
    return json.loads((tmp_path / "all.jsonld").read_text(encoding="utf-8"))


def test_a_collection_with_a_page_of_annotations(tmp_path):
    collection = written(tmp_path, [Document("a.txt", TEXT), Document("b.txt", TEXT)])
    page = collection["first"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], page["type"], collection["total"]) == ("AnnotationCollection", "AnnotationPage", 4)
    assert page["partOf"] == collection["id"]
    ids = [collection["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == 6
    assert all(id.startswith("urn:uuid:") for id in ids)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert {item["motivation"], *(body["purpose"] for body in item["body"])} <= MOTIVATIONS


def test_the_selectors_find_the_words(tmp_path):
    first, second = written(tmp_path, [Document("a.txt", TEXT)])["first"]["items"]
    for item, words in ((first, "Go,"), (second, "Stay,")):
        position, quote = item["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"] == words
        assert quote["prefix"] + words + quote["suffix"] in TEXT
    assert first["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 14, "end": 17}
    assert first["target"]["selector"][1]["prefix"] == "Yesterday, 😀 “"


def test_the_bodies_name_the_speaker_and_the_kind(tmp_path):
    first, _ = written(tmp_path, [Document("a.txt", TEXT)])["first"]["items"]
    bodies = [(body["purpose"], body["value"]) for body in first["body"]]
    assert bodies == [("identifying", "Maria Keller"), ("tagging", "direct"), ("tagging", "speech"),
                      ("tagging", "sentence")]  # fmt: skip


def test_each_piece_of_a_discontinuous_quote_is_a_target():
    document = Document("a.txt", TEXT)
    quote = dataclasses.replace(extract_marked(document).quotes[0], spans=((14, 17), (39, 44)), text="Go, … Stay,")
    from quotes.export.webannotations import annotation

    targets = annotation(document, rows.values(rows.row(quote)))["target"]
    assert [target["selector"][1]["exact"] for target in targets] == ["Go,", TEXT[39:44]]


@pytest.mark.parametrize(
    ("document", "source"),
    [
        (Document("a b/ü.txt", TEXT), "a%20b/%C3%BC.txt"),
        (Document("news.jsonl#3", TEXT), "news.jsonl%233"),
        (Document("urn:x", TEXT), "urn%3Ax"),
        (Document("a", TEXT, url="https://example.org/a?b=1#c"), "https://example.org/a?b=1#c"),
        (Document("a", TEXT, url="javascript:alert(1)"), "a"),
    ],
)
def test_the_source_is_the_address_or_the_file(tmp_path, document, source):
    items = written(tmp_path, [document])["first"]["items"]
    assert {item["target"]["source"] for item in items} == {source}


def test_nothing_found_is_an_empty_page(tmp_path):
    collection = written(tmp_path, [])
    assert (collection["total"], collection["first"]["items"]) == (0, [])
