"""The evidence for each person that a pronoun or a description may mean, and for nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import lexicon
from quotes.attribution.candidates import Context, fitting
from quotes.attribution.offices import like_offices, office, office_words, people_of, rank_of, telling_words
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase

FEATURES = (
    "last speaker, same sentence",
    "last speaker, same paragraph",
    "last speaker, paragraph before",
    "last speaker, further back",
    "last speaker, nobody else named since",
    "last speaker, paragraph starts here",
    "speaker before that",
    "speaker before that, same paragraph",
    "spoke in this paragraph",
    "nearest",
    "nearest subject",
    "same sentence",
    "sentence before",
    "two sentences before",
    "same paragraph",
    "paragraph before",
    "further back",
    "last named as subject",
    "last named as owner",
    "last named as object",
    "subject of this sentence",
    "subject of the sentence before",
    "first subject of the paragraph",
    "only one named in this sentence",
    "only one named in the sentence before",
    "gender agrees",
    "gender unknown",
    "pronouns near the name agree",
    "coreference",
    "only in quotations",
    "only name in quotation last",
    "share of mentions",
    "most mentioned",
    "named in a heading or the first paragraph",
    "a full name",
    "a usual given name",
    "has a role",
    "a speaker elsewhere",
    "named after the source only",
    "named right after the source",
    "role agrees",
    "role agrees, last speaker",
    "role agrees, nobody else's does",
    "like role",
    "like role, nobody else's is",
    "like role, no role agrees",
    "another role",
    "share of modifiers near the name",
    "no modifiers near the name",
    "head noun near the name",
    "speaker of the words around it",
    "named in what it says",
    "named in what it says, in quotation marks",
    "last named in somebody's words",
    "only one named in this paragraph",
    "others are named in this paragraph",
    "last speaker, others are named in this paragraph",
    "last speaker, unsure",
    "second nearest",
    "third nearest",
    "main subject of the sentence before",
    "main subject last",
    "named before in this sentence, main subject",
    "share of named sources",
    "land or party agrees",
    "land or party is another",
    "land or party unknown, role agrees",
    "role agrees, nearest such",
    "role agrees, most mentioned such",
    "no role agrees, owned",
    "indefinite, named before",
    "opening, named before",
    "opening, first named after",
    "opening, first speaker of the text",
    "opening, role agrees, named after",
    "opening, like role, named after",
    "opening, head noun near the name",
    "opening, modifiers near the name",
    "heading, first named after",
    "heading, first speaker of the text",
    "heading, named before",
)
"""The names of a candidate's features, in the order of the weights. Some say something for descriptions only."""

NOBODY = (
    "nobody",
    "nobody, somebody unnamed spoke last",
    "nobody, no role agrees",
    "nobody, indefinite",
    "nobody, no article",
    "nobody, owner",
    "nobody, of or for",
    "nobody, long",
    "nobody, named persons few",
    "nobody, heading",
    "nobody, opening",
)
"""The features of the choice that the source means none of the document's persons."""


_FORMER = re.compile(r"\b(?:former|ex|then|late|onetime|ousted|deposed)\b", re.IGNORECASE)
OPENING = 5
"""So many paragraphs are the beginning of a text: title, subtitle, place and date, abstract, first sentence."""


def candidates(people: People, phrase: Phrase, context: Context) -> list[tuple[Person, list[float]]]:
    """Each person that the phrase may mean, with a value for every one of ``FEATURES``."""
    found = fitting(people, phrase, context)
    shared = _Shared(people, phrase, context, found)
    if phrase.kind != "pronoun" and office(phrase.head) in lexicon.terms("sole_offices"):
        found = [(person, last) for person, last in found if not _holds_another(person, shared)]
        shared = _Shared(people, phrase, context, found)
    return [(person, _features(person, last, shared)) for person, last in found]


