"""The titles and offices that a text gives with a name, and the gender that they tell."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotes import lexicon, names
from quotes.attribution.offices import people_of, without_article
from quotes.attribution.parsed import Parsed
from quotes.attribution.people import Gender, People, Person
from quotes.given_names import given_name_gender
from quotes.names.nicknames import full_forms
from quotes.names.order import is_given
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

_ABBREVIATED = r"\b(?:Mrs?|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Prof|[A-Z])\."
_WORDS = rf"(?:{_ABBREVIATED}|[^,.;:\"“”()\n]){{3,130}}?"
_ENDS = r"(?=,|\.|;|\n|$|\swho\s|\ssaid)"
_AGE = r"(?:(?:aged\s)?\d{1,3}(?:-year-old)?,\s+)?"
APPOSITION = re.compile(rf"\s*,\s+{_AGE}(?P<role>(?:the |an? |his |her |its |their )?{_WORDS}){_ENDS}")
# "Roe is the chairman of the panel"; "the panel's chairman, Jane Roe".
_IS = r"(?:is|was|became|remains)\s(?=the\s|an?\s)"
_ELECTED = r"(?:(?:was|is|has been)\s(?:re-?)?(?:elected|appointed|named|sworn in)|serve[sd]|has served)\s(?:as\s)?"
_COPULA = re.compile(rf"\s(?:{_IS}|{_ELECTED})(?P<role>(?:the\s|an?\s)?{_WORDS}){_ENDS}")
# In parliaments, behind the seat: "Mr Roe (Midvale—Minister for Roads)".
_ASIDE = re.compile(r"\s\((?:[^()\n—–]{2,40}\s?[—–]\s?)?(?P<role>[^()\n—–]{4,90})\)")
_LAND = re.compile(r"\s\((?P<land>[A-Z][\w.’' -]{2,40})\)")
_BEFORE = re.compile(r"[^,.;:\"“”()\n]{3,80},\s$")
_STARTS = re.compile(r"(?:^|(?<=[\n\"“‘'])|\s)(?:the|an?|its|his|her|their|\w+[’']s?)\s+", re.IGNORECASE)
_MAN = re.compile(r"man\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:as|while|when|but|and|both|with|for|from|by|to|of|in|neither|nobody|then|now)\s+)+", re.IGNORECASE
)
_RELATIVE = re.compile(r"^who(?:[’']s|\s(?:is|was|has been|became))\s(?:now\s|also\s|then\s)?", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s(?:for|to|with|under|by|against|on|as|in|at|from|of)(?:\s+(?:the|an?|his|her|their))?(?:\s+|$)"
)
_NO_ROLE = re.compile(
    r"(?:and|but|or|nor|so|yet|if|as|whether|like|which|that|who\w*|they|we|he|she|it|i|you|there|where|when|while|was|is|"
    r"were|are|be|been|has|had|have|could|can|will|would|may|might|should|did|does|do|not|already|even|just|at|in|on|for|"
    r"from|with|by|to|of|because|although|though|since|then|citing|quoting|\w+[’'](?:ve|d|re|ll))\b",
    re.IGNORECASE,
)
# "Mrs Roe, thanked the governor": no office has an article behind its first word.
_VERB = re.compile(r"(?!now|then|once|later|still|long|also|both|\w+ly\s)[a-z]+\s(?:the|an?|his|her|its|their|our)\s")
_DATED = re.compile(r"\s[-–—]\s(?=\d)")
_BETWEEN = r"(?:,\s[^.;:\n\"“”]{2,40}|\s\([^()\n]{1,30}\)|\sof\s[\w\s]{3,30})?"
_JOINT = re.compile(rf"{_BETWEEN}(?:,?\s(?P<last>and)\s|,\s)(?:\w+\.?\s)?")
MOST_TOGETHER = 6
"""So many who share a title are named together, at most."""
# Members of the United States Congress: "Jane Roe (R-Utah)", "Jane Roe, R-Utah,".
_PARTY = re.compile(r"(?:\s\(|,\s)(?P<party>[RDI])-(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_PRONOUNS = {"he": 1, "his": 1, "him": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}


def title_before(parsed: Parsed, part: int, start: int) -> tuple[str, ...]:
    """The title that stands right before a name: capitalised or lower-case title words of the same noun phrase."""
    doc = parsed.parts[part].doc
    first = start
    while first > 0:
        token = doc[first - 1]
        if token.is_sent_start and first < start and doc[first].is_sent_start:
            break
        if token.is_punct or token.is_space or token.text in ("and", "or"):
            if token.text not in ("-", "’s", "'s") and not (
                token.text == "." and _shortened(doc[max(0, first - 2)].text)
            ):
                break
        elif (token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "ADV", "CCONJ") and not token.is_title) or (
            token.pos_ == "ADP" and not (first - 2 >= 0 and is_title_word(doc[first - 2].text))
        ):
            break
        first -= 1
        if start - first > 9:
            break
    words = doc[first:start].text if first < start else ""
    parsed_name = names.parse(f"{words} Xx") if words else None
    titles = parsed_name.titles if parsed_name and parsed_name.text == "Xx" else ()
    return tuple(title for each in titles if (title := own_title(_without_lead(each))) and is_role(title))


def _shortened(word: str) -> bool:
    """Is it a short form of a title, which a full stop ends, and no word at a sentence's end?"""
    folded = word.casefold()
    return folded in lexicon.terms("abbreviations") or folded in lexicon.pairs("honorifics")


