"""Sources without a name: pronouns, descriptions, relative clauses, quotations that go on."""

from __future__ import annotations

import pytest

from quotes import layout
from quotes.attribution import attribute
from quotes.types import Attribution, Block, Document


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Jacinda Ardern» said ⟦it was time⟧. «She» added that ⟦she was tired⟧.", "Jacinda Ardern"),
        ("Christine Lagarde met Boris Tadić. «She» said ⟦they had agreed⟧.", "Christine Lagarde"),
        ("Christine Lagarde met Boris Tadić. «He» said ⟦they had agreed⟧.", "Boris Tadić"),
        ("«Justin Trudeau», who said ⟦it was late⟧, left.", "Justin Trudeau"),
        ("Justin Trudeau, «who» said ⟦it was late⟧, left.", "Justin Trudeau"),
        (
            "«French Finance Minister Christine Lagarde» said ⟦it was late⟧. «The minister» said ⟦it was hard⟧.",
            "Christine Lagarde",
        ),
        ("«Sen. Amy Klobuchar» said ⟦it was late⟧. «The senator» said ⟦it was hard⟧.", "Amy Klobuchar"),
        # a press secretary speaks for others, a lawyer is an attorney, a doctor is called "Dr."
        ("The press secretary, Jen Psaki, left. «The spokeswoman» said ⟦it was late⟧.", "Jen Psaki"),
        ("An attorney for Roe, Mark Geragos, came. Ines Calder sat. «Roe’s lawyer» said ⟦no⟧.", "Mark Geragos"),
        ("Dr. Ines Calder saw Boris Tadić. «The doctor» said ⟦he was lucky⟧.", "Ines Calder"),
        # of two presidents the one whom the text has named
        ("President Boris Tadić left. «The president» said ⟦no⟧. President Macky Sall came.", "Boris Tadić"),
        # an age stands behind a name or before it
        ("Christine Lagarde, 61, met Boris Tadić. «The 61-year-old» said ⟦no⟧.", "Christine Lagarde"),
        ("61-year-old Christine Lagarde met Boris Tadić. «The 61-year-old lawyer» said ⟦no⟧.", "Christine Lagarde"),
    ],
)
def test_whom_the_words_mean(resolve, text, speaker):
    quote = resolve(text)[-1]
    assert (quote.speaker_type, quote.speaker) == ("person", speaker)


def test_she_in_reported_words_may_be_who_speaks_and_is_not_the_author(models):
    text = "Roof failed, inquiry told\n\nBy Wren Halloran\n\nAn engineer said that she had warned the council."
    text += "\n\nPriya Raghunathan, an engineer, said it was late."
    at = text.index
    outer = Attribution(((at("that she"), at(".\n\nPriya")),), (), ((at("An engineer"), at(" said that")),))
    inner = Attribution(((at("the council"), at(".\n\nPriya")),), (), ((at("she had"), at(" had warned")),))
    document = Document("example", text)
    quotes = attribute(document, layout.blocks(document), [outer, inner], *models).quotes
    assert [quote.speaker for quote in quotes] == ["Priya Raghunathan", "Priya Raghunathan"]


def test_somebody_unnamed_who_has_just_come_in_is_she(resolve):
    text = "«Agnes Kobusinge» said ⟦no⟧.\n\nA spokeswoman for Eastline denied that. «She» said ⟦it was late⟧."
    quote = resolve(text)[-1]
    assert (quote.speaker_type, quote.speaker) == ("unnamed", "A spokeswoman")


def test_a_first_reading_tells_whether_a_name_of_either_gender_is_a_man_s(resolve):
    told = "Gov. Chris Calder called Christine Lagarde a friend after «she» praised ⟦the plan⟧."
    after = "\n\nCalder was pleased. “⟦It was kind⟧,” «he» said."
    assert [quote.speaker for quote in resolve(told + after)] == ["Christine Lagarde", "Chris Calder"]


def test_a_pronoun_tells_its_candidates_and_the_mention_that_carried_the_name(resolve):
    quote = resolve("Christine Lagarde met Boris Tadić. «He» said ⟦they had agreed⟧.")[-1]
    pronoun, named = quote.steps
    assert (pronoun.rule, pronoun.text) == ("pronoun", "He")
    assert pronoun.detail.startswith("Boris Tadić 0.")
    assert "nobody named" in pronoun.detail
    assert (named.rule, named.text, named.span) == ("name", "Boris Tadić", (22, 33))


