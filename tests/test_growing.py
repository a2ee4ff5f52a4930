"""Documents come, change and go in any order: the speakers are those that all documents together give."""

from __future__ import annotations

import contextlib
import random

import pytest
from marked import extract_marked

from quotes import archive, names
from quotes.archive import resolving
from quotes.database import blocks
from quotes.errors import QueryError
from quotes.types import Alias, Authority, Document, Extraction, LocalSpeaker, Office, Quote, quote_id

PERSONS = (
    "Joe Biden", "Joseph Biden", "Joseph R. Biden Jr.", "Biden", "Mr. Biden", "Hunter Biden", "George Bush",
    "George W. Bush", "George H. W. Bush", "Bush", "López Obrador", "Andrés Manuel López Obrador", "Obrador",
    "Wang Yi", "Wang Yu", "Wang", "Zeng Peiyan", "Ceng Peiyan", "Jordan Hill", "Volodymyr Zelensky", "Zelenskyy",
    "Volodymyr Zelenskyy", "Donald Trump", "Donald Trump Jr.", "Trump", "Robert Kerrey", "Robert Kerry", "Kerry",
)  # fmt: skip
BODIES = ("Jordan Hill", "World Health Organization", "the World Health Organization", "WHO")
PHRASES = ("the Treasury Secretary", "Foreign Minister", "the former Treasury Secretary", "an official")
ROLES = ("President", "Foreign Minister", "Treasury Secretary", "Senator", "")

ENTRIES = (
    Authority("biden", "Joe Biden", aliases=("Joseph R. Biden Jr.",), offices=(Office("President", "2021"),)),
    Authority("trump-sr", "Donald Trump", aliases=("Trump", "George Bush")),
    Authority("bush-43", "George W. Bush", aliases=("George Bush",), offices=(Office("President", "2001", "2009"),)),
    Authority("who", "World Health Organization", "organization", ("WHO",)),
    Authority("nobody", "John Kasich"),
)


def document(chance: random.Random, number: int) -> Extraction:
    id, date = f"d{number}", f"{chance.choice((1981, 2019, 2020))}-01-0{chance.randrange(1, 9)}"
    found = {}
    for name in chance.sample(PERSONS, chance.randrange(1, 5)):
        role = chance.choice(ROLES)
        aliases = (Alias(name, 1, (0, 1)), Alias(name.split()[-1], 1, (2, 3), "surname"))
        found[names.key(name)] = LocalSpeaker(names.key(name), name, "person", (role,) if role else (), aliases)
    for name in chance.sample(BODIES, chance.randrange(0, 2)):
        found["body"] = LocalSpeaker("body", name, "organization", (), (Alias(name, 1), Alias("WHO", 1)))
    for name in chance.sample(PHRASES, chance.randrange(0, 2)):
        found["office"] = LocalSpeaker("office", name, "unnamed", (), (Alias(name, 1),))
    document = Document(id, "x" * 20, date=chance.choice((date, None)))
    quotes = tuple(
        Quote(quote_id(id, ((place, place + 1),)), id, "direct", "speech", "sentence", "x", ((place, place + 1),),
              speaker=speaker.name, speaker_id=key, speaker_type=speaker.type, date=document.date)
        for place, (key, speaker) in enumerate(found.items())
    )  # fmt: skip
    return Extraction(document, quotes, tuple(found.values()))


def table(opened: archive.Archive) -> list[object]:
    rows = list(opened.speakers(types=(), quoted=False))
    quotes = {quote.id: (quote.speaker_id, quote.confidence) for quote in opened.quotes()}
    return [*((row, opened.speaker(row.id).evidence) for row in rows), quotes]


