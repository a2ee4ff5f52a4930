"""Corrections of single quotes: whose they are, or that they are none; kept, explained, and taken back."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import sqlite3

import pytest
from marked import ADEYEMI, KELLER, extract_marked

from quotes import archive
from quotes.archive import attributing
from quotes.archive.amending import amended, restored
from quotes.errors import AmbiguousSpeakerError, NotFoundError, QueryError, ReadingError, UnknownSpeakerError
from quotes.export import complete
from quotes.export.rows import values
from quotes.types import (
    Alias,
    Authority,
    Corrected,
    Decision,
    Document,
    Extraction,
    LocalSpeaker,
    Quote,
    Step,
    quote_id,
)

LEE = Document("lee.txt", "“Yes,” said Ann Lee. “No,” said Tom Adeyemi.", date="2021-06-01")
DOCUMENTS = (KELLER, ADEYEMI, LEE)


@pytest.fixture
def opened(tmp_path):
    with archive.open(tmp_path / "quotes.db", timeout=0.1) as opened:
        yield opened


@pytest.fixture
def filled(opened):
    opened.add(DOCUMENTS, extract=extract_marked)
    return opened


def id_of(opened, words):
    (quote,) = opened.search(words)
    return quote.id


def said(opened, name):
    return sorted(quote.text for quote in opened.by(name, act=()))


def whose(opened):
    return {quote.text: quote.speaker for quote in opened.quotes()}


def everything(opened):
    """All that a database answers."""
    people = sorted(opened.speakers(types=(), quoted=False), key=lambda who: who.id)
    forms = [(who.id, opened.speaker(who.id).evidence) for who in people]
    return [quote.as_dict() for quote in opened.quotes()], people, forms


def whole(opened, path):
    with open(path, "w", encoding="utf-8") as stream:
        complete.write(opened.records(), stream)
    return path


# Whose it is


def test_a_quote_is_given_to_another_speaker(filled):
    decision = filled.correct(id_of(filled, "stay"), speaker="keller", reason="the caption names her")
    assert (decision.number, decision.kind, decision.names) == (1, "attribute", ("Maria Keller",))
    assert (said(filled, "Maria Keller"), said(filled, "Tom Adeyemi")) == (
        ["Go,", "It rains,", "Stay,"],
        ["No,", "Peace,"],
    )
    (quote,) = filled.search("stay", by="Maria Keller")
    assert (quote.speaker_id, quote.speaker_type, quote.speakers) == ("maria-keller", "person", ("Maria Keller",))
    assert (quote.resolution, quote.confidence) == (("decision",), 1.0)
    who = filled.identify("Maria Keller")
    assert (who.quotes, who.sayings, who.documents, who.last) == (3, 3, 2, "2021-05-01")
    assert list(filled.check()) == []


def test_why_shows_the_decision_and_what_had_been_found(filled):
    id = id_of(filled, "stay")
    assert filled.why(id).before is None
    decision = filled.correct(id[:8], speaker="Maria Keller", reason="the caption names her")
    why = filled.why(id)
    assert [reason.step.detail for reason in why.reasons] == ["no. 1: Maria Keller, not Tom Adeyemi"]
    assert [(each.number, each.at, each.reason) for each in why.decisions] == [
        (1, decision.at, "the caption names her")
    ]
    assert (why.before.speaker, why.before.resolution) == ("Tom Adeyemi", ("name",))
    assert [(item.form, item.rule) for item in why.evidence] == [("Maria Keller", "decision 1")]
    _, whys = filled.reasons("adeyemi.txt")
    assert [(each.quote.text, each.before is not None) for each in whys] == [("Stay,", True), ("Peace,", False)]
    assert filled.speaker("Maria Keller").decisions == (), "it says nothing of who she is"


@pytest.mark.parametrize(
    ("change", "spoken"),
    [
        (lambda opened, id: opened.correct(id, speaker="Maria Keller"), ["Maria Keller"]),
        (lambda opened, id: opened.correct(id, speaker=None), [None]),
        (lambda opened, id: opened.correct(id, speaker="Ines Calder", new=True), ["Ines Calder"]),
        (lambda opened, id: opened.correct(id, speaker=["Ann Lee", "Maria Keller"]), ["Ann Lee"]),
        (lambda opened, id: opened.discard(id), []),
    ],
)
def test_what_is_taken_back_is_as_it_had_been_found(filled, change, spoken):
    before = everything(filled)
    change(filled, id_of(filled, "stay"))
    assert [quote.speaker for quote in filled.quotes() if quote.text == "Stay,"] == spoken
    assert list(filled.check()) == []
    filled.undo()
    assert everything(filled) == before
    assert list(filled.check()) == []


def test_several_quotes_are_one_decision(filled):
    decision = filled.correct(id_of(filled, "stay"), id_of(filled, "no"), speaker="Maria Keller")
    assert [each.document for each in decision.quotes] == ["adeyemi.txt", "lee.txt"]
    assert said(filled, "Tom Adeyemi") == ["Peace,"]
    filled.undo(decision.number)
    assert said(filled, "Tom Adeyemi") == ["No,", "Peace,", "Stay,"]


def test_who_says_nothing_any_more_is_gone(filled):
    filled.correct(id_of(filled, "yes"), speaker="Tom Adeyemi")
    with pytest.raises(UnknownSpeakerError):
        filled.identify("Ann Lee")
    filled.undo()
    assert said(filled, "Ann Lee") == ["Yes,"]


def test_those_who_said_it_together(filled):
    filled.correct(id_of(filled, "stay"), speaker=["Ann Lee", "Maria Keller"])
    (quote,) = filled.search("stay", by="Maria Keller")
    assert quote.speakers == ("Ann Lee", "Maria Keller")
    assert said(filled, "Ann Lee") == ["Stay,", "Yes,"]


def test_a_quote_of_several_is_given_to_one(opened):
    text = "“Go,” said Maria Keller and Tom Adeyemi. “Wait,” said Tom Adeyemi."
    extraction = extract_marked(Document("a", text))
    together, alone = extraction.quotes
    together = dataclasses.replace(
        together, speaker="Maria Keller", speaker_id="k", speakers=("Maria Keller", "Tom Adeyemi"), role="mayor"
    )
    people = (
        LocalSpeaker("k", "Maria Keller", "person", ("mayor",)),
        LocalSpeaker("Tom Adeyemi", "Tom Adeyemi", "person"),
    )
    opened.store(Extraction(Document("a", text), (together, alone), people))
    before = everything(opened)
    opened.correct(together.id, speaker="Tom Adeyemi")
    (quote,) = opened.search("go")
    assert (quote.speakers, quote.role) == (("Tom Adeyemi",), None), "the role was hers"
    assert said(opened, "Tom Adeyemi") == ["Go,", "Wait,"]
    opened.undo()
    assert everything(opened) == before


def test_to_a_speaker_who_occurs_in_other_documents_alone_under_any_variant(opened):
    opened.add([Document("a", "“Go,” said William Keller."), LEE], extract=extract_marked)
    opened.correct(id_of(opened, "yes"), speaker="Bill Keller")
    assert said(opened, "William Keller") == ["Go,", "Yes,"]


def test_to_nobody_known(filled):
    filled.correct(id_of(filled, "stay"), speaker=None)
    (quote,) = filled.search("stay")
    assert (quote.speaker, quote.speaker_id, quote.speaker_type, quote.speakers) == (None, None, "unknown", ())
    assert filled.why(quote.id).before.speaker == "Tom Adeyemi"


# Somebody new


def test_a_typo_makes_nobody(filled):
    with pytest.raises(UnknownSpeakerError) as caught:
        filled.correct(id_of(filled, "stay"), speaker="Maria Kellner")
    assert caught.value.nearest[0] == "Maria Keller"
    assert filled.decisions() == []


def test_somebody_new_is_a_person_who_can_be_looked_up_and_given_more(filled):
    filled.correct(id_of(filled, "stay"), speaker="Ines Calder", new=True)
    filled.correct(id_of(filled, "go"), speaker="calder")
    who = filled.identify("Ines Calder")
    assert (who.id, who.name, who.type, who.quotes, who.documents) == ("ines-calder", "Ines Calder", "person", 2, 2)
    assert list(filled.check()) == []


@pytest.mark.parametrize("name", ["Maria Keller", "maría keller", "Ms. Maria Keller", " "])
def test_whoever_is_there_is_not_new(filled, name):
    before = everything(filled)
    with pytest.raises(QueryError, match=r"is there already|is no name"):
        filled.correct(id_of(filled, "stay"), speaker=name, new=True)
    assert (everything(filled), filled.decisions()) == (before, [])


def test_somebody_new_is_no_other_by_rule_until_a_document_names_him(opened):
    opened.add([Document("a", "“Go,” said Bill Keller."), ADEYEMI], extract=extract_marked)
    opened.correct(id_of(opened, "stay"), speaker="William Keller", new=True)
    assert (said(opened, "Bill Keller"), said(opened, "William Keller")) == (["Go,"], ["Stay,"])
    later = Document("b", "“Wait,” said William Keller.")
    opened.add([later], extract=extract_marked)
    assert said(opened, "William Keller") == ["Go,", "Stay,", "Wait,"]
    opened.remove("b")
    assert said(opened, "William Keller") == ["Stay,"]
    assert list(opened.check()) == []


def test_somebody_new_may_be_in_an_authority_file(filled):
    filled.take_in([Authority("Q7", "Ines Calder", aliases=("I. Calder",))], source="people")
    filled.correct(id_of(filled, "stay"), speaker="Ines Calder", new=True)
    assert said(filled, "Q7") == ["Stay,"]
    filled.undo(1)
    assert said(filled, "Ines Calder") == ["Stay,"]


# No quote


def test_what_is_no_quote_is_given_by_nothing(filled, tmp_path):
    id = id_of(filled, "stay")
    filled.discard(id, reason="a street name")
    assert list(filled.search("stay")) == []
    assert said(filled, "Tom Adeyemi") == ["No,", "Peace,"]
    assert [why.quote.text for why in filled.reasons("adeyemi.txt")[1]] == ["Peace,"]
    assert id not in {values(row)["id"] for _, rows in filled.export() for row in rows}
    assert filled.totals().quotes == 5
    with pytest.raises(NotFoundError, match=r"is no quote by decision 1 \(a street name\). 'quotes speakers undo 1'"):
        filled.why(id[:8])
    filled.correct(id, speaker="Ann Lee")
    assert said(filled, "Ann Lee") == ["Stay,", "Yes,"], "the later decision counts"


def nested(*parents):
    """A document with quotes 0, 1, … of which each stands in the one of the number given for it."""
    text = "“one two three four five six,” said Maria Keller."
    spans = [((start, 30 - start),) for start in range(1, len(parents) + 1)]
    ids = [quote_id("a", each) for each in spans]
    quotes = [
        Quote(
            id, "a", "indirect", "speech", "sentence", text[slice(*where[0])], where, speaker="Maria Keller",
            speaker_id="k", speaker_type="person", speakers=("Maria Keller",), steps=(Step("name"),),
            parent=None if parent is None else ids[parent],
        )
        for id, where, parent in zip(ids, spans, parents, strict=True)
    ]  # fmt: skip
    people = (LocalSpeaker("k", "Maria Keller", "person", (), (Alias("Maria Keller", 1),)),)
    return Extraction(Document("a", text), tuple(quotes), people), ids


@pytest.mark.parametrize(
    ("gone", "left"),
    [([0], {1: None, 2: 1}), ([1], {0: None, 2: 0}), ([0, 1], {2: None}), ([2], {0: None, 1: 0})],
)
def test_what_stands_in_no_quote_stands_in_what_is_around_it(opened, gone, left):
    extraction, ids = nested(None, 0, 1)
    opened.store(extraction)
    before = everything(opened)
    opened.discard(*(ids[number] for number in gone))
    parents = {ids.index(quote.id): quote.parent and ids.index(quote.parent) for quote in opened.quotes()}
    assert parents == left
    assert list(opened.check()) == []
    opened.undo()
    assert everything(opened) == before


# Twice


def test_of_two_corrections_the_later_counts_and_either_can_be_taken_back(filled):
    id = id_of(filled, "stay")
    filled.correct(id, speaker="Maria Keller")
    filled.correct(id, speaker="Ann Lee")
    assert whose(filled)["Stay,"] == "Ann Lee"
    assert [step.detail for step in filled.quote(id).steps] == ["no. 2: Ann Lee, not Tom Adeyemi"]
    assert [each.number for each in filled.why(id).decisions] == [1, 2]
    filled.undo(1)
    assert whose(filled)["Stay,"] == "Ann Lee"
    filled.correct(id, speaker="Maria Keller")
    filled.undo()
    assert whose(filled)["Stay,"] == "Ann Lee"
    filled.undo()
    assert whose(filled)["Stay,"] == "Tom Adeyemi"


@pytest.mark.parametrize("speaker", ["Tom Adeyemi", "T. Adeyemi"])
def test_a_quote_that_is_the_speaker_s_already_is_left_alone(filled, speaker):
    with pytest.raises(QueryError, match="is Tom Adeyemi's already"):
        filled.correct(id_of(filled, "stay"), speaker=speaker)
    assert filled.decisions() == []


def test_an_ambiguous_name_lists_the_candidates(filled):
    filled.add([Document("ada.txt", "“Now,” said Ada Keller.")], extract=extract_marked)
    with pytest.raises(AmbiguousSpeakerError):
        filled.correct(id_of(filled, "stay"), speaker="Keller")
    assert filled.decisions() == []


# Documents come again


def test_a_correction_lasts_when_the_document_is_read_again(filled):
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    filled.discard(id_of(filled, "no"))
    before = everything(filled)
    assert filled.add(DOCUMENTS, extract=extract_marked).unchanged == 3
    assert filled.add(DOCUMENTS, extract=extract_marked, again=True).replaced == 3
    assert everything(filled) == before
    filled.remove("adeyemi.txt")
    assert said(filled, "Maria Keller") == ["Go,", "It rains,"]
    filled.add([ADEYEMI], extract=extract_marked)
    assert everything(filled) == before


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“Stay,” said Tom Adeyemi, a mayor.", {"Stay,": "Maria Keller"}),
        ("It was late. “Stay,” said Tom Adeyemi.", {"Stay,": "Tom Adeyemi"}),
        ("“Wait,” said Tom Adeyemi.", {"Wait,": "Tom Adeyemi"}),
        ("“Sing,” said Tom Adeyemi.", {"Sing,": "Tom Adeyemi"}),
        ("Nothing was said.", {}),
    ],
)
def test_a_correction_of_words_that_are_gone_waits_until_they_are_back(filled, text, spoken):
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    before = everything(filled)
    filled.add([dataclasses.replace(ADEYEMI, text=text)], extract=extract_marked)
    assert {quote.text: quote.speaker for quote in filled.quotes("adeyemi.txt")} == spoken
    assert len(filled.decisions()) == 1
    assert list(filled.check()) == []
    filled.add([ADEYEMI], extract=extract_marked)
    assert everything(filled) == before


def test_another_extractor_may_say_it_otherwise_and_that_is_what_comes_back(filled):
    def by_lee(document):
        return extract_marked(dataclasses.replace(document, text=document.text.replace("Tom Adeyemi", "Sue Adeyemi")))

    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    filled.add([ADEYEMI], extract=by_lee, again=True)
    assert whose(filled)["Stay,"] == "Maria Keller"
    filled.undo()
    assert whose(filled)["Stay,"] == "Sue Adeyemi"


STEPS = {
    "keller": lambda opened: opened.add([KELLER], extract=extract_marked),
    "adeyemi": lambda opened: opened.add([ADEYEMI], extract=extract_marked),
    "lee": lambda opened: opened.add([LEE], extract=extract_marked),
    "hers": lambda opened: bring_decision(opened, "attribute", "stay", ("Maria Keller",), ("person",)),
    "new": lambda opened: bring_decision(opened, "attribute", "no", ("Ines Calder",), ("person",), at="2"),
    "none": lambda opened: bring_decision(opened, "discard", "rains", (), (), at="3"),
}


def bring_decision(opened, kind, words, names, types, *, at="1"):
    """What an import of decisions does, which may come before the documents."""
    from quotes import registry
    from quotes.database import speakers

    found = (quote for each in DOCUMENTS for quote in extract_marked(each).quotes if words in quote.text.casefold())
    quotes = tuple(Corrected(quote.document, quote.id, quote.text) for quote in found)
    decision = Decision({"1": 1, "2": 2, "3": 3}[at], kind, names, (), at, None, quotes, types)
    opened._settle()
    with opened._db.transaction():
        number = speakers.decide(opened._db, decision, registry.decision_keys(decision)).number
        attributing.apply(opened._db, number)


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS))[::17])
def test_the_order_of_documents_and_corrections_makes_no_difference(tmp_path, order):
    found = []
    for name, steps in (("a.db", order), ("b.db", STEPS)):
        with archive.open(tmp_path / name) as opened:
            for step in steps:
                STEPS[step](opened)
            found.append(everything(opened))
            assert list(opened.check()) == []
    assert found[0] == found[1]
    assert {quote["text"]: quote["speaker"] for quote in found[0][0]} == {
        "Go,": "Maria Keller", "Stay,": "Maria Keller", "Peace,": "Tom Adeyemi", "Yes,": "Ann Lee",
        "No,": "Ines Calder",
    }  # fmt: skip


# Who is who

M_KELLER = Authority("Q1", "M. Keller", aliases=("Maria Keller",))


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        (lambda opened: opened.merge("Ann Lee", "Maria Keller"), "Ann Lee"),
        (lambda opened: opened.rename("Maria Keller", "Mia Keller"), "Mia Keller"),
        (
            lambda opened: opened.take_in([Authority("Q1", "M. Keller", aliases=("Maria Keller",))], source="x"),
            "M. Keller",
        ),
        (lambda opened: opened.never("Maria Keller", "Tom Adeyemi"), "Maria Keller"),
    ],
)
@pytest.mark.parametrize("first", ["correction", "decision"])
def test_a_corrected_quote_goes_with_its_speaker(filled, decide, expected, first):
    if first == "decision":
        decide(filled)
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    if first == "correction":
        decide(filled)
    assert whose(filled)["Stay,"] == whose(filled)["Go,"] == expected
    assert list(filled.check()) == []
    before = everything(filled)
    filled.resolve()
    assert everything(filled) == before
    filled.add(DOCUMENTS, extract=extract_marked, again=True)
    assert everything(filled) == before


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        (lambda opened: opened.merge("Ines Calder", "Ann Lee"), "Ines Calder"),
        (lambda opened: opened.merge("Ann Lee", "Ines Calder"), "Ann Lee"),
        (lambda opened: opened.rename("Ines Calder", "Inés Calder"), "Inés Calder"),
    ],
)
def test_somebody_new_is_merged_and_renamed_like_others(filled, decide, expected):
    filled.correct(id_of(filled, "stay"), speaker="Ines Calder", new=True)
    before = everything(filled)
    decide(filled)
    assert whose(filled)["Stay,"] == expected
    assert said(filled, "Ines Calder") == said(filled, expected)
    assert list(filled.check()) == []
    filled.undo()
    assert everything(filled) == before


@pytest.fixture
def namesakes(opened):
    """Three documents, each with somebody of the same surname, of whom no more is known."""
    opened.add([Document(id, f"“{id}” said Keller.") for id in ("go", "stay", "wait")], extract=extract_marked)
    opened.add([LEE], extract=extract_marked)
    return opened


def test_to_one_of_several_namesakes(namesakes):
    go = namesakes.quote(id_of(namesakes, "go")).speaker_id
    namesakes.correct(id_of(namesakes, "yes"), speaker=go)
    assert said(namesakes, go) == ["Yes,", "go"]
    namesakes.add([Document("more", "“more” said Keller.")], extract=extract_marked)
    namesakes.add([Document("go", "“go” said Keller.")], extract=extract_marked, again=True)
    assert said(namesakes, go) == ["Yes,", "go"]
    assert list(namesakes.check()) == []


def test_a_surname_alone_is_held_by_the_documents_that_it_stands_in(opened):
    opened.add([Document("go", "“go” said Keller."), LEE], extract=extract_marked)
    opened.correct(id_of(opened, "yes"), speaker="Keller")
    opened.correct(id_of(opened, "no"), speaker="Brandt", new=True)
    later = ("“stay” said Keller. “sit” said Brandt.", "“wait” said Keller. “lie” said Brandt.")
    opened.add([Document(f"later {number}", text) for number, text in enumerate(later)], extract=extract_marked)
    together = {}
    for quote in opened.quotes():
        together.setdefault(quote.speaker_id, []).append(quote.text)
    assert sorted(together.values()) == [["No,"], ["go", "Yes,"], ["lie"], ["sit"], ["stay"], ["wait"]]


def test_a_surname_that_no_document_has_any_more_is_given_further_quotes(namesakes):
    go = namesakes.quote(id_of(namesakes, "go")).speaker_id
    namesakes.correct(id_of(namesakes, "yes"), speaker=go)
    namesakes.remove("go")
    alone = namesakes.quote(id_of(namesakes, "yes")).speaker_id
    namesakes.correct(id_of(namesakes, "no"), speaker=alone)
    left = namesakes.quote(id_of(namesakes, "no")).speaker_id
    assert said(namesakes, left) == ["No,", "Yes,"]
    namesakes.add([Document("go", "“go” said Keller.")], extract=extract_marked)
    assert said(namesakes, go) == ["No,", "Yes,", "go"]


def test_to_one_of_two_who_were_split(opened):
    opened.add([Document(id, f"“{id}” said Maria Keller.") for id in ("go", "stay", "wait")], extract=extract_marked)
    opened.add([LEE], extract=extract_marked)
    opened.split("Maria Keller", documents=["wait"])
    alone = opened.quote(id_of(opened, "wait")).speaker_id
    opened.correct(id_of(opened, "yes"), speaker=alone)
    assert said(opened, alone) == ["Yes,", "wait"]


def test_a_group_of_the_same_document(opened):
    extraction = extract_marked(Document("a", "“Go,” said residents. “Stay,” said Maria Keller."))
    first, *others = extraction.speakers
    group = dataclasses.replace(first, type="group")
    quotes = [dataclasses.replace(extraction.quotes[0], speaker_type="group"), extraction.quotes[1]]
    opened.store(dataclasses.replace(extraction, speakers=(group, *others), quotes=tuple(quotes)))
    opened.correct(id_of(opened, "stay"), speaker="residents")
    assert {(quote.speaker, quote.speaker_type) for quote in opened.quotes()} == {("residents", "group")}
    assert len({quote.speaker_id for quote in opened.quotes()}) == 1


def test_it_decides_nothing_about_other_quotes(opened):
    """That a quote is Maria Keller's does not make "Keller" beside it somebody else."""
    full = [Document(f"{day}", f"“{day}” said Maria Keller.", date=f"2020-04-0{day}") for day in (1, 2, 3)]
    bare = Document("bare", "“Go,” said Keller. “Stay,” said Tom Adeyemi. “Wait,” said Tom Adeyemi.", date="2020-04-09")
    opened.add([*full, bare], extract=extract_marked)
    before = whose(opened)
    assert before["Go,"] == "Maria Keller"
    opened.correct(id_of(opened, "stay"), speaker="Maria Keller")
    assert whose(opened) == before | {"Stay,": "Maria Keller"}
    opened.add([Document("4", "“4” said Keller.", date="2020-04-10")], extract=extract_marked)
    opened.add([bare], extract=extract_marked, again=True)
    assert whose(opened) == before | {"Stay,": "Maria Keller", "4": "Maria Keller"}


