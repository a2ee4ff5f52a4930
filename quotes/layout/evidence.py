"""Whether the labels of a document are speakers.

One line with a colon is never enough. The labels count together: that they repeat and take turns, that they are set in
one way, that they have the look of names, and that what follows them is what people say to each other.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from quotes.layout import furniture, sections
from quotes.layout.labels import Label, bare_name, initials, parse
from quotes.layout.legends import Legend
from quotes.layout.paragraphs import Paragraph
from quotes.types import BlockKind

REACH = 600
"""Code points of a turn that are searched for signs of talk."""
SHARE = 0.5
"""Share of the labelled paragraphs that must show signs of talk."""
FEWEST = 3
"""Labels with a full stop and a dash that make a record of debates; one alone is a dateline."""
LOOSE = frozenset({"line", "bare bracket", "dash", "stop"})
"""Makes of labels that ordinary text shows as well: they need more evidence."""

# First and second person, thanks and greetings, a question: what people say to each other and reports leave out.
_TALK = re.compile(
    r"\b(?:I|we|you|my|our|your|me|us|mine|ours|yours|myself|ourselves|let['’]s|thanks?|hello|hi|good "
    r"(?:morning|afternoon|evening)|yes|yeah|okay|please|welcome)\b|\?",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\"”’)]*\s*(?:\n|$)")
_PERSONAL = re.compile(r"\b(?:I|my|me|[Tt]hank you|[Tt]hanks)\b|\?\s*$")
_IN_PERSON = re.compile(
    r"\bI(?=['’ \xa0][a-z])|\b(?:my|we|our|us|you|your)\b|(?:^|[.!?]\s{1,3})(?:We|My|Our|You|Your)(?=['’ \xa0][a-z])"
    r"|\b[Gg]ood (?:morning|afternoon|evening)\b|\b[Tt]hank you\b|\b[Ll]adies and [Gg]entlemen\b"
)
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_LOWER = re.compile(r"\b[a-z]{3,}\b")


class Line(NamedTuple):
    """A paragraph that may start a turn: its place, its label and how its words sound."""

    place: int
    label: Label
    talk: bool
    personal: bool
    quoted: bool
    asks: bool


def speaking(paragraphs: list[Paragraph], kinds: list[BlockKind], legend: Legend) -> list[Line]:
    """The paragraphs that start turns, in order; empty if the document holds no transcript."""
    lines = _candidates(paragraphs, kinds, legend)
    if not lines:
        return []
    trusted = _with_askers(_trusted(lines, paragraphs), lines)
    if not _is_transcript(trusted, paragraphs, kinds):
        return []
    keys = {line.label.key for line in trusted}
    forms = Counter(line.label.form for line in trusted)
    usual = {form for form, count in forms.items() if count >= max(2, len(trusted) * 0.15) or len(trusted) <= 4}
    singles = sum(line.label.shape == "single" for line in trusted) * 2 > len(trusted)
    makes = {line.label.make for line in trusted}
    known = _written_small(lines, paragraphs)
    short = {key.upper() for key in keys}
    times = Counter(line.label.key for line in lines if line.label.shape == "name")
    back = {key for key, count in times.items() if count > 1 and key not in known}
    return [
        line
        for line in lines
        if not _is_credit(line, trusted, paragraphs)
        and (
            (line.label.key in keys and line.label.make in makes)
            or _fits(line, usual, singles, known)
            or (line.label.key in back and line.label.form in usual)
            or _opens(line, trusted[0], paragraphs)
            or (line.label.make in makes and not short.isdisjoint(initials(_name(line, paragraphs))))
        )
    ]


def _is_credit(line: Line, trusted: list[Line], paragraphs: list[Paragraph]) -> bool:
    """Whether a line above or below the turns tells who did what: "Moderator: Jane Roe", "PRESS OFFICER: JANE ROE"."""
    words = paragraphs[line.place].text[line.label.content :]
    beside = line.place < trusted[0].place or line.place > trusted[-1].place
    return beside and not line.talk and not line.label.own_line and furniture.is_sign_off(words)


def _opens(line: Line, first: Line, paragraphs: list[Paragraph]) -> bool:
    """Whether somebody whom the title or the lead names speaks before questions are asked."""
    if line.place >= first.place or line.label.make in LOOSE or line.label.shape not in ("name", "titled"):
        return False
    name = _name(line, paragraphs)
    return " " in name and any(name in paragraph.text for paragraph in paragraphs[: line.place])


def in_person(text: str) -> bool:
    """Whether somebody speaks in the text outside its quotation marks: I, we, you; capitals in titles do not count."""
    return bool(_IN_PERSON.search(_QUOTED.sub(" . ", text[:4000])))


def _name(line: Line, paragraphs: list[Paragraph]) -> str:
    return paragraphs[line.place].text[slice(*line.label.name)]


def _candidates(paragraphs: list[Paragraph], kinds: list[BlockKind], legend: Legend) -> list[Line]:
    found = []
    for index, paragraph in enumerate(paragraphs):
        # The first paragraph is the headline: "Minister: we will go on".
        if (
            kinds[index] == "boilerplate"
            or index in legend.places
            or furniture.is_closing(paragraph.text)
            or (index == 0 and len(paragraphs) > 1 and kinds[index] == "heading")
        ):
            continue
        label = legend.label(paragraph.text)
        if label is None and not sections.is_section(paragraph.text):
            label = parse(paragraph.text)
        if label is not None:
            found.append(_line(paragraphs, index, label))
    return _of_one_person(_without_participants(found, paragraphs))


def _without_participants(lines: list[Line], paragraphs: list[Paragraph]) -> list[Line]:
    """The lines without a list of those who take part: names with their offices, one below the other."""
    listed = {
        place
        for one, two in itertools.pairwise(lines)
        if two.place == one.place + 1 and _has_office(one, paragraphs) and _has_office(two, paragraphs)
        for place in (one.place, two.place)
    }
    return [line for line in lines if line.place not in listed]


def _has_office(line: Line, paragraphs: list[Paragraph]) -> bool:
    label = line.label
    return label.make == "line" and label.own_line and len(paragraphs[line.place].text) > label.name[1] + 3


def _of_one_person(lines: list[Line]) -> list[Line]:
    """The lines, those with a part of a full name ("Tomas", "Mr Bray"), or with more before it ("Minister Tomas Bray"),
    under the key of the one label that has it."""
    names = {line.label.key for line in lines if line.label.shape == "name"}
    whole = {
        line.label.key: name
        for line in lines
        if line.label.shape == "titled"
        for name in names
        if " " in name and line.label.key.endswith(f" {name}")
    }
    lines = [
        line._replace(label=line.label._replace(key=whole[line.label.key])) if line.label.key in whole else line
        for line in lines
    ]
    full = {
        line.label.key
        for line in lines
        if line.label.shape in ("name", "titled") and len(bare_name(line.label.key)) > 1
    }
    short = {line.label.key for line in lines if line.label.shape in ("single", "titled")} - full
    wholes: dict[str, str] = {}
    for key in short:
        name = bare_name(key)
        holders = [whole for whole in full if name and name[0] in (bare_name(whole)[0], bare_name(whole)[-1])]
        if len(holders) == 1:
            wholes[key] = holders[0]
    return [
        line._replace(label=line.label._replace(key=wholes[line.label.key])) if line.label.key in wholes else line
        for line in lines
    ]


def _line(paragraphs: list[Paragraph], index: int, label: Label) -> Line:
    words = paragraphs[index].text[label.content : label.content + REACH]
    if not words.strip() and index + 1 < len(paragraphs):
        words = paragraphs[index + 1].text[:REACH]
    spoken = _QUOTED.sub(" ", words)
    return Line(
        place=index,
        label=label,
        talk=_TALK.search(words) is not None,
        personal=_PERSONAL.search(spoken) is not None,
        quoted=words[:1] in tuple('"“«'),
        asks=_ASKS.search(words) is not None,
    )


def _trusted(lines: list[Line], paragraphs: list[Paragraph]) -> list[Line]:
    """The lines whose labels can speak for the document's being a transcript."""
    count = Counter(line.label.key for line in lines)
    talk = Counter(line.label.key for line in lines if line.talk)
    personal = Counter(line.label.key for line in lines if line.personal)
    answers = sum(line.label.shape == "answer" for line in lines)
    strokes = sum(line.label.make == "stroke" for line in lines)
    known = _written_small(lines, paragraphs)
    introduced = _introduced(lines)
    sure = set()
    for line in lines:
        label, key = line.label, line.label.key
        if talk[key] < count[key] * SHARE and key not in introduced and label.make != "key":
            continue
        if label.make in LOOSE:
            office = label.shape == "titled" and label.own_line and personal[key] > 0
            # The word for a role ("Operator") may well occur in what is said.
            certain = (key not in known or label.shape == "role") and (count[key] >= 2 or office)
        elif label.make == "glued":
            certain = answers >= 2
        elif label.make == "key":
            certain = True
        elif label.make == "stroke":
            certain = strokes >= FEWEST
        elif label.shape in ("question", "answer", "role", "titled"):
            certain = True
        elif label.shape == "name" and label.own_line:
            certain = key not in known and (count[key] >= 2 or personal[key] > 0)
        else:
            certain = count[key] >= 2 and key not in known
        if certain:
            sure.add((key, label.make))
    trusted = [line for line in lines if (line.label.key, line.label.make) in sure]
    # Where labels have their mark, a line without one is none.
    marked = [line for line in trusted if line.label.make not in LOOSE]
    return marked or trusted