def test_who_is_spoken_to_by_the_given_name_holds_no_office_named_next(resolve):
    (quote,) = resolve("Jacinda Ardern sat. So, Jacinda, the President said it was late. «Jacinda Ardern» said ⟦no⟧.")
    assert (quote.speaker, quote.role) == ("Jacinda Ardern", None)


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron was tired. Campaigning against Boris Tadić in 2012, «he» said ⟦it was late⟧.",
        "Boris Tadić met Emmanuel Macron. «He» told Boris Tadić ⟦it was late⟧.",
    ],
)
def test_nobody_is_the_object_of_what_he_does(resolve, text):
    (quote,) = resolve(text)
    assert quote.speaker == "Emmanuel Macron"
    assert "Boris Tadić" not in quote.steps[0].detail


def test_a_description_that_fits_everybody_a_little_names_nobody(resolve):
    named = "Emmanuel Macron, Boris Tadić, Olaf Scholz, Anne Hidalgo, Amy Klobuchar and Angela Merkel came. "
    (quote,) = resolve(named + "«The Democratic senator» also forced them to admit ⟦that it was late⟧.")
    assert (quote.speaker_type, quote.speaker) == ("unnamed", "The Democratic senator")


def test_i_inside_a_quotation_is_its_speaker(models):
    text = "“I hope that peace will come to all of us,” Justin Trudeau said."
    document = Document("example", text)
    outer = Attribution(((1, 41),), ((59, 63),), ((44, 58),), "direct")
    inner = Attribution(((13, 41),), ((3, 7),), ((1, 2),))
    quotes = attribute(document, layout.blocks(document), [outer, inner], *models).quotes
    assert [quote.speaker for quote in quotes] == ["Justin Trudeau", "Justin Trudeau"]
    assert quotes[1].parent == quotes[0].id


@pytest.mark.parametrize("source", ["The shadow minister", "She"])
def test_nobody_speaks_of_himself_as_of_another_in_his_own_words(models, source):
    text = f"Shadow Minister Christine Lagarde was asked. “{source} said that it was late,” Christine Lagarde said."

    def at(words):
        return (text.index(words), text.index(words) + len(words))

    outer = Attribution(
        (at(f"{source} said that it was late"),), (), ((text.rindex("Christine"), len(text) - 6),), "direct"
    )
    inner = Attribution((at("it was late"),), (), (at(source),))
    quotes = attribute(
        Document("example", text), layout.blocks(Document("example", text)), [outer, inner], *models
    ).quotes
    assert quotes[0].speaker == "Christine Lagarde"
    assert quotes[1].speaker != "Christine Lagarde"


def test_an_office_that_one_mention_gives_is_the_person_s(resolve):
    text = "Boris Tadić met Christine Lagarde. Energy Minister Christine Lagarde was late. «Lagarde» said ⟦yes⟧."
    assert resolve(text)[-1].role == "Energy Minister"


def test_they_is_the_body_that_spoke(resolve):
    quote = resolve("«The union» said ⟦it was late⟧. «They» added ⟦it was hard⟧.")[-1]
    assert (quote.speaker_type, quote.speaker) == ("organization", "union")


def test_we_after_a_spokesperson_goes_on_with_their_words(resolve):
    quote = resolve("«Ministry spokeswoman Jen Psaki» said ⟦talks would go on⟧.\n\n«We» support ⟦a just peace⟧.")[-1]
    assert (quote.speaker, quote.resolution[0]) == ("Jen Psaki", "continuation")
    assert quote.confidence < 0.7


def test_a_quotation_without_a_source_goes_on_with_the_last_speaker(resolve):
    quote = resolve("“⟦It is late⟧,” «Justin Trudeau» said. Another: “⟦We go home⟧.”«»")[-1]
    assert (quote.speaker, quote.resolution[0]) == ("Justin Trudeau", "continuation")


def test_nobody_is_named_where_nobody_fits(resolve):
    quote = resolve("«He» said ⟦it was late⟧.")[-1]
    assert (quote.speaker_type, quote.speaker) == ("unknown", None)


def test_an_owner_is_not_the_one_owned(resolve):
    quote = resolve("Justin Trudeau was ill. «His doctor» said ⟦he needed rest⟧.")[-1]
    assert quote.speaker != "Justin Trudeau"


