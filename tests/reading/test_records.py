"""Records of archives and tables: which field is which, and what becomes of records without a text."""

import datetime
import json
import re

import pytest

from quotes import reading
from quotes.errors import ReadingError
from quotes.reading.fields import date_of

SAID = "The mayor said that the harbour would open."


def read(path, **fields):
    return list(reading.read(path, **fields))


@pytest.mark.parametrize(
    "record",
    [
        {"text": SAID, "title": "Harbour", "date": "April 22, 2020", "url": "http://a.example", "publisher": "Herald"},
        {"articleBody": SAID, "headline": "Harbour", "datePublished": "2020-04-22T10:00:00Z",
         "url": "http://a.example", "publisher": {"@type": "Organization", "name": "Herald"}},
        {"maintext": SAID, "title": "Harbour", "date_publish": "2020-04-22 10:00:00", "url": "http://a.example",
         "source_domain": "Herald"},
        {"content": SAID, "title": "Harbour", "publishedAt": "2020-04-22", "url": "http://a.example",
         "source": {"id": None, "name": "Herald"}},
        {"webTitle": "Harbour", "webUrl": "http://a.example", "webPublicationDate": "2020-04-22T10:00:00Z",
         "publication": "Herald", "fields": {"bodyText": SAID}},
        {"_id": "x", "_source": {"Full text": SAID, "Title": "Harbour", "Publication date": "22 April 2020",
                                 "Link": "http://a.example", "Newspaper": "Herald"}},
        {"text": SAID, "title": "Harbour", "timestamp": 1587549600, "link": "http://a.example", "site": "Herald"},
        {"text": [SAID], "title": "Harbour", "date": "20200422T101500Z", "url": "http://a.example", "outlet": "Herald"},
    ],
    ids=["plain", "schema.org", "crawler", "news API", "publisher's API", "search engine", "seconds", "paragraphs"],
)  # fmt: skip
def test_fields_go_by_convention(write, record):
    (document,) = read(write("a.json", json.dumps(record).encode()))
    assert (document.text, document.title, document.date) == (SAID, "Harbour", "2020-04-22")
    assert (document.url, document.publisher) == ("http://a.example", "Herald")


def test_fields_may_be_named(write):
    record = {
        "text": "no",
        "id": 1,
        "t": {"long": SAID},
        "h": "Harbour",
        "d": "2020-04-22",
        "k": "a",
        "w": "u",
        "p": "P",
    }
    (document,) = read(
        write("a.jsonl", json.dumps(record).encode()), text_field="t.long", title_field="h", date_field="d",
        id_field="k", url_field="w", publisher_field="p",
    )  # fmt: skip
    assert (document.id, document.text, document.title, document.date) == ("a", SAID, "Harbour", "2020-04-22")
    assert (document.url, document.publisher) == ("u", "P")


def test_a_field_that_is_not_there_is_told_with_those_that_are(write):
    with pytest.raises(ReadingError, match="no field 'story'; there are: text, title"):
        read(write("a.jsonl", b'{"text": "Go.", "title": "A"}'), text_field="story")
    with pytest.raises(ReadingError, match="no text field; there are: name, size"):
        read(write("a.csv", b"name,size\na,1\n"))


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-04-22", "2020-04-22"), ("20200422", "2020-04-22"), ("Wed, 22 Apr 2020 17:38:00 GMT", "2020-04-22"),
        (1587549600, "2020-04-22"), (1587549600000, "2020-04-22"), ("1587549600", "2020-04-22"),
        ({"$date": "2020-04-22T00:00:00Z"}, "2020-04-22"), (2020, None), (True, None), ("yesterday", None),
    ],
)  # fmt: skip
def test_dates_of_fields(value, date):
    assert date_of(value) == date


@pytest.mark.parametrize("wrapped", [{"articles": [{"text": SAID}]}, {"response": {"docs": [{"body": SAID}], "n": 1}}])
def test_records_within_an_answer(write, wrapped):
    (document,) = read(write("a.json", json.dumps(wrapped).encode()))
    assert document.text == SAID


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'id,title,text\nn1,"A, B","{SAID}"\n\n7,C,"Stay.\nGo."\n'),
        ("a.tsv", f'id\ttitle\ttext\nn1\tA, B\t{SAID}\n7\tC\t"Stay.\nGo."\n'),
        ("a.tab", f'id\ttitle\ttext\rn1\tA, B\t{SAID}\r7\tC\t"Stay.\nGo."\r'),
        ("b.csv", f'\ufeffID;Title;Text\r\nn1;A, B;{SAID}\r\n7;C;"Stay.\nGo."\r\n'),
    ],
    ids=["commas", "tabs", "carriage returns", "spreadsheet"],
)
def test_tables(write, name, data):
    path = write(name, data.encode())
    first, second = read(path)
    assert (first.id, first.title, first.text) == ("n1", "A, B", SAID)
    # A bare number says nothing outside of its table.
    assert (second.id, second.text) == (f"{path}#7", "Stay.\nGo.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_the_encodings_of_spreadsheets(write, encoding):
    (document,) = read(write("a.csv", "title;text\nA;“Go,” said Zoë, and the others went.\n".encode(encoding)))
    assert document.text == "“Go,” said Zoë, and the others went."


def test_rows_without_text_are_named_after_the_good_ones(write):
    documents = reading.read(write("a.csv", b"text,title\nGo.,A\n,B\nStay.,C\n"))
    assert [next(documents).text, next(documents).text] == ["Go.", "Stay."]
    with pytest.raises(ReadingError, match=re.escape("1 of 3 rows left out (row 2: 'text' holds no text)")):
        next(documents)


def test_parquet(write, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({
        "headline": ["A", "B"], "body": [SAID, None], "published": [datetime.date(2020, 4, 22)] * 2, "size": [1, 2],
    })  # fmt: skip
    path = str(tmp_path / "news.parquet")
    parquet.write_table(table, path)
    documents = reading.read(path)
    first = next(documents)
    assert (first.id, first.text, first.title, first.date) == (f"{path}#1", SAID, "A", "2020-04-22")
    with pytest.raises(ReadingError, match="1 of 2 rows left out"):
        next(documents)


@pytest.mark.parametrize(
    ("stored", "text", "note"),
    [
        ("&quot;Go,&quot; she said.", '"Go," she said.', "2 HTML entities resolved"),
        ("<p>“Go,”<br/>she said.</p><p>He <b>went</b>.</p>", "“Go,”\nshe said.\n\nHe went.", "HTML markup removed"),
        ("AT&T said a < b and c > d.", "AT&T said a < b and c > d.", None),
        ("``Go,'' she said.", "``Go,'' she said.", None),
    ],
)
def test_records_are_repaired_where_they_could_not_be_read(write, stored, text, note):
    (document,) = read(write("a.jsonl", json.dumps({"text": stored}).encode()))
    assert document.text == text
    assert document.notes == ((note,) if note else ())


def test_mojibake_is_mended_in_records_and_left_in_text_files(write):
    pytest.importorskip("ftfy")
    right = "“Go,” said Zoë, and he’s gone.\nNothing else happened."
    wrong = "\n".join([right.split("\n")[0].encode().decode("cp1252", "ignore"), right.split("\n")[1]])
    wrong = wrong.replace("â€ said", "â€\x9d said")
    (document,) = read(write("a.jsonl", json.dumps({"text": wrong}).encode()))
    assert document.text.startswith("“Go,")
    assert "Zoë, and he’s gone.\nNothing else happened." in document.text
    assert document.notes == ("1 wrongly decoded lines mended",)
    (document,) = read(write("a.txt", wrong.encode()))
    assert document.text == wrong
