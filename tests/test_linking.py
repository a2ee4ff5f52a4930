"""Copies of documents are found, and their quotes counted once; quotes that others repeat know of each other."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
import sqlite3
from pathlib import Path

import pytest
from marked import extract_marked

from quotes import archive
from quotes.archive import linking
from quotes.database import migrations
from quotes.database.schema import STEPS, TWINS
from quotes.types import Document, Extraction, LocalSpeaker, Quote, quote_id

ROOT = Path(__file__).parent.parent
AGENCY = """Fernhill, Monday. The council met in the old hall and spoke about the bridge for hours on end.
“We will repair the bridge before the winter comes, whatever it costs us,” said Maria Keller. The mayor left early.
“Yes.” said Maria Keller. “Yes.” said Paul Ahn. People clapped and the band played on until late at night.
“Nobody has asked the people of the old town what they think of it,” said Paul Ahn. The meeting ended at ten."""
COURIER = "The Courier. " + AGENCY.replace("for hours on end", "for three hours").replace("it costs us", "it costs")
OTHER = """Elsewhere it rained, and hardly anybody came to see the show that had been announced for weeks.
“We will repair the bridge, before the winter comes whatever it costs us!” said Maria Keller. And so on it went.
“We will not repair the bridge before the winter comes, whatever it costs us,” said Maria Keller once more.
“Nobody has asked the people of the old town what they think of it,” said Eva Lind. “Yes.” said Paul Ahn."""
# Numbers in two quotes must agree, so these have none.
WORDS = ["".join(part) for part in itertools.product("bdfgk", "aeiou", "lmnpr", "aeiou")]
DOCUMENTS = [
    Document("agency", AGENCY, date="2020-01-02"),
    Document("courier", COURIER, date="2020-01-03"),
    Document("other", OTHER, date="2020-01-05"),
    Document("again", AGENCY),
]


@pytest.fixture
def opened(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        yield opened


def add(opened, *documents):
    opened.add(documents, extract=extract_marked)


def state(opened):
    """All that tells of copies: the links of each quote, how often each speaker is counted, what is listed once. The
    database is whole."""
    assert list(opened.check()) == []
    links = {q.id: (q.document, q.text, q.also_in, q.same_as) for q in opened.quotes()}
    listed = {who.name: sorted(q.id for q in opened.by(who.id)) for who in opened.speakers()}
    return links, sorted((who.name, who.quotes, who.documents) for who in opened.speakers()), listed


def links(opened, document):
    """Of each quote of a document: its first words, the documents of its copies, those of what says the same."""
    where = {q.id: q.document for q in opened.quotes()}
    return [
        (q.text[:8], [copy for copy, _ in q.also_in], sorted({where[id] for id in q.same_as}))
        for q in opened.quotes(document)
    ]


def test_copies_of_a_document_share_their_quotes_and_others_only_say_the_same(opened):
    add(opened, *DOCUMENTS[:3])
    assert links(opened, "agency") == [
        ("We will ", ["courier"], ["other"]),
        ("Yes.", ["courier"], []),
        ("Yes.", ["courier"], []),
        ("Nobody h", ["courier"], []),
    ]
    assert links(opened, "other") == [
        ("We will ", [], ["agency", "courier"]),
        ("We will ", [], []),
        ("Nobody h", [], []),
        ("Yes.", [], []),
    ]


def test_a_quote_in_several_copies_is_counted_and_listed_once(opened):
    add(opened, *DOCUMENTS)
    assert {who.name: who.quotes for who in opened.speakers()} == {"Maria Keller": 4, "Paul Ahn": 3, "Eva Lind": 1}
    assert [q.document for q in opened.by("Maria Keller")] == ["other", "other", "agency", "agency"]
    assert len(list(opened.by("Maria Keller", duplicates=True))) == 8
    assert [q.document for q in opened.by("Maria Keller", document="again")] == ["again", "again"]
    assert [q.document for q in opened.by("Maria Keller", since="2020-01-03", until="2020-01-03")] == ["courier"] * 2


def test_the_same_words_of_another_named_speaker_are_never_linked(opened):
    add(opened, *DOCUMENTS)
    speakers = {q.id: q.speaker for q in opened.quotes()}
    linked = [(q.speaker, other) for q in opened.quotes() for other in (*q.same_as, *(id for _, id in q.also_in))]
    assert linked
    assert all(speakers[other] == speaker for speaker, other in linked)


def test_a_correction_of_the_speaker_links_and_parts(opened):
    add(opened, *DOCUMENTS[:3])
    opened.merge("Paul Ahn", "Eva Lind")
    assert ("Nobody h", ["courier"], ["other"]) in links(opened, "agency")
    opened.undo()
    assert ("Nobody h", ["courier"], []) in links(opened, "agency")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_documents_makes_no_difference(tmp_path, order):
    with archive.open(tmp_path / "one.db") as one, archive.open(tmp_path / "other.db") as other:
        add(one, *DOCUMENTS)
        for index in order:
            add(other, DOCUMENTS[index])
            other.resolve() if index == 2 else other.speakers()
        assert state(other) == state(one)


def test_what_is_removed_or_changed_is_unlinked(opened, tmp_path):
    add(opened, *DOCUMENTS)
    opened.remove("agency")
    add(opened, dataclasses.replace(DOCUMENTS[3], text=OTHER.replace("Elsewhere", "There")))
    with archive.open(tmp_path / "fresh.db") as fresh:
        add(
            fresh,
            DOCUMENTS[1],
            DOCUMENTS[2],
            dataclasses.replace(DOCUMENTS[3], text=OTHER.replace("Elsewhere", "There")),
        )
        assert state(opened) == state(fresh)
    opened.remove("again")
    opened.remove("other")
    assert links(opened, "courier") == [("We will ", [], []), ("Yes.", [], []), ("Yes.", [], []), ("Nobody h", [], [])]


def test_an_older_database_is_searched_for_copies_once_it_is_opened(tmp_path):
    """One of the schema before copies were looked for."""
    new, path = str(tmp_path / "new.db"), str(tmp_path / "old.db")
    with archive.open(new) as opened:
        add(opened, *DOCUMENTS)
        expected = state(opened)
    old = sqlite3.connect(path, isolation_level=None)
    for number, step in enumerate(STEPS[: STEPS.index(TWINS)], 1):
        old.executescript(f"{step}; PRAGMA user_version = {number}")
    old.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    old.execute("ATTACH ? AS new", (new,))
    for table in ("documents", "speakers", "local_speakers", "aliases", "quotes", "said", "evidence", "block_keys"):
        columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    old.execute("UPDATE main.speakers SET quotes = 99")
    old.close()
    with archive.open(path) as opened:
        assert state(opened) == expected


def said_on(day):
    def extract(document):
        found = extract_marked(document)
        return dataclasses.replace(found, quotes=tuple(dataclasses.replace(q, said_on=day) for q in found.quotes))

    return extract


@pytest.mark.parametrize(
    ("day", "linked"), [("2020-01-01", True), ("2020-01", True), (None, True), ("2020-01-09", False)]
)
def test_what_was_said_on_different_days_is_not_the_same(opened, day, linked):
    opened.add([DOCUMENTS[0]], extract=said_on("2020-01-01"))
    opened.add([DOCUMENTS[2]], extract=said_on(day))
    assert any(q.same_as for q in opened.quotes()) is linked


def test_a_wording_between_two_others_ties_them_as_long_as_it_is_there(opened):
    """In two copies of an article, and in one that only repeats the quote."""
    around = " ".join(WORDS[100:250])

    def made(id, text, changed):
        words = [WORDS[i + 300] if 10 <= i < 10 + changed else WORDS[i] for i in range(30)]
        return Document(id, f"{text}. “{' '.join(words)}” said Maria Keller.")

    def found():
        (who,) = opened.speakers()
        return who.quotes, [(len(q.also_in), len(q.same_as)) for q in opened.quotes()]

    add(opened, made("a", around, 0), made("b", around, 4))
    assert found() == (2, [(0, 0), (0, 0)])
    add(opened, made("c", "Elsewhere", 2))
    assert found() == (2, [(1, 1), (1, 1), (0, 2)])
    opened.remove("c")
    assert found() == (2, [(0, 0), (0, 0)])


@pytest.mark.parametrize("most", [2, 32])
@pytest.mark.parametrize("seed", range(3))
def test_any_history_comes_to_what_the_documents_alone_give(tmp_path, monkeypatch, seed, most):
    """Also where keys come to be too frequent to tell, and cease to be."""
    monkeypatch.setattr(linking, "MOST_QUOTES", most)
    monkeypatch.setattr(linking, "MOST_ARTICLES", most)
    chance = random.Random(seed)
    base = WORDS[:30]
    around = [" ".join(WORDS[start : start + 150]) for start in (100, 300)]

    def made(id):
        """Of two articles one, with a quote in up to six wordings that shade into one another."""
        words = list(base)
        for place in chance.sample([3, 8, 13, 18, 23, 28], chance.randrange(6)):
            words[place] = "changed"
        text = f"{chance.choice(around)}. “{' '.join(words)}” said Maria Keller. “No.” said Paul Ahn."
        return Document(id, text)

    with archive.open(tmp_path / "a.db") as one:
        held = {}
        for _ in range(25):
            id = f"d{chance.randrange(12)}"
            if id in held and chance.random() < 0.6:
                one.remove(id)
                del held[id]
            else:
                held[id] = made(id)
                add(one, held[id])
        found = state(one)
    with archive.open(tmp_path / "b.db") as other:
        add(other, *chance.sample(list(held.values()), len(held)))
        assert state(other) == found


def gold(file):
    """The gold of a seed as an extraction."""

    def extract(document):
        rows = [json.loads(line) for line in (ROOT / "fixtures" / "seeds" / f"{file}.jsonl").read_text().splitlines()]
        types = {row["speaker"]: row["speaker_type"] for row in rows if row["speaker"]}
        speakers = [LocalSpeaker(name, name, types[name]) for name in sorted(types)]
        quotes = [
            Quote(
                id=quote_id(document.id, row["spans"]), document=document.id, kind=row["kind"], act=row["act"],
                form=row["form"], text=" … ".join(document.text[start:end] for start, end in row["spans"]),
                spans=tuple((start, end) for start, end in row["spans"]), speaker=row["speaker"],
                speaker_id=row["speaker"], speaker_type=row["speaker_type"],
                speakers=(row["speaker"],) if row["speaker"] else (),
            )
            for row in rows
        ]  # fmt: skip
        return Extraction(document, tuple(quotes), tuple(speakers))

    return extract


def test_a_seed_and_its_edited_copy_are_one_and_the_other_seeds_are_not(opened):
    files = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
    for file in files:
        text = (ROOT / "seeds" / f"{file}.txt").read_text(encoding="utf-8")
        opened.add([Document(file, text)], extract=gold(file))
    assert not any(q.also_in or q.same_as for q in opened.quotes() if q.document != files[3])
    before = sum(who.quotes for who in opened.speakers())
    # Edits of one length, so that the gold's extents hold: in the text, and in what was said.
    edited = (ROOT / "seeds" / f"{files[0]}.txt").read_text(encoding="utf-8")
    edited = edited.replace("China.org.cn", "The-Herald.x").replace(" effectively", " efficiently")
    opened.add([Document("copy", edited)], extract=gold(files[0]))
    assert sum(who.quotes for who in opened.speakers()) == before
    assert all([copy for copy, _ in q.also_in] == [files[0]] for q in opened.quotes("copy"))
    assert {copy for q in opened.quotes() for copy, _ in q.also_in} == {files[0], "copy"}


def test_articles_that_share_no_more_than_a_page_s_foot_are_each_read_about_once(opened, monkeypatch):
    """Each is compared with all before it; to find their words again each time would take a hundred times as long."""
    read, example = [], linking.rows.example
    monkeypatch.setattr(linking.rows, "example", lambda db, mark: read.append(mark) or example(db, mark))
    chance = random.Random(3)
    foot = " ".join(chance.choice(WORDS) for _ in range(160))
    bodies = [" ".join(chance.choice(WORDS) for _ in range(200)) for _ in range(60)]
    add(opened, *(Document(str(number), f"{body} {foot}") for number, body in enumerate(bodies)))
    assert 60 <= len(read) <= 120
