"""A survey: the same quotes in the same order as a look-up, whichever way it takes to them."""

from __future__ import annotations

import pytest
from marked import extract_marked

from quotes import archive
from quotes.archive import overview
from quotes.database import counting, surveying
from quotes.database import quotes as rows
from quotes.types import Document

DOCUMENTS = [
    Document(
        f"{number}.txt",
        f"“We go {number},” said Maria Keller. “We stay,” said Tom Adeyemi. “It rains,” believed Maria Keller.",
        date=f"{2020 + number % 3}-0{number + 1}-01" if number else None,
    )
    for number in range(7)
]
EITHER_WAY = [
    pytest.param({"RANKED": 2_000, "ROWS": 20, "LOOKS": 200, "FEW": 20}, id="few match"),
    pytest.param({"RANKED": 2_000, "ROWS": 0, "LOOKS": 200, "FEW": 20}, id="along the matches"),
    pytest.param({"RANKED": 2_000, "ROWS": 1_000, "LOOKS": 200, "FEW": 0}, id="along the speaker, the matches listed"),
    pytest.param({"RANKED": 1, "ROWS": 20, "LOOKS": 0, "FEW": 0}, id="very many match, each looked for"),
    pytest.param({"RANKED": 1, "ROWS": 20, "LOOKS": 1_000, "FEW": 0}, id="very many match, all of them listed"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with archive.open(tmp_path_factory.mktemp("survey") / "quotes.db") as opened:
        opened.add(DOCUMENTS, extract=extract_marked)
        yield opened


@pytest.mark.parametrize("way", EITHER_WAY)
@pytest.mark.parametrize("newest", [True, False], ids=["newest", "best"])
@pytest.mark.parametrize(
    ("words", "narrowing"),
    [
        (None, {}),
        ("we", {}),
        ("we stay", {"by": "Adeyemi"}),
        ('"we go"', {"by": "Keller", "since": "2021"}),
        ("w*", {"since": "2021", "until": "2022-05"}),
        ("we", {"document": "3.txt"}),
        ("we", {"document": "3.txt", "by": "Keller"}),
        ("we", {"kind": ("direct",)}),
        ("nothing", {}),
    ],
)
def test_a_page_and_its_counts_are_those_of_the_look_up(opened, monkeypatch, words, narrowing, newest, way):
    for name, value in way.items():
        for module in (rows, surveying):
            monkeypatch.setattr(module, name, value, raising=False)
    every = list(opened.newest(words, **narrowing) if newest or words is None else opened.search(words, **narrowing))
    found = opened.found(words, newest=newest, limit=2, **narrowing)
    assert found.facets.total == len(every)
    pages = list(found.quotes)
    while found.more is not None:
        found = opened.found(words, newest=newest, limit=2, after=found.more, **narrowing)
        pages += found.quotes
    assert pages == every


@pytest.mark.parametrize(
    ("frequent", "narrowing", "order"),
    [
        (2_000, {}, "best"),
        (1, {}, "last"),
        (1, {"by": "Keller"}, "newest"),
        (1, {"since": "2021"}, "newest"),
        (2_000, {"newest": True}, "newest"),
    ],
)
def test_what_comes_first_is_told(opened, monkeypatch, frequent, narrowing, order):
    monkeypatch.setattr(rows, "RANKED", frequent)
    assert opened.found("we", **narrowing).order == order


def test_pages_go_on_beyond_what_is_counted(opened, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    found, pages = opened.found("we", limit=2), []
    while True:
        assert (found.facets.total, found.facets.complete) == (3, False)
        pages += found.quotes
        if found.more is None:
            break
        found = opened.found("we", limit=2, after=found.more)
    assert pages == list(opened.search("we"))


@pytest.mark.parametrize("by", [None, "Keller"])
def test_counts_come_from_indexes_alone(opened, monkeypatch, by):
    plans = []
    database = opened._db
    everything = database.all

    def explained(statement, values=()):
        plans.extend(row["detail"] for row in everything("EXPLAIN QUERY PLAN " + statement, values))
        return everything(statement, values)

    monkeypatch.setattr(database, "all", explained)
    filter = rows.Filter(speaker=opened.identify(by).id if by else None, act=overview.STATEMENTS)
    assert surveying.survey(database, filter, None, order="newest", most=10)
    read = [plan for plan in plans if " quotes" in plan or "listed" in plan]
    assert read
    assert all("COVERING INDEX" in plan for plan in read)
