"""Local speakers of several documents joined, or kept apart."""

import random
import time

import pytest
from making import groups, local

from quotes.registry import block_keys, resolve
from quotes.types import Occurrence, Speaker

CORPUS = [
    local("d1", "Luo Zhaohui", "Vice Foreign Minister", aliases=("Mr. Luo",), date="2020-03-26"),
    local("d2", "Luo Zhaohui", date="2020-03-27"),
    local("d1", "Zeng Yixin"),
    local("d2", "Ceng Yixin"),
    local("d2", "Zeng Guang"),
    local("d3", "Wang Yi", "Foreign Minister"),
    local("d3", "Wang Yu"),
    local("d4", "Wang", "Foreign Minister"),
    local("d5", "Wang"),
    local("d4", "George Bush"),
    local("d5", "George W. Bush"),
    local("d6", "George H. W. Bush"),
    local("d7", "Bush"),
    local("d7", "Kasich"),
    local("d8", "John Kasich"),
    local("d8", "some officials", type="group"),
    local("d9", "some officials", type="group"),
    local("d9", "the World Health Organization", aliases=("WHO",), type="organization"),
    local("d8", "World Health Organization", type="organization"),
    local("d7", "WHO", type="organization"),
    local("d9", "Donald Trump Jr."),
    local("d8", "Donald Trump"),
    local("d7", "Donald J. Trump"),
    local("d6", "DONALD TRUMP"),
]


@pytest.fixture(scope="module")
def speakers() -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in resolve(CORPUS)}


@pytest.mark.parametrize(
    ("identity", "name", "documents"),
    [
        ("luo-zhaohui", "Luo Zhaohui", {"d1", "d2"}),
        ("zeng-yixin", "Zeng Yixin", {"d1", "d2"}),
        ("zeng-guang", "Zeng Guang", {"d2"}),
        ("wang-yi", "Wang Yi", {"d3", "d4"}),
        ("wang-yu", "Wang Yu", {"d3"}),
        ("george-bush", "George Bush", {"d4"}),
        ("george-w-bush", "George W. Bush", {"d5"}),
        ("george-h-w-bush", "George H. W. Bush", {"d6"}),
        ("john-kasich", "John Kasich", {"d7", "d8"}),
        ("world-health-organization", "the World Health Organization", {"d7", "d8", "d9"}),
        ("donald-trump-jr", "Donald Trump Jr.", {"d9"}),
        ("donald-trump", "Donald Trump", {"d6", "d7", "d8"}),
    ],
)
def test_who_is_one(speakers: dict[str, Speaker], identity: str, name: str, documents: set[str]) -> None:
    speaker = speakers[identity]
    assert (speaker.name, {document for document, _ in speaker.members}) == (name, documents)


def test_groups_keep_to_their_document(speakers: dict[str, Speaker]) -> None:
    found = [speaker for speaker in speakers.values() if speaker.type == "group"]
    assert [len(speaker.members) for speaker in found] == [1, 1]


def test_every_form_has_its_reason(speakers: dict[str, Speaker]) -> None:
    reasons = {evidence.form: evidence.rule for evidence in speakers["zeng-yixin"].evidence}
    assert reasons == {"Zeng Yixin": "name", "Ceng Yixin": "variant:polyphone"}
    assert {evidence.form: evidence.rule for evidence in speakers["john-kasich"].evidence}["Kasich"] == "surname"


def test_every_occurrence_is_of_one_speaker(speakers: dict[str, Speaker]) -> None:
    members = [ref for speaker in speakers.values() for ref in speaker.members]
    assert sorted(members) == sorted(occurrence.ref for occurrence in CORPUS)


def test_two_names_in_one_document_are_two_people() -> None:
    apart = [local("d1", "Joe Kennedy"), local("d1", "Joseph Kennedy")]
    assert len(resolve(apart)) == 2
    assert len(resolve([apart[0], local("d2", "Joseph Kennedy")])) == 1


def test_a_bare_surname_waits_where_the_document_has_the_full_name() -> None:
    assert len(resolve([local("d1", "Kasich"), local("d1", "John Kasich")])) == 2


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("von der Leyen", "Ursula von der Leyen"),
        ("López Obrador", "Andrés Manuel López Obrador"),
        ("el-Sisi", "Abdel Fattah al-Sisi"),
        ("Zelenskiy", "Volodymyr Zelenskyy"),
    ],
)
def test_a_family_name_alone_joins_the_only_full_name(short: str, full: str) -> None:
    (speaker,) = resolve([local("d1", short), local("d2", full)])
    assert speaker.name == full


