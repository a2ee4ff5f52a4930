"""Sources that hold a name: which person it is, and what stands beside the name."""

from __future__ import annotations

import pytest

from quotes.attribution.local import Resolved, key


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jacinda Ardern left. «Ardern» said ⟦it was time⟧.", "Jacinda Ardern"),
        ("«Prime Minister Jacinda Ardern» said ⟦it was time⟧.", "Jacinda Ardern"),
        ("«Sen. Amy Klobuchar of Minnesota» said ⟦it was time⟧.", "Amy Klobuchar"),
        ("«Kevin Sullivan, Connecticut’s tax commissioner,» said ⟦it was late⟧.", "Kevin Sullivan"),
        ("«One Labour member, Angela Rayner,» said ⟦it was late⟧.", "Angela Rayner"),
        ("«The Herald’s Claire Trevett» wrote that ⟦it was late⟧.", "Claire Trevett"),
        ("«Former Obama adviser Ben Rhodes» said ⟦it was late⟧.", "Ben Rhodes"),
        ("«Even Lindsey Graham» said ⟦it was late⟧.", "Lindsey Graham"),
        ("«Recently, Janet Yellen, the treasury secretary,» said ⟦it was late⟧.", "Janet Yellen"),
        ("⟦It was late⟧, said «Janet Yellen during an interview with the BBC».", "Janet Yellen"),
        ("John “Tig” Tiegen came. «Tiegen» said ⟦it was late⟧.", "John Tiegen"),
        ("Jacinda Ardern left. Stubborn Jacinda Ardern came back. «Ardern» said ⟦it was time⟧.", "Jacinda Ardern"),
        ("«The mayor of Port Amble, Angela Merkel,» said ⟦it was late⟧.", "Angela Merkel"),
        ("Ian H. Solomon came. «Solomon» said ⟦it was late⟧.", "Ian H. Solomon"),
        (
            "«Jean-Yves Le Drian, the foreign minister of France, a friend of hers,» said ⟦it was late⟧.",
            "Jean-Yves Le Drian",
        ),
        ("Mayor Ines Calder raised the tax. «She» said ⟦it was late⟧.", "Ines Calder"),
        ("«The school’s principal, Emi Sudo,» said ⟦it was late⟧.", "Emi Sudo"),
        ("«GENG Baoqiang» said ⟦it was late⟧.", "Geng Baoqiang"),
        ("«Sky News’ Kay Burley» said ⟦it was late⟧.", "Kay Burley"),
        ("«State Del. Danica “Dani” Roem» said ⟦it was late⟧.", "Danica Roem"),
        ("«one Twitter user @claretrevett» wrote that ⟦it was late⟧.", "@claretrevett"),
        # a surname that is a noun for a document as well; an apposition that begins like a form of address; an age
        ("«Steven Law, a former aide,» said ⟦it was late⟧.", "Steven Law"),
        ("Dr. Paul Song came. «Song» said ⟦it was late⟧.", "Paul Song"),
        ("«Eswar Prasad, a professor of economics at Cornell,» said ⟦it was late⟧.", "Eswar Prasad"),
        ("«Rakeem Sudo, 26, a protester,» said ⟦it was late⟧.", "Rakeem Sudo"),
        ("The novelist Mario Vargas Llosa came. «Vargas Llosa» said ⟦it was late⟧.", "Mario Vargas Llosa"),
        ("Benghazi Widow Angela Merkel sat. Angela Merkel ate. «Merkel» said ⟦it was late⟧.", "Angela Merkel"),
        ("Ildefonso Guajardo Vela sat. «Mr. Guajardo Vela» said ⟦it was late⟧.", "Ildefonso Guajardo Vela"),
        ("«Ms Banks, who spoke last,» said ⟦it was late⟧.", "Banks"),
        ("Retired judge Alister Church came. «Church» said ⟦it was late⟧.", "Alister Church"),
        ("Jacinda Ardern left.\n\n«Ardern in a statement» said ⟦it was late⟧.", "Jacinda Ardern"),
        ("«American Smith» said ⟦it was late⟧.", "Smith"),
    ],
)
def test_the_person_of_a_name(resolve, text, speaker):
    (quote,) = resolve(text)
    assert (quote.speaker_type, quote.speaker) == ("person", speaker)