class _Shared:
    """What all candidates of one source are measured against."""

    def __init__(
        self, people: People, phrase: Phrase, context: Context, fitting: Sequence[tuple[Person, Mention | None]]
    ) -> None:
        self.people = people
        self.phrase = phrase
        self.context = context
        named = [last.span[0] for _, last in fitting if last]
        self.nearest = max(named, default=-1)
        self.nearest_subject = max((last.span[0] for _, last in fitting if last and last.subject), default=-1)
        self.most = max((len(person.mentions) for person, _ in fitting), default=0)
        self.here = [p for p, last in fitting if last and last.sentence == context.sentence]
        self.before = [
            p for p, last in fitting if last and any(m.sentence == context.sentence - 1 for m in _recent(p, context))
        ]
        after = people.next_after(context.position, 1) if _opening(context) else []
        self.next = after[0] if after else None
        self.agreeing = (
            sum(_agrees(person, phrase, people.text) for person, _ in fitting) if phrase.kind != "pronoun" else 0
        )
        self.like = sum(
            not _agrees(person, phrase, people.text) and _like(phrase.head, person.role_words)
            for person, _ in fitting
            if phrase.kind != "pronoun"
        )
        words = people.text[slice(*phrase.span)]
        self.modifiers = _modifiers(words, phrase.head)
        self.lands = people_of(words[1:]) if phrase.kind != "pronoun" else set()
        self.paragraph = [p for p, last in fitting if last and last.paragraph == context.paragraph]
        self.order = sorted((-last.span[0], p.index) for p, last in fitting if last)
        agreeing = [(p, last) for p, last in fitting if phrase.kind != "pronoun" and _agrees(p, phrase, people.text)]
        self.nearest_agreeing = max((last.span[0] for _, last in agreeing if last), default=-1)
        self.most_agreeing = max((len(p.mentions) for p, _ in agreeing), default=-1)
        self.sources = max(1, sum(context.speakers.values()))


def nobody(
    people: People, phrase: Phrase, context: Context, options: Sequence[tuple[Person, list[float]]]
) -> list[float]:
    """A value for every one of ``NOBODY``."""
    words = people.text[slice(*phrase.span)].casefold()
    agrees = FEATURES.index("role agrees")
    values = dict.fromkeys(NOBODY, 0.0)
    values["nobody"] = 1.0
    values["nobody, somebody unnamed spoke last"] = float(context.unnamed)
    values["nobody, heading"] = float(context.heading)
    values["nobody, named persons few"] = 1.0 / (1 + len(options))
    if phrase.kind != "pronoun":
        values["nobody, opening"] = float(_opening(context))
        values["nobody, no role agrees"] = float(not any(row[agrees] for _, row in options))
        values["nobody, indefinite"] = float(not phrase.definite)
        values["nobody, no article"] = float(not re.match(r"(?:the|an?|this|that|one|his|her|their|its)\b", words))
        values["nobody, owner"] = float(bool(re.search(r"['’]s?\s|^(?:his|her|their|its)\b", words)))
        values["nobody, of or for"] = float(bool(re.search(r"\b(?:of|for|from|with|in|at)\b", words)))
        values["nobody, long"] = min(1.0, len(words.split()) / 10)
    return [values[name] for name in NOBODY]


def _recent(person: Person, context: Context) -> list[Mention]:
    """The last mentions before the source."""
    count = person.before(context.position)
    return person.mentions[max(0, count - 8) : count]


def _features(person: Person, last: Mention | None, shared: _Shared) -> list[float]:
    values = dict.fromkeys(FEATURES, 0.0)
    context, phrase = shared.context, shared.phrase
    _speaking(values, person, shared)
    if last is not None:
        _distance(values, person, last, shared)
    else:
        values["named after the source only"] = 1.0
        values["named right after the source"] = float(person.mentions[0].sentence - context.sentence <= 1)
    values["gender agrees"] = float(phrase.gender is not None and person.gender == phrase.gender)
    values["gender unknown"] = float(phrase.gender is not None and person.gender is None)
    if phrase.gender and person.gender is None:
        sign = 1 if phrase.gender == "m" else -1
        values["pronouns near the name agree"] = sign * person.pronouns / (abs(person.pronouns) + 1)
    values["coreference"] = float(context.coreferent is person)
    values["only in quotations"] = float(not person.outside)
    values["share of mentions"] = len(person.mentions) / max(1, shared.people.count)
    values["most mentioned"] = float(len(person.mentions) == shared.most)
    values["named in a heading or the first paragraph"] = float(person.mentions[0].paragraph <= 1)
    values["a full name"] = float(" " in person.name)
    values["a usual given name"] = float(person.given)
    values["has a role"] = float(bool(person.roles))
    values["a speaker elsewhere"] = float(person.index in context.speakers)
    if context.heading:
        values["heading, first named after"] = float(last is None and shared.next is person)
        values["heading, first speaker of the text"] = float(person.index == context.first_speaker)
        values["heading, named before"] = float(last is not None)
    _content(values, person, last, shared)
    if phrase.kind != "pronoun":
        _role(values, person, shared)
        _nation(values, person, shared)
        if _opening(context):
            _beginning(values, person, last, shared)
        values["indefinite, named before"] = float(phrase.kind == "unnamed" and last is not None)
    return [values[name] for name in FEATURES]


