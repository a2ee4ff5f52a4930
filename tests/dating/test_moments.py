"""Times in a text, and the dates that they mean: seen from Wednesday, 9 March 2016."""

from __future__ import annotations

import time

import pytest

from quotes.dating import event_day, moments, occasion_day, resolve

WRITTEN = "2016-03-09"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Monday", "2016-03-07"),
        ("on Wednesday", "2016-03-09"),
        ("late Thursday night", "2016-03-03"),
        ("last Friday", "2016-03-04"),
        ("last Monday", None),
        ("Tues.", "2016-03-08"),
        ("today", "2016-03-09"),
        ("yesterday", "2016-03-08"),
        ("last night", "2016-03-08"),
        ("three days ago", "2016-03-06"),
        ("last month", "2016-02"),
        ("this year", "2016"),
        ("March 5", "2016-03-05"),
        ("the 5th of March", "2016-03-05"),
        ("Dec. 31", "2015-12-31"),
        ("March 10", None),
        ("Monday, March 7", "2016-03-07"),
        ("Monday, March 8", None),
        ("Tuesday (March 8)", "2016-03-08"),
        ("on the 12th, the", "2016-02-12"),
        ("May 12, 2014", "2014-05-12"),
        ("12 May 2014", "2014-05-12"),
        ("2014-05-12", "2014-05-12"),
        ("February 30, 2014", None),
        ("May 2014", "2014-05"),
        ("in November", "2015-11"),
        ("in 2014", "2014"),
        ("in 2018", None),
        ("March 3-5, 2016", "2016-03"),
    ],
)
def test_what_a_time_means(words, date):
    (moment,) = moments(words)
    assert resolve(moment, WRITTEN) == date


@pytest.mark.parametrize(
    ("words", "date"),
    [("on Monday", None), ("May 12", None), ("last year", None), ("May 12, 2014", "2014-05-12"), ("in 2014", "2014")],
)
@pytest.mark.parametrize("written", [None, "2016", "no date"])
def test_without_a_full_date_only_times_with_a_year_resolve(words, date, written):
    (moment,) = moments(words)
    assert resolve(moment, written) == date


@pytest.mark.parametrize(
    "words",
    [
        "it may march on", "on Mondays", "Monday and Tuesday", "from Monday to Friday", "between March and May",
        "2014-2016", "2014 and 2015", "the 1990s", "a Monday-morning call", "$2,014", "USA TODAY", "the Today show",
        "the sun sat", "20160309",
    ],
)  # fmt: skip
def test_what_is_no_time(words):
    assert moments(words) == []


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Phone call with the King of Ruritania, March 5, 2015", "2015-03-05"),
        ("Speech at the harbour, 3 March 2015", "2015-03-03"),
        ("Speech on the accord of May 4, 1999, March 5", "2016-03-05"),
        ("Phone call with the King of Ruritania, March ,", "2016-03"),
        ("Remarks (2015-03-05)", "2015-03-05"),
        ("Talks with the miners, March 3-5, 2015", "2015-03"),
        ("Speech at the 2014 meeting of the guild", None),
    ],
)
def test_an_occasion_is_dated_by_its_end(line, date):
    assert occasion_day(line, WRITTEN) == date


@pytest.mark.parametrize(
    ("title", "head", "date"),
    [
        ("Press Briefing by Ada Finch, March 7, 2016", "1:05 P.M.", "2016-03-07"),
        ("Press Call on the Harbour", "Via Teleconference\n\n(March 7, 2016)\n\n6:33 P.M.", "2016-03-07"),
        ("Press Call on the Harbour", "Via Teleconference\n\n6:33 P.M.", None),
        ("Press Call on the Harbour", "Published March 8, 2016", None),
        ("Ada Finch on the harbour", "March 7, 2016", None),
        ("Hearing of March 7, 2016", "resumed on March 8, 2016", None),
        ("Briefing on the harbour", "Monday, March 7, 2016", "2016-03-07"),
        ("Briefing on the harbour", "The office held a briefing on the harbour. March 7, 2016", None),
        ("Briefing on the harbour", "The briefing was on Thursday morning\nMarch 7, 2016", None),
        (None, "Remarks by Ada Finch\nFernhill, 7 March 2016", "2016-03-07"),
    ],
)
def test_a_transcript_is_dated_by_its_head_never_by_the_page(title, head, date):
    assert event_day(title, head, WRITTEN) == date


def test_time_grows_as_the_text_does():
    def seconds(times):
        started = time.process_time()
        moments("on Monday, March 3 to 5 and 2014 or May 2015 and " * times)
        return time.process_time() - started

    seconds(10)
    assert seconds(4000) < 40 * max(seconds(400), 0.001)
