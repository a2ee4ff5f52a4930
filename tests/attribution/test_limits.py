"""Odd and huge texts are data: no exception, and time that grows about as the text does."""

from __future__ import annotations

import re
import time

import pytest

from quotes.attribution import attribute
from quotes.types import Attribution, Block, Document

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def one_name(times):
    return "John Smith said no. He left. " * times


def no_sentence_ends(times):
    return "Jane Roe met the council and he said that nothing would change there " * times


def many_names(times):
    names = (f"Mary {SYLLABLES[i % 70].capitalize()}{SYLLABLES[i // 70 % 70]}son" for i in range(times))
    return "".join(f"{name} said yes. He left.\n" for name in names)


def seconds(models, text):
    sources = re.finditer(r"John Smith|Mary \w+|\b[Hh]e\b", text)
    attributions = [Attribution(((m.end() + 1, m.end() + 5),), (), (m.span(),)) for m in sources]
    started = time.process_time()
    quotes = attribute(Document("huge", text), [Block("paragraph", ((0, len(text)),))], attributions, *models).quotes
    assert len(quotes) == len(attributions)
    return time.process_time() - started


@pytest.mark.parametrize("shape", [one_name, no_sentence_ends, many_names])
def test_time_grows_about_as_the_text_does(models, shape):
    seconds(models, shape(20))
    small, large = seconds(models, shape(50)), seconds(models, shape(200))
    assert large < 8 * small + 0.5


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "«»", "he", "@", "I. I. I.", "\ufeff\x00 he \ud800 said", "’s", "A\u0301"]
)
def test_odd_text_is_data(models, text):
    span = (0, len(text))
    attributions = [Attribution((span,), (), (span,))] if text else []
    extraction = attribute(Document("odd", text), [Block("paragraph", (span,))] if text else [], attributions, *models)
    assert len(extraction.quotes) == len(attributions)
