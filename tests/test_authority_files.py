"""Authority files: what each form of them says, what is wrong with it, and that what is written can be read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from quotes.archive import authority_files
from quotes.errors import QuotesError, ReadingError
from quotes.types import Authority, Office

ARDERN = Authority(
    "jacinda-ardern",
    "Jacinda Ardern",
    aliases=("Jacinda Kate Laurell Ardern", "Dame Jacinda"),
    offices=(Office("Prime Minister of New Zealand", "2017-10-26", "2023-01-25"), Office("MP", "2008")),
    identifiers=(("viaf", "1"), ("wikidata", "Q1")),
)
FAO = Authority("fao", "Food and Agriculture Organization", "organization", ("FAO",))

CSV = """\
id,name,type,aliases,offices,identifiers,wikidata
,Jacinda Ardern,,Jacinda Kate Laurell Ardern; Dame Jacinda,\
"Prime Minister of New Zealand (2017-10-26 to 2023-01-25); MP (2008-)",viaf=1,Q1
fao,Food and Agriculture Organization,organization,FAO,,,
"""
JSONL = """\
{"name": "Jacinda Ardern", "aliases": ["Jacinda Kate Laurell Ardern", "Dame Jacinda"], "wikidata": "Q1",
 "offices": [{"title": "Prime Minister of New Zealand", "since": "2017-10-26", "until": "2023-01-25"}, "MP (2008–)"],
 "identifiers": {"viaf": 1}}
{"id": "fao", "name": "Food and Agriculture Organization", "type": "organization", "aliases": ["FAO"]}
""".replace(",\n ", ", ")
YAML = """\
- name: Jacinda Ardern
  aliases: [Jacinda Kate Laurell Ardern, Dame Jacinda]
  offices:
  - {title: Prime Minister of New Zealand, since: 2017-10-26, until: 2023-01-25}
  - {title: MP, since: 2008}
  identifiers: {wikidata: Q1, viaf: 1}
- id: fao
  name: Food and Agriculture Organization
  type: organization
  aliases: FAO
"""


@pytest.mark.parametrize(("format", "text"), [("csv", CSV), ("jsonl", JSONL), ("yaml", YAML)])
def test_all_three_forms_say_the_same(format, text):
    assert authority_files.read(text, format, source="a") == [ARDERN, FAO]


@pytest.mark.parametrize("format", authority_files.FORMATS)
def test_what_is_written_is_read_again(format):
    stream = io.StringIO()
    assert authority_files.write([ARDERN, FAO], stream, format) == 2
    assert authority_files.read(stream.getvalue(), format, source="a") == [ARDERN, FAO]


@pytest.mark.parametrize(
    ("written", "office"),
    [
        ("Mayor", Office("Mayor")),
        ("Mayor (2019-2021)", Office("Mayor", "2019", "2021")),
        ("Mayor (2019-01 – 2021-02-03)", Office("Mayor", "2019-01", "2021-02-03")),
        ("Mayor (to 2021)", Office("Mayor", None, "2021")),
        ("Mayor (acting)", Office("Mayor (acting)")),
    ],
)
def test_an_office_in_a_cell(written, office):
    (entry,) = authority_files.read(f"name,offices\nA B,{written}\n", "csv", source="a")
    assert entry.offices == (office,)


@pytest.mark.parametrize(
    ("format", "text", "fault"),
    [
        ("csv", "id,aliases\n1,X\n", "a, entry 1: has no name"),
        ("csv", "name\nA B\nA B\n", "a, entry 2: the id 'a-b' is that of an earlier entry"),
        ("csv", "name,type\nA B,robot\n", "'robot' is no type"),
        ("jsonl", '{"name": "A B"}\n{"name"', "a, line 2: is no JSON"),
        ("jsonl", "[1]", "has no name"),
        ("jsonl", '{"name": ["A"]}', "'name' is no text"),
        ("jsonl", '{"name": "A B", "offices": [{"title": "X", "since": "soon"}]}', "'soon' is no date"),
        ("jsonl", '{"name": "A B", "aliases": 7}', "is no list"),
        ("yaml", "name: A B", "is no list of entries"),
        ("yaml", "- name: [", "is no YAML"),
        ("yaml", "- name: !!python/object/apply:os.system [id]", "is no YAML"),
    ],
)
def test_what_is_wrong_names_the_entry(format, text, fault):
    with pytest.raises(ReadingError) as caught:
        authority_files.read(text, format, source="a")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_suffix_tells_the_form():
    assert [authority_files.format_of(f"a.{suffix}") for suffix in ("csv", "yml", "JSONL")] == ["csv", "yaml", "jsonl"]
    with pytest.raises(QuotesError, match=r"Known: \.csv"):
        authority_files.format_of("a.doc")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ReadingError, match="cannot be read"):
        authority_files.load(str(tmp_path / "none.csv"))
    (tmp_path / "latin.csv").write_bytes("name\nJosé\n".encode("latin-1"))
    with pytest.raises(ReadingError, match="is not UTF-8"):
        authority_files.load(str(tmp_path / "latin.csv"))


def test_the_examples_of_the_guide_can_be_read():
    guide = (Path(__file__).parents[1] / "docs" / "speakers.md").read_text(encoding="utf-8")
    examples = re.findall(r"```(csv|yaml)\n(.*?)```", guide, re.DOTALL)
    found = [entry for form, text in examples for entry in authority_files.read(text, form, source="guide")]
    assert [entry.id for entry in found] == ["jacinda-ardern", "jacinda-ardern"]
    assert all(entry.offices for entry in found)
