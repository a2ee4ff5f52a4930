"""Documents as HTML: marks, notes, colours; a file of its own, a frame, displaCy's spans."""

from __future__ import annotations

import base64
import hashlib
import html
import re

import pytest
from marked import extract_marked

from quotes import marking
from quotes.archive.results import Why
from quotes.marking.article import article
from quotes.types import Decision, Document, Evidence, Quote, Step

TEXT = "“I heard ‘no’ there,” said Ann Lee. Tom Adeyemi believed it rains."


def quote(words, **known):
    start = TEXT.index(words)
    return Quote(
        words, "d", known.pop("kind", "direct"), "speech", "sentence", words, ((start, start + len(words)),), **known
    )


def span(words):
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


OUTER = quote(
    "I heard ‘no’ there,", speaker="Ann Lee", speaker_id="ann", cue_spans=span("said"), source_spans=span("Ann Lee")
)
INNER = quote("no", parent=OUTER.id)
INDIRECT = quote("it rains", kind="indirect", speaker="Tom Adeyemi", speaker_id="tom", source_spans=span("Tom Adeyemi"))


def marked(*quotes):
    return article(Document("d", TEXT), [marking.Noted(one, TEXT) for one in quotes])


def test_quotes_cues_and_sources_are_marked_each_in_the_colour_of_its_speaker():
    text = re.sub(r' (data-quote|title|tabindex|href)="[^"]*"', "", marked(OUTER, INNER, INDIRECT).text)
    assert text == (
        '“<mark id="q-I heard ‘no’ there," class="c0 direct">I heard ‘</mark>'
        '<mark class="c0 direct"><mark id="q-no" class="cx direct nested">no</mark></mark>'
        '<a class="label cx">unknown</a>'
        '<mark class="c0 direct">’ there,</mark><a class="label c0">Ann Lee</a>” '
        '<span class="cue c0">said</span> <span class="source c0">Ann Lee</span>. '
        '<span class="source c1">Tom Adeyemi</span> believed '
        '<mark id="q-it rains" class="c1 indirect">it rains</mark><a class="label c1">Tom Adeyemi</a>.'
    )


def test_the_words_are_the_text_of_the_document():
    text = re.sub(r'<a class="label.*?</a>', "", marked(OUTER, INNER, INDIRECT).text)
    assert html.unescape(re.sub("<[^>]+>", "", text)) == TEXT


def test_who_speaks_is_told_most_quoted_first():
    again = quote("it rains.", speaker="Tom Adeyemi", speaker_id="tom")
    heard = marked(OUTER, INDIRECT, again).heard
    assert [(one.name, one.id, one.quotes, one.colour) for one in heard] == [
        ("Tom Adeyemi", "tom", 2, "c0"), ("Ann Lee", "ann", 1, "c1"),
    ]  # fmt: skip


def test_the_most_quoted_share_their_colours_with_nobody():
    heard = marked(*(quote(letter, speaker=letter) for letter in "IheardnotsiALm")).heard
    colours = [one.colour for one in heard]
    assert len(set(colours)) == 10
    assert all(colours.count(colour) == 1 for colour in colours[:5])


def test_a_note_tells_the_steps_the_evidence_and_the_decisions():
    said = Quote(
        "7", "d", "direct", "speech", "sentence", "Go", ((0, 2),), speaker="Ann Lee", speaker_id="ann", role="Mayor",
        also_in=(("copy.txt", "8"),), steps=(Step("pronoun", "she", (60, 63), "Ann Lee 0.9"),),
    )  # fmt: skip
    why = Why(
        said,
        tuple(marking.Noted(said, "x" * 50 + " and then she went away again").reasons),
        (Evidence("Lee", "d", 2, "variant:slip"),),
        (Decision(3, "merge", ("Ann Lee", "A. Lee"), at="2020-01-01", reason="the same"),),
    )
    notes = article(Document("d", "Go" + "x" * 70), [why], Linked()).notes
    told = " ".join(re.sub("<[^>]+>", " ", notes).split())
    assert "Ann Lee Mayor" in told
    assert "the pronoun refers to the speaker … " in told
    assert "and then she went away" in told
    assert "Ann Lee 0.9" in told
    assert "Lee 2 times in d, a slip of the pen" in told
    assert "no. 3, merge Ann Lee, A. Lee (2020-01-01): the same" in told
    assert '<a href="/to/ann">Ann Lee</a>' in notes
    assert '<a href="/quote/8">copy.txt</a>' in notes


class Linked(marking.Links):
    def speaker(self, id):
        return f"/to/{id}"

    def quote(self, id):
        return f"/quote/{id}"


DOCUMENT = Document("d", "“Go,” said Ann Lee. “Stay,” said Tom Adeyemi.", title="On going", date="2020-01-01")


def test_a_page_allows_its_own_style_and_script_alone():
    page = marking.marked(extract_marked(DOCUMENT)).html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    for tag in ("style", "script"):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"(src|href)=.(https?:)?//", page)


def test_a_frame_holds_the_page_and_may_do_little():
    shown = marking.marked(extract_marked(DOCUMENT))._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts"')
    assert html.unescape(re.search(r'srcdoc="([^"]+)"', shown)[1]) == marking.marked(extract_marked(DOCUMENT)).html


def test_spans_for_displacy():
    found = marking.displacy_spans(DOCUMENT, extract_marked(DOCUMENT).quotes)
    drawn = [(found["tokens"][s["start_token"] : s["end_token"]], s["label"]) for s in found["spans"]]
    assert drawn == [
        (["Go", ",”"], "Ann Lee"), (["said"], "cue"), (["Ann", "Lee"], "source"),
        (["Stay", ",”"], "Tom Adeyemi"), (["said"], "cue"), (["Tom", "Adeyemi"], "source"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "visible"),
    [("a\x1b[2Jb", "a\\x1b[2Jb"), ("a\u202eb", "a\\u202eb"), ("a\tb\nc", "a\tb\nc"), ("é\u200d漢", "é\u200d漢")],
)
def test_what_would_hide_or_turn_text_is_made_visible(text, visible):
    assert marking.shown(text) == visible