def _introduced(lines: list[Line]) -> set[str]:
    """The keys of labels in capitals that give a full name first and its surname from then on, as those of broadcasts:
    "JANE ROE, BYLINE:", "ROE:". Whoever reports there does not speak in person."""
    marked = [line.label for line in lines if line.label.capitals and line.label.make == "colon"]
    whole = {label.key for label in marked if label.shape == "name"}
    short = {label.key for label in marked if label.shape == "single"}
    return whole & short


def _with_askers(trusted: list[Line], lines: list[Line]) -> list[Line]:
    """Where only one speaker's labels come back, as a spokesperson's: with those of the outlets that ask once each."""
    if len({line.label.key for line in trusted}) != 1 or len(trusted) < 2:
        return trusted
    key, make = trusted[0].label.key, trusted[0].label.make
    askers = [
        one
        for one, two in itertools.pairwise(lines)
        if one.asks and one.label.make == make and one.label.key != key and two.label.key == key
    ]
    return sorted([*trusted, *askers]) if len(askers) > 1 else trusted


def _written_small(lines: list[Line], paragraphs: list[Paragraph]) -> set[str]:
    """The keys of labels all of whose words the text also writes small: words, and no names ("Next Steps")."""
    wanted = {word for line in lines for word in line.label.key.split()}
    small: set[str] = set()
    for paragraph in paragraphs:
        small.update(wanted.intersection(_LOWER.findall(paragraph.text)))
    return {line.label.key for line in lines if small.issuperset(line.label.key.split())}


