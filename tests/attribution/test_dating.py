"""When it was said: sentences with the date of their document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes import layout
from quotes.attribution import attribute
from quotes.types import Attribution, Block, Document

FIXTURE = Path(__file__).parents[2] / "fixtures" / "said_on.tsv"
ROWS = [line.split("\t") for line in FIXTURE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
_MARK = re.compile(r"«(?P<source>[^»]*)»|‹(?P<cue>[^›]*)›|⟦(?P<content>[^⟧]*)⟧")


def marked(text):
    """The text without marks, and what stood in «source», ‹cue› and ⟦content⟧."""
    plain, position, found = "", 0, {"source": [], "cue": [], "content": []}
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        words = match[match.lastgroup]
        found[match.lastgroup].append((len(plain), len(plain) + len(words)))
        plain += words
        position = match.end()
    return plain + text[position:], {name: tuple(spans) for name, spans in found.items()}


@pytest.fixture(scope="module")
def said_on(models):
    """``said_on`` of the quotes of a marked text: of one attribution, or of one for each content and cue."""

    def dates(text, date, *, together=True, title=None):
        plain, found = marked(text)
        kinds = ["direct" if plain[:start].endswith("“") else "indirect" for start, _ in found["content"]]
        if together:
            attributions = [Attribution(found["content"], found["cue"], found["source"], kinds[0])]
        else:
            attributions = [
                Attribution((content,), found["cue"][i : i + 1], found["source"][:1], kinds[i])
                for i, content in enumerate(found["content"])
            ]
        document = Document("example", plain, title=title, date=date)
        return [quote.said_on for quote in attribute(document, layout.blocks(document), attributions, *models).quotes]

    return dates


@pytest.mark.parametrize(("date", "expected", "text"), ROWS, ids=[text[:60] for _, _, text in ROWS])
def test_the_time_of_the_cue_and_no_other(said_on, date, expected, text):
    right = {None if expected == "-" else expected.rstrip("?")} | ({None} if expected.endswith("?") else set())
    assert said_on(text, None if date == "-" else date)[0] in right


def test_the_fixture_holds_as_many_times_that_must_not_be_taken():
    assert len(ROWS) >= 60
    assert sum(expected == "-" for _, expected, _ in ROWS) * 3 >= len(ROWS)


def test_what_goes_on_without_a_time_of_its_own_was_said_with_it(said_on):
    text = "«Anna Berg» ‹said› on Monday ⟦that the money was spent⟧ and ‹added› ⟦that the bridge was closed⟧."
    assert said_on(text, "2016-03-09", together=False) == ["2016-03-07", "2016-03-07"]


def test_times_within_what_is_said_are_seen_from_when_it_was_said(models):
    said = "“The bishop told me yesterday that the bridge was safe,” Anna Berg said {}."

    def nested(when):
        text = said.format(when)
        outer, inner = (text.index("The"), text.index(",")), (text.index("that"), text.index(","))
        attributions = [
            Attribution((outer,), _span(text, "said"), _span(text, "Anna Berg"), "direct"),
            Attribution((inner,), _span(text, "told"), _span(text, "The bishop")),
        ]
        document = Document("example", text, date="2016-03-09")
        return [quote.said_on for quote in attribute(document, layout.blocks(document), attributions, *models).quotes]

    assert nested("on Monday") == ["2016-03-07", "2016-03-06"]
    assert nested("in Fernhill") == [None, None]


def _span(text, words):
    start = text.index(words)
    return ((start, start + len(words)),)


def test_excerpts_are_dated_by_their_own_occasions(models):
    text = "We will come.\nPhone call with Bo Ek, March 5, 2015\nWe will stay.\nLetter to Bo Ek, April"
    blocks, attributions = [], []
    for words, occasion in zip(text.split("\n")[::2], text.split("\n")[1::2], strict=True):
        (span,), (line,) = _span(text, words), _span(text, occasion)
        blocks.append(Block("excerpt", (span,), speaker="Anna Berg", occasion=line))
        attributions.append(Attribution((span,), form="excerpt", occasion=line, collected="Anna Berg"))
    found = attribute(Document("example", text, date="2016-03-09"), blocks, attributions, *models)
    assert [quote.said_on for quote in found.quotes] == ["2015-03-05", "2015-04"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Press Briefing by Anna Berg, March 7, 2016", "2016-03-07"), ("Press Briefing by Anna Berg", None)],
)
def test_turns_are_dated_by_the_head_of_their_transcript(models, title, expected):
    text = f"{title}\n\nMS. BERG: The bridge is closed.\n\nQ: For how long?\n\nMS. BERG: For a year or two, I fear."
    document = Document("example", text, title=title, date="2016-03-09")
    blocks = layout.blocks(document)
    turns = [b for b in blocks if b.kind == "turn"]
    assert len(turns) == 3
    attributions = [Attribution(b.spans, source=(b.label,) if b.label else (), form="turn") for b in turns]
    found = attribute(document, blocks, attributions, *models)
    assert {quote.said_on for quote in found.quotes} == {expected}