def test_nobody_is_worked_out_again_for_a_correction_nor_after_it(opened, monkeypatch):
    """However many documents tell of the two, it takes no longer."""
    many = [
        Document(f"{number}", f"“{number}” said Maria Keller. “{number}x” said Tom Adeyemi.", date="2020-04-01")
        for number in range(6)
    ]
    opened.add(many, extract=extract_marked)
    before = everything(opened)
    worked = []
    monkeypatch.setattr("quotes.archive.resolving.resolve", lambda *given, **_: worked.append(given))
    opened.correct(id_of(opened, "2x"), speaker="Maria Keller")
    opened.correct(id_of(opened, "3x"), speaker="Maria Keller")
    opened.discard(id_of(opened, "4x"))
    assert opened.identify("Maria Keller").quotes == 8
    opened.add([Document("new", "“new” said Maria Keller.", date="2020-04-02")], extract=extract_marked)
    assert opened.identify("Maria Keller").quotes == 9
    assert worked == []
    monkeypatch.undo()
    assert list(opened.check()) == []
    after = everything(opened)
    opened.resolve()
    assert everything(opened) == after
    opened.remove("new")
    for _ in range(3):
        opened.undo()
    assert everything(opened) == before


def test_who_was_kept_apart_by_a_document_alone_is_one_when_a_quote_of_it_is_discarded(opened):
    """Two names of one document are two people; when one of them says nothing there, they may be one."""
    many = [Document(f"{number}", f"“{number}” said Tom Adeyemi.", date="2020-04-01") for number in range(6)]
    both = Document("both", "“Go,” said Tom Adeyemi. “Stay,” said Thomas Adeyemi.", date="2020-04-01")
    opened.add([*many, both], extract=extract_marked)
    before = everything(opened)
    assert "Stay," not in said(opened, "Tom Adeyemi")
    opened.discard(id_of(opened, "go"))
    assert "Stay," in said(opened, "Tom Adeyemi")
    opened.undo()
    assert everything(opened) == before


