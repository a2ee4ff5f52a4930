"""Authority entries over the rules, under people's decisions."""

from making import groups, local

from quotes.registry import resolve
from quotes.types import Authority, Decision, Office

LULA = Authority(
    "lula", "Luiz Inácio Lula da Silva", aliases=("Lula", "Lula da Silva"), identifiers=(("wikidata", "Q1"),)
)


def test_an_entry_gives_name_and_id_and_takes_its_aliases() -> None:
    said = [
        local("d1", "Lula"),
        local("d2", "Luiz Inacio Lula da Silva"),
        local("d3", "Lula da Silva"),
        local("d4", "Lula"),
    ]
    (speaker,) = resolve(said, authorities=[LULA])
    assert (speaker.id, speaker.name, speaker.authority) == ("lula", "Luiz Inácio Lula da Silva", "lula")
    assert len(resolve(said)) > 1
    rules = {evidence.form: evidence.rule for evidence in speaker.evidence}
    assert rules["Lula"] == "authority"


def test_the_rules_compare_with_the_forms_of_an_entry() -> None:
    zelensky = Authority("z", "Volodymyr Zelenskyy")
    said = [local("d1", "Volodymyr Zelensky", date="2022-01-01"), local("d2", "Zelensky", date="2022-01-01")]
    assert groups(resolve(said, authorities=[zelensky])) == {"z": [item.ref for item in said]}


def test_two_entries_are_never_one() -> None:
    two = [Authority("a", "Joe Kennedy"), Authority("b", "Joseph Kennedy")]
    said = [local("d1", "Joe Kennedy"), local("d2", "Joseph Kennedy")]
    assert len(resolve(said)) == 1
    assert set(groups(resolve(said, authorities=two))) == {"a", "b"}


def test_a_name_of_two_entries_goes_by_office_and_time_or_stays_apart() -> None:
    two = [
        Authority(
            "father", "George H. W. Bush", aliases=("George Bush",), offices=(Office("President", "1989", "1993"),)
        ),
        Authority("son", "George W. Bush", aliases=("George Bush",), offices=(Office("President", "2001", "2009"),)),
    ]
    said = [
        local("d1", "George Bush", "President", date="1990-05-01"),
        local("d2", "George Bush", "President", date="2009-01-02"),
        local("d3", "George Bush", date="2005-01-01"),
        local("d4", "George W. Bush"),
    ]
    found = groups(resolve(said, authorities=two))
    assert found["father"] == [said[0].ref]
    assert found["son"] == [said[1].ref, said[3].ref]
    assert found["george-bush"] == [said[2].ref]


def test_a_decision_stands_over_an_entry() -> None:
    said = [local("d1", "Lula"), local("d2", "Luiz Inácio Lula da Silva")]
    never = Decision(1, "never", ("Lula", "Luiz Inácio Lula da Silva"))
    assert len(resolve(said, [never], [LULA])) == 2
    renamed = resolve(said, [Decision(1, "rename", ("Lula", "President Lula"))], [LULA])
    assert [(speaker.id, speaker.name) for speaker in renamed] == [("lula", "President Lula")]


def test_an_entry_that_nobody_is_makes_no_speaker() -> None:
    assert resolve([], authorities=[LULA]) == []
    assert [speaker.authority for speaker in resolve([local("d1", "Mark Twain")], authorities=[LULA])] == [None]


def test_the_id_of_an_entry_is_nobody_elses() -> None:
    entry = Authority("jordan-hill", "Jordan Hill", "organization")
    said = [local("d1", "Jordan Hill"), local("d2", "Jordan Hill", type="organization")]
    found = resolve(said, authorities=[entry])
    assert {(speaker.id, speaker.type) for speaker in found} == {
        ("jordan-hill", "organization"),
        ("jordan-hill-2", "person"),
    }