def test_a_bare_surname_of_whom_no_full_name_is_known_stays_apart() -> None:
    said = [local(f"d{year}", "Walensky", date=f"{year}-05-01") for year in (2021, 2022)]
    assert len(resolve(said)) == 2
    assert len(resolve([*said, local("d1", "Rochelle Walensky", date="2021-01-01")])) == 1


def test_a_bare_surname_under_another_office_than_the_only_known_bearer_of_the_name() -> None:
    bush, president = local("d1", "Cori Bush", "Representative"), local("d2", "Bush", "former President")
    assert len(resolve([bush, president])) == 2
    assert len(resolve([bush, local("d2", "Bush")])) == 1


def test_a_bare_surname_keeps_to_its_time() -> None:
    old, new = local("d1", "Hollande", date="1981-05-01"), local("d2", "François Hollande", date="2014-05-01")
    assert len(resolve([old, new])) == 2


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_documents_makes_no_difference(seed: int) -> None:
    shuffled = random.Random(seed).sample(CORPUS, len(CORPUS))
    assert resolve(shuffled) == resolve(CORPUS)


def test_blocks_of_full_names_can_be_resolved_by_themselves() -> None:
    """What an archive relies on: full names that share no joining key, even through others, never meet."""
    full = [item for item in CORPUS if " " in item.speaker.name]
    by_block = [speaker for block in connected(full) for speaker in resolve(block)]
    assert len(connected(full)) > 5
    assert sorted(by_block, key=lambda speaker: speaker.id) == resolve(full)


@pytest.mark.parametrize(
    ("known", "said", "together"),
    [
        ("Indian Finance Minister", "finance minister", True),
        ("Indian Finance Minister", "India's finance minister", True),
        ("finance minister of India", "Indian finance minister", True),
        ("finance minister", "Indian finance minister", True),
        ("Indian finance minister", "Japanese finance minister", False),
    ],
)
def test_an_office_is_that_of_a_land_unless_another_is_told(known: str, said: str, together: bool) -> None:
    items = [
        local("d1", "Asha Vaidya", known, date="2021-01-01"),
        local("d2", "Rohan Vaidya", "singer", date="2021-02-01"),
        local("d3", "Vaidya", said, date="2021-03-01"),
    ]
    found = {member: speaker.id for speaker in resolve(items) for member in speaker.members}
    assert (found[items[0].ref] == found[items[2].ref]) is together


def test_a_nickname_in_one_document_is_the_given_name_in_another() -> None:
    whole = local("d1", "Ida Jordan", aliases=('Ida "Billie" Jordan',))
    items = [whole, local("d2", "Billie Jordan"), local("d3", "Bonnie Jordan")]
    together = [set(speaker.members) for speaker in resolve(items)]
    assert sorted(together, key=len) == [{items[2].ref}, {items[0].ref, items[1].ref}]
    assert len(resolve([local("d1", "Ida Jordan"), *items[1:]])) == 3


def test_a_namesake_takes_a_number() -> None:
    person, body = local("d1", "Ida Jordan"), local("d2", "Ida Jordan", type="organization")
    assert set(groups(resolve([person, body]))) == {"ida-jordan", "ida-jordan-2"}


def test_bare_surnames_of_nobody_in_particular_keep_apart_under_ids_of_their_own(speakers: dict[str, Speaker]) -> None:
    bare = {speaker.name: speaker for speaker in speakers.values() if speaker.name in ("Wang", "Bush")}
    assert {name: [document for document, _ in who.members] for name, who in bare.items()} == {
        "Wang": ["d5"],
        "Bush": ["d7"],
    }
    assert all(who.id.startswith(f"{name.lower()}-") for name, who in bare.items())
    namesake = local("d0", "Bush", date="1999-01-01")
    assert bare["Bush"].id in groups(resolve([*CORPUS, namesake]))


def test_what_a_bad_conversion_has_left_gives_way_to_the_whole_name() -> None:
    (speaker,) = resolve(
        [local("d1", "Antnio Guterres"), local("d2", "Antnio Guterres"), local("d3", "António Guterres")]
    )
    assert (speaker.id, speaker.name) == ("antonio-guterres", "António Guterres")


FAMILY = [local("d1", "Robert Kennedy"), local("d2", "Robert F. Kennedy Jr.", "Health Secretary")]