@pytest.mark.parametrize("seed", [*range(8), 24, 30, 36, 47, 99])
def test_one_document_after_another_comes_to_the_same_as_all_at_once(tmp_path, seed):
    chance = random.Random(seed)
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        for step in range(30):
            number = chance.randrange(25)
            if chance.random() < 0.15 and any(d == f"d{number}" for d in stored(opened)):
                opened.remove(f"d{number}")
            else:
                opened.store(document(chance, number))
            if step == 15:
                opened.take_in(ENTRIES, source="entries.csv")
            if step == 10 and both(opened, "wang-yu", "hunter-biden"):
                opened.merge("wang-yu", "hunter-biden")
            if step == 20 and both(opened, "george-bush", "george-w-bush"):
                opened.never("george-bush", "george-w-bush")
            if step == 25:
                opened.undo()
            grown = table(opened)
            resolving.resolve_all(opened._db)
            assert grown == table(opened), f"step {step}"
            assert list(opened.check()) == [], f"step {step}"


@pytest.fixture
def portions(monkeypatch):
    """Everything is worked out in very small portions; ``few`` documents are added one by one."""

    def portions(few):
        for name, size in (("FEW", few), ("PART", 10**9), ("LINKED", 2), ("SPREAD", 3), ("TOGETHER", 4)):
            monkeypatch.setattr(resolving, name, size)

    return portions


class Stopped(Exception):
    """Somebody ends the work."""


@pytest.mark.parametrize("few", [0, 2, 100])
@pytest.mark.parametrize("seed", [*range(5), 13, 18])
def test_many_at_a_time_and_stopped_in_between_come_to_the_same(tmp_path, portions, monkeypatch, seed, few):
    """Whoever stops the work between two portions: the next look-up goes on with it."""
    portions(few)
    chance = random.Random(seed)
    step = resolving._step

    def stopping(*arguments):
        if chance.random() < 0.1:
            raise Stopped
        return step(*arguments)

    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        for turn in range(8):
            for number in chance.sample(range(25), 8):
                if chance.random() < 0.1 and turn:
                    removed(opened, f"d{number}")
                else:
                    opened.store(document(chance, number))
            monkeypatch.setattr(resolving, "_step", stopping)
            while True:
                with contextlib.suppress(Stopped):
                    grown = table(opened)
                    break
            monkeypatch.setattr(resolving, "_step", step)
            if turn == 3:
                opened.take_in(ENTRIES, source="entries.csv")
                grown = table(opened)
            if turn == 5 and both(opened, "wang-yu", "hunter-biden"):
                opened.merge("wang-yu", "hunter-biden")
                grown = table(opened)
            resolving.resolve_all(opened._db)
            assert grown == table(opened), f"turn {turn}"
            assert list(opened.check()) == []


def removed(opened, id):
    with contextlib.suppress(QueryError):
        opened.remove(id)