def _speaking(values: dict[str, float], person: Person, shared: _Shared) -> None:
    context = shared.context
    for rank, spoke in enumerate(context.last_speakers):
        if spoke.person is not person:
            continue
        sentence, paragraph = spoke.sentence, spoke.paragraph
        values["spoke in this paragraph"] = float(paragraph == context.paragraph)
        if rank == 1:
            values["speaker before that"] = 1.0
            values["speaker before that, same paragraph"] = float(paragraph == context.paragraph)
        if rank:
            continue
        away = context.paragraph - paragraph
        if context.sentence == sentence:
            values["last speaker, same sentence"] = 1.0
        place = "same paragraph" if away <= 0 else "paragraph before" if away == 1 else "further back"
        values[f"last speaker, {place}"] = 1.0
        since = shared.nearest_subject
        values["last speaker, nobody else named since"] = float(since < 0 or shared.people.owner_at(since) is person)
        others = away > 0 and bool(shared.paragraph) and person not in shared.paragraph
        values["last speaker, others are named in this paragraph"] = float(others)
        values["last speaker, unsure"] = 1.0 - spoke.chance
        values["last speaker, paragraph starts here"] = float(away == 1 and context.first)


def _distance(values: dict[str, float], person: Person, last: Mention, shared: _Shared) -> None:
    context = shared.context
    values["nearest"] = float(last.span[0] == shared.nearest)
    values["nearest subject"] = float(last.span[0] == shared.nearest_subject)
    sentences, paragraphs = context.sentence - last.sentence, context.paragraph - last.paragraph
    values["same sentence"] = float(sentences <= 0)
    values["sentence before"] = float(sentences == 1)
    values["two sentences before"] = float(sentences == 2)
    values["same paragraph"] = float(paragraphs <= 0)
    values["paragraph before"] = float(paragraphs == 1)
    values["further back"] = float(paragraphs > 2)
    values["last named as subject"] = float(last.subject)
    values["last named as owner"] = float(last.place == "owner")
    values["last named as object"] = float(last.place == "object")
    values["only name in quotation last"] = float(last.quoted)
    subjects = [m for m in _recent(person, context) if m.subject and not m.quoted]
    values["subject of this sentence"] = float(any(m.sentence == context.sentence for m in subjects))
    values["subject of the sentence before"] = float(any(m.sentence == context.sentence - 1 for m in subjects))
    values["first subject of the paragraph"] = float(shared.people.first_subject(context.paragraph) is person)
    values["only one named in this sentence"] = float(len(shared.here) == 1 and shared.here[0] is person)
    values["only one named in the sentence before"] = float(len(shared.before) == 1 and shared.before[0] is person)


def _content(values: dict[str, float], person: Person, last: Mention | None, shared: _Shared) -> None:
    """Is the person named in the very words, or only in somebody's words; who else is named around here?"""
    context = shared.context
    said = any(person.named_in(span) for span in context.content)
    values["named in what it says"] = float(said)
    if said:
        quoted = [m for m in person.mentions if m.quoted and any(s <= m.span[0] < e for s, e in context.content)]
        values["named in what it says, in quotation marks"] = float(bool(quoted))
    values["speaker of the words around it"] = float(person.index == context.inside)
    values["share of named sources"] = context.speakers.get(person.index, 0) / shared.sources
    if last is None:
        return
    values["last named in somebody's words"] = float(last.reported)
    here = last.paragraph == context.paragraph
    values["only one named in this paragraph"] = float(here and len(shared.paragraph) == 1)
    values["others are named in this paragraph"] = float(not here and bool(shared.paragraph))
    rank = shared.order.index((-last.span[0], person.index))
    values["second nearest"] = float(rank == 1)
    values["third nearest"] = float(rank == 2)
    values["main subject last"] = float(last.place == "main subject")
    main = [m for m in _recent(person, context) if m.place == "main subject" and not m.quoted]
    values["main subject of the sentence before"] = float(any(m.sentence == context.sentence - 1 for m in main))
    values["named before in this sentence, main subject"] = float(any(m.sentence == context.sentence for m in main))