@pytest.mark.parametrize(
    ("said", "documents"),
    [
        ([local("d1", "Joe Biden"), local("d2", "Joseph R. Biden Jr.")], [{"d1", "d2"}]),
        ([*FAMILY], [{"d1"}, {"d2"}]),
        ([*FAMILY, local("d3", "Robert Kennedy", "Health Secretary")], [{"d1", "d2", "d3"}]),
        (
            # Father and son: the same form with the mark and without.
            [local("d1", "Ted Kennedy"), local("d2", "Edward M. Kennedy"), local("d3", "Edward M. Kennedy Jr.")],
            [{"d1", "d2"}, {"d3"}],
        ),
        (
            # Father and son in one document.
            [local("d1", "Joe Biden"), local("d1", "Joseph R. Biden Jr.")],
            [{"d1"}, {"d1"}],
        ),
    ],
)
def test_a_mark_of_generation_on_one_side(said: list[Occurrence], documents: list[set[str]]) -> None:
    found = [{document for document, _ in speaker.members} for speaker in resolve(said)]
    assert sorted(found, key=sorted) == documents


@pytest.mark.parametrize(
    ("one", "other", "role", "same"),
    [
        ("Robert Kerrigan", "Robert Kerigan", "Treasury Secretary", True),
        ("Robert Kerrigan", "Robert Kerigan", "Senator", False),
        ("Robert Kerrigan", "Robert Kerigan", "", False),
        ("Carlos Varela", "Juan Carlos Varela", "Panamanian President", True),
        ("Wang Yi", "Wang Yu", "Foreign Ministry spokesperson", False),
        ("Robert Kerrigan", "Barbara Kerrigan", "Treasury Secretary", False),
    ],
)
def test_a_near_spelling_under_one_office_is_one_person(one: str, other: str, role: str, same: bool) -> None:
    said = [local("d1", one, role, date="2020-01-01"), local("d2", other, role, date="2021-01-01")]
    assert len(resolve(said)) == (1 if same else 2)
    later = local("d2", other, role, date="2031-01-01")
    assert len(resolve([said[0], later])) == 2


def test_ids_stay_while_a_speaker_grows() -> None:
    few = [local("d1", "Volodymyr Zelensky"), local("d2", "Volodymyr Zelensky")]
    more = [*few, local("d3", "Volodymyr Zelenskyy"), local("d4", "Zelensky")]
    assert [speaker.id for speaker in resolve(few)] == [speaker.id for speaker in resolve(more)]


def test_nothing_gives_nothing() -> None:
    assert resolve([]) == []


def test_ten_thousand_namesakes_take_seconds() -> None:
    consonants, vowels = "bdfghjklmnprstvz", "aeiou"
    given = [f"{a}{b}{c}{d}".capitalize() for a in consonants for b in vowels for c in consonants for d in vowels]
    many = [
        local(f"d{index}", f"{name} {middle}Hartwell") for middle in ("", "B. ") for index, name in enumerate(given)
    ]
    many = random.Random(0).sample(many * 3, 10_000)
    start = time.process_time()
    assert resolve(many)
    assert time.process_time() - start < 10, "seconds of one core"


def connected(occurrences: list[Occurrence]) -> list[list[Occurrence]]:
    """Occurrences that hang together by block keys."""
    blocks: list[tuple[set[str], list[Occurrence]]] = []
    for occurrence in occurrences:
        keys, members = {key for key in block_keys(occurrence) if key.startswith("=")}, [occurrence]
        rest = []
        for other_keys, others in blocks:
            if keys & other_keys:
                keys |= other_keys
                members += others
            else:
                rest.append((other_keys, others))
        blocks = [*rest, (keys, members)]
    return [members for _, members in blocks]


def test_a_name_that_may_be_a_double_family_name_joins_the_full_one_that_it_is() -> None:
    corpus = [local("d1", "Antônio Hamilton Mourão"), local("d2", "Hamilton Mourao"), local("d3", "Paulo Mourao")]
    found = groups(resolve(corpus))
    assert {ref[0] for ref in found["antonio-hamilton-mourao"]} == {"d1", "d2"}
    assert len(found) == 2


@pytest.mark.parametrize(("role", "number"), [("Foreign Ministry spokesperson", 1), ("senator", 2)])
def test_two_surnames_in_either_order_are_one_person_under_one_office(role: str, number: int) -> None:
    assert len(resolve([local("d1", "Mao Ning", role), local("d2", "Ning Mao", role)])) == number
