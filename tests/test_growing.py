"""Documents come, change and go in any order: the speakers are those that all documents together give."""

from __future__ import annotations

import random

import pytest

from quotes import archive, names
from quotes.archive import resolving
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


@pytest.mark.parametrize("seed", range(8))
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


def both(opened, *ids):
    return set(ids) <= {who.id for who in opened.speakers(types=(), quoted=False)}


def stored(opened):
    return {quote.document for quote in opened.quotes()}