def test_party_and_state_stand_between_two_who_speak(resolve):
    (quote,) = resolve("«Sen. Bob Corker, R-Tenn., and Lindsey Graham, R-S.C.,» said ⟦it was late⟧.")
    assert quote.speakers == ("Bob Corker", "Lindsey Graham")


@pytest.mark.parametrize(
    ("text", "type_", "speaker"),
    [
        ("Barack Obama left. «An adviser for President Obama» said ⟦no⟧.", "unnamed", "An adviser for President Obama"),
        ("Barack Obama left. «Obama’s campaign» said ⟦no⟧.", "organization", "Obama’s campaign"),
        ("Barack Obama left. «Obama supporters» said ⟦no⟧.", "group", "Obama supporters"),
        ("«The Foreign Ministry» said ⟦no⟧.", "organization", "Foreign Ministry"),
        (
            "«The foreign ministers of Ruritania and Altmark» said ⟦no⟧.",
            "group",
            "The foreign ministers of Ruritania and Altmark",
        ),
        ("«Baker & Hart, a law firm in Boston,» said ⟦no⟧.", "organization", "Baker & Hart"),
        ("«Some Democrats» said ⟦no⟧.", "group", "Some Democrats"),
        ("«The report» said ⟦no⟧.", "document", "The report"),
        ("«A senior official» said ⟦no⟧.", "unnamed", "A senior official"),
        ("«I» think ⟦it will rain⟧.", "author", "the author"),
        ("Bob Dole is no friend of the House Republicans. «Republicans» said ⟦no⟧.", "group", "Republicans"),
        ("Barack Obama left. «Friends of Mr. Obama» said ⟦no⟧.", "group", "Friends of Mr. Obama"),
        ("«One of the guests» said ⟦no⟧.", "unnamed", "One of the guests"),
        ("«The insurer, Meridian Mutual,» said ⟦no⟧.", "organization", "Meridian Mutual"),
        ("«The committee on Tuesday» said ⟦no⟧.", "organization", "committee"),
        ("«The World Food Programme» said ⟦no⟧.", "organization", "World Food Programme"),
        # a word in capitals is not named by what stands before it in capitals, unless that tells what a person is
        ("«The American Legion» said ⟦it was late⟧.", "organization", "American Legion"),
        ("«The Commission on Altmark Debates» said ⟦it was late⟧.", "organization", "Commission on Altmark Debates"),
        ("«New Amble Public Radio» said ⟦it was late⟧.", "organization", "New Amble Public Radio"),
        ("«The elected officials who» left said ⟦it was late⟧.", "group", "The elected officials"),
    ],
)  # fmt: skip
def test_sources_that_are_no_named_person(resolve, text, type_, speaker):
    (quote,) = resolve(text)
    assert (quote.speaker_type, quote.speaker) == (type_, speaker)


def test_an_owner_alone_is_the_speaker(resolve):
    (quote,) = resolve("Justin Trudeau spoke. «Justin Trudeau’s» view is that ⟦it will rain⟧.")
    assert quote.speaker == "Justin Trudeau"


def test_several_speakers_are_all_named(resolve):
    (quote,) = resolve("«Chuck Grassley and Patrick Leahy» said ⟦the bill would pass⟧.")
    assert quote.speakers == ("Chuck Grassley", "Patrick Leahy")
    assert quote.speaker == "Chuck Grassley"


@pytest.mark.parametrize(
    "text",
    [
        "Senators Amy Klobuchar, Democrat of Minnesota, and Charles Grassley of Iowa met. «The senators» said ⟦no⟧.",
        "Sens. Amy Klobuchar (D-Minn.) and Charles Grassley (R-Iowa) wrote. «The senators» said ⟦no⟧.",
        "Prime Ministers Amy Klobuchar and Charles Grassley met. «Both ministers» said ⟦no⟧.",
    ],
)
def test_an_office_of_several_is_of_those_who_are_named_together(resolve, text):
    (quote,) = resolve(text)
    assert quote.speakers == ("Amy Klobuchar", "Charles Grassley")


