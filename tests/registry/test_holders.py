"""Offices that stand for a person: where the corpus shows one holder at the time."""

import pytest
from making import local

from quotes.registry import resolve
from quotes.registry.holders import holders
from quotes.types import Authority, Decision, Occurrence, Office

NAMED = [
    ("keller", local("d1", "Maria Keller", "Treasury Secretary", date="2020-03-01")),
    ("keller", local("d2", "Maria Keller", "Treasury Secretary", date="2020-05-01")),
    ("adeyemi", local("d3", "Tom Adeyemi", "treasury secretary", date="2022-01-01")),
    ("adeyemi", local("d4", "Tom Adeyemi", "Senator", date="2020-03-01")),
]


@pytest.mark.parametrize(
    ("phrase", "date", "holder"),
    [
        ("the Treasury Secretary", "2020-04-01", "keller"),
        ("Treasury secretary", "2021-12-01", "adeyemi"),
        ("the then Treasury secretary", "2021-12-01", None),
        ("the Treasury Secretary", "2016-04-01", None),
        ("the Treasury Secretary", None, None),
        ("the senator", "2020-04-01", None),
        ("an official", "2020-04-01", None),
    ],
)
def test_who_holds_an_office_at_a_date(phrase, date, holder):
    found = holders([local("d9", phrase, type="unnamed", date=date)], NAMED)
    assert [id for _, id, _ in found] == ([holder] if holder else [])


def test_two_holders_at_one_time_tell_nothing():
    change = ("adeyemi", local("d5", "Tom Adeyemi", "Treasury Secretary", date="2020-05-02"))
    assert holders([local("d9", "Treasury Secretary", type="unnamed", date="2020-04-01")], [*NAMED, change]) == []


KELLER = [
    local("d1", "Maria Keller", "Treasury Secretary", date="2020-03-01"),
    local("d2", "Maria Keller", "Treasury Secretary", date="2020-05-01"),
]
PHRASE = local("d9", "the Treasury Secretary", type="unnamed", date="2020-04-01")


def holder(*items: Occurrence, decisions: tuple[Decision, ...] = (), authorities: tuple[Authority, ...] = ()) -> str:
    """The name of the speaker whose the phrase is."""
    (speaker,) = (found for found in resolve(items, decisions, authorities) if PHRASE.ref in found.members)
    return speaker.name


@pytest.mark.parametrize(
    ("others", "name"),
    [
        (KELLER, "Maria Keller"),
        (KELLER[:1], "the Treasury Secretary"),
        ([*KELLER, local("d3", "Tom Adeyemi", "Treasury Secretary", date="2020-09-01")], "the Treasury Secretary"),
        ([*KELLER, local("d3", "Tom Adeyemi", "Treasury Secretary", date="2022-09-01")], "Maria Keller"),
        ([*KELLER, local("d3", "Tom Adeyemi", "former Treasury Secretary", date="2020-04-01")], "Maria Keller"),
        ([*KELLER, local("d9", "Maria Keller", date="2020-04-01")], "the Treasury Secretary"),
    ],
)
def test_an_office_without_a_name_is_the_one_who_is_shown_to_hold_it(others: list[Occurrence], name: str) -> None:
    assert holder(*others, PHRASE) == name


def test_the_evidence_says_that_it_was_the_office() -> None:
    (speaker,) = resolve([*KELLER, PHRASE])
    assert [(item.form, item.rule) for item in speaker.evidence if item.document == "d9"] == [
        ("the Treasury Secretary", "variant:office")
    ]


def test_an_authority_entry_with_dates_shows_the_holder() -> None:
    keller = Authority("k", "Maria Keller", offices=(Office("Treasury Secretary", "2019", "2021-01-20"),))
    adeyemi = Authority("a", "Tom Adeyemi", offices=(Office("Treasury Secretary", "2021-01-20", None),))
    assert holder(PHRASE, authorities=(keller, adeyemi)) == "Maria Keller"
    assert holder(PHRASE, authorities=(adeyemi,)) == "the Treasury Secretary"


def test_whoever_may_be_either_of_two_entries_holds_an_office_beside_others() -> None:
    two = (
        Authority("father", "George H. W. Bush", aliases=("George Bush",)),
        Authority("son", "George W. Bush", aliases=("George Bush",)),
    )
    bush = local("d3", "George Bush", "Treasury Secretary", date="2020-09-01")
    assert holder(*KELLER, PHRASE, authorities=two) == "Maria Keller"
    assert holder(*KELLER, bush, PHRASE, authorities=two) == "the Treasury Secretary"


def test_a_decision_sets_the_office_apart() -> None:
    apart = Decision(1, "split", ("Maria Keller", "the Treasury Secretary"))
    assert holder(*KELLER, PHRASE, decisions=(apart,)) == "the Treasury Secretary"