# Files and crashes


def test_a_database_with_corrections_comes_back_as_it_was(filled, tmp_path):
    filled.correct(id_of(filled, "stay"), id_of(filled, "no"), speaker="Maria Keller", reason="“seen”")
    filled.correct(id_of(filled, "no"), speaker=["Ines Calder"], new=True)
    filled.discard(id_of(filled, "rains"))
    filled.correct(id_of(filled, "yes"), speaker=None)
    filled.undo()
    filled.correct(id_of(filled, "yes"), speaker="Tom Adeyemi")
    first = whole(filled, tmp_path / "all.jsonl")
    with archive.open(tmp_path / "other.db") as other:
        assert [added.outcome for added in other.bring(str(first))] == ["added"] * 3
        assert everything(other) == everything(filled)
        assert other.decisions() == filled.decisions()
        assert whole(other, tmp_path / "again.jsonl").read_bytes() == first.read_bytes()
        assert [added.outcome for added in other.bring(str(first))] == ["unchanged"] * 3
        assert other.add(DOCUMENTS, extract=extract_marked).unchanged == 3
        assert list(other.check()) == []
        while other.decisions():
            other.undo()
            filled.undo()
            assert everything(other) == everything(filled)
    assert whose(filled) == {
        quote.text: quote.speaker for each in DOCUMENTS for quote in extract_marked(each).quotes
    }  # fmt: skip


