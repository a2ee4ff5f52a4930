"""People's corrections over the rules."""

from making import groups, local

from quotes.registry import decision_keys, resolve
from quotes.registry.blocks import block_keys
from quotes.types import Decision, Occurrence


def documents(occurrences: list[Occurrence], *decisions: Decision) -> list[set[str]]:
    """The sets of documents of the speakers, sorted."""
    found = [{document for document, _ in speaker.members} for speaker in resolve(occurrences, decisions)]
    return sorted(found, key=sorted)


CICERO = [local("d1", "Mark Twain"), local("d2", "Samuel Clemens"), local("d3", "Sieur Louis de Conte")]


def test_merge_joins_names_that_no_rule_would() -> None:
    assert documents(CICERO, Decision(1, "merge", ("Mark Twain", "Samuel Clemens"))) == [{"d1", "d2"}, {"d3"}]


def test_merges_chain() -> None:
    chain = (
        Decision(1, "merge", ("Mark Twain", "Samuel Clemens")),
        Decision(2, "merge", ("Samuel Clemens", "Sieur Louis de Conte")),
    )
    assert documents(CICERO, *chain) == [{"d1", "d2", "d3"}]


def test_the_evidence_names_the_decision() -> None:
    (speaker,) = resolve(CICERO[:2], [Decision(7, "merge", ("Mark Twain", "Samuel Clemens"))])
    assert {evidence.rule for evidence in speaker.evidence} == {"name", "decision 7"}


def test_never_beats_the_rules() -> None:
    two = [local("d1", "Volodymyr Zelensky"), local("d2", "Volodymyr Zelenskyy")]
    assert documents(two) == [{"d1", "d2"}]
    assert documents(two, Decision(1, "never", ("Volodymyr Zelensky", "Volodymyr Zelenskyy"))) == [{"d1"}, {"d2"}]


def test_a_later_decision_stands_over_an_earlier() -> None:
    names = ("Mark Twain", "Samuel Clemens")
    assert documents(CICERO[:2], Decision(1, "merge", names), Decision(2, "never", names)) == [{"d1"}, {"d2"}]
    assert documents(CICERO[:2], Decision(1, "never", names), Decision(2, "merge", names)) == [{"d1", "d2"}]


def test_split_sets_forms_apart() -> None:
    two = [local("d1", "George Bush"), local("d2", "George W. Bush"), local("d3", "George Bush")]
    assert documents(two) == [{"d1", "d2", "d3"}]
    assert documents(two, Decision(1, "split", ("George W. Bush", "George Bush"))) == [{"d1", "d3"}, {"d2"}]


def test_split_sets_the_namesake_of_some_documents_apart() -> None:
    three = [local(document, "Li Wei") for document in ("d1", "d2", "d3")]
    assert documents(three, Decision(1, "split", ("Li Wei",), ("d2",))) == [{"d1", "d3"}, {"d2"}]
    assert set(groups(resolve(three, [Decision(1, "split", ("Li Wei",), ("d2",))]))) == {"li-wei", "li-wei-2"}


def test_what_a_split_sets_apart_stays_together() -> None:
    forms = ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Wolodymyr Zelenskyy")
    three = [local(document, form) for document, form in zip(("d1", "d2", "d3"), forms, strict=True)]
    assert documents(three, Decision(1, "split", forms)) == [{"d1"}, {"d2", "d3"}]


def test_documents_narrow_what_a_split_sets_apart() -> None:
    three = [local("d1", "William Keller"), local("d2", "Bill Keller"), local("d3", "Bill Keller")]
    split = Decision(1, "split", ("William Keller", "Bill Keller"), ("d2",))
    assert documents(three, split) == [{"d1", "d3"}, {"d2"}]


def test_a_split_leaves_the_rest_of_a_merge_where_it_was() -> None:
    merge = Decision(1, "merge", ("Mark Twain", "Samuel Clemens", "Sieur Louis de Conte"))
    assert documents(CICERO, merge, Decision(2, "split", ("Mark Twain", "Samuel Clemens"))) == [{"d1", "d3"}, {"d2"}]


def test_rename_keeps_the_id() -> None:
    (speaker,) = resolve(CICERO[1:2], [Decision(1, "rename", ("Samuel Clemens", "Mark Twain"))])
    assert (speaker.id, speaker.name) == ("samuel-clemens", "Mark Twain")


def test_who_stays_after_a_split_keeps_the_name_of_an_earlier_rename() -> None:
    two = [local("d1", "William Keller"), local("d2", "Bill Keller")]
    rename, split = ("Bill Keller", "Liam Keller"), ("William Keller", "Bill Keller")
    before = resolve(two, [Decision(1, "rename", rename), Decision(2, "split", split)])
    assert {who.name: who.members[0][0] for who in before} == {"Liam Keller": "d1", "Bill Keller": "d2"}
    after = resolve(two, [Decision(1, "split", split), Decision(2, "rename", rename)])
    assert {who.name: who.members[0][0] for who in after} == {"William Keller": "d1", "Liam Keller": "d2"}


def test_the_latest_rename_counts() -> None:
    names = [Decision(2, "rename", ("Mark Twain", "S. L. Clemens")), Decision(1, "rename", ("Mark Twain", "Twain"))]
    assert resolve(CICERO[:1], names)[0].name == "S. L. Clemens"


def test_a_decision_on_names_that_do_not_occur_does_nothing() -> None:
    nobody = [Decision(1, "merge", ("Nobody One", "Nobody Two")), Decision(2, "rename", ("Nobody One", "Somebody"))]
    assert resolve(CICERO, nobody) == resolve(CICERO)


def test_a_decision_ties_the_blocks_that_it_speaks_of() -> None:
    keys = decision_keys(Decision(1, "merge", ("Mark Twain", "Samuel Clemens")))
    assert all(keys & block_keys(occurrence) for occurrence in CICERO[:2])