def _nation(values: dict[str, float], person: Person, shared: _Shared) -> None:
    """The lands and parties that the description names against those of the person's roles."""
    agrees = bool(values["role agrees"])
    last = person.last_before(shared.context.position)
    values["role agrees, nearest such"] = float(agrees and last is not None and last.span[0] == shared.nearest_agreeing)
    values["role agrees, most mentioned such"] = float(agrees and len(person.mentions) == shared.most_agreeing)
    values["no role agrees, owned"] = float(not agrees and shared.context.owner is not None)
    if shared.lands:
        theirs = people_of(" ".join(role for role, _ in person.roles))
        near = shared.lands & shared.people.words_near(person)
        values["land or party agrees"] = float(bool(shared.lands & theirs)) or 0.5 * bool(near)
        values["land or party is another"] = float(bool(theirs) and not shared.lands & theirs)
        values["land or party unknown, role agrees"] = float(agrees and not theirs and not near)


def _opening(context: Context) -> bool:
    """Does the source stand in a heading or where a text begins, where somebody may be spoken of who is named further
    down?"""
    return context.heading or context.paragraph < OPENING


def _beginning(values: dict[str, float], person: Person, last: Mention | None, shared: _Shared) -> None:
    """ "A senator" or "Judge" at the start of a text may be named further down."""
    values["opening, named before"] = float(last is not None)
    if last is not None:
        return
    values["opening, first named after"] = float(shared.next is person)
    values["opening, first speaker of the text"] = float(person.index == shared.context.first_speaker)
    values["opening, role agrees, named after"] = values["role agrees"]
    values["opening, like role, named after"] = values["like role"]
    values["opening, head noun near the name"] = values["head noun near the name"]
    values["opening, modifiers near the name"] = values["share of modifiers near the name"]


def _role(values: dict[str, float], person: Person, shared: _Shared) -> None:
    """Do the person's roles agree with the description's head noun, and the words near the name with its words?"""
    head = shared.phrase.head
    agrees = _agrees(person, shared.phrase, shared.people.text)
    last = shared.context.last_speakers
    values["role agrees"] = float(agrees)
    values["role agrees, last speaker"] = float(agrees and bool(last) and last[0].person is person)
    values["role agrees, nobody else's does"] = float(agrees and shared.agreeing == 1)
    values["like role"] = float(not agrees and office(head) not in person.role_words and _like(head, person.role_words))
    values["like role, nobody else's is"] = float(bool(values["like role"]) and shared.like == 1)
    values["like role, no role agrees"] = float(bool(values["like role"]) and not shared.agreeing)
    values["another role"] = float(bool(person.roles) and not agrees and not values["like role"])
    values["head noun near the name"] = float(not agrees and head[:6] in shared.people.words_near(person))
    if shared.modifiers:
        share = len(shared.modifiers & shared.people.words_near(person)) / len(shared.modifiers)
        values["share of modifiers near the name"] = share
        values["no modifiers near the name"] = float(not share)


def _holds_another(person: Person, shared: _Shared) -> bool:
    """Is the person known by other offices than the one that is spoken of, with nothing that ties the two together?"""
    phrase, people = shared.phrase, shared.people
    words = people.text[slice(*phrase.span)]
    if not person.roles or shared.context.coreferent is person or _FORMER.search(words):
        return False
    if _agrees(person, phrase, people.text):
        return False
    if office(phrase.head) in person.role_words:
        return True  # of another rank
    if _like(phrase.head, person.role_words):
        return False
    near = people.words_near(person, phrase.span)
    return phrase.head[:6] not in near and not _modifiers(words, phrase.head) & near


def _agrees(person: Person, phrase: Phrase, text: str) -> bool:
    """Has the person the office that the description names, in the same rank: a prime minister is no minister?"""
    wanted = office(phrase.head)
    if wanted not in person.role_words:
        return False
    rank = rank_of(text[slice(*phrase.span)], phrase.head)
    roles = [role for role, _ in person.roles if wanted in office_words(role)]
    return not roles or any(rank_of(role, wanted) == rank for role in roles)


def _modifiers(words: str, head: str) -> set[str]:
    """What a description tells beside its head noun."""
    return telling_words(words) - {head[:6], "former", "senior", "longti", "himsel", "himself"[:6]}


def _like(head: str, words: frozenset[str]) -> bool:
    return bool(words & like_offices().get(office(head), frozenset()))
