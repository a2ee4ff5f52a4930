"""What the pages show is what the archive answers."""

from __future__ import annotations

import html
import io
import re

import pytest
from marked import extract_marked

from quotes import export
from quotes.database import counting
from quotes.types import Authority, Document, Office


def texts(page):
    """The quotes of a list, as a reader reads them."""
    found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page.text, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", words)).strip("“”") for words in found]


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_the_start_page_says_what_is_there(reader):
    page = reader.get("/")
    assert "8 quotes, 3 named speakers, 3 documents" in words(page)
    assert re.findall(r'class="name">([^<]+)', page.text) == ["Maria Keller", "Tom Adeyemi", "Ann Lee"]
    assert re.findall(r'<li><a href="/document[^>]+>([^<]+)', page.text) == [
        "Talks go on", "Budget adopted", "../notes/a b&amp;c.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ("go", {}),
        ('"we go"', {}),
        ("g*", {}),
        ("we", {"by": "Tom Adeyemi"}),
        ("we", {"since": "2021"}),
        ("we", {"until": "2020-04"}),
        ("go", {"document": "adeyemi"}),
        ("peace", {"act": ("attitude",)}),
        ("we", {"kind": ("indirect",)}),
    ],
)
def test_search_gives_what_the_archive_finds(reader, opened, query, search):
    page = reader.get("/search", params={"q": query, **search})
    expected = [quote.text for quote in opened.search(query, **search)]
    assert texts(page) == expected
    assert ("Nothing found" in page.text) == (not expected)


def test_search_without_words_is_everything_newest_first(reader, opened):
    assert texts(reader.get("/search")) == [quote.text for quote in opened.newest()]
    assert texts(reader.get("/search?by=Keller")) == [quote.text for quote in opened.by("Keller")]


def test_counts_stand_beside_what_narrows(reader):
    page = reader.get("/search?q=go")
    counted = re.findall(r'<a href="([^"]+)"><span>([^<]+)</span> <span class="count">(\d+)</span></a>', page.text)
    assert [(name, count) for _, name, count in counted] == [
        ("direct", "3"), ("Maria Keller", "3"), ("2021", "1"), ("2020", "1"),
        ("Budget adopted", "1"), ("Talks go on", "1"), ("../notes/a b&amp;c.txt", "1"),
    ]  # fmt: skip
    address = html.unescape(next(address for address, name, _ in counted if name == "2021"))
    narrowed = reader.get(address)
    assert texts(narrowed) == ["We never go,"]
    assert "2021" in re.search(r'class="chosen-filters".*?</ul>', narrowed.text, re.DOTALL)[0]


def test_the_words_that_were_looked_for_are_set_off(reader):
    assert "We never <mark>go</mark>,”" in reader.get("/search?q=GO&since=2021").text


def test_what_was_found_comes_newest_first_when_asked(reader, opened):
    best = reader.get("/search?q=go")
    assert texts(best) == [quote.text for quote in opened.search("go")]
    newest = reader.get(html.unescape(re.search(r'href="([^"]+)">newest first', best.text)[1]))
    assert texts(newest) == [quote.text for quote in opened.newest("go")]
    assert texts(best) != texts(newest)
    assert 'name="order" value="newest"' in newest.text


@pytest.mark.parametrize("name", ["Keler", "Keller, Maria", "Maria Kellr"])
@pytest.mark.parametrize("page", ["search", "speakers"])
def test_a_name_that_is_spelt_otherwise_leads_to_the_speaker(reader, page, name):
    answer = reader.get(f"/{page}?q={name}")
    assert "Do you mean" in words(answer)
    assert '<a href="/speaker?id=maria-keller">Maria Keller</a>' in answer.text


def test_a_search_for_a_name_leads_to_the_speaker(reader):
    assert re.search(r'<a href="/speaker\?id=tom-adeyemi">Tom Adeyemi</a>', reader.get("/search?q=tom").text)


@pytest.mark.parametrize("name", ["maria-keller", "María Keller", "keller", "KELLER, Maria"])
def test_a_speaker_is_found_under_any_name(reader, opened, name):
    page = reader.get("/speaker", params={"id": name})
    assert texts(page) == [quote.text for quote in opened.by(name)]
    assert "<h1>Maria Keller</h1>" in page.text