@pytest.mark.parametrize(
    ("text", "outer", "cue", "source"),
    [
        ("“You said that it was over,” Christine Lagarde told Boris Tadić.", "Christine Lagarde", "told", "You"),
        ("“You said that it was over,” Christine Lagarde said.", "Christine Lagarde", "said", "You"),
    ],
)
def test_you_is_whom_the_words_are_told(models, text, outer, cue, source):
    def at(words):
        return (text.index(words), text.index(words) + len(words))

    words = Attribution(((1, 27),), (at(cue),), (at(outer),), "direct")
    inner = Attribution((at("that it was over"),), (at("said"),), (at(source),))
    quotes = attribute(
        Document("example", text), layout.blocks(Document("example", text)), [words, inner], *models
    ).quotes
    assert quotes[1].speaker == ("Boris Tadić" if cue == "told" else None)


@pytest.mark.parametrize(("asker", "speaker"), [("A reporter", "A reporter"), ("Boris Tadić", "Boris Tadić")])
def test_you_in_an_answer_is_who_asked(models, asker, speaker):
    text = f"{asker} asked whether it was over. “You said it was over,” Christine Lagarde replied."

    def at(words, last=False):
        start = text.rindex(words) if last else text.index(words)
        return (start, start + len(words))

    asked = Attribution((at("whether it was over"),), (at("asked"),), (at(asker),))
    answer = Attribution((at("You said it was over,"),), (at("replied"),), (at("Christine Lagarde"),), "direct")
    inner = Attribution((at("it was over", last=True),), (at("said"),), (at("You"),))
    blocks = layout.blocks(Document("example", text))
    quotes = attribute(Document("example", text), blocks, [asked, answer, inner], *models).quotes
    assert [quote.speaker for quote in quotes] == [speaker, "Christine Lagarde", speaker]
    assert quotes[2].steps[0].detail == "whom the words around it speak to"


def test_you_in_a_turn_is_whose_turn_is_next(models):
    text = "JEN PSAKI: You said so.\n\nBORIS TADIĆ: I did."
    turns = [
        Attribution(((11, 23),), (), ((0, 9),), "direct", form="turn", origin="turn"),
        Attribution(((20, 22),), ((15, 19),), ((11, 14),)),
        Attribution(((38, 44),), (), ((25, 36),), "direct", form="turn", origin="turn"),
    ]
    blocks = [Block("turn", ((11, 23),), (0, 9)), Block("turn", ((38, 44),), (25, 36))]
    quotes = attribute(Document("example", text), blocks, turns, *models).quotes
    assert quotes[1].speaker == "Boris Tadić"


@pytest.mark.parametrize("source", ["the minister", "he"])
def test_who_is_asked_is_not_spoken_of(models, source):
    text = f"Q: You were there. Yesterday {source} said it was over. Was it?\n\nMINISTER TADIĆ: I was there."
    end = text.index("\n")
    at = text.index(source)
    answer = text.index("I was there.")
    label = (end + 2, answer - 2)
    turns = [
        Attribution(((3, end),), (), ((0, 1),), "direct", form="turn", origin="turn"),
        Attribution(
            ((text.index("it was over"), text.index(". Was")),),
            ((at + len(source) + 1, at + len(source) + 5),),
            ((at, at + len(source)),),
        ),
        Attribution(((answer, len(text)),), (), (label,), "direct", form="turn", origin="turn"),
    ]
    blocks = [Block("turn", ((3, end),), (0, 1)), Block("turn", ((answer, len(text)),), label)]
    quotes = attribute(Document("example", text), blocks, turns, *models).quotes
    assert (quotes[1].speaker_type, quotes[2].speaker) in {("unnamed", "Tadić"), ("unknown", "Tadić")}


def test_a_passive_cue_leaves_open_who_spoke(models):
    text = "“We shall see,” Boris Tadić said. “Blue Boats” was written in 1971."
    found = [
        Attribution(((1, 13),), ((28, 32),), ((16, 27),), "direct"),
        Attribution(((35, 45),), ((47, 58),), (), "direct"),
    ]
    quotes = attribute(Document("example", text), [Block("paragraph", ((0, len(text)),))], found, *models).quotes
    assert [quote.speaker for quote in quotes] == ["Boris Tadić", None]
