"""Transcripts in the forms in which they occur, and texts that only look like one."""

import pytest


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


FORMS = {
    "label before the words": (
        page(
            "Briefing on the harbour",
            "MS. ADEBAYO:  Good morning. I have two updates.",
            "First, we open the harbour.",
            "Q    When will you open it?",
            "MS. ADEBAYO:  On Monday.",
            "Q    Thank you.",
            "2:04 P.M. EST",
        ),
        [
            ("MS. ADEBAYO", "Good morning. I have two updates.\n\nFirst, we open the harbour."),
            ("Q", "When will you open it?"),
            ("MS. ADEBAYO", "On Monday."),
            ("Q", "Thank you."),
        ],
    ),
    "label on a line of its own": (
        page(
            "Press conference on vaccines",
            "The office held a press conference on Friday.",
            "On behalf of our viewers, I would like to ask how many doses there are?",
            "Tomas Lindqvist:",
            "Thank you for your question. We have two million.",
            'A nurse told me, "It is enough."',
            "Ismail Karaca:",
            "I would like to add a word.",
        ),
        [
            (None, "On behalf of our viewers, I would like to ask how many doses there are?"),
            (
                "Tomas Lindqvist",
                'Thank you for your question. We have two million.\n\nA nurse told me, "It is enough."',
            ),
            ("Ismail Karaca", "I would like to add a word."),
        ],
    ),
    "Q: and A:": (
        page(
            "Foreign Ministry Spokesperson Oyelaran Bako's Regular Press Conference",
            "Q: Will the minister go to Lagos?",
            "A: We will tell you in due time.",
            "Q: Do you have a comment on the storm?",
            "A: Our thoughts are with the families.",
        ),
        [
            ("Q", "Will the minister go to Lagos?"),
            ("Oyelaran Bako", "We will tell you in due time."),
            ("Q", "Do you have a comment on the storm?"),
            ("Oyelaran Bako", "Our thoughts are with the families."),
        ],
    ),
    "Q and A that lost their bold type": (
        page(
            "A talk about rivers",
            "QWhy do rivers matter?",
            "A: Because I grew up on one.",
            "QWill you go back?",
            "A: Yes, I think so.",
            "QQuebec or Ontario?",
            "A: You choose.",
        ),
        [
            ("Q", "Why do rivers matter?"),
            ("A", "Because I grew up on one."),
            ("Q", "Will you go back?"),
            ("A", "Yes, I think so."),
            ("Q", "Quebec or Ontario?"),
            ("A", "You choose."),
        ],
    ),
    "Q with one space": (
        page(
            "Press gaggle",
            "11:45 A.M. EDT",
            "MR. OKONJO: Hi, everyone.",
            "Q Do we have a date?",
            "MR. OKONJO: We do.",
            'Q "Soon" is no date.',
            "MR. OKONJO: No.",
            "END      11:52 A.M. EDT",
        ),
        [
            ("MR. OKONJO", "Hi, everyone."),
            ("Q", "Do we have a date?"),
            ("MR. OKONJO", "We do."),
            ("Q", '"Soon" is no date.'),
            ("MR. OKONJO", "No."),
        ],
    ),
    "bold labels": (
        page(
            "Interview",
            "**Mira Castellanos:** You wrote a book. Why?",
            "**Jonas Petrauskas:** I had time.",
            "**Mira Castellanos:** Will you write another?",
            "**Jonas Petrauskas:** I hope so.",
        ),
        [
            ("Mira Castellanos", "You wrote a book. Why?"),
            ("Jonas Petrauskas", "I had time."),
            ("Mira Castellanos", "Will you write another?"),
            ("Jonas Petrauskas", "I hope so."),
        ],
    ),
    "bracketed labels": (
        page(
            "Hearing",
            "[Chairman]: Do you swear?",
            "[Witness]: I do.",
            "[Chairman]: Please begin.",
            "[Witness]: Thank you.",
        ),
        [("Chairman", "Do you swear?"), ("Witness", "I do."), ("Chairman", "Please begin."), ("Witness", "Thank you.")],
    ),
    "offices in brackets and after a comma": (
        page(
            "Forum",
            "Lena Hoffmann (Foreign Minister): We are glad to be here.",
            "Paul Etienne, deputy mayor: So are we.",
            "Lena Hoffmann (Foreign Minister): Let us begin.",
            "Paul Etienne, deputy mayor: Please.",
        ),
        [
            ("Lena Hoffmann", "We are glad to be here."),
            ("Paul Etienne", "So are we."),
            ("Lena Hoffmann", "Let us begin."),
            ("Paul Etienne", "Please."),
        ],
    ),
    "outlets that ask": (
        page(
            "Spokesperson's daily briefing",
            "KTV: Do you have any comment on the vote?",
            "Spokesperson Ruta Balode: We took note of it.",
            "The Morning Herald: Will you send observers?",
            "Spokesperson Ruta Balode: We will.",
        ),
        [
            ("KTV", "Do you have any comment on the vote?"),
            ("Spokesperson Ruta Balode", "We took note of it."),
            ("The Morning Herald", "Will you send observers?"),
            ("Spokesperson Ruta Balode", "We will."),
        ],
    ),
    "a reporter and an ambassador": (
        page(
            "Ambassador meets the press",
            "Reporter: How do you see the talks?",
            "Ambassador Nkemelu: I am hopeful.",
            "Reporter: Why?",
            "Ambassador Nkemelu: Because we have no other way.",
        ),
        [
            ("Reporter", "How do you see the talks?"),
            ("Ambassador Nkemelu", "I am hopeful."),
            ("Reporter", "Why?"),
            ("Ambassador Nkemelu", "Because we have no other way."),
        ],
    ),
    "a full stop for the colon": (
        page(
            "Proceedings",
            "Mr. HALVORSEN. Madam Speaker, I rise to oppose the bill.",
            "It costs too much.",
            "Ms. DELACROIX. Will the gentleman yield?",
            "Mr. HALVORSEN. I will not.",
            "Ms. DELACROIX. I thank him.",
        ),
        [
            ("Mr. HALVORSEN", "Madam Speaker, I rise to oppose the bill.\n\nIt costs too much."),
            ("Ms. DELACROIX", "Will the gentleman yield?"),
            ("Mr. HALVORSEN", "I will not."),
            ("Ms. DELACROIX", "I thank him."),
        ],
    ),
    "a time after the name": (
        page(
            "Call transcript",
            "Priya Venkataraman (00:01):\nWelcome to the call.",
            "Oskar Nyberg (00:12):\nThank you, I am glad to be here.",
            "Priya Venkataraman (01:40):\nWhat do you see?",
            "Oskar Nyberg (01:44):\nWe see growth.",
        ),
        [
            ("Priya Venkataraman", "Welcome to the call."),
            ("Oskar Nyberg", "Thank you, I am glad to be here."),
            ("Priya Venkataraman", "What do you see?"),
            ("Oskar Nyberg", "We see growth."),
        ],
    ),
    "names alone on their lines": (
        page(
            "Oral history",
            "INTERVIEWER\nWhere were you born?",
            "GRETA SOLHEIM\nI was born on a boat.",
            "INTERVIEWER\nDo you remember it?",
            "GRETA SOLHEIM\nNo, I was too young.",
        ),
        [
            ("INTERVIEWER", "Where were you born?"),
            ("GRETA SOLHEIM", "I was born on a boat."),
            ("INTERVIEWER", "Do you remember it?"),
            ("GRETA SOLHEIM", "No, I was too young."),
        ],
    ),
    "one speaker's address": (
        page(
            "Remarks by President Vukovic on the flood",
            "Town Hall",
            "4:02 P.M.",
            "THE PRESIDENT:  Good afternoon. I have come to listen.",
            "(Applause.)",
            "And we will help.",
            "END",
        ),
        [
            (
                "THE PRESIDENT",
                "Good afternoon. I have come to listen.\n\n(Applause.)\n\nAnd we will help.",
            )
        ],
    ),
    "an office with its holder in brackets": (
        page(
            "House debate",
            "The Secretary for Railways (Julian Pemberton): With permission, I would like to make a statement.",
            "Margaret Ollerton (Dunmere East): I thank him. Will he tell us what it costs?",
            "Several hon. Members: Shame!",
            "Julian Pemberton: I will.",
            "Margaret Ollerton (Dunmere East): We are waiting.",
        ),
        [
            ("Julian Pemberton", "With permission, I would like to make a statement."),
            ("Margaret Ollerton", "I thank him. Will he tell us what it costs?"),
            ("Several hon. Members", "Shame!"),
            ("Julian Pemberton", "I will."),
            ("Margaret Ollerton", "We are waiting."),
        ],
    ),
    "names and offices on their lines, one speaker once": (
        page(
            "Panel: The sea and us",
            "Ines Falk, Harbour Master",
            "Thank you. I want to start with a story.",
            "Tom Lund, Fisher",
            "I remember that winter.",
            "Ines Falk, Harbour Master",
            "You did. I stayed at home.",
            "Ana Berg, Mayor",
            "My father told me.",
            "Tom Lund, Fisher",
            "Did he?",
        ),
        [
            ("Ines Falk", "Thank you. I want to start with a story."),
            ("Tom Lund", "I remember that winter."),
            ("Ines Falk", "You did. I stayed at home."),
            ("Ana Berg", "My father told me."),
            ("Tom Lund", "Did he?"),
        ],
    ),
    "lines that ran together": (
        "Press briefing\n\nMR. OKONJO: Good morning. I have two updates. First, we open the harbour. REPORTER: When "
        "will you open it? MR. OKONJO: On Monday. We have waited long: four months. REPORTER: And the ferries? "
        "MR. OKONJO: They will follow.\n",
        [
            ("MR. OKONJO", "Good morning. I have two updates. First, we open the harbour."),
            ("REPORTER", "When will you open it?"),
            ("MR. OKONJO", "On Monday. We have waited long: four months."),
            ("REPORTER", "And the ferries?"),
            ("MR. OKONJO", "They will follow."),
        ],
    ),
    "offices and companies behind dashes": (
        page(
            "Northmere Plc Q2 2023 Earnings Call Transcript",
            "Operator",
            "Good morning. I now hand over to Raj Bhatti, our chief executive.",
            "Raj Bhatti -- Chief Executive Officer",
            "Thank you. We had a strong quarter.",
            "Operator",
            "Our first question comes from Priya Nair.",
            "Priya Nair -- Halcyon Securities -- Analyst",
            "Morning. Could you say a bit about pricing?",
            "Tobias Lenz -- Chief Financial Officer",
            "Sure. Prices are holding.",
        ),
        [
            ("Operator", "Good morning. I now hand over to Raj Bhatti, our chief executive."),
            ("Raj Bhatti", "Thank you. We had a strong quarter."),
            ("Operator", "Our first question comes from Priya Nair."),
            ("Priya Nair", "Morning. Could you say a bit about pricing?"),
            ("Tobias Lenz", "Sure. Prices are holding."),
        ],
    ),
    "interrupted turns": (
        page(
            "Transcript of the debate",
            "OYELARAN: We did build --",
            "HALE: No, you didn't.",
            "(CROSSTALK)",
            "OYELARAN: -- nine thousand homes. Here is the truth: we did it.",
            "HALE: Thank you. (LAUGHTER)",
        ),
        [
            ("OYELARAN", "We did build --"),
            ("HALE", "No, you didn't.\n\n(CROSSTALK)"),
            ("OYELARAN", "-- nine thousand homes. Here is the truth: we did it."),
            ("HALE", "Thank you. (LAUGHTER)"),
        ],
    ),
    "labels that stop": (
        page(
            "Interview with harbour master Ines Falk",
            "Coast Press: When will the harbour open?",
            "Ines Falk: In spring, I think.",
            "Coast Press: And the ferries?",
            "Ines Falk: They will follow.",
            "What did the winter teach you?",
            "That I can wait.",
        ),
        [
            ("Coast Press", "When will the harbour open?"),
            ("Ines Falk", "In spring, I think."),
            ("Coast Press", "And the ferries?"),
            ("Ines Falk", "They will follow."),
            ("Coast Press", "What did the winter teach you?"),
            ("Ines Falk", "That I can wait."),
        ],
    ),
    "questions in bold type": (
        page(
            "An interview with Ines Falk, harbour master",
            "Ines Falk has run the harbour for ten years. We met her in her office.",
            "**When will the harbour open?**",
            "In spring, I think.",
            "We have to wait for the ice.",
            "**And the ferries?**",
            "They will follow.",
            "**What did you learn?**",
            "That I can wait.",
            "The harbour was built in 1901.",
        ),
        [
            (None, "When will the harbour open?"),
            ("Ines Falk", "In spring, I think.\n\nWe have to wait for the ice."),
            (None, "And the ferries?"),
            ("Ines Falk", "They will follow."),
            (None, "What did you learn?"),
            ("Ines Falk", "That I can wait."),
        ],
    ),
    "an address without a label": (
        page(
            "Remarks by Minister Ines Falk at the opening of the harbour",
            "Oslo, 5 May 2019",
            "Your Excellencies,",
            "It is a pleasure to be here. I thank the council.",
            "The harbour is open.",
            'As the mayor said, "We are ready." We are.',
            "Print this page",
        ),
        [
            (
                "Ines Falk",
                "Your Excellencies,\n\nIt is a pleasure to be here. I thank the council.\n\nThe harbour is open.\n\n"
                'As the mayor said, "We are ready." We are.',
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_turns_of_every_form(turns, text, expected):
    assert turns(text) == expected


NO_TRANSCRIPTS = {
    "a headline with its speaker": page(
        "Minister: We will never give up our rivers",
        "The minister said on Friday that the rivers belong to all.",
        "She spoke in Oslo.",
    ),
    "notes and datelines": page(
        "Storm reaches the coast",
        "WASHINGTON: The storm reached the coast on Friday, and we do not know how strong it was.",
        "Note: You can send us your pictures.",
        "Update: We have corrected the wind speed.",
    ),
    "a list of topics": page(
        "What you need to know",
        "Taxes: You pay less if you earn less.",
        "Schools: We will see more teachers.",
        "Health: Your bill will not change.",
        "Roads: We will mend ours.",
    ),
    "section headings with colons": page(
        "Our plan",
        "Next Steps:",
        "We will take the next steps in May.",
        "Main Points:",
        "You can find the main points below, and I hope you read them.",
    ),
    "candidates' figures": page(
        "The count so far",
        "Amara Diallo: 1,501.",
        "Joel Winther: 1,122.",
        "Amara Diallo: 46.",
        "Joel Winther: 12.",
    ),
    "quotations after names": page(
        "What they said",
        'Sen. Ola Brandt: "I will vote for it."',
        'Rep. Kim Doan: "We need more time."',
        'Sen. Ola Brandt: "I will not wait."',
        'Rep. Kim Doan: "You must."',
    ),
    "a guide": page(
        "Frequently asked questions about the ferry",
        "Q: When does it run?",
        "A: It runs daily.",
        "Q: Can I bring my dog?",
        "A: Yes, your dog travels free.",
    ),
    "news of a statement": page(
        "Statement by Minister Falk draws criticism",
        "A statement by Minister Falk drew criticism on Monday.",
        '"I have nothing to add," Falk said.',
        "We asked her deputy.",
    ),
    "one labelled quotation in an article": page(
        "A claim about mail",
        "The claim spread fast.",
        "It came from a hearing.",
        'Rep. Una Farrell: "I have not heard anyone cite that figure. Who told you?"',
        "The figure is wrong.",
    ),
}


@pytest.mark.parametrize("text", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS.keys())
def test_no_turns_where_nobody_takes_turns(turns, text):
    assert turns(text) == []


def test_an_article_goes_on_after_the_turns_in_it(rows):
    text = page(
        "Anchor presses governor on bridge",
        "The governor was on television on Sunday.",
        "Her rival was not invited.",
        "The bridge has been closed since May.",
        "BERGSTROM: Will you open the bridge?",
        "KOVALENKO: I will when it is safe.",
        "BERGSTROM: When is that?",
        "KOVALENKO: You will be the first to know.",
        "The governor said later that engineers had found cracks.",
        "The bridge was built in 1961.",
    )
    found = rows(text)
    assert [who for kind, who, _ in found if kind == "turn"] == ["BERGSTROM", "KOVALENKO", "BERGSTROM", "KOVALENKO"]
    assert found[-3:] == [
        ("turn", "KOVALENKO", "You will be the first to know."),
        ("paragraph", None, "The governor said later that engineers had found cracks."),
        ("paragraph", None, "The bridge was built in 1961."),
    ]


def test_page_furniture_is_cut_out_of_a_turn(rows):
    text = page(
        "Hearing",
        "Q: Who signed it?",
        "A: I signed the first page.",
        "Page 3 of 12",
        "I did not sign the second.",
        "Q: Why?",
        "A: You know why.",
        "Print this page",
    )
    assert rows(text)[2:4] == [
        ("turn", "A", "I signed the first page. ... I did not sign the second."),
        ("boilerplate", None, "Page 3 of 12"),
    ]
    assert rows(text)[-1] == ("boilerplate", None, "Print this page")


def test_a_statement_before_the_first_question_is_the_spokespersons(turns):
    text = page(
        "Foreign Ministry Spokesperson Oyelaran Bako's Regular Press Conference",
        "Good afternoon. I have one announcement.",
        "Q: Who is coming?",
        "A: You will see.",
        "Q: When?",
        "A: We have not set a date.",
    )
    assert turns(text)[0] == ("Oyelaran Bako", "Good afternoon. I have one announcement.")


def test_narration_between_turns_is_no_ones_words(rows):
    text = page(
        "Spokesperson Ruta Balode's remarks",
        "Q: Can you confirm the date?",
        "A: We will tell you in due time.",
        "Asked about the fish, she said talks were under way.",
        "[Note]: The next question was put after the conference.",
        "Q: Do you have a comment on the storm?",
        "A: Our thoughts are with the families.",
    )
    assert [(kind, words[:9]) for kind, _, words in rows(text)] == [
        ("heading", "Spokesper"),
        ("turn", "Can you c"),
        ("turn", "We will t"),
        ("paragraph", "Asked abo"),
        ("boilerplate", "[Note]: T"),
        ("turn", "Do you ha"),
        ("turn", "Our thoug"),
    ]


def test_what_follows_a_line_of_signs_is_no_turn(rows):
    text = page(
        "Press briefing",
        "Spokesperson: Good afternoon. Let me begin.",
        "Q: Is it true?",
        "Spokesperson: I have no information.",
        "* * *",
        "After the briefing the spokesperson said that rescue teams had been sent.",
    )
    assert [kind for kind, _, _ in rows(text)] == ["heading", "turn", "turn", "turn", "boilerplate", "paragraph"]
