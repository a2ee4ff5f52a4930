"""Corrections in any mixture with documents that come, go and come again: as if all were worked out at once."""

from __future__ import annotations

import dataclasses
import random
import zlib

import pytest
from marked import extract_marked

from quotes import archive
from quotes.errors import QuotesError
from quotes.export import complete
from quotes.types import Document

NAMES = (
    *["Maria Keller"] * 5, *["Tom Adeyemi"] * 3, *["Ann Lee"] * 2, "Keller", "Adeyemi", "Lee", "María Keller",
    "Ada Keller", "William Keller", "Bill Keller", "Thomas Adeyemi", "the Treasury Secretary",
)  # fmt: skip
NEW = ("Zoe Brandt", "Mia Okoro", "Josef Keller")
ROLES = ((), (), ("mayor",), ("Treasury Secretary",), ("senator",))
DATES = (None, "2012-01-01", "2020-01-01", "2020-03-03", "2021-02-02")


def extract(document):
    """What ``extract_marked`` finds, with roles, and offices that are nobody's name."""
    found = extract_marked(document)
    office = {speaker.key for speaker in found.speakers if speaker.name.startswith("the ")}
    speakers = [
        dataclasses.replace(speaker, type="unnamed")
        if speaker.key in office
        else dataclasses.replace(speaker, roles=ROLES[zlib.crc32((document.id + speaker.name).encode()) % len(ROLES)])
        for speaker in found.speakers
    ]
    quotes = [
        dataclasses.replace(quote, speaker_type="unnamed") if quote.speaker_id in office else quote
        for quote in found.quotes
    ]
    return dataclasses.replace(found, speakers=tuple(speakers), quotes=tuple(quotes))


def documents(choose):
    for number in range(choose.randint(10, 30)):
        said = [f"“{number} {place} words,” said {choose.choice(NAMES)}." for place in range(choose.randint(1, 4))]
        yield Document(f"d{number}", " ".join(said), date=choose.choice(DATES))


def change(opened, choose, waiting, there):
    """One step: documents come in, are read again, or go; a quote is corrected, or a decision taken back."""
    what = choose.random()
    if waiting and what < 0.35:
        new = [waiting.pop() for _ in range(min(len(waiting), choose.choice((1, 4))))]
        opened.add(new, extract=extract)
        there += new
    elif there and what < 0.42:
        opened.add([choose.choice(there)], extract=extract, again=True)
    elif there and what < 0.5:
        gone = there.pop(choose.randrange(len(there)))
        waiting.insert(0, gone)
        opened.remove(gone.id)
    elif what < 0.6:
        opened.undo(choose.choice([decision.number for decision in opened.decisions()] or [None]))
    elif quotes := list(opened.quotes()):
        correct(opened, choose, choose.choice(quotes).id)


def correct(opened, choose, id):
    what = choose.random()
    if what < 0.2:
        opened.discard(id)
    elif what < 0.3:
        opened.correct(id, speaker=None)
    elif what < 0.5:
        opened.correct(id, speaker=choose.choice(NEW), new=True)
    else:
        opened.correct(id, speaker=choose.choice(list(opened.speakers(types=(), quoted=False))).id)


def everything(opened):
    people = sorted(opened.speakers(types=(), quoted=False), key=lambda who: who.id)
    return [quote.as_dict() for quote in opened.quotes()], people, [opened.speaker(who.id).evidence for who in people]


def whole(opened, path):
    with open(path, "w", encoding="utf-8") as stream:
        complete.write(opened.records(), stream)
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_any_mixture_comes_to_the_same(tmp_path, seed):
    choose = random.Random(seed)
    waiting, there, refused = list(documents(choose)), [], 0
    with archive.open(tmp_path / "quotes.db") as opened:
        for _ in range(40):
            try:
                change(opened, choose, waiting, there)
            except QuotesError:
                refused += 1
        assert refused < 20
        assert list(opened.check()) == []
        before = everything(opened)
        opened.resolve()
        assert everything(opened) == before
        first = whole(opened, tmp_path / "all.jsonl")
        with archive.open(tmp_path / "other.db") as other:
            list(other.bring(str(tmp_path / "all.jsonl")))
            assert everything(other) == before
            assert whole(other, tmp_path / "again.jsonl") == first
        while opened.decisions():
            opened.undo()
        with archive.open(tmp_path / "plain.db") as plain:
            plain.add(there, extract=extract)
            assert everything(plain) == everything(opened)
