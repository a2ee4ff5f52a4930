"""What makes two texts alike."""

from __future__ import annotations

import pytest

from quotes.twins import FEWEST, article_keys, quote_keys, quote_mark, same_article, same_words, words
from quotes.twins.keys import ARTICLE_RUN, LARGEST_QUOTE_KEY, runs

SAID = "we will repair the old stone bridge before the winter comes whatever it may cost the town"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SAID, "We will repair the old stone bridge — before the winter comes, whatever it may cost the town!", True),
        (SAID, SAID.replace("old ", ""), True),
        (SAID, SAID.replace("before", "ere"), True),
        (SAID, SAID.replace("stone bridge", "bridge of stone"), False),
        (SAID, SAID.replace("will", "will not"), False),
        (SAID, SAID.replace("whatever it may cost the town", ""), False),
        ("there are 15 new cases in the town today", "There are 15 cases in the town today.", True),
        ("there are 15 new cases in the town today", "there are 16 new cases in the town today", False),
        ("we do not want this bridge in our town", "We don’t want this bridge in our town.", True),
        ("nous voulons que le café reste où il était", "Nous voulons que le cafe reste ou il etait", True),
    ],
)
def test_two_quotes_say_the_same(one, other, same):
    assert same_words(words(one), words(other)) is same


def test_words_have_no_case_diacritics_or_punctuation():
    assert words("“Café,” can’t… O’Neill’s 15%") == ["cafe", "ca", "not", "o'neill's", "15"]
    assert quote_mark(words("Go, now!")) == quote_mark(words("go now"))


@pytest.mark.parametrize("length", range(FEWEST + 1, 40))
def test_quotes_that_differ_in_one_word_share_a_key(length):
    said = [f"w{i}" for i in range(length)]
    keys = set(quote_keys(said))
    for place in range(length):
        for changed in (said[:place] + said[place + 1 :], [*said[:place], "x", *said[place + 1 :]]):
            assert keys & set(quote_keys(changed)), (length, place)


@pytest.mark.parametrize("said", ["Yes.", "", "I have nothing to say to that.", "…"])
def test_short_quotes_have_no_keys(said):
    assert quote_keys(words(said)) == ()


def test_very_long_texts_have_no_keys():
    said = [f"w{i}" for i in range(60_000)]
    assert quote_keys(said) == article_keys(said) == ()


def test_near_copies_of_an_article_share_keys_and_others_do_not():
    article = [f"w{i % 97}x{i % 89}" for i in range(600)]
    copy = ["the", "courier", *article[:300], "edited", *article[301:]]
    update = article[:300] + [f"v{i}" for i in range(300)]
    shared = [len(set(article_keys(article)) & set(article_keys(other))) for other in (copy, update)]
    assert shared[0] >= 9 > shared[1]
    assert same_article(runs(article, ARTICLE_RUN), runs(copy, ARTICLE_RUN))
    assert not same_article(runs(article, ARTICLE_RUN), runs(update, ARTICLE_RUN))


def test_keys_of_documents_are_never_those_of_quotes():
    said = words(SAID)
    assert max(quote_keys(said)) <= LARGEST_QUOTE_KEY < min(article_keys(said))