def test_a_short_name_is_free_again_when_the_other_bearer_has_gone(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        said = {"a": "John Keller", "b": "Jane Keller", "c": "Keller"}
        opened.add((Document(id, f"“Go,” said {name}.") for id, name in said.items()), extract=extract_marked)
        assert [quote.speaker for quote in opened.quotes("c")] == ["Keller"]
        opened.remove("b")
        assert [quote.speaker for quote in opened.quotes("c")] == ["John Keller"]


def speak(opened, number, *people, role="", type="person"):
    """A document in which these speakers, and nobody else, are quoted."""
    id, date = f"d{number}", "2020-04-01"
    said = [LocalSpeaker(names.key(name), name, type, (role,) if role else (), (Alias(name, 1),)) for name in people]
    quotes = tuple(
        Quote(quote_id(id, ((place, place + 1),)), id, "direct", "speech", "sentence", "x", ((place, place + 1),),
              speaker=speaker.name, speaker_id=speaker.key, speaker_type=type, date=date)
        for place, speaker in enumerate(said)
    )  # fmt: skip
    opened.store(Extraction(Document(id, "x" * 20, date=date), quotes, tuple(said)))


def speakers(opened, number):
    """The speakers of a document's quotes, who must be the same if all is worked out anew."""
    grown = table(opened)
    found = [quote.speaker for quote in opened.quotes(f"d{number}")]
    resolving.resolve_all(opened._db)
    assert grown == table(opened)
    return found


SECRETARY, PHRASE = "Treasury Secretary", "the Treasury Secretary"


def test_an_office_without_a_name_is_whose_it_is_after_a_merge_and_without_it_again(tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        speak(opened, 1, "Maria Keller", role=SECRETARY)
        speak(opened, 2, "Tom Adeyemi", role=SECRETARY)
        speak(opened, 3, PHRASE, type="unnamed")
        assert speakers(opened, 3) == [PHRASE]
        opened.merge("Maria Keller", "Tom Adeyemi")
        assert speakers(opened, 3) == ["Maria Keller"]
        opened.undo()
        assert speakers(opened, 3) == [PHRASE]


def test_an_office_is_nobodys_where_one_of_two_holders_may_be_either_of_two_entries(tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        opened.take_in([entry for entry in ENTRIES if "George Bush" in entry.aliases], source="entries.csv")
        for number, name in ((1, "Maria Keller"), (2, "Tom Adeyemi"), (4, "George Bush")):
            speak(opened, number, name, role=SECRETARY)
        speak(opened, 3, PHRASE, type="unnamed")
        opened.merge("Maria Keller", "Tom Adeyemi")
        assert speakers(opened, 3) == [PHRASE]
        opened.remove("d4")
        assert speakers(opened, 3) == ["Maria Keller"]
        speak(opened, 4, "George Bush", role=SECRETARY)
        assert speakers(opened, 3) == [PHRASE]


def test_an_office_is_an_entrys_of_one_word_whoever_else_comes(tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        speak(opened, 1, PHRASE, type="unnamed")
        opened.take_in([Authority("suharto", "Suharto", offices=(Office(SECRETARY, "2019", "2021"),))], source="a.csv")
        assert speakers(opened, 1) == ["Suharto"]
        speak(opened, 2, "Suharto")
        assert speakers(opened, 1) == ["Suharto"]
        opened.undo()
        assert speakers(opened, 1) == [PHRASE]


def test_a_surname_beside_the_double_family_name_stays_whose_it_is_when_another_document_goes(tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        speak(opened, 1, "Andrés Manuel López Obrador", role=SECRETARY)
        speak(opened, 2, "López Obrador", "Obrador", role=SECRETARY)
        speak(opened, 3, "Obrador", role=SECRETARY)
        assert set(speakers(opened, 2)) == {"Andrés Manuel López Obrador"}
        opened.remove("d3")
        assert set(speakers(opened, 2)) == {"Andrés Manuel López Obrador"}


def both(opened, *ids):
    return set(ids) <= {who.id for who in opened.speakers(types=(), quoted=False)}


def stored(opened):
    return {quote.document for quote in opened.quotes()}


def test_of_those_who_hold_an_office_only_who_may_be_one_person_is_worked_out_together(tmp_path):
    people = ("Roberta Kerrey", "Robert Kerrey", "Roberta Kiley", "James Kiley")
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        for number, name in enumerate(people):
            speaker = LocalSpeaker("k", name, "person", ("Treasury Secretary",), (Alias(name, 1, (0, 1)),))
            opened.store(Extraction(Document(f"d{number}", "x", date="2020-01-01"), (), (speaker,)))
        resolving.settle(opened._db)
        first = blocks.of_document(opened._db, "d0")

        def reached(**options):
            found = blocks.connected(opened._db, (), first, **options)
            return {item.speaker.name for _, item in blocks.occurrences(opened._db, found)}

        assert reached() == set(people), "over the office and the beginnings of their names"
        assert reached(alike=resolving._may_be_one) == {"Roberta Kerrey", "Robert Kerrey"}


def test_working_all_out_anew_files_decisions_and_entries_by_the_keys_of_today(tmp_path):
    with archive.Archive(tmp_path / "quotes.db", extractor="1") as opened:
        speak(opened, 1, "Maria Keller")
        speak(opened, 2, "Tom Adeyemi")
        opened.merge("Maria Keller", "Tom Adeyemi")
        opened.take_in([Authority("Q1", "Wang Yi", "person")], source="entries.csv")
        tables = "decision_keys", "authority_keys"
        filed = [opened._db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
        for table in tables:  # as a version with other rules might have filed them
            opened._db.execute(f"UPDATE {table} SET key = key || ' of old'")
        resolving.resolve_all(opened._db)
        again = [opened._db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
        assert [list(map(tuple, rows)) for rows in again] == [list(map(tuple, rows)) for rows in filed]
