"""Offices that stand for a person: suggested where the corpus shows one holder at the time."""

import pytest
from making import local

from quotes.registry import holders

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
        ("the then Treasury secretary", "2021-12-01", "adeyemi"),
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