def test_the_page_of_a_speaker(reader):
    said = words(reader.get("/speaker?id=maria-keller"))
    assert "4 quotes in 3 documents, 2020-04-22 to 2021-05-01" in said
    assert "Maria Keller 4 × in 2 documents" in said
    assert "María Keller 1 × in 1 document" in said
    assert "Quoted with" in said
    assert "Tom Adeyemi 1 document" in said
    assert "April 2020: 2" in said


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        ("q=go", ["We never go,", "We go on,", "Perhaps we go,"]),
        ("since=2021", ["We never go,"]),
        ("document=keller", ["We go on,", "It rains,"]),
        ("act=thought", ["It rains,"]),
        ("kind=mixed", []),
    ],
)
def test_what_a_speaker_said_can_be_narrowed(reader, narrowing, expected):
    assert texts(reader.get(f"/speaker?id=maria-keller&{narrowing}")) == expected


def test_a_page_says_where_not_all_was_counted(reader, monkeypatch):
    from quotes.web.pages import speakers

    assert "Counted in" not in words(reader.get("/speaker?id=maria-keller"))
    monkeypatch.setattr(counting, "MOST", 2)
    assert "2+ quotes" in words(reader.get("/speaker?id=maria-keller"))
    assert "Counted in the newest 2." in words(reader.get("/speaker?id=maria-keller"))
    assert "Counted in the first 2 found." in words(reader.get("/search?q=go"))
    assert "In the latest" not in words(reader.get("/speaker?id=maria-keller"))
    monkeypatch.setattr(speakers, "RECENT", 2)
    assert "Quoted with In the latest 2 documents." in words(reader.get("/speaker?id=maria-keller"))


def test_a_quote_that_copies_hold_too_is_shown_once_with_their_number(reader, opened):
    text = "“We go on,” said Maria Keller. The bridge over the river was closed on Monday for a week of repairs." * 8
    copies = [Document(f"copy{number}.txt", text, date=f"2022-01-0{number}") for number in (1, 2, 3)]
    opened.add(copies, extract=extract_marked)
    page = reader.get("/speaker?id=maria-keller&since=2022")
    assert texts(page) == ["We go on,"] * 8
    assert words(page).count("also in 2 copies of the document") == 8


def test_an_authority_file_gives_offices_and_identifiers(reader, opened):
    office = Office("Mayor", "2015-01-01", "2021-03-02")
    known = (("wikidata", "Q1"), ("staff list", "<7>"))
    entry = Authority("tom-adeyemi", "Tom Adeyemi", aliases=("T. Adeyemi",), offices=(office,), identifiers=known)
    opened.take_in([entry], source="staff.csv")
    page = reader.get("/speaker?id=tom-adeyemi")
    assert "Mayor 2015-01-01 to 2021-03-02 authority file" in words(page)
    assert "Tom Adeyemi 2 × in 1 document" in words(page)
    assert "T. Adeyemi in no document an authority file says so" in words(page)
    assert "staff list <7>" in words(page)
    assert '<a href="https://www.wikidata.org/wiki/Q1" rel="noreferrer nofollow">Q1</a>' in page.text


@pytest.mark.parametrize("format", ["jsonl", "csv"])
@pytest.mark.parametrize("query", ["by=maria-keller", "q=go", "document=adeyemi&act=speech", ""])
def test_a_download_is_what_the_command_line_writes(reader, opened, format, query):
    given = dict(part.split("=") for part in query.split("&") if part)
    act = (given["act"],) if "act" in given else ("speech", "thought")
    quotes = list(opened.newest(given.get("q"), by=given.get("by"), act=act, document=given.get("document")))
    written = io.StringIO(newline="")
    export.FORMATS[format](quotes, written)
    answer = reader.get(f"/quotes.{format}?{query}")
    assert answer.text == written.getvalue()
    name = "quotes-maria-keller" if "by" in given else "quotes"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.{format}"'
    assert quotes


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_a_download_goes_on_after_its_first_piece(reader, opened, format, monkeypatch):
    from quotes.web.pages import downloads

    whole = reader.get(f"/quotes.{format}").text
    monkeypatch.setattr(downloads, "PIECE", 2)
    assert reader.get(f"/quotes.{format}").text == whole