def _is_transcript(trusted: list[Line], paragraphs: list[Paragraph], kinds: list[BlockKind]) -> bool:
    if not trusted:
        return False
    if sum(line.talk for line in trusted) < len(trusted) * SHARE and len(_introduced(trusted)) < 2:
        return False
    # A list of quotations, each after its speaker's name, has marks to go by.
    if sum(line.quoted for line in trusted) * 2 > len(trusted):
        return False
    keys = {line.label.key for line in trusted}
    if len(keys) > 1:
        changes = sum(one.label.key != two.label.key for one, two in itertools.pairwise(trusted))
        loose = all(line.label.make in LOOSE for line in trusted)
        return changes >= (3 if loose else 1)
    if trusted[0].label.shape == "question":
        return len(trusted) >= 3
    # A speech under its speaker's label: the label stands at the head, with nothing but furniture and a lead above.
    above = [kind for kind in kinds[: trusted[0].place] if kind == "paragraph"]
    return (
        trusted[0].label.make in ("colon", "bold") and trusted[0].label.shape in ("titled", "role") and len(above) <= 1
    )


def _fits(line: Line, usual: Iterable[tuple[str, bool, bool]], singles: bool, known: set[str]) -> bool:
    """Whether a label that proves nothing by itself is set like those that do."""
    label = line.label
    if label.make == "glued" or (label.make in LOOSE and label.form not in usual):
        return False
    if label.make in LOOSE:
        # A name that stands once must be no words of the text; else its words would go to the speaker before.
        named = label.shape == "name" and line.personal
        return ((label.capitals or named) and label.key not in known) or label.shape in ("role", "titled")
    if label.form not in usual:
        # Whoever asks may be set differently: an outlet's name, its letters.
        return (
            line.asks and (label.shape == "outlet" or label.capitals) and any(label.make == form[0] for form in usual)
        )
    if label.capitals or label.own_line or label.make == "stroke" or label.shape in ("role", "titled"):
        return True
    if label.shape == "single":
        return (line.talk and singles) or (line.asks and label.key not in known)
    return line.talk
