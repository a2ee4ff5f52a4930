"""A quote as it can be cited, and rules in words."""

from __future__ import annotations

import pytest

from quotes import marking
from quotes.types import Quote

SAID = {
    "id": "7", "document": "d.txt", "kind": "direct", "act": "speech", "form": "sentence", "text": "We\n go on,",
    "spans": ((0, 9),), "speaker": "Ann Lee",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        ({}, "“We go on” — Ann Lee. d.txt"),
        ({"role": "Mayor", "title": "Bridge closed", "publisher": "The Post", "date": "2020-04-22"},
         "“We go on” — Ann Lee, Mayor. “Bridge closed”, The Post, 2020-04-22"),
        ({"kind": "indirect", "text": "they would go on"}, "Ann Lee: they would go on (indirect speech). d.txt"),
        ({"kind": "mixed", "act": "thought"}, "Ann Lee: We go on (mixed thought). d.txt"),
        ({"said_on": "2020-04-20", "date": "2020-04-22", "occasion": "Phone call"},
         "“We go on” — Ann Lee, Phone call, said on 2020-04-20. d.txt, 2020-04-22"),
        ({"said_on": "2020-04-22", "date": "2020-04-22"}, "“We go on” — Ann Lee. d.txt, 2020-04-22"),
        ({"speakers": ("Ann Lee", "Tom Adeyemi")}, "“We go on” — Ann Lee, Tom Adeyemi. d.txt"),
        ({"speaker": None, "url": "https://example.org"}, "“We go on” — Speaker unknown. d.txt, https://example.org"),
    ],
)  # fmt: skip
def test_a_quote_as_it_can_be_cited(given, cited):
    assert marking.citation(Quote(**SAID | given)) == cited


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("pronoun", "the pronoun refers to the speaker"),
        ("decision 3", "somebody decided so (no. 3)"),
        ("variant:nickname", "the given name in its short form"),
        ("variant:something-new", "another form of the name (something new)"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert marking.told(rule) == words
