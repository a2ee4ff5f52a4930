"""The archive: documents go in once, speakers are looked up under any name, corrections last."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from marked import ADEYEMI, KELLER, extract_marked

from quotes import archive
from quotes.errors import AmbiguousSpeakerError, NotFoundError, QueryError, ReadingError, UnknownSpeakerError
from quotes.types import Alias, Authority, Document, Extraction, LocalSpeaker, Quote, Step, quote_id

BOTH = Document("both.txt", "“Yes,” said Maria Keller. “No,” said Tom Adeyemi. “Perhaps,” said María Keller.")


@pytest.fixture
def opened(tmp_path):
    with archive.open(tmp_path / "quotes.db", timeout=0.1) as opened:
        yield opened


@pytest.fixture
def filled(opened):
    opened.add([KELLER, ADEYEMI, BOTH], extract=extract_marked)
    return opened


def said(opened, name, **narrowing):
    return [quote.text for quote in opened.by(name, **narrowing)]


def everything(opened):
    return sorted((q.id, q.text, q.speaker, q.speaker_id) for q in opened.quotes())


def counts(summary):
    return summary.added, summary.replaced, summary.unchanged, summary.quotes


def test_a_document_is_read_once(opened, extract):
    assert counts(opened.add([KELLER, ADEYEMI], extract=extract)) == (2, 0, 0, 4)
    before = everything(opened)
    assert counts(opened.add([KELLER, ADEYEMI], extract=extract)) == (0, 0, 2, 0)
    assert extract.read == ["keller.txt", "adeyemi.txt"]
    assert everything(opened) == before


@pytest.mark.parametrize(
    "changed",
    [
        Document("keller.txt", "“Go away,” said Maria Keller.", date="2020-04-22"),
        Document("keller.txt", KELLER.text, date="2020-04-23"),
        Document("keller.txt", KELLER.text, date="2020-04-22", title="On going"),
    ],
)
def test_a_changed_document_replaces_its_quotes(opened, changed):
    opened.add([KELLER, ADEYEMI], extract=extract_marked)
    assert opened.add([changed], extract=extract_marked).replaced == 1
    quotes = [quote for quote in opened.quotes() if quote.document == "keller.txt"]
    expected = extract_marked(changed).quotes
    assert [(q.text, q.title, q.date) for q in quotes] == [(q.text, q.title, q.date) for q in expected]
    assert opened.identify("Maria Keller").documents == 1


def test_another_version_of_the_extractor_reads_again(tmp_path, extract):
    for version in ("1", "1", "2"):
        with archive.Archive(tmp_path / "quotes.db", extractor=version) as opened:
            opened.add([KELLER], extract=extract)
    assert extract.read == ["keller.txt", "keller.txt"]


def test_again_reads_again(opened, extract):
    opened.add([KELLER], extract=extract)
    assert opened.add([KELLER], extract=extract, again=True).replaced == 1


def test_speakers_who_are_gone_from_all_documents_are_gone(opened):
    opened.add([KELLER], extract=extract_marked)
    opened.add([Document("keller.txt", "“Stay,” said Tom Adeyemi.")], extract=extract_marked)
    assert [who.name for who in opened.speakers()] == ["Tom Adeyemi"]
    opened.remove("keller.txt")
    assert list(opened.speakers()) == list(opened.quotes()) == []


def test_what_came_before_a_failure_stays_and_the_failed_document_leaves_nothing(opened):
    def failing(document):
        if document.id == "adeyemi.txt":
            raise ReadingError(document.id, "unreadable", "Leave it out.")
        return extract_marked(document)

    with pytest.raises(ReadingError):
        opened.add([KELLER, ADEYEMI, BOTH], extract=failing)
    assert {quote.document for quote in opened.quotes()} == {"keller.txt"}


@pytest.mark.parametrize("order", list(itertools.permutations([KELLER, ADEYEMI, BOTH])))
def test_the_order_of_documents_makes_no_difference(tmp_path, order):
    contents = []
    for name, documents in (("a.db", order), ("b.db", [KELLER, ADEYEMI, BOTH])):
        with archive.open(tmp_path / name) as opened:
            for document in documents:
                opened.add([document], extract=extract_marked)
            contents.append((everything(opened), list(opened.speakers())))
    assert contents[0] == contents[1]


def test_the_speakers_of_a_stopped_ingest_are_settled_by_the_next_look_up(tmp_path):
    with archive.open(tmp_path / "quotes.db") as opened:
        added = opened.ingest([KELLER, BOTH, ADEYEMI], extract=extract_marked)
        assert [next(added).document, next(added).document] == ["keller.txt", "both.txt"]
    with archive.open(tmp_path / "quotes.db", create=False) as opened:
        assert said(opened, "Maria Keller") == ["Go,", "It rains,", "Yes,", "Perhaps,"]


def test_every_speaker_is_settled_and_the_unnamed_stay_in_their_documents(opened):
    for id in ("a", "b\0c"):
        quote = Quote(
            id=quote_id(id, [(0, 2)]), document=id, kind="indirect", act="speech", form="sentence", text="Go",
            spans=((0, 2),), speaker="some\0one", speaker_id="1", speaker_type="unnamed", speakers=("some\0one",),
        )  # fmt: skip
        people = (LocalSpeaker("1", "some\0one", "unnamed", ("a\0b",), (Alias("some\0one", 1),)),)
        opened.add([Document(id, "Go")], extract=lambda document, q=quote, p=people: Extraction(document, (q,), p))
    quotes = list(opened.quotes())
    assert [(quote.speaker, quote.speaker_type) for quote in quotes] == [("some\0one", "unnamed")] * 2
    assert len({quote.speaker_id for quote in quotes} - {None}) == 2
    assert [who.roles for who in opened.speakers(types=())] == [("a\0b",)] * 2
    opened.remove("a")
    assert len(list(opened.speakers(types=()))) == 1


def test_odd_text_is_data(opened):
    odd = Document("caf\udce9.txt", "“Go\ud800 \0\x1b[31m \u202e,” said Maria Keller.")
    opened.add([odd], extract=extract_marked)
    (quote,) = opened.by("Maria Keller")
    assert quote.text == "Go\N{REPLACEMENT CHARACTER} \0\x1b[31m \u202e,"
    assert opened.document(quote.document).text[slice(*quote.spans[0])] == quote.text
    assert opened.add([odd], extract=extract_marked).unchanged == 1


# Look-ups


@pytest.mark.parametrize(
    ("narrowing", "texts"),
    [
        ({}, ["Go,", "It rains,", "Yes,", "Perhaps,"]),
        ({"act": ("speech",)}, ["Go,", "Yes,", "Perhaps,"]),
        ({"act": ()}, ["Go,", "It rains,", "Yes,", "Perhaps,"]),
        ({"since": "2020"}, ["Go,", "It rains,"]),
        ({"document": "both"}, ["Yes,", "Perhaps,"]),
        ({"kind": ("indirect",)}, []),
        ({"limit": 1}, ["Go,"]),
    ],
)
def test_everything_that_a_speaker_said(filled, narrowing, texts):
    assert said(filled, "Maria Keller", **narrowing) == texts


def test_quotes_are_narrowed_and_ordered_by_when_they_were_said(opened):
    def said_on(document):
        found = extract_marked(document)
        days = ("2014", "2020-03-01", None)
        quotes = (dataclasses.replace(q, said_on=day) for q, day in zip(found.quotes, days, strict=True))
        return dataclasses.replace(found, quotes=tuple(quotes))

    text = "“Then,” said Maria Keller. “Now,” said Maria Keller. “Here,” said Maria Keller."
    opened.add([Document("a", text, date="2020-03-09")], extract=said_on)
    assert said(opened, "Maria Keller") == ["Here,", "Now,", "Then,"]
    assert said(opened, "Maria Keller", until="2020-03-01") == ["Now,", "Then,"]
    assert said(opened, "Maria Keller", since="2014", until="2014") == ["Then,"]


def test_attitudes_are_given_only_when_asked_for(filled):
    assert said(filled, "Tom Adeyemi") == ["Stay,", "No,"]
    assert said(filled, "Tom Adeyemi", act=("attitude",)) == ["Peace,"]
    who = filled.identify("Tom Adeyemi")
    assert (who.quotes, who.sayings, who.documents) == (2, 3, 2)


@pytest.mark.parametrize("name", ["Maria Keller", "MARÍA KELLER", "keller", "Keller, Maria"])
def test_any_form_of_the_name_finds_the_speaker(filled, name):
    assert filled.identify(name).name in {"Maria Keller", "María Keller"}


def test_an_id_is_a_name(filled):
    who = filled.identify("Tom Adeyemi")
    assert filled.identify(who.id) == who


def test_an_unknown_name_gets_the_nearest(filled):
    with pytest.raises(UnknownSpeakerError) as caught:
        filled.by("Toni Adeyemmi")
    assert caught.value.nearest[0] == "Tom Adeyemi"


def test_an_ambiguous_name_lists_the_candidates(filled):
    filled.add([Document("ada.txt", "“Now,” said Ada Adeyemi.")], extract=extract_marked)
    with pytest.raises(AmbiguousSpeakerError) as caught:
        filled.by("Adeyemi")
    assert {(name, what) for _, name, what in caught.value.candidates} == {
        ("Tom Adeyemi", "2 quotes in 2 documents, 2021"),
        ("Ada Adeyemi", "1 quote in ada.txt"),
    }
    for id, name, _ in caught.value.candidates:
        assert filled.identify(id).name == name


def test_all_words_of_a_name_are_more_than_a_middle_name_left_out(opened):
    names = ("Ada Keller", "Ada Jane Keller", "Ada Kim Keller")
    text = " ".join(f"“Go {number},” said {name}." for number, name in enumerate(names))
    opened.add([Document("a.txt", text)], extract=extract_marked)
    assert opened.identify("Keller, Ada").name == "Ada Keller"
    assert opened.identify("KELLER Ada").name == "Ada Keller"


@pytest.mark.parametrize("name", ["", "   ", "' OR 1=1; --", "\0", "\ud800", "%", "*"])
def test_a_name_with_syntax_in_it_is_only_an_unknown_name(filled, name):
    with pytest.raises(UnknownSpeakerError):
        filled.by(name)
    assert not filled.occurs(name)
    assert len(everything(filled)) == 7


@pytest.mark.parametrize("day", ["yesterday", "2020-13", "2020-1-1", "22.04.2020", "2021-02-29", "' OR 1", ""])
def test_a_date_that_is_none_is_an_error(filled, day):
    with pytest.raises(QueryError, match="is no date"):
        filled.by("Maria Keller", since=day)


def test_a_limit_may_be_as_large_as_you_like_but_not_below_nothing(filled):
    for listed in (lambda limit: filled.by("Maria Keller", limit=limit), lambda limit: filled.speakers(limit=limit)):
        assert list(listed(10**30)) == list(listed(None))
        assert list(listed(0)) == []
        with pytest.raises(QueryError, match="is no number"):
            list(listed(-1))


def test_search_looks_in_what_was_said_and_by_whom(filled):
    assert [quote.text for quote in filled.search("stay")] == ["Stay,"]
    assert [quote.text for quote in filled.search("stay", by="Maria Keller")] == []
    assert [quote.text for quote in filled.search("perhaps", by="Keller")] == ["Perhaps,"]


def test_those_who_said_it_together_are_both_found(opened):
    text = "“Go,” said Maria Keller and Tom Adeyemi."
    quote = Quote(
        id=quote_id("a", [(1, 4)]), document="a", kind="direct", act="speech", form="sentence", text="Go,",
        spans=((1, 4),), speaker="Maria Keller", speaker_id="1", speaker_type="person",
        speakers=("Maria Keller", "Tom Adeyemi"), steps=(Step("name"),),
    )  # fmt: skip
    people = (LocalSpeaker("1", "Maria Keller", "person"), LocalSpeaker("2", "Tom Adeyemi", "person"))
    opened.store(Extraction(Document("a", text), (quote,), people))
    assert [q.speakers for q in opened.by("Tom Adeyemi")] == [("Maria Keller", "Tom Adeyemi")]
    assert [q.speaker for q in opened.by("Tom Adeyemi")] == ["Maria Keller"]


@pytest.mark.parametrize(("id", "found"), [("keller.txt", "keller.txt"), ("adey", "adeyemi.txt")])
def test_a_document_is_found_by_a_part_of_its_id(filled, id, found):
    assert filled.document(id).id == found


def test_a_part_that_several_documents_share_lists_them(filled):
    with pytest.raises(QueryError, match=r"adeyemi\.txt, both\.txt, keller\.txt"):
        filled.document(".txt")
    with pytest.raises(NotFoundError, match="no such document"):
        filled.document("%")


def test_a_quote_is_found_by_the_beginning_of_its_id(filled):
    quote = next(filled.by("Tom Adeyemi"))
    assert filled.quote(quote.id) == filled.quote(quote.id[:8].upper()) == quote
    for id in ("", "zzzz", "0" * 16, "%"):
        with pytest.raises(NotFoundError, match="no such quote"):
            filled.quote(id)


def test_why_gives_each_step_with_its_words(filled):
    (quote,) = filled.search("stay")
    why = filled.why(quote.id)
    (reason,) = why.reasons
    assert (reason.step.rule, reason.step.text) == ("name", "Tom Adeyemi")
    assert (reason.before, reason.after) == ("“Stay,” said ", ". “Peace,” wanted Tom Adeyemi.")
    assert [(item.form, item.document) for item in why.evidence] == [("Tom Adeyemi", "adeyemi.txt")]


@pytest.mark.parametrize(("prefix", "names"), [("tom", ["Tom Adeyemi"]), ("ADE", ["Tom Adeyemi"]), ("x", [])])
def test_speakers_by_the_beginning_of_a_name(filled, prefix, names):
    assert [who.name for who in filled.speakers(prefix)] == names


def test_pages_of_speakers_join(opened):
    text = " ".join(f"“{n}” said {name} Keller." for n, name in enumerate(["Anna", "Bert", "Carl", "Dora", "Emil"]))
    opened.add([Document("a", text)], extract=extract_marked)
    everyone = list(opened.speakers())
    first = list(opened.speakers(limit=2))
    assert first + list(opened.speakers(after=first[-1].id)) == everyone


# Corrections


def test_a_merge_lasts_through_reingestion_and_can_be_undone(filled):
    before = list(filled.speakers())
    merged = filled.merge("Maria Keller", "Tom Adeyemi", reason="a stage name")
    assert merged.documents == 3
    assert len(said(filled, "Tom Adeyemi")) == len(said(filled, "Maria Keller")) == 6
    filled.add([KELLER, ADEYEMI, BOTH], extract=extract_marked, again=True)
    assert filled.identify("Adeyemi") == filled.identify("Keller") == merged
    (decision,) = filled.decisions()
    assert (decision.kind, decision.reason) == ("merge", "a stage name")
    assert filled.speaker("Keller").decisions == (decision,)
    assert filled.undo() == decision
    assert filled.decisions() == []
    assert list(filled.speakers()) == before


def test_a_merge_holds_for_names_that_come_later(filled):
    filled.merge("Maria Keller", "Tom Adeyemi")
    filled.add([Document("later", "“Later,” said Tom Adeyemi.")], extract=extract_marked)
    assert "Later," in said(filled, "Maria Keller")


@pytest.fixture
def namesakes(opened):
    """Three documents, each with somebody of the same surname, of whom no more is known."""
    opened.add([Document(id, f"“{id}” said Keller.") for id in ("go", "stay", "wait")], extract=extract_marked)
    ids = [quote.speaker_id for quote in opened.quotes()]
    assert len(set(ids)) == 3
    return opened, ids


def together(opened):
    found = {}
    for quote in opened.quotes():
        found.setdefault(quote.speaker_id, []).append(quote.text)
    return sorted(found.values())


def test_a_merge_of_namesakes_leaves_the_others_out(namesakes):
    opened, (go, stay, _) = namesakes
    opened.merge(go, stay)
    assert together(opened) == [["go", "stay"], ["wait"]]
    assert opened.decisions()[0].documents == ("go", "stay")


def test_a_rename_of_a_namesake_leaves_the_others_alone(namesakes):
    opened, (go, _, _) = namesakes
    opened.rename(go, "Ada Keller")
    assert sorted(who.name for who in opened.speakers()) == ["Ada Keller", "Keller", "Keller"]


def test_namesakes_are_kept_apart(namesakes):
    opened, (go, stay, _) = namesakes
    assert len(opened.never(go, stay)) == 2
    assert together(opened) == [["go"], ["stay"], ["wait"]]


def test_a_split_sets_a_form_apart(opened):
    joined = [Document("a", "“Go,” said William Keller."), Document("b", "“Stay,” said Bill Keller.")]
    opened.add(joined, extract=extract_marked)
    assert sorted(said(opened, "William Keller")) == ["Go,", "Stay,"]
    assert len(opened.split("William Keller", "bill keller")) == 2
    assert (said(opened, "William Keller"), said(opened, "Bill Keller")) == (["Go,"], ["Stay,"])
    opened.undo()
    assert sorted(said(opened, "William Keller")) == ["Go,", "Stay,"]


def test_a_split_sets_documents_apart(filled):
    assert len(filled.split("Tom Adeyemi", documents=["both.txt"])) == 2
    with pytest.raises(AmbiguousSpeakerError) as caught:
        filled.by("Tom Adeyemi")
    assert [said(filled, id) for id, _, _ in caught.value.candidates] == [["Stay,"], ["No,"]]


def test_a_split_takes_only_forms_of_the_speaker(filled):
    with pytest.raises(QueryError, match="is no name form of"):
        filled.split("Maria Keller", "Tom Adeyemi")
    assert filled.decisions() == []


def called(id, name, *others):
    """What comes of a document with one quote, "ID,", by somebody of this name and these other forms."""
    extraction = extract_marked(Document(id, f"“{id},” said {name}."))
    (speaker,) = extraction.speakers
    forms = tuple(Alias(form, 1) for form in (name, *others))
    return dataclasses.replace(extraction, speakers=(dataclasses.replace(speaker, aliases=forms),))


@pytest.fixture
def of(opened):
    """Fills the archive with documents "a", "b", …, each by the speaker with these name forms."""

    def filling(*speakers):
        given = dict(zip("abcdefg", speakers, strict=False))
        opened.add([Document(id, f"“{id},” said {forms[0]}.") for id, forms in given.items()],
                   extract=lambda document: called(document.id, *given[document.id]))  # fmt: skip
        return opened

    return filling


WILLIAM, MIDDLE, BILL = ("William Keller",), ("William Josef Keller",), ("Bill Keller",)


def test_a_name_that_nobody_goes_by_alone_is_not_split_off(of):
    opened = of(("William Keller", "Bill"), MIDDLE)
    opened.rename("William Keller", "Guillermo Keller")
    before = everything(opened)
    with pytest.raises(QueryError, match=r"^Bill: is what a calls William Keller .*set apart") as caught:
        opened.split("Guillermo Keller", "Bill")
    assert "\n" not in str(caught.value)
    assert everything(opened) == before
    assert [decision.kind for decision in opened.decisions()] == ["rename"]


@pytest.mark.parametrize(
    ("speakers", "forms", "documents", "apart"),
    [
        ((WILLIAM, MIDDLE, BILL), ("Bill Keller",), (), ["c,"]),
        ((WILLIAM, MIDDLE, BILL), ("William Keller",), (), ["a,"]),
        ((("William Keller", "Bill"), MIDDLE), ("William Keller", "Bill"), (), ["a,"]),
        ((WILLIAM, BILL, BILL), ("Bill Keller",), ("b",), ["b,"]),
        ((WILLIAM, MIDDLE, WILLIAM), (), ("a",), ["a,"]),
        ((WILLIAM, MIDDLE, WILLIAM), (), ("b",), ["b,"]),
        ((WILLIAM, MIDDLE, WILLIAM), (), ("a", "b"), ["a,", "b,"]),
    ],
)
@pytest.mark.parametrize("renamed", [False, True])
def test_what_is_split_off_is_what_was_named(of, speakers, forms, documents, apart, renamed):
    opened = of(*speakers)
    if renamed:
        opened.rename("William Keller", "Guillermo Keller")
    before = everything(opened), list(opened.speakers())
    (who,) = before[1]
    opened.split(who.id, *forms, documents=documents)
    rest = sorted({quote.text for quote in opened.quotes()} - set(apart))
    assert together(opened) == sorted([apart, rest])
    if renamed:
        assert {quote.speaker for quote in opened.quotes() if quote.text in rest} == {"Guillermo Keller"}
    opened.undo()
    assert (everything(opened), list(opened.speakers())) == before


def test_a_split_leaves_the_rest_of_a_merge_together(of):
    opened = of(("Maria Keller",), ("Ann Lee",), ("Tom Adeyemi",), ("Maria Keller",))
    opened.merge("Maria Keller", "Ann Lee", "Tom Adeyemi")
    opened.split("Maria Keller", "Ann Lee")
    assert together(opened) == [["a,", "c,", "d,"], ["b,"]]


def test_a_split_that_would_take_others_along_is_refused(of):
    opened = of(WILLIAM, BILL, ("Bill Josef Keller",), WILLIAM)
    assert [who.name for who in opened.speakers()] == ["William Keller"]
    before = everything(opened)
    with pytest.raises(QueryError, match="would not stay with William Keller") as caught:
        opened.split("William Keller", "Bill Keller")
    assert caught.value.thing == "Bill Josef Keller"
    assert (everything(opened), opened.decisions()) == (before, [])
    opened.split("William Keller", "Bill Keller", "Bill Josef Keller")
    assert together(opened) == [["a,", "d,"], ["b,", "c,"]]


def test_a_split_leaves_the_entry_of_an_authority_file_where_it_is(of):
    opened = of(BILL, WILLIAM, WILLIAM)
    opened.take_in([Authority("Q1", "William Keller", aliases=("Bill Keller",))], source="people")
    opened.split("Q1", "Bill Keller")
    assert together(opened) == [["a,"], ["b,", "c,"]]
    assert sorted(said(opened, "Q1")) == ["b,", "c,"]


def test_a_split_leaves_namesakes_alone(of):
    opened = of(WILLIAM, BILL, WILLIAM, BILL)
    opened.split("William Keller", documents=["c", "d"])
    one = next(quote.speaker_id for quote in opened.quotes("a"))
    opened.split(one, "Bill Keller")
    assert together(opened) == [["a,"], ["b,"], ["c,", "d,"]]


def test_all_of_a_speaker_is_not_split_off(of):
    with pytest.raises(QueryError, match="nobody would be left"):
        of(WILLIAM, ("William Keller", "Bill")).split("William Keller", "William Keller")


def test_a_rename_changes_the_name_everywhere(filled):
    renamed = filled.rename("Tom Adeyemi", "Thomas  Adeyemi")
    assert renamed.name == "Thomas Adeyemi"
    assert {quote.speaker for quote in filled.by("Tom Adeyemi")} == {"Thomas Adeyemi"}
    assert filled.identify("thomas adeyemi") == renamed
    filled.add([ADEYEMI], extract=extract_marked, again=True)
    assert filled.identify("Tom Adeyemi").name == "Thomas Adeyemi"
    filled.rename("Thomas Adeyemi", "T. Adeyemi")
    assert filled.identify("Tom Adeyemi").name == "T. Adeyemi"


def test_a_rename_of_a_surname_is_undone_for_the_full_name_that_came_later(opened):
    opened.add([Document("a", "“Go,” said Adeyemi.", date="2021-05-01")], extract=extract_marked)
    opened.rename("Adeyemi", "Toyin Adeyemi")
    opened.add([ADEYEMI], extract=extract_marked)
    assert opened.identify("Tom Adeyemi").name == "Toyin Adeyemi"
    opened.undo()
    assert {who.name for who in opened.speakers()} == {"Tom Adeyemi"}


def test_never_keeps_apart_what_a_rule_would_join(opened):
    opened.add([Document("a", "“Go,” said William Keller.")], extract=extract_marked)
    opened.add([Document("b", "“Stay,” said Tom Adeyemi.")], extract=extract_marked)
    opened.merge("William Keller", "Tom Adeyemi")
    opened.undo()
    assert len(opened.never("William Keller", "Tom Adeyemi")) == 2
    assert said(opened, "William Keller") == ["Go,"]
    assert opened.suggest() == []


def test_a_later_decision_stands_over_an_earlier(filled):
    filled.never("Maria Keller", "Tom Adeyemi")
    assert filled.merge("Maria Keller", "Tom Adeyemi").documents == 3
    filled.undo()
    assert len(list(filled.speakers())) == 2


def test_a_rule_s_join_is_a_step_of_the_quote(opened):
    joined = [Document("a", "“Go,” said William Keller."), Document("b", "“Stay,” said Bill Keller.")]
    opened.add(joined, extract=extract_marked)
    steps = {quote.text: quote.resolution for quote in opened.quotes()}
    assert steps["Go,"] != steps["Stay,"]
    assert {rule.partition(":")[0] for rule in steps["Go,"] + steps["Stay,"]} == {"name", "variant"}


def test_likely_pairs_are_suggested_until_someone_decides(opened):
    opened.add(
        [Document(who, f"“Go,” said {who}.") for who in ("Maria Keller", "Ada Keller", "Keller")],
        extract=extract_marked,
    )

    def pairs():
        return {frozenset((one.name, other.name)) for one, other, reason in opened.suggest() if reason}

    assert pairs() == {frozenset(("Maria Keller", "Keller")), frozenset(("Ada Keller", "Keller"))}
    bare = next(who.id for who in opened.speakers() if who.name == "Keller")
    opened.never("maria-keller", bare)
    assert pairs() == {frozenset(("Ada Keller", "Keller"))}


@pytest.mark.parametrize("names", [("Maria Keller",), ("Maria Keller", "Keller")])
def test_a_merge_takes_two_speakers(filled, names):
    with pytest.raises(QueryError, match="Name two speakers or more"):
        filled.merge(*names)
    assert filled.decisions() == []


@pytest.mark.parametrize("number", [None, 7])
def test_there_must_be_something_to_undo(filled, number):
    with pytest.raises(NotFoundError, match="no such decision"):
        filled.undo(number)


def test_resolving_anew_gives_the_same(filled):
    before = list(filled.speakers())
    filled.resolve()
    assert list(filled.speakers()) == before


def test_authority_entries_hold_through_reading_again_and_are_undone(filled):
    entries = [
        Authority("Q1", "Maria B. Keller", aliases=("Maria Keller",), identifiers=(("wikidata", "Q111"),)),
        Authority("Q2", "Nobody Atall"),
    ]
    decision = filled.take_in(entries, source="people.csv")
    for again in (False, True):
        filled.add([KELLER, ADEYEMI, BOTH], extract=extract_marked, again=again)
        assert filled.identify("Maria Keller").id == "Q1"
        assert {who.id for name in ("Q111", "maria b keller", "Keller") for who in [filled.identify(name)]} == {"Q1"}
        assert {quote.speaker for quote in filled.by("Q1")} == {"Maria B. Keller"}
    detail = filled.speaker("Q1")
    assert detail.authority == entries[0]
    assert [entry.id for entry in filled.authorities(imported=True)] == ["Q1", "Q2"]
    assert [entry.name for entry in filled.authorities()] == ["Maria B. Keller", "Nobody Atall", "Tom Adeyemi"]
    with pytest.raises(UnknownSpeakerError):
        filled.identify("Nobody Atall")
    assert filled.undo() == decision
    assert filled.identify("Maria Keller").id == "maria-keller"
    assert list(filled.authorities(imported=True)) == []


def test_a_later_entry_of_the_same_id_replaces_the_earlier_until_it_is_undone(filled):
    filled.take_in([Authority("k", "Maria Keller")], source="old.csv")
    filled.take_in([Authority("k", "Tom Adeyemi")], source="new.csv")
    assert (filled.identify("Tom Adeyemi").id, filled.identify("Maria Keller").id) == ("k", "maria-keller")
    filled.undo()
    assert (filled.identify("Tom Adeyemi").id, filled.identify("Maria Keller").id) == ("tom-adeyemi", "k")


def test_what_is_given_out_can_be_taken_in_and_changes_nobody(filled):
    before = everything(filled)
    filled.take_in(list(filled.authorities()), source="same.jsonl")
    assert everything(filled) == before


@pytest.fixture
def stored(opened):
    def store(id, name, type, *roles):
        quote = Quote(
            quote_id(id, ((0, 1),)), id, "indirect", "speech", "sentence", "x", ((0, 1),),
            speaker=name, speaker_id="k", speaker_type=type, date="2020-03-01",
        )  # fmt: skip
        local = LocalSpeaker("k", name, type, roles, (Alias(name, 1),))
        opened.store(Extraction(Document(id, "x", date="2020-03-01"), (quote,), (local,)))

    return store


def test_an_office_without_a_name_is_the_one_who_holds_it_less_surely_and_until_someone_decides(opened, stored):
    stored("a", "Maria Keller", "person", "Treasury Secretary")
    stored("b", "Maria Keller", "person", "Treasury Secretary")
    stored("c", "the Treasury Secretary", "unnamed")
    (quote,) = opened.quotes("c")
    assert (quote.speaker, quote.speaker_type, quote.resolution[-1]) == ("Maria Keller", "person", "variant:office")
    assert quote.confidence == 0.8
    assert "Maria Keller holds" in opened.why(quote.id).reasons[-1].step.detail
    opened.split("Maria Keller", "the Treasury Secretary")
    (quote,) = opened.quotes("c")
    assert (quote.speaker, quote.speaker_type, quote.confidence) == ("the Treasury Secretary", "unnamed", 1.0)
    opened.undo()
    assert [quote.speaker for quote in opened.quotes("c")] == ["Maria Keller"]


def test_an_office_without_a_name_is_suggested_and_merged_as_decided(opened, stored):
    stored("a", "Maria Keller", "person", "Treasury Secretary")
    stored("b", "the Treasury Secretary", "unnamed")
    ((one, other, reason),) = opened.suggest()
    assert (one.name, other.type, reason) == ("Maria Keller", "unnamed", "treasury secretary in a")
    merged = opened.merge(one.id, other.id)
    assert (merged.name, merged.type, merged.documents) == ("Maria Keller", "person", 2)
    stored("c", "the Treasury Secretary", "unnamed")
    assert opened.identify("Maria Keller").documents == 2, "another document's secretary may be another"
    opened.undo()
    assert opened.identify("Maria Keller").documents == 1