def test_corrections_come_into_a_database_that_has_the_documents(filled, tmp_path):
    with archive.open(tmp_path / "other.db") as other:
        other.add(DOCUMENTS, extract=extract_marked)
        other.rename("Ann Lee", "Anne Lee")
        other.correct(id_of(other, "stay"), speaker="Maria Keller")
        other.discard(id_of(other, "no"))
        path = whole(other, tmp_path / "all.jsonl")
    filled.merge("Maria Keller", "Tom Adeyemi")
    filled.undo()
    list(filled.bring(str(path)))
    assert whose(filled) == {
        "Go,": "Maria Keller", "It rains,": "Maria Keller", "Stay,": "Maria Keller", "Peace,": "Tom Adeyemi",
        "Yes,": "Anne Lee",
    }  # fmt: skip
    assert [each.kind for each in filled.decisions()] == ["rename", "attribute", "discard"]
    assert list(filled.check()) == []


def test_what_is_decided_again_within_a_second_is_kept_apart(filled, tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.archive.decisions.now", lambda: "2026-01-01T00:00:00+00:00")
    id = id_of(filled, "stay")
    filled.discard(id)
    filled.undo()
    filled.discard(id)
    path = whole(filled, tmp_path / "all.jsonl")
    with archive.open(tmp_path / "other.db") as other:
        for _ in range(2):
            list(other.bring(str(path)))
            assert [each.number for each in other.decisions()] == [2]
        assert whole(other, tmp_path / "again.jsonl").read_bytes() == path.read_bytes()


def broken(path, what, change):
    """Changes the first record of a kind in a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(next(row for row in rows if row.get("type") == what and (what != "document" or "found" in row)))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("what", "change", "reason"),
    [
        ("decision", lambda row: row.pop("quotes"), "no 'quotes'"),
        ("decision", lambda row: row.update(quotes=[]), "'quotes' has a wrong value"),
        ("decision", lambda row: row.update(quotes=row["quotes"] * 2), "'quotes' has one twice"),
        ("decision", lambda row: row.update(types=[]), "'names' and 'types' do not agree"),
        ("decision", lambda row: row.update(kind="merge"), "unknown key 'quotes'"),
        ("decision", lambda row: row.update(kind="discard"), "'names' and 'types' do not agree"),
        ("document", lambda row: row.pop("found"), "lacks 'found'"),
        ("document", lambda row: row.update(found=[]), "'found' has a wrong value"),
        ("document", lambda row: row["found"]["quotes"].clear(), "lacks a quote that was corrected"),
        ("document", lambda row: row["found"]["quotes"][0].reverse(), "'found' has a wrong value"),
        ("document", lambda row: row["found"]["quotes"][0][1].update(text="Wait,"), "does not stand in the document"),
        ("document", lambda row: row["found"]["quotes"][0][1].update(document="x"), "the quote of another document"),
        ("document", lambda row: row["found"]["quotes"][0][1].update(speaker_id="x"), "'found' lacks a speaker"),
        ("document", lambda row: row["found"]["quotes"][0][1].update(speaker_id="decision/1"), "lacks a speaker"),
        ("document", lambda row: row["found"]["speakers"].append([0, row["speakers"][0]]), "a speaker who is there"),
        ("document", lambda row: row["speakers"].append(row["speakers"][0]), "has a speaker twice"),
    ],
)
def test_a_file_whose_corrections_do_not_fit_is_an_error(filled, tmp_path, what, change, reason):
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    path = broken(whole(filled, tmp_path / "all.jsonl"), what, change)
    with archive.open(tmp_path / "other.db") as other:
        with pytest.raises(ReadingError, match=re.escape(reason)):
            list(other.bring(str(path)))
        assert list(other.quotes()) == other.decisions() == []


def test_what_is_derived_is_mended_with_corrections(filled):
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    filled.correct(id_of(filled, "no"), speaker="Ines Calder", new=True)
    before = everything(filled)
    filled.repair()
    assert everything(filled) == before
    assert list(filled.check()) == []


def test_confidence_that_is_lowered_comes_back_once(opened, tmp_path):
    def stored(id, name, type, *roles):
        quote = Quote(
            quote_id(id, ((0, 1),)), id, "indirect", "speech", "sentence", "x", ((0, 1),), speaker=name,
            speaker_id="k", speaker_type=type, speakers=(name,), date="2020-03-01",
        )  # fmt: skip
        local = LocalSpeaker("k", name, type, roles, (Alias(name, 1),))
        opened.store(Extraction(Document(id, "x", date="2020-03-01"), (quote,), (local,)))
        return quote.id

    for id in ("a", "b"):
        stored(id, "Maria Keller", "person", "Treasury Secretary")
    id = stored("c", "the Treasury Secretary", "unnamed")
    assert opened.quote(id).confidence == 0.8
    opened.correct(id, speaker=None)
    assert opened.quote(id).confidence == 1.0
    opened.undo()
    assert opened.quote(id).confidence == 0.8
    with archive.open(tmp_path / "other.db") as other:
        list(other.bring(str(whole(opened, tmp_path / "all.jsonl"))))
        assert other.quote(id).confidence == 0.8


@pytest.mark.parametrize("change", ["correct", "undo"])
def test_what_is_stopped_in_between_leaves_nothing_half_done(filled, monkeypatch, change):
    id = id_of(filled, "stay")
    if change == "undo":
        filled.correct(id, speaker="Maria Keller")
    before = everything(filled), filled.decisions()

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("quotes.archive.resolving.settle_within", killed)
    with pytest.raises(KeyboardInterrupt):
        filled.correct(id, speaker="Maria Keller") if change == "correct" else filled.undo()
    monkeypatch.undo()
    assert (everything(filled), filled.decisions()) == before
    assert list(filled.check()) == []


FAULTS = {
    "UPDATE said SET local = (SELECT number FROM local_speakers WHERE name = 'Ann Lee') "
    "WHERE quote = (SELECT number FROM quotes WHERE text = 'Stay,')": "is not whose it is by a decision",
    "UPDATE decisions SET undone = 'x' WHERE kind = 'attribute'": "by no decision that holds",
    "DELETE FROM found_quotes": "is not kept",
    "DELETE FROM corrections": "of a quote that nothing corrects",
    "UPDATE corrections SET text = 'Yes,', quote = (SELECT id FROM quotes WHERE text = 'Yes,') "
    "WHERE text = 'No,'": "that a decision discards is there",
}


@pytest.mark.parametrize("statement", FAULTS)
def test_check_finds_what_is_not_as_corrections_say(filled, statement):
    filled.correct(id_of(filled, "stay"), speaker="Maria Keller")
    filled.discard(id_of(filled, "no"))
    with sqlite3.connect(filled._db.path) as connection:
        connection.execute(statement)
    connection.close()
    assert any(FAULTS[statement] in fault.reason for fault in filled.check())


def test_a_correction_is_a_pure_change_that_can_be_taken_back():
    found, ids = nested(None, 0, 1)
    decisions = [
        Decision(4, "discard", (), quotes=(Corrected("a", ids[1], found.quotes[1].text),)),
        Decision(
            7, "attribute", ("Ann Lee",), quotes=(Corrected("a", ids[0], found.quotes[0].text),), types=("person",)
        ),
    ]
    changed, before = amended(found, decisions)
    assert [(quote.id, quote.speaker, quote.parent) for quote in changed.quotes] == [
        (ids[0], "Ann Lee", None), (ids[2], "Maria Keller", ids[0]),
    ]  # fmt: skip
    assert [(speaker.name, speaker.decision) for speaker in changed.speakers] == [
        ("Maria Keller", None),
        ("Ann Lee", 7),
    ]
    assert restored(changed, before) == found
