"""Canonical speakers block by block are those of all at once."""

from __future__ import annotations

import random

import pytest
from marked import extract_marked

from quotes import registry
from quotes.runners import blocks, resolving
from quotes.runners import folder as runner
from quotes.types import Alias, LocalSpeaker, Occurrence

GIVEN = ("Maria", "María", "Tom", "Thomas", "Ines", "Ana Maria", "Li", "J.", "")
FAMILY = ("Keller", "Adeyemi", "Calder", "Keller Ost", "López Obrador", "Wei", "van der Berg")
ROLES = ((), ("mayor",), ("senator", "mayor"), ("Foreign Ministry spokesperson",))
OTHERS = ("Foreign Ministry spokesperson", "the mayor", "Harbour Council", "International Atomic Energy Agency", "IAEA")
TYPES = ("unnamed", "unnamed", "organization", "organization", "organization")


def made(number, chance):
    """A local speaker: mostly a person, under one of few names."""
    document, date = f"d{chance.randrange(60)}.txt", f"20{chance.randrange(10, 24)}-01-01"
    if chance.random() < 0.2:
        place = chance.randrange(len(OTHERS))
        speaker = LocalSpeaker(f"k{number}", OTHERS[place], TYPES[place])
    else:
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}".strip()
        speaker = LocalSpeaker(f"k{number}", name, "person", chance.choice(ROLES), (Alias(name, 2),))
    return Occurrence(document, date, speaker)


@pytest.mark.parametrize("seed", range(10))
def test_blocks_have_nothing_to_do_with_each_other(seed):
    chance = random.Random(seed)
    everyone = [made(number, chance) for number in range(chance.choice((5, 20, 60)))]
    keys = {item.ref: blocks.keys(item) for item in everyone}
    numbers = blocks.numbered(set(keys.values()))
    apart = list(blocks.together((numbers[keys[item.ref]], item) for item in everyone))
    found = [speaker for block in apart for speaker in registry.resolve(block)]
    assert sorted(found, key=lambda speaker: speaker.id) == registry.resolve(everyone)
    assert sum(map(len, apart)) == len({item.ref for item in everyone}) == len(everyone)


def test_who_shares_nothing_is_apart():
    two = [Occurrence("a", None, LocalSpeaker("1", name, "person")) for name in ("Maria Keller", "Tom Adeyemi")]
    assert len(set(blocks.numbered({blocks.keys(item) for item in two}).values())) == 2


def test_a_family_is_one_block_only_where_somebody_goes_by_its_name():
    names = ["Maria Keller", "Tom Keller"]
    for more, count in (([], 2), (["Keller"], 1)):
        items = [Occurrence("a", None, LocalSpeaker("1", name, "person")) for name in (*names, *more)]
        assert len(set(blocks.numbered({blocks.keys(item) for item in items}).values())) == count


def test_the_speakers_of_a_folder(documents, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")
    runner.run(documents, str(tmp_path / "out"), extract=extract_marked, failed=lambda *each: None)
    rows = resolving.here(str(tmp_path / "out"))
    assert {row["name"] for row in rows} >= {"Maria Keller", "Tom Adeyemi", "Ines Calder"}
    assert resolving.write(str(tmp_path / "out"), rows) == len(rows)
    assert parquet.read_table(tmp_path / "out" / "speakers").to_pylist() == rows