def test_a_long_list_goes_on_on_further_pages(reader, opened, monkeypatch):
    from quotes.web.pages import searching, speakers

    monkeypatch.setattr(searching, "PAGE", 2)
    monkeypatch.setattr(speakers, "PAGE", 2)
    for start, expected in (("/search", opened.newest()), ("/speaker?id=maria-keller", opened.by("maria-keller"))):
        page, found = reader.get(start), []
        while True:
            found += texts(page)
            following = re.search(r'rel="next" href="([^"]+)"', page.text)
            if following is None:
                break
            page = reader.get(html.unescape(following[1]))
        assert found == [quote.text for quote in expected]


def test_the_page_of_a_document_marks_every_quote(reader, opened):
    page = reader.get("/document?id=in/keller.txt")
    for quote in opened.quotes("in/keller.txt"):
        assert f'<mark id="q-{quote.id}"' in page.text
        assert f'id="why-{quote.id}"' in page.text
    assert '<span class="cue c0"' in page.text
    assert '<span class="source c0"' in page.text
    assert "the words name the speaker" in page.text
    assert 'href="https://example.org/budget"' in page.text


def test_a_document_may_be_named_by_anything(reader, opened):
    start = reader.get("/documents?q=A B")
    address = html.unescape(re.search(r'href="(/document\?[^"]+)"', start.text)[1])
    assert '<p class="facts">' in reader.get(address).text
    assert "Perhaps we go," in words(reader.get(address))


def test_an_id_leads_to_the_quote_in_its_document(reader, opened):
    quote = next(iter(opened.by("Tom Adeyemi")))
    answer = reader.get(f"/quote?id={quote.id[:8]}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/document?id=in%2Fadeyemi.txt#q-{quote.id}")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/speaker?id=Tom%20Adeyem", 404, "Tom Adeyemi"),
        ("/speaker", 404, "none is named"),
        ("/document?id=nothing", 404, "no such document"),
        ("/document?id=in/", 400, "several documents"),
        ("/quote?id=zz", 404, "no such quote"),
        ("/search?q=%22", 400, "no word to search for"),
        ("/search?since=yesterday", 400, "is no date"),
        ("/search?kind=loud", 400, "direct, indirect, mixed"),
        ("/search?q=" + "a" * 501, 400, "is too long"),
        ("/search?after=ffff", 404, "no such quote"),
        ("/quotes.csv?by=Nobody%20Known", 404, "no such speaker"),
        ("/nowhere", 404, "no such page"),
        ("/data/nowhere", 404, "no such page"),
    ],
)
def test_what_is_wrong_is_said(reader, address, status, said):
    answer = reader.get(address)
    assert answer.status_code == status
    assert said in words(answer)
    assert "Traceback" not in answer.text


def test_an_ambiguous_name_lists_who_may_be_meant(serve, path):
    from marked import extract_marked

    from quotes import archive
    from quotes.types import Document

    with archive.open(path) as opened:
        opened.add([Document("k.txt", "“Yes,” said Paul Keller. “No,” said Ida Keller.")], extract=extract_marked)
    answer = serve().get("/speaker?id=Keller")
    assert answer.status_code == 300
    assert {"Paul Keller", "Ida Keller", "Maria Keller"} <= set(re.findall(r">(\w+ Keller)</a>", answer.text))


def test_what_comes_in_later_is_shown(reader, opened):
    from marked import extract_marked

    from quotes.types import Document

    reader.get("/")
    opened.add([Document("late.txt", "“Late,” said Zoe Quill.", date="2022-01-01")], extract=extract_marked)
    assert "Zoe Quill" in reader.get("/").text


def test_an_empty_database_says_how_to_fill_it(serve, opened):
    for document in opened.latest():
        opened.remove(document.id)
    reader = serve()
    assert "quotes ingest" in reader.get("/").text
    assert "Nothing found" in reader.get("/search").text


@pytest.mark.parametrize(
    "address", ["/data.json", "/data/quotes.json?_facet=kind", "/data/said.json?speaker=maria-keller"]
)
def test_the_tables_are_there_as_json(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.json()


@pytest.mark.parametrize("table", ["quotes", "documents", "speakers", "said", "decisions"])
def test_the_tables_are_there_as_pages_and_csv(reader, table):
    assert reader.get(f"/data/{table}").status_code == 200
    assert reader.get(f"/data/{table}.csv").status_code == 200
