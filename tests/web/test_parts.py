"""The parts that the pages are made of."""

from __future__ import annotations

import pytest

from quotes.errors import QueryError, UnknownSpeakerError
from quotes.marking.passages import passage
from quotes.types import Quote
from quotes.web.addresses import named_as
from quotes.web.asked import Asked, asked
from quotes.web.timeline import HEIGHT, WIDTH, bars


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("We go on", None, "We go on"),
        ("We go on", "GO", "We [go] on"),
        ("We go on", "g*", "We [go] on"),
        ("Gehen wir; wir gehen", "gehen wir", "[Gehen] [wir]; [wir] [gehen]"),
        ("Já vamos", "ja", "[Já] vamos"),
        ("We  go\n\non", '"go on"', "We [go] [on]"),
        ("We go", "[", "We go"),
        ("a " * 300 + "end", "end", "… " + "a " * 78 + "a [end]"),
        ("end " + "a " * 300, "end", "[end] " + ("a " * 238)[:-1] + " …"),
        ("a" * 600, None, "a" * 480 + " …"),
        ("the " + "a " * 300 + "the dyke", '"the dyke"', "… " + "a " * 79 + "[the] [dyke]"),
    ],
)
def test_passages(text, words, expected):
    pieces, cut = passage(text, words)
    assert "".join(f"[{words}]" if hit else words for words, hit in pieces) == expected
    assert cut == ("…" in expected)


@pytest.mark.parametrize(
    ("source", "role", "expected"),
    [
        ("she", None, "she"),
        ("Ms. Keller", "Mayor", None),
        ("the mayor", "Mayor", None),
        ("the city’s mayor, who has been in office since the flood of the year before", None,
         "the city’s mayor, who has been in office since the flood of …"),
        (None, None, None),
    ],
)  # fmt: skip
def test_as_what_a_speaker_is_named(source, role, expected):
    quote = Quote(
        "1", "d", "direct", "speech", "sentence", "Go", ((0, 2),), source=source, speaker="Maria Keller", role=role
    )
    assert named_as(quote) == expected


def test_what_an_address_asks_for():
    wanted = asked({"q": [" go "], "kind": ["direct", "mixed", "direct", ""], "since": ["2020"], "x": ["y"]})
    assert wanted == Asked(q="go", kind=("direct", "mixed"), since="2020")
    assert wanted.at("/search") == "/search?q=go&kind=direct&kind=mixed&since=2020"
    assert wanted.at("/search", kind=(), since="") == "/search?q=go"
    assert Asked(by="a b", after="1").at("/speaker", q="c") == "/speaker?q=c&id=a+b"
    assert Asked().at("/search") == "/search"


@pytest.mark.parametrize("given", [{"q": ["a" * 501]}, {"kind": ["loud"]}, {"act": ["all"]}])
def test_what_an_address_may_not_ask_for(given):
    with pytest.raises(QueryError):
        asked(given)


@pytest.mark.parametrize(
    ("months", "periods"),
    [
        ([], []),
        ([("2020-04", 2)], ["2020-04"]),
        ([("2019-12", 1), ("2020-02", 3)], ["2019-12", "2020-01", "2020-02"]),
        ([("2015-01", 1), ("2020-02", 3)], ["2015", "2016", "2017", "2018", "2019", "2020"]),
        ([("2019", 1), ("2019-05", 1), ("2020-02", 3)], ["2019", "2020"]),
    ],
)
def test_a_chart_has_no_gaps(months, periods):
    drawn = bars(months)
    assert [bar.period for bar in drawn] == periods
    assert sum(bar.quotes for bar in drawn) == sum(quotes for _, quotes in months)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert all(bar.y + bar.height == HEIGHT for bar in drawn)
    assert max((bar.height for bar in drawn), default=HEIGHT) == HEIGHT


def test_years_under_a_chart_are_where_they_begin():
    assert [bar.year for bar in bars([("2019-11", 1), ("2020-02", 1)])] == ["2019", None, "2020", None]
    assert [bar.label for bar in bars([("2019-11", 1), ("2019-12", 1)])] == ["November 2019", "December 2019"]


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        ("Split them first.", "Split them first."),
        ("'quotes speakers decisions' lists those that hold.", "‘Decisions’ lists those that hold."),
        ("'quotes speakers' lists who is there.", "‘Speakers’ lists who is there."),
        ("Set it apart too, or set documents apart (--document ID).", "Set it apart too, or set documents apart."),
        ("Known: csv, jsonl; or give --format.", "Known: csv, jsonl."),
        ("Run 'quotes check'; check the disk.", "Check the disk."),
        ("'quotes by NAME' and 'quotes search WORDS' give the ids.", ""),
        ("Install it: pip install 'quote-attribution[url]'.", ""),
        ("Nearest: Space Command, O'Neill (D.), J. Lee-Smith.", "Nearest: Space Command, O'Neill (D.), J. Lee-Smith."),
    ],
)
def test_what_to_do_is_said_in_the_words_of_a_page(remedy, expected):
    from quotes.web.pages.errors import words

    assert words(QueryError("Keller", "is wrong", remedy)) == f"Keller: is wrong. {expected}".strip()


def test_an_unknown_speaker_is_looked_up_on_a_page():
    from quotes.web.pages.errors import words

    assert words(UnknownSpeakerError("Zz")) == "Zz: no such speaker. ‘Speakers’ lists who is there."
