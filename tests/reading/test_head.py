"""Title, date and publisher as the head of a text gives them."""

import pytest

from quotes import reading
from quotes.reading.head import iso

PROSE = "\n\nThe harbour will open again in spring, the harbour master said on Tuesday.\n"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("April 22, 2020", "2020-04-22"),
        ("22 April 2020", "2020-04-22"),
        ("Apr. 2, 2020", "2020-04-02"),
        ("Sept. 2nd, 2020", "2020-09-02"),
        ("2020/4/22 17:38", "2020-04-22"),
        ("2020-04-22T17:38:00Z", "2020-04-22"),
        ("2020年4月22日", "2020-04-22"),
        ("22.04.2020", None),
        ("February 30, 2020", None),
        ("April 22", None),
        ("May 2020", None),
        ("", None),
    ],
)
def test_dates(written, date):
    assert iso(written) == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Harbour opens\nCoast Press April 22, 2020", "2020-04-22"),
        ("Harbour opens\n2020/4/22 17:38", "2020-04-22"),
        ("Harbour opens\n\nThe council met on Monday. March 28, 2020", "2020-03-28"),
        ("Briefing on the Harbour, March 28, 2020", "2020-03-28"),
        ("OSLO, March 28, 2020 (Coast Press) -- The harbour opens.", "2020-03-28"),
        ("The harbour closed on March 28, 2020, after the storm.", None),
        ("Harbour opens\n\nIn a speech on March 28, 2020", None),
        ("Harbour opens (March 28)", None),
        ("OSLO, March 28, 2020 /Coast Wire/ -- The harbour opens.", "2020-03-28"),
        # Dates of what was said, not of the text.
        ("On ships\n(Speech in Oslo, 4 May 2017)\n(Interview with the Gazette, 3 March 2019)", None),
        ("Speech in Oslo, 4 May 2017", "2017-05-04"),
    ],
)
def test_the_date_is_taken_from_a_dateline_and_never_from_prose(head, date):
    assert reading.document(head + PROSE).date == date


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Harbour to open again in spring" + PROSE, "Harbour to open again in spring"),
        ("April 22, 2020\nHarbour to open" + PROSE, "Harbour to open"),
        ("By Ana Berg\nHarbour to open" + PROSE, "Harbour to open"),
        ("Home News Harbour to open again\nOther news\nHarbour to open again" + PROSE, "Harbour to open again"),
        ("# Harbour to open" + PROSE, "Harbour to open"),
        ("Briefing on ships\nContents\n1. On the harbour of Oslo\nOn the harbour of Oslo" + PROSE, "Briefing on ships"),
        (PROSE, None),
        ("", None),
        ("MEDIA RELEASE\n\nNew limits for snapper" + PROSE, "New limits for snapper"),
        ("FOR IMMEDIATE RELEASE\nContact: Jill Rudd, 555-0142\nShelter opens" + PROSE, "Shelter opens"),
        ("From: Press Office\nTo: Newsdesk\nSubject: FOR IMMEDIATE RELEASE: Shelter opens" + PROSE, "Shelter opens"),
        ("PREMIER WARNS OF\nCOAL SHORTAGE" + PROSE, "PREMIER WARNS OF COAL SHORTAGE"),
    ],
)
def test_titles(text, title):
    assert reading.document(text).title == title


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Harbour opens\nwww.coast-press.example April 22, 2020", "www.coast-press.example"),
        ("Harbour opens\n\n  Coast News Agency, Oslo, March 26th", "Coast News Agency"),
        ("OSLO (Coast Press) -- The harbour opens.", "Coast Press"),
        ("OSLO, March 28. /COAST/. The harbour opens.", "COAST"),
        ("Harbour opens", None),
    ],
)
def test_publishers(head, publisher):
    assert reading.document(head + PROSE).publisher == publisher


def test_what_is_given_counts_more_than_what_is_found():
    document = reading.document(
        "Harbour opens\nApril 22, 2020" + PROSE, id="a", title="Given", date="2021-01-02", publisher="P", url="u"
    )
    assert (document.id, document.title, document.date) == ("a", "Given", "2021-01-02")
    assert (document.publisher, document.url) == ("P", "u")