def test_an_office_of_several_without_two_who_hold_it_is_a_group(resolve):
    quote = resolve("Sen. Amy Klobuchar and Charles Grassley met. «The senators» said ⟦no⟧.")[-1]
    assert (quote.speaker_type, quote.speaker) == ("group", "The senators")


def test_two_persons_of_one_surname_are_told_by_the_form_of_address(resolve):
    first, second = resolve(
        "Hillary Clinton and Bill Clinton came. «Mrs. Clinton» said ⟦it was late⟧. «Mr. Clinton» said ⟦it was not⟧."
    )
    assert (first.speaker, second.speaker) == ("Hillary Clinton", "Bill Clinton")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # who is brought in first goes by the surname, whoever else is named in full again and again
        ("Paul Fenwick met Ann Fenwick. Ann Fenwick sat. Ann Fenwick ate. «Fenwick» said ⟦no⟧.", "Paul Fenwick"),
        # parts of a live report begin anew
        ("Paul Fenwick came. Fenwick sat.\n\n___\n\nAnn Fenwick left. «Fenwick» said ⟦no⟧.", "Ann Fenwick"),
    ],
)
def test_of_several_of_a_surname_the_first_goes_by_it_alone(resolve, text, speaker):
    (quote,) = resolve(text)
    assert quote.speaker == speaker


@pytest.mark.parametrize(("owner", "speaker"), [("her", "Ann Fenwick"), ("his", "Paul Fenwick")])
def test_whose_surname_it_is_is_told_by_possessives(resolve, owner, speaker):
    text = (
        "Ann Fenwick met Paul Fenwick and his brother. Paul Fenwick left. "
        f"Fenwick lost {owner} way. In {owner} book, Fenwick told the story. «Fenwick» said ⟦it was late⟧."
    )
    (quote,) = resolve(text)
    assert quote.speaker == speaker


def test_a_namesake_is_told_by_the_pronouns(resolve):
    text = (
        "Fenwick took office. She was new. Fenwick worked hard. She liked it. Fenwick stayed. She won. "
        "Her husband, Paul Fenwick, was glad. «Fenwick» said ⟦it was late⟧."
    )
    (quote,) = resolve(text)
    assert quote.speaker == "Fenwick"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("«Finance Minister Nirmala Sitharaman» said ⟦no⟧.", "Finance Minister"),
        ("«Kevin Sullivan, Connecticut’s tax commissioner,» said ⟦no⟧.", "Connecticut’s tax commissioner"),
        ("«Mr. Obama» said ⟦no⟧.", None),
    ],
)
def test_the_role_is_the_title_that_the_text_gives(resolve, text, role):
    (quote,) = resolve(text)
    assert quote.role == role


def test_a_key_leaves_one_middle_initial_out_unless_two_persons_would_share_it():
    assert key(Resolved("person", "George W. Bush", ()), "d") == "george-bush"
    assert key(Resolved("person", "George H. W. Bush", ()), "d") == "george-hw-bush"
    assert key(Resolved("person", "George W. Bush", ()), "d", initials=True) != "george-bush"
    assert key(Resolved("person", "J. K. Rowling", ()), "d") == "jk-rowling"


def test_two_persons_of_a_document_never_share_a_key(resolve):
    first, second = resolve("«George H. W. Bush» said ⟦it was late⟧. «George W. Bush» said ⟦it was not⟧.")
    assert first.speaker_id != second.speaker_id


def test_who_speaks_for_one_land_in_a_record_does_not_for_another(resolve):
    first, second = resolve(
        "«YEVA STETSENKO (Ukraine)» said that ⟦it was late⟧.\n\n"
        "«The representative of the Russian Federation» said that ⟦it was not⟧."
    )
    assert (first.speaker, first.role) == ("Yeva Stetsenko", "representative of Ukraine")
    assert (second.speaker_type, second.speaker) == ("unnamed", "The representative of the Russian Federation")
