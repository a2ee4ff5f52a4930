"""What is there at a glance: the same as looking everything up and counting."""

from __future__ import annotations

import collections
import dataclasses

import pytest
from marked import extract_marked

from quotes import archive
from quotes.archive import overview
from quotes.database import counting, profiles
from quotes.types import Alias, Document, Extraction, LocalSpeaker

DOCUMENTS = [
    Document("a.txt", "“We go,” said Maria Keller. “We stay,” said Tom Adeyemi.", title="On going", date="2020-04-22"),
    Document("b.txt", "“It rains,” believed Maria Keller. “Peace,” wanted Tom Adeyemi.", date="2020-05"),
    Document("c.txt", "“We go on,” said María Keller. “No,” said Ann Lee.", title="Going on", date="2021"),
    Document("d.txt", "“Perhaps we go,” said Maria Keller.", title="Undated"),
]


@pytest.fixture
def opened(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        opened.add(DOCUMENTS, extract=extract_marked)
        yield opened


def test_totals(opened):
    assert opened.totals() == overview.Totals(documents=4, quotes=7, speakers=3)


def test_totals_are_counted_anew_when_something_is_written(tmp_path, opened):
    with archive.open(tmp_path / "quotes.db", readonly=True) as reading:
        assert reading.totals().documents == 4
        opened.add([Document("e.txt", "“Now,” said Eve Stone.")], extract=extract_marked)
        assert opened.totals() == reading.totals() == overview.Totals(documents=5, quotes=8, speakers=4)


def test_the_latest_documents(opened):
    assert [document.id for document in opened.latest()] == ["c.txt", "b.txt", "a.txt", "d.txt"]
    assert [document.id for document in opened.latest(limit=2, after="c.txt")] == ["b.txt", "a.txt"]
    assert [document.id for document in opened.latest("GO")] == ["c.txt", "a.txt"]
    assert opened.latest("d.txt") == [overview.DocumentRow("d.txt", "Undated", None, None, None, 1)]


@pytest.mark.parametrize(
    ("words", "narrowing"),
    [
        (None, {}),
        ("we", {}),
        ('"we go"', {"since": "2020"}),
        ("w*", {"kind": ("direct",)}),
        (None, {"by": "Keller"}),
        ("we", {"by": "Keller"}),
        ("we", {"by": "Keller", "until": "2020"}),
        (None, {"act": ()}),
        (None, {"document": "c.txt"}),
        ("nothing", {}),
    ],
)
def test_facets_count_what_a_look_up_gives(opened, words, narrowing):
    facets = opened.found(words, newest=True, **narrowing).facets
    found = list(opened.newest(words, **narrowing))
    assert facets.total == len(found)
    assert facets.complete
    for counts, key in ((facets.kinds, "kind"), (facets.acts, "act"), (facets.documents, "document")):
        assert {one.value: one.quotes for one in counts} == collections.Counter(getattr(q, key) for q in found)
    assert {one.value: one.quotes for one in facets.speakers} == collections.Counter(q.speaker_id for q in found)
    assert {one.value: one.quotes for one in facets.years} == collections.Counter(q.date[:4] for q in found if q.date)
    if words is not None:
        assert {quote.id for quote in opened.search(words, **narrowing)} == {quote.id for quote in found}


def test_years_come_latest_first_and_documents_by_title(opened):
    facets = opened.found("we").facets
    assert [one.value for one in facets.years] == ["2021", "2020"]
    assert {one.label for one in facets.documents} == {"On going", "Going on", "Undated"}


def test_counting_ends_somewhere(opened, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    facets = opened.found("we").facets
    assert (facets.total, facets.complete) == (2, False)


def test_a_copy_is_counted_as_it_is_listed(opened):
    text = DOCUMENTS[0].text + " The bridge over the river was closed on Monday for a week of repairs." * 8
    copies = [Document("e.txt", text, date="2022-01-01"), Document("f.txt", text, date="2022-01-02")]
    opened.add(copies, extract=extract_marked)
    assert list(opened.by("Adeyemi", document="e.txt")) + list(opened.by("Adeyemi", document="f.txt"))
    assert opened.found(by="Adeyemi").facets.total == len(list(opened.by("Adeyemi")))


def test_newest(opened):
    assert [quote.text for quote in opened.newest("we", limit=2)] == ["We go on,", "We go,"]
    assert list(opened.newest(by="Keller")) == list(opened.by("Keller"))
    first = next(opened.newest())
    assert next(opened.newest(after=first.id)) == list(opened.newest(limit=2))[1]


def test_a_profile(opened):
    profile = opened.profile("keller")
    assert [(form.form, form.count, form.documents, form.document) for form in profile.forms] == [
        ("Maria Keller", 3, 3, "d.txt"), ("María Keller", 1, 1, "c.txt"),
    ]  # fmt: skip
    assert profile.months == (("2020-04", 1), ("2020-05", 1), ("2021", 1))
    assert [(one.value, one.quotes) for one in profile.beside] == [("tom-adeyemi", 2), ("ann-lee", 1)]
    assert profile.decisions == ()
    opened.rename("keller", "Maria A. Keller")
    assert [decision.kind for decision in opened.profile("Maria A. Keller").decisions] == ["rename"]


def test_of_very_much_evidence_a_part_is_counted_and_no_form_left_out(opened, monkeypatch):
    monkeypatch.setattr(profiles, "MOST", 1)
    assert {form.form for form in opened.profile("keller").forms} == {"Maria Keller", "María Keller"}


def test_roles_have_the_dates_of_their_documents(opened):
    given = [("2020", ("Mayor",)), ("2022-01-01", ("Mayor", "Senator")), (None, ("Mayor",))]
    for number, (date, roles) in enumerate(given):
        speaker = LocalSpeaker("z", "Zoe Quill", "person", roles, (Alias("Zoe Quill", 1),))
        quote = extract_marked(Document(f"z{number}", "“Go,” said Zoe Quill.", date=date)).quotes[0]
        quote = dataclasses.replace(quote, speaker_id="z")
        opened.store(Extraction(Document(f"z{number}", "“Go,” said Zoe Quill.", date=date), (quote,), (speaker,)))
    assert [(role.role, role.documents, role.first, role.last) for role in opened.profile("Zoe Quill").roles] == [
        ("Mayor", 3, "2020", "2022-01-01"), ("Senator", 1, "2022-01-01", "2022-01-01"),
    ]  # fmt: skip


def test_the_reasons_of_a_document_are_those_of_why(opened):
    opened.merge("Maria Keller", "Ann Lee")
    for document in DOCUMENTS:
        found, reasons = opened.reasons(document.id)
        assert found == document
        assert reasons == [opened.why(quote.id) for quote in opened.quotes(document.id)]
        assert opened.marked(document.id).quotes == list(opened.quotes(document.id))


def test_an_archive_opened_for_reading_stays_as_it_is(tmp_path, opened):
    before = (tmp_path / "quotes.db").read_bytes()
    with archive.open(tmp_path / "quotes.db", readonly=True) as reading:
        assert reading.totals() == opened.totals()
        assert list(reading.by("Keller"))
    assert (tmp_path / "quotes.db").read_bytes() == before
