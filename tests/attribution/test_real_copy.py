"""What copy from all over the world holds, one invented example of each."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # compound surnames, clipped and whole; particles
        ("Gabriel García Márquez came. «García Márquez» said ⟦it was late⟧.", "Gabriel García Márquez"),
        ("Gabriel García Márquez came. «Márquez» said ⟦it was late⟧.", "Gabriel García Márquez"),
        ("Nana Akufo-Addo came to Accra. «Akufo-Addo» said ⟦it was late⟧.", "Nana Akufo-Addo"),
        # office first, the name further down
        (
            "«The mayor» said ⟦no⟧.\n\nIt rained.\n\nAnne Hidalgo, the mayor of Paris, spoke in the hall.",
            "Anne Hidalgo",
        ),
        ("«The mayor of Paris» said ⟦no⟧.\n\nIt rained.\n\nMayor Anne Hidalgo spoke in the hall.", "Anne Hidalgo"),
        ("«A mayor» said ⟦no⟧.\n\nMayor Anne Hidalgo spoke in the town hall.", "Anne Hidalgo"),
        ("Prime Minister Anne Hidalgo came. Mayor Olaf Scholz left. «The PM» said ⟦it was late⟧.", "Anne Hidalgo"),
        ("PM Anne Hidalgo came. «The prime minister» said ⟦it was late⟧.", "Anne Hidalgo"),
        # "Mr." tells which of two namesakes a story is about, before either is named in full
        (
            "«President Tadić» said ⟦no⟧. Mr. Tadić left. Mr. Tadić slept. Ana Tadić met Boris Tadić.",
            "Boris Tadić",
        ),
        # one name spelt two ways
        ("Alexander Lukashenko met reporters. «Lukashenka» said ⟦it was late⟧.", "Alexander Lukashenko"),
        # initials and accounts
        ("Andrés Manuel López Obrador won. «AMLO» said ⟦it was late⟧.", "Andrés Manuel López Obrador"),
        ("Kenneth Roth (@KenRoth) was there. «@KenRoth» wrote ⟦it was late⟧.", "Kenneth Roth"),
        ("«@oneofmany» wrote ⟦it was late⟧.", "@oneofmany"),
        # two layers: who is cited is the speaker
        ("«Yonhap, citing Mayor Oh Se-hoon,» reported ⟦it was late⟧.", "Oh Se-hoon"),
        # family name first and last
        ("Chen Wen-chi spoke. «Mr. Chen» said ⟦it was late⟧.", "Chen Wen-chi"),
        ("Min Aung San spoke. «Mr. San» said ⟦it was late⟧.", "Aung San"),
        # a given name that is a rank as well; a surname that is a given name as well
        ("«Marine Tondelier» said ⟦it was late⟧.", "Marine Tondelier"),
        ("Peter John and John Major came. «John» said ⟦no⟧.", "Peter John"),
        # surnames alone of women, before and after the full name
        ("Ardern spoke. Jacinda Ardern was tired. Ardern left. «Ardern» said ⟦it was late⟧.", "Jacinda Ardern"),
        # what somebody says stands for that person
        ("«Emmanuel Macron’s promise» was that ⟦it would end⟧.", "Emmanuel Macron"),
        ("Emmanuel Macron came. «His promise» was that ⟦it would end⟧.", "Emmanuel Macron"),
        # land or party tells which of two
        (
            "French President Emmanuel Macron met German Chancellor Olaf Scholz. «The German» said ⟦it was hard⟧.",
            "Olaf Scholz",
        ),
        (
            "French President Emmanuel Macron met German Chancellor Olaf Scholz. «The French president» said ⟦no⟧.",
            "Emmanuel Macron",
        ),
        # a word that opens a sentence is no given name
        ("Ikenna Uche was sent off. Meanwhile «Uche» said ⟦he was sorry⟧.", "Ikenna Uche"),
        # a relative is named by the given name alone
        ("Femi Bakare was ill. «His wife, Folasade,» said ⟦it was late⟧.", "Folasade"),
        # several names before a relative clause
        ("Celebrities like Olaf Scholz, Boris Tadić and Anne Hidalgo, «who» said ⟦it was late⟧, came.", "Anne Hidalgo"),
        (
            "The feast featured celebrities like Angela Merkel, Will Durant, Boris Tadić, Pat Cox and Anne Hidalgo, "
            "«who» joked of it, ⟦I am late⟧.",
            "Anne Hidalgo",
        ),
        # whoever holds the office, not who was named last
        (
            "Judge Anne Hidalgo came. Olaf Scholz wrote to the judge. Scholz was tired. «The judge» said ⟦no⟧.",
            "Anne Hidalgo",
        ),
        # the owner of a relative, whom the recognizer passes over
        ("Keita Amadou Diop's wife was ill. «Keita Amadou Diop» said ⟦it was late⟧.", "Keita Amadou Diop"),
        # a part of its own in a live report
        (
            "Live.\n\nIt rained.\n\nIt snowed.\n\nIt hailed.\n\nIt thawed.\n\nIt froze.\n\n___\n\n"
            "«A mayor» said ⟦no⟧.\n\nMayor Anne Hidalgo spoke in the hall.",
            "Anne Hidalgo",
        ),
        # a relative clause on what the person is
        ("Marine Tondelier was the politician «who» said ⟦it was late⟧.", "Marine Tondelier"),
        # a letter is its signer's
        ("In my view it is late. «I» think ⟦it is late⟧.\n\nJane Goodall.\n\nBournemouth, England.", "Jane Goodall"),
        (
            "Letters\n\nThe trains are slow, and in the winter there are none at all.\n\nHannah Ryggen.\n\n"
            "So much has been said of buses. «I» think ⟦it is late⟧, and that is all.\n\nJane Goodall.\n\n"
            "Nobody asked those of us who have to walk to work in the rain.\n\nBoris Tadić.",
            "Jane Goodall",
        ),
    ],
)
def test_who_speaks(resolve, text, speaker):
    (quote,) = resolve(text)
    assert (quote.speaker_type, quote.speaker) == ("person", speaker)


def test_the_judge_the_chairman_and_a_given_name_are_one_man(resolve):
    quotes = resolve(
        "«Justice Umar Ata Bandial, the chairman of the commission,» said ⟦it was late⟧. «The judge» said ⟦no⟧. "
        "«The chairman» said ⟦yes⟧. «Umar» said ⟦so⟧."
    )
    assert {quote.speaker for quote in quotes} == {"Umar Ata Bandial"}


def test_two_persons_of_one_surname(resolve):
    first, second = resolve(
        "Alberto Fernández met Cristina Fernández de Kirchner. «Mr. Fernández» said ⟦yes⟧. «Mrs. Fernández» said ⟦no⟧."
    )
    assert (first.speaker, second.speaker) == ("Alberto Fernández", "Cristina Fernández de Kirchner")


def test_pronouns_run_between_two_men(resolve):
    quotes = resolve(
        "«Emmanuel Macron» said ⟦the talks were open⟧. «He» said ⟦they would go on⟧.\n\n"
        "«Olaf Scholz» was less sure that ⟦they would⟧. «He» said ⟦it was late⟧."
    )
    assert [quote.speaker for quote in quotes] == ["Emmanuel Macron"] * 2 + ["Olaf Scholz"] * 2


@pytest.mark.parametrize("words", ["They", "Both", "Both men", "The two men"])
def test_two_who_are_named_together(resolve, words):
    quote = resolve(f"Emmanuel Macron and Boris Tadić came to Berlin. «{words}» said ⟦it was hard⟧.")[-1]
    assert quote.speakers == ("Emmanuel Macron", "Boris Tadić")


@pytest.mark.parametrize(
    ("text", "type_", "speaker"),
    [
        ("«Siemens Energy AG» said ⟦it was late⟧. «The company» said ⟦no⟧.", "organization", "Siemens Energy AG"),
        ("«Yonhap, citing an official,» reported ⟦it was late⟧.", "unnamed", "an official"),
        ("«The Los Angeles Times» wrote ⟦it was late⟧.", "organization", "Los Angeles Times"),
        ("«A poll released on Sunday» found ⟦it was late⟧.", "document", "A poll released on Sunday"),
        ("«Officials familiar with the plan» said ⟦no⟧.", "group", "Officials familiar with the plan"),
        ("«A group of French artists» said ⟦no⟧.", "group", "A group of French artists"),
        ("«The two camps» said ⟦no⟧.", "group", "The two camps"),
        ("«Someone in the audience» said ⟦no⟧.", "unnamed", "Someone in the audience"),
        # an office is not that of another rank, nor another office altogether
        (
            "Minister Anne Hidalgo came. «Hidalgo» said ⟦yes⟧. «The prime minister» said ⟦no⟧.",
            "unnamed",
            "The prime minister",
        ),
        (
            "Minister Anne Hidalgo came. «Hidalgo» said ⟦yes⟧. «The deputy minister» said ⟦no⟧.",
            "unnamed",
            "The deputy minister",
        ),
        ("Senator Anne Hidalgo came. «Hidalgo» said ⟦yes⟧. «The king» said ⟦no⟧.", "unnamed", "The king"),
        # who is brought in is nobody who was there before
        ("«Spokesman Olaf Scholz» said ⟦no⟧. «A reporter from AFP» asked ⟦why⟧.", "unnamed", "A reporter from AFP"),
        ("Emmanuel Macron came. «Macron’s party» said ⟦no⟧.", "organization", "Macron’s party"),
        ("Emmanuel Macron came. «His lawyer» said ⟦no⟧.", "unnamed", "His lawyer"),
        ("Emmanuel Macron came. «My father» said ⟦no⟧.", "unnamed", "My father"),
        ("«Populists like Emmanuel Macron» said ⟦no⟧.", "group", "Populists like Emmanuel Macron"),
        ("«Reuters» reported ⟦it was late⟧.", "organization", "Reuters"),
        ("«Industry body COAI» said ⟦it was late⟧.", "organization", "Industry body COAI"),
        # the same office of another land or body
        (
            "Ana Berg, the representative of Norway, came. «Berg» said ⟦yes⟧. «The representative of Ghana» said ⟦no⟧.",
            "unnamed",
            "The representative of Ghana",
        ),
        (
            "Ana Berg, the Federation’s delegate, came. «Berg» said ⟦yes⟧. «Ghana’s delegate» said ⟦no⟧.",
            "unnamed",
            "Ghana’s delegate",
        ),
        # a trade that the text gives nobody
        ("«The former Super Eagles winger» said ⟦no⟧.", "unnamed", "The former Super Eagles winger"),
        # who is known as a relative only
        ("Femi Bakare and his wife, Folasade, came. «His lawyer» said ⟦no⟧.", "unnamed", "His lawyer"),
        # what only looks like a name
        ("Verdict: false. «The minister» said ⟦it was late⟧.", "unnamed", "The minister"),
        ("“⟦He told the Herald⟧,” «Olaf Scholz» said. «She» said ⟦no⟧.", "unknown", None),
        # who writes
        ("Anne Hidalgo told «this reporter» that ⟦it was late⟧.", "author", "the author"),
    ],
)
def test_who_speaks_that_is_no_named_person(resolve, text, type_, speaker):
    quote = resolve(text)[-1]
    assert (quote.speaker_type, quote.speaker) == (type_, speaker)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Is President Emmanuel Macron tired? «Macron» said ⟦no⟧.", "President"),
        ("«Ms. Tondelier, who sent Mr. Chen,» said ⟦it was late⟧.", None),
        ("Anne Hidalgo, an adviser to Mr. Hollande, came. «Hidalgo» said ⟦no⟧.", "adviser to Mr. Hollande"),
        ("An adviser to President Hollande came. «Hollande» said ⟦no⟧.", "President"),
        ("The city’s mayor, Anne Hidalgo, came. «Hidalgo» said ⟦no⟧.", "city’s mayor"),
        ("Anne Hidalgo is the mayor of Paris. «Hidalgo» said ⟦no⟧.", "mayor of Paris"),
        ("Anne Hidalgo, who is now the mayor of Paris, came. «Hidalgo» said ⟦no⟧.", "mayor of Paris"),
        ("«Emmanuel Macron and Olaf Scholz» said ⟦it was late⟧.", None),
        ("Senators Olaf Scholz and Anne Hidalgo came. «Hidalgo» said ⟦no⟧.", "Senator"),
        ("Sens. Boris Tadić (D-Ohio) and Anne Hidalgo came. «Hidalgo» said ⟦no⟧.", "Sen."),
        ("Anne Hidalgo (Midvale—Minister for Roads) came. «Hidalgo» said ⟦no⟧.", "Minister for Roads"),
        ("Anne Hidalgo (Midvale) came. «Hidalgo» said ⟦no⟧.", None),
        ("Anne Hidalgo was elected mayor of Paris. «Hidalgo» said ⟦no⟧.", "mayor of Paris"),
        ("Anne Hidalgo served as mayor of Paris. «Hidalgo» said ⟦no⟧.", "mayor of Paris"),
        ("Anne Hidalgo, a Fed governor since 2014, came. «Hidalgo» said ⟦no⟧.", "Fed governor since 2014"),
    ],
)  # fmt: skip
def test_the_role_without_what_leads_up_to_it(resolve, text, role):
    (quote,) = resolve(text)
    assert quote.role == role
