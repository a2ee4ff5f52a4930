"""Five articles with their parts, to be set as text, HTML, PDF and DOCX. All names are made up."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A heading (level above 0) or a paragraph; ``label`` is what it sets in bold at its start."""

    text: str
    level: int = 0
    label: str = ""

    @property
    def whole(self) -> str:
        return f"{self.label} {self.text}" if self.label else self.text


class Article(NamedTuple):
    title: str
    date: str
    parts: tuple[Part, ...]
    columns: int = 1
    indented: bool = False

    @property
    def plain(self) -> str:
        return "\n\n".join([self.title, self.date, *(part.whole for part in self.parts)]) + "\n"


NEWS = Article(
    "Harbour to open again in spring, council says",
    "April 22, 2020",
    (
        Part("NORDHAVN — The harbour will open again in spring, the head of the harbour office, Marta Lindqvist, told "
             "reporters on Wednesday after a long meeting of the council."),
        Part("“We have repaired the outer wall, and the divers have seen every stone of it,” Lindqvist said. “What is "
             "missing now is the crane.”"),
        Part("She added that the work had cost less than the council expected. Shipping companies had asked for an "
             "earlier date."),
        Part("Questions about the money", 2),
        Part("Councillor Peter Okonjo, who leads the opposition in the town, criticised the plan. “Nobody has shown us "
             "the bills,” he said, and called the schedule a “fairy tale”."),
        Part("According to the harbour office, all bills will be published in May. The ministry of transport believes "
             "that the new quay can take ships of up to 200 metres in length."),
        Part("“I will answer every question in the council,” Lindqvist said, “but not in the newspapers.”"),
    ),
    indented=True,
)  # fmt: skip

BRIEFING = Article(
    "Press Briefing by Harbour Spokesperson Marta Lindqvist",
    "April 23, 2020",
    (
        Part("Good morning, everybody. I have one announcement before we start. The outer wall is finished, and the "
             "divers will leave the town on Friday.", label="MS. LINDQVIST:"),
        Part("Thank you. When will the ferry sail again, and who will pay for the crane?", label="Q"),
        Part("The ferry will sail in May. The crane is paid for by the ministry, as we said last week.",
             label="MS. LINDQVIST:"),
        Part("We have no plan to raise the fees of the harbour in this year or the next one."),
        Part("The mayor said yesterday that the quay was too short. Is that true?", label="Q"),
        Part("I have not seen his remarks. The quay is as long as it was before the storm.", label="MS. LINDQVIST:"),
        Part("And the fishermen, will they get their places back?", label="Q"),
        Part("They will, every single one of them. Thank you, everybody.", label="MS. LINDQVIST:"),
    ),
)  # fmt: skip

INTERVIEW = Article(
    "“The sea does not read our plans”: an interview with Marta Lindqvist",
    "May 3, 2020",
    (
        Part("Marta Lindqvist has led the harbour office of Nordhavn for nine years. We met her at the new quay, where "
             "the last stones were being set."),
        Part("Ms. Lindqvist, the wall is finished a year late. What went wrong with it?", label="Coast Herald:"),
        Part("Nothing went wrong. The storm took a third of the stones that we had set in the summer, and nobody can "
             "set stones in the winter.", label="Marta Lindqvist:"),
        Part("Would you build it in the same way again, if you had to begin today?", label="Coast Herald:"),
        Part("Yes, I would. We looked at concrete, and the engineers advised against it. Concrete is cheaper in the "
             "first ten years and dearer in the next forty.", label="Marta Lindqvist:"),
        Part("What do you say to those in the council who want to see the bills?", label="Coast Herald:"),
        Part("They will see them in May. I have nothing to hide, and neither has my office.", label="Marta Lindqvist:"),
    ),
)  # fmt: skip

RELEASE = Article(
    "Ministry of Transport welcomes the new quay at Nordhavn",
    "May 12, 2020",
    (
        Part("The Ministry of Transport welcomes the opening of the new quay at Nordhavn, which was finished after two "
             "years of construction and will take international shipping again from the first of June."),
        Part("“This quay is the most important investment in the infrastructure of the northern coast in a "
             "generation,” Minister of Transport Henrik Adeyemi said at the opening. “It connects our manufacturers "
             "with the customers who have been waiting for them.”"),
        Part("Adeyemi thanked the engineers and the divers. He said that the government would continue to support "
             "environmentally responsible transportation along the whole coast, and that further announcements would "
             "follow in the autumn."),
        Part("What follows", 2),
        Part("The department for international navigation will inspect the installation every three months. “We "
             "expect uninterrupted operation,” said Ingrid Castellanos, who directs the department."),
        Part("Environmental organisations had criticised the extraordinarily short consultation. Castellanos said that "
             "every contribution had been considered carefully, including those which arrived after the deadline."),
        Part("The administration of the harbour told the ministry that the installation of the crane would be "
             "completed by the end of September."),
    ),
    columns=2,
)  # fmt: skip

REMARKS = Article(
    "What they said about the harbour",
    "June 2, 2020",
    (
        Part("The most remarkable statements of the week about the new harbour and the money that it cost."),
        Part("“A harbour is a promise to those who are at sea.” -- Marta Lindqvist, head of the harbour office"),
        Part("“I have asked for the bills since March, and I will ask for them until I see them.” -- Peter Okonjo, "
             "councillor"),
        Part("“We connect makers and customers, and we do it in time.” -- Henrik Adeyemi, Minister of Transport"),
        Part("“My grandfather would have wept to see ships here again.” -- Sofia Brandt, owner of the ferry company"),
    ),
)  # fmt: skip

ARTICLES = {"news": NEWS, "briefing": BRIEFING, "interview": INTERVIEW, "release": RELEASE, "remarks": REMARKS}