def _without_lead(title: str) -> str:
    """A title without what is no part of it in front: "Is President" in a heading."""
    title = _LEAD.sub("", title)
    while match := _NO_ROLE.match(title):
        title = title[match.end() :].strip()
    return title


def own_title(title: str) -> str:
    """What of the words before a name is this person's title: not "adviser to" in "adviser to President"."""
    tail = _OTHERS.split(title)[-1].strip()
    if tail == title:
        return title
    return tail if not tail or all(is_title_word(word) or word[0].islower() for word in tail.split()) else title


def clean_role(words: str) -> str | None:
    """The office that an apposition or relative clause gives, without what leads up to it: "chairman" of "who is now
    the chairman". None where the words are a clause or a part of one."""
    role = _DATED.split(without_article(_RELATIVE.sub("", " ".join(words.split()).strip(" ,."))))[0]
    if not role or _NO_ROLE.match(role) or _VERB.match(role) or _is_addressed(role):
        return None
    return role if is_role(role) else None


def _is_addressed(words: str) -> bool:
    """Do the words begin with a form of address and a name, "Dr. Poe": somebody else, no office?"""
    first, *others = words.split()
    return first.casefold().rstrip(".") in lexicon.pairs("honorifics") and (not others or others[0][0].isupper())


def is_title_word(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return (
        folded in lexicon.terms("titles")
        or folded in lexicon.pairs("honorifics")
        or folded in lexicon.terms("person_nouns")
    )


def leaning(person: Person) -> Gender | None:
    """The gender of most who bear the given name, where it is given to women and men."""
    row = lexicon.pairs("leaning_given").get(person.name.split()[0].casefold())
    return None if row is None else "f" if row[0] == "f" else "m"


LEARNED = 0.9
"""So much more, in sums of chances, must speak for one gender than for the other."""


def learn_genders(people: People, called: Mapping[int, Mapping[Gender, float]]) -> bool:
    """Gives persons of unknown gender the one that a first reading of the text took them for, and tells whether there
    were any. ``called`` says how often, by sums of chances, each was taken for "she" and for "he"; the given name may
    lean to one."""
    learned = False
    for index, counts in called.items():
        person = people.persons[index]
        if person.gender is not None:
            continue
        leans = leaning(person)
        women, men = (counts.get(gender, 0.0) + (leans == gender) for gender in ("f", "m"))
        if abs(women - men) >= LEARNED:
            person.gender = "f" if women > men else "m"
            learned = True
    return learned


def gender_of(person: Person) -> Gender | None:
    """What forms of address, titles and the given name tell of the person's gender."""
    if person.gender is None:
        for mention in person.mentions:
            person.gender = _gender(mention.form, " ".join(mention.titles))
            if person.gender:
                break
    return person.gender


def _gender(form: str, titles: str) -> Gender | None:
    """What a title tells, else the given name. "Spokesman" and the like are said of women too; some given names are
    given to both, whatever a list of the most usual ones says."""
    told = names.gender("", titles) if titles else None
    given = None
    if form.split()[0].casefold() not in lexicon.terms("either_gender"):
        given = names.gender(form) or _given_gender(form)
    if told and given and told != given and _MAN.search(titles):
        return given
    return told or given


@functools.lru_cache(maxsize=8192)
def _given_gender(form: str) -> Gender | None:
    """The gender of a given name that is a short form: the one listed, or that of all the full forms."""
    name = names.parse(form)
    if len(name.tokens) < 2 or name.order != "given-first":
        return None
    row = lexicon.pairs("short_names").get(name.tokens[0])
    if row:
        return "f" if row[0] == "f" else "m"
    told = {given_name_gender(full) for full in full_forms(name.tokens[0])} - {None}
    return next(iter(told)) if len(told) == 1 else None


def describe(text: str, person: Person) -> None:
    """Roles from titles and appositions, and gender."""
    seen: set[str] = set()

    def add(role: str, span: Span | None) -> None:
        word = role.casefold().rstrip(".")
        if word and word not in seen and word not in lexicon.pairs("honorifics"):
            seen.add(word)
            person.roles.append((role, span))

    for mention in person.mentions:
        for title in mention.titles:
            add(_one_of(title) or title.strip(" ,"), (max(0, mention.span[0] - len(title) - 1), mention.span[0]))
        party = _PARTY.match(text, mention.span[1])
        if party:
            add(f"{_PARTIES[party['party']]} of {party['state']}", party.span())
        land = _LAND.match(text, mention.span[1])
        if land and people_of(land["land"]) and text[slice(*mention.span)].isupper():
            # In the records of the United Nations, where names stand in capitals: "JANE ROE (Norway) said".
            add(f"representative of {land['land']}", land.span("land"))
        for pattern in (APPOSITION, _COPULA, _ASIDE):
            if mention.rule == "given" and pattern is APPOSITION:
                continue  # who is spoken to: "So, Jane, the President said"
            match = pattern.match(text, mention.span[1])
            if match and (role := clean_role(match["role"])):
                add(role, match.span("role"))
        if before := _role_before(text, mention.span[0]):
            add(text[slice(*before)].strip(" ,."), before)
    person.given = any(is_given(token) for token in names.parse(person.name).tokens[:1])
    gender_of(person)
    word = person.name.casefold()
    telling = is_given(word) and not any(word in lexicon.terms(name) for name in ("common_surnames", "either_gender"))
    if person.gender is None and telling:
        person.gender = given_name_gender(word)  # "Melanie", known by the given name alone
    if person.gender is None:
        for role, _ in person.roles:
            person.gender = names.gender("", role)
            if person.gender:
                break


def share_titles(text: str, persons: Sequence[Person]) -> None:
    """Gives each of several who are named together the title that stands before the first: "Senators Jane Roe of Ohio
    and John Poe"."""
    named = sorted(
        ((mention.span, index, mention.titles) for index, person in enumerate(persons) for mention in person.mentions),
        key=lambda each: each[0],
    )
    for at, (span, owner, titles) in enumerate(named):
        title = next((single for each in titles if (single := _one_of(each))), None)
        if title is None:
            continue
        together = []
        for (first, _, _), (second, index, _) in itertools.pairwise(named[at : at + MOST_TOGETHER]):
            joint = _JOINT.fullmatch(text, first[1], second[0])
            if joint is None:
                break
            together.append(index)
            if joint["last"]:
                break
        where = next((where for role, where in persons[owner].roles if role == title), span)
        for index in together:
            if title.casefold() not in {role.casefold() for role, _ in persons[index].roles}:
                persons[index].roles.append((title, where))


def _one_of(title: str) -> str | None:
    """The title of one of those who have it: "Senator" of "Senators"."""
    if not title.endswith(("s", "s.")):
        return None
    single = f"{title[:-2]}." if title.endswith(".") else title[:-1]
    return single if is_title_word(single.split()[-1]) else None


def _role_before(text: str, start: int) -> Span | None:
    """The role in an apposition before a name: "the panel's chairman, Jane Roe"."""
    before = _BEFORE.search(text, max(0, start - 82), start)
    if not before:
        return None
    end = before.end() - 2
    for match in reversed(list(_STARTS.finditer(text, before.start(), end))):
        if is_role(text[match.end() : end]):
            return match.end(), end
    return None


def count_pronouns(people: People, parsed: Parsed) -> None:
    """For each person: which pronouns follow in sentences where nobody else is named before them, and at the start of
    the sentence after one where nobody else is named."""
    for index, part in enumerate(parsed.parts):
        before: set[int] = set()
        for sentence in part.doc.sents:
            sign, position = _first_pronoun(sentence)
            stop = parsed.extent(index, sentence.start, position)[1] if position > sentence.start else None
            start = parsed.extent(index, sentence.start, sentence.end)
            here = _named_in(people, start)
            if sign:
                earlier = _named_in(people, (start[0], stop)) if stop else set()
                meant = earlier or (before if position == sentence.start else set())
                if len(meant) == 1:
                    people.persons[next(iter(meant))].pronouns += sign
            before = here


def owner_gender(parsed: Parsed, span: Span) -> Gender | None:
    """The gender that a possessive tells of the name at the extent, its clause's subject: "Roe lost her way", "In her
    book, Roe noted"."""
    tokens = parsed.tokens(span)
    if not tokens or not tokens[-1].dep_.startswith("nsubj"):
        return None
    verb = tokens[-1].head
    for token in tokens[-1].sent:
        if token.dep_ == "poss" and token.lower_ in ("his", "her"):
            head = token.head
            while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
                head = head.head
            if head.i == verb.i:
                return "m" if token.lower_ == "his" else "f"
    return None


def _first_pronoun(sentence: TokenSpan) -> tuple[int, int]:
    """1 for "he", -1 for "she", 0 for neither; and the index of its token."""
    for token in sentence:
        if sign := _PRONOUNS.get(token.lower_):
            return sign, token.i
    return 0, sentence.start


def _named_in(people: People, span: Span) -> set[int]:
    return {hit[0].index for at in people.within(span) if (hit := people.at(at))}


def is_role(words: str) -> bool:
    """Does an apposition tell an office: with a title word before its first preposition?"""
    head = re.split(r"\s(?:of|for|to|at|in|on|from|with|since|until|under|during)(?:\s|$)", words)[0]
    return any(is_title_word(word.rstrip(",")) for word in re.findall(r"[\w’'.-]+", head)[-2:])
