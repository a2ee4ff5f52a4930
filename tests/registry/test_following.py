"""Speakers to whom decisions gave single quotes: they go with whoever is meant, and change nobody else."""

import itertools

import pytest
from making import local

from quotes.registry import resolve
from quotes.types import Alias, Corrected, Decision, LocalSpeaker, Occurrence, SpeakerType


def given(
    number: int, name: str, *documents: str, type: SpeakerType = "person", within: str = "x"
) -> tuple[Occurrence, Decision]:
    """What a decision, narrowed to some documents, makes of a quote of the document ``within``."""
    speaker = LocalSpeaker(f"decision/{number}", name, "unknown", (), (Alias(name, 1),))
    decision = Decision(number, "attribute", (name,), documents, quotes=(Corrected(within, "q", "w"),), types=(type,))
    return Occurrence(within, None, speaker, quotes=1), decision


def documents(occurrences: list[Occurrence], *decisions: Decision) -> list[set[str]]:
    """The sets of documents of the speakers, sorted; the same in any order."""
    found = {
        tuple(sorted(tuple(sorted(document for document, _ in who.members)) for who in resolve(order, decisions)))
        for order in itertools.permutations(occurrences)
    }
    (sets,) = found
    return [set(each) for each in sets]


TWAIN, CLEMENS = local("d1", "Mark Twain"), local("d2", "Samuel Clemens")


def test_it_goes_with_the_bearer_of_the_name() -> None:
    item, decision = given(1, "Mark Twain")
    assert documents([TWAIN, CLEMENS, item], decision) == [{"d1", "x"}, {"d2"}]
    (twain, _) = resolve([TWAIN, CLEMENS, item], [decision])
    assert [(each.form, each.document, each.rule) for each in twain.evidence] == [
        ("Mark Twain", "d1", "name"),
        ("Mark Twain", "x", "decision 1"),
    ]


@pytest.mark.parametrize(
    "decision",
    [
        Decision(2, "merge", ("Samuel Clemens", "Mark Twain")),
        Decision(2, "rename", ("Mark Twain", "Samuel L. Clemens")),
    ],
)
def test_it_goes_with_the_bearer_through_other_decisions(decision: Decision) -> None:
    item, own = given(1, "Mark Twain")
    speakers = resolve([TWAIN, CLEMENS, item], [own, decision])
    (twain,) = [who for who in speakers if ("d1", TWAIN.speaker.key) in who.members]
    assert (item.document, item.speaker.key) in twain.members


@pytest.mark.parametrize(("narrowed", "expected"), [("d1", [{"d1", "x"}, {"d2"}]), ("d2", [{"d1"}, {"d2", "x"}])])
def test_of_namesakes_it_goes_with_the_one_of_its_documents(narrowed: str, expected: list[set[str]]) -> None:
    item, own = given(2, "Keller", narrowed)
    assert documents([local("d1", "Keller"), local("d2", "Keller"), item], own) == expected


def test_it_takes_part_in_no_rule() -> None:
    """A bare surname is not somebody who speaks by the full name in the same document; a corrected quote is no sign."""
    full = [local(f"d{number}", "Maria Keller", date="2020-04-01") for number in range(3)]
    bare = local("x", "Keller", date="2020-04-02")
    item, own = given(1, "Maria Keller")
    assert documents([*full, bare], own) == [{"d0", "d1", "d2", "x"}]
    assert documents([*full, bare, item], own) == [{"d0", "d1", "d2", "x"}]
    variant, own = given(1, "Bill Keller")
    assert documents([local("d1", "William Keller"), variant], own) == [{"d1"}, {"x"}]


def test_whoever_occurs_nowhere_else_is_a_speaker_of_the_type_that_is_given() -> None:
    one, first = given(1, "Ines Calder")
    other, second = given(2, "Ines Calder", within="y")
    (speaker,) = resolve([one, other], [first, second])
    assert (speaker.id, speaker.name, speaker.type) == ("ines-calder", "Ines Calder", "person")
    assert {document for document, _ in speaker.members} == {"x", "y"}
    body, decision = given(1, "World Health Organization", type="organization")
    assert [who.type for who in resolve([body], [decision])] == ["organization"]


def test_whoever_occurs_nowhere_else_is_merged_by_name() -> None:
    item, own = given(1, "Ines Calder")
    merge = Decision(2, "merge", ("Ines Calder", "Mark Twain"))
    assert documents([TWAIN, item], own, merge) == [{"d1", "x"}]


def test_without_its_decision_it_is_somebody_unknown() -> None:
    item, _ = given(1, "Mark Twain")
    assert [who.type for who in resolve([item])] == ["unknown"]
